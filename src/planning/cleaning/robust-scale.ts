const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** 1/Φ⁻¹(3/4): makes the median absolute deviation of a normal distribution its standard deviation. */
const TO_SD = 1.4826022185056018;

/**
 * Median and spread of the logarithms of positive values, neither of which a single large value moves: the spread is
 * 1.4826 times the median absolute deviation (Hampel 1974, the influence curve and its role in robust estimation), at
 * least `least`.
 */
export function logScale(values: readonly number[], least: number): { centre: number; spread: number } {
  const logs = values.map(Math.log).sort((a, b) => a - b);
  const centre = median(logs);
  const deviations = logs.map((value) => Math.abs(value - centre)).sort((a, b) => a - b);
  return { centre, spread: Math.max(least, TO_SD * median(deviations)) };
}
