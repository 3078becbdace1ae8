/** Decimal fractions do not add up exactly in binary: a remainder of this share of all that moved is none. */
const ROUNDING = 1e-12;

/**
 * Available to promise per period, cumulative with look-ahead: min over s ≥ t of (on hand + receipts to s − commitments to
 * s), floored at 0, in sales units. What a later commitment needs is not promised earlier. A receipt or commitment that is
 * not known (null) moves nothing. Vollmann, Berry, Whybark & Jacobs (2005), Manufacturing Planning and Control, ch. 4;
 * Silver, Pyke & Thomas (4th ed. 2017), §15.
 */
export function availableToPromise(
  onHand: number,
  receipts: readonly (number | null)[],
  commitments: readonly (number | null)[],
): number[] {
  const left: number[] = [];
  let stock = onHand;
  let moved = Math.abs(onHand);
  for (let period = 0; period < commitments.length; period++) {
    const receipt = receipts[period] ?? 0;
    const commitment = commitments[period] ?? 0;
    stock += receipt - commitment;
    moved += receipt + commitment;
    left.push(stock);
  }
  let least = Infinity;
  for (let period = left.length - 1; period >= 0; period--) {
    least = Math.min(least, left[period] as number);
    left[period] = least > ROUNDING * moved ? least : 0;
  }
  return left;
}
