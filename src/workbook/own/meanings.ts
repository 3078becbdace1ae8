import {
  IMPORT_TABLES,
  sheetTable,
  type Bilingual,
  type ImportTableId,
  type SheetColumn,
  type SheetTableId,
  type ValueKind,
} from '../../tables';
import { headingName } from './heading-name';
import { OWN_NAMES } from './names';
import type { OwnMeaning } from './types';

/** What the columns of the user's own workbooks may mean. */
export interface OwnMeaningInfo {
  id: OwnMeaning;
  label: Bilingual;
  kind: ValueKind;
  group: OwnMeaningGroup;
  /** several columns may have it: each is about a period of its own */
  many: boolean;
  /** the plan has a value for it, so that a column may be written */
  result: boolean;
  /** as declared for our own sheets: words of codes, number format; those that only own workbooks have are made here */
  column: SheetColumn;
}

export type OwnMeaningGroup = 'key' | 'sku' | 'stock' | 'sales' | 'inbound' | 'rules' | 'calendar' | 'plan';

export const SKU_MEANING: OwnMeaning = 'TW_SKU.sku_id';
export const WAREHOUSE_MEANING: OwnMeaning = 'TW_Warehouses.warehouse_id';

/** Names a SKU: in whichever of our tables the meaning was chosen. */
export const isSkuMeaning = (meaning: OwnMeaning | null): boolean => meaning?.endsWith('.sku_id') ?? false;
/** Names a warehouse that stock lies in or goods arrive at. */
export const isWarehouseMeaning = (meaning: OwnMeaning | null): boolean =>
  meaning !== null && (meaning.endsWith('.warehouse_id') || meaning === 'TW_Inbound.to_id');

/** Sold in the last n days: the totals people keep. Others may be chosen as `TW_Sales.last_<n>d`. */
export const TOTAL_DAYS: readonly number[] = [3, 7, 14, 15, 28, 30, 60, 90, 180, 365];
const MOST_DAYS = 730;
export const totalMeaning = (days: number): OwnMeaning => `TW_Sales.last_${days}d`;
/** Daily average of the last n days; without a number nobody says of which days it is. */
export const averageMeaning = (days: number | null): OwnMeaning =>
  days === null ? 'TW_Sales.per_day' : `TW_Sales.per_day_${days}d`;

const window = (meaning: string, pattern: RegExp): number | null => {
  const days = Number(pattern.exec(meaning)?.[1]);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : null;
};
export const totalDays = (meaning: string): number | null => window(meaning, /^TW_Sales\.last_(\d{1,3})d$/);
export const averageDays = (meaning: string): number | null => window(meaning, /^TW_Sales\.per_day_(\d{1,3})d$/);

type Own = [id: string, en: string, zh: string, kind: ValueKind, many?: 'many' | 'result'];

/** Meanings that only own workbooks have. */
const OWN_ONLY: Readonly<Partial<Record<SheetTableId, readonly Own[]>>> = {
  TW_Stock: [
    ['transfer_in', 'Transfers in transit', '调拨在途', 'number'],
    ['batch_no', 'Batch', '批次', 'text'],
    ['opening', 'Opening stock', '期初', 'number', 'many'],
    ['received', 'Received in the period', '入库', 'number', 'many'],
    ['closing', 'Closing stock', '期末', 'number', 'many'],
  ],
  TW_Sales: [
    ['period', 'Sold in the period its heading names', '表头所示期间的销量', 'number', 'many'],
    ['issued', 'Issued in the period', '出库', 'number', 'many'],
    ['per_day', 'Average sales a day', '日均销量', 'number'],
    ['per_week', 'Average sales a week', '周均销量', 'number'],
    ['per_month', 'Average sales a month', '月均销量', 'number'],
    ['date', 'Day of the sale', '销售日期', 'date'],
    ['qty', 'Sold on that day', '当日销量', 'number'],
    ['presale', 'Presale', '预售', 'flag'],
  ],
  TW_Lanes: [
    ['purchase_days', 'Purchase days', '采购天数', 'number'],
    ['transit_days', 'Transit days', '运输天数', 'number'],
    ['handling_days', 'Handling days', '处理天数', 'number'],
    ['shelving_days', 'Shelving days', '上架天数', 'number'],
  ],
  TW_Policy: [
    ['safety_days', 'Safety days', '安全天数', 'number'],
    ['review_days', 'Review interval (d)', '下单间隔天', 'number'],
    ['service_level', 'Service level', '服务水平', 'percent'],
  ],
  TW_Plan: [['out_of_stock_on', 'Runs out on', '预计断货日期', 'date', 'result']],
};

