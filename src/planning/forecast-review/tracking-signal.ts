/** Newest weeks a signal looks at: an old bias that was mended must not sound for ever. */
export const SIGNAL_WEEKS = 13;
/** Fewer weeks than these give no signal. */
export const SIGNAL_MINIMUM_WEEKS = 4;
/** Two-sided chance at which errors that lean to one side still pass for chance. */
export const SIGNAL_CHANCE = 0.05;
/** Signals beyond this, on either side, alert; ±4 mean absolute deviations is the usual limit. */
export const SIGNAL_LIMIT = 4;

/**
 * Tracking signal: Σe / mean|e| of the errors e = actual − forecast (Brown 1959, Statistical Forecasting for Inventory Control;
 * the mean absolute deviation taken over the same errors). Positive = the forecast stays too low. It lies within ± the number
 * of errors. 0 where every error is 0; null with fewer than four.
 */
export function trackingSignal(errors: readonly number[]): number | null {
  if (errors.length < SIGNAL_MINIMUM_WEEKS) return null;
  let sum = 0;
  let absolute = 0;
  for (const error of errors) {
    sum += error;
    absolute += Math.abs(error);
  }
  return absolute === 0 ? 0 : (sum * errors.length) / absolute;
}

/**
 * Chance that errors of these sizes add up so far to one side when each could as well have had the other sign: Fisher's
 * randomisation test of a mean of 0, two-sided and exact (Fisher 1935, The Design of Experiments, §21; every one of the 2ⁿ⁻¹
 * choices of signs is counted). For at most 20 errors.
 */
export function chanceOfSum(errors: readonly number[]): number {
  const sizes = errors.map(Math.abs).filter((size) => size > 0);
  if (sizes.length === 0) return 1;
  if (sizes.length > 20) throw new RangeError(`at most 20 errors, got ${sizes.length}`);
  const seen = Math.abs(errors.reduce((total, error) => total + error, 0));
  // sums that are equal on paper differ by rounding
  const reached = seen * (1 - 1e-9);
  const signs = sizes.map(() => 1);
  let sum = sizes.reduce((total, size) => total + size, 0);
  // the last sign stays: turning all of them gives the same size
  const choices = 2 ** (sizes.length - 1);
  let beyond = 0;
  for (let choice = 1; ; choice++) {
    if (Math.abs(sum) >= reached) beyond++;
    if (choice === choices) return beyond / choices;
    // Gray code: from one choice to the next a single sign turns
    const turn = 31 - Math.clz32(choice & -choice);
    const sign = signs[turn] ?? 1;
    sum -= 2 * sign * (sizes[turn] ?? 0);
    signs[turn] = -sign;
  }
}

export interface Signal {
  value: number;
  /** errors lean to one side by more than chance does, `chanceOfSum` ≤ 5% */
  leans: boolean;
}

/** The signal of the newest errors (at most 13 are looked at, newest first); null: too few. */
export function signalOf(newestFirst: readonly number[]): Signal | null {
  const errors = newestFirst.slice(0, SIGNAL_WEEKS);
  const value = trackingSignal(errors);
  return value === null ? null : { value, leans: chanceOfSum(errors) <= SIGNAL_CHANCE };
}

/**
 * Whether a signal calls for somebody: beyond the limit, and leaning by more than chance. The limit alone would not do: of
 * forecasts without any bias more than a third stand beyond ±4 after 13 weeks, since Σe grows with the root of their number
 * while mean|e| stays (sd of the signal ≈ 1.25√n).
 */
export const signalAlerts = (signal: Signal | null, limit = SIGNAL_LIMIT): boolean =>
  signal !== null && Math.abs(signal.value) > limit && signal.leans;
