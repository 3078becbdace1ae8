import { scaleOf } from '../statistics';
import { accuracyOf } from './accuracy-of';
import { backTest } from './back-test';
import { classOf } from './class-of';
import { combined } from './combine';
import type { Design } from './design';
import { demandQuantile } from './distribution';
import { prepare } from './history';
import type { CommonKnowledge } from './knowledge';
import { familyOf, MEAN_RULE, type RuleFamily } from './rules';
import { fillForecasts, plainHistory, type RuleRun } from './run-rule';
import { Scratch } from './scratch';
import { adjustBySignals } from './signals';
import { spreadOf } from './spread';
import type { DemandForecast, DemandSeries, RollingForecasts } from './types';
import { nothingToForecast, wordsOf } from './words';

export { learnCommon, type CommonSettings } from './common';
export type { CommonKnowledge } from './knowledge';
export { noKnowledge } from './knowledge';

export interface ForecastSettings {
  /** periods ahead; the first follows the last one of the history, known or not */
  horizon: number;
  /** periods between the origins of the rolling forecasts; default: so that there are about 40 */
  originStep?: number;
}

/** Rolling forecasts begin once this share of the history, but no more than a quarter of a year, is known. */
const FIRST_SHARE = 1 / 3;
const FIRST_MOST = 13;

const scratch = new Scratch();

const NO_ROLLING: RollingForecasts = { origins: [], expected: [], reach: 0 };

/** No forecast, for a reason that the words give: zeros where nothing ever sold, no figures where nothing is known. */
function noForecast(series: DemandSeries, horizon: number): DemandForecast {
  const unknown = series.qty.every((value) => value === null);
  const zeros = unknown ? [] : Array<number>(horizon).fill(0);
  return {
    key: series.key,
    demandClass: 'none',
    method: 'none',
    weights: [],
    baseline: zeros,
    promotion: [...zeros],
    mean: [...zeros],
    uplift: 1,
    rolling: NO_ROLLING,
    accuracy: { wape: null, bias: null, rmsse: null, mase: null },
    spread: { coefficient: 0, exponent: 1, whole: true },
    quantile: () => (unknown ? NaN : 0),
    words: nothingToForecast(series),
  };
}

/** A stretch of the working memory as a list of its own. */
function listOf(values: Float64Array, from: number, length: number, scale: number): number[] {
  const list = new Array<number>(length);
  for (let at = 0; at < length; at += 1) list[at] = (values[from + at] as number) * scale;
  return list;
}

/**
 * Forecast of one item. The rules of a small pool are run along its history and judged by what they would have forecast from
 * past origins with what was known then; they are combined with weights from the item's own back-test, drawn towards how the
 * rules do over all series. Promotions, season and launch come from `common`.
 *
 * Deterministic, never negative. Unknown periods (null) are skipped. Without any demand the method is `none` and the words say
 * why.
 */
export function forecastDemand(
  given: DemandSeries,
  common: CommonKnowledge,
  { horizon, originStep }: ForecastSettings,
): DemandForecast {
  const prepared = prepare(given, common.seasonLength);
  if (!prepared) return noForecast(given, horizon);
  const { demand, offset } = prepared;
  // squares of any finite demand stay finite on this scale, which is exact to undo
  const scale = scaleOf(given.qty) > 1e100 ? scaleOf(given.qty) : 1;
  if (scale !== 1) for (let at = 0; at < demand.length; at += 1) demand[at] = (demand[at] as number) / scale;

  scratch.clear();
  const test = backTest(prepared, common.slices, horizon, originStep ?? null, scratch);
  const { forecasts, newest } = combined(test, scratch);
  const end = demand.length - 1;
  const { design, reach, rules, runs, origins } = test;

  const ahead = (under: Design): number[] => {
    const sums = scratch.take(horizon);
    const values = scratch.take(horizon);
    runs.forEach((run, rule) => {
      const weight = newest[rule] as number;
      if (weight === 0) return;
      fillForecasts(run, under, end, horizon, values, 0);
      for (let step = 0; step < horizon; step += 1)
        sums[step] = (sums[step] as number) + weight * (values[step] as number);
    });
    return listOf(sums, 0, horizon, scale);
  };
  const mean = ahead(design);
  const baseline = ahead({
    ...design,
    known: scratch.take(design.known.length).fill(1),
    exposure: scratch.take(design.exposure.length),
  });

  // forecasts are still on the scale of the back-test, the means are not
  const signal = adjustBySignals(prepared, origins, reach, forecasts, mean, baseline);

  const first = Math.min(FIRST_MOST, Math.floor(demand.length * FIRST_SHARE));
  const rollingOrigins: number[] = [];
  const expected: number[][] = [];
  origins.forEach((origin, index) => {
    if (origin < first || origin === end) return;
    rollingOrigins.push(origin + offset);
    expected.push(listOf(forecasts, index * reach, reach, scale));
  });
  const rolling: RollingForecasts = { origins: rollingOrigins, expected, reach };
  if (scale !== 1) for (let at = 0; at < demand.length; at += 1) demand[at] = (demand[at] as number) * scale;

  const level = runs[rules.findIndex(({ id }) => id === MEAN_RULE)] as RuleRun;
  const plain = plainHistory(prepared, design, level, demand.length);
  const demandClass = classOf(prepared, plain);
  const weights = new Map<RuleFamily, number>();
  let base = 0;
  let gain = 0;
  rules.forEach((rule, index) => {
    const weight = newest[index] as number;
    if (weight === 0) return;
    weights.set(familyOf(rule), (weights.get(familyOf(rule)) ?? 0) + weight);
    base += weight * (runs[index] as RuleRun).base[end]!;
    gain += weight * (runs[index] as RuleRun).gain[end]!;
  });
  const sorted = [...weights].map(([method, weight]) => ({ method, weight })).sort((a, b) => b.weight - a.weight);
  const uplift = base > 0 ? 1 + gain / base : 1 + design.gain;
  const accuracy = accuracyOf(demand, offset, rolling);
  const spread = spreadOf(demand, offset, rolling, common.spread);
  return {
    key: given.key,
    demandClass,
    method: sorted[0]?.method ?? 'none',
    weights: sorted,
    baseline,
    promotion: mean.map((value, at) => value - (baseline[at] as number)),
    mean,
    uplift,
    rolling,
    accuracy,
    spread,
    quantile: (p, ahead, near) => demandQuantile(p, mean[ahead - 1] ?? NaN, spread, near),
    words: wordsOf({ prepared, test, demandClass, weights: sorted, uplift, accuracy, common, horizon, signal }),
  };
}
