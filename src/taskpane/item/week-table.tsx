import { mergeClasses } from '@fluentui/react-components';
import type { ItemWeek } from '../session';
import { useForecastTexts } from '../forecast/texts';
import { useStyles as useShared } from '../ui/styles';
import { useTableStyles } from './table-styles';
import { units, weekName } from './week-names';

/** The chart's weeks in rows, newest first: what is ahead, then the history. */
export function WeekTable({
  weeks,
  caption,
  promotionsAt,
}: {
  weeks: readonly ItemWeek[];
  caption: string;
  promotionsAt: (at: number) => string[];
}) {
  const styles = useTableStyles();
  const shared = useShared();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const ahead = weeks.flatMap((week, at) => (week.offset > 0 ? [{ week, at }] : []));
  const past = weeks.flatMap((week, at) => (week.offset < 0 ? [{ week, at }] : [])).reverse();
  const corrected = weeks.some(({ sold, demand }) => demand !== sold);
  return (
    <div className={mergeClasses(shared.card, styles.box)} tabIndex={0} role="region" aria-label={t('chart.title')}>
      <table className={styles.table}>
        <caption className={shared.hidden}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.head}>
              {t('chart.week')}
            </th>
            <th scope="col" className={styles.head}>
              {t('chart.forecast')}
            </th>
            <th scope="col" className={styles.head}>
              {t('chart.range')}
            </th>
            <th scope="col" className={styles.head}>
              {t('chart.sold')}
            </th>
            {corrected && (
              <th scope="col" className={styles.head}>
                {t('chart.demand')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {[...ahead, ...past].map(({ week, at }) => (
            <tr key={week.monday}>
              <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                {weekName(week, texts)}
                {promotionsAt(at).map((name) => (
                  <div key={name} className={shared.caption}>
                    {name}
                  </div>
                ))}
              </th>
              <td className={styles.cell}>
                {week.forecast === null ? '' : units(week.forecast, f)}
                {week.overridden && (
                  <div className={shared.caption}>
                    {t('chart.statistical')} {units(week.statistical, f)}
                  </div>
                )}
              </td>
              <td className={styles.cell}>
                {week.low !== null && week.high !== null
                  ? t('chart.from', { low: units(week.low, f), high: units(week.high, f) })
                  : ''}
              </td>
              <td className={styles.cell}>{week.sold === null ? '' : units(week.sold, f)}</td>
              {corrected && <td className={styles.cell}>{week.demand === null ? '' : units(week.demand, f)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
