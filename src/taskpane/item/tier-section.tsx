import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useAsked } from '../forecast/use-asked';
import { useTierTexts, type TierTexts } from '../tiers/texts';
import type { ItemTier, ItemView, PlanRecord } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { TierLockForm } from './tier-lock-form';

const useStyles = makeStyles({
  block: { display: 'flex', flexDirection: 'column', gap: '6px' },
  actions: { display: 'flex', gap: '8px', flexWrap: 'wrap' },
});

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const figure = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Tier of the item's SKU: why, what would move it, the gate, what its test showed, and the lock by hand. */
export function TierSection({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { history, job, plan } = useSessionState();
  const texts = useTierTexts();
  const { t, f, tier } = texts;
  const [locking, setLocking] = useState(false);
  const stands = `${item.sku}|${history.length}|${item.pending}|${plan === null}`;
  const { answer, again } = useAsked(stands, () => session.itemTier(item.sku));
  if (!answer || answer.sku !== item.sku || (!answer.row && !answer.canLock)) return null;
  const key = { sku: item.sku, warehouse: item.warehouse };
  const { row, lock } = answer;
  const since = text(row?.since);
  return (
    <Section title={t('tier.title')}>
      <div className={styles.block}>
        {row ? (
          <>
            <div>
              <span className={shared.strong}>{tier(text(row.tier))}</span>{' '}
              {since && <span className={shared.caption}>{t('tier.since', { date: f.date(since) })}</span>}
              <p className={shared.body}>{text(row.reason)}</p>
            </div>
            <Lines row={row} texts={texts} />
          </>
        ) : (
          <p className={shared.caption}>{t('tier.none')}</p>
        )}
        <LockLines held={answer} texts={texts} />
        {locking ? (
          <TierLockForm
            item={key}
            start={lock?.tier ?? text(row?.tier)}
            onDone={() => {
              setLocking(false);
              again();
            }}
          />
        ) : (
          answer.canLock && (
            <div className={styles.actions}>
              <Button disabled={job !== null} onClick={() => setLocking(true)}>
                {t(lock ? 'tier.change' : 'tier.lock')}
              </Button>
              {lock && (
                <Button
                  appearance="subtle"
                  disabled={job !== null}
                  onClick={() => run(session.unlockTier(key).then(again))}
                >
                  {t('tier.unlock')}
                </Button>
              )}
            </div>
          )
        )}
      </div>
    </Section>
  );
}

function Lines({ row, texts }: { row: PlanRecord; texts: TierTexts }) {
  const shared = useShared();
  const { t, gate } = texts;
  const moves = text(row.moves_when);
  const state = text(row.gate);
  const why = text(row.gate_reason);
  return (
    <>
      {moves && (
        <div>
          <span className={shared.caption}>{t('tier.moves')}</span>
          <p className={shared.body}>{moves}</p>
        </div>
      )}
      {state && state !== 'not_needed' && (
        <div>
          <span className={shared.caption}>{t('tier.gate', { state: gate(state) })}</span>
          {why && <p className={shared.body}>{why}</p>}
        </div>
      )}
      <TestLine row={row} texts={texts} />
    </>
  );
}

/** What the test showed; what it did not is named. */
function TestLine({ row, texts: { t, f, language } }: { row: PlanRecord; texts: TierTexts }) {
  const shared = useShared();
  const weeks = figure(row.test_weeks);
  if (weeks === null) return null;
  const [units, conversion, rating, returns] = ['test_units', 'conversion', 'rating', 'return_rate'].map((id) =>
    figure(row[id]),
  ) as (number | null)[];
  const parts = [
    units != null && t('tier.units', { n: f.number(units) }),
    conversion != null && t('tier.conversion', { share: f.percent(conversion, 1) }),
    rating != null && t('tier.rating', { score: f.number(rating, 1) }),
    returns != null && t('tier.returns', { share: f.percent(returns, 1) }),
  ].filter(Boolean);
  const unknown = [
    units == null && t('tier.unknownUnits'),
    conversion == null && t('tier.unknownConversion'),
    rating == null && t('tier.unknownRating'),
    returns == null && t('tier.unknownReturns'),
  ].filter(Boolean);
  return (
    <div>
      <span className={shared.caption}>{t('tier.test', { weeks: t('tier.testWeeks', { n: weeks }) })}</span>
      <p className={shared.body}>{parts.join(' · ')}</p>
      {unknown.length > 0 && (
        <p className={shared.caption}>{t('tier.unknown', { what: unknown.join(language === 'zh' ? '、' : ', ') })}</p>
      )}
    </div>
  );
}

function LockLines({ held: { lock, pending }, texts: { t, f, tier } }: { held: ItemTier; texts: TierTexts }) {
  const shared = useShared();
  if (!lock) return pending ? <p className={shared.caption}>{t('tier.pendingUnlock')}</p> : null;
  if (lock.tier === null) return <p className={shared.body}>{t('tier.badLock')}</p>;
  const named = tier(lock.tier);
  return (
    <div>
      <span className={shared.strong}>
        {lock.by ? t('tier.lockedBy', { tier: named, by: lock.by }) : t('tier.locked', { tier: named })}
      </span>{' '}
      {lock.on && <span className={shared.caption}>{t('tier.lockedOn', { date: f.date(lock.on) })}</span>}
      {lock.why && <p className={shared.body}>{lock.why}</p>}
      {!(lock.by && lock.why) && <p className={shared.caption}>{t('tier.unsigned')}</p>}
      {pending && <p className={shared.caption}>{t('tier.pending')}</p>}
    </div>
  );
}
