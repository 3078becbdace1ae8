import { Button, MessageBar, MessageBarBody, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { PageFrame } from '../shell/page-frame';
import type { PlanSummary } from '../session';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { Mark, type MarkKind } from '../ui/mark';
import { sheetDataTime } from '../ui/problem-text';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';

const MARKS: Record<PlanSummary['problems'][number]['id'], MarkKind> = {
  out: 'danger',
  low: 'warning',
  surplus: 'surplus',
  dead: 'neutral',
};
const SHOWN_PROBLEMS = 3;

const useStyles = makeStyles({
  problem: { display: 'flex', flexDirection: 'column' },
  money: { textAlign: 'right', flexShrink: 0 },
  count: { marginLeft: 'auto', fontWeight: 600, flexShrink: 0 },
  bar: { minHeight: '32px' },
  wrap: { whiteSpace: 'normal', paddingTop: '6px', paddingBottom: '6px' },
  empty: { padding: '16px 12px', textAlign: 'left' },
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

export function HomePage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t, f } = useTexts();
  const { summary, review, plan, brand, connection, lastPlan } = state;
  const currency = state.workbook?.binding?.currency ?? '';
  const dataTime = sheetDataTime(state);
  const pulled = dataTime !== null || state.own?.canPlan === true;
  const local = state.workbook?.binding?.dataService === '';
  const away = connection.state === 'offline' || connection.state === 'signed_out';
  const refused = brand?.sources.reduce((sum, source) => sum + source.refused, 0) ?? 0;

  const replan = (): void => {
    run(session.refreshAndPlan().then(() => navigation.go({ page: 'review' })));
  };
  const planOnly = (): void => {
    run(
      session
        .plan()
        .then(() => session.review())
        .then(() => navigation.go({ page: 'review' })),
    );
  };
  const primary =
    !pulled && local
      ? { label: t('first.own'), action: () => navigation.go({ page: 'map' }), off: false }
      : !pulled
        ? { label: t('action.refresh'), action: () => run(session.pull()), off: away }
        : !summary || away || local
          ? { label: summary ? t('action.planAgain') : t('action.plan'), action: planOnly, off: false }
          : { label: t('action.refreshAndPlan'), action: replan, off: false };

  /** The sheet goes to the dearest row of the kind, the pane explains it. */
  const showWorst = ([sku, warehouse]: PlanSummary['problems'][number]['worst']): void =>
    run(
      session.goTo('TW_Plan', [sku, warehouse]).then(() => {
        session.showItem({ sku, warehouse });
        navigation.go({ page: 'item' });
      }),
    );

  const { look = 0, total = 0 } = state.inputCheck ?? {};
  const work: { label: string; count: number; shown?: string; open: () => void }[] = [
    { label: t('home.toReview'), count: review?.items.length ?? 0, open: () => navigation.go({ page: 'review' }) },
    {
      label: t('home.planned'),
      count: plan && !review ? plan.rows.length : 0,
      open: () => navigation.go({ page: 'plan' }),
    },
    { label: t('home.undecided'), count: summary?.undecided ?? 0, open: () => run(session.showSheet('TW_Plan')) },
    { label: t('home.notEnough'), count: summary?.notEnoughData ?? 0, open: () => run(session.showSheet('TW_Plan')) },
    {
      label: t('home.offTrack'),
      count: state.forecastStanding?.alerts ?? 0,
      open: () => navigation.go({ page: 'forecast' }),
    },
    {
      label: t('home.inputCheck'),
      count: look,
      shown: t('home.toLook', { n: look, total }),
      open: () => navigation.go({ page: 'inputCheck' }),
    },
    { label: t('home.refused'), count: refused, open: () => navigation.go({ page: 'data' }) },
  ].filter(({ count }) => count > 0);

  return (
    <PageFrame
      label={t('home.title')}
      footer={
        <>
          <Button appearance="primary" onClick={primary.action} disabled={primary.off || state.job !== null}>
            {primary.label}
          </Button>
          {pulled && !summary && !away && !local && (
            <Button onClick={() => run(session.pull())}>{t('action.refresh')}</Button>
          )}
        </>
      }
    >
      <div className={shared.page}>
        <h1 className={shared.hidden}>{t('home.title')}</h1>
        {away && !state.problem && (
          <MessageBar intent="warning" layout="multiline" className={styles.bar}>
            <MessageBarBody className={styles.wrap}>
              {connection.state === 'signed_out'
                ? t('home.signedOut')
                : dataTime
                  ? t('home.offline', { time: f.dateTime(dataTime) })
                  : t('error.no_answer_first', { address: connection.address })}
            </MessageBarBody>
          </MessageBar>
        )}
        {state.workbook?.manualCalculation && pulled && <p className={shared.caption}>{t('home.manual')}</p>}
        {summary ? (
          <Section title={t('home.first')} aside={t('home.byMoney')}>
            <div className={shared.card}>
              {summary.problems.length === 0 && (
                <p className={mergeClasses(shared.body, styles.empty)}>{t('home.allWell')}</p>
              )}
              {summary.problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
                <div key={problem.id} className={styles.rule}>
                  <RowButton onClick={() => showWorst(problem.worst)}>
                    <Mark kind={MARKS[problem.id]} />
                    <span className={mergeClasses(shared.grow, styles.problem)}>
                      <span className={shared.strong}>{t(`problem.${problem.id}`)}</span>
                      <span className={shared.caption}>{t('home.skus', { n: problem.skus })}</span>
                    </span>
                    <span className={mergeClasses(shared.figure, styles.money)}>
                      {f.money(problem.money, currency)}
                    </span>
                  </RowButton>
                </div>
              ))}
            </div>
          </Section>
        ) : (
          <p className={shared.body}>{t(pulled ? 'home.pulled' : 'home.noPlan')}</p>
        )}
        {work.length > 0 && (
          <Section title={t('home.work')}>
            <div className={shared.card}>
              {work.map(({ label, count, shown, open }) => (
                <div key={label} className={styles.rule}>
                  <RowButton onClick={open}>
                    <span className={shared.grow}>{label}</span>
                    <span className={mergeClasses(shared.figure, styles.count)}>{shown ?? f.number(count)}</span>
                  </RowButton>
                </div>
              ))}
            </div>
          </Section>
        )}
        <p className={shared.caption}>
          {lastPlan
            ? t('home.lastPlan', { version: lastPlan.version, time: f.dateTime(lastPlan.at) })
            : t('home.lastPlanNone')}
        </p>
      </div>
    </PageFrame>
  );
}
