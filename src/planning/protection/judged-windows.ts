import { normalQuantile } from '../normal';
import { correctionAfter, DEFAULT_MARGIN, type JudgedWindows } from './correction';
import {
  completedBy,
  demandOf,
  demandSums,
  errorWindows,
  independentCount,
  windowForecast,
  type ErrorWindows,
} from './error-windows';
import { expectedError } from './error-scale';
import { blendedScale, groupFactor, groupsAt } from './item-groups';
import { leadAtoms, leadMargin, leadSpread } from './lead-spread';
import { momentSums, textbookSafety, trailingMoments } from './textbook';
import type { ErrorLaw, LengthKnowledge, ProtectionInput } from './types';
import {
  boundSafety,
  clampService,
  intervalError,
  safetyAt,
  safetyBounds,
  SD_PER_ABSOLUTE,
  type IntervalErrors,
} from './window-safety';

export interface ItemErrors {
  windows: ErrorWindows;
  /** the rule as it is now */
  interval: IntervalErrors;
  judged: JudgedWindows;
  /** factor on the safety stock from now on, and the service that asked for it */
  correction: number;
  shortOf: number | null;
}

/** The length of windows that comes nearest to an interval. */
export function nearestLength(
  lengths: readonly LengthKnowledge[],
  weeks: number,
  reach: number,
): LengthKnowledge | null {
  let best: LengthKnowledge | null = null;
  let distance = Infinity;
  const wanted = Math.log(Math.max(weeks, 1));
  for (const length of lengths) {
    // an item whose forecasts of the past reach less far is still judged by those it has
    const apart = Math.abs(Math.log(length.weeks) - wanted) + (length.weeks > reach ? 100 : 0);
    if (apart < distance) [best, distance] = [length, apart];
  }
  return best;
}

/** The item's error size by a law, from its windows before index `to`. */
function itemFactor(law: ErrorLaw, windows: ErrorWindows, to: number, group: readonly string[]): number {
  let sum = 0;
  for (let at = 0; at < to; at++) {
    const mean = windows.forecast[at] as number;
    const expected = expectedError(law.scale, mean, windows.share[at] as number);
    sum += Math.min(law.cap, Math.abs((windows.demand[at] as number) - mean) / expected);
  }
  return blendedScale(law, sum, to, independentCount(windows, 0, to), groupFactor(law, group));
}

/** An item's own errors, and its past judged window by window with what was known before each. */
export function itemErrors(input: ProtectionInput): ItemErrors | null {
  const { series, forecast, errors, reviewDays, margin = DEFAULT_MARGIN } = input;
  const serviceLevel = clampService(input.serviceLevel);
  const bounds = safetyBounds(input);
  const leadMean = Math.max(0, input.leadMean);
  const leadSd = leadSpread(input.leadSd, input.leadP50, input.leadP90);
  const weeks = Math.max(1, leadMean + reviewDays) / 7;
  const { origins, expected, reach } = forecast.rolling;
  const length = nearestLength(errors.lengths, weeks, reach);
  if (!length) return null;
  const actual = input.actual ?? series.qty;
  const sums = demandSums(actual);
  const windows = errorWindows(input, length.weeks, sums);
  const stretch = weeks / length.weeks;
  const now: IntervalErrors = {
    law: length.now,
    factor: itemFactor(length.now, windows, windows.count, groupsAt(series, sums.weeks)),
    stretch,
  };

  const lead = leadAtoms(leadMean, leadSd);
  const atoms = lead.length;
  const longest = Math.max(weeks, ((lead[atoms - 1] as number) + reviewDays) / 7);
  const most = origins.length;
  const judged: JudgedWindows = {
    count: 0,
    weeks,
    age: new Int32Array(most),
    mean: new Float64Array(most),
    normal: new Float64Array(most),
    raw: new Float64Array(most),
    plain: new Float64Array(most),
    held: new Float64Array(most),
    textbookMean: new Float64Array(most),
    textbookSafety: new Float64Array(most),
    demand: new Float64Array(most * atoms),
    leadDemand: new Float64Array(most * atoms),
    atoms,
  };
  const moments = momentSums(sums, actual);
  const z = normalQuantile(serviceLevel);
  const lateDays = leadMargin(leadMean, leadSd, serviceLevel);
  let block = -1;
  let interval: IntervalErrors | null = null;
  let factor = 1;
  for (let index = 0; index < most; index++) {
    const origin = origins[index] as number;
    const steps = expected[index];
    const age = sums.weeks - 1 - origin;
    // the newest law that was known then
    const before = block;
    while (block + 1 < length.past.length && (length.past[block + 1] as { age: number }).age >= age) block++;
    if (block < 0 || !steps || steps.length === 0 || age < longest) continue;
    if (block !== before || !interval) {
      const { law, age: then } = length.past[block] as { age: number; law: ErrorLaw };
      interval = {
        law,
        factor: itemFactor(law, windows, completedBy(windows, length.weeks, then), groupsAt(series, sums.weeks - then)),
        stretch,
      };
      const done = completedBy(judged, Math.ceil(longest), then);
      factor = correctionAfter(judged, done, serviceLevel, margin, law).factor;
    }
    const at = judged.count;
    let isKnown = true;
    for (let atom = 0; atom < atoms; atom++) {
      const days = lead[atom] as number;
      const demand = demandOf(sums, origin + 1, (days + reviewDays) / 7);
      judged.demand[at * atoms + atom] = demand;
      judged.leadDemand[at * atoms + atom] = demandOf(sums, origin + 1, days / 7);
      isKnown &&= !Number.isNaN(demand);
    }
    if (!isKnown) continue;
    const { mean, share } = windowForecast(input, origin, steps, weeks);
    const late =
      lateDays > 0
        ? windowForecast(input, origin, steps, weeks + lateDays / 7).mean - mean
        : (lateDays / 7 / weeks) * mean;
    const safety = Math.max(0, safetyAt(interval, mean, share, serviceLevel, late));
    const textbook = trailingMoments(moments, origin + 1);
    judged.age[at] = age;
    judged.mean[at] = mean;
    judged.raw[at] = safety;
    judged.normal[at] = z * SD_PER_ABSOLUTE * intervalError(interval, mean, share);
    judged.plain[at] = boundSafety(bounds, safety, mean / (7 * weeks));
    judged.held[at] = boundSafety(bounds, safety * factor, mean / (7 * weeks));
    judged.textbookMean[at] = textbook ? textbook.mean * weeks : NaN;
    judged.textbookSafety[at] = textbook ? textbookSafety(z, textbook, weeks, leadSd / 7) : NaN;
    judged.count++;
  }
  const found = correctionAfter(judged, judged.count, serviceLevel, margin, length.now);
  return {
    windows,
    interval: now,
    judged,
    correction: found.factor,
    shortOf: found.achieved,
  };
}
