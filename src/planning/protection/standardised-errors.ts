import { credibilityConstant } from './credibility';
import { empiricalCurve, gammaCurve, quantileBySize } from './error-curve';
import { expectedError, groupEdges, groupOf } from './error-scale';
import type { ErrorWindows } from './error-windows';
import { blendedScale } from './item-groups';
import type { ErrorCurve, ErrorLaw } from './types';

/** Curves by size: so many at most, each from at least so many windows that do not overlap. */
const MOST_CURVES = 6;
const LEAST_IN_CURVE = 40;
/** The service at which items are compared. */
const SERVICE = 0.95;

/** An item's errors up to a time. */
export interface ItemErrorSizes {
  windows: ErrorWindows;
  group: string[];
  /** |error| / scale of each window completed by then, from the oldest on */
  sizes: Float64Array;
  independent: number;
  /** error size its groups suggest */
  factor: number;
}

/** Errors of all items in units of what was expected of each window; items stand one behind the other. */
export interface StandardisedErrors {
  /** ln(forecast + floor) */
  size: Float64Array;
  error: Float64Array;
  count: number;
}

/** Errors by the scale that was known of the item when each was forecast. */
export function standardise(law: ErrorLaw, errors: readonly ItemErrorSizes[], weeks: number): StandardisedErrors {
  const count = errors.reduce((sum, { sizes }) => sum + sizes.length, 0);
  const result = {
    size: new Float64Array(count),
    error: new Float64Array(count),
    count,
  };
  let filled = 0;
  for (const { windows, sizes, factor } of errors) {
    const { age, forecast, demand, share } = windows;
    let done = 0;
    let sum = 0;
    let independent = 0;
    let next = Infinity;
    for (let at = 0; at < sizes.length; at++) {
      while (done < at && (age[done] as number) - weeks >= (age[at] as number)) {
        sum += Math.min(sizes[done] as number, law.cap);
        if ((age[done] as number) <= next) {
          independent++;
          next = (age[done] as number) - weeks;
        }
        done++;
      }
      const mean = forecast[at] as number;
      const unit =
        expectedError(law.scale, mean, share[at] as number) * blendedScale(law, sum, done, independent, factor);
      result.size[filled] = Math.log(mean + law.scale.floor);
      result.error[filled] = ((demand[at] as number) - mean) / unit;
      filled++;
    }
  }
  return result;
}

/** The shape of the distribution by size of window. */
export function learnCurves(law: ErrorLaw, { size, error, count }: StandardisedErrors): ErrorCurve[] {
  const overlap = count / law.windows;
  const most = Math.max(1, Math.min(MOST_CURVES, Math.floor(law.windows / LEAST_IN_CURVE)));
  const edges = groupEdges(size.slice().sort(), most);
  const groups = Array.from({ length: edges.length + 1 }, () => ({ sizes: 0, errors: [] as number[] }));
  for (let at = 0; at < count; at++) {
    const group = groups[groupOf(edges, size[at] as number)];
    group?.errors.push(error[at] as number);
    if (group) group.sizes += size[at] as number;
  }
  return groups
    .filter(({ errors }) => errors.length > 0)
    .map(({ sizes, errors }) => {
      const centre = sizes / errors.length;
      const mean = Math.max(0, Math.exp(centre) - law.scale.floor);
      const prior = gammaCurve(mean, expectedError(law.scale, mean, 0), centre);
      return empiricalCurve(Float64Array.from(errors).sort(), errors.length / overlap, prior);
    });
}

/** Do items differ in the service that one level gives them, beyond chance? */
export function learnServiceCredibility(
  law: ErrorLaw,
  errors: readonly ItemErrorSizes[],
  all: StandardisedErrors,
): number {
  let at = 0;
  let hits = 0;
  const served = errors.map(({ sizes }) => {
    let own = 0;
    for (let index = 0; index < sizes.length; index++, at++) {
      if ((all.error[at] as number) <= quantileBySize(law.curves, all.size[at] as number, SERVICE)) own++;
    }
    hits += own;
    return own / sizes.length;
  });
  const share = hits / Math.max(1, all.count);
  return credibilityConstant(
    served,
    errors.map(({ independent }) => independent),
    share * (1 - share),
  );
}
