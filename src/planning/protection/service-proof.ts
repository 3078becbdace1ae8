import { independentCount } from './error-windows';
import type { JudgedWindows } from './correction';
import { itemErrors, type ItemErrors } from './judged-windows';
import type { ProtectionInput, ServedWith, ServiceProof } from './types';

/** Fewer windows than this that do not overlap prove nothing. */
const LEAST_INDEPENDENT = 3;

/** Service and stock of order-up-to levels mean + safety over judged windows. Null: no window has both. */
export function servedWith(
  judged: JudgedWindows,
  mean: Float64Array,
  safety: Float64Array,
  scale = 1,
  takes: (at: number) => boolean = () => true,
): (ServedWith & { windows: number }) | null {
  const { atoms, demand, leadDemand } = judged;
  let windows = 0;
  let hits = 0;
  let safetySum = 0;
  let stock = 0;
  for (let at = 0; at < judged.count; at++) {
    const own = scale * (safety[at] as number);
    const level = (mean[at] as number) + own;
    if (Number.isNaN(level) || !takes(at)) continue;
    windows++;
    safetySum += level - (judged.mean[at] as number);
    for (let index = at * atoms; index < (at + 1) * atoms; index++) {
      const left = level - (demand[index] as number);
      if (left >= 0) hits++;
      // on hand runs from what is left when an order arrives down to what is left before the next one
      stock += (Math.max(0, level - (leadDemand[index] as number)) + Math.max(0, left)) / 2;
    }
  }
  if (windows === 0) return null;
  return {
    windows,
    achieved: hits / (windows * atoms),
    meanSafetyStock: safetySum / windows,
    meanStock: stock / (windows * atoms),
  };
}

/** The proof out of judged windows. */
export function proofOf(found: ItemErrors | null, target: number): ServiceProof {
  const nothing = { achieved: null, meanSafetyStock: null, meanStock: null };
  const judged = found?.judged;
  const independent = judged ? independentCount(judged, 0, judged.count) : 0;
  if (!judged || independent < LEAST_INDEPENDENT) {
    return {
      target,
      ...nothing,
      uncorrected: null,
      windows: judged?.count ?? 0,
      independentWindows: independent,
      textbook: nothing,
      reason: { id: 'proof_short', values: { windows: independent, least: LEAST_INDEPENDENT } },
    };
  }
  const own = servedWith(judged, judged.mean, judged.held);
  const textbook = servedWith(judged, judged.textbookMean, judged.textbookSafety);
  return {
    target,
    achieved: own?.achieved ?? null,
    uncorrected: servedWith(judged, judged.mean, judged.plain)?.achieved ?? null,
    windows: judged.count,
    independentWindows: independent,
    meanSafetyStock: own?.meanSafetyStock ?? null,
    meanStock: own?.meanStock ?? null,
    textbook: textbook
      ? {
          achieved: textbook.achieved,
          meanSafetyStock: textbook.meanSafetyStock,
          meanStock: textbook.meanStock,
        }
      : nothing,
    reason: null,
  };
}

/**
 * Service that this very rule would have delivered on the item's own history, and the stock it would have held, beside the
 * textbook rule on the same windows. Each window is judged with forecasts, errors and corrections known before it began.
 */
export function proveService(input: ProtectionInput): ServiceProof {
  return proofOf(itemErrors(input), input.serviceLevel);
}
