/**
 * Gross margin return on inventory investment: the margin of a period made annual, over the average inventory at cost. 2 means
 * that a yuan in stock earns two yuan of margin a year. Levy & Weitz, Retailing Management. `null` without inventory: a
 * division by nothing.
 */
export function grossMarginReturn(grossMargin: number, averageInventory: number, periodDays: number): number | null {
  return averageInventory === 0 ? null : (grossMargin / averageInventory) * (365 / periodDays);
}
