import { Link, Select, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { PERIOD_KINDS, type PeriodKind } from '../../planning/periods';
import type { ItemPromotion, ItemView, ItemWeek } from '../session';
import { useForecastTexts, type ForecastTexts } from '../forecast/texts';
import { TimeChart, type ChartLine } from '../forecast/time-chart';
import { Section } from '../ui/section';
import { CONTRAST, useStyles as useShared } from '../ui/styles';
import { touches } from './components';
import { PeriodTable } from './period-table';
import { total, units, weekCode, weekName } from './week-names';
import { WeekTable } from './week-table';

const HEIGHT = 150;

const useStyles = makeStyles({
  legend: { display: 'flex', flexWrap: 'wrap', gap: '2px 12px', alignItems: 'center' },
  entry: { display: 'inline-flex', alignItems: 'center', gap: '5px' },
  swatch: { flexShrink: 0, overflow: 'visible' },
  sold: { fill: tokens.colorNeutralForeground3, [CONTRAST]: { fill: 'CanvasText' } },
  corrected: {
    fill: tokens.colorNeutralBackground1,
    stroke: tokens.colorNeutralForeground2,
    [CONTRAST]: { fill: 'Canvas', stroke: 'CanvasText' },
  },
  forecast: { stroke: tokens.colorCompoundBrandStroke, strokeWidth: '2', [CONTRAST]: { stroke: 'Highlight' } },
  statistical: {
    stroke: tokens.colorNeutralForeground3,
    strokeWidth: '1.5',
    strokeDasharray: '1 3',
    strokeLinecap: 'round',
    [CONTRAST]: { stroke: 'CanvasText' },
  },
  band: { fill: tokens.colorBrandBackground2Hover, [CONTRAST]: { fill: 'none', stroke: 'CanvasText' } },
  mark: { fill: tokens.colorCompoundBrandStroke, [CONTRAST]: { fill: 'Highlight' } },
});

/** A promotion as a stretch of the weeks shown, both ends included. */
interface Stretch {
  letter: string;
  from: number;
  to: number;
  promotion: ItemPromotion;
}

/** Promotions as stretches of the weeks shown, lettered A, B, C in the order of time; a letter is the same in every chart. */
export function promotionStrip(
  promotions: readonly ItemPromotion[],
  weeks: readonly Pick<ItemWeek, 'monday'>[],
): Stretch[] {
  return promotions.flatMap((promotion, index) => {
    const inside = weeks.flatMap((week, at) => (touches(promotion, week) ? [at] : []));
    const from = inside[0];
    const to = inside[inside.length - 1];
    if (from === undefined || to === undefined) return [];
    return [{ letter: String.fromCharCode(65 + (index % 26)), from, to, promotion }];
  });
}

/** Names of the promotions in one of the weeks shown. */
export const promotionsAt = (strip: readonly Stretch[], at: number): string[] =>
  strip.filter(({ from, to }) => at >= from && at <= to).map(({ promotion }) => promotion.name);

/** What one week of an item holds, by name, for the cursor and for screen readers. */
function readWeek(
  week: ItemWeek,
  promotions: readonly string[],
  { t, f }: ForecastTexts,
): [name: string, value: string][] {
  const said: [string, string][] = [];
  if (week.sold !== null) said.push([t('chart.sold'), units(week.sold, f)]);
  if (week.demand !== null && week.demand !== week.sold) said.push([t('chart.demand'), units(week.demand, f)]);
  if (week.forecast !== null)
    said.push([t(week.overridden ? 'chart.yours' : 'chart.forecast'), units(week.forecast, f)]);
  if (week.overridden && week.statistical !== null) said.push([t('chart.statistical'), units(week.statistical, f)]);
  if (week.low !== null && week.high !== null)
    said.push([t('chart.range'), t('chart.from', { low: units(week.low, f), high: units(week.high, f) })]);
  for (const name of promotions) said.push([t('chart.promotion'), name]);
  return said;
}

/** Sales, corrected demand, forecast with its range, and what a planner put in its place. */
export function DemandChart({ item }: { item: ItemView }) {
  const styles = useStyles();
  const shared = useShared();
  const texts = useForecastTexts();
  const { t, f } = texts;
  const [asTable, setAsTable] = useState(false);
  const [rows, setRows] = useState<PeriodKind>('week');
  const { weeks } = item;
  if (!weeks.length) return null;

  const strip = promotionStrip(item.promotions, weeks);
  const past = weeks.filter(({ sold }) => sold !== null);
  const ahead = weeks.filter(({ forecast }) => forecast !== null);
  const firstAhead = weeks.findIndex(({ offset }) => offset > 0);
  const corrected = weeks.some(
    ({ sold, demand }) => sold !== null && demand !== null && Math.abs(sold - demand) > 0.05,
  );
  const overridden = weeks.some((week) => week.overridden);
  const banded = ahead.some(({ low, high }) => low !== null && high !== null);
  const said = {
    weeks: past.length,
    sold: f.number(total(past.map(({ sold }) => sold))),
    ahead: ahead.length,
    expected: f.number(total(ahead.map(({ forecast }) => forecast))),
  };
  const label = banded
    ? t('chart.text', {
        ...said,
        low: units(total(ahead.map(({ low }) => low)) / ahead.length, f),
        high: units(total(ahead.map(({ high }) => high)) / ahead.length, f),
      })
    : t('chart.textPlain', said);
  const lines: ChartLine[] = [
    ...(overridden
      ? [{ id: 'statistical', look: 'statistical' as const, values: weeks.map(({ statistical }) => statistical) }]
      : []),
    { id: 'forecast', look: 'forecast', values: weeks.map(({ forecast }) => forecast) },
  ];
  const first = weeks[0];
  const last = weeks[weeks.length - 1];

  return (
    <Section
      title={t('chart.title')}
      end={
        <Link as="button" onClick={() => setAsTable(!asTable)} aria-expanded={asTable}>
          {t(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Link>
      }
    >
      {asTable ? (
        <>
          <Select
            size="small"
            aria-label={t('chart.by')}
            value={rows}
            onChange={(_, data) => setRows(PERIOD_KINDS.find((kind) => kind === data.value) ?? 'week')}
          >
            <option value="week">{t('chart.byWeek')}</option>
            <option value="xun">{t('chart.byXun')}</option>
            <option value="month">{t('chart.byMonth')}</option>
          </Select>
          {rows === 'week' ? (
            <WeekTable weeks={weeks} caption={label} promotionsAt={(at) => promotionsAt(strip, at)} />
          ) : (
            <PeriodTable item={item} kind={rows} />
          )}
        </>
      ) : (
        <>
          <TimeChart
            count={weeks.length}
            height={HEIGHT}
            label={label}
            cursorLabel={t('chart.keys')}
            weekName={(at) => (weeks[at] ? weekName(weeks[at], texts) : '')}
            read={(at) => (weeks[at] ? readWeek(weeks[at], promotionsAt(strip, at), texts) : [])}
            bars={weeks.map(({ sold }) => sold)}
            {...(corrected ? { corrected: weeks.map(({ demand }) => demand) } : {})}
            {...(banded ? { band: { low: weeks.map(({ low }) => low), high: weeks.map(({ high }) => high) } } : {})}
            lines={lines}
            marks={weeks.flatMap((week, at) =>
              week.overridden && week.forecast !== null ? [{ at, value: week.forecast }] : [],
            )}
            strip={strip}
            {...(firstAhead >= 0 ? { ahead: firstAhead } : {})}
            foot={[first ? weekCode(first) : '', last ? weekCode(last) : '']}
            numberText={(value) => units(value, f)}
          />
          <div className={mergeClasses(shared.caption, styles.legend)} role="group" aria-label={t('chart.legend')}>
            {past.length > 0 && (
              <Entry name={t('chart.sold')}>
                <rect className={styles.sold} x="2" y="1" width="6" height="10" />
              </Entry>
            )}
            {corrected && (
              <Entry name={t('chart.demand')}>
                <rect className={styles.corrected} x="2" y="1.5" width="7" height="9" />
              </Entry>
            )}
            {ahead.length > 0 && (
              <Entry name={t('chart.forecast')}>
                <path className={styles.forecast} d="M0 6h12" />
              </Entry>
            )}
            {banded && (
              <Entry name={t('chart.band')}>
                <rect className={styles.band} x="0" y="1" width="12" height="10" />
              </Entry>
            )}
            {overridden && (
              <>
                <Entry name={t('chart.yours')}>
                  <path className={styles.mark} d="M6 1l5 5l-5 5l-5 -5Z" />
                </Entry>
                <Entry name={t('chart.statistical')}>
                  <path className={styles.statistical} d="M0 6h12" />
                </Entry>
              </>
            )}
            {strip.map(({ letter, promotion }) => (
              <span key={letter} className={styles.entry}>
                {letter}{' '}
                {promotion.uplift === null
                  ? promotion.name
                  : t('chart.promotionUplift', { name: promotion.name, uplift: f.number(promotion.uplift, 1) })}
              </span>
            ))}
          </div>
        </>
      )}
      {ahead.length === 0 && <p className={shared.caption}>{t('chart.none')}</p>}
    </Section>
  );
}

function Entry({ name, children }: { name: string; children: React.ReactNode }) {
  const styles = useStyles();
  return (
    <span className={styles.entry}>
      <svg className={styles.swatch} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {children}
      </svg>
      {name}
    </span>
  );
}
