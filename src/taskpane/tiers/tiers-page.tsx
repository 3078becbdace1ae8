import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useAsked } from '../forecast/use-asked';
import type { TierBoard, TierLine } from '../session';
import { PageFrame } from '../shell/page-frame';
import { usePane, useSessionState } from '../ui/hooks';
import { BackTitle, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { TierList } from './tier-list';
import { useTierTexts } from './texts';

const useStyles = makeStyles({
  count: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
});

/** Where the SKUs stand, what moved, what is about to, and which may not be bonded yet. */
export function TiersPage() {
  const shared = useShared();
  const { session, navigation } = usePane();
  const { plan, history, workbook, language } = useSessionState();
  const { t, f } = useTierTexts();
  const inSheet = workbook?.tables.some(({ table }) => table === 'TW_Tiers') ?? false;
  // a plan made or written, or taken back, changes what there is to say
  const stands = [plan ? `${plan.stamp.cut} ${plan.stamp.planVersion}` : '', inSheet, history.length, language].join(
    '|',
  );
  const { answer, problem, loading, again } = useAsked(stands, () => session.tierBoard());
  return (
    <PageFrame label={t('tiers.title')}>
      <div className={shared.page}>
        <BackTitle title={t('tiers.title')} />
        {answer && (
          <p className={shared.caption}>
            {t(answer.source === 'plan' ? 'tiers.ofPlan' : 'tiers.ofSheet', {
              n: answer.total,
              date: answer.asOf ? f.date(answer.asOf) : '',
            })}
          </p>
        )}
        {answer ? (
          <Board board={answer} inSheet={inSheet} />
        ) : problem ? (
          <div>
            <p className={shared.body}>{t('tiers.failed')}</p>
            <Button onClick={again}>{t('tiers.again')}</Button>
          </div>
        ) : loading ? (
          <p className={shared.caption} role="status">
            {t('tiers.loading')}
          </p>
        ) : (
          <div>
            <p className={shared.body}>{t('tiers.none')}</p>
            <Button onClick={() => navigation.go({ page: 'plan' })}>{t('tiers.plan')}</Button>
          </div>
        )}
      </div>
    </PageFrame>
  );
}

function Board({ board, inSheet }: { board: TierBoard; inSheet: boolean }) {
  const styles = useStyles();
  const shared = useShared();
  const { t, f, tier, model } = useTierTexts();
  const moved = (line: TierLine): string =>
    line.other
      ? t('tiers.move', { from: tier(line.other), to: tier(line.tier) })
      : [tier(line.tier), line.since && f.date(line.since)].filter(Boolean).join(' · ');
  const heading = (line: TierLine): string =>
    t('tiers.headingWeeks', { from: tier(line.tier), to: tier(line.other), n: line.weeks ?? 0 });
  return (
    <>
      <Section title={t('tiers.counts')}>
        <ul className={`${shared.list} ${shared.card}`}>
          {board.counts.map((count) => (
            <li key={`${count.tier} ${count.model}`} className={`${shared.row} ${styles.count}`}>
              <span className={shared.grow}>{[tier(count.tier), model(count.model)].join(' · ')}</span>
              <span className={shared.figure}>{t('tiers.count', { n: count.skus })}</span>
            </li>
          ))}
        </ul>
        {board.locked > 0 && <p className={shared.caption}>{t('tiers.locked', { n: board.locked })}</p>}
      </Section>
      <TierList
        title={t(board.sinceLastPlan ? 'tiers.moved' : 'tiers.movedLately')}
        none={t('tiers.movedNone')}
        lines={board.moved}
        mark="surplus"
        move={moved}
        inSheet={inSheet}
      />
      <TierList
        title={t('tiers.heading')}
        none={t('tiers.headingNone')}
        lines={board.heading}
        mark="neutral"
        move={heading}
        inSheet={inSheet}
      />
      <TierList
        title={t('tiers.closed')}
        hint={t('tiers.closedHint')}
        none={t('tiers.closedNone')}
        lines={board.closed}
        mark="danger"
        inSheet={inSheet}
      />
      <TierList
        title={t('tiers.capped')}
        hint={t('tiers.cappedHint')}
        lines={board.capped}
        mark="warning"
        inSheet={inSheet}
      />
    </>
  );
}
