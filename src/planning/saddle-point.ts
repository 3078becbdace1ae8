/**
 * Poisson and binomial terms by Loader's saddle-point expansion: C. Loader (2000), Fast and accurate computation of binomial
 * probabilities. The exponent is a sum of small parts instead of a difference of large logarithms, so that the terms keep
 * their digits at any size. The counts need not be whole: incomplete gamma and beta functions start from the same terms.
 */

/** Stirling's series is exact to a double from here on. */
const STIRLING_FROM = 10;
const ROOT_2PI_LOG = 0.9189385332046727418;

/** ln Γ(n + 1) − (n + ½)·ln n + n − ln √(2π), the error of Stirling's formula, for n > 0. */
export function stirlingError(n: number): number {
  let shifted = 0;
  let at = n;
  for (; at < STIRLING_FROM; at++) shifted += (at + 0.5) * Math.log1p(1 / at) - 1;
  const q = 1 / (at * at);
  const series = (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - (q * 691) / 360360))))) / at;
  return shifted + series;
}

/** t − ln(1 + t) for t > −1, without cancellation near 0: half Loader's deviance per unit. */
export function logExcess(t: number): number {
  if (!(Math.abs(t) < 0.4)) return t - Math.log1p(t);
  const r = t / (2 + t);
  const y = r * r;
  let power = y;
  let sum = y / 3;
  for (let odd = 5; power > 1e-17 * sum; odd += 2) {
    power *= y;
    sum += power / odd;
  }
  return r * (t - 2 * sum);
}

/** ln of √(2π·n) and Stirling's error together: what a term at n has in its denominator. */
export const logSpread = (n: number): number => stirlingError(n) + 0.5 * Math.log(n) + ROOT_2PI_LOG;

/** ln of mean^n·e^(−mean)/Γ(n + 1), for n > 0 and mean > 0. `spread` is logSpread(n). */
export const logPoissonTerm = (n: number, mean: number, spread = logSpread(n)): number =>
  -spread - n * logExcess((mean - n) / n);
