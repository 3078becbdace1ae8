import { plainCandidates, type CandidateFamily } from './forecast-candidates';
import { seasonalCandidates } from './forecast-candidates-seasonal';
import { firstKnown, type History } from './forecast-methods/history';

export interface AutoForecast {
  periods: number[];
  /** weight of each kind of rule in the forecast, largest first; sums to 1 */
  weights: { family: CandidateFamily; weight: number }[];
  /** origins the rules were judged from; 0: too little data, all rules count alike */
  origins: number;
}

/** Back-tests from at most this many origins, evenly spread: enough to rank, whatever the length of the history. */
const MOST_ORIGINS = 52;
/** Rules whose error is more than half above the best one's are left out. */
const CUT = 1.5;
/** Weights are (least error / error) to this power; fewer origins, a smaller power, nearer to equal weights. */
const POWER = 12;
const PRIOR_ORIGINS = 4;

/**
 * Forecast by a weighted combination of simple rules (Bates & Granger 1969, Oper. Res. Quarterly 20:451), the weights from a
 * rolling-origin back-test (Tashman 2000, Int. J. Forecasting 16:437): each rule forecasts from origins in the last two thirds
 * of the history over the horizon asked for (at most a quarter of the history), and counts by its root mean square error.
 * Seasonal rules join once the history holds two seasons.
 *
 * Deterministic and never negative; unknown periods judge no rule. The history must hold a known period.
 */
export function autoForecast(given: History, horizon: number, seasonLength = 1): AutoForecast {
  const history = given.slice(Math.max(0, firstKnown(given)));
  const length = history.length;
  const seasonal = seasonalCandidates(history, seasonLength, horizon);
  const candidates = [...plainCandidates(history, horizon), ...seasonal];

  let first = Math.max(1, Math.floor(length / 3));
  let reach = Math.max(1, Math.min(horizon, Math.floor(length / 4)));
  if (seasonal.length) {
    first = Math.max(first, seasonLength + Math.floor(seasonLength / 4));
    reach = Math.max(1, Math.min(reach, Math.floor((length - first) / 2)));
  }
  const step = Math.max(1, Math.ceil((length - reach - first + 1) / MOST_ORIGINS));
  const origins: number[] = [];
  for (let origin = length - reach - 1; origin >= first - 1; origin -= step) origins.push(origin);

  let judged = 0;
  for (const origin of origins) {
    for (let ahead = 1; ahead <= reach; ahead += 1) if ((history[origin + ahead] ?? null) !== null) judged += 1;
  }
  const errors = candidates.map(({ expected }) => {
    let squared = 0;
    for (const origin of origins) {
      for (let ahead = 1; ahead <= reach; ahead += 1) {
        const actual = history[origin + ahead] ?? null;
        if (actual !== null) squared += (actual - Math.max(0, expected(origin, ahead))) ** 2;
      }
    }
    return judged ? Math.sqrt(squared / judged) : 0;
  });

  const ahead = candidates.map(({ expected }) =>
    Array.from({ length: horizon }, (_, index) => Math.max(0, expected(length - 1, index + 1))),
  );
  // a multiplicative season over a level that passes through 0 has no finite forecast
  const usable = candidates.map((_, index) => Number.isFinite(errors[index]) && ahead[index]?.every(Number.isFinite));
  const least = Math.min(...errors.filter((_, index) => usable[index]));
  const power = (POWER * origins.length) / (origins.length + PRIOR_ORIGINS);
  const raw = errors.map((error, index) => {
    if (!usable[index] || !(error <= CUT * least)) return 0;
    return error === least ? 1 : (least / error) ** power;
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);

  const periods = Array.from(
    { length: horizon },
    (_, at) => raw.reduce((sum, weight, index) => (weight ? sum + weight * (ahead[index]?.[at] ?? 0) : sum), 0) / total,
  );
  const byFamily = new Map<CandidateFamily, number>();
  raw.forEach((weight, index) => {
    const family = candidates[index]?.family;
    if (weight && family) byFamily.set(family, (byFamily.get(family) ?? 0) + weight / total);
  });
  return {
    periods,
    weights: [...byFamily].map(([family, weight]) => ({ family, weight })).sort((a, b) => b.weight - a.weight),
    origins: judged ? origins.length : 0,
  };
}
