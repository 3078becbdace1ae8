export type InventoryMethod = 'average' | 'trapezoid' | 'closing';

/** Mean of the snapshots. `null` without any. */
const average = (snapshots: readonly number[]): number | null =>
  snapshots.length ? snapshots.reduce((sum, value) => sum + value, 0) / snapshots.length : null;

/** (I₀/2 + I₁ + … + Iₙ/2)/n. `null` with fewer than two snapshots. */
function trapezoid(snapshots: readonly number[]): number | null {
  const n = snapshots.length - 1;
  if (n < 1) return null;
  const ends = ((snapshots[0] ?? 0) + (snapshots[n] ?? 0)) / 2;
  return (ends + snapshots.slice(1, n).reduce((sum, value) => sum + value, 0)) / n;
}

/** The stock level that stands for a period, from its snapshots (oldest first). `null`: too few of them. */
export function inventoryLevel(snapshots: readonly number[], method: InventoryMethod): number | null {
  if (method === 'average') return average(snapshots);
  return method === 'trapezoid' ? trapezoid(snapshots) : (snapshots[snapshots.length - 1] ?? null);
}

/**
 * Turnover days (库存周转天数): period days · inventory / cost of goods sold, both at cost or both in units.
 * `null` when nothing was sold: a division by nothing.
 */
export function turnoverDays(cogs: number, inventory: number, periodDays: number): number | null {
  return cogs === 0 ? null : (periodDays * inventory) / cogs;
}

/**
 * Turns a year (周转次数): cost of goods sold / inventory · 365 / period days, both at cost or both in units. Chopra & Meindl,
 * Supply Chain Management. `null` without inventory: a division by nothing.
 */
export function turnsAYear(cogs: number, inventory: number, periodDays: number): number | null {
  return inventory === 0 ? null : (cogs / inventory) * (365 / periodDays);
}
