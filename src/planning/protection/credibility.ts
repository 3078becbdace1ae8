/**
 * How many observations of its own a member of a group needs before its own mean counts as much as the group's:
 * K = within variance / between variance, between by Bühlmann & Straub (1970), ASTIN Bulletin 5:205–208,
 * a = (Σ m_i (x_i − x̄)² − (I − 1)·s²) / (m − Σ m_i²/m), x̄ the mean weighted by the m_i. The member's own mean then counts
 * m/(m + K). Between 1 and `most`; `most` where members do not differ beyond chance.
 */
export function credibilityConstant(
  means: readonly number[],
  counts: readonly number[],
  within: number,
  most = 500,
): number {
  let total = 0;
  let squares = 0;
  let centre = 0;
  means.forEach((mean, index) => {
    const count = counts[index] as number;
    total += count;
    squares += count * count;
    centre += count * mean;
  });
  if (!(total > 0) || means.length < 2) return most;
  centre /= total;
  let apart = 0;
  means.forEach((mean, index) => (apart += (counts[index] as number) * (mean - centre) ** 2));
  const between = (apart - (means.length - 1) * within) / (total - squares / total);
  return between > 0 ? Math.min(most, Math.max(1, within / between)) : most;
}
