import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ItemOverride, ItemView } from '../session';
import { run, usePane, useSessionState } from '../ui/hooks';
import { useForecastTexts } from '../forecast/texts';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { units, weekName } from './week-names';

const SHOWN = 6;

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '8px',
    padding: '8px 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  withdraw: { flexShrink: 0 },
});

/** Overrides on record, and numbers that were typed into the Forecast sheet without one. */
function overridesOf(item: ItemView): (Omit<ItemOverride, 'state'> & { state: ItemOverride['state'] | 'typed' })[] {
  const recorded = new Set(item.overrides.map(({ week }) => week));
  const typed = item.weeks
    .filter(({ monday, overridden }) => overridden && !recorded.has(monday))
    .map(({ monday, forecast, statistical }) => ({
      week: monday,
      quantity: forecast,
      statistical,
      author: null,
      reason: null,
      madeOn: null,
      expires: null,
      state: 'typed' as const,
    }));
  const order = (state: string): number => (['active', 'new', 'typed', 'withdrawn'].includes(state) ? 0 : 1);
  return [...item.overrides, ...typed].sort(
    (a, b) => order(a.state) - order(b.state) || (order(a.state) ? -1 : 1) * a.week.localeCompare(b.week),
  );
}

/** What planners put in the place of the statistical forecast, each with its state and the way back. */
export function OverrideList({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { job } = useSessionState();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const [all, setAll] = useState(false);
  const overrides = overridesOf(item);
  if (!overrides.length) return null;
  const nameOf = (monday: string): string => {
    const week = item.weeks.find((candidate) => candidate.monday === monday);
    return week ? weekName(week, texts) : f.date(monday);
  };
  const shown = all ? overrides : overrides.slice(0, SHOWN);
  return (
    <Section title={t('override.list')}>
      <ul className={`${shared.list} ${shared.card}`}>
        {shown.map((override) => {
          const held = ['active', 'new', 'typed'].includes(override.state);
          return (
            <li key={override.week} className={styles.line}>
              <div className={shared.grow}>
                <div className={shared.body}>
                  {nameOf(override.week)}{' '}
                  <span className={shared.strong}>
                    {t('override.line', { was: units(override.statistical, f), now: units(override.quantity, f) })}
                  </span>
                </div>
                {override.reason && <div className={shared.caption}>{override.reason}</div>}
                <div className={shared.caption}>
                  {[
                    override.author,
                    override.expires && held && t('override.until', { date: f.date(override.expires) }),
                    t(override.state === 'typed' ? 'override.typed' : `override.state.${override.state}`),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </div>
              {held && (
                <Button
                  size="small"
                  className={styles.withdraw}
                  disabled={job !== null}
                  aria-label={t('override.withdrawLabel', { week: nameOf(override.week) })}
                  onClick={() =>
                    run(session.withdrawOverride({ sku: item.sku, warehouse: item.warehouse }, [override.week]))
                  }
                >
                  {t('override.withdraw')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {overrides.length > shown.length && (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            {t('override.more', { n: overrides.length - shown.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}
