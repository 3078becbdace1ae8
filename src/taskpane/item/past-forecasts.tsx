import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { accuracyOf, pastWeeks, weeksRunning } from '../forecast/measures';
import { useForecastTexts } from '../forecast/texts';
import { useAsked } from '../forecast/use-asked';
import type { ItemView } from '../session';
import { useLasting, usePane, useSessionState } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { Section } from '../ui/section';
import { useStyles as useShared } from '../ui/styles';
import { signed, units } from './week-names';

const SHOWN = 8;
/** An item in sight for less is only passed over on the way to another. */
const STAYED_MS = 500;

const useStyles = makeStyles({
  alert: { display: 'flex', gap: '8px', alignItems: 'baseline' },
  mark: { transform: 'translateY(1px)' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: '12px', lineHeight: '17px' },
  head: { textAlign: 'right', fontWeight: 600, padding: '4px 12px', ':first-child': { textAlign: 'left' } },
  cell: { textAlign: 'right', padding: '3px 12px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  week: { textAlign: 'left', fontWeight: 400 },
});

/** What stored versions said of the last weeks before they began, beside what came; nothing without the data service. */
export function PastForecasts({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const { session } = usePane();
  const { brand, connection, forecastRecord } = useSessionState();
  const { t, f } = useForecastTexts();
  const stayed = useLasting(true, STAYED_MS);
  const { sku, warehouse } = item;
  const possible = stayed && connection.state === 'connected' && brand !== null && warehouse !== null;
  const { answer } = useAsked(possible ? `${brand.cut ?? ''} ${forecastRecord.version ?? ''}` : null, () =>
    session.forecastHistory({ sku, warehouse: warehouse ?? '' }),
  );
  const past = answer ? pastWeeks(answer) : [];
  if (!answer || !past.length) return null;
  const { accuracy } = answer;
  const running = weeksRunning(past);
  const signal = accuracy?.tracking_signal ?? null;
  return (
    <Section title={t('past.title')}>
      {accuracy?.alert && signal !== null && (
        <p className={mergeClasses(shared.body, styles.alert)}>
          <span className={styles.mark}>
            <Mark kind="warning" />
          </span>
          <span>
            {t(signal > 0 ? 'track.over' : 'track.under', {
              weeks: Math.sign(running) === Math.sign(signal) ? Math.abs(running) : 0,
            })}{' '}
            <span className={shared.caption}>
              {t('track.signal', { signal: signed(signal, f, 1), limit: f.number(answer.limit, 1) })}
            </span>
          </span>
        </p>
      )}
      {accuracy && accuracy.pairs > 0 && (
        <p className={shared.caption}>
          {t('past.line', { accuracy: f.percent(accuracyOf(accuracy), 0), pairs: accuracy.pairs })}
        </p>
      )}
      <div className={shared.card}>
        <table className={styles.table}>
          <caption className={shared.hidden}>{t('past.title')}</caption>
          <thead>
            <tr>
              {(['chart.week', 'chart.forecast', 'past.demand', 'past.miss'] as const).map((heading) => (
                <th key={heading} scope="col" className={styles.head}>
                  {t(heading)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {past.slice(0, SHOWN).map(({ week, forecast, actual }) => (
              <tr key={week}>
                <th scope="row" className={mergeClasses(styles.cell, styles.week)}>
                  {f.date(week)}
                </th>
                <td className={styles.cell}>{units(forecast, f)}</td>
                <td className={styles.cell}>{units(actual, f)}</td>
                <td className={styles.cell}>{signed(Math.round((actual - forecast) * 10) / 10, f)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
