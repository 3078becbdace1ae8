import { formatDay, parseDay } from '../calendar';
import type { PlanInput } from '../types';

/**
 * What the plan could have read `weeksBack` weeks ago: sales, corrections and signals of the weeks over by then. The promotion
 * calendar, policy, master data and lead times are today's (they are not kept by date). Stock, open orders and numbers typed
 * over the forecast are left out: a replay keeps its own stock, and past overrides are not known.
 */
export function inputAsOf(input: PlanInput, weeksBack: number): PlanInput {
  const lastMonday = (parseDay(input.lastWeek) ?? 0) - 7 * weeksBack;
  const today = lastMonday + 7;
  return {
    ...input,
    asOf: formatDay(today),
    lastWeek: formatDay(lastMonday),
    stock: [],
    inbound: [],
    overrides: [],
    sales: input.sales.map((series) => ({ ...series, weeks: series.weeks.slice(weeksBack), oos_days_13w: null })),
    ...(input.corrections && {
      corrections: input.corrections.filter(({ day }) => (parseDay(day) ?? Infinity) < today),
    }),
    ...(input.signals && {
      signals: input.signals.map((series) => ({ ...series, weeks: series.weeks.slice(weeksBack) })),
    }),
  };
}
