import { HISTORY_WEEKS } from '../../tables';
import { addDays, daysBetween, mondayOf } from '../../tables/weeks';

/** Units sold in some days, both ends included; how they fell within them is not known. */
export interface SoldInDays {
  from: string;
  to: string;
  qty: number;
}

export interface SoldFacts {
  /** sold on a day, where a list of sales says it; a day of the list's span without a sale is 0 once the item has sold */
  days: ReadonlyMap<string, number>;
  /** last day the list speaks for; null: there is no list */
  listedTo: string | null;
  totals: readonly SoldInDays[];
  /** units a day over the newest days, where only an average is known */
  rate: { perDay: number; days: number } | null;
}

export interface WeeklySales {
  /** newest first, `HISTORY_WEEKS` of them; null: not known */
  weeks: (number | null)[];
  /** weeks that come from totals spread over their days */
  spread: number;
  /** totals smaller than what finer figures show within the same days: left out, with what those show */
  contradictions: { total: SoldInDays; shown: number }[];
}

const SPAN = HISTORY_WEEKS * 7 + 7;
/** A total may be short of its parts by so much before it contradicts them: people round. */
const ROUNDING = 0.5;
/** Days of a week that must be known for an even spread to stand for the whole of it. */
const ENOUGH_DAYS = 4;

/**
 * Weeks from what people know: sales by day, totals of days, weeks, months or the last n days, a daily average. The finest
 * figures come first; a longer total gives what it has beyond them to its other days, evenly (近30日 − 近14日 over the
 * 16 days between). A period that still runs counts up to yesterday. A week is known when all its days are; of spread
 * totals four days of a week (of the newest week one) stand for the whole.
 *
 * @param today business date of the data; it has not ended, so the newest day is yesterday
 * @param lastWeek Monday of W-1
 */
export function weeklySales(sold: SoldFacts, today: string, lastWeek: string): WeeklySales {
  const units = new Float64Array(SPAN + 1);
  const known = new Uint8Array(SPAN + 1);
  const even = new Uint8Array(SPAN + 1);
  const put = (age: number, qty: number, isEven: boolean): void => {
    if (age < 1 || age > SPAN) return;
    units[age] = (units[age] ?? 0) + qty;
    known[age] = 1;
    if (isEven) even[age] = 1;
  };
  listed(sold, today).forEach(([age, qty]) => put(age, qty, false));

  const contradictions: WeeklySales['contradictions'] = [];
  const totals = sold.totals
    .map((total) => ({
      total,
      oldest: daysBetween(total.from, today),
      newest: Math.max(1, daysBetween(total.to, today)),
    }))
    .filter(({ oldest, newest }) => oldest >= newest)
    .sort((a, b) => a.oldest - a.newest - (b.oldest - b.newest));
  for (const { total, oldest, newest } of totals) {
    let shown = 0;
    const open: number[] = [];
    for (let age = newest; age <= oldest; age++) {
      if (age <= SPAN && known[age]) shown += units[age] ?? 0;
      else open.push(age);
    }
    if (total.qty < shown - ROUNDING) contradictions.push({ total, shown });
    else {
      // a whole week of the calendar is known as a week, however its days fell
      const isWeek = oldest - newest === 6 && mondayOf(total.from) === total.from;
      const isEven = oldest > newest && !isWeek;
      for (const age of open) put(age, Math.max(0, total.qty - shown) / open.length, isEven);
    }
  }
  if (sold.rate) {
    for (let age = 1; age <= sold.rate.days; age++) if (!known[age]) put(age, sold.rate.perDay, true);
  }

  let spread = 0;
  const weeks = Array.from({ length: HISTORY_WEEKS }, (_, back): number | null => {
    const monday = daysBetween(addDays(lastWeek, -7 * back), today);
    let sum = 0;
    let count = 0;
    let evens = 0;
    for (let age = monday; age > monday - 7; age--) {
      if (!known[age]) continue;
      sum += units[age] ?? 0;
      count++;
      evens += even[age] ?? 0;
    }
    const isSpread = evens > 0;
    const enough = isSpread && evens === count ? (back === 0 ? 1 : ENOUGH_DAYS) : 7;
    if (count < enough) return null;
    if (isSpread) spread++;
    return Math.round(((sum * 7) / count) * 1e6) / 1e6;
  });
  return { weeks, spread, contradictions };
}

/** Ages and units of the days a list speaks for: from the item's first sale to the end of the list. */
function listed({ days, listedTo }: SoldFacts, today: string): [age: number, qty: number][] {
  const first = [...days.keys()].sort()[0];
  if (first === undefined || listedTo === null) return [];
  const found: [number, number][] = [];
  for (let day = first; day <= listedTo; day = addDays(day, 1)) {
    const age = daysBetween(day, today);
    if (age <= SPAN) found.push([age, days.get(day) ?? 0]);
  }
  return found;
}
