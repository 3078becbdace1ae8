import { forwardCover } from './cover';

/** Demand ahead, counted from the data cut: the weekly forecast spread evenly over the days of each week. */
export interface DemandCurve {
  /** units demanded in the first `days` days (fractions of a day allowed; beyond the forecast its last week goes on) */
  until(days: number): number;
  /** days the stock lasts, at most `horizon` */
  cover(stock: number, horizon: number): number;
}

/** `offset`: days of the first week that had passed at the data cut (negative when it has not begun). */
export function demandCurve(weeks: readonly number[], offset: number): DemandCurve {
  const last = weeks[weeks.length - 1] ?? 0;
  const cumulative = [0];
  for (const week of weeks) cumulative.push((cumulative[cumulative.length - 1] ?? 0) + week);
  const sinceMonday = (days: number): number => {
    if (days <= 0) return 0;
    const index = Math.floor(days / 7);
    const whole = cumulative[index];
    if (whole === undefined) return (cumulative[weeks.length] ?? 0) + ((days - 7 * weeks.length) / 7) * last;
    return whole + ((days - 7 * index) / 7) * (weeks[index] ?? last);
  };
  const gone = sinceMonday(offset);
  const until = (days: number) => sinceMonday(offset + days) - gone;
  return {
    until,
    cover(stock, horizon) {
      const periods: { days: number; qty: number }[] = [];
      let from = 0;
      while (from < horizon) {
        const to = Math.min(horizon, (Math.floor((offset + from) / 7) + 1) * 7 - offset);
        periods.push({ days: to - from, qty: until(to) - until(from) });
        from = to;
      }
      return forwardCover(stock, periods);
    },
  };
}
