import type { BackTest, Group } from './back-test';
import type { PreparedSeries } from './history';
import type { KnowledgeSlice } from './knowledge';
import { RULES } from './rules';

/** Rules differ little, and by chance, before an origin has this many periods and this share of the history behind it. */
const LEAST_ORIGIN = 3;
/** Errors this many periods old count half: what did well lately is likelier to go on. */
const HALF_LIFE = 20;
const LEAST_SHARE = 0.25;

const GROUPS: readonly Group[] = ['new', 'intermittent', 'regular'];
/** Steps of a rolling forecast that are looked at: all of them say much the same. */
const STEPS = 4;
/** Ridge on the weights, as a share of the mean squared error of a rule: rules that do alike share alike. */
const RIDGE = 0.2;
const MOST_SWEEPS = 50;
/** Weight moved in a sweep that is none. */
const STILL = 1e-6;
const REWEIGHTINGS = 3;
/** Equal weights count as this share of the evidence. */
const EQUAL_SHARE = 0.05;

/** Errors of all rules for one period from one origin. */
interface Errors {
  group: Group;
  /** periods from the target to the end of the history */
  back: number;
  /** by position in RULES; NaN: the rule was not usable */
  errors: Float64Array;
  /** what one unit of squared error counts */
  weight: number;
  /** mean error an item's errors are compared with */
  scale: number;
}

/** Errors of the rules of a series at some origins and steps. */
export function errorsOf({ demand }: PreparedSeries, test: BackTest): Errors[] {
  const { rules, origins, reach, forecasts, groups } = test;
  const places = rules.map(({ id }) => RULES.findIndex((rule) => rule.id === id));
  const found: Errors[] = [];
  const every = Math.max(1, Math.ceil(reach / STEPS));
  let count = 0;
  let squares = 0;
  let next = 0;
  const from = Math.max(LEAST_ORIGIN, LEAST_SHARE * demand.length);
  origins.forEach((origin, index) => {
    for (; next <= origin; next += 1) {
      const value = demand[next] as number;
      if (Number.isNaN(value)) continue;
      count += 1;
      squares += value * value;
    }
    // the size of its demand by then: later periods must not weigh earlier errors
    const scale = Math.sqrt(squares / count);
    if (origin < from || !(scale > 0)) return;
    for (let ahead = 1; ahead <= reach; ahead += every) {
      const at = origin + ahead;
      const actual = at < demand.length ? (demand[at] as number) : NaN;
      if (Number.isNaN(actual)) continue;
      const errors = new Float64Array(RULES.length).fill(NaN);
      for (let rule = 0; rule < rules.length; rule += 1)
        errors[places[rule] as number] =
          (forecasts[(rule * origins.length + index) * reach + ahead - 1] as number) - actual;
      found.push({
        group: groups[index] as Group,
        back: demand.length - 1 - at,
        errors,
        weight: 1 / (scale * scale),
        scale,
      });
    }
  });
  return found;
}

/**
 * min w'Gw over w ≥ 0, Σw = 1, G positive semidefinite: weight is moved between two rules at a time, each time as far as
 * lowers the error most, until nothing moves.
 */
export function simplexWeights(gram: Float64Array, size: number): Float64Array {
  const weights = new Float64Array(size).fill(1 / size);
  const gradient = new Float64Array(size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      gradient[row] = (gradient[row] as number) + (gram[row * size + column] as number) / size;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let moved = 0;
    for (let to = 0; to < size; to += 1) {
      for (let from = 0; from < size; from += 1) {
        if (from === to) continue;
        const slope = (gradient[from] as number) - (gradient[to] as number);
        if (!(slope > 0) || !((weights[from] as number) > 0)) continue;
        const bend =
          (gram[from * size + from] as number) +
          (gram[to * size + to] as number) -
          2 * (gram[from * size + to] as number);
        const step = bend > 0 ? Math.min(weights[from] as number, slope / bend) : (weights[from] as number);
        weights[from] = (weights[from] as number) - step;
        weights[to] = (weights[to] as number) + step;
        for (let row = 0; row < size; row += 1)
          gradient[row] =
            (gradient[row] as number) +
            step * ((gram[row * size + to] as number) - (gram[row * size + from] as number));
        moved += step;
      }
    }
    if (moved < STILL) break;
  }
  return weights;
}

/** Weights of one group from the errors known by some time. */
function groupWeights(all: readonly Errors[], group: Group, until: number): Record<string, number> {
  const usable = new Float64Array(RULES.length);
  for (const { errors } of all)
    for (let rule = 0; rule < RULES.length; rule += 1)
      if (!Number.isNaN(errors[rule])) usable[rule] = (usable[rule] as number) + 1;
  const used = RULES.map((_, rule) => rule).filter((rule) => (usable[rule] as number) > 0.5 * all.length);
  const size = used.length;
  let weights = new Float64Array(size).fill(1 / size);
  // squares for demand that comes now and then; sizes of errors, by reweighted squares, for the rest
  for (let round = 0; round < (group === 'intermittent' ? 1 : REWEIGHTINGS); round += 1) {
    const gram = new Float64Array(size * size);
    const picked = new Float64Array(size);
    for (const { errors, weight, scale, back } of all) {
      const age = 0.5 ** ((back - until) / HALF_LIFE);
      let own = weight * age;
      if (group !== 'intermittent') {
        let mixed = 0;
        for (let rule = 0; rule < size; rule += 1) {
          const error = errors[used[rule] as number] as number;
          if (!Number.isNaN(error)) mixed += (weights[rule] as number) * error;
        }
        own = age / Math.max(0.05 * scale, Math.abs(mixed));
      }
      for (let row = 0; row < size; row += 1) {
        const value = errors[used[row] as number] as number;
        picked[row] = Number.isNaN(value) ? 0 : value;
      }
      for (let row = 0; row < size; row += 1) {
        const weighted = own * (picked[row] as number);
        const from = row * size;
        for (let column = 0; column <= row; column += 1)
          gram[from + column] = (gram[from + column] as number) + weighted * (picked[column] as number);
      }
    }
    for (let row = 0; row < size; row += 1)
      for (let column = row + 1; column < size; column += 1)
        gram[row * size + column] = gram[column * size + row] as number;
    let trace = 0;
    for (let row = 0; row < size; row += 1) trace += gram[row * size + row] as number;
    for (let row = 0; row < size; row += 1)
      gram[row * size + row] = (gram[row * size + row] as number) + (RIDGE * trace) / size;
    weights = simplexWeights(gram, size) as Float64Array<ArrayBuffer>;
  }
  const result: Record<string, number> = {};
  used.forEach((rule, index) => {
    const id = RULES[rule]?.id ?? '';
    result[id] = (1 - EQUAL_SHARE) * (weights[index] as number) + EQUAL_SHARE / size;
  });
  return result;
}

/** Errors a group needs before it has weights of its own. */
const LEAST_ERRORS = 200;

/**
 * The combination that did best over a sample of series, by group and as of a time (stacking: Wolpert 1992, Neural Networks
 * 5:241): non-negative weights that sum to 1 and leave the least error of the combined forecast.
 */
export function stackedWeights(all: readonly Errors[], back: number): KnowledgeSlice['weights'] {
  const result: Record<string, Record<string, number>> = {};
  for (const group of GROUPS) {
    const own = all.filter((one) => one.group === group && one.back >= back);
    if (own.length >= LEAST_ERRORS) result[group] = groupWeights(own, group, back);
  }
  return result;
}
