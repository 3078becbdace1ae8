import { accuracy, knownPairs, seasonalDifferences, type AccuracyMetric } from '../planning/accuracy';
import { forecastSeries, type ForecastMethod, type SeriesForecast } from '../planning/forecast-series';
import { choice, Fault, fault, number, rowFunction, series, type Series } from './engine';

/** Ten years of weeks: further ahead no history says anything. */
export const LONGEST_HORIZON = 520;

/** An error of the sizes of a call. */
const sizes = (name: string, found: number, expected: number): Fault =>
  new Fault('sizes', name, { found, expected }, true);

const METHODS: Record<ForecastMethod, readonly string[]> = {
  auto: ['自动'],
  croston: ['克罗斯顿'],
  sba: [],
  sbj: [],
  tsb: [],
  ses: ['指数平滑', '一次指数平滑'],
  holt: ['霍尔特', '二次指数平滑'],
  'hw-add': ['加法霍尔特-温特斯', '加法季节'],
  'hw-mul': ['乘法霍尔特-温特斯', '乘法季节'],
  mean: ['均值', '平均'],
  naive: ['朴素'],
  snaive: ['季节朴素'],
};

/** The forecast of a row with all that led to it, or why there is none. */
export function forecastOf(
  history: Series,
  horizon: number,
  method: ForecastMethod,
  seasonLength: number,
  alpha: number | null,
  beta: number | null,
  gamma: number | null,
  promo: Series | null,
  futurePromo: Series | null,
): SeriesForecast | Fault {
  if (promo && promo.length !== history.length) return sizes('promo', promo.length, history.length);
  if (futurePromo) {
    if (!promo) return fault('needed_with', 'promo', { other: 'future_promo', otherZh: '今后大促占比' });
    // the horizon may differ from row to row, so this is no problem of the whole call
    if (futurePromo.length !== horizon)
      return fault('sizes', 'future_promo', { found: futurePromo.length, expected: horizon });
    const blank = futurePromo.indexOf(null);
    if (blank >= 0) return fault('promo_blank', 'future_promo', { period: blank + 1 });
  }
  if ((method === 'hw-add' || method === 'hw-mul') && seasonLength < 2)
    return fault('below', 'season_length', { min: 2 });
  const forecast = forecastSeries({
    history,
    horizon,
    method,
    seasonLength,
    alpha,
    beta,
    gamma,
    promo,
    futurePromo: futurePromo as readonly number[] | null,
  });
  if (!('problem' in forecast)) return forecast;
  switch (forecast.problem) {
    case 'too_few':
      return fault(forecast.least > 1 ? 'too_few' : 'no_data', 'history', { least: forecast.least });
    case 'too_few_seasons':
      return fault('too_few_seasons', 'history', { least: forecast.least });
    case 'not_positive':
      return fault('not_positive', 'history');
  }
}

/**
 * Demand forecast, `horizon` periods (1–520) side by side for each series, units per period, never negative. `history` is oldest
 * first; the first period ahead follows its last cell, known or not. A blank is unknown: the season goes on, no interval grows,
 * nothing is learnt. All zeros: zeros.
 *
 * Methods: mean, naive, snaive (Hyndman & Athanasopoulos, fpp3); ses, holt (l₁ = y₁, b₁ = y₂ − y₁); hw-add, hw-mul as R
 * `HoltWinters`, started on two seasons; croston (1972), sba (2005) and sbj (2006) with one α, 0.1 when left out; tsb (2011)
 * with α for sizes and β for the probability. Other weights left out have the least squared one-step error. auto combines
 * simple rules by a rolling-origin back-test, seasonal ones where there are two seasons of `season_length`.
 *
 * `promo` (0–1, as long as the history) takes promotions out before the method and `future_promo` (as long as the horizon; left
 * out: none) puts them back on: baseline · (1 + (uplift − 1)·share). A period with a blank promo is unknown.
 *
 * #N/A: nothing known, fewer than 2 periods for holt, 2 seasons for hw, 1 for snaive, a blank in future_promo. #NUM!: hw-mul with
 * a period that is not above 0, weights outside 0–1. #VALUE!: sizes that disagree, future_promo without promo.
 */
