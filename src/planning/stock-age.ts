export interface AgedLot {
  /** units, or money where it is already multiplied by a cost */
  quantity: number;
  /** day number of its arrival; a time of day counts for nothing */
  inbound: number;
}

/** Whole calendar days in stock: 0 on the day of arrival, negative for a lot that has not arrived yet. */
export const stockAge = (asOf: number, inbound: number): number => Math.floor(asOf) - Math.floor(inbound);

/**
 * Stock by age (库龄结构): what lies in each bucket [0, e₁], (e₁, e₂], …, over the last edge; one more bucket than edges. Edges
 * in days, rising. Lots must have arrived. The usual edges 30, 60, 90, 180, 365 follow long-storage charges that begin on
 * day 181.
 */
export function ageBuckets(asOf: number, lots: readonly AgedLot[], edges: readonly number[]): number[] {
  const buckets = new Array<number>(edges.length + 1).fill(0);
  for (const lot of lots) {
    const age = stockAge(asOf, lot.inbound);
    const found = edges.findIndex((edge) => age <= edge);
    const bucket = found < 0 ? edges.length : found;
    buckets[bucket] = (buckets[bucket] ?? 0) + lot.quantity;
  }
  return buckets;
}
