import type { DemandCurve } from '../demand-curve';
import type { WarehouseLead } from '../plan-lead-time';
import type { WaterLines } from '../plan-levels';
import type { PlanItem } from '../plan-index';
import type { Receipt } from '../projection';
import { known } from '../statistics';
import { BUY_WEEKS, type BuyDraft, type OrderWorth } from './buy-draft';
import { demandKnots } from './demand-knots';
import { dayOfWeek, planRounds, wantedRounds, type OrderRules } from './rounds';

export interface RulesInput {
  item: PlanItem;
  lead: WarehouseLead;
  curve: DemandCurve;
  /** water lines of the 13 weeks from W+1 on */
  lines: readonly WaterLines[];
  /** days of W+1 that had passed at the data cut */
  offset: number;
  reviewDays: number;
  /** free stock at the data cut, may be negative */
  free: number;
  receipts: readonly Receipt[];
  /** under way without a date to count on */
  undated: number;
  /** days from an order to its stop-sale day; null: no shelf life limits it */
  lastSaleDay: number | null;
  /** most units of a first bonded batch on top of the position; null: no such cap */
  batchRoom: number | null;
  position: number;
  open: boolean;
  changeCap: number | null;
  /** demand by week, newest first */
  demanded: readonly (number | null)[];
  /** sd of the error of the forecast per √day */
  demandSd: number;
  unitCost: number | null;
  worth: OrderWorth | null;
}

/** Weeks of demand whose mean stands for the orders of the rounds before: in the long run they are the same. */
const WEEKS_BEFORE = 13;

const positive = (value: number | null, otherwise: number): number => (value !== null && value > 0 ? value : otherwise);

/** What the rounds of orders of an item rest on, without its order of this week. */
export function orderRules(input: RulesInput): Omit<OrderRules, 'first'> {
  const { item, lead, curve, lines, offset } = input;
  const week = Math.floor(offset / 7);
  const first = 7 * (week + 1) - offset;
  const step = Math.max(1, Math.round(input.reviewDays / 7));
  const recent = known(input.demanded.slice(0, WEEKS_BEFORE));
  const perWeek = recent.length ? recent.reduce((sum, qty) => sum + qty, 0) / recent.length : 0;
  // as far as the orders of the last week have to last
  const knots = Math.max(1, BUY_WEEKS - week + Math.ceil(lead.p50 / 7) + step + 1);
  return {
    lane_id: lead.lane.lane_id,
    leadMean: lead.mean,
    leadP50: lead.p50,
    leadP90: lead.p90,
    step,
    week,
    stock: Math.max(0, input.free),
    receipts: [...input.receipts],
    undated: input.undated,
    demand: demandKnots(curve, first, knots),
    reorder: lines.map(({ reorder }) => reorder),
    target: lines.map(({ target }) => target),
    max: lines.map(({ max }) => max),
    moq: positive(item.sku.moq, 0),
    pack: positive(item.sku.pack_qty, 1),
    saleDays: input.lastSaleDay,
    batchCap: input.batchRoom === null ? null : input.position + input.batchRoom,
    open: input.open,
    before: perWeek * step,
    changeCap: input.changeCap,
    weeklySd: input.demandSd * Math.sqrt(7),
    unitCost: input.unitCost,
    worth: input.worth,
  };
}

export function buyDraft(rules: OrderRules): BuyDraft {
  return { ...rules, orders: wantedRounds(planRounds(rules)) };
}

/** Days after the data cut on which the order of a week is placed. */
export const orderDay = (draft: BuyDraft, week: number): number => (week === draft.week ? 0 : dayOfWeek(draft, week));
