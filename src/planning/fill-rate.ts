import { normalCdf, normalDensity } from './normal';
import { normalLoss, normalLossInverse } from './normal-loss';

/**
 * Safety stock for a fill rate β, in sales units: k·σ with G(k) = (1 − β)·Q/σ, σ the sd of demand over the protection
 * interval and Q the order quantity. Negative where the lot alone serves better than asked. Silver, Pyke & Thomas (4th ed.
 * 2017), §6.7, P2 rule: shortages left over from the cycle before are not counted, so that the true fill rate is a little
 * higher (fillRate). 0 when nothing varies.
 */
export function safetyStockForFillRate(rate: number, protectionSd: number, orderQuantity: number): number {
  return protectionSd === 0 ? 0 : normalLossInverse(((1 - rate) * orderQuantity) / protectionSd) * protectionSd;
}

/** Below this width (in units of σ, and of the distance from the middle) a difference of losses would lose its digits. */
const NARROW = 0.5;
/** Taylor terms that matter at that width. */
const TERMS = 8;
const CERTAIN = 40;

/** Mean of Φ over k … k + width, by Taylor's series about the middle; the derivatives of φ are Hermite polynomials. */
function meanOfCdfNarrow(k: number, width: number): number {
  const middle = k + width / 2;
  if (Math.abs(middle) > CERTAIN) return middle > 0 ? 1 : 0;
  const halfSquared = (width * width) / 4;
  let before = 1; // He₀
  let hermite = middle; // He₁
  let scale = halfSquared / 6; // (width/2)^2j / (2j + 1)!
  let sum = 0;
  for (let j = 1; j <= TERMS; j++) {
    sum -= hermite * scale;
    const even = middle * hermite - (2 * j - 1) * before;
    before = even;
    hermite = middle * even - 2 * j * hermite;
    scale *= halfSquared / ((2 * j + 2) * (2 * j + 3));
  }
  return normalCdf(middle) + normalDensity(middle) * sum;
}

/**
 * Fill rate of a safety stock: share of demand served from stock, exactly for an (R, Q) policy with normal demand over the
 * protection interval: 1 − σ·(G(k) − G(k + Q/σ))/Q, k = SS/σ. It is the mean of Φ over k … k + Q/σ and is computed as that
 * where the difference would cancel. σ = 0: what the lot serves above the (negative) safety stock. Silver, Pyke & Thomas
 * (4th ed. 2017), §6; Zipkin (2000), Foundations of Inventory Management, §6.
 */
export function fillRate(safetyStock: number, protectionSd: number, orderQuantity: number): number {
  const k = safetyStock / protectionSd;
  const width = orderQuantity / protectionSd;
  if (protectionSd === 0 || !Number.isFinite(k) || !Number.isFinite(width))
    return 1 - Math.min(Math.max(-safetyStock, 0), orderQuantity) / orderQuantity;
  if (width * Math.max(1, Math.abs(k + width / 2)) <= NARROW) return meanOfCdfNarrow(k, width);
  const served =
    k + width / 2 < 0
      ? (normalLoss(-k - width) - normalLoss(-k)) / width
      : 1 - (normalLoss(k) - normalLoss(k + width)) / width;
  return Math.min(1, Math.max(0, served));
}
