/**
 * Capital tied up (占用资金): (on hand + in transit) · unit cost. In transit counts what is already yours under the terms of
 * delivery. In the currency of the cost; name the cost basis (landed, moving average or purchase price) beside the figure.
 */
export function capitalTiedUp(onHand: number, inTransit: number, unitCost: number): number {
  return (onHand + inTransit) * unitCost;
}

/** Carrying cost (资金成本) of a value held for some days: value · rate a year · days / 365. */
export function carryingCost(value: number, annualRate: number, days: number): number {
  return (value * annualRate * days) / 365;
}
