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

beforeAll(async () => {
  const tables = await pull();
  const stamp = tables.get('TW_Stock')?.stamp;
  if (!stamp) throw new Error('the pull has no data time');
  const input = planInput(tables, stamp, 'GBP');
  result = await runPlan(input);
  // what is written: the very cells of the plan's sheets
  for (const table of planTables(result, input.lastWeek, 'v1', 'en')) {
    if (table.table !== 'TW_SKU') sheets[table.table] = recordsOf(table);
    else
      for (const tier of recordsOf(table))
        Object.assign(sheets.TW_SKU.find((sku) => sku.sku_id === tier.sku_id) ?? {}, tier);
  }
  today = dayOf(new Date(Date.parse(stamp.dataTime) + DAY / 3).toISOString().slice(0, 10));
  policy = (key, tier) => {
    const rows = sheets.TW_Policy.filter((row) => row.key === key);
    return Number(
      (rows.find((row) => row.scope_id === tier && tier) ?? rows.find((row) => row.scope === 'brand'))?.value,
    );
  };
}, 120_000);

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

interface Item {
  row: Row;
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
  const series = at('TW_Sales', row.sku_id, row.warehouse_id);
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
    expect(new Set(items.map(({ row }) => row.action))).toEqual(new Set(['buy', 'hold', 'stop']));
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
    compare('available', ({ stock }) => stock?.available ?? null);
    compare('in_transit', ({ row }) =>
      total(at('TW_Inbound', row.sku_id, row.warehouse_id).map((line) => Number(line.open_qty))),
    );
    compare('in_transit', ({ stock }) => stock?.in_transit ?? null);
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

