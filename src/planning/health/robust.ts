/** Median of numbers; NaN of none. Sorts the array it is given. */
export function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  const upper = values[middle] ?? NaN;
  return values.length % 2 ? upper : ((values[middle - 1] ?? NaN) + upper) / 2;
}

/** Makes the median absolute deviation a standard deviation under the normal law: 1 / Φ⁻¹(3/4). */
const TO_SD = 1.4826;

/** Median and a standard deviation from the median absolute deviation (Rousseeuw & Croux 1993, §1), which half of the values cannot spoil. */
export function robustSpread(values: readonly number[]): { median: number; sd: number } {
  const median = medianOf([...values]);
  return { median, sd: TO_SD * medianOf(values.map((value) => Math.abs(value - median))) };
}

/** The ratio is the factor, or off it by no more than `tolerance` of it either way. */
export const nearFactor = (ratio: number, factor: number, tolerance: number): boolean =>
  ratio > 0 && Math.abs(Math.log(ratio / factor)) <= Math.log(1 + tolerance);
