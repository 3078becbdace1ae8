/** Demand per period, oldest first. `null` is unknown: it is skipped and never counts as 0. */
export type History = readonly (number | null)[];

/** Why a method has no forecast for a history. */
export type ForecastProblem =
  /** fewer known periods than the method needs */
  | { problem: 'too_few'; least: number }
  /** shorter than the seasons the method needs, or a season position that is never known */
  | { problem: 'too_few_seasons'; least: number }
  /** a multiplicative season over demand that is not positive throughout */
  | { problem: 'not_positive' };

/** Position of the first known period, −1 without any. */
export const firstKnown = (history: History): number => history.findIndex((value) => value !== null);