/** Tables whose declared columns an own workbook may hold, and what of them it cannot. */
const DECLARED: readonly [SheetTableId, OwnMeaningGroup, readonly string[]][] = [
  ['TW_SKU', 'sku', ['tier', 'model', 'tier_reason']],
  ['TW_Warehouses', 'stock', ['quantity_authority', 'modes', 'timezone', 'facility']],
  ['TW_Stock', 'stock', ['sku_id', 'name', 'warehouse_id', 'type', 'source', 'next_arrival', 'oldest_days']],
  ['TW_Sales', 'sales', ['sku_id', 'name', 'warehouse_id', 'total_13w', 'promo_share']],
  ['TW_Lanes', 'rules', ['lane_id', 'from_id', 'to_id', 'purpose', 'mode', 'cost_currency']],
  ['TW_Policy', 'rules', ['key', 'meaning', 'scope', 'scope_id', 'value', 'unit', 'default_value', 'source']],
  [
    'TW_Inbound',
    'inbound',
    ['sku_id', 'to_id', 'name', 'days_late', 'stage', 'advice', 'advice_qty', 'advice_why', 'decision'],
  ],
  ['TW_Calendar', 'calendar', ['sku_id', 'order_by', 'too_late', 'demand_change']],
  ['TW_Plan', 'plan', ['sku_id', 'name', 'warehouse_id', 'my_qty', 'decision', 'proposal']],
];
const NEVER = /^(?:w\d+|learned_\w+|set_aside\w*|effective_\w+|decided_\w+)$/;

const made = (id: string, label: Bilingual, kind: ValueKind): SheetColumn => ({
  id,
  heading: label,
  kind,
  owner: 'addin',
  width: 10,
});

function infosOf(table: SheetTableId, group: OwnMeaningGroup, without: readonly string[]): OwnMeaningInfo[] {
  const declared = sheetTable(table).columns.filter(
    ({ id, owner }) => owner !== 'user' && !without.includes(id) && !NEVER.test(id),
  );
  const all = declared.map((column): OwnMeaningInfo => {
    const id: OwnMeaning = `${table}.${column.id}`;
    const isKey = id === SKU_MEANING || id === WAREHOUSE_MEANING;
    return {
      id,
      label: column.heading,
      kind: column.kind,
      group: isKey ? 'key' : group,
      many: false,
      result: group === 'plan',
      column,
    };
  });
  for (const [id, en, zh, kind, more] of OWN_ONLY[table] ?? []) {
    const label = { en, zh };
    const column = made(id, label, kind);
    const result = more === 'result';
    all.push({ id: `${table}.${id}`, label, kind, group, many: more === 'many', result, column });
  }
  return all;
}

const totalInfo = (days: number): OwnMeaningInfo => {
  const label = { en: `Sold in the last ${days} days`, zh: `近${days}日销量` };
  const id = totalMeaning(days);
  return {
    id,
    label,
    kind: 'number',
    group: 'sales',
    many: false,
    result: false,
    column: made(id.slice('TW_Sales.'.length), label, 'number'),
  };
};
const averageInfo = (days: number): OwnMeaningInfo => {
  const label = { en: `Average a day, last ${days} days`, zh: `近${days}日日均销量` };
  const id = averageMeaning(days);
  return { ...totalInfo(days), id, label, column: made(id.slice('TW_Sales.'.length), label, 'number') };
};

/** Every meaning a column may have, in the order they are offered: keys, SKU, stock, sales, lead times, inbound, promotions, results. */
export const OWN_MEANINGS: readonly OwnMeaningInfo[] = (() => {
  const all = DECLARED.flatMap(([table, group, without]) => infosOf(table, group, without));
  const sales = all.findIndex(({ id }) => id === 'TW_Sales.period');
  all.splice(sales, 0, ...TOTAL_DAYS.map(totalInfo));
  return [...all.filter(({ group }) => group === 'key'), ...all.filter(({ group }) => group !== 'key')];
})();

const BY_ID = new Map<string, OwnMeaningInfo>(OWN_MEANINGS.map((info) => [info.id, info]));

/** What a meaning is; null for one that does not exist. Keys chosen under another table are the same keys. */
export function meaningInfo(meaning: OwnMeaning): OwnMeaningInfo | null {
  if (isSkuMeaning(meaning)) return BY_ID.get(SKU_MEANING) ?? null;
  if (isWarehouseMeaning(meaning)) return BY_ID.get(WAREHOUSE_MEANING) ?? null;
  const days = totalDays(meaning);
  if (days !== null) return BY_ID.get(meaning) ?? totalInfo(days);
  const averaged = averageDays(meaning);
  if (averaged !== null) return averageInfo(averaged);
  return BY_ID.get(meaning) ?? null;
}

