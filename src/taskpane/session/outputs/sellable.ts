import { sheetTable, type Language } from '../../../tables';
import { sellableLines } from '../../../messages/sellable-lines';
import type { PlanResult } from '../../../planning/types';
import type { TableRows } from '../../../workbook/types';

/** Rows of the Sellable sheet, the dearest problem of the plan first. */
export function sellableTables(result: PlanResult, version: string, language: Language): TableRows[] {
  if (!result.sellable.length) return [];
  const columns = sheetTable('TW_Sellable')
    .columns.filter(({ owner }) => owner === 'addin')
    .map(({ id }) => id);
  const lines = sellableLines(result.sellable, language);
  return [
    {
      table: 'TW_Sellable',
      columns,
      rows: lines.map((line) => columns.map((id) => (id === 'plan_version' ? version : (line[id] ?? null)))),
    },
  ];
}
