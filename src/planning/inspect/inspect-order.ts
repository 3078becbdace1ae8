import { formatDay, parseDay } from '../calendar';
import { moneyIn } from '../money';
import { orderQuantity } from '../order-quantity';
import { packsUp } from '../packs';
import { LOOK_AHEAD_DAYS } from '../plan-figures';
import type { PolicyKey } from '../policy';
import type { DemandAhead } from './demand-ahead';
import { all, derived, figureOf } from './inspect-levels';
import type { PlanRecordReader } from './plan-record';
import type { Figure, TraceInput, TraceStep } from './types';

const BUYS: readonly string[] = ['buy', 'to_bonded'];

/** Rules of the policy table that can make an order another than the levels ask for, by the reason that names them. */
const LIMIT_RULES: Readonly<Record<string, readonly PolicyKey[]>> = {
  expiry_gate: ['arrival_life_share', 'stop_sale_share', 'stop_sale_max_days'],
  first_batch: ['first_batch_days', 'proof_weeks', 'proof_units'],
  bonded_gate: ['proof_weeks', 'proof_units', 'proof_return_rate', 'gate_life_share'],
  smoothed: ['order_change_cap'],
  over_budget: ['budget'],
  no_sales: ['no_sales_weeks'],
  above_maximum: ['max_extra_days', 'clear_days'],
  tier_lowered: ['demote_weeks', 'tier_cv_max'],
  promoted: ['promote_weeks', 'first_batch_days'],
};

/** Lead times are at most 1,000 days; what lies farther off is no date. */
const FARTHEST_DAYS = 10_000;
const dayAfter = (today: number, days: number): string | null =>
  Math.abs(days) <= FARTHEST_DAYS ? formatDay(today + days) : null;

const positive = (value: number | null | undefined): number => (value != null && value > 0 ? value : 0);

/**
 * From the position up to the order-up-to level, at least the MOQ, in whole cartons; then what a limit made of it. A line that is not
 * bought orders nothing, for its reason.
 */
export function orderQty(reader: PlanRecordReader): Figure {
  const { sku } = reader.input;
  const cell = reader.figure('order_qty');
  const action = reader.word('action');
  const reason = reader.word('reason') ?? '';
  const wanted = reader.figure('wanted_qty') ?? cell;
  const [target, position, reorder] = ['target_level', 'position', 'reorder_level'].map((id) => reader.figure(id)) as [
    number | null,
    number | null,
    number | null,
  ];
  const moq = positive(sku?.moq);
  const pack = positive(sku?.pack_qty) || 1;
  const inputs: TraceInput[] = [
    ...['target_level', 'position', 'reorder_level', 'moq', 'pack_qty'].map((id) => reader.planned(id)),
    ...(LIMIT_RULES[reason] ?? []).map((key) => reader.rule(key)),
  ];
  const need = all([target, position], (t, p) => t - p);
  const buys = action !== null && BUYS.includes(action);
  const stopped = !buys && (wanted ?? 0) === 0;
  const steps: TraceStep[] = [{ id: 'need', template: '{target_level} − {position}', value: need }];
  const asked = all([target, position, reorder], (t, p, r) =>
    orderQuantity({ target: t, position: p, moq, pack, reorderLevel: r }),
  );
  if (stopped) {
    const words = [{ id: reason ? 'no_order_reason' : 'no_order', values: { reason } }];
    // above the reorder level nothing is ordered; where a reason stops it, nothing is whatever the levels say
    const agrees = cell === null ? null : cell === 0 && (asked === 0 || reason !== '');
    return figureOf('order_qty', cell, { inputs, steps, computed: 0, agrees, words });
  }
  steps.push({ id: 'at_least', template: `max({need}; {moq})`, value: need === null ? null : Math.max(need, moq) });
  const raised = need === null ? null : packsUp(Math.max(need, moq), pack) * pack;
  steps.push({ id: 'wanted_qty', template: '⌈{at_least} ÷ {pack_qty}⌉ × {pack_qty}', value: raised });
  const cut = cell !== null && wanted !== null && Math.abs(cell - wanted) > 1e-6;
  if (cut) steps.push({ id: 'limited', template: '{wanted_qty} → {order_qty}', value: cell });
  const words = cut ? [{ id: cell < wanted ? 'limited' : 'raised', values: { reason, wanted, qty: cell } }] : [];
  const figure = derived('order_qty', cell, inputs, steps, { words });
  // what a limit lets through is the plan's to say; what it started from is derived
  const agrees = wanted === null || raised === null ? null : Math.abs(wanted - raised) <= 1e-6 * Math.max(1, raised);
  return { ...figure, computed: cut ? cell : raised, agrees };
}

