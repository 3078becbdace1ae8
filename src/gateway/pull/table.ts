import { PULL_TABLES, type CellValue, type Language, type PullTableId } from '../../tables';
import type { Sql } from '../store';
import type { CutFacts } from './cut-facts';

/** Which part of a brand's data is asked for. */
export interface Scope {
  brandId: string;
  cut: string;
  dataTime: string;
  /** business date of `dataTime` */
  today: string;
  /** null: all of them */
  warehouses: readonly string[] | null;
  language: Language;
  facts: CutFacts;
}

/** Where a page ended: the key of its last row. */
export type PageKey = (string | number)[];

export interface PulledRow {
  key: PageKey;
  values: Record<string, CellValue>;
}

/** How one pull table is made from the store. */
export interface PullSource {
  id: PullTableId;
  /** types of the parts of a `PageKey` */
  key: readonly ('string' | 'number')[];
  /** rows in the whole table */
  count(sql: Sql, scope: Scope): Promise<number>;
  /** the next rows in the order of their key, at most `limit` */
  page(sql: Sql, scope: Scope, after: PageKey | null, limit: number): Promise<PulledRow[]>;
}

/** Columns of a sheet table that the plan fills, not the data service. */
const PLAN_MADE: Partial<Record<PullTableId, readonly string[]>> = {
  TW_SKU: ['tier', 'model', 'tier_reason'],
  TW_Inbound: ['advice', 'advice_qty', 'advice_why'],
  TW_Calendar: ['order_by', 'too_late', 'demand_change'],
};

/** Ids of the columns the data service delivers, in the order of the sheet. */
export function pullColumns(id: PullTableId): string[] {
  const table = PULL_TABLES.find((candidate) => candidate.id === id);
  const planMade = PLAN_MADE[id] ?? [];
  return (table?.columns ?? [])
    .filter((column) => column.owner === 'addin' && !planMade.includes(column.id))
    .map((column) => column.id);
}

/** The name in the asked language, else in the other: a name in the wrong language says more than none. */
export const nameSql = (alias: string, language: Language): string =>
  language === 'zh' ? `coalesce(${alias}.name_zh, ${alias}.name)` : `coalesce(${alias}.name, ${alias}.name_zh)`;

/** Rows whose first values make up the key. */
export const keyed = (rows: Record<string, CellValue>[], ...key: string[]): PulledRow[] =>
  rows.map((values) => ({ key: key.map((id) => (values[id] ?? '') as string | number), values }));

/** The key of a series of sales. */
export const seriesKey = (row: { sku_id: string; warehouse_id: string; model: string }): string =>
  JSON.stringify([row.sku_id, row.warehouse_id, row.model]);

/** `''`, which keys store for an unknown code, is unknown again outside. */
export const unknownIfBlank = (value: CellValue | undefined): CellValue => (value === '' ? null : (value ?? null));
