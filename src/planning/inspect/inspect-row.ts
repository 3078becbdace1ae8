import type { PolicyKey } from '../policy';
import { demandAhead } from './demand-ahead';
import {
  daysOfSupply,
  figureOf,
  maxLevel,
  position,
  reorderLevel,
  safetyStock,
  targetLevel,
  turnover,
} from './inspect-levels';
import { arrives, orderBy, orderQty, value } from './inspect-order';
import { atStake, status, traffic } from './inspect-status';
import { PlanRecordReader } from './plan-record';
import type { Cell, Figure, InspectInput, TraceInput } from './types';

const TIER_RULES: readonly PolicyKey[] = [
  'abc_cut_a',
  'abc_cut_b',
  'tier_cv_max',
  'luxury_price',
  'new_weeks',
  'promote_weeks',
  'demote_weeks',
];
const TIER_FACTS = ['since', 'abc', 'xyz', 'cv', 'lifecycle', 'heading', 'heading_weeks', 'gate', 'first_batch_cap'];

/** Tier, model and gate, from the Tiers sheet, with the rules they were judged by. */
function tier(reader: PlanRecordReader): Figure {
  const { tier: held } = reader.input;
  const [sku = ''] = reader.key;
  const fact = (id: string): TraceInput => ({
    id,
    value: held?.[id] ?? null,
    place: { table: 'TW_Tiers', key: [sku], column: id },
    policy: null,
  });
  const known = held ? TIER_FACTS.map(fact).filter(({ value: found }) => found !== null && found !== '') : [];
  const text = (id: string): Figure['words'] => {
    const said: Cell = held?.[id] ?? null;
    return typeof said === 'string' && said ? [{ id: 'as_said', values: { text: said } }] : [];
  };
  return figureOf('tier', reader.word('tier'), {
    inputs: [reader.planned('model'), ...known, ...TIER_RULES.map((key) => reader.rule(key))],
    computed: (held?.tier as Cell | undefined) ?? null,
    agrees: held?.tier == null ? null : held.tier === reader.word('tier'),
    words: [...text('reason'), ...text('gate_reason'), ...text('moves_when')],
  });
}

/** What was decided and its reason: the steps of the quantity say the rest. */
function action(reader: PlanRecordReader): Figure {
  const reason = reader.word('reason');
  return figureOf('action', reader.word('action'), {
    inputs: ['status', 'order_qty', 'tier', 'model'].map((id) => reader.planned(id)),
    words: reason ? [{ id: 'because', values: { reason } }] : [],
  });
}

function serviceTarget(reader: PlanRecordReader): Figure {
  const rule = reader.rule('service_level');
  const cell = reader.figure('service_target');
  const byDays = reader.rule('safety_days');
  const inDays = typeof byDays.value === 'number';
  return figureOf('service_target', cell, {
    inputs: [rule, ...(inDays ? [byDays] : []), reader.planned('service_proof'), reader.planned('textbook_proof')],
    computed: inDays ? null : rule.value,
    agrees: cell === null || inDays || typeof rule.value !== 'number' ? null : Math.abs(cell - rule.value) < 1e-9,
    words: inDays ? [{ id: 'service_implied', values: {} }] : [],
  });
}

/** Mean of the forecast over the protection interval, read again from the weeks of the Forecast sheet. */
function demandMean(reader: PlanRecordReader, ahead: ReturnType<typeof demandAhead>): Figure {
  const cell = reader.figure('demand_mean');
  const lead = reader.figure('lead_mean');
  const review = reader.figure('review_days');
  const days = lead === null || review === null ? null : lead + review;
  const computed = ahead && days !== null && days > 0 ? ahead.curve.until(days) / days : null;
  const isNear = ahead !== null && days !== null && (ahead.isUneven(days + 7) || days > 84);
  const tolerance = isNear ? 0.1 * Math.abs(cell ?? 0) : 1e-6 * Math.max(1, Math.abs(cell ?? 0));
  return figureOf('demand_mean', cell, {
    inputs: ['next_4w', 'lead_mean', 'review_days', 'demand_sd'].map((id) => reader.planned(id)),
    steps: [
      {
        id: 'demand_mean',
        template: '{forecast} ({lead_mean} + {review_days}) ÷ ({lead_mean} + {review_days})',
        value: computed,
      },
    ],
    computed,
    agrees: cell === null || computed === null ? null : Math.abs(cell - computed) <= tolerance,
    isNear,
  });
}

function promotion(reader: PlanRecordReader): Figure[] {
  const cell = reader.word('promo_order_by');
  if (cell === null) return [];
  return [
    figureOf('promo_order_by', cell, { inputs: ['promo', 'lead_p90', 'promo_short'].map((id) => reader.planned(id)) }),
  ];
}

function bullwhip(reader: PlanRecordReader): Figure[] {
  const cell = reader.figure('bullwhip');
  if (cell === null) return [];
  const inputs = [reader.planned('bullwhip_raw'), reader.rule('order_change_cap')];
  return [figureOf('bullwhip', cell, { inputs })];
}

/**
 * Every figure of one recommendation with what it was made of: inputs with their places and the policy rows behind them, the derivation
 * step by step in the row's own numbers, and whether it gives what the plan says. Formulas are those of the plan (plan-levels,
 * plan-decision, order-quantity, turnover); nothing is estimated but the days of a promotion, which is said (`isNear`). Quantities in
 * sales units, days in calendar days, money in the plan's currency. A figure whose inputs are unknown is shown without derivation.
 */
export function inspectRow(input: InspectInput): Figure[] {
  const reader = new PlanRecordReader(input);
  const { forecast, asOf, promotions } = input;
  const ahead = forecast && demandAhead(forecast.weeks, forecast.firstWeek, asOf, promotions, reader.key[0] ?? '');
  return [
    orderQty(reader),
    orderBy(reader, ahead),
    arrives(reader),
    status(reader, ahead),
    action(reader),
    value(reader),
    atStake(reader, ahead),
    safetyStock(reader),
    reorderLevel(reader, ahead),
    targetLevel(reader),
    maxLevel(reader),
    position(reader),
    daysOfSupply(reader, ahead),
    turnover(reader),
    demandMean(reader, ahead),
    serviceTarget(reader),
    traffic(reader, ahead),
    tier(reader),
    ...promotion(reader),
    ...bullwhip(reader),
  ];
}
