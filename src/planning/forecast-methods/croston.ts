import type { History } from './history';

export type CrostonVariant = 'croston' | 'sba' | 'sbj';

/** Smoothing weight where none is given, as in R `forecast::croston` and statsforecast. */
export const CROSTON_ALPHA = 0.1;

const CORRECTION: Record<CrostonVariant, (alpha: number) => number> = {
  croston: () => 1,
  sba: (alpha) => 1 - alpha / 2,
  sbj: (alpha) => 1 - alpha / (2 - alpha),
};

export interface CrostonForecast {
  /** smoothed size of a demand; 0 without any demand */
  size: number;
  /** smoothed periods from one demand to the next; 0 without any demand */
  interval: number;
  /** demand per period: size / interval, corrected */
  rate: number;
}

/**
 * Sizes and intervals of intermittent demand, each by simple exponential smoothing with the same α (Croston 1972, Oper. Res.
 * Quarterly 23:289): they start at the first demand and its position counted from 1 and are updated only when demand occurs;
 * every period ahead is size / interval. `sba` takes off the upward bias by 1 − α/2 (Syntetos & Boylan 2005, Int. J. Forecasting
 * 21:303), `sbj` by 1 − α/(2 − α) (Shale, Boylan & Johnston 2006, J. Oper. Res. Soc. 57:588). Without any demand: 0.
 *
 * A period is a demand when it is above 0: returns that outweigh sales are none. An unknown period is left out of the count: it
 * lengthens no interval. `rates`, where given, is filled with the rate after each period.
 */
export function croston(
  history: History,
  alpha = CROSTON_ALPHA,
  variant: CrostonVariant = 'croston',
  rates?: Float64Array,
): CrostonForecast {
  const correction = CORRECTION[variant](alpha);
  let size = 0;
  let interval = 0;
  let rate = 0;
  let since = 0;
  for (let at = 0; at < history.length; at += 1) {
    const value = history[at] ?? null;
    if (value !== null) {
      since += 1;
      if (value > 0) {
        const started = interval > 0;
        size = started ? alpha * value + (1 - alpha) * size : value;
        interval = started ? alpha * since + (1 - alpha) * interval : since;
        rate = (size / interval) * correction;
        since = 0;
      }
    }
    if (rates) rates[at] = rate;
  }
  return { size, interval, rate };
}
