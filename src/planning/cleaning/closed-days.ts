import type { ClosedDays, Feed } from './types';

/** 1970-01-01 was a Thursday, weekday 3 counted from Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Monday of the week a day lies in. */
export const mondayOf = (day: number): number => day - weekdayOf(day);

/** A weekday is closed when hardly any of at least so many of them saw a sale. */
const LEAST_WEEKDAYS = 8;
const RARE = 0.02;
/** A run of days without a sale is closed when chance would bring fewer such runs than this in the whole history. */
const BY_CHANCE = 0.01;

/**
 * The days on which a whole shop sold nothing because it was shut (or because nothing was recorded, which looks the same
 * and is just as unknown): weekdays that never sell, and runs of days too long to be chance. With a share p of the other
 * days seeing a sale, N days bring about N(1 − p)^L runs of length L by chance; a run counts from the length at which that
 * falls below 0.01. A shop that sells once a month thus has no closed weeks, one that sells every day has them from two or
 * three days on.
 *
 * `total` gives the units the brand sold on each day that has a record.
 */
export function closedDays(total: ReadonlyMap<number, number>, feed: Feed | null): ClosedDays {
  const sells = (day: number): boolean => (total.get(day) ?? 0) > 0;
  const weekdays: boolean[] = new Array<boolean>(7).fill(false);
  const runs: Feed[] = [];
  if (feed && feed.last >= feed.first) {
    const seen = new Array<number>(7).fill(0);
    const sold = new Array<number>(7).fill(0);
    for (let day = feed.first; day <= feed.last; day++) {
      const weekday = weekdayOf(day);
      seen[weekday] = (seen[weekday] ?? 0) + 1;
      if (sells(day)) sold[weekday] = (sold[weekday] ?? 0) + 1;
    }
    // a shop of few sales has weekdays without any by chance: its open ones must sell most of the time
    const share = (weekday: number): number => (sold[weekday] ?? 0) / Math.max(1, seen[weekday] ?? 0);
    const busiest = Math.max(...weekdays.map((_, weekday) => share(weekday)));
    weekdays.forEach((_, weekday) => {
      weekdays[weekday] = busiest >= 0.5 && (seen[weekday] ?? 0) >= LEAST_WEEKDAYS && share(weekday) <= RARE;
    });
    const open = (day: number): boolean => !weekdays[weekdayOf(day)];
    let opened = 0;
    let selling = 0;
    for (let day = feed.first; day <= feed.last; day++) {
      if (!open(day)) continue;
      opened++;
      if (sells(day)) selling++;
    }
    const quiet = 1 - selling / Math.max(1, opened);
    const addRun = (first: number, last: number): void => {
      let length = 0;
      for (let day = first; day <= last; day++) if (open(day)) length++;
      if (length > 0 && opened * quiet ** length < BY_CHANCE) runs.push({ first, last });
    };
    let start: number | null = null;
    for (let day = feed.first; day <= feed.last + 1; day++) {
      const still = day <= feed.last && !sells(day);
      if (still) start ??= day;
      else if (start !== null) {
        addRun(start, day - 1);
        start = null;
      }
    }
  }
  const closed = new Set<number>();
  for (const { first, last } of runs) for (let day = first; day <= last; day++) closed.add(day);
  const has = (day: number): boolean => closed.has(day) || (weekdays[weekdayOf(day)] === true && !sells(day));
  return {
    weekdays,
    runs,
    has,
    wholeWeek: (monday) => {
      for (let day = monday; day < monday + 7; day++) if (!has(day)) return null;
      return (
        runs.find(({ first, last }) => first <= monday + 6 && last >= monday) ?? { first: monday, last: monday + 6 }
      );
    },
  };
}

/**
 * What each weekday sells relative to an average open day of the brand, Monday first; closed weekdays 0. Drawn towards 1 by
 * as much as two weeks of average days, so that a young brand has no profile out of chance.
 */
export function weekdayProfile(total: ReadonlyMap<number, number>, feed: Feed | null, closed: ClosedDays): number[] {
  const units = new Array<number>(7).fill(0);
  const days = new Array<number>(7).fill(0);
  if (feed)
    for (let day = feed.first; day <= feed.last; day++) {
      if (closed.has(day)) continue;
      const weekday = weekdayOf(day);
      days[weekday] = (days[weekday] ?? 0) + 1;
      units[weekday] = (units[weekday] ?? 0) + Math.max(0, total.get(day) ?? 0);
    }
  const average =
    units.reduce((sum, part) => sum + part, 0) /
    Math.max(
      1,
      days.reduce((sum, part) => sum + part, 0),
    );
  return units.map((sold, weekday) => {
    if (closed.weekdays[weekday]) return 0;
    const count = days[weekday] ?? 0;
    return average > 0 ? (sold / average + DRAWN) / (count + DRAWN) : 1;
  });
}
/** Average days mixed into each weekday. */
const DRAWN = 2;
