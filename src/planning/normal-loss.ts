import { logNormalDensity, normalCdf, normalDensity, tailFraction } from './normal';

/** From here on the loss is the continued fraction; φ(z) − z·(1 − Φ(z)) would lose its digits by subtraction. */
const TAIL = 2;

/**
 * G(z) = φ(z) − z·(1 − Φ(z)), the standard normal loss: expected shortage per unit of σ with a safety stock of z·σ.
 * Silver, Pyke & Thomas, Inventory and Production Management in Supply Chains (4th ed. 2017), §6 and appendix II. To about
 * 1 part in 10^13 on either side: φ·t/(z + t) in the upper tail, G(z) = G(−z) − z below it.
 */
export function normalLoss(z: number): number {
  if (z >= TAIL) {
    const t = tailFraction(z);
    return (normalDensity(z) * t) / (z + t);
  }
  return z <= -TAIL ? normalLoss(-z) - z : normalDensity(z) - z * normalCdf(-z);
}

/** Steps converge from one side and double their digits each; more are never needed. */
const STEPS = 60;
const settled = (step: number, k: number): boolean => !(Math.abs(step) > 1e-9 * (1 + Math.abs(k)));

/**
 * k with G(k) = loss, for any loss > 0: Newton's method. Above G(0) on k itself (G(−x) = x + G(x) is convex), below it on
 * ln G, which is concave and bends little, so that neither overshoots. −Infinity and Infinity at the ends.
 */
export function normalLossInverse(loss: number): number {
  if (loss === Infinity) return -Infinity;
  if (!(loss > 0)) return loss === 0 ? Infinity : NaN;
  if (loss >= normalLoss(0)) {
    let x = loss;
    for (let step = 1, count = 0; !settled(step, x) && count < STEPS; count++) {
      step = (x + normalLoss(x) - loss) / normalCdf(x);
      x -= step;
    }
    return -x;
  }
  const wanted = Math.log(loss);
  let k = Math.sqrt(Math.max(0, -2 * (wanted - logNormalDensity(0))));
  for (let step = 1, count = 0; !settled(step, k) && count < STEPS; count++) {
    if (k >= TAIL) {
      const t = tailFraction(k);
      step = t * (logNormalDensity(k) + Math.log(t / (k + t)) - wanted);
    } else {
      const at = normalLoss(k);
      step = (at / normalCdf(-k)) * (Math.log(at) - wanted);
    }
    k += step;
  }
  return k;
}
