import type { CellValue } from '../../tables';
import { addDays } from '../../tables/weeks';
import type { OwnMapping, OwnWanted } from '../../workbook/own/types';
import type { TableRows } from '../../workbook/types';
import { writesOf } from './own-mapping';
import { meaningParts } from './own-review';
import { figure, text, toRecords } from './records';
import type { PlanRecord } from './types';

/** the plan looks no further, see days_of_supply */
const HORIZON_DAYS = 91;

/** Results that only own tables have a column for. */
const DERIVED: Readonly<Record<string, (row: PlanRecord, asOf: string) => CellValue>> = {
  /** first day the stock on hand no longer covers, on the forecast and without inbound; unknown beyond the horizon */
  out_of_stock_on(row, asOf) {
    const days = figure(row.days_of_supply);
    return days === null || days >= HORIZON_DAYS ? null : addDays(asOf, Math.floor(Math.max(0, days)));
  },
};

/** What the plan would have stand in the user's own ranges: one row a plan row, of its warehouse where a range has one only. */
export function ownWanted(mappings: readonly OwnMapping[], plan: TableRows, asOf: string): OwnWanted[] {
  const rows = toRecords(plan);
  return mappings.map((mapping) => {
    const meanings = writesOf(mapping);
    const columns = meanings.map((meaning) => meaningParts(meaning).column);
    const here = rows.filter((row) => mapping.warehouse === null || row.warehouse_id === mapping.warehouse);
    return {
      mapping,
      meanings,
      rows: here.map((row) => ({
        sku: text(row.sku_id) ?? '',
        warehouse: text(row.warehouse_id) ?? '',
        values: columns.map((column) => DERIVED[column]?.(row, asOf) ?? row[column] ?? null),
      })),
    };
  });
}
