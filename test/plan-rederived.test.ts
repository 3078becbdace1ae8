import { createGateway } from '../src/gateway';
import { openTestStore } from '../src/gateway/test-store';
import { renderPlanNote, renderSentence } from '../src/messages/plan-texts';
import { runPlan, type PlanResult } from '../src/planning';
import {
  FORECAST_METHOD_WORDS,
  HISTORY_WEEKS,
  PULL_TABLES,
  sheetTable,
  type CellValue,
  type SheetTableId,
} from '../src/tables';
import { planInput } from '../src/taskpane/session/plan-input';
import { planTables } from '../src/taskpane/session/plan-output';
import type { ReadTable, TableRows } from '../src/workbook/types';
import { loadSampleBrand } from '../src/tools/sample-brand/load';

/**
 * Derives every figure of the sample plan again from what the pulled sheets show, with arithmetic written here from the
 * definitions: nothing of the planning room's own maths is used. What cannot be found again from the sheets fails here.
 */
type Row = Record<string, CellValue>;

const DAY = 86_400_000;
const dayOf = (date: CellValue | undefined): number => Date.parse(`${String(date)}T00:00:00Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const num = (value: CellValue | undefined): number | null => (typeof value === 'number' ? value : null);
const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
const recordsOf = (table: TableRows): Row[] =>
  table.rows.map((row) => Object.fromEntries(table.columns.map((id, at) => [id, row[at] ?? null])));

const sheets = {} as Record<SheetTableId, Row[]>;
let result: PlanResult;
let today: number;
let policy: (key: string, tier?: CellValue) => number;
const at = (id: SheetTableId, sku: CellValue | undefined, warehouse: CellValue | undefined): Row[] =>
  sheets[id].filter((row) => row.sku_id === sku && (row.warehouse_id ?? row.to_id) === warehouse);

async function pull(): Promise<Map<SheetTableId, ReadTable>> {
  const store = await openTestStore();
  try {
    const { app } = createGateway({ store, version: 'test' });
    await loadSampleBrand(store);
    const tables = new Map<SheetTableId, ReadTable>();
    for (const { id } of PULL_TABLES) {
      const rows: CellValue[][] = [];
      let columns: string[] = [];
      let dataTime = '';
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer = await app.request(
          `/v1/brands/sample/tables/${id}${cursor && `?cursor=${encodeURIComponent(cursor)}`}`,
        );
        const page = (await answer.json()) as {
          columns: string[];
          rows: CellValue[][];
          data_time: string;
          next: string | null;
        };
        ({ columns, data_time: dataTime, next: cursor } = page);
        rows.push(...page.rows);
      }
      const stamp = { dataTime } as ReadTable['stamp'];
      tables.set(id, {
        table: id,
        columns,
        rows,
        sheetName: id,
        sheetRows: [],
        sheetColumns: [],
        stamp,
        duplicates: [],
      });
      sheets[id] = recordsOf({ table: id, columns, rows });
    }
    return tables;
  } finally {
    await store.close();
  }
}

/** tables that come from the data service, into which the plan writes columns of its own */
const PULLED = new Set(PULL_TABLES.map(({ id }) => id));

beforeAll(async () => {
  const tables = await pull();
  const stamp = tables.get('TW_Stock')?.stamp;
  if (!stamp) throw new Error('the pull has no data time');
  const input = planInput(tables, stamp, 'GBP');
  result = await runPlan(input);
  // what is written: the very cells of the plan's sheets
  for (const table of planTables(result, input.lastWeek, 'v1', 'en')) {
    if (!PULLED.has(table.table)) sheets[table.table] = recordsOf(table);
    else {
      const keyOf = (row: Row): string => JSON.stringify(sheetTable(table.table).key.map((id) => row[id] ?? null));
      const rows = new Map(sheets[table.table].map((row) => [keyOf(row), row]));
      for (const own of recordsOf(table)) Object.assign(rows.get(keyOf(own)) ?? {}, own);
    }
  }
  today = dayOf(new Date(Date.parse(stamp.dataTime) + DAY / 3).toISOString().slice(0, 10));
  policy = (key, tier) => {
    const rows = sheets.TW_Policy.filter((row) => row.key === key);
    return Number(
      (rows.find((row) => row.scope_id === tier && tier) ?? rows.find((row) => row.scope === 'brand'))?.value,
    );
  };
}, 300_000);

/** W+1 begins on the Monday after the last complete week. */
const firstMonday = (): number => today - ((today + 3) % 7);

/** Demand of so many days relative to plain ones: each promotion adds its share of them × (uplift − 1). */
const factors = new Map<string, number>();
function promotionFactor(day: number, days: number): number {
  const key = `${day} ${days}`;
  const factor = factors.get(key) ?? promotionFactorOf(firstMonday() + day, days);
  factors.set(key, factor);
  return factor;
}

function promotionFactorOf(first: number, days: number): number {
  // a day of Beijing begins at 16:00 of the day before in UTC
  const from = first * DAY - DAY / 3;
  return sheets.TW_Calendar.reduce((factor, promotion) => {
    expect(promotion.sku_id).toBeNull();
    const start = Math.max(from, Date.parse(String(promotion.starts_at)));
    const end = Math.min(from + days * DAY, Date.parse(String(promotion.ends_at)));
    return factor + (Math.max(0, end - start) / (days * DAY)) * (Number(promotion.uplift) - 1);
  }, 1);
}

/** Sales of W-1, W-2, … of an item over its models; null where no model has a figure. */
function weeklySales(series: Row[]): (number | null)[] {
  return Array.from({ length: HISTORY_WEEKS }, (_, back) => {
    const figures = series.map((row) => num(row[`w${back + 1}`])).filter((value) => value !== null);
    return figures.length ? total(figures) : null;
  });
}

/** Demand of W-1, W-2, … of one row of the Sales sheet: sales + the changes of its corrections, never below 0. */
function demandOfRow(row: Row): (number | null)[] {
  const own = sheets.TW_Corrections.filter(
    (one) =>
      one.sku_id === row.sku_id &&
      one.warehouse_id === row.warehouse_id &&
      one.model === row.model &&
      one.use_raw !== 'yes',
  );
  const weekOf = (one: Row): number => Math.floor((firstMonday() - 1 - dayOf(one.day)) / 7);
  const onSaleSince = own.filter(({ kind }) => kind === 'not_on_sale').map(weekOf);
  return weeklySales([row]).map((sold, back) => {
    const changes = own
      .filter((one) => one.kind !== 'not_on_sale' && weekOf(one) === back)
      .map(({ change }) => num(change ?? null));
    if (sold === null || changes.includes(null)) return null;
    if (sold === 0 && onSaleSince.some((week) => back > week)) return null;
    return changes.length ? Math.max(0, sold + total(changes as number[])) : sold;
  });
}

function weeklyDemand(series: Row[]): (number | null)[] {
  const rows = series.map(demandOfRow);
  return Array.from({ length: HISTORY_WEEKS }, (_, back) => {
    const figures = rows.map((weeks) => weeks[back] ?? null).filter((value) => value !== null);
    return figures.length ? total(figures) : null;
  });
}

const knownOf = (weeks: (number | null)[]): number[] => weeks.filter((week) => week !== null);

function deviation(values: number[]): number {
  const centre = total(values) / values.length;
  return Math.sqrt(total(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

/** Units sold of a SKU from bonded stock, ever. */
const bondedSold = (sku: CellValue | undefined): number =>
  total(
    sheets.TW_Sales.filter((row) => row.sku_id === sku && typeOf(row.warehouse_id) === 'bonded').flatMap((row) =>
      knownOf(weeklySales([row])),
    ),
  );
const typeOf = (warehouse: CellValue | undefined): CellValue | undefined =>
  sheets.TW_Warehouses.find((one) => one.warehouse_id === warehouse)?.type;
/** To be bonded now and never sold from there: planned from what it sells by direct mail. */
const isPromoted = (row: Row): boolean =>
  typeOf(row.warehouse_id) === 'bonded' && row.model === 'bonded' && bondedSold(row.sku_id) === 0;

interface Item {
  row: Row;
  promoted: boolean;
  sku: Row;
  warehouse: Row;
  stock: Row | undefined;
  forecast: Row;
  /** sales and demand, W-1 first */
  weeks: (number | null)[];
  demanded: (number | null)[];
  /** units demanded in the first so many days from the data cut; negative days look back to Monday */
  demand(days: number): number;
  /** the same without the promotions ahead */
  plain(days: number): number;
  /** open lines with a date from today on, as days from today */
  receipts: { day: number; qty: number }[];
  lane: Row;
}

/** What at least five deliveries taught, else what the brand states. */
const leadOf = (lane: Row, what: 'mean' | 'sd' | 'p50' | 'p90'): CellValue => {
  const stated = { mean: 'lead_mean_days', sd: 'lead_sd_days', p50: 'lead_p50', p90: 'lead_p90' }[what];
  return (Number(lane.learned_count) >= 5 ? lane[`learned_${what}`] : lane[stated]) ?? null;
};

const gone = (): number => today - firstMonday();

/** The forecast by day from Monday of W+1 on: a week lies on its days as its promotions do. */
function daily(weekly: (week: number) => number, promoted: boolean): (days: number) => number {
  const sums = [0];
  const sumTo = (day: number): number => {
    while (sums.length <= day) {
      const at = sums.length - 1;
      const week = Math.floor(at / 7);
      const share = promoted ? promotionFactor(at, 1) / (7 * promotionFactor(7 * week, 7)) : 1 / 7;
      sums.push((sums[at] ?? 0) + weekly(week) * share);
    }
    return sums[day] ?? 0;
  };
  const since = (days: number): number => {
    if (days <= 0) return 0;
    const day = Math.floor(days);
    return sumTo(day) + (days - day) * (sumTo(day + 1) - sumTo(day));
  };
  return (days) => since(gone() + days) - since(gone());
}

function itemOf(row: Row): Item {
  const promoted = isPromoted(row);
  const series = promoted
    ? sheets.TW_Sales.filter((one) => one.sku_id === row.sku_id && typeOf(one.warehouse_id) !== 'bonded')
    : at('TW_Sales', row.sku_id, row.warehouse_id);
  const [forecast] = at('TW_Forecast', row.sku_id, row.warehouse_id);
  const [lane] = sheets.TW_Lanes.filter((one) => one.purpose === 'replenish' && one.to_id === row.warehouse_id).sort(
    (a, b) => Number(leadOf(a, 'mean')) - Number(leadOf(b, 'mean')),
  );
  const sku = sheets.TW_SKU.find((one) => one.sku_id === row.sku_id);
  const warehouse = sheets.TW_Warehouses.find((one) => one.warehouse_id === row.warehouse_id);
  if (!forecast || !lane || !sku || !warehouse)
    throw new Error(`${String(row.sku_id)} is planned without its master data`);
  const receipts = at('TW_Inbound', row.sku_id, row.warehouse_id)
    .filter((line) => Number(line.open_qty) > 0 && line.eta !== null && dayOf(line.eta) >= today)
    .map((line) => ({ day: dayOf(line.eta) - today, qty: Number(line.open_qty) }));
  const [stock] = at('TW_Stock', row.sku_id, row.warehouse_id);
  // every promotion of the sample gives its uplift: without it a week would be smaller by that factor
  const plainWeek = (week: number): number => Number(forecast[`s${week + 1}`]) / promotionFactor(7 * week, 7);
  const lasting = total([9, 10, 11, 12].map(plainWeek)) / 4;
  const plainly = (week: number): number => (week < 13 ? plainWeek(week) : lasting);
  const weekly = (week: number): number =>
    week < 13 ? Number(forecast[`f${week + 1}`]) : lasting * promotionFactor(7 * week, 7);
  return {
    row,
    promoted,
    sku,
    warehouse,
    stock,
    forecast,
    weeks: weeklySales(series),
    demanded: weeklyDemand(series),
    demand: daily(weekly, true),
    plain: daily(plainly, false),
    receipts,
    lane,
  };
}

/** Day by day: what arrives, then what is sold. */
function walk({ demand, receipts, row }: Item, days: number) {
  let stock = Math.max(0, Number(row.available));
  let lost = 0;
  let lowest = Number(row.available);
  let empty: number | null = Number(row.available) <= 0 ? 0 : null;
  for (let day = 0; day < days; day++) {
    stock += total(receipts.filter((receipt) => receipt.day === day).map(({ qty }) => qty));
    const wanted = demand(Math.min(day + 1, days)) - demand(day);
    if (wanted > stock) {
      lost += wanted - stock;
      empty ??= day;
    }
    lowest = Math.min(lowest, stock - wanted);
    stock = Math.max(0, stock - wanted);
  }
  return { lost, lowest, empty };
}

/** The day on which so much has been demanded, by halving; null when not within the horizon. */
function dayReached(demand: Item['demand'], units: number, horizon: number): number | null {
  if (units <= 0) return 0;
  if (demand(horizon) <= units) return null;
  let [low, high] = [0, horizon];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (demand(middle) > units) high = middle;
    else low = middle;
  }
  return low;
}

let items: Item[] | null = null;
const planned = (): Item[] => (items ??= sheets.TW_Plan.filter((row) => row.status !== 'not_enough_data').map(itemOf));

/** Compares a column over all planned rows and lists the rows that differ. */
function compare(column: string, derive: (item: Item) => CellValue): void {
  const differing = planned().flatMap((item) => {
    const stands = item.row[column] ?? null;
    const derived = derive(item);
    const same =
      typeof stands === 'number' && typeof derived === 'number'
        ? Math.abs(stands - derived) <= 1e-6 * (1 + Math.abs(derived))
        : stands === derived;
    return same
      ? []
      : [
          `${String(item.row.sku_id)} · ${String(item.row.warehouse_id)}: ${String(stands)}, derived ${String(derived)}`,
        ];
  });
  expect(differing).toEqual([]);
}

const ceilTo = (pack: number, quantity: number): number => Math.ceil(quantity / pack - 1e-9) * pack;
const protection = ({ row }: Item): number => Number(row.lead_mean) + Number(row.review_days);
const quiet = ({ demanded, row }: Item): boolean => {
  const recent = knownOf(demanded.slice(0, policy('no_sales_weeks')));
  return row.tier !== 'new' && recent.length >= 4 && total(recent) === 0;
};
const stopSale = ({ sku }: Item): number =>
  sku.shelf_life_days === null
    ? 0
    : Math.min(policy('stop_sale_max_days'), Math.ceil(policy('stop_sale_share') * Number(sku.shelf_life_days)));
const rule = (item: Item) => walk(item, protection(item));

describe('the sample plan, derived again from the sheets', () => {
  it('has the mix this proof needs', () => {
    const items = planned();
    expect(items.length).toBeGreaterThan(450);
    expect(new Set(items.map(({ row }) => row.status)).size).toBeGreaterThanOrEqual(7);
    expect(new Set(items.map(({ row }) => row.action))).toEqual(new Set(['buy', 'hold', 'stop', 'clear', 'to_direct']));
    expect(items.filter(({ promoted }) => promoted).length).toBeGreaterThan(0);
    // with these, what promotions do is given and not learnt: the sample has none in its past
    expect(sheets.TW_Calendar.every((row) => dayOf(String(row.starts_at).slice(0, 10)) >= today)).toBe(true);
    expect(sheets.TW_Calendar.every((row) => num(row.uplift) !== null)).toBe(true);
  });

  it('leaves unplanned exactly what lacks a stock record or recent sales', () => {
    const lacking = sheets.TW_Plan.filter((row) => row.status === 'not_enough_data');
    expect(lacking.length).toBeGreaterThan(0);
    for (const row of lacking) {
      const known = knownOf(weeklySales(at('TW_Sales', row.sku_id, row.warehouse_id)).slice(0, 13));
      expect(num(at('TW_Stock', row.sku_id, row.warehouse_id)[0]?.available) === null || known.length === 0).toBe(true);
      expect([row.action, row.order_qty, row.value]).toEqual(['hold', null, null]);
    }
  });

  it('position, from Stock and Inbound', () => {
    // what no record of a warehouse names is not there
    compare('available', ({ stock, promoted }) => stock?.available ?? (promoted ? 0 : null));
    compare('in_transit', ({ row }) =>
      total(at('TW_Inbound', row.sku_id, row.warehouse_id).map((line) => Number(line.open_qty))),
    );
    compare('in_transit', ({ stock, promoted }) => stock?.in_transit ?? (promoted ? 0 : null));
    compare('position', ({ row }) => Number(row.available) + Number(row.in_transit));
  });

  it('forecast: its sums, its band, and within what was ever demanded', () => {
    let forecastTotal = 0;
    let recentTotal = 0;
    for (const { forecast, demanded } of planned()) {
      const line = (id: string): number[] =>
        Array.from({ length: 13 }, (_, week) => Number(forecast[`${id}${week + 1}`]));
      const statistical = line('s');
      expect(line('f')).toEqual(statistical);
      expect(forecast.total_13w).toBeCloseTo(total(statistical), 6);
      const most = Math.max(0, ...knownOf(demanded));
      statistical.forEach((units, week) => {
        expect(units).toBeGreaterThanOrEqual(0);
        expect(units / promotionFactor(7 * week, 7)).toBeLessThanOrEqual(most + 1e-6);
        // a rare sale may lie above nine in ten weeks
        expect(line('l')[week]).toBeLessThanOrEqual(Math.max(units, line('h')[week] ?? 0));
      });
      expect(Number(forecast.low)).toBeLessThanOrEqual(Number(forecast.high));
      const known = knownOf(demanded.slice(0, 26));
      forecastTotal += total(statistical.map((units, week) => units / promotionFactor(7 * week, 7)));
      recentTotal += known.length ? (13 * total(known)) / known.length : 0;
    }
    // together not far from the plain mean of half a year
    expect(forecastTotal / recentTotal).toBeGreaterThan(0.8);
    expect(forecastTotal / recentTotal).toBeLessThan(1.3);
    compare('next_4w', ({ forecast }) => total([1, 2, 3, 4].map((week) => Number(forecast[`f${week}`]))));
    compare('demand_mean', (item) => item.demand(protection(item)) / protection(item));
  });

  it('forecast: water lines of the weeks, apart by what is demanded between them', () => {
    const extra = policy('max_extra_days');
    for (const item of planned()) {
      for (let week = 0; week < 13; week++) {
        const [low, target, most] = ['m', 't', 'x'].map((id) => Number(item.forecast[`${id}${week + 1}`])) as [
          number,
          number,
          number,
        ];
        const start = 7 * week - gone();
        const ahead = (from: number, to: number): number => item.demand(start + to) - item.demand(start + from);
        expect(target - low).toBeCloseTo(ahead(Number(item.row.lead_mean), protection(item)), 4);
        expect(most - target).toBeCloseTo((extra * ahead(0, protection(item))) / protection(item), 4);
        expect(low).toBeGreaterThanOrEqual(ahead(0, Number(item.row.lead_mean)) - 1e-6);
      }
    }
  });

  it('tier and model: every week by 13 weeks of value and the variation of 26, moved by weeks in a row', () => {
    const skus = sheets.TW_SKU.map((sku) => {
      const series = sheets.TW_Sales.filter((row) => row.sku_id === sku.sku_id);
      const sold = weeklySales(series);
      return { sku, sold, demanded: weeklyDemand(series), trail: [] as number[], level: 0 };
    });
    const oldest = (sold: (number | null)[]): number => sold.findLastIndex((units) => units !== null);
    const start = Math.max(...skus.map(({ sold }) => oldest(sold)));
    const [promote, demote] = [policy('promote_weeks'), policy('demote_weeks')];
    for (let back = start; back >= 0; back--) {
      const values = skus.map(({ sku, sold }) => {
        const known = knownOf(sold.slice(back, back + 13));
        return known.length && sku.price !== null ? total(known) * Number(sku.price) : null;
      });
      const positive = values.filter((value) => value !== null && value > 0).sort((a, b) => Number(b) - Number(a));
      const whole = total(positive as number[]);
      skus.forEach((item, at) => {
        const value = values[at] ?? null;
        if (item.sold[back] === null || value === null) return;
        const before = total(positive.slice(0, Math.max(0, positive.indexOf(value))) as number[]) / whole;
        const abc = value <= 0 ? 'C' : before < policy('abc_cut_a') ? 'A' : before < policy('abc_cut_b') ? 'B' : 'C';
        const varied = knownOf(item.demanded.slice(back)).slice(0, policy('deviation_weeks'));
        if (abc !== 'C' && varied.length < 2) return;
        const mean = total(varied) / varied.length;
        const cv = mean > 0 ? deviation(varied) / mean : Infinity;
        item.trail.push(abc === 'C' || cv > policy('tier_cv_max') ? 0 : abc === 'A' ? 2 : 1);
        const launched = item.sku.launch_date === null ? -Infinity : dayOf(item.sku.launch_date);
        // sold before the records begin: it follows its first four weeks
        const settled = oldest(item.sold) === start && launched <= firstMonday() - 7 * (start + 1);
        const [good, bad] = [item.trail.slice(-promote), item.trail.slice(-demote)];
        if (settled && item.trail.length <= 4) item.level = item.trail[item.trail.length - 1] ?? 0;
        else if (good.length === promote && good.every((week) => week > item.level)) item.level = Math.min(...good);
        else if (bad.length === demote && bad.every((week) => week < item.level)) item.level = Math.max(...bad);
      });
    }
    for (const { sku, level } of skus) {
      const age = sku.launch_date === null ? Infinity : (today - dayOf(sku.launch_date)) / 7;
      const tier =
        sku.custom_made === 1 || Number(sku.price) >= policy('luxury_price')
          ? 'luxury'
          : age < policy('new_weeks')
            ? 'new'
            : (['longtail', 'basic', 'hit'] as const)[level];
      const model = { hit: 'bonded', basic: 'bonded', longtail: 'direct', new: 'direct', luxury: 'virtual' }[
        tier ?? 'longtail'
      ];
      const legal = sku.hs_remark === 'bonded_only' && tier !== 'luxury' ? 'bonded' : model;
      expect([sku.sku_id, sku.tier, sku.model]).toEqual([sku.sku_id, tier, legal]);
    }
    compare('tier', ({ sku }) => sku.tier ?? null);
    compare('model', ({ sku }) => sku.model ?? null);
  });

  it('lead time from Lanes, learned where there are enough deliveries, service and review interval from Policy', () => {
    compare('lead_mean', ({ lane }) => leadOf(lane, 'mean'));
    compare('lead_sd', ({ lane }) => leadOf(lane, 'sd'));
    compare('lead_p50', ({ lane }) => leadOf(lane, 'p50'));
    compare('lead_p90', ({ lane }) => leadOf(lane, 'p90'));
    compare('review_days', () => policy('review_days'));
    compare('service_target', ({ row }) => policy('service_level', row.tier));
  });

  it('water lines, from the plan’s own columns and the forecast', () => {
    compare('safety_stock', (item) => {
      const { safety_factor, demand_mean, demand_sd, lead_sd } = item.row;
      const variance = protection(item) * Number(demand_sd) ** 2 + (Number(demand_mean) * Number(lead_sd)) ** 2;
      return Number(safety_factor) * Math.sqrt(variance);
    });
    compare('safety_days', ({ row }) =>
      Number(row.demand_mean) > 0 ? Number(row.safety_stock) / Number(row.demand_mean) : null,
    );
    for (const { row } of planned()) {
      // the sd is 1.25 mean absolute errors, which for rare sales lies far under their upper tail; more than 15 of them would be an error
      expect(Number(row.safety_factor)).toBeGreaterThanOrEqual(0);
      expect(Number(row.safety_factor)).toBeLessThan(15);
      for (const share of [row.service_proof, row.textbook_proof]) {
        if (share !== null) expect(Number(share) >= 0 && Number(share) <= 1).toBe(true);
      }
    }
    // around the normal z of these targets, 1.28 to 1.96
    const sorted = planned()
      .map(({ row }) => Number(row.safety_factor))
      .sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeGreaterThan(1);
    expect(sorted[sorted.length >> 1]).toBeLessThan(2.5);
    compare('reorder_level', (item) => item.demand(Number(item.row.lead_mean)) + Number(item.row.safety_stock));
    compare('target_level', (item) => Number(item.row.demand_mean) * protection(item) + Number(item.row.safety_stock));
    compare('max_level', ({ row }) => Number(row.target_level) + policy('max_extra_days') * Number(row.demand_mean));
  });

  it('days of supply and turnover days', () => {
    compare('days_of_supply', ({ row, demand }) => {
      if (Number(row.available) <= 0) return 0;
      return demand(91) === 0 ? null : (dayReached(demand, Number(row.available), 91) ?? 91);
    });
    compare('turnover_days', ({ row, weeks, promoted }) => {
      if (promoted) return null;
      const sold = total(knownOf(weeks.slice(0, 13)));
      if (knownOf(weeks.slice(0, 13)).length < 13 || sold <= 0) return null;
      return (91 * Math.max(0, Number(row.available))) / sold;
    });
  });

  it('status, from the projected curve', () => {
    compare('status', (item) => {
      const { row, stock } = item;
      const { empty } = rule(item);
      const moving = Number(row.demand_mean) > 0;
      const lowest = walk(item, Number(row.lead_mean)).lowest;
      const unsoldFrom = stock?.first_expiry ? dayOf(stock.first_expiry) - today - stopSale(item) : null;
      const served = !item.promoted;
      if (served && moving && Number(row.available) <= 0) return 'out_of_stock';
      if (served && moving && empty !== null) return 'will_run_out';
      if (
        served &&
        !quiet(item) &&
        (lowest < Number(row.safety_stock) || Number(row.position) <= Number(row.reorder_level))
      )
        return 'low';
      if (
        unsoldFrom !== null &&
        unsoldFrom <= protection(item) &&
        Number(row.available) > Math.max(0, item.demand(Math.max(0, unsoldFrom)))
      )
        return 'expiry';
      if (quiet(item)) return 'no_sales';
      if (Number(row.available) > Number(row.max_level)) return 'overstock';
      return Number(row.position) > Number(row.max_level) ? 'surplus_on_order' : 'ok';
    });
  });

  it('action, order quantity, dates and money', () => {
    /** buying has ended whatever the position: what to do, and why */
    const ended = (item: Item): [action: string, reason: string] | null => {
      const { row, sku, warehouse } = item;
      if (warehouse.type === 'overseas' && sku.hs_remark === 'bonded_only') return ['stop', 'list_restriction'];
      if (warehouse.type === 'bonded' && sku.model !== 'bonded') {
        const isLeft = Number(row.available) > 0 || Number(row.in_transit) > 0 || !quiet(item);
        return [isLeft ? 'to_direct' : 'stop', 'tier_lowered'];
      }
      if (quiet(item)) return [Number(row.available) > 0 ? 'clear' : 'stop', 'no_sales'];
      return gateOf(item) === 'closed' ? ['hold', 'bonded_gate'] : null;
    };
    const tierRow = ({ row }: Item): Row | undefined => sheets.TW_Tiers.find((one) => one.sku_id === row.sku_id);
    const gateOf = (item: Item): CellValue =>
      item.warehouse.type === 'bonded' ? (tierRow(item)?.gate ?? null) : 'not_needed';
    /** most units of a first bonded batch */
    const batch = (item: Item): number => {
      const cap = num(tierRow(item)?.first_batch_cap);
      return item.warehouse.type === 'bonded' && item.sku.model === 'bonded' && cap !== null ? cap : Infinity;
    };
    /** must go: it cannot be sold by its last day, or lasts too long */
    const clearing = (item: Item): string | null => {
      const { row, stock, demand } = item;
      const last = stock?.first_expiry ? dayOf(stock.first_expiry) - today - stopSale(item) : null;
      const available = Number(row.available);
      if (last !== null && last >= 0 && last <= protection(item) && available - demand(last) >= 1) return 'expiry_gate';
      const over = available > Number(row.max_level) && row.tier !== 'new' && demand(91) > 0;
      return over && demand(policy('clear_days')) < available ? 'above_maximum' : null;
    };
    const wanted = ({ row, sku }: Item): number => {
      const need = Number(row.target_level) - Number(row.position);
      if (Number(row.position) > Number(row.reorder_level) || need <= 0) return 0;
      return ceilTo(num(sku.pack_qty) ?? 1, Math.max(need, num(sku.moq) ?? 0));
    };
    /** what of an order would sell before its stop-sale day */
    const sellable = (item: Item): number => {
      const { row, sku, demand } = item;
      if (sku.shelf_life_days === null) return Infinity;
      const life = policy('arrival_life_share') * Number(sku.shelf_life_days) - stopSale(item);
      const lead = Number(row.lead_mean);
      return Math.max(0, demand(lead + Math.max(0, life)) - Number(row.position) - walk(item, lead).lost);
    };
    const cappedAt = (item: Item, asked: number, cap: number): number => {
      if (asked <= cap) return asked;
      const pack = num(item.sku.pack_qty) ?? 1;
      const capped = Math.floor(cap / pack + 1e-9) * pack;
      return capped < (num(item.sku.moq) ?? 0) ? 0 : capped;
    };
    const fresh = (item: Item): number => cappedAt(item, wanted(item), sellable(item));
    const quantity = (item: Item): number => (ended(item) ? 0 : cappedAt(item, fresh(item), batch(item)));
    /** what the lane into the warehouse had no room for: how much of it is left is proven below */
    const isCut = ({ row }: Item): boolean => row.reason === 'lane_full';
    const placed = (item: Item): number => (isCut(item) ? Number(item.row.order_qty) : quantity(item));
    const actionOf = (item: Item): string => {
      const end = ended(item);
      if (end) return end[0];
      const buying = item.promoted ? 'to_bonded' : 'buy';
      if (placed(item) > 0) return buying;
      if (isCut(item)) return 'hold';
      if (quantity(item) < fresh(item)) return 'hold';
      if (wanted(item) > 0) return 'stop';
      if (clearing(item)) return 'clear';
      return Number(item.row.position) > Number(item.row.max_level) ? 'stop' : 'hold';
    };
    compare('order_qty', placed);
    for (const lane of sheets.TW_Lanes.filter(({ capacity_per_week: most }) => num(most ?? null) !== null)) {
      const onLane = planned().filter((item) => item.lane.lane_id === lane.lane_id);
      const room = Number(lane.capacity_per_week) - total(onLane.map(placed));
      expect(room).toBeGreaterThanOrEqual(0);
      for (const item of onLane.filter(isCut)) {
        const pack = num(item.sku.pack_qty) ?? 1;
        expect(placed(item)).toBeLessThan(quantity(item));
        expect(placed(item) % pack).toBe(0);
        // not even its next carton, or its smallest order, would have fitted
        const next = placed(item) > 0 ? pack : Math.max(pack, ceilTo(pack, num(item.sku.moq) ?? 0));
        expect(room).toBeLessThan(next);
      }
    }
    expect(planned().filter(isCut).length).toBeGreaterThan(0);
    compare('wanted_qty', (item) => (ended(item) ? 0 : wanted(item)));
    compare('action', actionOf);
    compare('value', (item) => placed(item) * Number(item.sku.unit_cost));
    compare('at_stake', (item) => {
      const { row, sku } = item;
      expect([sku.currency, sku.cost_currency]).toEqual(['GBP', 'GBP']);
      if (item.promoted) return 0;
      switch (row.status) {
        case 'out_of_stock':
        case 'will_run_out':
        case 'low':
          return Number(sku.price) * rule(item).lost;
        case 'overstock':
        case 'surplus_on_order':
        case 'no_sales':
          return Number(sku.unit_cost) * Math.max(0, Number(row.position) - Number(row.max_level));
        default:
          return row.status === 'ok' ? 0 : null;
      }
    });
    compare('arrives', (item) => (placed(item) > 0 ? dateOf(today + Math.ceil(Number(item.row.lead_p50))) : null));
    compare('order_by', (item) => {
      if (isCut(item)) return dateOf(today);
      if (actionOf(item) !== 'hold') return quantity(item) > 0 ? dateOf(today) : null;
      const above = Number(item.row.position) - Number(item.row.reorder_level);
      const days = dayReached(item.demand, above, protection(item) + 182);
      return days === null ? null : dateOf(today + Math.floor(days));
    });
    compare('traffic', (item) => {
      const { row } = item;
      if (row.days_of_supply === null || item.promoted) return null;
      if (Number(row.days_of_supply) < Number(row.lead_p50)) return 'throttle';
      const clear = walk(item, Number(row.lead_mean)).lowest >= Number(row.safety_stock);
      return Number(row.position) > Number(row.max_level) && clear ? 'push' : 'hold';
    });
    compare('reason', (item) => {
      const { row, sku } = item;
      const end = ended(item);
      if (end) return end[1];
      if (isCut(item)) return 'lane_full';
      if (quantity(item) < fresh(item)) return 'first_batch';
      if (quantity(item) < wanted(item)) return 'expiry_gate';
      if (quantity(item) === 0) {
        if (actionOf(item) === 'clear') return clearing(item);
        if (actionOf(item) === 'stop') return 'above_maximum';
        const covers = Number(row.in_transit) > 0 && Number(row.available) <= Number(row.reorder_level);
        return covers ? 'inbound_covers' : null;
      }
      if (item.promoted) return 'promoted';
      const plain = item.plain(Number(row.lead_mean)) + Number(row.safety_stock);
      if (Number(row.position) > plain) return 'for_promotion';
      const need = Number(row.target_level) - Number(row.position);
      const rounded = quantity(item) > 1.25 * need && quantity(item) - need > 1;
      if (rounded) expect((num(sku.moq) ?? 0) > 0 || (num(sku.pack_qty) ?? 1) > 1).toBe(true);
      return rounded ? 'moq_rounding' : 'below_reorder';
    });
  });

  it('return on capital, from the normal loss over the protection interval', () => {
    // Abramowitz & Stegun 7.1.26 for Φ, so that nothing of the planning room is used
    const cdf = (z: number): number => {
      const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
      const tail =
        0.5 *
        t *
        (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
        Math.exp((-z * z) / 2);
      return z >= 0 ? 1 - tail : tail;
    };
    const loss = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) - z * (1 - cdf(z));
    let told = 0;
    for (const item of planned()) {
      const { row, sku, promoted } = item;
      const qty = Number(row.order_qty);
      if (qty === 0 || promoted) {
        // an order that found no room is told by what it would have been
        if (promoted || row.reason !== 'lane_full') expect(row.capital_return).toBeNull();
        continue;
      }
      const [mean, rate] = [Number(row.demand_mean) * protection(item), Number(row.demand_mean)];
      const sd = Math.sqrt(protection(item) * Number(row.demand_sd) ** 2 + (rate * Number(row.lead_sd)) ** 2);
      const position = Number(row.position) + walk(item, Number(row.lead_mean)).lost;
      const lost = (units: number): number => sd * loss((position + units - mean) / sd);
      const days = Math.max(1, Math.max(Number(row.lead_mean), position / rate) + qty / 2 / rate);
      const margin = Number(sku.price) - Number(sku.unit_cost);
      const saved = margin * (lost(0) - lost(qty));
      const derived = (saved * 365) / (days * qty * Number(sku.unit_cost));
      expect(Math.abs(Number(row.capital_return) - derived)).toBeLessThan(1e-4 * (1 + derived));
      told += 1;
    }
    expect(told).toBeGreaterThan(50);
  });

  it('promotions: the last order day of each item and of the calendar, and what comes too late', () => {
    const starts = (promotion: Row): number => Math.floor((Date.parse(String(promotion.starts_at)) + DAY / 3) / DAY);
    const ends = (promotion: Row): number => Math.ceil((Date.parse(String(promotion.ends_at)) + DAY / 3) / DAY);
    for (const promotion of sheets.TW_Calendar) {
      const from = starts(promotion) - today;
      const items = planned().filter(({ promoted }) => !promoted);
      const lastDays = items.map(({ row }) => starts(promotion) - Math.ceil(Number(row.lead_p90)));
      expect(promotion.order_by).toBe(dateOf(Math.min(...lastDays)));
      const late = items.map((item, at) =>
        (lastDays[at] as number) < today ? walk(item, ends(promotion) - today).lost - walk(item, from).lost : 0,
      );
      expect(Math.abs(Number(promotion.too_late) - total(late))).toBeLessThan(1e-4 * (1 + total(late)));
      expect(Number(promotion.demand_change)).toBeGreaterThan(0);
    }
    const during = total(
      planned()
        .filter(({ promoted }) => !promoted)
        .map(({ demand, plain }) => {
          const [from, to] = [
            Math.min(...sheets.TW_Calendar.map(starts)) - today,
            Math.max(...sheets.TW_Calendar.map(ends)) - today,
          ];
          return demand(to) - demand(from) - plain(to) + plain(from);
        }),
    );
    expect(total(sheets.TW_Calendar.map((row) => Number(row.demand_change)))).toBeCloseTo(during, 0);
    for (const { row } of planned()) {
      if (row.promo_order_by === null) expect([row.promo, row.promo_short]).toEqual([null, null]);
      else expect(Number(row.promo_short) > 0).toBe(dayOf(row.promo_order_by) < today);
    }
  });

  it('buys by week: the first is the row’s own, and the dates and money of each follow from it', () => {
    const byKey = new Map(sheets.TW_Plan.map((row) => [`${String(row.sku_id)} ${String(row.warehouse_id)}`, row]));
    const weeks = new Map<string, Row[]>();
    for (const buy of sheets.TW_Buys) {
      const key = `${String(buy.sku_id)} ${String(buy.warehouse_id)}`;
      weeks.set(key, [...(weeks.get(key) ?? []), buy]);
      const row = byKey.get(key) as Row;
      const sku = sheets.TW_SKU.find((one) => one.sku_id === buy.sku_id) as Row;
      expect((dayOf(buy.order_week) + 3) % 7).toBe(0);
      const placed = Math.max(today, dayOf(buy.order_week));
      expect([buy.order_by, buy.arrives, buy.arrives_late]).toEqual([
        dateOf(placed),
        dateOf(placed + Math.ceil(Number(row.lead_p50))),
        dateOf(placed + Math.ceil(Number(row.lead_p90))),
      ]);
      expect(buy.value).toBeCloseTo(Number(buy.order_qty) * Number(sku.unit_cost), 6);
      const [pack, moq] = [num(sku.pack_qty) ?? 1, num(sku.moq) ?? 0];
      expect(Math.abs(Number(buy.order_qty) / pack - Math.round(Number(buy.order_qty) / pack))).toBeLessThan(1e-9);
      expect(Number(buy.order_qty)).toBeGreaterThanOrEqual(moq);
    }
    for (const { row, promoted } of planned()) {
      const [first] = weeks.get(`${String(row.sku_id)} ${String(row.warehouse_id)}`) ?? [];
      const isNow = first !== undefined && dayOf(first.order_week) <= today;
      expect(isNow ? first.order_qty : 0).toBe(row.order_qty);
      if (isNow) expect(first?.reason).toBe(row.reason);
      if (['to_direct', 'clear'].includes(String(row.action)) && row.reason !== 'above_maximum' && !promoted)
        expect(row.reason === 'expiry_gate' || first === undefined).toBe(true);
    }
  });

  it('advice on open orders: none of it beyond what is open, and what is too much is told', () => {
    const advised = sheets.TW_Inbound.filter((line) => typeof line.advice === 'string');
    expect(advised.length).toBeGreaterThan(20);
    for (const line of advised) {
      expect(String(line.advice_why)).not.toMatch(/\{|undefined|NaN|Infinity|null|inbound_/);
      if (line.advice === 'cut' || line.advice === 'cancel') {
        expect(Number(line.advice_qty)).toBeLessThan(Number(line.open_qty));
        expect(line.advice === 'cancel').toBe(Number(line.advice_qty) === 0);
        expect(Number(line.qty_shipped ?? 0)).toBeLessThan(Number(line.qty_ordered));
      } else expect(line.advice_qty).toBeNull();
    }
  });

  it('rank by money at stake, and the totals', () => {
    const byRank = [...sheets.TW_Plan].sort((a, b) => Number(a.rank) - Number(b.rank));
    expect(byRank.map((row) => row.rank)).toEqual(byRank.map((_, index) => index + 1));
    const stakes = byRank.map((row) => num(row.at_stake) ?? 0);
    expect(stakes).toEqual([...stakes].sort((a, b) => b - a));
    const buys = sheets.TW_Plan.filter((row) => Number(row.order_qty) > 0);
    expect(buys.filter(({ action }) => action !== 'buy' && action !== 'to_bonded')).toEqual([]);
    expect(result.totals.buyLines).toBe(buys.length);
    expect(result.totals.buyValue).toBeCloseTo(total(buys.map((row) => Number(row.value))), 6);
    expect(result.totals.stopLines).toBe(
      sheets.TW_Plan.filter((row) => ['stop', 'clear', 'to_direct'].includes(String(row.action))).length,
    );
    expect(result.totals.outOfStock).toBe(sheets.TW_Plan.filter((row) => row.status === 'out_of_stock').length);
  });

  it('explanations say the figures of their own row', () => {
    const shown = (value: CellValue | undefined): string =>
      new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(Number(value));
    for (const row of sheets.TW_Plan) {
      const text = String(row.explanation);
      expect(text).not.toMatch(/\{|undefined|NaN|Infinity|null/);
      if (row.action === 'buy') expect(text).toContain(`Buy ${shown(row.order_qty)}`);
      if (row.action === 'stop') expect(text).toMatch(/^Stop buying/);
      if (row.action === 'clear') expect(text).toMatch(/^Clear/);
      if (row.action === 'to_direct') expect(text).toMatch(/^Switch to (direct mail|virtual stock)/);
      if (row.action === 'to_bonded') expect(text).toContain(shown(row.order_qty));
      if (row.action === 'hold' && row.reason !== 'not_enough_data') expect(text).toMatch(/^Hold/);
      if (row.reason === 'not_enough_data') expect(text).toMatch(/^Not planned/);
      if (row.reason === 'inbound_covers') {
        expect(text).toContain(`${shown(row.available)} available`);
        expect(text).toContain(`${shown(row.in_transit)} in transit`);
      }
      if (row.action === 'stop' && row.reason === 'above_maximum')
        expect(text).toContain(shown(Number(row.position) - Number(row.max_level)));
    }
  });

  it('has words for all that a forecast is made of, and a word for its method', () => {
    for (const { words, method } of result.forecasts) {
      expect(FORECAST_METHOD_WORDS).toHaveProperty(method);
      for (const sentence of words) {
        for (const language of ['en', 'zh'] as const) {
          const text = renderSentence(sentence, language);
          expect(text).not.toBe(sentence.id);
          expect(text).not.toMatch(/\{|undefined|NaN|Infinity|null/);
        }
      }
    }
  });

  it('notes count what the sheets show', () => {
    const old = planned().filter(({ stock }) => Number(stock?.confidence) < 1);
    const note = result.notes.find(({ code }) => code === 'stale_stock');
    expect(note?.count).toBe(old.length);
    expect(old.length).toBeGreaterThan(0);
    for (const one of result.notes)
      for (const language of ['en', 'zh'] as const) expect(renderPlanNote(one, language)).not.toContain('{');
  });

  it('writes every column that the Plan sheet declares as the add-in’s', () => {
    const declared = sheetTable('TW_Plan').columns.filter(({ owner }) => owner === 'addin');
    expect(Object.keys(sheets.TW_Plan[0] ?? {})).toEqual(declared.map(({ id }) => id));
  });
});
