/** So that 0.3 / 0.1 is three cartons and not four, and 1,234,567.8 / 0.1 not one too many. */
const slack = (packs: number): number => 1e-9 + 1e-15 * packs;

/** Whole packs that hold a quantity, the last perhaps not full. */
export function packsUp(quantity: number, pack: number): number {
  const packs = quantity / pack;
  return Math.max(0, Math.ceil(packs - slack(packs)));
}

/** Full packs in a quantity. */
export function packsDown(quantity: number, pack: number): number {
  const packs = quantity / pack;
  return Math.floor(packs + slack(packs));
}

/** Counts of packs stay exact below this. */
const MOST_PACKS = 2 ** 50;

/**
 * The pack, or a power-of-two multiple of it where so many quantities of this size hold more packs than can be counted
 * exactly: what that rounds off is no longer visible in the quantities.
 */
export function countablePack(pack: number, largest: number, quantities = 1): number {
  const excess = Math.log2(largest) + Math.log2(quantities) - Math.log2(pack) - Math.log2(MOST_PACKS);
  let countable = pack;
  // by parts: the whole power may be beyond the range
  for (let left = Math.ceil(excess); left > 0; left -= 1000) countable *= 2 ** Math.min(left, 1000);
  return countable;
}
