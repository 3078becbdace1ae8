import { demandClass } from '../../planning/demand-class';
import { forecastDemand, learnCommon } from '../../planning/forecast/engine';
import type { DemandSeries } from '../../planning/forecast/types';
import { known } from '../../planning/statistics';
import { Gauge, QuantileGauge, scaleInside, type Measured } from './measures';
import { binItems, type BinnedItem, type Bins, type EvaluationSet } from './sets';
import { singleForecast, SINGLE_METHODS } from './single-methods';

export interface AccuracyOptions {
  bins: Bins;
  /** periods ahead; every one of them is judged */
  horizon: number;
  /** origins, evenly over the newest share of the data; default 8 over the last third */
  origins?: number;
  share?: number;
  /**
   * Which items are judged: `rare` those whose demand came now and then as far as was known at the origin, `small` a fixed set, those
   * that sell under SMALL_VOLUME units a period over the whole data and not in every period; default all
   */
  items?: 'rare' | 'small';
}

export interface AccuracyRow extends Measured {
  name: string;
  /** it knows the promotions ahead */
  calendar: boolean;
  /** the engine, not one single method */
  engine: boolean;
  seconds: number;
}

export interface AccuracyTable {
  set: EvaluationSet;
  options: AccuracyOptions;
  origins: number[];
  /** items judged, and forecasts (item × origin) */
  items: number;
  forecasts: number;
  rows: AccuracyRow[];
  quantiles: { level: number; held: number; pinball: number }[];
}

/** Units a period under which an item is of low volume. */
export const SMALL_VOLUME = 10;

const QUANTILES = [0.1, 0.5, 0.9, 0.95, 0.99] as const;
/** Known periods an item needs at an origin to be judged: the scale of RMSSE comes from them. */
const LEAST_KNOWN = 4;

/** Last periods known, evenly over the newest share of the data, the last one leaving a whole horizon. */
export function originsOf(periods: number, horizon: number, count: number, share: number): number[] {
  const last = periods - 1 - horizon;
  const first = Math.min(last, Math.max(LEAST_KNOWN, Math.floor(periods * (1 - share)) - 1));
  const step = Math.max(1, Math.round((last - first) / Math.max(1, count - 1)));
  const origins: number[] = [];
  for (let origin = last; origin >= first && origins.length < count; origin -= step) origins.unshift(origin);
  return origins.filter((origin) => origin >= LEAST_KNOWN);
}

const upTo = (series: DemandSeries, origin: number): DemandSeries => ({
  ...series,
  qty: series.qty.slice(0, origin + 1),
  signals: series.signals
    ? Object.fromEntries(Object.entries(series.signals).map(([name, values]) => [name, values.slice(0, origin + 1)]))
    : undefined,
});

interface Case {
  item: BinnedItem;
  plain: DemandSeries;
  series: DemandSeries;
  actual: (number | null)[];
}

/** Of low volume over all that the data say, later periods included: a set of items, not a forecast. */
function isSmall({ actual }: BinnedItem): boolean {
  const values = known(actual);
  return (
    values.length > 0 &&
    values.some((value) => value === 0) &&
    values.reduce((sum, value) => sum + value, 0) < SMALL_VOLUME * values.length
  );
}

/** The items that can be judged at an origin, with what was known then. */
function casesAt(set: EvaluationSet, options: AccuracyOptions, origin: number): { all: Case[]; judged: Case[] } {
  const { bins, horizon } = options;
  const asOf = (bins.edges[origin + 1] as number) - 1;
  const items = binItems(set, bins, { calendar: set.calendar, asOf });
  const all = items
    .map((item): Case => {
      const series = upTo(item.series, origin);
      return {
        item,
        series,
        plain: { ...series, promotion: [] },
        actual: item.actual.slice(origin + 1, origin + 1 + horizon),
      };
    })
    .filter(({ series }) => known(series.qty).some((value) => value > 0));
  const judged = all.filter(({ item, series }) => {
    const values = known(series.qty);
    if (values.length < LEAST_KNOWN || !scaleInside(series.qty)) return false;
    if (options.items === 'small') return isSmall(item);
    return options.items !== 'rare' || ['intermittent', 'lumpy'].includes(demandClass(values));
  });
  return { all, judged };
}

/**
 * Accuracy out of sample: from each origin every method forecasts the same items over the horizon from demand cleaned with what
 * was known then, and each period of each forecast is compared with what was sold (less what was cancelled the same day).
 */
export function evaluateAccuracy(set: EvaluationSet, options: AccuracyOptions): AccuracyTable {
  const { bins, horizon } = options;
  const seasonLength = bins.kind === 'week' ? 52 : 12;
  const periods = bins.edges.length - 1;
  const origins = originsOf(periods, horizon, options.origins ?? 8, options.share ?? 1 / 3);
  const gauges = new Map<string, { gauge: Gauge; calendar: boolean; engine: boolean; seconds: number }>();
  const gaugeOf = (name: string, calendar: boolean, engine: boolean) => {
    let own = gauges.get(name);
    if (!own) gauges.set(name, (own = { gauge: new Gauge(), calendar, engine, seconds: 0 }));
    return own;
  };
  const quantiles = new QuantileGauge(QUANTILES);
  let forecasts = 0;
  for (const origin of origins) {
    const { all, judged } = casesAt(set, options, origin);
    forecasts += judged.length;
    for (const { name, forecast, seasonal } of SINGLE_METHODS) {
      if (seasonal && periods < 2 * seasonLength) continue;
      const own = gaugeOf(name, false, false);
      const started = performance.now();
      for (const { item, plain, actual } of judged) {
        const scale = scaleInside(plain.qty);
        if (scale)
          own.gauge.add(item.item.key, scale, singleForecast(forecast, plain.qty, horizon, seasonLength), actual);
      }
      own.seconds += (performance.now() - started) / 1000;
    }
    for (const calendar of set.calendar ? [false, true] : [false]) {
      const own = gaugeOf(
        set.calendar ? `engine, ${calendar ? 'with' : 'without'} the calendar` : 'engine',
        calendar,
        true,
      );
      const started = performance.now();
      const seriesOf = (one: Case): DemandSeries => (calendar ? one.series : one.plain);
      const common = learnCommon(all.map(seriesOf), { horizon, seasonLength });
      for (const one of judged) {
        const forecast = forecastDemand(seriesOf(one), common, { horizon });
        const scale = scaleInside(one.plain.qty);
        if (scale) own.gauge.add(one.item.item.key, scale, forecast.mean, one.actual);
        if (calendar !== set.calendar) continue;
        one.actual.forEach((actual, step) => {
          if (actual !== null)
            quantiles.add(
              QUANTILES.map((level) => forecast.quantile(level, step + 1)),
              actual,
            );
        });
      }
      own.seconds += (performance.now() - started) / 1000;
    }
  }
  const rows = [...gauges].map(([name, { gauge, ...row }]): AccuracyRow => ({ name, ...row, ...gauge.measured() }));
  return {
    set,
    options,
    origins,
    items: Math.max(0, ...[...gauges.values()].map(({ gauge }) => gauge.judged)),
    forecasts,
    rows,
    quantiles: quantiles.measured(),
  };
}
