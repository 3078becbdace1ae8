import type { History } from './history';

export interface TsbForecast {
  /** probability that a period has demand */
  probability: number;
  /** smoothed size of a demand */
  size: number;
  /** demand per period: probability · size */
  rate: number;
  /** sum of the squared one-step forecast errors */
  squaredError: number;
}

/**
 * Intermittent demand with obsolescence (Teunter, Syntetos & Babai 2011, Eur. J. Oper. Res. 214:606): the probability of demand
 * is updated every period, p ← p + β(1 or 0 − p), the size only when demand occurs, z ← z + α(y − z); every period ahead is
 * p·z, which fades out for an item that no longer sells. Start: the first demand and 1/(its position), updated from the next
 * period on. Without any demand: 0.
 *
 * A period is a demand when it is above 0. An unknown period is left out: it neither lowers the probability nor counts in the
 * first position. `rates`, where given, is filled with the rate after each period.
 */
export function tsb(history: History, alpha: number, beta: number, rates?: Float64Array): TsbForecast {
  let probability = 0;
  let size = 0;
  let position = 0;
  let started = false;
  let squaredError = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    if (value !== null) {
      position += 1;
      const occurs = value > 0;
      if (started) {
        squaredError += (value - probability * size) ** 2;
        probability = (1 - beta) * probability + (occurs ? beta : 0);
        if (occurs) size = alpha * value + (1 - alpha) * size;
      } else if (occurs) {
        started = true;
        probability = 1 / position;
        size = value;
      }
    }
    if (rates) rates[at] = probability * size;
  }
  return { probability, size, rate: probability * size, squaredError };
}
