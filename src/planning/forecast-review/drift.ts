const WEEK = 7;

/** One version's forecast of one item; units a week, [0] the week after the version's `lastDay`. */
export interface DriftingForecast {
  demandClass: string;
  weeks: ArrayLike<number>;
  statistical: ArrayLike<number>;
}

export interface DriftingVersion {
  /** Monday of the last week it knew, days since 1970-01-01 */
  lastDay: number;
  /** weeks it forecasts */
  weeks: number;
  /** by item */
  items: ReadonlyMap<string, DriftingForecast>;
}

export interface ItemDrift {
  key: string;
  demandClass: string;
  before: number | null;
  after: number | null;
  statisticalBefore: number | null;
  statisticalAfter: number | null;
}

export interface Drift {
  /** Mondays both versions forecast, days since 1970-01-01 */
  days: number[];
  totalBefore: number;
  totalAfter: number;
  statisticalBefore: number;
  statisticalAfter: number;
  change: number | null;
  common: number;
  appeared: { items: number; total: number };
  disappeared: { items: number; total: number };
  /** items whose total moved, furthest first */
  items: ItemDrift[];
}

const sumOf = (values: ArrayLike<number>, from: number, to: number): number => {
  let total = 0;
  for (let at = from; at < to; at++) total += values[at] ?? 0;
  return total;
};

const moved = (item: ItemDrift): number => Math.abs((item.after ?? 0) - (item.before ?? 0));

/**
 * How far one version of a forecast differs from an earlier one, over the weeks both cover, by date:
 * - totals over the items both have, so that an item that is new or gone is not taken for drift; those are counted apart
 * - change: Σ|after − before| / Σ before over items and weeks, the revision of a rolling forecast as a share of it (the mean
 *   absolute change of Van Belle, Crevits & Verbeke 2023, Int. J. Forecasting 39:1333, relative to the earlier forecast as
 *   WAPE is to demand). It sees what totals hide: units moved between weeks or items. Null where nothing was forecast before.
 */
export function forecastDrift(before: DriftingVersion, after: DriftingVersion): Drift {
  const first = Math.max(before.lastDay, after.lastDay) + WEEK;
  const end = Math.min(before.lastDay + before.weeks * WEEK, after.lastDay + after.weeks * WEEK);
  const days: number[] = [];
  for (let day = first; day <= end; day += WEEK) days.push(day);
  const drift: Drift = {
    days,
    totalBefore: 0,
    totalAfter: 0,
    statisticalBefore: 0,
    statisticalAfter: 0,
    change: null,
    common: 0,
    appeared: { items: 0, total: 0 },
    disappeared: { items: 0, total: 0 },
    items: [],
  };
  if (days.length === 0) return drift;
  const at = (version: DriftingVersion): [from: number, to: number] => {
    const from = Math.round((first - version.lastDay) / WEEK) - 1;
    return [from, from + days.length];
  };
  const [fromBefore, toBefore] = at(before);
  const [fromAfter, toAfter] = at(after);
  let changed = 0;
  const note = (item: ItemDrift): void => {
    if (moved(item) > 0) drift.items.push(item);
  };
  for (const [key, { demandClass, weeks, statistical }] of after.items) {
    const item: ItemDrift = {
      key,
      demandClass,
      before: null,
      after: sumOf(weeks, fromAfter, toAfter),
      statisticalBefore: null,
      statisticalAfter: sumOf(statistical, fromAfter, toAfter),
    };
    const earlier = before.items.get(key);
    if (earlier) {
      item.before = sumOf(earlier.weeks, fromBefore, toBefore);
      item.statisticalBefore = sumOf(earlier.statistical, fromBefore, toBefore);
      drift.common++;
      drift.totalBefore += item.before;
      drift.totalAfter += item.after ?? 0;
      drift.statisticalBefore += item.statisticalBefore;
      drift.statisticalAfter += item.statisticalAfter ?? 0;
      for (let week = 0; week < days.length; week++) {
        changed += Math.abs((weeks[fromAfter + week] ?? 0) - (earlier.weeks[fromBefore + week] ?? 0));
      }
    } else {
      drift.appeared.items++;
      drift.appeared.total += item.after ?? 0;
    }
    note(item);
  }
  for (const [key, { demandClass, weeks, statistical }] of before.items) {
    if (after.items.has(key)) continue;
    const total = sumOf(weeks, fromBefore, toBefore);
    drift.disappeared.items++;
    drift.disappeared.total += total;
    const statisticalBefore = sumOf(statistical, fromBefore, toBefore);
    note({ key, demandClass, before: total, after: null, statisticalBefore, statisticalAfter: null });
  }
  drift.change = drift.totalBefore === 0 ? null : changed / drift.totalBefore;
  drift.items.sort((a, b) => moved(b) - moved(a) || (a.key < b.key ? -1 : 1));
  return drift;
}
