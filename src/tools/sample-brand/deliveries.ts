import { DATA_DATE, addDays, daysBetween } from './calendar';
import { documentId, type InboundRow } from './inbound';
import { Z90, type LeadTime } from './lead-times';
import type { NodeId } from './network';
import { Random } from './random';
import type { StockPosition } from './stock';

export const STAGE_EVENT_COLUMNS = ['doc_id', 'stage', 'planned_at', 'actual_at', 'partner_id'] as const;
type StageEventRow = Record<(typeof STAGE_EVENT_COLUMNS)[number], string>;

/** Deliveries received in the past, and how many days lay between two of them. */
const PAST: Record<NodeId, { count: number; every: number }> = {
  NGB1: { count: 14, every: 21 },
  CGO1: { count: 20, every: 12 },
  UK01: { count: 20, every: 14 },
};
/** Standard deviations above the mean lead time that the youngest of them is old, so that all have arrived. */
const LONG_AGO = 3;
/** Lines of each. */
const LINES = 2;
/** One delivery a lane has a date of the year before, as real records do. */
const SLIP = 4;

/** Normal deviate, Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

const instant = (start: string, days: number): string => {
  const at = Date.parse(`${start}T01:00:00Z`) + days * 86_400_000;
  return `${new Date(Math.round(at / 60_000) * 60_000).toISOString().slice(0, 19)}Z`;
};

/** Days from the order to the end of each stage: as planned (the medians), and as drawn from the stages' lognormals. */
function stageEnds({ stages }: LeadTime, random: Random): { stage: string; planned: number; actual: number }[] {
  let planned = 0;
  let actual = 0;
  return stages.map(({ stage, p50, p90 }) => {
    planned += p50;
    actual += p50 * Math.exp((Math.log(p90 / p50) / Z90) * normal(random));
    return { stage, planned, actual };
  });
}

/**
 * Deliveries of the past with the dates of their stages, drawn from the lanes' own lead times: orders received in full, for the
 * product to learn lead times from. And the stages so far of the orders still under way.
 */
export function deliveries(
  positions: readonly StockPosition[],
  open: readonly InboundRow[],
  leads: Record<NodeId, LeadTime>,
): { inbound: InboundRow[]; events: StageEventRow[] } {
  const inbound: InboundRow[] = [];
  const events: StageEventRow[] = [];
  for (const node of Object.keys(PAST) as NodeId[]) {
    const lead = leads[node];
    const { count, every } = PAST[node];
    const goods = positions.filter((one) => one.node === node && one.sku.row.custom_made !== 1);
    for (let i = 0; i < count && goods.length > 0; i++) {
      const random = new Random(`delivery ${node} ${i}`);
      const age = Math.ceil(lead.mean + LONG_AGO * lead.sd) + i * every;
      const orderedOn = addDays(DATA_DATE, -age);
      const ends = stageEnds(lead, random);
      const doc = documentId(orderedOn, node);
      ends.forEach(({ stage, planned, actual }, k) => {
        const slip = i === SLIP && k === ends.length - 1 ? 365 : 0;
        events.push({
          doc_id: doc,
          stage,
          planned_at: instant(orderedOn, planned),
          actual_at: instant(orderedOn, Math.min(actual, age - 1) - slip),
          partner_id: '',
        });
      });
      for (let line = 1; line <= LINES; line++) {
        const { sku } = goods[random.whole(0, goods.length - 1)] as StockPosition;
        const ordered = Math.ceil(Math.max(sku.moq, sku.pack) / sku.pack) * sku.pack * random.whole(1, 4);
        inbound.push({
          doc_id: doc,
          line,
          sku_id: sku.chosen.sku,
          from_id: 'SUP1',
          to_id: node,
          qty_ordered: ordered,
          qty_shipped: ordered,
          qty_received: ordered,
          etd: addDays(orderedOn, ends[0]?.planned ?? 0),
          eta: addDays(orderedOn, ends[ends.length - 1]?.planned ?? 0),
          unit_cost: sku.unitCost.toFixed(2),
          cost_currency: 'GBP',
          paid_amount: (ordered * sku.unitCost).toFixed(2),
        });
      }
    }
  }
  const underWay = new Map(open.map((row) => [String(row.doc_id), row]));
  for (const [doc, { to_id, eta }] of underWay) {
    const lead = leads[to_id as NodeId];
    const ends = stageEnds(lead, new Random(`under way ${doc}`));
    const total = ends[ends.length - 1]?.planned ?? 0;
    const orderedOn = addDays(String(eta), -total);
    const since = daysBetween(orderedOn, DATA_DATE);
    // the last stage is still to come, and what was due by now has not come through customs
    const open = ends.length - (String(eta) < DATA_DATE ? 2 : 1);
    ends.forEach(({ stage, planned, actual }, k) => {
      events.push({
        doc_id: doc,
        stage,
        planned_at: instant(orderedOn, planned),
        actual_at: k < open && actual < since ? instant(orderedOn, actual) : '',
        partner_id: '',
      });
    });
  }
  return { inbound, events };
}
