import { plainHeading, plainText } from '../../tables/written';

/**
 * A heading without what does not make its name: brackets with units, blanks, punctuation, case.
 * `Order Qty.` and `order_qty`, `重量（kg）` and `重量` are one name.
 */
export const headingName = (heading: string): string =>
  plainHeading(heading)
    .replace(/[([【{<《][^)\]】}>》]*[)\]】}>》]/g, '')
    .replace(/[\s_:.,、/|'"“”?!*#-]+/g, '');

export interface HeadingUnit {
  /** a figure of the column × this is the figure in the unit of the meaning */
  factor: number;
  /** in cartons: to be multiplied by units a carton */
  cartons: boolean;
  /** three letters, when the heading names a currency */
  currency: string | null;
}

const BRACKETS = /[([【{]([^)\]】}]*)[)\]】}]/g;
const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:cny|rmb|元|人民币|¥)$/i, 'CNY'],
  [/^(?:usd|美元|美金|\$|us\$)$/i, 'USD'],
  [/^(?:jpy|日元|円)$/i, 'JPY'],
  [/^(?:eur|欧元|€)$/i, 'EUR'],
  [/^(?:hkd|港币|港元)$/i, 'HKD'],
  [/^(?:gbp|英镑|£)$/i, 'GBP'],
  [/^(?:krw|韩元)$/i, 'KRW'],
  [/^(?:aud|澳元)$/i, 'AUD'],
];

/** Days in the units that lead times and shelf lives are written in; a month counts as 30 days, a year as 365. */
const DAY_UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:d|days?|天|日)$/i, 1],
  [/^(?:w|wks?|weeks?|周|星期)$/i, 7],
  [/^(?:m|months?|个?月)$/i, 30],
  [/^(?:y|years?|年)$/i, 365],
];

export const daysIn = (unit: string): number | null =>
  DAY_UNITS.find(([pattern]) => pattern.test(plainText(unit)))?.[1] ?? null;

/** What the brackets of a heading name: `保质期(月)` → `月`; several brackets, and `a/b` in one, count each. */
export const bracketWords = (heading: string): string[] =>
  [...heading.normalize('NFKC').matchAll(BRACKETS)].flatMap(([, raw = '']) =>
    [raw, ...raw.split(/[/,、\s]+/)].map((part) => part.trim()).filter(Boolean),
  );

/**
 * What the brackets of a heading say of its unit: `保质期(月)`, `重量(kg)`, `MOQ（箱）`, `采购单价(USD)`.
 * @param wants the unit of the meaning: grams, cm³, days, units or money; others take the figures as they stand
 */
export function headingUnit(heading: string, wants: 'g' | 'cm3' | 'days' | 'units' | 'money' | null): HeadingUnit {
  const unit: HeadingUnit = { factor: 1, cartons: false, currency: null };
  for (const word of bracketWords(heading)) {
    const currency = CURRENCIES.find(([pattern]) => pattern.test(word))?.[1];
    if (currency) unit.currency = currency;
    if (wants === 'g' && /^(?:kg|千克|公斤)$/i.test(word)) unit.factor = 1000;
    if (wants === 'cm3' && /^(?:m3|m³|立方米|立方|cbm)$/i.test(word)) unit.factor = 1_000_000;
    if (wants === 'days') unit.factor = daysIn(word) ?? unit.factor;
    if (wants === 'units' && /^(?:箱|ctns?|cartons?|cases?)$/i.test(word)) unit.cartons = true;
    if ((wants === 'units' || wants === 'money') && /^万[件元]?$/.test(word)) unit.factor = 10_000;
  }
  return unit;
}

/** The texts over a column, top first, blanks and repeats (a title merged downwards) left out. */
export const headingPath = (heading: readonly string[]): string[] =>
  heading
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text, at, all) => text !== '' && text !== all[at - 1]);
