/** Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers: a modified z-score beyond this is an outlier. */
const LARGEST_SCORE = 3.5;
/** Φ⁻¹(0.75): the median absolute deviation of a normal variable as a share of its sd. */
const MAD_OF_SD = 0.6745;
/** Fewer values do not tell an outlier from a spread. */
const LEAST_VALUES = 8;
/** More of them than this share are no outliers but the spread itself. */
const MOST_SHARE = 0.1;

/** The p quantile of rising values by linear interpolation (type 7 of Hyndman & Fan 1996, R's default); NaN of none. */
export function sampleQuantile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return NaN;
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  return low + (place - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] as number) - low);
}

const rising = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Distance from the median as a modified z-score, 0.6745·(x − median)/MAD, the MAD no smaller than `least`. */
function modifiedScores(values: readonly number[], least: number): number[] {
  const middle = sampleQuantile(rising(values), 0.5);
  const spread = sampleQuantile(rising(values.map((value) => Math.abs(value - middle))), 0.5);
  return values.map((value) => (MAD_OF_SD * (value - middle)) / Math.max(spread, least));
}

/**
 * Which durations (days, ≥ 0) are outliers: too long by a modified z-score of ln(1 + duration) over 3.5 (durations have a long
 * upper side), too short by one of the duration itself under −3.5. Dates are whole days, so the spread counts as a day at
 * least. None among fewer than eight, and none where more than one would be more than a tenth of all.
 */
export function durationOutliers(durations: readonly number[]): boolean[] {
  const none = durations.map(() => false);
  if (durations.length < LEAST_VALUES) return none;
  const middle = sampleQuantile(rising(durations), 0.5);
  const above = modifiedScores(
    durations.map((duration) => Math.log1p(duration)),
    Math.log1p(middle + 1) - Math.log1p(middle),
  );
  const below = modifiedScores(durations, 1);
  const found = durations.map(
    (_, index) => (above[index] as number) > LARGEST_SCORE || (below[index] as number) < -LARGEST_SCORE,
  );
  return found.filter(Boolean).length > Math.max(1, MOST_SHARE * durations.length) ? none : found;
}
