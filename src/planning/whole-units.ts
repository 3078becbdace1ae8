/** A measure in which given numbers are whole, so that sums and differences of them are exact. */
export interface WholeUnits {
  /** whole number of units in a value */
  of(value: number): number;
  /** value of a whole number of units */
  value(units: number): number;
  /** units that are rounding and nothing else: 0 when every value fits exactly */
  dust: number;
}

/** Sums stay below 2^50, so that differences of them are exact too. */
const LARGEST_TOTAL = 2 ** 50;
const MOST_DECIMALS = 9;
const FACTORS = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => 10 ** decimals);
const SMALLEST_POSITIVE = 5e-324;

/** What is left of a number by the rounding of an earlier computation, as a part of it. */
const ROUNDING = 1e-15;

const isWholeTimes = (value: number, factor: number): boolean => {
  const scaled = value * factor;
  return Math.abs(scaled - Math.round(scaled)) <= ROUNDING * scaled;
};

/**
 * Units in which the values are whole: hundredths for money such as 12.35, ones for pieces. Written decimals fit exactly up
 * to nine places; where nothing fits (1/3, or 1E+300 beside 1), fractions of the total that are too small to matter.
 * `terms` is how many of the values a sum has at most: all of them unless told.
 */
export function wholeUnits(values: readonly number[], terms = values.length): WholeUnits {
  let largest = 0;
  let decimals = 0;
  for (let at = 0; at < values.length; at++) {
    const value = Math.abs(values[at] as number);
    if (value > largest) largest = value;
    while (decimals <= MOST_DECIMALS && !isWholeTimes(value, FACTORS[decimals] as number)) decimals++;
  }
  const sumOfMost = (largest / LARGEST_TOTAL) * terms;
  const factor = FACTORS[decimals];
  if (factor !== undefined && sumOfMost * factor <= 1)
    return { of: (value) => Math.round(value * factor), value: (units) => units / factor, dust: 0 };
  // a power of two loses nothing in multiplication and division, short of the ends of the range
  const unit = sumOfMost > SMALLEST_POSITIVE ? 2 ** Math.ceil(Math.log2(sumOfMost)) : SMALLEST_POSITIVE;
  return { of: (value) => Math.round(value / unit), value: (units) => units * unit, dust: terms };
}

/** The same for quantities that are only added up: among them, what is nothing but rounding of the largest does not count. */
export function wholeQuantities(values: readonly number[]): WholeUnits {
  const least = ROUNDING * values.reduce((most, value) => Math.max(most, value), 0);
  return wholeUnits(
    values.filter((value) => value > least),
    values.length,
  );
}
