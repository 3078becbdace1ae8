const INVERSE_ROOT_2PI = 0.3989422804014326779;
const LOG_ROOT_2PI = 0.9189385332046727418;

/** Beyond it tails are computed by themselves, inside it from the middle. */
const TAIL = 2;

/** φ(z), the density of the standard normal distribution. */
export const normalDensity = (z: number): number => INVERSE_ROOT_2PI * Math.exp(-0.5 * z * z);

/** ln φ(z), where φ itself would be too small for a number. */
export const logNormalDensity = (z: number): number => -0.5 * z * z - LOG_ROOT_2PI;

/**
 * t(z) = 1/(z + 2/(z + 3/(z + …))) for z ≥ 2: what makes the upper tail φ/(z + t) and the loss φ·t/(z + t) without a
 * subtraction. Laplace's continued fraction of the Mills ratio (Abramowitz & Stegun 1964, 26.2.14), from the inside out.
 */
export function tailFraction(z: number): number {
  let fraction = 0;
  for (let term = Math.ceil(12 + 340 / (z * z)); term > 1; term--) fraction = term / (z + fraction);
  return 1 / (z + fraction);
}

/** Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/(3·5) + …): Marsaglia (2004), Journal of Statistical Software 11(4). */
function fromTheMiddle(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return normalDensity(z) * sum;
}

/** Φ(z), the share of a standard normal distribution below z, to about 1 part in 10^14 in either tail. */
export function normalCdf(z: number): number {
  if (z < -TAIL) return normalDensity(z) / (tailFraction(-z) - z);
  if (z > TAIL) return 1 - normalDensity(z) / (tailFraction(z) + z);
  return 0.5 + fromTheMiddle(z);
}

/** Horner's rule for the eight coefficients of Wichura's polynomials, constant first, written out for speed. */
const polynomial = (
  x: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
) => ((((((h * x + g) * x + f) * x + e) * x + d) * x + c) * x + b) * x + a;

/** z(p) for |p − ½| ≤ 0.425, q = p − ½. */
function middle(q: number): number {
  const r = 0.180625 - q * q;
  return (
    (q *
      polynomial(
        r,
        3.387132872796366608,
        133.14166789178437745,
        1971.5909503065514427,
        13731.693765509461125,
        45921.953931549871457,
        67265.770927008700853,
        33430.575583588128105,
        2509.0809287301226727,
      )) /
    polynomial(
      r,
      1,
      42.313330701600911252,
      687.1870074920579083,
      5394.1960214247511077,
      21213.794301586595867,
      39307.89580009271061,
      28729.085735721942674,
      5226.495278852545461,
    )
  );
}

/** −z(p) in the lower tail, p < 0.075. */
function tail(p: number): number {
  const r = Math.sqrt(-Math.log(p));
  if (r <= 5) {
    const x = r - 1.6;
    return (
      polynomial(
        x,
        1.42343711074968357734,
        4.6303378461565452959,
        5.7694972214606914055,
        3.64784832476320460504,
        1.27045825245236838258,
        2.4178072517745061177e-1,
        2.27238449892691845833e-2,
        7.7454501427834140764e-4,
      ) /
      polynomial(
        x,
        1,
        2.05319162663775882187,
        1.6763848301838038494,
        6.8976733498510000455e-1,
        1.4810397642748007459e-1,
        1.51986665636164571966e-2,
        5.475938084995344946e-4,
        1.05075007164441684324e-9,
      )
    );
  }
  const x = r - 5;
  return (
    polynomial(
      x,
      6.6579046435011037772,
      5.4637849111641143699,
      1.7848265399172913358,
      2.9656057182850489123e-1,
      2.6532189526576123093e-2,
      1.2426609473880784386e-3,
      2.71155556874348757815e-5,
      2.01033439929228813265e-7,
    ) /
    polynomial(
      x,
      1,
      5.9983220655588793769e-1,
      1.3692988092273580531e-1,
      1.48753612908506148525e-2,
      7.868691311456132591e-4,
      1.8463183175100546818e-5,
      1.4215117583164458887e-7,
      2.04426310338993978564e-15,
    )
  );
}

/**
 * z(p), the quantile of the standard normal distribution: P(Z ≤ z) = p. Infinite at 0 and 1, NaN outside.
 * Algorithm AS 241 (Wichura 1988, Applied Statistics 37:477–484, PPND16), about 1 part in 10^16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return middle(q);
  if (p > 0 && p < 1) return q < 0 ? -tail(p) : tail(1 - p);
  return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
}
