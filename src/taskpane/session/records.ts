import type { CellValue } from '../../tables';
import type { TableRows } from '../../workbook/types';
import type { PlanRecord } from './types';

/** Rows of a table as records by column id. */
export const toRecords = (table: TableRows | undefined): PlanRecord[] =>
  table?.rows.map((row) => Object.fromEntries(table.columns.map((id, at) => [id, row[at] ?? null]))) ?? [];

export const text = (value: CellValue | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** A figure, or null: text in a figure's column is unknown, never read as a number. */
export const figure = (value: CellValue | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

export const flag = (value: CellValue | undefined): boolean | null =>
  value === null || value === undefined || value === '' ? null : value === true || value === 1 || value === '1';

export const rowKey = (...parts: readonly (CellValue | undefined)[]): string =>
  JSON.stringify(parts.map((part) => part ?? ''));
