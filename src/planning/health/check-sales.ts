import { parseDay } from '../calendar';
import type { SalesSeries } from '../types';
import { pairKey, RISK_WEEKS, salesPlace, type HealthContext } from './context';
import { medianOf, nearFactor } from './robust';

/** Cartons, dozens, hundreds, weeks or months of days: factors by which a unit of counting changes; the pack of the SKU comes first. */
const UNIT_FACTORS = [100, 30, 24, 12, 10, 7, 6] as const;
const FACTOR_TOLERANCE = 0.12;
/** Weeks without promotion that are compared: the newest 3, 4, 6 or 8 with the 13 before, at least 8 of them known. */
const NEW_SPANS = [3, 4, 6, 8] as const;
const OLD_WEEKS = 13;
const OLD_LEAST = 8;
/** Every week of the one side lies so many times over every week of the other. */
const APART = 2;
/** Under so many units a week a step is chance. */
const STEP_LEAST = 12;
/** An item that was out of stock for longer than a week sold less for that. */
const OUT_OF_STOCK_DAYS = 7;

/** Newest weeks that single figures are looked at in. */
const LOOK_BACK = 26;
const MONTH_LEAST = 100;
/** A month's figure among daily ones, and how far it may be from 30 times its neighbours. */
const MONTH_DAYS = 30;
const MONTH_TOLERANCE = 0.2;
const NEIGHBOURS = 4;
/** Only among steady weeks is a high one a slip: none of the neighbours is under half or over twice their median. */
const STEADY = 2;

/** Two series are one told twice when so many weeks with sales agree to the unit, and no more than one in twenty differs. */
const SAME_WEEKS = 8;
const SAME_SHARE = 0.95;

const usable = (qty: number | null | undefined): qty is number => typeof qty === 'number' && Number.isFinite(qty);

/** Weekly sales by themselves: units that changed, monthly figures among weekly ones, one series told twice, and what is missing. */
export function checkSales(context: HealthContext): void {
  const bulk = bulkWeeks(context);
  for (const { sku, warehouse } of context.pairs.values()) {
    if (context.sales.has(pairKey(sku, warehouse))) continue;
    const available = context.stock.get(pairKey(sku, warehouse))?.available ?? null;
    if (available === null || available <= 0) continue;
    // at risk: what lies there, at cost: without a record it is not planned
    context.add(
      'no_sales',
      'hint',
      { table: 'TW_Stock', key: [sku, warehouse], column: 'available' },
      {
        sku_id: sku,
        warehouse_id: warehouse,
        values: { sku, warehouse, qty: available },
        atRisk: context.worth(sku, available),
      },
    );
  }
  for (const [key, list] of context.sales) {
    for (const series of list) {
      if (!context.skus.has(series.sku_id)) continue;
      step(context, series);
      monthInWeek(context, series, bulk.get(key));
      oddFigures(context, series);
    }
  }
  sameSeries(context);
}

/**
 * The newest three weeks are new for every span compared, and those from the ninth to the sixteenth old: where not even these lie apart, no
 * span does. Most series end here.
 */
function mayStep(quiet: readonly number[]): boolean {
  let [newLeast, newMost, oldLeast, oldMost] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < Math.min(quiet.length, NEW_SPANS[0] + OLD_WEEKS); at++) {
    const qty = quiet[at] ?? 0;
    if (at < NEW_SPANS[0]) {
      newLeast = Math.min(newLeast, qty);
      newMost = Math.max(newMost, qty);
    } else if (at >= NEW_SPANS[NEW_SPANS.length - 1]!) {
      oldLeast = Math.min(oldLeast, qty);
      oldMost = Math.max(oldMost, qty);
    }
  }
  return newLeast > APART * oldMost || oldLeast > APART * newMost;
}

/** Weeks (as Mondays) of an item that the data service has found a one-off order in: their height is explained. */
function bulkWeeks({ input }: HealthContext): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { sku_id, warehouse_id, day, kind } of input.corrections ?? []) {
    const at = kind === 'bulk' ? parseDay(day) : null;
    if (at === null) continue;
    const key = pairKey(sku_id, warehouse_id);
    const weeks = found.get(key) ?? new Set<number>();
    // 1970-01-01 was a Thursday
    weeks.add(at - ((((at + 3) % 7) + 7) % 7));
    found.set(key, weeks);
  }
  return found;
}

