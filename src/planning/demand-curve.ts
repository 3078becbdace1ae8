/** Demand ahead, counted from the data cut: a forecast by week, spread over the days of each week. */
export interface DemandCurve {
  /**
   * Units demanded in the first `days` days (fractions of a day allowed; beyond the forecast its last week goes on). Before the
   * data cut negative, back to the Monday the forecast begins on.
   */
  until(days: number): number;
  /** days the stock lasts, at most `horizon` */
  cover(stock: number, horizon: number): number;
}

/** How a week's demand lies on its seven days; null: evenly. Only the proportions count. */
export type DayShares = (week: number) => readonly number[] | null;

/** Decimal fractions do not add up exactly in binary: a shortfall of this share of the stock is none. */
const ROUNDING = 1e-12;

const evenly = (): null => null;

/** Units by day from the first Monday on, summed up. */
function cumulated(weeks: readonly number[], shares: DayShares): Float64Array {
  const sums = new Float64Array(7 * weeks.length + 1);
  for (let week = 0; week < weeks.length; week++) {
    const units = weeks[week] as number;
    const parts = shares(week);
    let whole = 0;
    if (parts) for (let day = 0; day < parts.length; day++) whole += parts[day] as number;
    const start = sums[7 * week] as number;
    let done = 0;
    for (let day = 1; day <= 7; day++) {
      done += parts && whole > 0 ? (parts[day - 1] ?? 0) / whole : 1 / 7;
      // the week's own total stands at its end, whatever the sevenths add up to
      sums[7 * week + day] = start + (day === 7 ? units : units * done);
    }
  }
  return sums;
}

/** `offset`: days of the first week that had passed at the data cut (negative when it has not begun). */
export function demandCurve(weeks: readonly number[], offset: number, shares: DayShares = evenly): DemandCurve {
  const sums = cumulated(weeks, shares);
  const days = sums.length - 1;
  const beyond = (weeks[weeks.length - 1] ?? 0) / 7;
  const sinceMonday = (time: number): number => {
    if (time <= 0) return 0;
    if (time >= days) return (sums[days] as number) + (time - days) * beyond;
    const day = Math.floor(time);
    const before = sums[day] as number;
    return before + (time - day) * ((sums[day + 1] as number) - before);
  };
  const gone = sinceMonday(offset);
  const until = (time: number): number => sinceMonday(offset + time) - gone;
  return {
    until,
    cover(stock, horizon) {
      if (stock <= 0) return 0;
      const enough = stock * (1 + ROUNDING);
      if (until(horizon) <= enough) return horizon;
      // first day at whose end more than the stock has been demanded
      let low = Math.max(0, Math.floor(offset));
      let high = Math.ceil(offset + horizon);
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sinceMonday(middle + 1) - gone > enough) high = middle;
        else low = middle + 1;
      }
      const from = Math.max(low, offset);
      const before = sinceMonday(from) - gone;
      const rate = (sinceMonday(low + 1) - gone - before) / (low + 1 - from);
      return Math.min(horizon, Math.max(0, from - offset + (stock - before) / rate));
    },
  };
}
