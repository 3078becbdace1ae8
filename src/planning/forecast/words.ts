import { QUIET_WEEK } from '../promotions';
import type { DemandClass, Sentence } from '../types';
import type { BackTest } from './back-test';
import { partsOf } from './exposure';
import type { PreparedSeries } from './history';
import type { CommonKnowledge } from './knowledge';
import type { SignalUse } from './signals';
import type { DemandSeries, ForecastAccuracy } from './types';

/** Why there is no forecast. */
export function nothingToForecast({ qty }: DemandSeries): Sentence[] {
  const known = qty.filter((value) => value !== null).length;
  return known ? [{ id: 'forecast_no_demand', values: { weeks: known } }] : [{ id: 'forecast_no_record', values: {} }];
}

interface Told {
  prepared: PreparedSeries;
  test: BackTest;
  demandClass: DemandClass;
  weights: readonly { method: string; weight: number }[];
  uplift: number;
  accuracy: ForecastAccuracy;
  common: CommonKnowledge;
  horizon: number;
  signal: SignalUse | null;
}

/** To whole percents, as a share. */
const rounded = (share: number): number => Math.round(100 * share) / 100;

function promotionWords({ prepared, test, uplift, horizon }: Told): Sentence[] {
  const { series, offset, demand } = prepared;
  const learnt = (at: number): boolean =>
    partsOf(series.promotion[at] ?? QUIET_WEEK).some(({ running }) => running.some((one) => one.uplift === null));
  let seen = 0;
  for (let at = offset; at < series.qty.length; at += 1) if (learnt(at) && (series.qty[at] ?? null) !== null) seen += 1;
  let ahead = 0;
  let given = 0;
  for (let at = series.qty.length; at < series.qty.length + horizon; at += 1) {
    const week = series.promotion[at];
    if (!week || !(week.share > 0)) continue;
    if (learnt(at)) ahead += 1;
    else given += 1;
  }
  const { items } = test.slice.promotion;
  const words: Sentence[] = [];
  if (ahead && seen) words.push({ id: 'forecast_uplift_own', values: { uplift, weeks: seen } });
  else if (ahead && items) words.push({ id: 'forecast_uplift_others', values: { uplift, items } });
  else if (ahead) words.push({ id: 'forecast_uplift_unknown', values: { weeks: ahead } });
  if (given) words.push({ id: 'forecast_uplift_given', values: { weeks: given } });
  const dip = rounded(test.slice.promotion.dip);
  if (dip >= 0.01 && (ahead || given)) words.push({ id: 'forecast_dip', values: { percent: dip } });
  const covered = series.promotion.length - (offset + demand.length);
  if (covered > 0 && covered < horizon)
    words.push({ id: 'forecast_calendar_short', values: { weeks: covered, horizon } });
  return words;
}

/** What a forecast is made of, most telling first. */
export function wordsOf(told: Told): Sentence[] {
  const { prepared, test, demandClass, weights, accuracy, common } = told;
  const words: Sentence[] = [{ id: `forecast_class_${demandClass}`, values: { weeks: prepared.known } }];
  const [first, second] = weights;
  if (first) {
    const single = !second || first.weight > 0.95;
    words.push(
      single
        ? { id: 'forecast_method', values: { method: first.method } }
        : {
            id: 'forecast_methods',
            values: {
              method: first.method,
              percent: rounded(first.weight),
              second: second.method,
              second_percent: rounded(second.weight),
            },
          },
    );
  }
  words.push(...promotionWords(told));
  if (weights.some(({ method, weight }) => method === 'seasonal' && weight > 0.05)) {
    const own = prepared.series.category !== null && test.slice.season?.byCategory[prepared.series.category];
    words.push({ id: own ? 'forecast_season_category' : 'forecast_season_all', values: { items: common.series } });
  }
  if (demandClass === 'new' && test.slice.launch.items)
    words.push({ id: 'forecast_launch', values: { items: test.slice.launch.items } });
  if (told.signal)
    words.push({
      id: 'forecast_signal',
      values: { signal: told.signal.signal, weeks: 4, change: rounded(told.signal.change) },
    });
  if (accuracy.wape !== null && accuracy.bias !== null)
    words.push({
      id: 'forecast_accuracy',
      values: { wape: rounded(accuracy.wape), bias: rounded(accuracy.bias) },
    });
  else words.push({ id: 'forecast_not_tested', values: { weeks: prepared.known } });
  return words;
}
