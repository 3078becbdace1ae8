import { addDays, daysBetween, mondayOf } from '../../tables/weeks';
import { plainText } from '../../tables/written';

/** Days of the calendar, both ends included. */
export interface Period {
  from: string;
  to: string;
  unit: 'day' | 'week' | 'dekad' | 'month' | 'range';
}

const iso = (year: number, month: number, day: number): string | null => {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
};
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_WORD = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

interface Parts {
  year: number | null;
  /** the year decides the period; one without it is the latest that has begun */
  make: (year: number) => Period | null;
}

const fullYear = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text);

const dayOf = (year: string | undefined, month: string, day: string): Parts => ({
  year: fullYear(year),
  make: (y) => {
    const date = iso(y, Number(month), Number(day));
    return date ? { from: date, to: date, unit: 'day' } : null;
  },
});

const monthOf = (year: string | undefined, month: number): Parts => ({
  year: fullYear(year),
  make: (y) => {
    const from = iso(y, month, 1);
    const to = from && iso(y, month, lastDay(y, month));
    return from && to ? { from, to, unit: 'month' } : null;
  },
});

/** ISO 8601: week 1 is the one with 4 January in it; `null` when the year has no such week. */
const weekOf = (year: string | undefined, week: string): Parts => ({
  year: fullYear(year),
  make: (y) => {
    const first = mondayOf(`${y}-01-04`);
    const from = addDays(first, 7 * (Number(week) - 1));
    const isOfYear = Number(week) >= 1 && addDays(from, 3).startsWith(`${y}-`);
    return isOfYear ? { from, to: addDays(from, 6), unit: 'week' } : null;
  },
});

const DEKADS: Readonly<Record<string, readonly [number, number]>> = { 上: [1, 10], 中: [11, 20], 下: [21, 31] };
const dekadOf = (year: string | undefined, month: string, which: string): Parts => ({
  year: fullYear(year),
  make: (y) => {
    const [first, last] = DEKADS[which] ?? [1, 10];
    const from = iso(y, Number(month), first);
    const to = from && iso(y, Number(month), Math.min(last, lastDay(y, Number(month))));
    return from && to ? { from, to, unit: 'dekad' } : null;
  },
});

const rangeOf = (year: string | undefined, parts: readonly string[], endYear?: string): Parts => ({
  year: fullYear(year),
  make: (y) => {
    const from = iso(y, Number(parts[0]), Number(parts[1]));
    let to = iso(fullYear(endYear) ?? y, Number(parts[2]), Number(parts[3]));
    if (from && to && to < from && !endYear) to = iso(y + 1, Number(parts[2]), Number(parts[3]));
    if (!from || !to || to < from || daysBetween(from, to) > 365) return null;
    return { from, to, unit: daysBetween(from, to) === 0 ? 'day' : daysBetween(from, to) === 6 ? 'week' : 'range' };
  },
});

const Y = String.raw`(?:(\d{4}|\d{2})年|(\d{4})[-/.])?`;
const PATTERNS: readonly (readonly [RegExp, (found: RegExpExecArray) => Parts])[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, ([, y, m = '', d = '']) => dayOf(y, m, d)],
  [
    /^(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?:-|~|至|到|–|—)(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})$/,
    ([, y, m1 = '', d1 = '', y2, m2 = '', d2 = '']) => rangeOf(y, [m1, d1, m2, d2], y2),
  ],
  [
    /^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?(?:-|~|至|到|–|—)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?$/,
    ([, y, m1 = '', d1 = '', y2, m2 = '', d2 = '']) => rangeOf(y, [m1, d1, m2, d2], y2),
  ],
  [new RegExp(`^${Y}(\\d{1,2})月(\\d{1,2})日?$`), ([, a, b, m = '', d = '']) => dayOf(a ?? b, m, d)],
  [new RegExp(`^${Y}(\\d{1,2})月?(上|中|下)旬$`), ([, a, b, m = '', which = '']) => dekadOf(a ?? b, m, which)],
  [new RegExp(`^${Y}(\\d{1,2})月(?:份)?$`), ([, a, b, m]) => monthOf(a ?? b, Number(m))],
  [/^(\d{4})[-/.](\d{1,2})$/, ([, y, m]) => monthOf(y, Number(m))],
  [/^(20\d{2})(0[1-9]|1[0-2])$/, ([, y, m]) => monthOf(y, Number(m))],
  [new RegExp(`^${MONTH_WORD}[-' ]?(\\d{4}|\\d{2})?$`), ([, m = '', y]) => monthOf(y, MONTH_NAMES.indexOf(m) + 1)],
  [new RegExp(`^(\\d{4})[- ]${MONTH_WORD}$`), ([, y, m = '']) => monthOf(y, MONTH_NAMES.indexOf(m) + 1)],
  [/^(?:(\d{4})年?[- ]?)?(?:w|wk|week|cw|第)[ -]?(\d{1,2})周?$/, ([, y, w = '']) => weekOf(y, w)],
  [/^(?:(\d{4})年)(\d{1,2})周$/, ([, y, w = '']) => weekOf(y, w)],
  [/^(\d{1,2})周$/, ([, w = '']) => weekOf(undefined, w)],
  [/^(\d{1,2})[/](\d{1,2})$/, ([, m = '', d = '']) => dayOf(undefined, m, d)],
  [/^(\d{1,2})-(\d{1,2})$/, ([, m = '', d = '']) => dayOf(undefined, m, d)],
];

