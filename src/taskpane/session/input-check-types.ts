import type { CheckFinding } from '../../planning/health/types';

/** What somebody found right although the check asks about it; it holds while the value stays. */
export interface FoundRight {
  /** the value found, as text */
  value: string;
  by: string;
  /** business date */
  on: string;
}

export interface InputFinding extends CheckFinding {
  /** e.g. `Stock!L12`; null where the sheet does not say */
  address: string | null;
  /** null: still asked about */
  right: FoundRight | null;
}

/** The last look at what a plan reads. */
export interface InputCheckState {
  /** ISO instant of the look */
  at: string;
  /** data cut looked at, and the instant its data speak for */
  cut: string;
  dataTime: string;
  /** rows of the sheets and ranges looked at */
  rows: number;
  /** findings that are still asked about, and those of them that need a look (the others are to know) */
  total: number;
  look: number;
  /** most money at risk first; null: looked at before this pane opened, only the numbers are known */
  findings: InputFinding[] | null;
}