/**
 * A lasting step by the pack of the SKU or by 6, 7, 10, 12, 24, 30 or 100 (± 12%), up or down, where every week after it lies twice over (under)
 * every week before: pieces counted as cartons or the other way round. Weeks with promotions do not count, nor a fall of an item that
 * was out of stock. At risk: four weeks of the difference, at cost where the plan would buy too much, else at price.
 */
function step(context: HealthContext, series: SalesSeries): void {
  const { sku_id, warehouse_id } = series;
  const quiet: number[] = [];
  const most = (NEW_SPANS[NEW_SPANS.length - 1] ?? 0) + OLD_WEEKS;
  for (let age = 0; age < series.weeks.length && quiet.length < most; age++) {
    const qty = series.weeks[age];
    if (usable(qty) && context.calendar.week(sku_id, context.lastMonday - 7 * age).share === 0) quiet.push(qty);
  }
  if (quiet.length < OLD_LEAST + NEW_SPANS[0] || !mayStep(quiet)) return;
  const pack = context.skus.get(sku_id)?.pack_qty ?? null;
  const factors = [...(pack !== null && pack >= 4 ? [pack] : []), ...UNIT_FACTORS];
  for (const span of NEW_SPANS) {
    const now = quiet.slice(0, span);
    const before = quiet.slice(span, span + OLD_WEEKS);
    if (before.length < OLD_LEAST) return;
    const up = Math.min(...now) > APART * Math.max(...before);
    const down = Math.min(...before) > APART * Math.max(...now);
    if (!up && !down) continue;
    const [is, was] = [medianOf(now), medianOf(before)];
    if (Math.max(is, was) < STEP_LEAST || Math.min(is, was) <= 0) continue;
    if (down && (series.oos_days_13w ?? 0) > OUT_OF_STOCK_DAYS) continue;
    const factor = factors.find((one) => nearFactor(up ? is / was : was / is, one, FACTOR_TOLERANCE));
    if (factor === undefined) continue;
    const unit = up ? context.cost(sku_id) : (context.price(sku_id) ?? context.cost(sku_id));
    context.add('sales_step', 'warning', salesPlace(series, 'w1'), {
      sku_id,
      warehouse_id,
      found: is,
      expected: was,
      text: up ? 'sales_step_up' : 'sales_step_down',
      values: { sku: sku_id, warehouse: warehouse_id, is, was, factor, weeks: span },
      atRisk: unit === null ? null : RISK_WEEKS * Math.abs(is - was) * unit,
    });
    return;
  }
}

/**
 * Among steady weeks (four on each side, none under half or over twice their median) one week of at least 100 units that is exactly the
 * sum of the four before it, or thirty times (± 20%) their median, outside of promotions and where no one-off order explains it: a
 * month's figure typed into a week or a day. At risk: what it is over the usual week, at cost.
 */
function monthInWeek(context: HealthContext, series: SalesSeries, explained: ReadonlySet<number> | undefined): void {
  const { sku_id, warehouse_id, weeks } = series;
  for (let age = 0; age < Math.min(LOOK_BACK, weeks.length); age++) {
    const qty = weeks[age];
    if (!usable(qty) || qty < MONTH_LEAST) continue;
    const older = weeks.slice(age + 1, age + 1 + NEIGHBOURS).filter(usable);
    const newer = weeks.slice(Math.max(0, age - NEIGHBOURS), age).filter(usable);
    const around = [...older, ...newer];
    if (older.length < NEIGHBOURS || around.length < NEIGHBOURS) continue;
    const usual = medianOf([...around]);
    if (!(usual > 0) || around.some((one) => one < usual / STEADY || one > usual * STEADY)) continue;
    const isSum = qty === older.reduce((total, one) => total + one, 0);
    const isMonth = nearFactor(qty / usual, MONTH_DAYS, MONTH_TOLERANCE);
    if (!isSum && !isMonth) continue;
    const monday = context.lastMonday - 7 * age;
    if (explained?.has(monday) || context.calendar.week(sku_id, monday).share > 0) continue;
    const cost = context.cost(sku_id) ?? context.price(sku_id);
    context.add('month_in_week', 'warning', salesPlace(series, `w${age + 1}`), {
      sku_id,
      warehouse_id,
      found: qty,
      expected: Math.round(usual),
      text: isSum ? 'month_in_week_sum' : 'month_in_week',
      values: { sku: sku_id, warehouse: warehouse_id, week: age + 1, qty, usual, factor: qty / usual },
      atRisk: cost === null ? null : (qty - usual) * cost,
    });
    return;
  }
}

