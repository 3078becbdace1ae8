import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { signed } from '../item/week-names';
import { useKeyText, usePane, useSessionState } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { RowButton, Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { pastWeeks, weeksRunning } from './measures';
import { useForecastTexts } from './texts';
import { useAsked } from './use-asked';
import { useShowItem } from './use-show-item';

const SHOWN = 5;
const MORE = 20;

const useStyles = makeStyles({
  rule: { ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` } },
  texts: { display: 'flex', flexDirection: 'column' },
});

interface OffTrackItem {
  sku: string;
  warehouse: string;
  signal: number;
  /** at stake by the plan; null: unknown, or not planned */
  money: number | null;
}

const keyOf = ({ sku, warehouse }: OffTrackItem): string => `${sku}\n${warehouse}`;

/** Items whose sales run away from their forecast, dearest first. */
export function OffTrack({ stands, limit }: { stands: string; limit: number }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const state = useSessionState();
  const { t, f } = useForecastTexts();
  const keyText = useKeyText();
  const showItem = useShowItem();
  const [count, setCount] = useState(SHOWN);
  const { answer } = useAsked(stands, () => session.forecastAccuracy('item'));
  const all = useMemo(() => {
    const found = (answer?.rows ?? []).flatMap((row): OffTrackItem[] => {
      const { sku_id: sku, warehouse_id: warehouse, alert, tracking_signal: signal } = row;
      if (!alert || sku === null || warehouse === null || signal === null) return [];
      const stake = session.planRow({ sku, warehouse })?.at_stake;
      return [{ sku, warehouse, signal, money: typeof stake === 'number' ? stake : null }];
    });
    return found.sort((a, b) => (b.money ?? -1) - (a.money ?? -1));
  }, [answer, session]);
  const items = all.slice(0, count);
  const running = useWeeksRunning(items);
  if (!answer) return null;
  const total = all.length;
  const currency = state.workbook?.binding?.currency ?? '';
  return (
    <Section title={t('track.title')} {...(total > 0 ? { aside: t('home.byMoney') } : {})}>
      {total === 0 ? (
        <p className={shared.caption}>{t('track.none')}</p>
      ) : (
        <div className={shared.card}>
          {items.map((item) => (
            <div key={keyOf(item)} className={styles.rule}>
              <RowButton onClick={() => showItem(item.sku, item.warehouse)}>
                <Mark kind="warning" />
                <span className={mergeClasses(shared.grow, styles.texts)}>
                  <span className={shared.strong}>{keyText([item.sku, item.warehouse])}</span>
                  <span className={shared.caption}>
                    {t(item.signal > 0 ? 'track.over' : 'track.under', {
                      weeks: Math.abs(running.get(keyOf(item)) ?? 0),
                    })}
                  </span>
                  <span className={shared.caption}>
                    {[
                      t('track.signal', { signal: signed(item.signal, f, 1), limit: f.number(limit, 1) }),
                      item.money !== null && t('track.atStake', { money: f.money(item.money, currency) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </RowButton>
            </div>
          ))}
          {total > count && (
            <div className={styles.rule}>
              <RowButton onClick={() => setCount(count + MORE)}>
                <span className={shared.grow}>{t('drift.more', { n: Math.min(MORE, total - count) })}</span>
              </RowButton>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}

/** How long each of the items shown has been off on one side; asked one after the other, and never in the way. */
function useWeeksRunning(items: readonly OffTrackItem[]): ReadonlyMap<string, number> {
  const { session } = usePane();
  const [known, setKnown] = useState<ReadonlyMap<string, number>>(new Map());
  const wanted = items.map(keyOf).join('|');
  useEffect(() => {
    let ended = false;
    const ask = async (): Promise<void> => {
      for (const item of items) {
        if (ended) return;
        const { sku, warehouse, signal } = item;
        const running = weeksRunning(pastWeeks(await session.forecastHistory({ sku, warehouse })));
        // a run on the other side is a turn that the signal does not know yet
        if (!ended && Math.sign(running) === Math.sign(signal))
          setKnown((held) => new Map(held).set(keyOf(item), running));
      }
    };
    // the list says the same without it, in more general words
    void ask().catch(() => undefined);
    return () => {
      ended = true;
    };
  }, [wanted]);
  return known;
}
