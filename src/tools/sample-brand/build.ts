import Papa from 'papaparse';
import { DATA_TIME } from './calendar';
import { catalogue } from './catalogue';
import { GROUP_SIZES, chooseSkus, type Group } from './choose';
import { CREDITS } from './credits';
import { STAGE_EVENT_COLUMNS, deliveries } from './deliveries';
import { demand } from './demand';
import { PROMOTIONS } from './events';
import { INBOUND_COLUMNS, byDocument, inboundRows } from './inbound';
import { lateness, type LeadTime } from './lead-times';
import { LANES, WAREHOUSES, leadTimes, replenishLane, type NodeId } from './network';
import type { Source } from './source';
import { STOCK_COLUMNS, stockPositions, stockRows } from './stock';

const BRAND = {
  brand_id: 'sample',
  name: 'Sample brand',
  name_zh: '示例品牌',
  currency: 'GBP',
  sample: true,
  data_time: DATA_TIME,
} as const;

/** Where the default rules do not fit this shop. */
const POLICY = [
  policy('luxury_price', '40', 'sample brand: its prices are in GBP and low · 示例品牌：英镑计价且单价低'),
  policy('tier_cv_max', '2', 'sample brand: its buyers are shops and order in lots · 示例品牌：买家为零售店，成批下单'),
];

/** The import folder of the sample brand, file name to text, and a few lines on what is in it. */
export function sampleBrand(source: Source): { files: Record<string, string>; summary: string[] } {
  const chosen = chooseSkus(source.items, source.sales);
  const skus = catalogue(chosen);
  const sold = demand(chosen, source.sales);
  const times = leadTimes(source.deliveries);
  const leadTo = (node: NodeId): LeadTime => {
    const time = times.get(replenishLane(node).lane_id);
    if (!time) throw new Error(`no lead time into ${node}`);
    return time;
  };
  const leads: Record<NodeId, LeadTime> = { NGB1: leadTo('NGB1'), CGO1: leadTo('CGO1'), UK01: leadTo('UK01') };
  const positions = stockPositions(skus, sold, leads);
  const late = lateness(source.deliveries);
  const stock = stockRows(positions, sold);
  const open = inboundRows(positions, leads, late);
  const past = deliveries(positions, open, leads);
  const inbound = [...past.inbound, ...open].sort(byDocument);
  const money = (value: number | null): string => (value === null ? '' : value.toFixed(2));

  const files: Record<string, string> = {
    'brand.json': `${JSON.stringify(BRAND, null, 2)}\n`,
    'sku.csv': csv(skus.map(({ row }) => row)),
    'warehouse.csv': csv([...WAREHOUSES]),
    'lane.csv': csv(
      LANES.map((lane) => ({
        lane_id: lane.lane_id,
        from_id: lane.from_id,
        to_id: lane.to_id,
        purpose: lane.purpose,
        mode: lane.mode,
        cost_per_order: money(lane.cost_per_order),
        cost_per_unit: money(lane.cost_per_unit),
        cost_per_kg: money(lane.cost_per_kg),
        cost_currency: 'CNY',
        capacity_per_week: lane.capacity_per_week ?? '',
        lead_mean_days: times.get(lane.lane_id)?.mean.toFixed(1) ?? '',
        lead_sd_days: times.get(lane.lane_id)?.sd.toFixed(1) ?? '',
      })),
    ),
    'lane_stage.csv': csv(
      [...times].flatMap(([lane_id, { stages }]) =>
        stages.map(({ stage, p50, p90 }, i) => ({
          lane_id,
          seq: i + 1,
          stage,
          p50_days: p50,
          p90_days: p90.toFixed(1),
          partner_id: '',
        })),
      ),
    ),
    'stock.csv': csv(stock, STOCK_COLUMNS),
    'sales.csv': csv(
      sold.sales.map(({ date, sku, node, qty, returns, pence, orders }) => ({
        date,
        sku_id: sku,
        warehouse_id: node,
        model: node === 'UK01' ? 'direct' : 'bonded',
        qty,
        revenue: (pence / 100).toFixed(2),
        currency: 'GBP',
        returns,
        orders,
      })),
    ),
    'inbound.csv': csv(inbound, INBOUND_COLUMNS),
    'stage_event.csv': csv(past.events, STAGE_EVENT_COLUMNS),
    'promo.csv': csv([...PROMOTIONS]),
    'policy.csv': csv(POLICY),
    'CREDITS.md': CREDITS,
  };
  const groups = Object.keys(GROUP_SIZES) as Group[];
  return {
    files,
    summary: [
      `${chosen.length} SKUs: ${groups.map((group) => `${chosen.filter((item) => item.group === group).length} ${group}`).join(', ')}`,
      `${sold.sales.length} sales rows; left out ${sold.cancelledOrders} cancelled orders and ${sold.adjustments} price-0 bookings`,
      `${stock.length} stock rows, ${open.length} inbound lines under way, ${past.inbound.length} received, ${past.events.length} stage dates`,
      ...LANES.filter(({ calibratedOn }) => calibratedOn !== undefined).map(({ lane_id }) => {
        const time = times.get(lane_id);
        return `${lane_id}: mean ${time?.mean.toFixed(1)} days, sd ${time?.sd.toFixed(1)}`;
      }),
      `late deliveries: ${(late.share * 100).toFixed(1)}%, median ${late.p50} days, P90 ${late.p90} days`,
    ],
  };
}

function csv(rows: Record<string, unknown>[], columns?: readonly string[]): string {
  return `${Papa.unparse(rows, { newline: '\n', ...(columns ? { columns: [...columns] } : {}) })}\n`;
}

function policy(key: string, value: string, source: string): Record<string, string> {
  return { key, value, scope: 'brand', scope_id: '', effective_from: '', effective_to: '', source };
}
