export type PromiseModel = 'bonded' | 'direct' | 'presale';
export type PromiseLanguage = 'zh' | 'en';

export interface PromiseInput {
  model: PromiseModel;
  /** where the goods ship from, as the page should show it */
  shipFrom: string;
  /** day number of the payment in Beijing time; its time of day is not counted */
  paidAt: number;
  /** days from payment to delivery (presale: to dispatch) that half and nine tenths of the orders keep to */
  p50Days: number;
  p90Days: number;
  language: PromiseLanguage;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** 2.0000000000000004 days, out of a sum of stages, are two. */
const ROUNDING = 1e-9;

/**
 * The day that lies so many days after the paid date, days rounded up. The hour of payment is left out on purpose: paid date
 * plus days rounded up is never earlier than the day on which payment plus days falls.
 */
export const promisedDay = (paidAt: number, days: number): number => Math.floor(paidAt) + Math.ceil(days - ROUNDING);

interface CalendarDay {
  year: number;
  month: number;
  day: number;
  /** a year or more after the payment: month and day alone would be read as an earlier day */
  far: boolean;
}

function calendarDay(day: number, paidAt: number): CalendarDay {
  const date = new Date(day * DAY_MS);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    far: day - Math.floor(paidAt) >= 365,
  };
}

const chinese = ({ year, month, day, far }: CalendarDay): string => `${far ? `${year}年` : ''}${month}月${day}日`;
const english = ({ year, month, day, far }: CalendarDay): string =>
  `${day} ${MONTHS[month - 1] ?? ''}${far ? ` ${year}` : ''}`;

/** A day as a page shows it, read on another day: `12月20日`, `20 Dec`; with the year where it is a year or more ahead. */
export function dayOnPage(day: number, readOn: number, language: PromiseLanguage): string {
  const shown = calendarDay(day, readOn);
  return language === 'zh' ? chinese(shown) : english(shown);
}

function window(from: CalendarDay, to: CalendarDay, language: PromiseLanguage): string {
  const [first, last] = language === 'zh' ? [chinese(from), chinese(to)] : [english(from), english(to)];
  if (first === last) return last;
  if (language === 'zh') return `${first}-${last}`;
  const sameMonth = from.year === to.year && from.month === to.month && from.far === to.far;
  return sameMonth ? `${from.day}–${last}` : `${first} – ${last}`;
}

/**
 * Text for the product page: where the goods ship from, whether they clear customs, and the window P50–P90 in which they are
 * delivered; for a presale the day before which they are dispatched, which is the safe one, P90. The year is shown only for a day a year or
 * more ahead. Platform rules ask for dispatch within 48 hours and, for a presale, by the last promised day.
 */
export function promiseText({ model, shipFrom, paidAt, p50Days, p90Days, language }: PromiseInput): string {
  const from = calendarDay(promisedDay(paidAt, p50Days), paidAt);
  const to = calendarDay(promisedDay(paidAt, p90Days), paidAt);
  const place = shipFrom.trim();
  const days = window(from, to, language);
  if (language === 'zh') {
    if (model === 'presale') return `预售(${place}),${chinese(to)}前发货`;
    return model === 'bonded' ? `保税仓发货(${place}),预计${days}送达` : `海外直邮(${place}),需清关,预计${days}送达`;
  }
  if (model === 'presale') return `Presale (${place}), ships by ${english(to)}`;
  return model === 'bonded'
    ? `Ships from bonded warehouse (${place}), arrives ${days}`
    : `Direct mail from overseas (${place}), clears customs, arrives ${days}`;
}
