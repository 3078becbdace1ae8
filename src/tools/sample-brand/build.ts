import Papa from 'papaparse';
import { DATA_TIME } from './calendar';
import { catalogue } from './catalogue';
import { GROUP_SIZES, chooseSkus, type Group } from './choose';
import { CREDITS } from './credits';
import { demand } from './demand';
import { PROMOTIONS } from './events';
import { INBOUND_COLUMNS, inboundRows } from './inbound';
import { lateness } from './lead-times';
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

/** Prices of this shop are in pounds and low: what counts as luxury here. */
const POLICY = [
  {
    key: 'luxury_price',
    value: '40',
    scope: 'brand',
    scope_id: '',
    effective_from: '',
    effective_to: '',
    source: 'sample brand: prices in GBP, 99% of them under 20 · 示例品牌：英镑计价',
  },
] as const;

/** The import folder of the sample brand, file name to text, and a few lines on what is in it. */
export function sampleBrand(source: Source): { files: Record<string, string>; summary: string[] } {
  const chosen = chooseSkus(source.items, source.sales);
  const skus = catalogue(chosen);
  const sold = demand(chosen, source.sales);
  const times = leadTimes(source.deliveries);
  const leadOf = (node: NodeId): number =>
    replenishLane(node).stages.reduce((days, { p50 }) => days + p50, 0);
  const leadDays: Record<NodeId, number> = { NGB1: leadOf('NGB1'), CGO1: leadOf('CGO1'), UK01: leadOf('UK01') };
  const positions = stockPositions(skus, sold, leadDays);
  const late = lateness(source.deliveries);
  const stock = stockRows(positions, sold);
  const inbound = inboundRows(positions, leadDays, late);
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
      sold.sales.map(({ date, sku, node, qty, returns, revenue, orders }) => ({
        date,
        sku_id: sku,
        warehouse_id: node,
        model: node === 'UK01' ? 'direct' : 'bonded',
        qty,
        revenue: revenue.toFixed(2),
        currency: 'GBP',
        returns: returns || '',
        orders: orders || '',
      })),
    ),
    'inbound.csv': csv(inbound, INBOUND_COLUMNS),
    'promo.csv': csv([...PROMOTIONS]),
    'policy.csv': csv([...POLICY]),
    'CREDITS.md': CREDITS,
  };
  const groups = Object.keys(GROUP_SIZES) as Group[];
  return {
    files,
    summary: [
      `${chosen.length} SKUs: ${groups.map((group) => `${chosen.filter((item) => item.group === group).length} ${group}`).join(', ')}`,
      `${sold.sales.length} sales rows; left out ${sold.cancelledOrders} cancelled orders and ${sold.adjustments} price-0 bookings`,
      `${stock.length} stock rows, ${inbound.length} inbound lines`,
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
