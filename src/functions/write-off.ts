import type { SupplyPeriod } from '../planning/cover';
import { expectedWriteOff, type ExpiringLot } from '../planning/write-off';
import { supplyPeriods } from './cover-periods';
import { callFunction, fault, Fault, isProblem, matrixRows, PassedError, type Problem, type Series } from './engine';

type Lines = readonly (Series | Problem)[];

export interface WriteOffItem {
  lots: (ExpiringLot & { unitCost: number })[];
  periods: SupplyPeriod[];
}

/** One argument, able to serve the lots of every item. `own`: it has a value for each lot. */
interface PerLot {
  name: string;
  own: boolean;
  line(item: number): Series | Problem;
}

const widest = (lines: Lines): number =>
  lines.reduce((width, line) => Math.max(width, isProblem(line) ? 0 : line.length), 0);
const isBlock = (lines: Lines): boolean => lines.length > 1 && widest(lines) > 1;

/** Several problems at once: an error value in an argument goes before any other. */
const first = (problems: readonly Problem[]): Problem | undefined =>
  problems.find((problem) => problem instanceof PassedError) ?? problems[0];

/** A row or a column as one list. */
function flat(lines: Lines): Series | Problem {
  return first(lines.filter(isProblem)) ?? (lines as readonly Series[]).flat();
}

const whole = (id: 'sizes' | 'heights' | 'one_line', name: string, values: Record<string, number> = {}): Fault =>
  new Fault(id, name, values, true);

/**
 * What the arguments hold for each item. One row or one column of forecast and no block of lots: one item, whose lots lie in a
 * row or a column each. A block: an item in each row, its lots side by side; an argument of one row serves all items, one of
 * one column all lots of an item. `items` is a fault where the sizes of the whole call do not fit.
 */
export function writeOffItems(
  quantity: Lines,
  daysToExpiry: Lines,
  forecast: Lines,
  periodDays: Lines,
  minRemainingLife: Lines,
  unitCost: Lines,
): { count: number; item(index: number): WriteOffItem | Problem } | Fault {
  const block = [forecast, quantity, daysToExpiry].find(isBlock);
  const count = block?.length ?? 1;
  const given: [string, Lines][] = [
    ['quantity', quantity],
    ['days_to_expiry', daysToExpiry],
    ['min_remaining_life', minRemainingLife],
    ['unit_cost', unitCost],
  ];
  const sizes = given.map(([, lines]) => (block ? widest(lines) : Math.max(lines.length, widest(lines))));
  const lotCount = Math.max(...sizes.slice(0, 2));
  const perLot: PerLot[] = [];
  for (const [at, [name, lines]] of given.entries()) {
    const size = sizes[at] ?? 0;
    if (!block && isBlock(lines)) return whole('one_line', name);
    if (block && lines.length !== 1 && lines.length !== count)
      return whole('heights', name, { rows: lines.length, expected: count });
    if (size > 1 && size !== lotCount) return whole('sizes', name, { found: size, expected: lotCount });
    const one = block ? null : flat(lines);
    const line = (item: number): Series | Problem => one ?? (lines[lines.length === 1 ? 0 : item] as Series | Problem);
    perLot.push({ name, own: size === lotCount, line });
  }

  const perItem = isBlock(forecast) || (count > 1 && forecast.length === count);
  if (perItem && forecast.length !== count)
    return whole('heights', 'forecast', { rows: forecast.length, expected: count });
  const oneForecast = perItem ? null : flat(forecast);
  const daysOfItem = count > 1 && periodDays.length === count;
  if (!daysOfItem && isBlock(periodDays))
    return count > 1
      ? whole('heights', 'period_days', { rows: periodDays.length, expected: count })
      : whole('one_line', 'period_days');
  const sameDays = daysOfItem ? null : flat(periodDays);
  const periods = widest(oneForecast && !isProblem(oneForecast) ? [oneForecast] : forecast);
  const dayCount = sameDays && !isProblem(sameDays) ? sameDays.length : widest(periodDays);
  if (dayCount > 1 && dayCount !== periods)
    return whole('sizes', 'period_days', { found: dayCount, expected: periods });

  return {
    count,
    item(index) {
      const demand = oneForecast ?? (forecast[index] as Series | Problem);
      const days = sameDays ?? (periodDays[index] as Series | Problem);
      const values = perLot.map(({ line }) => line(index));
      const problem = first([...values, demand, days].filter(isProblem));
      if (problem) return problem;
      if ((demand as Series).every((qty) => qty === null)) return fault('no_data', 'forecast');
      const found = supplyPeriods(demand as Series, days as Series);
      if (found instanceof Fault) return found;
      const lots = lotsOf(values as Series[], perLot, lotCount);
      return lots instanceof Fault ? lots : { lots, periods: found };
    },
  };
}

