import type { DecisionLine, LineState } from '../session';

/** Columns whose values a filter can ask for. */
export const FILTER_COLUMNS = ['action', 'tier', 'warehouse', 'supplier', 'reason', 'status'] as const;
export type FilterColumn = (typeof FILTER_COLUMNS)[number];

export interface LineFilter {
  state: LineState;
  /** '' among the values stands for "none" (no supplier) */
  values: Partial<Record<FilterColumn, string>>;
  over: number | null;
  under: number | null;
  /** only lines whose recommendation changed since the decision */
  changedOnly: boolean;
}

export const LINE_STATES: readonly LineState[] = ['open', 'accepted', 'changed', 'rejected', 'later', 'sent'];
export const NO_FILTER: Omit<LineFilter, 'state'> = { values: {}, over: null, under: null, changedOnly: false };

/** Parts of the filter that are on, the state not counted. */
export const filterParts = ({ values, over, under, changedOnly }: LineFilter): number =>
  Object.keys(values).length + Number(over !== null) + Number(under !== null) + Number(changedOnly);

/** A line of unknown value is neither over nor under a sum. */
export const matches = (line: DecisionLine, filter: LineFilter): boolean =>
  line.state === filter.state &&
  Object.entries(filter.values).every(([column, value]) => (line[column as FilterColumn] ?? '') === value) &&
  (filter.over === null || (line.value !== null && line.value >= filter.over)) &&
  (filter.under === null || (line.value !== null && line.value <= filter.under)) &&
  (!filter.changedOnly || line.planChanged);

/** Values of a column that lines of this state have, in order. */
export function choicesOf(lines: readonly DecisionLine[], state: LineState, column: FilterColumn): string[] {
  const found = new Set(lines.filter((line) => line.state === state).map((line) => line[column] ?? ''));
  return [...found].sort();
}
