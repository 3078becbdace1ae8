/** Items of the parts of a run in the order they have in the plan: the first of every part, the second of every part, … */
export function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const together: T[] = [];
  const longest = lists.reduce((most, list) => Math.max(most, list.length), 0);
  for (let at = 0; at < longest; at++) {
    for (const list of lists) if (at < list.length) together.push(list[at] as T);
  }
  return together;
}
