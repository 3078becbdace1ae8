/** Items by their category, in the order of its name; those of no known one are left out. */
export function byCategory<T>(
  items: readonly T[],
  categoryOf: (item: T) => string | null,
): [category: string, own: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const category = categoryOf(item);
    if (category === null) continue;
    const own = groups.get(category);
    if (own) own.push(item);
    else groups.set(category, [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
