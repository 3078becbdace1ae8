import { scaleOf } from './statistics';
import type { DemandClass } from './types';

/**
 * Coefficient of variation over all periods, zeros included: sample sd / mean. `null` with fewer than two periods or
 * without demand. The measure behind XYZ (X ≤ 0.5 < Y ≤ 1 < Z).
 */
export function coefficientOfVariation(periods: readonly number[]): number | null {
  const count = periods.length;
  if (count < 2) return null;
  const scale = scaleOf(periods);
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (periods[at] as number) / scale;
  const centre = sum / count;
  if (!(centre > 0)) return null;
  let squares = 0;
  for (let at = 0; at < count; at++) squares += ((periods[at] as number) / scale - centre) ** 2;
  return Math.sqrt(squares / (count - 1)) / centre;
}

export type XyzClass = 'X' | 'Y' | 'Z';

/** XYZ by CV: X ≤ cutX < Y ≤ cutY < Z; no demand at all is Z. */
export function xyzClass(periods: readonly number[], cutX = 0.5, cutY = 1): XyzClass {
  const cv = coefficientOfVariation(periods);
  if (cv === null) return 'Z';
  return cv <= cutX ? 'X' : cv <= cutY ? 'Y' : 'Z';
}

export interface DemandPattern {
  /** average demand interval: periods / periods with demand */
  adi: number;
  /** squared coefficient of variation of the sizes of demand (sample sd); 0 with one demand */
  cv2: number;
}

/** ADI and CV² of the periods, oldest first; `null` without demand. A period has demand when it is above 0. */
export function demandPattern(periods: readonly number[]): DemandPattern | null {
  const sizes: number[] = [];
  for (let at = 0; at < periods.length; at++) if ((periods[at] as number) > 0) sizes.push(periods[at] as number);
  if (!sizes.length) return null;
  return { adi: periods.length / sizes.length, cv2: (coefficientOfVariation(sizes) ?? 0) ** 2 };
}

export interface DemandClassOptions {
  adiCut?: number;
  cv2Cut?: number;
  /** zeros before the first demand: left out, because the item was not on sale, or counted as periods */
  leadingZeros?: 'trim' | 'count';
}

/**
 * Demand class by average interval and size variation (Syntetos, Boylan & Croston 2005, J. Oper. Res. Soc. 56:495): smooth with
 * ADI and CV² under their cuts, erratic with CV² at or over its cut, intermittent with ADI at or over its cut, lumpy with both.
 */
export function demandClass(periods: readonly number[], options: DemandClassOptions = {}): DemandClass {
  const { adiCut = 1.32, cv2Cut = 0.49, leadingZeros = 'trim' } = options;
  const first = leadingZeros === 'trim' ? periods.findIndex((value) => value > 0) : 0;
  const pattern = first < 0 ? null : demandPattern(first > 0 ? periods.slice(first) : periods);
  if (pattern === null) return 'none';
  if (pattern.adi < adiCut) return pattern.cv2 < cv2Cut ? 'smooth' : 'erratic';
  return pattern.cv2 < cv2Cut ? 'intermittent' : 'lumpy';
}
