import { DATA_DATE, addDays } from './calendar';
import type { LeadTime } from './lead-times';
import type { NodeId } from './network';
import { Random } from './random';
import type { StockPosition } from './stock';

export const INBOUND_COLUMNS = [
  'doc_id',
  'line',
  'sku_id',
  'from_id',
  'to_id',
  'qty_ordered',
  'qty_shipped',
  'qty_received',
  'etd',
  'eta',
  'unit_cost',
  'cost_currency',
  'paid_amount',
] as const;
export type InboundRow = Record<(typeof INBOUND_COLUMNS)[number], string | number>;

export const documentId = (orderedOn: string, node: NodeId): string =>
  `PO${orderedOn.slice(2).replaceAll('-', '')}-${node}`;

export const byDocument = (a: InboundRow, b: InboundRow): number =>
  a.doc_id === b.doc_id ? Number(a.line) - Number(b.line) : a.doc_id < b.doc_id ? -1 : 1;

/** Arrivals under way to a warehouse, in shares of its lead time from now. */
const ON_TIME = [0.08, 0.2, 0.35, 0.5, 0.7, 0.9];
/** Paid when ordering; the rest when shipped. */
const DEPOSIT = 0.3;

/**
 * Purchase orders for what is on order. Each is one shipment with many lines; the share of lines that are late, and by how
 * much, are those of the real deliveries.
 */
export function inboundRows(
  positions: readonly StockPosition[],
  leads: Record<NodeId, LeadTime>,
  late: { share: number; p50: number; p90: number },
): InboundRow[] {
  const lines = new Map<string, number>();
  return positions
    .filter(({ sku, onOrder }) => onOrder >= Math.max(1, sku.moq / 2))
    .map(({ sku, node, onOrder }) => {
      const random = new Random(`order ${sku.chosen.sku} ${node}`);
      const leadDays = medianDays(leads[node]);
      const ordered = Math.max(sku.moq, Math.ceil(onOrder / sku.pack) * sku.pack);
      const shift = random.chance(late.share)
        ? -Math.round(
            random.pick([
              [1, late.p50 / 3],
              [2, late.p50],
              [1, late.p90 / 2],
            ]),
          )
        : Math.round(leadDays * random.pick(ON_TIME.map((share) => [1, share] as const)));
      const eta = addDays(DATA_DATE, Math.max(shift, -40) || 1);
      const orderedOn = addDays(eta, -leadDays);
      const etd = addDays(orderedOn, Math.min(leadDays * 0.35, 21));
      const shipped = etd <= DATA_DATE ? ordered : 0;
      const partly = shipped > 0 && shift <= 5 && random.chance(0.4);
      const doc = documentId(orderedOn, node);
      const line = (lines.get(doc) ?? 0) + 1;
      lines.set(doc, line);
      const value = ordered * sku.unitCost;
      return {
        doc_id: doc,
        line,
        sku_id: sku.chosen.sku,
        from_id: 'SUP1',
        to_id: node,
        qty_ordered: ordered,
        qty_shipped: shipped,
        qty_received: partly ? Math.floor((ordered * random.between(0.3, 0.7)) / sku.pack) * sku.pack : 0,
        etd,
        eta,
        unit_cost: sku.unitCost.toFixed(2),
        cost_currency: 'GBP',
        paid_amount: (shipped > 0 ? value : value * DEPOSIT).toFixed(2),
      };
    })
    .sort(byDocument);
}

const medianDays = ({ stages }: LeadTime): number => stages.reduce((days, { p50 }) => days + p50, 0);
