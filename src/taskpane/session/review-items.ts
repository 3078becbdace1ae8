import type { CellValue } from '../../tables';
import { text } from './records';
import type { Review, ReviewGroupId, ReviewItem } from './types';

export const REVIEW_GROUPS: readonly ReviewGroupId[] = ['eye', 'overridden', 'new', 'drift'];

/** Sum of the known figures; null when none is known. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
}

export const isBlank = (value: CellValue): boolean => text(value) === null;

/** Cells that writing the ticked items would change. */
export const tickedCells = (review: Review): number =>
  review.items.reduce((sum, item) => sum + (item.ticked ? item.cells : 0), 0);

export const groupItems = (review: Review, group: ReviewGroupId): ReviewItem[] =>
  review.items.filter((item) => item.group === group);
