import { dampedSteps, dampedTrend } from '../forecast-methods/damped-trend';
import { robustLevel } from '../forecast-methods/robust-level';
import type { PreparedSeries } from './history';
import { LAUNCH_PERIODS } from './learn-launch';
import type { Design } from './design';
import { rareRates } from './rare-demand';
import { Scratch } from './scratch';
import type { Rule } from './rules';

/**
 * The states of a rule after each period. The forecast of period t made after period o is
 * season(t) · ((base[o] + slope[o] · steps[t − o]) · known(t) + gain[o] · exposure(t)), see `fillForecasts`.
 */
export interface RuleRun {
  rule: Rule;
  base: Float64Array;
  gain: Float64Array;
  slope: Float64Array | null;
  steps: Float64Array | null;
}

/** Periods the launch level of other items weighs beside an item's own. */
const LAUNCH_WEIGHT = 1;

/**
 * Baseline and promotion gain by least squares with a memory: Σ λ^age · w · (y/s − B·known − P·exposure)² + ρ·(P − g·B)²,
 * weighted by 1/(1 + g·exposure), since what sells more also scatters more; P is drawn towards the gain g that the
 * category's promotions have. Without promotions this is exponential smoothing that begins as the plain mean.
 */
function levelRun(
  { demand }: PreparedSeries,
  design: Design,
  rule: Rule & { kind: 'level' },
  from: number,
  until: number,
  run: RuleRun,
): void {
  const { memory, season } = rule;
  const { known, exposure, factor, gain: prior, weight: ridge } = design;
  let bb = 0;
  let bp = 0;
  let pp = 0;
  let by = 0;
  let py = 0;
  for (let at = 0; at < until; at += 1) {
    const value = demand[at] as number;
    bb *= memory;
    by *= memory;
    if (design.promoted) {
      bp *= memory;
      pp *= memory;
      py *= memory;
    }
    if (!Number.isNaN(value)) {
      const scale = season ? (factor[at] as number) : 1;
      const y = value / scale;
      const r = known[at] as number;
      const x = exposure[at] as number;
      const w = 1 / (1 + prior * x);
      bb += w * r * r;
      by += w * r * y;
      if (x !== 0) {
        bp += w * r * x;
        pp += w * x * x;
        py += w * x * y;
      }
    }
    if (at < from) continue;
    if (!design.promoted) {
      run.base[at] = bb > 0 ? Math.max(0, by / bb) : 0;
      continue;
    }
    const rho = ridge / (1 + prior);
    const a = bb + rho * prior * prior;
    const b = bp - rho * prior;
    const c = pp + rho;
    const determinant = a * c - b * b;
    let base = determinant > 0 ? (c * by - b * py) / determinant : 0;
    let gain = determinant > 0 ? (a * py - b * by) / determinant : 0;
    if (gain < 0) {
      gain = 0;
      base = bb > 0 ? by / bb : 0;
    } else if (base < 0) {
      base = 0;
      gain = c > 0 ? py / c : 0;
    }
    run.base[at] = Math.max(0, base);
    run.gain[at] = Math.max(0, gain);
  }
}

/** What sold without promotions, by the uplift found so far; NaN where unknown. */
export function plainHistory(
  { demand }: PreparedSeries,
  design: Design,
  level: RuleRun,
  until: number,
): (number | null)[] {
  const plain: (number | null)[] = [];
  for (let at = 0; at < until; at += 1) {
    const value = demand[at] as number;
    const base = level.base[at] as number;
    const ratio = base > 0 ? (level.gain[at] as number) / base : design.gain;
    const factor = (design.known[at] as number) + ratio * (design.exposure[at] as number);
    plain.push(Number.isNaN(value) || !(factor > 0) ? null : value / factor);
  }
  return plain;
}

/** A promotion sells in proportion to the baseline. */
function proportional(run: RuleRun, level: RuleRun, design: Design, from: number, until: number): void {
  for (let at = from; at < until; at += 1) {
    const base = level.base[at] as number;
    run.gain[at] = base > 0 ? (run.base[at] as number) * ((level.gain[at] as number) / base) : 0;
    if (!(base > 0) && design.promoted) run.gain[at] = level.gain[at] as number;
  }
}

/**
 * Runs a rule over the periods `from` … `until` of its states with one slice of knowledge. `level` is the run of the mean rule,
 * which the others take the uplift from, and `plain` what it leaves without promotions, up to `until`.
 */
export function runRule(
  prepared: PreparedSeries,
  design: Design,
  run: RuleRun,
  level: RuleRun,
  plain: readonly (number | null)[],
  from: number,
  until: number,
): void {
  const { rule } = run;
  switch (rule.kind) {
    case 'level':
      levelRun(prepared, design, rule, from, until, run);
      return;
    case 'trend':
      dampedTrend(plain, rule, run.base, run.slope as Float64Array, from);
      break;
    case 'robust':
      robustLevel(plain, { memory: rule.memory, excess: rule.excess }, run.base, from);
      break;
    case 'tsb':
      rareRates(plain, rule.size, rule.probability, run.base, from);
      break;
    case 'launch': {
      const { launchLevel } = design;
      let sum = launchLevel === null ? 0 : LAUNCH_WEIGHT * launchLevel;
      let weight = launchLevel === null ? 0 : LAUNCH_WEIGHT;
      for (let at = 0; at < until; at += 1) {
        const value = plain[at] ?? null;
        if (value !== null && at < 2 * LAUNCH_PERIODS) {
          sum += value;
          weight += design.launch(at);
        }
        if (at >= from) run.base[at] = weight > 0 ? sum / weight : 0;
      }
      break;
    }
  }
  proportional(run, level, design, from, until);
}

export function emptyRun(rule: Rule, length: number, most: number, memory = new Scratch()): RuleRun {
  return {
    rule,
    base: memory.take(length),
    gain: memory.take(length),
    slope: rule.kind === 'trend' ? memory.take(length) : null,
    steps: rule.kind === 'trend' ? dampedSteps(rule.damping, most) : null,
  };
}

/** Forecasts after period `origin` for the next `reach` ones, into `into` from `place` on. */
export function fillForecasts(
  run: RuleRun,
  { known, exposure, factor, launch }: Design,
  origin: number,
  reach: number,
  into: Float64Array,
  place: number,
): void {
  const { rule, slope, steps } = run;
  const base = run.base[origin] as number;
  const gain = run.gain[origin] as number;
  const tilt = slope ? (slope[origin] as number) : 0;
  const seasonal = rule.kind === 'level' && rule.season;
  const launching = rule.kind === 'launch';
  for (let ahead = 1; ahead <= reach; ahead += 1) {
    const at = origin + ahead;
    let level = base;
    if (steps) level += tilt * (steps[ahead] as number);
    if (launching) level *= launch(at);
    let value = level * (known[at] as number) + gain * (exposure[at] as number);
    if (seasonal) value *= factor[at] as number;
    into[place + ahead - 1] = value > 0 ? value : 0;
  }
}
