import type { DemandPeriod } from './cover';

export interface ExpiringLot {
  quantity: number;
  /** days on which it may still be sold, day 1 being tomorrow: days to expiry − minimum remaining life. Below 1: none */
  saleableDays: number;
}

export interface WriteOff {
  /** units written off of each lot, in the order of the lots */
  units: number[];
  /** index of the period whose unknown demand would have to be known; then `units` are not complete */
  unknownPeriod: number | null;
}

/** Decimal fractions do not add up exactly in binary: days and shares this close are equal. */
const ROUNDING = 1e-12;

/** Cumulative demand, even over the days of a period, asked for days that only go forward. */
class DemandSoFar {
  private period = 0;
  /** days and demand before that period */
  private days = 0;
  private demand = 0;

  constructor(private readonly periods: readonly DemandPeriod[]) {}

  /** units demanded on days 1 … day; not `known` where it reaches into a period of unknown demand: at least so many */
  until(day: number): { demand: number; known: boolean; period: number } {
    const slack = ROUNDING * day;
    for (let next = this.periods[this.period]; next; next = this.periods[++this.period]) {
      if (next.qty === null || this.days + next.days > day + slack) break;
      this.days += next.days;
      this.demand += next.qty;
    }
    const into = Math.max(0, day - this.days);
    const current = this.periods[this.period];
    const known = current?.qty !== null || into <= slack;
    const part = current?.qty ? current.qty * (into / current.days) : 0;
    return { demand: this.demand + part, known, period: this.period };
  }
}

/**
 * Expected write-off of each lot (units) when the lot that must leave the sale first sells first (FEFO) and demand comes as
 * forecast. A lot sells on day d while its saleable days ≥ d; what is left after its last day is written off, a lot without a
 * day left at once. What is left when the forecast ends and may still be sold is no write-off.
 *
 * No simulation is needed: all lots are there from day 1, so while any of them may be sold no demand goes unserved by it, and
 * the lots up to j have sold S_j = min(S_{j−1} + q_j, D(e_j)), D(e) the demand up to the last day e_j of lot j. Nahmias
 * (2011), Perishable Inventory Systems, for FIFO issuing with deterministic demand.
 */
export function expectedWriteOff(lots: readonly ExpiringLot[], periods: readonly DemandPeriod[]): WriteOff {
  const horizon = periods.reduce((days, period) => days + period.days, 0);
  const units = lots.map(() => 0);
  const demand = new DemandSoFar(periods);
  const queue = lots
    .map((lot, index) => ({
      index,
      quantity: lot.quantity,
      end: lot.saleableDays,
      lastDay: lastSaleDay(lot.saleableDays),
    }))
    .filter(({ lastDay }) => lastDay <= horizon * (1 + ROUNDING))
    .sort((a, b) => a.end - b.end);
  let sold = 0;
  for (const { index, quantity, lastDay } of queue) {
    const upTo = demand.until(Math.max(0, lastDay));
    const room = Math.max(0, upTo.demand - sold);
    const left = quantity - room;
    if (left <= ROUNDING * (sold + quantity)) {
      sold += quantity;
    } else if (upTo.known) {
      units[index] = left;
      sold += room;
    } else {
      return { units, unknownPeriod: upTo.period };
    }
  }
  return { units, unknownPeriod: null };
}

/** Units demanded on days 1 … day. `null`: that would take the demand of an unknown period, or days beyond the forecast. */
export function demandUntil(periods: readonly DemandPeriod[], day: number): number | null {
  const { demand, known, period } = new DemandSoFar(periods).until(Math.max(0, day));
  const days = periods.reduce((sum, one) => sum + one.days, 0);
  return known && (period < periods.length || day <= days * (1 + ROUNDING)) ? demand : null;
}

/** The last day on which a lot sells; days count whole. */
export const lastSaleDay = (saleableDays: number): number => Math.floor(saleableDays + 1e-9);