/** Sales under zero, and more days out of stock than thirteen weeks have. At risk: the units at price; four weeks' sales. */
function oddFigures(context: HealthContext, series: SalesSeries): void {
  const { sku_id, warehouse_id, oos_days_13w: days } = series;
  let negative = 0;
  let column = '';
  for (let age = 0; age < series.weeks.length; age++) {
    const qty = series.weeks[age];
    if (!usable(qty) || qty >= 0) continue;
    negative -= qty;
    column ||= `w${age + 1}`;
  }
  if (negative > 0) {
    context.add('negative_sales', 'warning', salesPlace(series, column), {
      sku_id,
      warehouse_id,
      found: -negative,
      expected: 0,
      values: { sku: sku_id, warehouse: warehouse_id, qty: negative },
      atRisk: context.worth(sku_id, negative),
    });
  }
  if (days !== null && (days < 0 || days > 91)) {
    context.add('out_days', 'warning', salesPlace(series, 'oos_days_13w'), {
      sku_id,
      warehouse_id,
      found: days,
      expected: '0–91',
      values: { sku: sku_id, warehouse: warehouse_id, days },
      atRisk: context.salesAtRisk(sku_id, warehouse_id),
    });
  }
}

/** Sales of one SKU that stand in two rows, week for week. At risk: four weeks' sales of one of them at price: it is counted twice. */
function sameSeries(context: HealthContext): void {
  const bySku = new Map<string, SalesSeries[]>();
  for (const list of context.sales.values()) {
    for (const series of list) {
      const found = bySku.get(series.sku_id);
      if (found) found.push(series);
      else bySku.set(series.sku_id, [series]);
    }
  }
  for (const [sku, list] of bySku) {
    if (list.length < 2 || !context.skus.has(sku)) continue;
    list.forEach((one, at) => {
      for (const other of list.slice(at + 1)) {
        // rows of one key are said by another check
        if (one.warehouse_id === other.warehouse_id && one.model === other.model) continue;
        if (!agree(one.weeks, other.weeks)) continue;
        const here = one.warehouse_id === other.warehouse_id;
        const unit = context.price(sku) ?? context.cost(sku);
        const weekly = one.weeks.slice(0, 13).filter(usable);
        const usual = weekly.length ? weekly.reduce((a, b) => a + b, 0) / weekly.length : 0;
        context.add('sales_twice', 'error', salesPlace(one, null), {
          sku_id: sku,
          warehouse_id: one.warehouse_id,
          other: salesPlace(other, null),
          count: 2,
          text: here ? 'sales_twice_models' : 'sales_twice',
          values: here
            ? { sku, warehouse: one.warehouse_id, one: one.model ?? '', other: other.model ?? '' }
            : { sku, one: one.warehouse_id, other: other.warehouse_id },
          atRisk: unit === null ? null : RISK_WEEKS * usual * unit,
        });
      }
    });
  }
}

function agree(one: readonly (number | null)[], other: readonly (number | null)[]): boolean {
  let same = 0;
  let sold = 0;
  const values = new Set<number>();
  for (let age = 0; age < Math.max(one.length, other.length); age++) {
    const [a, b] = [one[age] ?? 0, other[age] ?? 0];
    if (a === 0 && b === 0) continue;
    sold++;
    if (a !== b) continue;
    same++;
    values.add(a);
  }
  // ones and twos agree by chance
  return same >= SAME_WEEKS && same >= SAME_SHARE * sold && values.size >= 4;
}
