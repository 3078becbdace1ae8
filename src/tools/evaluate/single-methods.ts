import { firstKnown, type History } from '../../planning/forecast-methods/history';
import { namedForecast, type NamedMethod } from '../../planning/forecast-methods/named';
import { known, mean } from '../../planning/statistics';

/** Forecasts of the periods ahead from a history that begins with a known period. */
export type SingleMethod = (history: History, horizon: number, seasonLength: number) => number[] | null;

const named =
  (method: NamedMethod): SingleMethod =>
  (history, horizon, seasonLength) => {
    const found = namedForecast(method, { history, horizon, seasonLength, alpha: null, beta: null, gamma: null });
    return 'problem' in found ? null : found.periods.map((value) => Math.max(0, value));
  };

const movingMean =
  (periods: number): SingleMethod =>
  (history, horizon) =>
    Array<number>(horizon).fill(mean(known(history).slice(-periods)) ?? 0);

/**
 * What the engine is measured against, in the same run and from the same cleaned history. SES and TSB choose their weights by
 * the least squared one-step error, Croston and SBA use 0.1. A method that needs more history than there is falls back to the
 * mean, so that all are measured on the same forecasts.
 */
export const SINGLE_METHODS: readonly { name: string; forecast: SingleMethod; seasonal?: true }[] = [
  { name: 'naive', forecast: named('naive') },
  { name: 'seasonal naive', forecast: named('snaive'), seasonal: true },
  { name: 'mean', forecast: named('mean') },
  { name: 'mean of 8', forecast: movingMean(8) },
  { name: 'mean of 13', forecast: movingMean(13) },
  { name: 'SES', forecast: named('ses') },
  { name: 'Croston', forecast: named('croston') },
  { name: 'SBA', forecast: named('sba') },
  { name: 'TSB', forecast: named('tsb') },
];

export function singleForecast(
  forecast: SingleMethod,
  history: History,
  horizon: number,
  seasonLength: number,
): number[] {
  const own = history.slice(Math.max(0, firstKnown(history)));
  return forecast(own, horizon, seasonLength) ?? Array<number>(horizon).fill(mean(known(own)) ?? 0);
}
