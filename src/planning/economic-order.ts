/**
 * Economic order quantity √(2·K·D/h): fixed cost of an order K, demand rate D, cost of holding a unit h, D and h per the same
 * time. With planned backorders at a cost p of a unit short over that time: √(2·K·D/h · (h + p)/p). Harris (1913); Snyder &
 * Shen (2019), Fundamentals of Supply Chain Theory, §3. Infinite for h = 0 or p = 0.
 */
export function economicOrderQuantity(
  fixedCost: number,
  demandRate: number,
  holdingCost: number,
  stockoutCost = Infinity,
): number {
  return Math.sqrt((2 * fixedCost * demandRate) / holdingCost) * Math.sqrt(1 + holdingCost / stockoutCost);
}
