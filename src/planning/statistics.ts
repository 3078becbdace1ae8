export function sum(values: readonly number[]): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] as number;
  return total;
}

/** `null` of nothing. */
export const mean = (values: readonly number[]): number | null => (values.length ? sum(values) / values.length : null);

/** Sample standard deviation (n − 1). `null` with fewer than two values. */
export function sampleSd(values: readonly number[]): number | null {
  const centre = mean(values);
  if (centre === null || values.length < 2) return null;
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += ((values[at] as number) - centre) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** Values that are known; `null` is unknown and skipped, never 0. */
export const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/**
 * A power of two near the largest magnitude, 1 where all are 0. Divided by it, sums and squares of any finite numbers stay
 * finite, and the division itself is exact.
 */
export function scaleOf(values: readonly (number | null)[]): number {
  let largest = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number | null;
    if (value !== null && Math.abs(value) > largest) largest = Math.abs(value);
  }
  return largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
}
