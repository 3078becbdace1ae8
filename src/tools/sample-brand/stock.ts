import { DATA_DATE, DATA_TIME, addDays } from './calendar';
import type { CatalogueSku } from './catalogue';
import { bondedNodes, rateKey, type Demand, type Rate } from './demand';
import type { LeadTime } from './lead-times';
import type { NodeId } from './network';
import { Random } from './random';

/** What a SKU's stock in a warehouse looks like, in shares of what it should hold and have on order together. */
interface Situation {
  onHand: readonly [number, number];
  onOrder: readonly [number, number];
}

const SITUATIONS: readonly (readonly [weight: number, situation: Situation])[] = [
  [5, { onHand: [0, 0], onOrder: [0.3, 0.9] }],
  [3, { onHand: [0, 0], onOrder: [0, 0] }],
  [10, { onHand: [0.1, 0.35], onOrder: [0, 0.3] }],
  [12, { onHand: [0.3, 0.6], onOrder: [0.1, 0.3] }],
  [40, { onHand: [0.5, 0.9], onOrder: [0.35, 0.6] }],
  [16, { onHand: [1, 1.4], onOrder: [0, 0.1] }],
  [5, { onHand: [0.8, 1.2], onOrder: [1.2, 2] }],
  [9, { onHand: [2.5, 6], onOrder: [0, 0] }],
];

export interface StockPosition {
  sku: CatalogueSku;
  node: NodeId;
  onHand: number;
  /** still to come, before rounding to cartons */
  onOrder: number;
}

export const STOCK_COLUMNS = [
  'as_of',
  'warehouse_id',
  'sku_id',
  'qty',
  'state',
  'batch_no',
  'inbound_date',
  'expiry_date',
  'unit_cost',
  'cost_currency',
] as const;
type StockRow = Record<Exclude<(typeof STOCK_COLUMNS)[number], 'qty'>, string> & { qty: number };

/** London's count is over a day older than the bonded warehouses': a stale source to be seen. */
const AS_OF: Record<NodeId, string> = { NGB1: DATA_TIME, CGO1: DATA_TIME, UK01: '2026-11-21T18:00:00Z' };

const REVIEW_DAYS = 7;
const SAFETY_FACTOR = 1.5;

/** Sales from one order to the arrival of the next, and a safety stock for their and the lead time's uncertainty. */
function needOf({ mean, variance }: Rate, lead: LeadTime): number {
  const days = lead.mean + REVIEW_DAYS;
  return mean * days + SAFETY_FACTOR * Math.sqrt(days * variance + (mean * lead.sd) ** 2);
}

/** What is held and on order, SKU by SKU and warehouse by warehouse: a share of the need, drawn from the situations. */
export function stockPositions(
  skus: readonly CatalogueSku[],
  demand: Demand,
  leadTimes: Record<NodeId, LeadTime>,
): StockPosition[] {
  return skus.flatMap((sku) => {
    const { sku: code, group } = sku.chosen;
    const nodes: NodeId[] = group === 'dead' ? bondedNodes(sku.chosen) : [...bondedNodes(sku.chosen), 'UK01'];
    return nodes.map((node): StockPosition => {
      const random = new Random(`stock ${code} ${node}`);
      if (sku.row.custom_made === 1) return { sku, node, onHand: 0, onOrder: 0 };
      const rate = demand.rates.get(rateKey(code, node));
      if (!rate) {
        const leftover =
          group === 'dead'
            ? random.whole(30, 400)
            : random.pick([
                [3, 0],
                [2, sku.pack],
              ]);
        return { sku, node, onHand: leftover, onOrder: 0 };
      }
      const need = needOf(rate, leadTimes[node]);
      const situation = random.pick(SITUATIONS);
      return {
        sku,
        node,
        onHand: Math.round(need * random.between(...situation.onHand)),
        onOrder: Math.round(need * random.between(...situation.onOrder)),
      };
    });
  });
}

export function stockRows(positions: readonly StockPosition[], demand: Demand): StockRow[] {
  return positions.flatMap((position) => {
    const { sku, node } = position;
    const code = sku.chosen.sku;
    const random = new Random(`lots ${code} ${node}`);
    const row = (qty: number, state: string, lot: Partial<StockRow> = {}): StockRow => ({
      as_of: AS_OF[node],
      warehouse_id: node,
      sku_id: code,
      qty,
      state,
      batch_no: '',
      inbound_date: '',
      expiry_date: '',
      unit_cost: sku.unitCost.toFixed(2),
      cost_currency: 'GBP',
      ...lot,
    });
    const rows = lots(position, random).flatMap(({ qty, daysLeft, ...lot }) => {
      const held = row(qty, 'on_hand', lot);
      return daysLeft !== null && daysLeft < 45 ? [held, row(qty, 'near_expiry_lock', lot)] : [held];
    });
    const sellable = rows.reduce((sum, { state, qty }) => sum + (state === 'on_hand' ? qty : -qty), 0);
    const perDay = demand.rates.get(rateKey(code, node))?.mean ?? 0;
    const reserved = Math.min(sellable, Math.round(perDay * random.between(0, 1.5)));
    if (reserved > 0) rows.push(row(reserved, 'reserved'));
    if (position.onHand > 40 && random.chance(0.06)) rows.push(row(random.whole(1, 6), 'defective'));
    if (position.onHand > 40 && random.chance(0.04)) rows.push(row(random.whole(2, 12), 'locked'));
    if (position.onHand > 40 && random.chance(0.04)) rows.push(row(random.whole(1, 4), 'pending_return'));
    if (sku.row.custom_made === 1) rows.push(row(random.whole(20, 60), 'virtual'));
    return rows;
  });
}

interface Lot {
  qty: number;
  batch_no: string;
  inbound_date: string;
  expiry_date: string;
  /** to the expiry date; null for goods that keep */
  daysLeft: number | null;
}

/** Goods that keep are one lot; goods with a shelf life one to three, in four cases of ten an old one near its end. */
function lots({ sku, node, onHand }: StockPosition, random: Random): Lot[] {
  const life = sku.category.shelfLife;
  const slow = sku.chosen.group === 'dead';
  if (life === null || onHand === 0) {
    const age = slow ? random.whole(150, 340) : random.whole(5, 120);
    const inbound = onHand === 0 ? '' : addDays(DATA_DATE, -age);
    return [{ qty: onHand, batch_no: '', inbound_date: inbound, expiry_date: '', daysLeft: null }];
  }
  const count = Math.min(onHand, random.whole(1, 3));
  const nearEnd = random.chance(0.4);
  const result: Lot[] = [];
  let left = onHand;
  for (let i = 0; i < count; i++) {
    const qty =
      i === count - 1 ? left : Math.max(1, Math.min(left - (count - 1 - i), Math.round(onHand / (count + i))));
    const old = i === count - 1 && nearEnd;
    const daysLeft = old ? random.whole(12, 80) : Math.round(life * random.between(0.45, 0.85));
    const age = Math.min(330, Math.max(5, Math.round((life - daysLeft) * random.between(0.5, 0.9))));
    const inbound = addDays(DATA_DATE, -age);
    result.push({
      qty,
      batch_no: `${inbound.slice(2).replaceAll('-', '')}-${node.charAt(0)}${i + 1}`,
      inbound_date: inbound,
      expiry_date: addDays(DATA_DATE, daysLeft),
      daysLeft,
    });
    left -= qty;
  }
  return result;
}
