import { abcClasses } from '../planning/abc';
import { coefficientOfVariation, demandClass, xyzClass } from '../planning/demand-class';
import { known } from '../planning/statistics';
import { tierOf, type TierInput } from '../planning/tiering';
import { columnsFunction, Fault, fault, flag, number, rowFunction, series, single, type RowAnswer } from './engine';

/** Items younger than this are new (functions.md). */
export const NEW_WEEKS = 8;
/** Steady enough for a bonded warehouse: CV at most this. */
export const STEADY_CV = 1;

/**
 * ABC class per row by cumulative share of value, largest first, ties in the order given: A until the share of the items
 * before reaches cut_a, B until cut_b, then C. The item that crosses a cut belongs to the upper class. Zero or negative: C;
 * blank: blank. Cuts lie in (0, 1]; cut_b below cut_a fails the call. Silver, Pyke & Thomas (2017), ch. 2.
 */
export const ABC = columnsFunction({
  id: 'ABC',
  parameters: [
    number('values', '价值', { blank: 'skip' }),
    single(number('cut_a', 'A 类界限', { above: 0, max: 1, default: 0.8 })),
    single(number('cut_b', 'B 类界限', { above: 0, max: 1, default: 0.95 })),
  ],
  columns: (values, cutA, cutB) =>
    cutB < cutA
      ? fault('cuts_order', 'cut_b', { other: 'cut_a', otherZh: 'A 类界限' })
      : abcClasses(values, cutA, cutB).map((one) => one ?? ''),
});

/**
 * XYZ class per series by its coefficient of variation, sample sd / mean over all known periods, zeros included: X ≤ cut_x <
 * Y ≤ cut_y < Z; no demand at all: Z. A single period of demand has no sd: #N/A. cut_y below cut_x fails the call. Silver, Pyke &
 * Thomas (2017); cuts 0.5 and 1.
 */
export const XYZ = columnsFunction({
  id: 'XYZ',
  parameters: [
    series('demand', '需求'),
    number('cut_x', 'X 类界限', { min: 0, default: 0.5 }),
    number('cut_y', 'Y 类界限', { min: 0, default: 1 }),
  ],
  columns: (demand, cutX, cutY) => {
    if (cutX.some((cut, row) => (cutY[row] ?? cut) < cut))
      return fault('cuts_order', 'cut_y', { other: 'cut_x', otherZh: 'X 类界限' });
    return demand.map((one, row): RowAnswer => {
      const periods = known(one);
      if (periods.length === 1 && (periods[0] ?? 0) > 0) return fault('too_few', 'demand', { least: 2 });
      return xyzClass(periods, cutX[row], cutY[row]);
    });
  },
});

/**
 * Demand class per series (Syntetos, Boylan & Croston 2005, J. Oper. Res. Soc. 56:495): smooth, erratic, intermittent or lumpy
 * by ADI = periods / periods with demand (against adi_cut) and CV² = (sample sd/mean)² of the sizes of demand (against
 * cv2_cut). All known periods count, those before the first demand too; leave them blank for an item that was not on sale.
 * One demand has CV² 0. No demand: #N/A.
 */
export const DEMANDCLASS = rowFunction({
  id: 'DEMANDCLASS',
  parameters: [
    series('demand', '需求'),
    number('adi_cut', 'ADI 界限', { above: 0, default: 1.32 }),
    number('cv2_cut', 'CV² 界限', { above: 0, default: 0.49 }),
  ],
  row: (demand, adiCut, cv2Cut) => {
    const found = demandClass(known(demand), { adiCut, cv2Cut, leadingZeros: 'count' });
    return found === 'none' ? fault('no_demand', 'demand') : found;
  },
});

/** What decides the tier of a row; the classes are over all rows. */
export function tierInputs(
  values: readonly number[],
  demand: readonly (readonly (number | null)[])[],
  ageWeeks: readonly (number | null)[],
  unitPrice: readonly (number | null)[],
  customMade: readonly boolean[],
  luxuryPrice: readonly number[],
): TierInput[] {
  const classes = abcClasses(values);
  return values.map((_, row) => ({
    customMade: customMade[row] ?? false,
    price: unitPrice[row] ?? null,
    luxuryPrice: luxuryPrice[row] ?? Infinity,
    ageWeeks: ageWeeks[row] ?? null,
    newWeeks: NEW_WEEKS,
    abc: classes[row] ?? null,
    cv: coefficientOfVariation(known(demand[row] ?? [])),
    cvMax: STEADY_CV,
  }));
}

/** Demand that decides the tier but says too little: nothing known, or one period alone. */
function lacking(input: TierInput, demand: readonly (number | null)[]): Fault | null {
  const { tier } = tierOf(input);
  if (input.abc === 'C' || tier === 'luxury' || tier === 'new' || input.cv !== null) return null;
  const periods = known(demand);
  if (!periods.length) return fault('no_data', 'demand');
  return periods.length === 1 && (periods[0] ?? 0) > 0 ? fault('too_few', 'demand', { least: 2 }) : null;
}

/**
 * Tier and fulfilment model per row, the first rule that holds: custom_made or unit_price ≥ luxury_price → luxury, virtual;
 * age_weeks < 8 → new, direct; class A by value over all rows and CV of demand ≤ 1 → hit, bonded; B and CV ≤ 1 → basic,
 * bonded; else longtail, direct. Age and price left out: unknown, so neither new nor luxury by price. Demand is asked for only
 * where it decides.
 */
export const TIER = columnsFunction({
  id: 'TIER',
  parameters: [
    number('values', '价值'),
    series('demand', '需求', { blankRow: true }),
    number('age_weeks', '上市周数', { default: null }),
    number('unit_price', '单价', { min: 0, default: null }),
    flag('custom_made', '定制', { default: false }),
    number('luxury_price', '高价界限', { above: 0, default: 5000 }),
  ],
  columns: (...given) => {
    const [, demand] = given;
    return tierInputs(...given).map((input, row): RowAnswer => {
      const { tier, model } = tierOf(input);
      return lacking(input, demand[row] ?? []) ?? [tier, model];
    });
  },
});
