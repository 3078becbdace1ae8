import { mergeWeeks } from '../sales-history';
import { turnoverOf } from '../plan-figures';
import type { DemandAhead } from './demand-ahead';
import type { PlanRecordReader } from './plan-record';
import type { Figure, FigureId, TraceInput, TraceStep } from './types';

/** Sheets keep fifteen digits and figures of a plan more: under this share two of them are the same. */
const ROUNDING = 1e-6;
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a), Math.abs(b));
/** What an estimated spread of a promotion over its days may move. */
const NEAR_SHARE = 0.1;

export const figureOf = (
  id: FigureId,
  cell: Figure['cell'],
  more: Partial<Omit<Figure, 'id' | 'cell'>> = {},
): Figure => ({
  id,
  cell,
  inputs: [],
  steps: [],
  rules: [],
  computed: null,
  agrees: null,
  isNear: false,
  words: [],
  ...more,
});

/** A figure whose last step must give the cell. */
export function derived(
  id: FigureId,
  cell: number | null,
  inputs: TraceInput[],
  steps: TraceStep[],
  more: { near?: number; words?: Figure['words'] } = {},
): Figure {
  const computed = steps[steps.length - 1]?.value ?? null;
  const { near, words = [] } = more;
  const agrees =
    cell === null || computed === null
      ? null
      : near === undefined
        ? isSame(cell, computed)
        : Math.abs(cell - computed) <= near + ROUNDING * Math.abs(cell);
  return figureOf(id, cell, { inputs, steps, computed, agrees, isNear: near !== undefined, words });
}

/** `null` as soon as one of the figures is. */
export function all<T>(values: readonly (number | null)[], work: (...figures: number[]) => T): T | null {
  return values.some((value) => value === null) ? null : work(...(values as number[]));
}

/** k·√(P·σ² + d²·σL²), and which of the two terms it is mostly made of. */
export function safetyStock(reader: PlanRecordReader): Figure {
  const cell = reader.figure('safety_stock');
  const [k, mean, sd, lead, review] = ['safety_factor', 'demand_mean', 'demand_sd', 'lead_mean', 'review_days'].map(
    (id) => reader.figure(id),
  ) as (number | null)[];
  // an unknown spread of the lead time is none
  const leadSd = reader.figure('lead_sd') ?? 0;
  const byDemand = all([sd ?? null, lead ?? null, review ?? null], (s, l, r) => (l + r) * s * s);
  const byLead = all([mean ?? null], (d) => d * d * leadSd * leadSd);
  const spread = all([byDemand, byLead], (a, b) => Math.sqrt(a + b));
  const value = all([k ?? null, spread], (factor, s) => factor * s);
  const rules = (
    ['service_level', 'safety_days', 'safety_floor_days', 'safety_cap_days', 'service_margin'] as const
  ).map((key) => reader.rule(key));
  const ids = ['safety_factor', 'demand_mean', 'demand_sd', 'lead_mean', 'lead_sd', 'review_days'];
  const steps: TraceStep[] = [
    { id: 'by_demand', template: '({lead_mean} + {review_days}) × {demand_sd}²', value: byDemand },
    { id: 'by_lead', template: '{demand_mean}² × {lead_sd}²', value: byLead },
    { id: 'spread', template: '√({by_demand} + {by_lead})', value: spread },
    { id: 'safety_stock', template: '{safety_factor} × {spread}', value },
  ];
  const words: Figure['words'] = [];
  const byDays = rules.find(({ id }) => id === 'safety_days')?.value;
  if (typeof byDays === 'number') words.push({ id: 'safety_by_days', values: { days: byDays } });
  if (byDemand !== null && byLead !== null && k != null && byDemand + byLead > 0 && (cell ?? 0) > 0) {
    const share = byLead / (byDemand + byLead);
    if (share > 0.5) words.push({ id: 'mostly_lead', values: { share, without: k * Math.sqrt(byDemand) } });
    else words.push({ id: 'mostly_demand', values: { share: 1 - share, without: k * Math.sqrt(byLead) } });
  }
  return derived('safety_stock', cell, [...ids.map((id) => reader.planned(id)), ...rules], steps, { words });
}

