import type { Sentence } from '../types';

export type CorrectionKind = 'returns' | 'cancelled' | 'bulk' | 'out_of_stock' | 'presale' | 'not_on_sale' | 'closed';

/** What was recorded of one item on one day; several rows of a day are one day's parts. */
export interface DailyRow {
  /** ISO date `2026-11-23`, or days since 1970-01-01 */
  date: string | number;
  /** units sold; negative units count as returned */
  qty: number | null;
  /** units returned that day, whenever they were sold; null: unknown */
  returns?: number | null;
  /** orders the units were sold in; null: unknown */
  orders?: number | null;
  /** sold before it can be shipped */
  presale?: boolean | null;
  promo_id?: string | null;
  /** minutes of the day without stock, 0–1,440; null: unknown */
  oos_minutes?: number | null;
}

/** First and last day a brand's records cover, as day numbers. */
export interface Feed {
  first: number;
  last: number;
}

/** Days on which a whole shop sells nothing, see `closedDays`. */
export interface ClosedDays {
  /** Monday first: weekdays on which the shop never sells */
  weekdays: readonly boolean[];
  /** further runs of days without any sale, both ends included */
  runs: readonly Feed[];
  has(day: number): boolean;
  /** the closed days around a week of which no day was open; null where one was */
  wholeWeek(monday: number): Feed | null;
}

/** What the cleaning of one item has to know beyond its rows. */
export interface CleaningContext {
  /** day of the data cut; later rows are refused */
  asOf: number;
  /** Monday of the last complete week, and how many weeks back corrections are wanted */
  lastMonday: number;
  weeks: number;
  /** null: nothing is known to be covered, so that no week without a record is 0 */
  feed: Feed | null;
  closed: ClosedDays;
  /** sales of each weekday relative to an average open day, Monday first; 0 on closed weekdays */
  weekdayProfile: readonly number[];
  /** first day the SKU could be sold anywhere: its launch or its first sale; null: unknown */
  onSaleSince: number | null;
  /** whether a promotion runs on this day; rows that name one count anyway */
  promoted: (day: number) => boolean;
}

/**
 * One change of one day's demand. Corrections of one day add up: `corrected` is the recorded sale with this correction
 * alone.
 */
export interface Correction {
  kind: CorrectionKind;
  /** ISO date; of `closed` the week's Monday, of `not_on_sale` the first day sold */
  day: string;
  /** units recorded; null: no record */
  raw: number | null;
  /** null: demand is unknown */
  corrected: number | null;
  /** corrected − raw, units; null: the day makes its week unknown */
  change: number | null;
  why: Sentence;
}

export interface RefusedRow {
  date: string;
  reason: 'not_a_date' | 'after_data_cut' | 'not_a_number';
}

export interface CleanedDemand {
  /** by day, then kind */
  corrections: Correction[];
  refused: RefusedRow[];
}
