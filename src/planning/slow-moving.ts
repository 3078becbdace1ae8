/**
 * Units beyond what sells within the threshold (滞销): max(0, on hand − threshold days · daily sales). Goods that do not sell
 * at all are slow-moving to the last unit. Sources differ on the threshold: 90 and 180 days are both in use.
 */
export function slowMovingUnits(onHand: number, dailySales: number, thresholdDays: number): number {
  return Math.max(0, onHand - thresholdDays * dailySales);
}
