import stdlibNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';

const C = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
];
const D = [
  1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1,
  1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const E = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1,
  2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const F = [
  1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** Lower tail of algorithm AS 241 (Wichura 1988, Applied Statistics 37:477–484, PPND16), for p < 0.075. */
function lowerTail(p: number): number {
  const r = Math.sqrt(-Math.log(p));
  return r <= 5 ? -polynomial(C, r - 1.6) / polynomial(D, r - 1.6) : -polynomial(E, r - 5) / polynomial(F, r - 5);
}

/**
 * z(p), the quantile of the standard normal distribution: P(Z ≤ z) = p. Infinite at 0 and 1, NaN outside.
 * The library's routine forms 2p − 1 and so loses the lower tail (2e-9 off at 1e-10, −Infinity at 1e-100);
 * there Wichura's rational approximation (about 1 part in 10^16) takes over.
 */
export function normalQuantile(p: number): number {
  return p > 0 && p < 0.075 ? lowerTail(p) : stdlibNormalQuantile(p, 0, 1);
}