  it('tier and model, from 13 weeks of value and the variation of 26 weeks', () => {
    const skus = sheets.TW_SKU.map((sku) => {
      const series = sheets.TW_Sales.filter((row) => row.sku_id === sku.sku_id);
      const known = knownOf(weeklySales(series).slice(0, 13));
      const varied = knownOf(weeklyDemand(series)).slice(0, policy('deviation_weeks'));
      const mean = total(varied) / varied.length;
      const value = known.length && sku.price !== null ? total(known) * Number(sku.price) : 0;
      return { sku, value, cv: varied.length > 1 && mean > 0 ? deviation(varied) / mean : Infinity };
    });
    const whole = total(skus.map(({ value }) => Math.max(0, value)));
    for (const { sku, value, cv } of skus) {
      const before = total(skus.map((other) => (other.value > value ? other.value : 0))) / whole;
      const abc = value <= 0 ? 'C' : before < policy('abc_cut_a') ? 'A' : before < policy('abc_cut_b') ? 'B' : 'C';
      const age = sku.launch_date === null ? Infinity : (today - dayOf(sku.launch_date)) / 7;
      const tier =
        sku.custom_made === 1 || Number(sku.price) >= policy('luxury_price')
          ? 'luxury'
          : age < policy('new_weeks')
            ? 'new'
            : abc === 'C' || cv > policy('tier_cv_max')
              ? 'longtail'
              : abc === 'A'
                ? 'hit'
                : 'basic';
      const model = { hit: 'bonded', basic: 'bonded', longtail: 'direct', new: 'direct', luxury: 'virtual' }[tier];
      expect([sku.sku_id, sku.tier, sku.model]).toEqual([sku.sku_id, tier, model]);
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
    compare('turnover_days', ({ row, weeks }) => {
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
      if (moving && Number(row.available) <= 0) return 'out_of_stock';
      if (moving && empty !== null) return 'will_run_out';
      if (!quiet(item) && (lowest < Number(row.safety_stock) || Number(row.position) <= Number(row.reorder_level)))
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
    const stopped = (item: Item): string | null => {
      const { row, sku, warehouse } = item;
      if (warehouse.type === 'overseas' && sku.hs_remark === 'bonded_only') return 'list_restriction';
      if (warehouse.type === 'bonded' && sku.model !== 'bonded') return 'tier_lowered';
      if (quiet(item)) return 'no_sales';
      return Number(row.position) > Number(row.max_level) ? 'above_maximum' : null;
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
    const quantity = (item: Item): number => {
      if (stopped(item)) return 0;
      const pack = num(item.sku.pack_qty) ?? 1;
      if (wanted(item) <= sellable(item)) return wanted(item);
      const capped = Math.floor(sellable(item) / pack + 1e-9) * pack;
      return capped < (num(item.sku.moq) ?? 0) ? 0 : capped;
    };
    const actionOf = (item: Item): string => {
      if (stopped(item)) return 'stop';
      if (quantity(item) < wanted(item)) return quantity(item) > 0 ? 'buy' : 'stop';
      return quantity(item) > 0 ? 'buy' : 'hold';
    };
    compare('order_qty', quantity);
    compare('action', actionOf);
    compare('value', (item) => quantity(item) * Number(item.sku.unit_cost));
    compare('at_stake', (item) => {
      const { row, sku } = item;
      expect([sku.currency, sku.cost_currency]).toEqual(['GBP', 'GBP']);
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
    compare('arrives', (item) =>
      actionOf(item) === 'buy' ? dateOf(today + Math.ceil(Number(item.row.lead_p50))) : null,
    );
    compare('order_by', (item) => {
      if (actionOf(item) !== 'hold') return actionOf(item) === 'buy' ? dateOf(today) : null;
      const above = Number(item.row.position) - Number(item.row.reorder_level);
      const days = dayReached(item.demand, above, protection(item) + 182);
      return days === null ? null : dateOf(today + Math.floor(days));
    });
    compare('traffic', (item) => {
      const { row } = item;
      if (row.days_of_supply === null) return null;
      if (Number(row.days_of_supply) < Number(row.lead_p50)) return 'throttle';
      const clear = walk(item, Number(row.lead_mean)).lowest >= Number(row.safety_stock);
      return Number(row.position) > Number(row.max_level) && clear ? 'push' : 'hold';
    });
    compare('reason', (item) => {
      const { row, sku } = item;
      const stop = stopped(item);
      if (stop) return stop;
      if (quantity(item) < wanted(item)) return 'expiry_gate';
      if (quantity(item) === 0) {
        const covers = Number(row.in_transit) > 0 && Number(row.available) <= Number(row.reorder_level);
        return covers ? 'inbound_covers' : null;
      }
      const plain = item.plain(Number(row.lead_mean)) + Number(row.safety_stock);
      if (Number(row.position) > plain) return 'for_promotion';
      const need = Number(row.target_level) - Number(row.position);
      const rounded = quantity(item) > 1.25 * need && quantity(item) - need > 1;
      if (rounded) expect((num(sku.moq) ?? 0) > 0 || (num(sku.pack_qty) ?? 1) > 1).toBe(true);
      return rounded ? 'moq_rounding' : 'below_reorder';
    });
  });

  it('rank by money at stake, and the totals', () => {
    const byRank = [...sheets.TW_Plan].sort((a, b) => Number(a.rank) - Number(b.rank));
    expect(byRank.map((row) => row.rank)).toEqual(byRank.map((_, index) => index + 1));
    const stakes = byRank.map((row) => num(row.at_stake) ?? 0);
    expect(stakes).toEqual([...stakes].sort((a, b) => b - a));
    const buys = sheets.TW_Plan.filter((row) => row.action === 'buy');
    expect(result.totals.buyLines).toBe(buys.length);
    expect(result.totals.buyValue).toBeCloseTo(total(buys.map((row) => Number(row.value))), 6);
    expect(result.totals.stopLines).toBe(sheets.TW_Plan.filter((row) => row.action === 'stop').length);
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
      if (row.action === 'hold' && row.reason !== 'not_enough_data') expect(text).toMatch(/^Hold/);
      if (row.reason === 'not_enough_data') expect(text).toMatch(/^Not planned/);
      if (row.reason === 'inbound_covers') {
        expect(text).toContain(`${shown(row.available)} available`);
        expect(text).toContain(`${shown(row.in_transit)} in transit`);
      }
      if (row.reason === 'above_maximum') expect(text).toContain(shown(Number(row.position) - Number(row.max_level)));
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
