import { parseDay } from '../calendar';
import { moneyIn } from '../money';
import { projectStock, type Projection } from '../projection';
import type { DemandAhead } from './demand-ahead';
import { all, figureOf } from './inspect-levels';
import type { PlanRecordReader } from './plan-record';
import type { Figure, TraceRule, TraceStep } from './types';

const MOST_DAYS = 2000;

export interface Outlook {
  /** over the protection interval, and until an order placed today arrives on average */
  whole: Projection;
  before: Projection;
  /** presale orders or uneven days make the projection a near one */
  isNear: boolean;
}

/** Stock projected with what is under way and no new order, as the plan did; `null` where a figure for it is unknown. */
export function outlook(reader: PlanRecordReader, ahead: DemandAhead | null): Outlook | null {
  const { input } = reader;
  const today = parseDay(input.asOf);
  const [available, lead, review] = ['available', 'lead_mean', 'review_days'].map((id) => reader.figure(id)) as [
    number | null,
    number | null,
    number | null,
  ];
  if (today === null || available === null || lead === null || review === null || !ahead) return null;
  // lead times and intervals of a plan are at most 1,000 days
  if (!(lead >= 0 && review >= 0 && lead + review <= MOST_DAYS)) return null;
  const owed = reader.figure('presale_owed') ?? 0;
  const receipts = input.inbound.flatMap(({ eta, open_qty }) => {
    const day = parseDay(eta);
    return day === null || day < today || !((open_qty ?? 0) > 0) ? [] : [{ day: day - today, qty: open_qty ?? 0 }];
  });
  return {
    whole: projectStock(available - owed, ahead.curve, receipts, lead + review),
    before: projectStock(available - owed, ahead.curve, receipts, lead),
    isNear: owed > 0 || ahead.isUneven(lead + review + 7),
  };
}

const firstOf = (rules: readonly TraceRule[]): string => rules.find(({ holds }) => holds)?.gives ?? 'ok';

/** The worst that the projected curve shows: each question in its order, and which of them was answered with yes first. */
export function status(reader: PlanRecordReader, ahead: DemandAhead | null): Figure {
  const cell = reader.word('status');
  const inputs = [
    'available',
    'position',
    'safety_stock',
    'reorder_level',
    'max_level',
    'demand_mean',
    'lead_mean',
    'review_days',
  ].map((id) => reader.planned(id));
  const noSales = reader.rule('no_sales_weeks');
  if (cell === 'not_enough_data') {
    return figureOf('status', cell, { inputs, agrees: null, words: [{ id: 'not_enough', values: {} }] });
  }
  const view = outlook(reader, ahead);
  const figures = all(
    ['available', 'position', 'safety_stock', 'reorder_level', 'max_level', 'demand_mean'].map((id) =>
      reader.figure(id),
    ),
    (available, position, safety, reorder, max, mean) => ({ available, position, safety, reorder, max, mean }),
  );
  // a first bonded batch, planned before anything was sold there: direct mail serves the SKU meanwhile, so nothing is missing
  const unsold = reader.input.sold.length === 0 && !['out_of_stock', 'will_run_out', 'low'].includes(cell ?? '');
  const promoted = unsold || reader.word('reason') === 'promoted' || reader.word('action') === 'to_bonded';
  if (!view || !figures) return figureOf('status', cell, { inputs });
  const { available, position, safety, reorder, max, mean } = figures;
  const served = !promoted;
  const quiet = reader.word('reason') === 'no_sales' || cell === 'no_sales';
  const empty = view.whole.emptyDay;
  const rules: TraceRule[] = [
    { gives: 'out_of_stock', holds: served && mean > 0 && available <= 0, template: '{available} ≤ 0' },
    {
      gives: 'will_run_out',
      holds: served && empty !== null && mean > 0,
      template: '{empty_day} < {lead_mean} + {review_days}',
    },
    {
      gives: 'low',
      holds: served && !quiet && (view.before.lowest < safety || position <= reorder),
      template: '{lowest} < {safety_stock} / {position} ≤ {reorder_level}',
    },
    { gives: 'expiry', holds: cell === 'expiry', template: '{first_expiry}' },
    { gives: 'no_sales', holds: quiet, template: '{no_sales_weeks}' },
    { gives: 'overstock', holds: available > max, template: '{available} > {max_level}' },
    { gives: 'surplus_on_order', holds: position > max, template: '{position} > {max_level}' },
    { gives: 'ok', holds: true, template: '{available} ≤ {max_level}' },
  ];
  const steps: TraceStep[] = [
    { id: 'empty_day', template: '{available} ÷ {forecast}', value: empty },
    { id: 'lowest', template: '{available} − {forecast} ({lead_mean})', value: view.before.lowest },
  ];
  const computed = firstOf(rules);
  const expiry = reader.input.stock?.first_expiry ?? null;
  return figureOf('status', cell, {
    inputs: [
      ...inputs,
      {
        id: 'first_expiry',
        value: expiry,
        place: { table: 'TW_Stock', key: reader.key, column: 'first_expiry' },
        policy: null,
      },
      noSales,
    ],
    steps,
    rules,
    computed,
    agrees: cell === null ? null : computed === cell || (view.isNear ? null : false),
    isNear: view.isNear,
  });
}