/** Words around a period that do not change it. */
const AROUND =
  /(?:的|商品)?(?:实际)?(?:销售出库|销售数量|销售量|销量|销售|实销|出库数量|出库量|出库|期初|期末|入库|结存|进销存|数量|件数|合计|units sold|unit sales|actual sales|actuals?|sales|sold|qty|units|issued)/g;

function read(text: string, today: string): Period | null {
  const bare = plainText(text).toLowerCase().replace(AROUND, '').replace(/\s+/g, ' ').trim();
  const back = /^w ?-(\d{1,3})$/.exec(bare);
  if (back) {
    const from = addDays(mondayOf(today), -7 * Number(back[1]));
    return { from, to: addDays(from, 6), unit: 'week' };
  }
  if (/^(?:上月|上个月|last month|本月|当月|this month|mtd)$/.test(bare)) {
    const shift = /^(?:上|last)/.test(bare) ? 1 : 0;
    const at = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - shift, 1));
    return monthOf(undefined, at.getUTCMonth() + 1).make(at.getUTCFullYear());
  }
  if (/^(?:上周|last week)$/.test(bare)) {
    const from = addDays(mondayOf(today), -7);
    return { from, to: addDays(from, 6), unit: 'week' };
  }
  for (const [pattern, parts] of PATTERNS) {
    const found = pattern.exec(bare);
    if (!found) continue;
    const { year, make } = parts(found);
    if (year !== null) return make(year);
    const now = Number(today.slice(0, 4));
    // without a year: the latest that has begun
    for (const y of [now, now - 1]) {
      const period = make(y);
      if (period && period.from <= today) return period;
    }
    return null;
  }
  return null;
}

/**
 * The period the texts over a column name, top first: `2026年10月`, `W47`, `11/16-11/22`, `10月` > `上旬`, `2026年` > `10月`.
 * A period without a year is the latest that has begun by `today`. `null`: they name none.
 */
export function periodOf(path: readonly string[], today: string): Period | null {
  const texts = path.map((text) => text.trim()).filter(Boolean);
  for (let from = texts.length - 1; from >= 0; from--) {
    const joined = read(texts.slice(from).join(''), today);
    if (joined) return joined;
    const alone = read(texts[from] ?? '', today);
    // `2026年` > `10月`: the year stands above
    const above = /^(\d{4})年?$/.exec(plainText(texts[from - 1] ?? ''))?.[1];
    if (alone && above) return read(`${above}年${plainText(texts[from] ?? '')}`, today) ?? alone;
    if (alone) return alone;
  }
  return null;
}

/** A period named somewhere inside a title, `2026年11月进销存表`, `11月`: the first that reads as a month. */
export function monthInTitle(title: string, today: string): Period | null {
  const found = /(?:\d{4}年|\d{4}[-/.])?\d{1,2}月|\d{4}[-/.]\d{1,2}(?!\d)/.exec(plainText(title));
  return found ? read(found[0], today) : null;
}
