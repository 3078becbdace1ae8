/** A promotion of the calendar that is not over yet. Days are counted from 1970-01-01 with fractions. */
export interface PromotionAhead {
  /** its position in the calendar */
  at: number;
  label: string;
  /** null: every SKU */
  sku_id: string | null;
  from: number;
  to: number;
}

/** What one promotion asks of one item: plain data. */
export interface PromotionAsk {
  at: number;
  /** last day an order still arrives before the start, nine times in ten; days since 1970-01-01 */
  orderBy: number;
  /** units wanted for it that are neither there nor under way with a date */
  needed: number;
  /** the part of these that comes too late: all of them once the last day has passed */
  short: number;
  /** units it adds to the forecast */
  change: number;
}
