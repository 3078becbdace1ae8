import { protectionSd } from '../safety-stock';
import type { DemandSums } from './error-windows';

/** The year before counts. */
const TEXTBOOK_WEEKS = 52;
const LEAST_WEEKS = 8;

/** Mean and sd of weekly demand over the year before week `end` (exclusive). */
export interface WeeklyMoments {
  mean: number;
  sd: number;
}

/** Sums of squares beside the sums, for moments of any stretch of weeks. */
export interface MomentSums extends DemandSums {
  squares: Float64Array;
}

export function momentSums(sums: DemandSums, qty: readonly (number | null)[]): MomentSums {
  const squares = new Float64Array(qty.length + 1);
  for (let week = 0; week < qty.length; week++) {
    const value = qty[week] ?? null;
    squares[week + 1] = (squares[week] as number) + (value !== null && Number.isFinite(value) ? value * value : 0);
  }
  return { ...sums, squares };
}

/** `null` with fewer than eight known weeks. */
export function trailingMoments({ total, unknown, squares }: MomentSums, end: number): WeeklyMoments | null {
  const from = Math.max(0, end - TEXTBOOK_WEEKS);
  const count = end - from - ((unknown[end] as number) - (unknown[from] as number));
  if (count < LEAST_WEEKS) return null;
  const sum = (total[end] as number) - (total[from] as number);
  const square = (squares[end] as number) - (squares[from] as number);
  return { mean: sum / count, sd: Math.sqrt(Math.max(0, square - (sum * sum) / count) / (count - 1)) };
}

/**
 * The rule of every textbook: z·√(P·σ² + d²·σL²) above average demand, σ the sd of weekly demand over the year before, P and
 * the sd of the lead time in weeks (Chopra & Meindl; Silver, Pyke & Thomas).
 */
export function textbookSafety(z: number, { mean, sd }: WeeklyMoments, weeks: number, leadSdWeeks: number): number {
  return z * protectionSd({ demandMean: mean, demandSd: sd, leadTime: weeks, leadTimeSd: leadSdWeeks });
}
