/** Class of a SKU by its share of sales value, as a number so that a better class is the larger one. */
export const CLASS_C = 0;
export const CLASS_B = 1;
export const CLASS_A = 2;
export const CLASS_UNKNOWN = 3;

/** Least value that made it into a class; null: none did. */
export interface ClassFloors {
  a: number | null;
  b: number | null;
}

/** Sums of decimal fractions meet a cut only to within their rounding, as in abcClasses. */
const ROUNDING = 1e-12;

function positives(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at++) if ((values[at] as number) > 0) found[count++] = values[at] as number;
  return found.subarray(0, count);
}

/**
 * ABC classes as in `abcClasses`, for thousands of SKUs and many weeks: only the values are sorted, and which of several equal
 * values at a cut belong to the upper class goes by `order`, so that the order of the rows decides nothing. NaN is unknown.
 */
export function valueClasses(
  values: Float64Array,
  order: Uint32Array,
  cuts: { a: number; b: number },
  classes: Uint8Array,
): ClassFloors {
  const sorted = positives(values).sort();
  const largest = sorted[sorted.length - 1] ?? 0;
  let total = 0;
  for (let at = sorted.length - 1; at >= 0; at--) total += (sorted[at] as number) / largest;
  let before = 0;
  let inA = 0;
  let inB = 0;
  for (let at = sorted.length - 1; at >= 0; at--) {
    const share = before / total + ROUNDING;
    if (share < cuts.a) inA += 1;
    else if (share < cuts.b) inB += 1;
    else break;
    before += (sorted[at] as number) / largest;
  }
  const floorOf = (count: number): number => (count > 0 ? (sorted[sorted.length - count] as number) : Infinity);
  const floors = { a: floorOf(inA), b: floorOf(inA + inB) };
  const above = (floor: number): number => {
    let count = 0;
    for (let at = sorted.length - 1; at >= 0 && (sorted[at] as number) > floor; at--) count += 1;
    return count;
  };
  // of equal values at a cut so many belong above it
  let tiedA = inA - above(floors.a);
  let tiedB = inA + inB - above(floors.b);
  for (let at = 0; at < order.length; at++) {
    const sku = order[at] as number;
    const value = values[sku] as number;
    let found = CLASS_C;
    if (Number.isNaN(value)) found = CLASS_UNKNOWN;
    else if (value > 0) {
      const overB = value > floors.b || (value === floors.b && tiedB-- > 0);
      const overA = value > floors.a || (value === floors.a && tiedA-- > 0);
      found = overA ? CLASS_A : overB ? CLASS_B : CLASS_C;
    }
    classes[sku] = found;
  }
  return { a: inA ? floors.a : null, b: inA + inB ? floors.b : null };
}
