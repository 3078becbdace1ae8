import { parseDay } from '../calendar';
import { moneyIn } from '../money';
import { policyBook } from '../policy';
import type { SkuFacts } from '../types';
import { RISK_WEEKS, skuPlace, type HealthContext } from './context';
import { medianOf } from './robust';

/** An MOQ is large when it lasts longer than half a year. */
const MOQ_WEEKS = 26;
/** … and ties up more than this share of what the brand usually sells in a week, at cost: less is nobody's worry. */
const MOQ_SHARE = 0.01;
/** Under this rate the plan does not buy the item anyway. */
const MOQ_LEAST_WEEKLY = 1;

/** A category keeps a shelf life when so many of its SKUs say one. */
const LIFE_SHARE = 0.6;
const LIFE_LEAST = 3;
/** Months or years typed for days: at most so large, where the category's median is at least so large. */
const LIFE_SMALL = 60;
const LIFE_USUAL = 120;
const LIFE_UNITS = [30, 365] as const;

/** Goods may be presold this many days before they are launched. */
const LAUNCH_TOLERANCE = 14;

const positive = (value: number | null): value is number => value !== null && value > 0;
const NEGATIVE = ['unit_cost', 'price', 'moq', 'pack_qty', 'shelf_life_days'] as const;

/** Blank or impossible figures of the SKUs in use, MOQ and pack against demand, shelf life and launch date. */
export function checkSkus(context: HealthContext): void {
  const { input } = context;
  const used = [...context.skus.values()].filter(({ sku_id }) => context.active.has(sku_id));
  // at risk: what is held and four weeks' demand, at price: its money is not counted anywhere
  context.missing(
    'no_cost',
    'warning',
    'unit_cost',
    used.filter(({ unit_cost }) => unit_cost === null || unit_cost === 0),
    used.length,
    (sku) => context.worth(sku, context.held(sku) + RISK_WEEKS * context.weekly(sku)),
  );
  // at risk: four weeks' sales at cost: losing them weighs nothing in the plan
  context.missing(
    'no_price',
    'warning',
    'price',
    used.filter(({ price }) => price === null || price === 0),
    used.length,
    (sku) => context.salesAtRisk(sku),
  );
  const priced = used.filter(({ unit_cost, price }) => positive(unit_cost) || positive(price));
  const lacksCurrency = (sku: SkuFacts, amount: 'unit_cost' | 'price', column: 'cost_currency' | 'currency'): boolean =>
    positive(sku[amount]) && moneyIn(input.currency, sku[amount], sku[column]).problem === 'no_currency';
  const nowhere = (sku: string): number | null => {
    const { unit_cost, price } = context.skus.get(sku) ?? { unit_cost: null, price: null };
    const unit = unit_cost ?? price;
    return unit === null ? null : unit * (context.held(sku) + RISK_WEEKS * context.weekly(sku));
  };
  for (const [amount, column] of [
    ['unit_cost', 'cost_currency'],
    ['price', 'currency'],
  ] as const) {
    // at risk: the amount as it stands × (held + four weeks' demand)
    context.missing(
      'no_currency',
      'warning',
      column,
      priced.filter((sku) => lacksCurrency(sku, amount, column)),
      priced.length,
      nowhere,
    );
    otherCurrency(context, priced, amount, column);
  }
  const withMoq = used.filter(({ moq }) => moq !== null).length;
  context.missing('no_moq', 'hint', 'moq', withMoq ? used.filter(({ moq }) => moq === null) : [], used.length, () => 0);
  const withPack = used.filter(({ pack_qty }) => pack_qty !== null).length;
  context.missing(
    'no_pack',
    'hint',
    'pack_qty',
    withPack ? used.filter(({ pack_qty }) => pack_qty === null) : [],
    used.length,
    () => 0,
  );
  for (const sku of used) {
    for (const column of NEGATIVE) {
      const value = sku[column];
      if (value === null || !(value < 0)) continue;
      context.add('negative_value', 'error', skuPlace(sku.sku_id, column), {
        sku_id: sku.sku_id,
        found: value,
        values: { sku: sku.sku_id, value },
        atRisk: context.salesAtRisk(sku.sku_id),
      });
    }
  }
  minimumOrders(context, used);
  shelfLives(context, used);
  launches(context, used);
  const idle = [...context.skus.keys()].filter((sku) => !context.recorded.has(sku));
  if (idle.length) {
    context.add('no_records', 'hint', skuPlace(idle[0] ?? '', null), {
      count: idle.length,
      values: { n: idle.length, examples: idle.slice(0, 5).join(', ') },
      atRisk: 0,
    });
  }
}

/** One finding for each currency that amounts stand in and the plan does not count in: they are left out of all money. */
function otherCurrency(
  context: HealthContext,
  skus: readonly SkuFacts[],
  amount: 'unit_cost' | 'price',
  column: 'cost_currency' | 'currency',
): void {
  const byCurrency = new Map<string, SkuFacts[]>();
  for (const sku of skus) {
    if (moneyIn(context.input.currency, sku[amount], sku[column]).problem !== 'other_currency') continue;
    const currency = (sku[column] ?? '').trim().toUpperCase();
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), sku]);
  }
  for (const [currency, found] of byCurrency) {
    const first = found[0]?.sku_id ?? '';
    context.add('other_currency', 'warning', skuPlace(first, column), {
      count: found.length,
      sku_id: found.length === 1 ? first : null,
      found: currency,
      expected: context.input.currency,
      values: { n: found.length, currency, plan: context.input.currency, sku: first },
      // no rate is known here, so the sum cannot be said
      atRisk: null,
    });
  }
}

