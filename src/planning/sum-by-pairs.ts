import { spanOf, toleranceOf, type Atoms } from './atoms';

/** Counts stay exact below this. */
const EXACT = 2 ** 53;

const room = (length: number): number => 2 ** Math.ceil(Math.log2(Math.max(1024, length)));

/** Memory that every call uses again: thousands of rows are answered in one. */
let dense = new Float64Array(room(0));
const spare: Atoms[] = [];

function zeros(length: number): Float64Array {
  if (dense.length < length) dense = new Float64Array(room(length));
  else dense.fill(0, 0, length);
  return dense;
}

function emptyAtoms(slot: number, most: number): Atoms {
  const kept = spare[slot];
  if (kept && kept.values.length >= most) {
    kept.length = 0;
    return kept;
  }
  return (spare[slot] = { values: new Int32Array(room(most)), weights: new Float64Array(room(most)), length: 0 });
}

/** Distribution of the sum of two draws, into `out` by value; the same atoms twice cost half. */
function addInto(out: Float64Array, a: Atoms, b: Atoms): void {
  const { values, weights, length } = b;
  for (let i = 0; i < a.length; i++) {
    const value = a.values[i] as number;
    let weight = a.weights[i] as number;
    let j = 0;
    if (a === b) {
      out[2 * value] = (out[2 * value] as number) + weight * weight;
      weight *= 2;
      j = i + 1;
    }
    for (; j < length; j++) {
      const at = value + (values[j] as number);
      out[at] = (out[at] as number) + weight * (weights[j] as number);
    }
  }
}

/** Distribution of the sum of a draw from each, in the memory of a slot that neither of them lies in. */
function plus(a: Atoms, b: Atoms, slot: number): Atoms {
  const size = spanOf(a) + spanOf(b) + 1;
  const summed = zeros(size);
  addInto(summed, a, b);
  const atoms = emptyAtoms(slot, size);
  for (let value = 0; value < size; value++) {
    const weight = summed[value] as number;
    if (weight === 0) continue;
    atoms.values[atoms.length] = value;
    atoms.weights[atoms.length++] = weight;
  }
  return atoms;
}

/** Sum of `count` draws: doubled, and one added, by the binary digits of the count. */
function repeated(one: Atoms, count: number): Atoms {
  let sum = one;
  let slot = 0;
  for (let bit = 31 - Math.clz32(count) - 1; bit >= 0; bit--) {
    sum = plus(sum, sum, slot);
    slot = 1 - slot;
    if (!((count >> bit) & 1)) continue;
    sum = plus(sum, one, slot);
    slot = 1 - slot;
  }
  return sum;
}

/** Weight of the totals up to `total`, the first part drawn from `atoms`, the second accumulated already. */
function weightUpTo(total: number, { values, weights, length }: Atoms, cumulative: Float64Array, size: number): number {
  const all = cumulative[size - 1] as number;
  let weight = 0;
  for (let at = 0; at < length; at++) {
    const rest = total - (values[at] as number);
    if (rest < 0) break;
    weight += (weights[at] as number) * (rest < size ? (cumulative[rest] as number) : all);
  }
  return weight;
}

/**
 * Smallest total of `count` draws with a share p up to it, by adding pairs of atoms. The draws fall into two halves, of which
 * the larger is only accumulated: the whole distribution is never written down.
 */
export function quantileByPairs(given: Atoms, count: number, p: number): number {
  const one = countable(given, count);
  const half = repeated(one, count >> 1 || 1);
  if (count === 1) return half.values[firstEnough(half, p)] as number;
  const odd = count % 2 === 1;
  const size = spanOf(half) + (odd ? spanOf(one) : 0) + 1;
  const cumulative = zeros(size);
  if (odd) addInto(cumulative, half, one);
  else for (let at = 0; at < half.length; at++) cumulative[half.values[at] as number] = half.weights[at] as number;
  for (let value = 1; value < size; value++)
    cumulative[value] = (cumulative[value] as number) + (cumulative[value - 1] as number);

  const last = spanOf(half) + size - 1;
  const wanted = (p - toleranceOf(p, count)) * weightUpTo(last, half, cumulative, size);
  let low = -1;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (weightUpTo(middle, half, cumulative, size) >= wanted) high = middle;
    else low = middle;
  }
  return high;
}

function firstEnough({ weights, length }: Atoms, p: number): number {
  let all = 0;
  for (let at = 0; at < length; at++) all += weights[at] as number;
  const wanted = (p - toleranceOf(p, 1)) * all;
  let weight = 0;
  for (let at = 0; at < length - 1; at++) {
    weight += weights[at] as number;
    if (weight >= wanted) return at;
  }
  return length - 1;
}

/** Weights that are whole counts as long as the sums of their products are exact, shares of 1 beyond. */
function countable(one: Atoms, count: number): Atoms {
  let all = 0;
  for (let at = 0; at < one.length; at++) all += one.weights[at] as number;
  if (all ** count <= EXACT) return one;
  return { ...one, weights: one.weights.map((weight) => weight / all) };
}

/** Elementary steps of quantileByPairs, at most. */
export function pairSteps(atoms: number, span: number, count: number): number {
  const size = count * span + 1;
  let steps = size;
  let [draws, most] = [1, atoms];
  const half = count >> 1 || 1;
  for (let bit = 31 - Math.clz32(half) - 1; bit >= 0; bit--) {
    const pairs = (most * (most + 1)) / 2;
    draws *= 2;
    most = Math.min(pairs, draws * span + 1);
    steps += pairs + draws * span;
    if (!((half >> bit) & 1)) continue;
    draws++;
    steps += most * atoms + draws * span;
    most = Math.min(most * atoms, draws * span + 1);
  }
  return steps + (count % 2) * most * atoms + most * Math.log2(size);
}
