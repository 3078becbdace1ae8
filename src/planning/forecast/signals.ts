import type { PreparedSeries } from './history';

/** Periods of a signal that say what is new, and those they are compared with. */
const RECENT = 2;
const USUAL = 8;
/** How strongly demand follows a signal: the factor is its change to this power. */
const STRENGTHS = [0.25, 0.5, 1] as const;
/** Share of the change that is kept 1, 2, 3, 4 periods ahead: a signal leads by weeks, not by a season. */
const FADING = [1, 0.75, 0.5, 0.25] as const;
/** A signal counts once so many periods were forecast with and without it, and it took this share off their errors … */
const LEAST_PERIODS = 20;
const MARGIN = 0.05;
/** … and half of it off those of the newest half, so that one lucky stretch decides nothing. */
const NEWEST_MARGIN = 0.025;
const MOST_CHANGE = 2;

export interface SignalUse {
  signal: string;
  strength: number;
  /** relative change of the forecast of the next period */
  change: number;
}

interface Trial {
  signal: string;
  strength: number;
  /** change of the signal after each period; NaN: unknown */
  factors: Float64Array;
  losses: Float64Array;
}

/** Newest periods over the usual ones, known after each period. */
function changesOf(values: readonly (number | null)[], offset: number, length: number): Float64Array {
  const changes = new Float64Array(length).fill(NaN);
  for (let at = 0; at < length; at += 1) {
    let recent = 0;
    let usual = 0;
    let count = 0;
    for (let back = 0; back < USUAL; back += 1) {
      const value = values[offset + at - back] ?? null;
      if (value === null || !(value >= 0) || !Number.isFinite(value)) continue;
      count += 1;
      usual += value;
      if (back < RECENT) recent += value;
    }
    if (count < USUAL || !(usual > 0)) continue;
    changes[at] = Math.min(MOST_CHANGE, Math.max(1 / MOST_CHANGE, recent / RECENT / (usual / USUAL)));
  }
  return changes;
}

/**
 * Leading signals (views, carts, favourites, deposits) as an adjustment of the next periods, only where it has shown that it
 * helps: from each origin the forecasts are made with and without it, and it is used from the time on at which it had
 * taken enough off the errors of periods that had come by then. `forecasts` ([origin · reach + ahead − 1]) and `mean` are changed
 * in place; `null`: no signal is used now.
 */
export function adjustBySignals(
  { series, offset, demand }: PreparedSeries,
  origins: readonly number[],
  reach: number,
  forecasts: Float64Array,
  mean: number[],
  baseline: number[],
): SignalUse | null {
  const { signals } = series;
  if (!signals) return null;
  const length = demand.length;
  const trials = Object.keys(signals)
    .sort()
    .flatMap((signal): Trial[] => {
      const factors = changesOf(signals[signal] ?? [], offset, length);
      return STRENGTHS.map((strength) => ({ signal, strength, factors, losses: new Float64Array(length) }));
    });
  const steps = Math.min(reach, FADING.length);
  const factor = (trial: Trial, origin: number, step: number): number => {
    const change = trial.factors[origin] as number;
    return Number.isNaN(change) ? 1 : change ** (trial.strength * (FADING[step] as number));
  };
  const plain = new Float64Array(length);
  const counts = new Float64Array(length);

  /** The trial that has proved itself on the periods up to `origin`. */
  const chosen = (origin: number): Trial | null => {
    let count = 0;
    let without = 0;
    for (let at = 0; at <= origin; at += 1) {
      if ((counts[at] as number) === 0) continue;
      count += 1;
      without += plain[at] as number;
    }
    if (count < LEAST_PERIODS) return null;
    let best: Trial | null = null;
    let least = (1 - MARGIN) * without;
    for (const trial of trials) {
      let loss = 0;
      let newest = 0;
      let newestWithout = 0;
      let seen = 0;
      for (let at = 0; at <= origin; at += 1) {
        if ((counts[at] as number) === 0) continue;
        seen += 1;
        loss += trial.losses[at] as number;
        if (seen <= count / 2) continue;
        newest += trial.losses[at] as number;
        newestWithout += plain[at] as number;
      }
      if (loss < least && newest < (1 - NEWEST_MARGIN) * newestWithout) {
        least = loss;
        best = trial;
      }
    }
    return best;
  };

  let now: Trial | null = null;
  origins.forEach((origin, index) => {
    now = chosen(origin);
    for (let step = 0; step < steps; step += 1) {
      const place = index * reach + step;
      const value = forecasts[place] as number;
      const at = origin + 1 + step;
      const actual = at < length ? (demand[at] as number) : NaN;
      if (!Number.isNaN(actual)) {
        counts[at] = (counts[at] as number) + 1;
        plain[at] = (plain[at] as number) + Math.abs(actual - value);
        for (const trial of trials)
          trial.losses[at] = (trial.losses[at] as number) + Math.abs(actual - value * factor(trial, origin, step));
      }
      if (now) forecasts[place] = value * factor(now, origin, step);
    }
  });
  const used = now as Trial | null;
  if (!used) return null;
  const change = factor(used, length - 1, 0);
  for (let step = 0; step < Math.min(mean.length, FADING.length); step += 1) {
    mean[step] = (mean[step] as number) * factor(used, length - 1, step);
    baseline[step] = (baseline[step] as number) * factor(used, length - 1, step);
  }
  return { signal: used.signal, strength: used.strength, change: change - 1 };
}
