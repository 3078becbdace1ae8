import type { CountDistribution, Tails } from './count-demand';
import { logExcess, logSpread, stirlingError } from './saddle-point';

/** A further factor this near to 1 is rounding. */
const ROUNDING = 5e-16;
const TERMS = 1e6;

/**
 * I_x(a, b)·B(a, b)/(x^a·y^b), y = 1 − x, for x ≤ a/(a + b): continued fraction of Didonato & Morris (1992), ACM TOMS
 * 18:360–373, by Lentz's method. `apart` = a − (a + b)·x is given, since a large a has no digits left for it.
 */
function betaFraction(a: number, b: number, x: number, y: number, apart: number): number {
  let d = 1 / ((a / (a + 1)) * (apart + 1));
  let c = Infinity;
  let fraction = d;
  for (let n = 1; n < TERMS; n++) {
    const odd = a + 2 * n - 1;
    const spare = n * (b - n) * x;
    const numerator = ((a + n - 1) / odd) * ((a + b + n - 1) / odd) * spare * x;
    const denominator = n + spare / odd + ((a + n) / (odd + 2)) * (apart + 1 + n * (1 + y));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    fraction *= c * d;
    if (!(Math.abs(c * d - 1) > ROUNDING)) break;
  }
  return fraction;
}

/**
 * Negative binomial demand of a mean and a larger variance: r = mean²/(variance − mean), p = mean/variance;
 * P(X ≤ k) = I_p(r, k + 1) (Abramowitz & Stegun 26.5.26). Written in the mean and the excess of variance over it, so that
 * it goes over into Poisson demand without a step as that excess vanishes.
 */
export function negativeBinomialDemand(mean: number, variance: number): CountDistribution {
  const p = mean / variance;
  const q = (variance - mean) / variance;
  const r = mean * (mean / (variance - mean));
  const logNone = r * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
  const spread = logSpread(r);

  /** Γ(r + k + 1)/(Γ(r + 1)·k!)·p^r·q^k: a binomial term with r successes, for a whole k */
  const term = (k: number): number => {
    if (k === 0) return Math.exp(logNone);
    const away = p * (k - mean);
    const log = stirlingError(r + k) - spread - stirlingError(k) - r * logExcess(away / r) - k * logExcess(-away / k);
    return Math.exp(log) * Math.sqrt((r + k) / k);
  };

  return {
    mean,
    variance,
    skewness: (1 + q) / Math.sqrt(mean * p),
    term: (k) => (term(k) * r) / (r + k),
    tails(k): Tails {
      if (k === 0) return { lower: Math.exp(logNone), upper: -Math.expm1(logNone) };
      const apart = p * (mean - (k + 1));
      const scale = mean * p * term(k);
      if (apart >= 0) {
        const lower = scale * betaFraction(r, k + 1, p, q, apart);
        return { lower, upper: 1 - lower };
      }
      const upper = scale * betaFraction(k + 1, r, q, p, -apart);
      return { lower: 1 - upper, upper };
    },
  };
}
