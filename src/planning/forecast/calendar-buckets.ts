import { periodOf, type Period, type PeriodKind } from '../periods';
import type { PromotionSpan } from '../promotions';

export interface DailyRates {
  /** day number of rates[0] */
  firstDay: number;
  /** units per day */
  rates: readonly number[];
}

export interface Bucket extends Period {
  /** days of the period that the rates cover */
  days: number;
  /** units over those days */
  quantity: number;
}

/**
 * One daily rate from weekly means: within a week a day under promotion has `uplift` times the rate of one without (its own
 * uplift where the calendar gives one; where promotions overlap the largest), and the days of each week sum to its mean
 * exactly. `weeks[0]` begins on `firstDay`.
 */
export function dailyRates(
  weeks: readonly number[],
  firstDay: number,
  promotions: readonly PromotionSpan[],
  uplift: number,
): DailyRates {
  const rates: number[] = [];
  weeks.forEach((mean, week) => {
    const weights = Array.from({ length: 7 }, (_, day) => {
      const from = firstDay + 7 * week + day;
      const running = promotions.filter((span) => span.from < from + 1 && span.to > from);
      if (!running.length) return 1;
      // a promotion that runs for part of a day lifts that part
      const share = Math.min(
        1,
        Math.max(...running.map((span) => Math.min(span.to, from + 1) - Math.max(span.from, from))),
      );
      return 1 + share * (Math.max(...running.map((span) => span.uplift ?? uplift)) - 1);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let left = mean;
    weights.forEach((weight, day) => {
      // the last day takes what rounding leaves, so that the week's sum is its mean
      const rate = day === 6 ? left : total > 0 ? (mean * weight) / total : mean / 7;
      rates.push(Math.max(0, rate));
      left -= rate;
    });
  });
  return { firstDay, rates };
}

/** Daily rates summed by ISO week, 旬 (1st–10th, 11th–20th, 21st to the end of the month) or month, first period first. */
export function bucketsOf({ firstDay, rates }: DailyRates, kind: PeriodKind): Bucket[] {
  const buckets: Bucket[] = [];
  rates.forEach((rate, index) => {
    const day = firstDay + index;
    let bucket = buckets[buckets.length - 1];
    if (!bucket || day > bucket.last) {
      bucket = { ...periodOf(day, kind), days: 0, quantity: 0 };
      buckets.push(bucket);
    }
    bucket.days += 1;
    bucket.quantity += rate;
  });
  return buckets;
}
