export type AbcClass = 'A' | 'B' | 'C';

/**
 * ABC class of each value by cumulative share, largest first (ties in the order given). The item that crosses a cut
 * belongs to the upper class, so that one item with 90% of the value is A. Zero, negative: C. `null`: `null`.
 */
export function abcClasses(values: readonly (number | null)[], cutA = 0.8, cutB = 0.95): (AbcClass | null)[] {
  const classes = values.map((value): AbcClass | null => (value === null ? null : 'C'));
  const ranked = values
    .map((value, index) => ({ value: value ?? 0, index }))
    .filter((item) => item.value > 0)
    .sort((a, b) => b.value - a.value || a.index - b.index);
  const total = ranked.reduce((sum, item) => sum + item.value, 0);
  let before = 0;
  for (const { value, index } of ranked) {
    const share = before / total;
    classes[index] = share < cutA ? 'A' : share < cutB ? 'B' : 'C';
    before += value;
  }
  return classes;
}
