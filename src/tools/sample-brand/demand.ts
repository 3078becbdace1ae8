import { LAST_REAL_DAY, daysBetween, shiftDate } from './calendar';
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
  /** revenue in pence */
  pence: number;
  orders: number;
}

export interface Demand {
  sales: Sale[];
  /** what the cleaning left out, for the record */
  cancelledOrders: number;
  adjustments: number;
  /** by `rateKey`; a SKU that sold nothing in a node in the last 13 weeks has no entry */
  rates: Map<string, Rate>;
}

/** Sales over the last 13 weeks, or since the SKU's first sale. */
export interface Rate {
  /** units a day */
  mean: number;
  /** variance of a week's units, over seven: of a day's, if days were independent */
  variance: number;
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
    if (!item || sale.date > LAST_REAL_DAY) continue;
    if (sale.adjusted !== 0) adjustments++;
    if (isCancelledOrder(sale)) {
      cancelledOrders++;
      continue;
    }
    for (const [node, part] of parts(item, sale)) add(cells, sale, node, part);
  }
  const sales = [...cells.values()]
    .filter(({ qty, returns }) => qty > 0 || returns > 0)
    .sort((a, b) => compare(a.date, b.date) || compare(a.sku, b.sku) || compare(a.node, b.node));
  return { sales, cancelledOrders, adjustments, rates: rates(chosen, sales) };
}

/**
 * Orders are whole: each of the day's orders goes to one warehouse, and units, returns and money follow the orders.
 * The second warehouse gets what the first one's rounded part leaves, so that the parts add up to the whole.
 */
function parts(item: ChosenSku, sale: SourceSale): [NodeId, part: (whole: number) => number][] {
  const bonded = sale.market === 'UK' ? bondedNodes(item) : [];
  const [one, other] = bonded;
  if (!one) return [['UK01', (whole) => whole]];
  if (!other) return [[one, (whole) => whole]];
  const random = new Random(`order ${sale.sku} ${sale.date}`);
  const orders = Math.max(1, sale.orders);
  let here = 0;
  for (let i = 0; i < orders; i++) if (random.chance(NINGBO_SHARE)) here++;
  const first = (whole: number): number => Math.round((whole * here) / orders);
  return [
    [one, first],
    [other, (whole) => whole - first(whole)],
  ];
}

function add(cells: Map<string, Sale>, sale: SourceSale, node: NodeId, part: (whole: number) => number): void {
  const date = shiftDate(sale.date);
  const key = `${date} ${sale.sku} ${node}`;
  const cell = cells.get(key) ?? { date, sku: sale.sku, node, qty: 0, returns: 0, pence: 0, orders: 0 };
  cell.qty += part(sale.sold);
  cell.returns += part(sale.returned);
  cell.orders += part(sale.orders);
  cell.pence += part(Math.round(sale.revenue * 100));
  cells.set(key, cell);
}

const RECENT_WEEKS = 13;

function rates(chosen: readonly ChosenSku[], sales: readonly Sale[]): Map<string, Rate> {
  const lastDay = shiftDate(LAST_REAL_DAY);
  const weeksOnSale = new Map(
    chosen.map(({ sku, first }) => [
      sku,
      Math.min(RECENT_WEEKS, Math.max(3, Math.ceil((daysBetween(shiftDate(first), lastDay) + 1) / 7))),
    ]),
  );
  const weekly = new Map<string, number[]>();
  for (const { date, sku, node, qty } of sales) {
    const week = Math.floor(daysBetween(date, lastDay) / 7);
    const weeks = weeksOnSale.get(sku) ?? RECENT_WEEKS;
    if (week >= weeks || qty === 0) continue;
    const key = rateKey(sku, node);
    const units = weekly.get(key) ?? Array<number>(weeks).fill(0);
    units[week] = (units[week] ?? 0) + qty;
    weekly.set(key, units);
  }
  return new Map(
    [...weekly].map(([key, units]) => {
      const mean = units.reduce((sum, qty) => sum + qty, 0) / units.length;
      const variance = units.reduce((sum, qty) => sum + (qty - mean) ** 2, 0) / (units.length - 1);
      return [key, { mean: mean / 7, variance: variance / 7 }];
    }),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