/** Where a heading could mean several things, the earlier table has the word unless the list's subject is another. */
export const TABLE_ORDER: readonly SheetTableId[] = [
  'TW_SKU',
  'TW_Warehouses',
  'TW_Stock',
  'TW_Sales',
  'TW_Lanes',
  'TW_Policy',
  'TW_Inbound',
  'TW_Calendar',
  'TW_Plan',
];

const IMPORTED: readonly [ImportTableId, SheetTableId][] = [
  ['sku', 'TW_SKU'],
  ['warehouse', 'TW_Warehouses'],
  ['stock', 'TW_Stock'],
  ['lane', 'TW_Lanes'],
  ['inbound', 'TW_Inbound'],
  ['promo', 'TW_Calendar'],
];

/** Import columns that go by another name in our sheets. */
const RENAMED: Readonly<Record<string, string>> = {
  'TW_SKU.name_zh': 'TW_SKU.name',
  'TW_Warehouses.name_zh': 'TW_Warehouses.name',
  'TW_Stock.qty': 'TW_Stock.on_hand',
  'TW_Stock.expiry_date': 'TW_Stock.first_expiry',
  'TW_Stock.sku_id': SKU_MEANING,
  'TW_Stock.warehouse_id': WAREHOUSE_MEANING,
  'TW_Inbound.sku_id': SKU_MEANING,
  'TW_Inbound.to_id': WAREHOUSE_MEANING,
  'TW_Calendar.sku_id': SKU_MEANING,
};

/**
 * A column people fill from elsewhere and that the plan can fill, too: empty, it waits for the plan; with figures in it,
 * it is what the plan starts from.
 */
export const RESULT_FOR: Readonly<Record<string, OwnMeaning>> = {
  'TW_Stock.available': 'TW_Plan.available',
  'TW_Stock.in_transit': 'TW_Plan.in_transit',
  'TW_Sales.per_day': 'TW_Plan.demand_mean',
  'TW_Sales.model': 'TW_Plan.model',
  'TW_Lanes.lead_mean_days': 'TW_Plan.lead_mean',
  'TW_Lanes.lead_sd_days': 'TW_Plan.lead_sd',
  'TW_Lanes.lead_p50': 'TW_Plan.lead_p50',
  'TW_Lanes.lead_p90': 'TW_Plan.lead_p90',
  'TW_Policy.safety_days': 'TW_Plan.safety_days',
  'TW_Policy.review_days': 'TW_Plan.review_days',
  'TW_Policy.service_level': 'TW_Plan.service_target',
  'TW_Inbound.eta': 'TW_Plan.arrives',
};

/** Names that say too little to stand for a meaning of these tables. */
const TOO_COMMON = new Set(['名称', 'name', '状态', '日期', '类型', 'type', '行', 'line', '未到']);

/** Every name of every meaning, in the form headings are compared in → meanings, best first. */
export const MEANINGS_BY_NAME: ReadonlyMap<string, readonly OwnMeaning[]> = (() => {
  const names = new Map<string, Set<OwnMeaning>>();
  const add = (name: string, meaning: OwnMeaning): void => {
    const key = headingName(name);
    if (!key || !meaningInfo(meaning)) return;
    names.set(key, (names.get(key) ?? new Set()).add(meaning));
  };
  for (const [meaning, [zh = '', en = '']] of Object.entries(OWN_NAMES)) {
    for (const name of [...zh.split(' '), ...en.split('|')]) add(name, meaning as OwnMeaning);
  }
  for (const [from, table] of IMPORTED) {
    for (const { id, aliases } of IMPORT_TABLES.find((one) => one.id === from)?.columns ?? []) {
      const own = `${table}.${id}`;
      const meaning = (RENAMED[own] ?? own) as OwnMeaning;
      for (const name of [id, ...aliases]) if (!TOO_COMMON.has(headingName(name))) add(name, meaning);
    }
  }
  for (const { id, label } of OWN_MEANINGS) {
    for (const name of [label.en, label.zh])
      if (id.startsWith('TW_Plan') || !TOO_COMMON.has(headingName(name))) add(name, id);
  }
  const place = (meaning: OwnMeaning): number => TABLE_ORDER.indexOf(meaning.split('.')[0] as SheetTableId);
  return new Map([...names].map(([name, set]) => [name, [...set].sort((a, b) => place(a) - place(b))]));
})();
