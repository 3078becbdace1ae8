import { independentCount } from './error-windows';
import type { ErrorLaw } from './types';

/** Largest factor on a safety stock, and how many independent windows a shortfall must rest on. */
const MOST_CORRECTION = 3;
const LEAST_WINDOWS = 4;
/** A shortfall with less than this probability is the item's own, and the rest then weighs no more than so many windows. */
const CHANCE = 0.05;
const BEYOND_CHANCE = 20;
const LEAST_CORRECTION = 1.01;
/** How far a proof may fall short of its promise. */
export const DEFAULT_MARGIN = 0.02;

/** The windows of an item's past under a rule, oldest first: all that was known before each, and what came. */
export interface JudgedWindows {
  count: number;
  /** length in weeks at the mean lead time */
  weeks: number;
  age: Int32Array;
  /** forecast of the interval */
  mean: Float64Array;
  /** safety stock if errors were normal with the item's sd: z·sd, nothing calibrated */
  normal: Float64Array;
  /** safety stock by the distribution of errors */
  raw: Float64Array;
  /** the rule's safety stock, within the planner's bounds, before and after correction */
  plain: Float64Array;
  held: Float64Array;
  /** mean and safety stock of the textbook rule; NaN where it lacked history */
  textbookMean: Float64Array;
  textbookSafety: Float64Array;
  /** demand of the interval for each of the equally likely lead times, `atoms` values a window */
  demand: Float64Array;
  /** demand over the lead time alone, likewise */
  leadDemand: Float64Array;
  atoms: number;
}

/** Probability of at most `hits` out of `count` when each is a hit with probability p (binomial). */
export function chanceOf(hits: number, count: number, p: number): number {
  let term = (1 - p) ** count;
  let sum = term;
  for (let hit = 1; hit <= hits; hit++) {
    term *= ((count - hit + 1) / hit) * (p / (1 - p));
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * Factor on the safety stock after the first `count` judged windows: where they fell short of the promise by more than the
 * margin, the factor that would have kept it (the conformal quantile of demand's excess over forecast as a share of the
 * safety stock: Lei et al. 2018), drawn towards 1 by how little items differ in their service beyond chance, less so where
 * the shortfall of this item alone is beyond chance.
 */
export function correctionAfter(
  judged: JudgedWindows,
  count: number,
  target: number,
  margin: number,
  law: ErrorLaw,
): { factor: number; achieved: number | null } {
  const none = { factor: 1, achieved: null };
  if (count === 0) return none;
  const independent = independentCount(judged, 0, count);
  if (independent < LEAST_WINDOWS) return none;
  const { atoms, demand, mean, raw } = judged;
  let hits = 0;
  for (let at = 0; at < count; at++) {
    const level = (mean[at] as number) + (raw[at] as number);
    for (let atom = 0; atom < atoms; atom++) if ((demand[at * atoms + atom] as number) <= level) hits++;
  }
  const achieved = hits / (count * atoms);
  if (achieved >= target - margin) return none;
  const ratios = new Float64Array(count * atoms);
  for (let index = 0; index < ratios.length; index++) {
    const at = Math.floor(index / atoms);
    ratios[index] = ((demand[index] as number) - (mean[at] as number)) / Math.max(raw[at] as number, 1e-9);
  }
  ratios.sort();
  const level = Math.min(1, target * (1 + 1 / independent));
  const needed = ratios[Math.max(0, Math.ceil(level * ratios.length - 1e-9) - 1)] as number;
  const isChance = chanceOf(Math.round(achieved * independent), independent, target) > CHANCE;
  const others = isChance ? law.serviceCredibility : Math.min(BEYOND_CHANCE, law.serviceCredibility);
  const credible = independent / (independent + others);
  const factor = 1 + credible * (Math.min(MOST_CORRECTION, Math.max(1, needed)) - 1);
  return factor >= LEAST_CORRECTION ? { factor, achieved } : none;
}
