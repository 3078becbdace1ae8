import type { Reason } from '../types';
import type { DemandKnots } from './demand-knots';

/** Weeks ahead that buys are planned for: as many as the forecast sheet shows. */
export const BUY_WEEKS = 13;

/** What the order of one round is, and what became of it on the way. */
export interface RoundOrder {
  /** the week it is placed in: W+1 is 0 */
  week: number;
  /** what the water lines ask for, in packs, at least the MOQ */
  wanted: number;
  /** after shelf life and first-batch cap */
  allowed: number;
  /** after smoothing too */
  qty: number;
  reason: Reason | null;
}

/** What a buy is worth, see `order-worth.ts`; null: cost or price are not known in the plan's currency, or nothing is demanded. */
export interface OrderWorth {
  /** price − unit cost */
  margin: number;
  price: number;
  /** position that serves the interval: position + demand lost before an order placed today arrives */
  position: number;
  /** mean and sd of demand over the protection interval, units */
  mean: number;
  sd: number;
  /** mean demand a day */
  rate: number;
  leadMean: number;
}

/**
 * All that the rounds of orders of one item rest on: plain data, so that several threads can share a plan and what limits
 * buys over all items (room on a lane, money) can be worked out when their parts are put together.
 */
export interface BuyDraft {
  lane_id: string;
  leadMean: number;
  leadP50: number;
  leadP90: number;
  /** weeks between rounds */
  step: number;
  /** the week of the data cut, counted from W+1 as 0 */
  week: number;
  /** stock on hand at the data cut, ≥ 0 */
  stock: number;
  /** what is under way with a date to count on, by days from the data cut */
  receipts: { day: number; qty: number }[];
  /** units under way without one: in the position, never in stock */
  undated: number;
  demand: DemandKnots;
  /** water lines at the start of each week from W+1 on */
  reorder: readonly number[];
  target: readonly number[];
  max: readonly number[];
  moq: number;
  pack: number;
  /** days from an order to the stop-sale day of what it brings; null: no shelf life limits it */
  saleDays: number | null;
  /** position that a first bonded batch may bring about; null: no such cap */
  batchCap: number | null;
  /** false: buying has stopped for other reasons than the position */
  open: boolean;
  first: RoundOrder;
  /** mean order of the rounds before, units */
  before: number;
  /** most an order may differ from the mean of those before, as a share of it; null: no smoothing */
  changeCap: number | null;
  /** sd of the error of a week's forecast, units */
  weeklySd: number;
  unitCost: number | null;
  worth: OrderWorth | null;
  /** orders of the rounds in which anything is wanted, as if neither a lane nor money limited them, the first included */
  orders: RoundOrder[];
}