/** Lots of one item. Quantity and days blank: no lot; a quantity of 0: nothing there. */
function lotsOf(values: readonly Series[], perLot: readonly PerLot[], count: number): WriteOffItem['lots'] | Fault {
  const at = (argument: number, lot: number): number | null => {
    const line = values[argument] as Series;
    return line[line.length === 1 ? 0 : lot] ?? null;
  };
  const lots: WriteOffItem['lots'] = [];
  let blank = 0;
  for (let index = 0; index < count; index++) {
    const [quantity, days, minimum, cost] = [at(0, index), at(1, index), at(2, index), at(3, index)];
    if (quantity === 0) continue;
    const noLot = (perLot[0]?.own !== true || quantity === null) && (perLot[1]?.own !== true || days === null);
    const lot = index + 1;
    if (noLot) blank++;
    else if (quantity === null) return fault('blank_in_lot', 'quantity', { lot });
    else if (days === null) return fault('blank_in_lot', 'days_to_expiry', { lot });
    else if (cost === null) return fault('blank_in_lot', 'unit_cost', { lot });
    else lots.push({ quantity, saleableDays: days - (minimum ?? 0), unitCost: cost });
  }
  return blank === count ? fault(count === 1 ? 'blank' : 'no_data', 'quantity') : lots;
}

/** Units written off of each lot of an item; a fault where an unknown period decides. */
export function writeOffOf({ lots, periods }: WriteOffItem): number[] | Fault {
  const { units, unknownPeriod } = expectedWriteOff(lots, periods);
  return unknownPeriod === null ? units : fault('unknown_period', 'forecast', { period: unknownPeriod + 1 });
}

function valueOf(item: WriteOffItem | Problem): number | Problem {
  if (isProblem(item)) return item;
  const units = writeOffOf(item);
  return units instanceof Fault
    ? units
    : units.reduce((value, left, index) => value + left * (item.lots[index]?.unitCost ?? 0), 0);
}

/**
 * Expected write-off (units, or money with a unit cost) of lots that sell first expired, first out. Demand is even over the
 * days of a period, day 1 is tomorrow; a lot sells on day d while days_to_expiry − min_remaining_life ≥ d, fractions of a day
 * count for nothing, and a lot without such a day is written off at once. Stock that is left at the end of the forecast and
 * may still be sold is no write-off. A blank period of the forecast is unknown: #N/A if the answer depends on it.
 *
 * One row or column of forecast is one item, its lots in a row or a column: one number. A block is an item a row, its lots
 * side by side in the same row: one number a row. Perishable stock under FIFO issuing: Nahmias (2011).
 */
export const WRITEOFF = callFunction({
  id: 'WRITEOFF',
  parameters: [
    matrixRows('quantity', '数量', { min: 0 }),
    matrixRows('days_to_expiry', '剩余天数'),
    matrixRows('forecast', '预测', { min: 0 }),
    matrixRows('period_days', '每期天数', { above: 0, default: [[7]] }),
    matrixRows('min_remaining_life', '最低剩余天数', { min: 0, default: [[0]] }),
    matrixRows('unit_cost', '单位成本', { min: 0, default: [[1]] }),
  ],
  call: (...given) => {
    const items = writeOffItems(...given);
    if (items instanceof Fault) return items;
    if (items.count === 1) return valueOf(items.item(0));
    return Array.from({ length: items.count }, (_, index) => [valueOf(items.item(index))]);
  },
});
