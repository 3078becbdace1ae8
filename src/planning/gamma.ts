import { normalQuantile } from './normal';
import { logExcess, logSpread } from './saddle-point';

/** From this shape on the quantile is a series in 1/√shape, exact to about 1 part in 10^14. */
const LARGE_SHAPE = 2e4;
/** A further term of this share no longer changes a sum of doubles; a further factor this near to 1 is rounding. */
const PRECISION = 1e-17;
const ROUNDING = 5e-16;

/** P(a, x)·Γ(a + 1)·e^x/x^a = 1 + x/(a+1) + x²/((a+1)(a+2)) + … (Abramowitz & Stegun 6.5.29), for x < a + 1. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let next = a + 1; term > PRECISION * sum; next++) {
    term *= x / next;
    sum += term;
  }
  return sum;
}

/** Q(a, x)·Γ(a)·e^x/x^a by Legendre's continued fraction (Abramowitz & Stegun 6.5.31), Lentz's method, for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let term = 1; ; term++) {
    const numerator = term * (a - term);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (!(Math.abs(factor - 1) > ROUNDING)) return fraction;
  }
}

interface Tail {
  /** ln of the probability */
  log: number;
  /** probability / (x · density): how far ln x has to move for a change of ln probability */
  reach: number;
}

/**
 * One tail of a gamma distribution of scale 1 at x = e^u, by the log of it: nothing underflows. `spread` is logSpread(shape).
 */
function tailAt(shape: number, u: number, upper: boolean, spread: number): Tail {
  const x = Math.exp(u);
  const apart = (x - shape) / shape;
  const excess = Math.abs(apart) < 0.4 ? shape * logExcess(apart) : x - shape - shape * (u - Math.log(shape));
  const logTerm = -spread - excess;
  const inLower = x < shape + 1;
  const ratio = inLower ? lowerSeries(shape, x) / shape : upperFraction(shape, x);
  const logRatio = Math.log(inLower ? ratio * shape : ratio);
  const log = inLower ? logTerm + logRatio : logTerm + logRatio + Math.log(shape);
  if (inLower !== upper) return { log, reach: ratio };
  const other = -Math.expm1(log);
  return { log: Math.log(other), reach: other / (shape * Math.exp(logTerm)) };
}

/** Regularised incomplete gamma functions: shares of a gamma distribution of scale 1 below and above x. */
export function gammaTails(shape: number, x: number): { lower: number; upper: number } {
  if (!(x > 0)) return { lower: 0, upper: 1 };
  const inLower = x < shape + 1;
  const found = Math.exp(tailAt(shape, Math.log(x), !inLower, logSpread(shape)).log);
  return inLower ? { lower: found, upper: 1 - found } : { lower: 1 - found, upper: found };
}

/**
 * Cornish–Fisher expansion of the quantile for large shapes: Goldberg & Levine (1946), Annals of Mathematical Statistics
 * 17:216–225, for χ² with 2·shape degrees of freedom, as shares of the mean.
 */
function largeShape(z: number, shape: number): number {
  const s = 1 / Math.sqrt(shape);
  const y = z * z;
  return (
    1 +
    s *
      (z +
        s *
          ((y - 1) / 3 +
            s *
              ((z * (y - 7)) / 36 +
                s *
                  (-((3 * y + 7) * y - 16) / 810 +
                    s *
                      ((z * ((9 * y + 256) * y - 433)) / 38880 +
                        (s * (((12 * y - 243) * y - 923) * y + 1472)) / 204120)))))
  );
}

const EULER = 0.5772156649015328606;
const TINY_SHAPE = 1e-6;
/** Below it no probability under 1 that a double can hold lies away from 0. */
const SMALLEST_SHAPE = 1e-300;

/** ln x by the leading term of the lower tail, x^shape/Γ(shape + 1) = p: never above the quantile. */
function leadingTerm(p: number, shape: number, spread: number): number {
  const logGamma =
    shape < TINY_SHAPE ? shape * ((shape * Math.PI * Math.PI) / 12 - EULER) : spread + shape * (Math.log(shape) - 1);
  return (Math.log(p) + logGamma) / shape;
}

/** ln x by Wilson & Hilferty (1931), Proceedings of the National Academy of Sciences 17:684–688. */
function cubeRoot(p: number, shape: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
  return root > 0.2 ? Math.log(shape) + 3 * Math.log(root) : -Infinity;
}

/** Below it the terms after the leading one are smaller than rounding. */
const LEADING_ALONE = -40;
const STEPS = 100;

/**
 * Quantile of a gamma distribution: x with P(X ≤ x) = p, 0 < p < 1, shape > 0. Newton's method on ln x for the log of the
 * smaller tail, which is concave, so that steps come from one side; to about 1 part in 10^13 for shapes from 0.01. For
 * shapes over 20,000 the Cornish–Fisher expansion. 0 where the answer is too small for a number.
 */
export function gammaQuantile(p: number, shape: number, scale = 1): number {
  if (shape < SMALLEST_SHAPE) return 0;
  if (shape >= LARGE_SHAPE) return shape * scale * largeShape(normalQuantile(p), shape);
  const upper = p > 0.5;
  const wanted = upper ? Math.log1p(-p) : Math.log(p);
  const spread = logSpread(shape);
  const least = leadingTerm(p, shape, spread);
  if (least < LEADING_ALONE) return Math.exp(least + Math.log(scale));
  let u = Math.max(least, cubeRoot(p, shape));
  for (let step = 1, count = 0; Math.abs(step) > 1e-8 && count < STEPS; count++) {
    const { log, reach } = tailAt(shape, u, upper, spread);
    step = (upper ? log - wanted : wanted - log) * reach;
    u += step;
  }
  return Math.exp(u + Math.log(scale));
}
