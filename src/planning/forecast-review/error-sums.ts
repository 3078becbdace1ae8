import type { NaiveScale } from './naive-scale';

/** One week of one item as it was forecast, and as it came. Units. */
export interface ReviewedWeek {
  actual: number;
  /** as planned with, overrides included */
  forecast: number;
  /** the forecast before overrides */
  statistical: number;
  /** P10 and P90; NaN: no band is known */
  low: number;
  high: number;
  /** of the item's history as it was known when the forecast was made; null: none */
  scale: NaiveScale | null;
}

export interface ErrorMeasures {
  pairs: number;
  wape: number | null;
  bias: number | null;
  mase: number | null;
  rmsse: number | null;
  pinball: number | null;
  coverage: number | null;
  statistical_wape: number | null;
  overridden_pairs: number;
  value_added: number | null;
}

const LOW = 0.1;
const HIGH = 0.9;

/** Pinball loss of a forecast q of the τ quantile (Koenker & Bassett 1978, Econometrica 46:33): τ(a − q) under a, (1 − τ)(q − a) over it. */
const pinballLoss = (actual: number, quantile: number, level: number): number =>
  actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);

const ratio = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : numerator / denominator;

/**
 * Sums of forecast errors, from which every measure of a group follows without keeping its pairs: millions of weeks are
 * reviewed at once. Over pairs of actual a and forecast f:
 * - wape: Σ|a − f| / Σ|a|; bias: Σ(a − f) / Σa, positive = under-forecast
 * - mase: mean of |a − f| / s, s the mean absolute difference of neighbouring weeks of the item's history up to the forecast;
 *   rmsse: root of the mean of (a − f)² / s², with the mean square difference (Hyndman & Koehler 2006, Int. J. Forecasting
 *   22:679; RMSSE as in the M5 competition). Weeks whose history has no scale are left out. For one item and one forecast
 *   these are `accuracy` of planning/accuracy.ts.
 * - pinball: mean of the pinball losses of P10 and P90; coverage: share of actuals within [P10, P90], 80% being right
 * - value_added: over the weeks in which f differs from the statistical forecast s, (Σ|a − s| − Σ|a − f|) / Σ|a|: forecast
 *   value added (Gilliland 2010, The Business Forecasting Deal), positive where overriding helped
 *
 * `null` where the scale is 0 or nothing is there to measure.
 */
export class ErrorSums {
  private pairs = 0;
  private actual = 0;
  private demand = 0;
  private error = 0;
  private absolute = 0;
  private statistical = 0;
  private scaled = 0;
  private scaledPairs = 0;
  private squared = 0;
  private squaredPairs = 0;
  private pinball = 0;
  private bandPairs = 0;
  private inside = 0;
  private overridden = 0;
  private overriddenDemand = 0;
  private saved = 0;

  add({ actual, forecast, statistical, low, high, scale }: ReviewedWeek): void {
    const error = actual - forecast;
    const size = Math.abs(error);
    this.pairs++;
    this.actual += actual;
    this.demand += Math.abs(actual);
    this.error += error;
    this.absolute += size;
    this.statistical += Math.abs(actual - statistical);
    if (scale !== null && scale.absolute > 0) {
      this.scaled += size / scale.absolute;
      this.scaledPairs++;
    }
    if (scale !== null && scale.square > 0) {
      this.squared += (error * error) / scale.square;
      this.squaredPairs++;
    }
    if (!Number.isNaN(low) && !Number.isNaN(high)) {
      this.pinball += (pinballLoss(actual, low, LOW) + pinballLoss(actual, high, HIGH)) / 2;
      this.bandPairs++;
      if (low <= actual && actual <= high) this.inside++;
    }
    if (forecast !== statistical) {
      this.overridden++;
      this.overriddenDemand += Math.abs(actual);
      this.saved += Math.abs(actual - statistical) - size;
    }
  }

  /** Σ|a − f|: how much an item's errors weigh among others. */
  get size(): number {
    return this.absolute;
  }

  measures(): ErrorMeasures {
    const squared = ratio(this.squared, this.squaredPairs);
    return {
      pairs: this.pairs,
      wape: ratio(this.absolute, this.demand),
      bias: ratio(this.error, this.actual),
      mase: ratio(this.scaled, this.scaledPairs),
      rmsse: squared === null ? null : Math.sqrt(squared),
      pinball: ratio(this.pinball, this.bandPairs),
      coverage: ratio(this.inside, this.bandPairs),
      statistical_wape: ratio(this.statistical, this.demand),
      overridden_pairs: this.overridden,
      value_added: ratio(this.saved, this.overriddenDemand),
    };
  }
}
