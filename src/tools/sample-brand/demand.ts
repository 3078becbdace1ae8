import { LAST_REAL_DAY, addDays, shiftDate } from './calendar';
import { isCancelledOrder, type ChosenSku } from './choose';
import type { NodeId } from './network';
import { Random, hash } from './random';
import type { SourceSale } from './source';

export interface Sale {
  date: string;
  sku: string;
  node: NodeId;
  qty: number;
  returns: number;
  revenue: number;
  orders: number;
}

export interface Demand {
  sales: Sale[];
  /** what the cleaning left out, for the record */
  cancelledOrders: number;
  adjustments: number;
  /** units a day over the last 13 weeks (fewer for a SKU first sold later), by SKU and node */
  rate: Map<string, number>;
}

/** Share of the UK orders of a SKU kept in both bonded warehouses that Ningbo ships. */
const NINGBO_SHARE = 0.6;

/**
 * Where the orders of a market are shipped from. The real shop had one warehouse in the UK; here its markets stand for
 * the nodes of a Chinese cross-border brand: orders from the UK play the Chinese buyers, those from other countries
 * the direct-mail buyers. Best sellers are kept in both bonded warehouses, the middle in the one the code's hash gives,
 * new and long-tail goods are sent by direct mail to everyone, except one in five of the long tail and every dead SKU, which
 * a former decision put into Ningbo.
 */
export function bondedNodes(item: Pick<ChosenSku, 'sku' | 'group'>): NodeId[] {
  switch (item.group) {
    case 'hit':
      return ['NGB1', 'CGO1'];
    case 'middle':
      return [hash(item.sku) % 5 < 3 ? 'NGB1' : 'CGO1'];
    case 'tail':
      return hash(item.sku) % 5 === 0 ? ['NGB1'] : [];
    case 'dead':
      return ['NGB1'];
    case 'new':
      return [];
  }
}

export const rateKey = (sku: string, node: string): string => `${sku}@${node}`;

/** The chosen SKUs' sales by node, cleaned and moved to the sample's calendar, sorted by date, SKU, node. */
export function demand(chosen: readonly ChosenSku[], source: readonly SourceSale[]): Demand {
  const bySku = new Map(chosen.map((item) => [item.sku, item]));
  const cells = new Map<string, Sale>();
  let cancelledOrders = 0;
  let adjustments = 0;
  for (const sale of source) {
    const item = bySku.get(sale.sku);
    if (!item) continue;
    if (sale.adjusted !== 0) adjustments++;
    if (isCancelledOrder(sale)) {
      cancelledOrders++;
      continue;
    }
    for (const [node, share] of shares(item, sale)) add(cells, sale, node, share);
  }
  const sales = [...cells.values()]
    .filter(({ qty, returns }) => qty > 0 || returns > 0)
    .sort((a, b) => compare(a.date, b.date) || compare(a.sku, b.sku) || compare(a.node, b.node));
  return { sales, cancelledOrders, adjustments, rate: rates(chosen, sales) };
}

/** Orders are whole: each of the day's orders goes to one warehouse, and units, returns and money follow the orders. */
function shares(item: ChosenSku, sale: SourceSale): [NodeId, number][] {
  const bonded = sale.market === 'UK' ? bondedNodes(item) : [];
  const [one, other] = bonded;
  if (!one) return [['UK01', 1]];
  if (!other) return [[one, 1]];
  const random = new Random(`order ${sale.sku} ${sale.date}`);
  const orders = Math.max(1, sale.orders);
  let here = 0;
  for (let i = 0; i < orders; i++) if (random.chance(NINGBO_SHARE)) here++;
  return [
    [one, here / orders],
    [other, 1 - here / orders],
  ];
}

function add(cells: Map<string, Sale>, sale: SourceSale, node: NodeId, share: number): void {
  if (share === 0) return;
  const date = shiftDate(sale.date);
  const key = `${date} ${sale.sku} ${node}`;
  const cell = cells.get(key) ?? { date, sku: sale.sku, node, qty: 0, returns: 0, revenue: 0, orders: 0 };
  cell.qty += portion(sale.sold, share, node);
  cell.returns += portion(sale.returned, share, node);
  cell.orders += Math.round(sale.orders * share);
  cell.revenue += portion(Math.round(sale.revenue * 100), share, node) / 100;
  cells.set(key, cell);
}

/** Zhengzhou gets what Ningbo's rounded portion leaves, so that the portions add up to the whole. */
function portion(whole: number, share: number, node: NodeId): number {
  return node === 'CGO1' ? whole - Math.round(whole * (1 - share)) : Math.round(whole * share);
}

function rates(chosen: readonly ChosenSku[], sales: readonly Sale[]): Map<string, number> {
  const lastDay = shiftDate(LAST_REAL_DAY);
  const since = addDays(lastDay, -91);
  const firstDay = new Map(chosen.map((item) => [item.sku, shiftDate(item.first)]));
  const units = new Map<string, number>();
  for (const sale of sales) {
    if (sale.date <= since) continue;
    const key = rateKey(sale.sku, sale.node);
    units.set(key, (units.get(key) ?? 0) + sale.qty);
  }
  return new Map(
    [...units].map(([key, qty]) => {
      const first = firstDay.get(key.split('@')[0] ?? '') ?? since;
      const days = first > since ? Math.max(14, (Date.parse(lastDay) - Date.parse(first)) / 86_400_000 + 1) : 91;
      return [key, qty / days];
    }),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
