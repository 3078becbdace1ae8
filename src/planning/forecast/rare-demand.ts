import type { History } from '../forecast-methods/history';

/**
 * Demand that comes now and then (Teunter, Syntetos & Babai 2011, Eur. J. Oper. Res. 214:606): the probability of demand is
 * smoothed every period, its size when there is demand; the rate is their product. Both start as plain means (the k-th weighs at
 * least 1/k): a history that begins with its first demand would else say that every period has one, for as long as the weights
 * remember it. `rates` is filled from position `from` on.
 */
export function rareRates(history: History, size: number, chance: number, rates: Float64Array, from: number): void {
  let probability = 0;
  let mean = 0;
  let periods = 0;
  let demands = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    if (value !== null) {
      periods += 1;
      probability += Math.max(chance, 1 / periods) * ((value > 0 ? 1 : 0) - probability);
      if (value > 0) {
        demands += 1;
        mean += Math.max(size, 1 / demands) * (value - mean);
      }
    }
    if (at >= from) rates[at] = probability * mean;
  }
}
