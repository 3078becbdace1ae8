import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { PageFrame } from '../shell/page-frame';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { sheetDataTime } from '../ui/problem-text';
import { ForecastRecord } from './forecast-record';
import { PlanLinks } from './plan-links';

const useStyles = makeStyles({
  tiles: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '1px', backgroundColor: tokens.colorNeutralStroke2 },
  tile: {
    backgroundColor: tokens.colorNeutralBackground1,
    padding: '10px 12px',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
  },
  notes: { display: 'flex', flexDirection: 'column', gap: '6px', padding: '10px 12px' },
  actions: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'flex-start' },
});

export function PlanPage() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const { t, f } = useTexts();
  const { plan, review, summary, lastPlan } = state;
  const pulled = sheetDataTime(state) !== null || state.own?.canPlan === true;
  const planned = plan !== null || summary !== null;

  const planAndReview = (): void =>
    run(
      session
        .plan()
        .then(() => session.review())
        .then(() => navigation.go({ page: 'review' })),
    );
  const openReview = (): void => {
    if (review) navigation.go({ page: 'review' });
    else run(session.review().then(() => navigation.go({ page: 'review' })));
  };

  return (
    <PageFrame
      label={t('plan.title')}
      footer={
        <>
          {plan ? (
            <>
              <Button appearance="primary" onClick={openReview} disabled={state.job !== null}>
                {t('action.review')}
              </Button>
              <Button onClick={planAndReview}>{t('action.planAgain')}</Button>
            </>
          ) : (
            <Button appearance="primary" onClick={planAndReview} disabled={!pulled || state.job !== null}>
              {t(planned ? 'action.planAgain' : 'action.plan')}
            </Button>
          )}
        </>
      }
    >
      <div className={shared.page}>
        <h1 className={shared.hidden}>{t('plan.title')}</h1>
        {plan ? (
          <section className={shared.section}>
            <div>
              <h2 className={shared.heading}>
                {t('plan.result', { rows: plan.rows.length, seconds: f.number(plan.seconds, 1) })}
              </h2>
              <p className={shared.caption}>
                {t('plan.asOf', { time: f.dateTime(plan.stamp.dataTime), version: plan.stamp.planVersion ?? '' })}
              </p>
            </div>
            <Tiles
              tiles={[
                [t('plan.buy'), f.number(plan.totals.buyLines)],
                [t('plan.value'), f.money(plan.totals.buyValue, plan.currency)],
                [t('plan.out'), f.number(plan.totals.outOfStock)],
                [t('plan.stop'), f.number(plan.totals.stopLines)],
              ]}
            />
          </section>
        ) : summary ? (
          <section className={shared.section}>
            <div>
              <h2 className={shared.heading}>{t('plan.inSheet')}</h2>
              {lastPlan && (
                <p className={shared.caption}>
                  {t('plan.asOf', { time: f.dateTime(lastPlan.dataTime), version: `v${lastPlan.version}` })}
                </p>
              )}
            </div>
            <Tiles
              tiles={[
                [t('plan.buy'), f.number(summary.buyLines)],
                [t('plan.value'), f.money(summary.buyValue, state.workbook?.binding?.currency ?? '')],
                [t('home.undecided'), f.number(summary.undecided)],
                [t('home.notEnough'), f.number(summary.notEnoughData)],
              ]}
            />
          </section>
        ) : (
          <p className={shared.body}>{t(pulled ? 'plan.ready' : 'plan.nothing')}</p>
        )}
        {plan && plan.noteTexts.length > 0 && (
          <Section title={t('plan.notes')}>
            <ul className={mergeClasses(shared.list, shared.card, styles.notes)}>
              {plan.noteTexts.map((note) => (
                <li key={note} className={shared.body}>
                  {note}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {planned && <PlanLinks />}
        <ForecastRecord />
        {summary && (
          <section className={styles.actions}>
            <Button onClick={() => run(session.showSheet('TW_Plan'))}>{t('plan.openSheet')}</Button>
            <div>
              <Button onClick={() => run(session.checkSheet())} disabled={state.job !== null}>
                {t('plan.check')}
              </Button>
              <p className={shared.caption}>{t('plan.checkHint')}</p>
            </div>
          </section>
        )}
      </div>
    </PageFrame>
  );
}

function Tiles({ tiles }: { tiles: [label: string, value: string][] }) {
  const styles = useStyles();
  const shared = useShared();
  return (
    <dl className={mergeClasses(shared.card, styles.tiles)} style={{ margin: 0 }}>
      {tiles.map(([label, value]) => (
        <div key={label} className={styles.tile}>
          <dt className={shared.caption}>{label}</dt>
          <dd className={shared.number} style={{ margin: 0 }}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
