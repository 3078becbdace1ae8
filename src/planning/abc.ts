export type AbcClass = 'A' | 'B' | 'C';

/** Sums of decimal fractions meet a cut only to within their rounding. */
const ROUNDING = 1e-12;

/**
 * ABC class of each value by cumulative share, largest first (ties in the order given). The item that crosses a cut
 * belongs to the upper class, so that one item with 90% of the value is A; after a cut that is met exactly the next class
 * begins. Zero, negative: C. `null`: `null`. Source: Silver, Pyke & Thomas, Inventory and Production Management in Supply
 * Chains, 4th ed., §2.
 */
export function abcClasses(values: readonly (number | null)[], cutA = 0.8, cutB = 0.95): (AbcClass | null)[] {
  const classes = values.map((value): AbcClass | null => (value === null ? null : 'C'));
  const ranked: number[] = [];
  values.forEach((value, index) => {
    if (value !== null && value > 0) ranked.push(index);
  });
  const worth = (index: number): number => values[index] ?? 0;
  ranked.sort((a, b) => worth(b) - worth(a) || a - b);
  // as multiples of the largest: no sum overflows
  const largest = worth(ranked[0] ?? 0);
  const total = ranked.reduce((sum, index) => sum + worth(index) / largest, 0);
  let before = 0;
  for (const index of ranked) {
    const share = before / total + ROUNDING;
    classes[index] = share < cutA ? 'A' : share < cutB ? 'B' : 'C';
    before += worth(index) / largest;
  }
  return classes;
}
