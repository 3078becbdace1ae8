import { mean, scaleOf } from './statistics';

export const ACCURACY_METRICS = ['wape', 'bias', 'mae', 'rmse', 'mase', 'rmsse', 'mape', 'pinball'] as const;
export type AccuracyMetric = (typeof ACCURACY_METRICS)[number];

export interface Pair {
  actual: number;
  forecast: number;
}

/** Periods of which both the actual and the forecast are known. */
export function knownPairs(actual: readonly (number | null)[], forecast: readonly (number | null)[]): Pair[] {
  return actual.flatMap((value, at) => {
    const expected = forecast[at] ?? null;
    return value === null || expected === null ? [] : [{ actual: value, forecast: expected }];
  });
}

/**
 * Seasonal differences of the training data: each known period less the one a season before, where that is known as well.
 * Their mean size is the scale of MASE, their mean square that of RMSSE.
 */
export const seasonalDifferences = (training: readonly (number | null)[], seasonLength: number): number[] =>
  training.flatMap((value, at) => {
    const before = at < seasonLength ? null : (training[at - seasonLength] ?? null);
    return value === null || before === null ? [] : [value - before];
  });

/** numerator/denominator: `null` where the denominator is 0 and the measure so undefined. */
const ratio = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator;

const average = (values: readonly number[]): number => mean(values) ?? 0;
const square = (value: number): number => value * value;

/**
 * Accuracy of forecasts over pairs of actual a and forecast f, at least one:
 * - wape: Σ|a − f| / Σ|a|
 * - bias: Σ(a − f) / Σa; positive = under-forecast
 * - mae, rmse: mean absolute and root mean square error, in units
 * - mase, rmsse: the same relative to the mean absolute and root mean square seasonal difference of the training data
 *   (Hyndman & Koehler 2006, Int. J. Forecasting 22:679; RMSSE as in the M5 competition)
 * - mape: mean of |a − f| / |a|, undefined with a period that sold 0
 * - pinball: mean of τ(a − f) where f is under a, (1 − τ)(f − a) where it is over, for forecasts of the τ quantile
 *
 * `null` where the scale is 0. Unknown periods of the training data are skipped.
 */
export function accuracy(
  pairs: readonly Pair[],
  metric: AccuracyMetric,
  options: { training?: readonly (number | null)[]; seasonLength?: number; quantile?: number } = {},
): number | null {
  const { training = [], seasonLength = 1, quantile = 0.5 } = options;
  const scale = scaleOf([...pairs.flatMap(({ actual, forecast }) => [actual, forecast]), ...training]);
  const actuals = pairs.map(({ actual }) => actual / scale);
  const errors = pairs.map(({ actual, forecast }) => actual / scale - forecast / scale);
  const sizes = errors.map(Math.abs);
  const differences = (): number[] =>
    seasonalDifferences(
      training.map((value) => (value === null ? null : value / scale)),
      seasonLength,
    );
  switch (metric) {
    case 'wape':
      return ratio(average(sizes), average(actuals.map(Math.abs)));
    case 'bias':
      return ratio(average(errors), average(actuals));
    case 'mae':
      return average(sizes) * scale;
    case 'rmse':
      return Math.sqrt(average(errors.map(square))) * scale;
    case 'mase':
      return ratio(average(sizes), average(differences().map(Math.abs)));
    case 'rmsse': {
      const squared = ratio(average(errors.map(square)), average(differences().map(square)));
      return squared === null ? null : Math.sqrt(squared);
    }
    case 'mape':
      return actuals.includes(0) ? null : average(sizes.map((size, at) => size / Math.abs(actuals[at] ?? 1)));
    case 'pinball':
      return average(errors.map((error) => (error >= 0 ? quantile * error : (quantile - 1) * error))) * scale;
  }
}
