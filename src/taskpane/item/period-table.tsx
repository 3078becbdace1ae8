import { mergeClasses } from '@fluentui/react-components';
import { formatDay } from '../../planning/calendar';
import type { PeriodKind } from '../../planning/periods';
import type { ItemView } from '../session';
import { useForecastTexts } from '../forecast/texts';
import { useStyles as useShared } from '../ui/styles';
import { forecastPeriods } from './forecast-periods';
import { useTableStyles } from './table-styles';
import { units } from './week-names';

/** The forecast ahead by 旬 or month, with the rate per day: a 旬 has 8 to 11 days, and the first and last are rarely whole. */
export function PeriodTable({ item, kind }: { item: ItemView; kind: Exclude<PeriodKind, 'week'> }) {
  const styles = useTableStyles();
  const shared = useShared();
  const { t, f } = useForecastTexts();
  const headings = [t('chart.period'), t('chart.forecast'), t('chart.perDay')];
  return (
    <div className={mergeClasses(shared.card, styles.box)} tabIndex={0} role="region" aria-label={t('chart.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col" className={styles.head}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {forecastPeriods(item.weeks, item.promotions, kind).map(({ label, first, last, days, quantity }) => {
            const all = last - first + 1;
            return (
              <tr key={label}>
                <th scope="row" className={mergeClasses(styles.cell, styles.name)}>
                  {label}
                  <div className={shared.caption}>
                    {t('chart.from', { low: f.date(formatDay(first)), high: f.date(formatDay(last)) })}
                    {days < all && ` · ${t('chart.partly', { days, all })}`}
                  </div>
                </th>
                <td className={styles.cell}>{units(quantity, f)}</td>
                <td className={styles.cell}>{f.number(quantity / days, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
