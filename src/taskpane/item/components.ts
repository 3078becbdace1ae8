import { DEMAND_CLASS_WORDS } from '../../tables';
import { addDays } from '../../tables/weeks';
import type { ForecastTextId } from '../../messages/forecast-texts';
import { figure, type ItemPromotion, type ItemView, type ItemWeek } from '../session';
import type { ForecastTexts } from '../forecast/texts';
import type { Driver } from './drivers';
import { signed, total, units, weekCode } from './week-names';

/** Weeks a planner looks back over. */
export const RECENT_WEEKS = 13;
/** A bias under this says nothing. */
const BIAS_SHOWN = 0.02;

const statistical = (weeks: readonly ItemWeek[]): number[] =>
  weeks.map((week) => week.statistical ?? week.forecast).filter((value): value is number => value !== null);
const mean = (values: readonly number[]): number | null => (values.length ? total(values) / values.length : null);

/** The promotion has a day in the week. */
export const touches = ({ from, to }: ItemPromotion, { monday }: Pick<ItemWeek, 'monday'>): boolean =>
  monday <= to && addDays(monday, 6) >= from;

/** What the corrections that count make of the last weeks; a week whose demand is unknown counts in neither. */
export function recentEffect(weeks: readonly ItemWeek[]): { sold: number; demand: number } | null {
  const recent = weeks.filter(
    ({ offset, sold, demand }) => offset < 0 && offset >= -RECENT_WEEKS && sold !== null && demand !== null,
  );
  if (!recent.length) return null;
  return { sold: total(recent.map(({ sold }) => sold)), demand: total(recent.map(({ demand }) => demand)) };
}

/** The forecast in its parts, from what the sheets hold: kind of demand, method, baseline, promotions, corrections. */
export function componentsOf(item: ItemView, texts: ForecastTexts): Driver[] {
  const { t, f, language } = texts;
  const record = item.forecast;
  if (!record) return [];
  const rows: Driver[] = [];
  const kind = typeof record.demand_class === 'string' ? record.demand_class : null;
  if (kind !== null && kind in DEMAND_CLASS_WORDS) {
    rows.push({
      id: 'class',
      label: t('made.class'),
      value: DEMAND_CLASS_WORDS[kind]?.[language] ?? kind,
      why: t(`why.class.${kind}` as ForecastTextId),
    });
  }
  if (typeof record.method === 'string' && record.method !== '')
    rows.push({ id: 'method', label: t('made.method'), value: record.method, why: t('why.method') });
  const accuracy = figure(record.accuracy);
  if (accuracy !== null)
    rows.push({
      id: 'accuracy',
      label: t('made.accuracy'),
      value: f.percent(accuracy, 0),
      why: t('why.accuracy'),
    });
  const bias = figure(record.bias);
  if (bias !== null) rows.push({ id: 'bias', label: t('made.bias'), value: biasText(bias, texts), why: t('why.bias') });
  rows.push(...baselineAndPromotions(item, texts));
  const recent = recentEffect(item.weeks);
  if (recent && item.corrections.length > 0)
    rows.push({
      id: 'corrected',
      label: t('made.corrected'),
      value: signed(recent.demand - recent.sold, f, 1),
      why: t('why.corrected'),
    });
  return rows;
}

export const biasText = (bias: number, { t, f }: ForecastTexts): string => {
  if (Math.abs(bias) < BIAS_SHOWN) return t('made.biasNone');
  return t(bias > 0 ? 'made.biasLow' : 'made.biasHigh', { share: f.percent(Math.abs(bias), 0) });
};

function baselineAndPromotions(item: ItemView, texts: ForecastTexts): Driver[] {
  const { t, f } = texts;
  const ahead = item.weeks.filter(({ offset, forecast }) => offset > 0 && forecast !== null);
  const quiet = ahead.filter((week) => !item.promotions.some((promotion) => touches(promotion, week)));
  const baseline = mean(statistical(quiet));
  if (baseline === null) return [];
  const rows: Driver[] = [
    {
      id: 'baseline',
      label: t('made.baseline'),
      value: t('made.perWeek', { n: units(baseline, f) }),
      why: t('why.baseline'),
    },
  ];
  for (const promotion of item.promotions) {
    const weeks = ahead.filter((week) => touches(promotion, week));
    const first = weeks[0];
    if (!first) continue;
    const forecast = total(statistical(weeks));
    const plain = baseline * weeks.length;
    const source =
      promotion.uplift === null
        ? t('why.promotionLearnt')
        : t('why.promotionGiven', { uplift: f.number(promotion.uplift, 1) });
    rows.push({
      id: `promotion ${promotion.id}`,
      label: `${promotion.name} · ${weekCode(first)}`,
      value: signed(forecast - plain, f),
      why: `${t('why.promotion', { forecast: units(forecast, f), baseline: units(plain, f) })} ${source}`,
    });
  }
  return rows;
}