/** Sales that would be lost, at price; or stock above the maximum, at cost. */
export function atStake(reader: PlanRecordReader, ahead: DemandAhead | null): Figure {
  const { sku, currency } = reader.input;
  const cell = reader.figure('at_stake');
  const state = reader.word('status') ?? '';
  const price = moneyIn(currency, sku?.price ?? null, sku?.currency ?? null).amount;
  const cost = moneyIn(currency, sku?.unit_cost ?? null, sku?.cost_currency ?? null).amount;
  if (['out_of_stock', 'will_run_out', 'low'].includes(state)) {
    const view = outlook(reader, ahead);
    const unmet = view?.whole.unmet ?? null;
    const computed = all([unmet, price], (units, unit) => units * unit);
    const isNear = view?.isNear ?? false;
    const tolerance =
      Math.abs(cell ?? 0) * (isNear ? 0.25 : 1e-6) +
      (isNear ? 7 * (reader.figure('demand_mean') ?? 0) * (price ?? 0) : 1e-6);
    return figureOf('at_stake', cell, {
      inputs: ['available', 'demand_mean', 'lead_mean', 'review_days', 'price'].map((id) => reader.planned(id)),
      steps: [
        { id: 'unmet', template: '{forecast} − {available} − {in_transit}', value: unmet },
        { id: 'at_stake', template: '{unmet} × {price}', value: computed },
      ],
      computed,
      agrees: cell === null || computed === null ? null : Math.abs(cell - computed) <= tolerance,
      isNear,
      words: [{ id: 'stake_lost', values: {} }],
    });
  }
  if (['surplus_on_order', 'overstock', 'no_sales'].includes(state)) {
    const computed = all(
      [reader.figure('position'), reader.figure('max_level'), cost],
      (position, max, unit) => Math.max(0, position - max) * unit,
    );
    return figureOf('at_stake', cell, {
      inputs: ['position', 'max_level', 'unit_cost'].map((id) => reader.planned(id)),
      steps: [{ id: 'at_stake', template: 'max(0; {position} − {max_level}) × {unit_cost}', value: computed }],
      computed,
      agrees: cell === null || computed === null ? null : Math.abs(cell - computed) <= 1e-6 * Math.max(1, computed),
      words: [{ id: 'stake_surplus', values: {} }],
    });
  }
  return figureOf('at_stake', cell, { computed: cell, agrees: null, words: [{ id: 'stake_none', values: {} }] });
}

/** Throttle before an order could arrive, raise with too much, else hold. */
export function traffic(reader: PlanRecordReader, ahead: DemandAhead | null): Figure {
  const cell = reader.word('traffic');
  const inputs = ['days_of_supply', 'lead_p50', 'position', 'max_level', 'safety_stock'].map((id) =>
    reader.planned(id),
  );
  const view = outlook(reader, ahead);
  const figures = all(
    ['days_of_supply', 'lead_p50', 'position', 'max_level', 'safety_stock'].map((id) => reader.figure(id)),
    (cover, p50, position, max, safety) => ({ cover, p50, position, max, safety }),
  );
  if (cell === null || !figures || !view) return figureOf('traffic', cell, { inputs });
  const { cover, p50, position, max, safety } = figures;
  const rules: TraceRule[] = [
    { gives: 'throttle', holds: cover < p50, template: '{days_of_supply} < {lead_p50}' },
    {
      gives: 'push',
      holds: position > max && view.before.lowest >= safety,
      template: '{position} > {max_level}, {lowest} ≥ {safety_stock}',
    },
    { gives: 'hold', holds: true, template: '{days_of_supply} ≥ {lead_p50}' },
  ];
  const computed = firstOf(rules);
  return figureOf('traffic', cell, {
    inputs,
    steps: [{ id: 'lowest', template: '{available} − {forecast} ({lead_mean})', value: view.before.lowest }],
    rules,
    computed,
    agrees: computed === cell || (view.isNear ? null : false),
    isNear: view.isNear,
  });
}
