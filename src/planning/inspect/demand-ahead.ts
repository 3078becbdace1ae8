import { isMonday, parseDay } from '../calendar';
import { demandCurve, type DemandCurve } from '../demand-curve';
import { promotionCalendar, promotionWeek } from '../promotions';
import type { Promotion } from '../types';

export interface DemandAhead {
  curve: DemandCurve;
  /** a promotion whose uplift was learnt lies within so many days: its days are spread by an uplift that is only estimated here */
  isUneven(days: number): boolean;
}

const known = (weeks: readonly (number | null)[]): number[] => {
  const found: number[] = [];
  for (const units of weeks) {
    if (units === null) break;
    found.push(units);
  }
  return found;
};

/**
 * The demand a plan saw ahead, from the weeks of the Forecast sheet: within a week evenly, in a week with a promotion by its days. Where the
 * calendar gives no uplift, that of the week over the mean of the weeks without promotion stands in for the learnt one, which no sheet
 * holds. `null` without a forecast or its first Monday.
 */
export function demandAhead(
  weeks: readonly (number | null)[],
  firstWeek: string | null,
  asOf: string,
  promotions: readonly Promotion[],
  sku: string,
): DemandAhead | null {
  const first = parseDay(firstWeek);
  const today = parseDay(asOf);
  const units = known(weeks);
  if (first === null || today === null || !isMonday(first) || !units.length) return null;
  const spans = promotionCalendar(promotions).spans(sku);
  const learnt = spans.filter(({ uplift }) => uplift === null);
  const shares = units.map((_, week) => promotionWeek(spans, first + 7 * week).share);
  const quiet = units.filter((_, week) => shares[week] === 0);
  const usual = quiet.length ? quiet.reduce((a, b) => a + b, 0) / quiet.length : 0;
  const byDay = (week: number): number[] | null => {
    const share = shares[week] ?? 0;
    if (share === 0) return null;
    const lifted = usual > 0 ? ((units[week] ?? 0) / usual - 1 + share) / share : 1;
    const uplift = Math.min(20, Math.max(0.1, lifted));
    return Array.from({ length: 7 }, (_, day) => promotionWeek(spans, first + 7 * week + day, 1).multiplier(uplift));
  };
  return {
    curve: demandCurve(units, today - first, byDay),
    isUneven: (days) => promotionWeek(learnt, today, Math.max(1, days)).share > 0,
  };
}