/** Forecast over the lead time + safety stock. The forecast is read by day from the weeks of the Forecast sheet. */
export function reorderLevel(reader: PlanRecordReader, ahead: DemandAhead | null): Figure {
  const cell = reader.figure('reorder_level');
  const lead = reader.figure('lead_mean');
  const safety = reader.figure('safety_stock');
  const demand = ahead && lead !== null ? Math.max(0, ahead.curve.until(lead)) : null;
  const value = all([demand, safety], (d, s) => d + s);
  const near = ahead && lead !== null && ahead.isUneven(lead + 7) ? NEAR_SHARE * (demand ?? 0) : undefined;
  return derived(
    'reorder_level',
    cell,
    ['demand_mean', 'lead_mean', 'safety_stock'].map((id) => reader.planned(id)),
    [
      { id: 'lead_demand', template: '{forecast} ({lead_mean})', value: demand },
      { id: 'reorder_level', template: '{lead_demand} + {safety_stock}', value },
    ],
    near === undefined ? {} : { near },
  );
}

export function targetLevel(reader: PlanRecordReader): Figure {
  const ids = ['demand_mean', 'lead_mean', 'review_days', 'safety_stock'];
  const value = all(
    ids.map((id) => reader.figure(id)),
    (mean, lead, review, safety) => mean * (lead + review) + safety,
  );
  return derived(
    'target_level',
    reader.figure('target_level'),
    [...ids.map((id) => reader.planned(id)), reader.rule('review_days')],
    [{ id: 'target_level', template: '{demand_mean} × ({lead_mean} + {review_days}) + {safety_stock}', value }],
  );
}

export function maxLevel(reader: PlanRecordReader): Figure {
  const extra = reader.rule('max_extra_days');
  const value = all(
    [reader.figure('target_level'), reader.figure('demand_mean'), extra.value as number | null],
    (target, mean, days) => target + days * mean,
  );
  return derived(
    'max_level',
    reader.figure('max_level'),
    [reader.planned('target_level'), reader.planned('demand_mean'), extra],
    [{ id: 'max_level', template: '{target_level} + {max_extra_days} × {demand_mean}', value }],
  );
}

export function position(reader: PlanRecordReader): Figure {
  const owed = reader.figure('presale_owed') ?? 0;
  const value = all([reader.figure('available'), reader.figure('in_transit')], (a, t) => a + t - owed);
  const ids = ['available', 'in_transit', ...(owed ? ['presale_owed'] : [])];
  return derived(
    'position',
    reader.figure('position'),
    ids.map((id) => reader.planned(id)),
    [
      {
        id: 'position',
        template: ids
          .map((id) => `{${id}}`)
          .join(' + ')
          .replace('+ {presale_owed}', '− {presale_owed}'),
        value,
      },
    ],
  );
}

/** The forecast reaches so far; longer cover is only known to be longer. */
export const COVER_DAYS = 91;

export function daysOfSupply(reader: PlanRecordReader, ahead: DemandAhead | null): Figure {
  const cell = reader.figure('days_of_supply');
  const available = reader.figure('available');
  const free = available === null ? null : available - (reader.figure('presale_owed') ?? 0);
  const value =
    free === null || !ahead
      ? null
      : free <= 0
        ? 0
        : ahead.curve.until(COVER_DAYS) > 0
          ? ahead.curve.cover(free, COVER_DAYS)
          : null;
  // past the last week of the sheet only the plan knows what goes on
  const end = COVER_DAYS - 7;
  const promoted = ahead !== null && ahead.isUneven((cell ?? 0) + 7);
  const near = promoted || (cell !== null && cell > end) || reader.figure('presale_owed') ? 3 : undefined;
  return derived(
    'days_of_supply',
    cell,
    [reader.planned('available'), reader.planned('demand_mean')],
    [{ id: 'days_of_supply', template: '{available} ÷ {forecast}', value }],
    near === undefined ? {} : { near },
  );
}

export function turnover(reader: PlanRecordReader): Figure {
  const weeks = mergeWeeks(reader.input.sold.map(({ weeks: list }) => list));
  const cell = reader.figure('turnover_days');
  const sold = weeks.slice(0, 13).reduce<number>((sum, qty) => sum + (qty ?? 0), 0);
  const value = turnoverOf(weeks, reader.figure('available'));
  return derived(
    'turnover_days',
    cell,
    [reader.planned('available'), { ...reader.planned('sold_13w'), value: weeks.length ? sold : null }],
    [{ id: 'turnover_days', template: '91 × {available} ÷ {sold_13w}', value }],
  );
}