export const FORECASTDEMAND = rowFunction({
  id: 'FORECASTDEMAND',
  parameters: [
    series('history', '历史需求'),
    number('horizon', '预测期数', { min: 1, max: LONGEST_HORIZON, whole: true }),
    choice('method', '方法', METHODS, { default: 'auto', wholeCall: true }),
    number('season_length', '季节长度', { min: 1, whole: true, default: 1 }),
    number('alpha', '水平系数α', { within: [0, 1], default: null }),
    number('beta', '趋势系数β', { within: [0, 1], default: null }),
    number('gamma', '季节系数γ', { within: [0, 1], default: null }),
    series('promo', '大促占比', { within: [0, 1], default: null }),
    series('future_promo', '今后大促占比', { within: [0, 1], default: null }),
  ],
  row: (...given) => {
    const forecast = forecastOf(...given);
    if (forecast instanceof Fault) return forecast;
    return forecast.periods.every(Number.isFinite) ? forecast.periods : fault('not_finite', 'history');
  },
});

const METRICS: Record<AccuracyMetric, readonly string[]> = {
  wape: ['加权误差'],
  bias: ['偏差'],
  mae: ['平均绝对误差'],
  rmse: ['均方根误差'],
  mase: [],
  rmsse: [],
  mape: ['平均百分比误差'],
  pinball: ['分位数损失'],
};

const NEEDED: Partial<Record<AccuracyMetric, [en: string, zh: string]>> = {
  pinball: ['give the quantile, as 0.9', '请填分位数，如 0.9'],
  mase: ['give the history before the forecast', '请填预测之前的历史'],
  rmsse: ['give the history before the forecast', '请填预测之前的历史'],
};

/** `training` as the metric needs it, or what is wrong with it. */
function trainingFault(metric: AccuracyMetric, training: Series | null, seasonLength: number): Fault | null {
  const needed = NEEDED[metric];
  if (!needed) return null;
  const [what, whatZh] = needed;
  if (!training) return fault('training_needed', 'training', { metric, what, whatZh });
  if (metric !== 'pinball') {
    if (seasonalDifferences(training, seasonLength).length) return null;
    return fault('too_few', 'training', { least: seasonLength + 1 });
  }
  const [quantile] = training;
  if (training.length !== 1 || typeof quantile !== 'number') return new Fault('one_value', 'training', {}, true);
  return quantile > 0 && quantile < 1 ? null : fault('between', 'training', { min: 0, max: 1 });
}

/**
 * Accuracy of a forecast, per series. wape Σ|a−f|/Σ|a|; bias Σ(a−f)/Σa, positive = under-forecast; mae, rmse in units; mase and
 * rmsse relative to the seasonal naive error in `training` (Hyndman & Koehler 2006); mape mean |a−f|/|a|; pinball loss of a
 * quantile forecast, `training` then being the quantile. Periods unknown on either side are skipped. A scale of 0 (for mape a
 * single actual of 0): #DIV/0!. Training left out where it is needed, or too short: #N/A.
 */
export const ACCURACY = rowFunction({
  id: 'ACCURACY',
  parameters: [
    series('actual', '实际'),
    series('forecast', '预测'),
    choice('metric', '指标', METRICS, { default: 'wape', wholeCall: true }),
    series('training', '训练数据', { default: null }),
    number('season_length', '季节长度', { min: 1, whole: true, default: 1 }),
  ],
  row: (actual, forecast, metric, training, seasonLength) => {
    if (actual.length !== forecast.length) return sizes('forecast', forecast.length, actual.length);
    const pairs = knownPairs(actual, forecast);
    if (!pairs.length) return fault('no_data', 'forecast');
    const wrong = trainingFault(metric, training, seasonLength);
    if (wrong) return wrong;
    const options = { training: training ?? [], seasonLength, quantile: training?.[0] ?? 0.5 };
    const scaled = metric === 'mase' || metric === 'rmsse';
    return accuracy(pairs, metric, options) ?? fault('no_scale', scaled ? 'training' : 'actual', { metric });
  },
});
