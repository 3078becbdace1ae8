import type { DemandForecast, DemandSeries } from '../forecast/types';
import { QUIET_WEEK } from '../promotions';
import type { ErrorItem } from './types';

export interface MadeItem {
  key?: string;
  category?: string | null;
  qty: readonly (number | null)[];
  /** forecast of a week by its index, made whenever: the future goes by the same */
  expected: (week: number) => number;
  /** share under promotion by week */
  share?: (week: number) => number;
  first?: number;
  reach?: number;
  ahead?: number;
}

/** An item whose forecasts are given by rule, for tests: rolling forecasts from every week on. */
export function madeItem(made: MadeItem): ErrorItem {
  const { key = 'item', category = null, qty, expected, share = () => 0, first = 13, reach = 13, ahead = 39 } = made;
  const origins = Array.from({ length: Math.max(0, qty.length - 1 - first) }, (_, index) => first + index);
  const mean = Array.from({ length: ahead }, (_, step) => expected(qty.length + step));
  const series: DemandSeries = {
    key,
    category,
    qty,
    promotion: Array.from({ length: qty.length + ahead }, (_, week) =>
      share(week) > 0
        ? { share: share(week), multiplier: (learnt: number) => 1 + share(week) * (learnt - 1) }
        : QUIET_WEEK,
    ),
    firstDay: null,
  };
  const forecast: DemandForecast = {
    key,
    demandClass: 'smooth',
    method: 'given',
    weights: [],
    baseline: mean,
    promotion: mean.map(() => 0),
    mean,
    uplift: 1,
    rolling: {
      origins,
      expected: origins.map((origin) => Array.from({ length: reach }, (_, step) => expected(origin + 1 + step))),
      reach,
    },
    accuracy: { wape: null, bias: null, rmsse: null, mase: null },
    spread: { coefficient: 0, exponent: 1, whole: false },
    quantile: () => NaN,
    words: [],
  };
  return { series, forecast };
}

/** Numbers in 0–1 that are the same in every run (Park & Miller 1988). */
export function uniform(seed: number): () => number {
  let state = (seed * 7919 + 12345) % 2147483647 || 1;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}