export function value(reader: PlanRecordReader): Figure {
  const { sku, currency } = reader.input;
  const cost = moneyIn(currency, sku?.unit_cost ?? null, sku?.cost_currency ?? null).amount;
  return derived(
    'value',
    reader.figure('value'),
    [reader.planned('order_qty'), reader.planned('unit_cost')],
    [
      {
        id: 'value',
        template: '{order_qty} × {unit_cost}',
        value: all([reader.figure('order_qty'), cost], (qty, unit) => qty * unit),
      },
    ],
  );
}

/** Today for a buy; else the day the forecast takes the position down to the reorder level. */
export function orderBy(reader: PlanRecordReader, ahead: DemandAhead | null): Figure {
  const cell = reader.word('order_by');
  const action = reader.word('action');
  const today = parseDay(reader.input.asOf);
  if (action !== null && BUYS.includes(action)) {
    return figureOf('order_by', cell, {
      computed: reader.input.asOf,
      agrees: cell === null ? null : cell === reader.input.asOf,
      words: [{ id: 'order_today', values: {} }],
    });
  }
  const inputs = ['position', 'reorder_level', 'demand_mean'].map((id) => reader.planned(id));
  if (action !== 'hold')
    return figureOf('order_by', cell, { agrees: cell === null, words: [{ id: 'no_order', values: {} }] });
  const above = all([reader.figure('position'), reader.figure('reorder_level')], (p, r) => p - r);
  const horizon = (reader.figure('lead_mean') ?? 0) + (reader.figure('review_days') ?? 0) + LOOK_AHEAD_DAYS;
  const days = above === null || !ahead ? null : ahead.curve.cover(above, horizon);
  const computed = days === null || today === null ? null : days < horizon ? dayAfter(today, Math.floor(days)) : null;
  const steps: TraceStep[] = [
    { id: 'above', template: '{position} − {reorder_level}', value: above },
    { id: 'days_to_reorder', template: '{above} ÷ {forecast}', value: days === null || days >= horizon ? null : days },
  ];
  const given = parseDay(cell);
  const made = parseDay(computed);
  // past the thirteen weeks of the sheet, and on days of a promotion, only the plan knows the day
  const isNear = days !== null && (days > 84 || ahead?.isUneven(days + 7) === true);
  const tolerance = isNear ? 7 + 0.15 * (days ?? 0) : 1;
  const agrees =
    given === null && made === null
      ? true
      : given === null || made === null
        ? days !== null && isNear
          ? null
          : false
        : Math.abs(given - made) <= tolerance;
  return figureOf('order_by', cell, { inputs, steps, computed, agrees: days === null ? null : agrees, isNear });
}

/** An order placed today, after the lead time that half of the orders keep. */
export function arrives(reader: PlanRecordReader): Figure {
  const cell = reader.word('arrives');
  const today = parseDay(reader.input.asOf);
  const p50 = reader.figure('lead_p50');
  const buys = (reader.figure('order_qty') ?? 0) > 0;
  const computed = buys && today !== null && p50 !== null ? dayAfter(today, Math.ceil(p50)) : null;
  return figureOf('arrives', cell, {
    inputs: [reader.planned('lead_p50'), reader.planned('lead_p90')],
    steps: [{ id: 'lead_days', template: '⌈{lead_p50}⌉', value: p50 === null ? null : Math.ceil(p50) }],
    computed,
    agrees: cell === computed,
    words: buys ? [] : [{ id: 'no_order', values: {} }],
  });
}
