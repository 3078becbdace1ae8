import { mean, sampleSd } from './statistics';
import type { DemandClass } from './types';

/**
 * Coefficient of variation over all periods, zeros included: sample sd / mean. `null` with fewer than two periods or
 * without demand. The measure behind XYZ (X ≤ 0.5 < Y ≤ 1 < Z).
 */
export function coefficientOfVariation(periods: readonly number[]): number | null {
  const centre = mean(periods);
  const sd = sampleSd(periods);
  return centre !== null && centre > 0 && sd !== null ? sd / centre : null;
}

export type XyzClass = 'X' | 'Y' | 'Z';

/** XYZ by CV: X ≤ cutX < Y ≤ cutY < Z; no demand at all is Z. */
export function xyzClass(periods: readonly number[], cutX = 0.5, cutY = 1): XyzClass {
  const cv = coefficientOfVariation(periods);
  if (cv === null) return 'Z';
  return cv <= cutX ? 'X' : cv <= cutY ? 'Y' : 'Z';
}

/**
 * Demand class by average interval and size variation (Syntetos, Boylan & Croston 2005, J. Oper. Res. Soc. 56:495):
 * ADI = periods / periods with demand, CV² of the non-zero sizes. Zeros before the first demand are left out: the item
 * was not on sale. Periods oldest first.
 */
export function demandClass(periods: readonly number[], adiCut = 1.32, cv2Cut = 0.49): DemandClass {
  const first = periods.findIndex((value) => value > 0);
  if (first < 0) return 'none';
  const active = periods.slice(first);
  const sizes = active.filter((value) => value > 0);
  const adi = active.length / sizes.length;
  const cv2 = (coefficientOfVariation(sizes) ?? 0) ** 2;
  if (adi < adiCut) return cv2 < cv2Cut ? 'smooth' : 'erratic';
  return cv2 < cv2Cut ? 'intermittent' : 'lumpy';
}