/**
 * MOQ over half a year of demand. At risk: the part beyond 26 weeks × unit cost. A carton larger than the MOQ: the MOQ may be
 * counted in cartons; at risk: the difference × unit cost.
 */
function minimumOrders(context: HealthContext, skus: readonly SkuFacts[]): void {
  let usual = 0;
  for (const { sku_id } of skus) usual += context.weekly(sku_id) * (context.cost(sku_id) ?? 0);
  for (const { sku_id, moq, pack_qty } of skus) {
    if (!positive(moq)) continue;
    const weekly = context.weekly(sku_id);
    const excess = moq - MOQ_WEEKS * weekly;
    const cost = context.cost(sku_id);
    if (weekly >= MOQ_LEAST_WEEKLY && excess > 0 && (cost === null || excess * cost > MOQ_SHARE * usual)) {
      context.add('moq_large', 'warning', skuPlace(sku_id, 'moq'), {
        sku_id,
        found: moq,
        expected: Math.round(MOQ_WEEKS * weekly),
        values: { sku: sku_id, moq, weeks: moq / weekly, weekly },
        atRisk: cost === null ? null : excess * cost,
      });
    }
    if (positive(pack_qty) && pack_qty > moq) {
      context.add('pack_over_moq', 'hint', skuPlace(sku_id, 'moq'), {
        sku_id,
        found: moq,
        expected: pack_qty,
        values: { sku: sku_id, moq, pack: pack_qty },
        atRisk: cost === null ? null : (pack_qty - moq) * cost,
      });
    }
  }
}

/**
 * Shelf life blank where six in ten of the category (at least three) have one; at risk: units held × cost. Shelf life of at most 60
 * where the category's median is at least 120 days, and 30 or 365 times as much would be within a factor of two of it.
 */
function shelfLives(context: HealthContext, skus: readonly SkuFacts[]): void {
  const categories = new Map<string, SkuFacts[]>();
  for (const sku of skus) {
    if (!sku.category) continue;
    const list = categories.get(sku.category);
    if (list) list.push(sku);
    else categories.set(sku.category, [sku]);
  }
  for (const [category, members] of categories) {
    const lives = members.flatMap(({ shelf_life_days: days }) => (positive(days) ? [days] : []));
    if (lives.length < LIFE_LEAST || lives.length < LIFE_SHARE * members.length) continue;
    const median = medianOf([...lives]);
    for (const { sku_id, shelf_life_days: days } of members) {
      const atRisk = context.worth(sku_id, context.held(sku_id));
      if (days === null) {
        context.add('no_shelf_life', 'warning', skuPlace(sku_id, 'shelf_life_days'), {
          sku_id,
          expected: median,
          values: { sku: sku_id, category, median },
          atRisk,
        });
        continue;
      }
      const unit = LIFE_UNITS.find((factor) => (days * factor) / median <= 2 && median / (days * factor) <= 2);
      if (days > 0 && days <= LIFE_SMALL && median >= LIFE_USUAL && unit) {
        context.add('shelf_life_unit', 'warning', skuPlace(sku_id, 'shelf_life_days'), {
          sku_id,
          found: days,
          expected: days * unit,
          values: { sku: sku_id, days, likely: days * unit, category, median },
          atRisk,
        });
      }
    }
  }
}

/** Sold more than 14 days before its launch date. At risk: four weeks' sales, where the date makes it a new SKU; else nothing. */
function launches(context: HealthContext, skus: readonly SkuFacts[]): void {
  const first = new Map<string, number>();
  for (const { sku_id, weeks } of context.input.sales) {
    for (let age = weeks.length - 1; age >= 0; age--) {
      if ((weeks[age] ?? 0) <= 0) continue;
      const sunday = context.lastMonday - 7 * age + 6;
      first.set(sku_id, Math.min(first.get(sku_id) ?? sunday, sunday));
      break;
    }
  }
  const policy = policyBook(context.input.policy, context.input.asOf);
  for (const { sku_id, launch_date } of skus) {
    const launch = parseDay(launch_date);
    const sold = first.get(sku_id);
    if (launch === null || sold === undefined || launch <= sold + LAUNCH_TOLERANCE) continue;
    const isNew = (context.asOf - launch) / 7 < policy.value('new_weeks', { sku: sku_id });
    const week = new Date((sold - 6) * 86_400_000).toISOString().slice(0, 10);
    context.add('launch_after_sale', isNew ? 'warning' : 'hint', skuPlace(sku_id, 'launch_date'), {
      sku_id,
      found: launch_date,
      expected: week,
      values: { sku: sku_id, launch: launch_date ?? '', week },
      atRisk: isNew ? context.salesAtRisk(sku_id) : 0,
    });
  }
}
