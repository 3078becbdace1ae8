import type { DemandSeries } from './types';

/** A series ready to work on: leading periods without demand are gone. */
export interface PreparedSeries {
  series: DemandSeries;
  /** index into series.qty of the first period used */
  offset: number;
  /** demand from there on; NaN: unknown. Never negative: returns that outweigh sales are no demand */
  demand: Float64Array;
  /** known periods, and those with demand */
  known: number;
  selling: number;
  /** position in the season of each period of the history and ahead, by `positionOf` */
  position: (at: number) => number;
}

const DAYS_A_YEAR = 365.2425;

/**
 * Season position of a period. By the date where there is one: the share of the year that has passed, so that a fixed
 * holiday stays where it is; else counted back from the end of the history, which all series share.
 */
function positions(series: DemandSeries, offset: number, seasonLength: number): (at: number) => number {
  const { firstDay } = series;
  if (firstDay !== null && seasonLength === 52) {
    return (at) => {
      // Thursday decides which year and so which part of it a week lies in
      const years = (firstDay + 7 * (offset + at) + 3) / DAYS_A_YEAR;
      return Math.floor((years - Math.floor(years)) * seasonLength);
    };
  }
  const end = series.qty.length - offset;
  return (at) => (((at - end) % seasonLength) + seasonLength) % seasonLength;
}

/** `null` without any demand above 0. */
export function prepare(series: DemandSeries, seasonLength: number): PreparedSeries | null {
  const { qty } = series;
  const offset = qty.findIndex((value) => value !== null && value > 0);
  if (offset < 0) return null;
  const demand = new Float64Array(qty.length - offset);
  let known = 0;
  let selling = 0;
  for (let at = 0; at < demand.length; at += 1) {
    const value = qty[offset + at] ?? null;
    demand[at] = value === null || !Number.isFinite(value) ? NaN : Math.max(0, value);
    if (!Number.isNaN(demand[at])) known += 1;
    if ((demand[at] as number) > 0) selling += 1;
  }
  return { series, offset, demand, known, selling, position: positions(series, offset, seasonLength) };
}
