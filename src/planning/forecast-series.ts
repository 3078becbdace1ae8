import { autoForecast, type AutoForecast } from './forecast-auto';
import { firstKnown, type ForecastProblem, type History } from './forecast-methods/history';
import {
  NAMED_METHODS,
  namedForecast,
  type NamedForecast,
  type NamedInput,
  type SmoothingWeights,
} from './forecast-methods/named';
import { splitPromotion, withPromotion, type PromotionSplit } from './promotion-split';
import { known, scaleOf } from './statistics';

export const FORECAST_METHODS = ['auto', ...NAMED_METHODS] as const;
export type ForecastMethod = (typeof FORECAST_METHODS)[number];

export interface SeriesForecastInput extends NamedInput {
  /** per period, oldest first; `null` is unknown. At least one period is known */
  history: History;
  /** periods to forecast; the first follows the last period of the history, known or not */
  horizon: number;
  method: ForecastMethod;
  /** share of each period of the history under promotion, 0–1, as long as the history; `null`: none known */
  promo: History | null;
  /** the same for the horizon; `null`: none */
  futurePromo: readonly number[] | null;
}

export interface SeriesForecast extends NamedForecast {
  /** with promotions: what they add */
  promotion: PromotionSplit | null;
  /** method auto: what was combined */
  auto: AutoForecast | null;
}

const UNUSED: SmoothingWeights = { alpha: null, beta: null, gamma: null };

function runMethod(input: SeriesForecastInput): (NamedForecast & { auto: AutoForecast | null }) | ForecastProblem {
  const { history, horizon, method, seasonLength } = input;
  if (method === 'auto') {
    if (firstKnown(history) < 0) return { problem: 'too_few', least: 1 };
    const auto = autoForecast(history, horizon, seasonLength);
    return { periods: auto.periods, weights: UNUSED, states: {}, auto };
  }
  const named = namedForecast(method, input);
  return 'problem' in named ? named : { ...named, auto: null };
}

/**
 * Forecast of one series, by a named method or, with `auto`, by the combination that back-tests best. Never negative. A history of
 * zeros answers zeros whatever the method.
 *
 * With `promo` the history is split into baseline and promotion (splitPromotion); the method forecasts the baseline, and the
 * promotions ahead are put back onto it.
 */
export function forecastSeries(input: SeriesForecastInput): SeriesForecast | ForecastProblem {
  // smoothing squares its errors: a scale on which no finite history overflows, exact to undo
  const scale = scaleOf(input.history);
  const scaled = input.history.map((value) => (value === null ? null : value / scale));
  const values = known(scaled);
  if (values.length && values.every((value) => value === 0)) {
    const periods = Array<number>(input.horizon).fill(0);
    return { periods, weights: UNUSED, states: {}, promotion: null, auto: null };
  }

  const promotion = input.promo ? splitPromotion(scaled, input.promo) : null;
  const run = runMethod({ ...input, history: promotion ? promotion.baseline : scaled });
  if ('problem' in run) return run;
  const ahead = promotion ? withPromotion(run.periods, promotion, input.futurePromo ?? []) : run.periods;
  const states = Object.fromEntries(
    Object.entries(run.states).map(([name, value]) => [
      name,
      name === 'interval' || name === 'probability' ? value : value * scale,
    ]),
  );
  return {
    ...run,
    states,
    promotion: promotion && { ...promotion, extra: promotion.extra * scale },
    periods: ahead.map((value) => Math.max(0, value) * scale),
  };
}
