import type { Cell, ColumnDef, RowDef, WriteSheet } from 'hucre';
import type { BookSheet } from '../types';
import { contains, parseArea, type Area } from './addresses';
import { fileTableRange } from './table-part';
import { toFileRule, toFileValidations } from './rules';
import { fileFormula, toFileCell, type SheetWriting } from './write-cell';
import { escapeCharacters } from './xml';

/** A column of n characters is stored wider by its padding (5 pixels at 7 pixels a digit). */
export const WIDTH_PADDING = 0.7109375;

export function toFileSheet(sheet: BookSheet, writing: SheetWriting): WriteSheet {
  const bodies = sheet.tables.map((table) => {
    const area = parseArea(table.range);
    return { name: table.name, area: { ...area, top: area.top + 1 } };
  });
  const headings = new Map<string, string>();
  for (const table of sheet.tables) {
    const { top, left } = parseArea(table.range);
    table.columns.forEach((column, i) => headings.set(`${top},${left + i}`, column.name));
  }
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, columns] of sheet.cells) {
    for (const [column, cell] of columns) {
      const key = `${row},${column}`;
      const heading = headings.get(key);
      headings.delete(key);
      // Excel repairs a table whose heading cells do not hold the column names as text
      const source = heading === undefined ? cell : { v: heading, ...(cell.s === undefined ? {} : { s: cell.s }) };
      const table = source.f === undefined ? null : tableAt(bodies, row, column);
      const written = toFileCell(source, row, column, table, sheet.name, writing);
      if (written) cells.set(key, written);
    }
  }
  for (const [key, name] of headings) cells.set(key, { value: escapeCharacters(name) });

  const result: WriteSheet = {
    name: sheet.name,
    cells,
    columns: toColumns(sheet),
    view: { showGridLines: sheet.showGridlines },
  };
  if (sheet.tabColor)
    result.view = { ...result.view, tabColor: { rgb: sheet.tabColor.replace('#', '').toUpperCase() } };
  if (!sheet.visible) result.hidden = true;
  if (sheet.freeze && (sheet.freeze.rows > 0 || sheet.freeze.columns > 0)) result.freezePane = sheet.freeze;
  if (sheet.protected) result.protection = { sheet: true, objects: true, scenarios: true };
  if (sheet.merges && sheet.merges.length > 0) {
    result.merges = sheet.merges.map((range) => {
      const { top, left, bottom, right } = parseArea(range);
      return { startRow: top, startCol: left, endRow: bottom, endCol: right };
    });
  }
  const rowDefs = toRows(sheet);
  if (rowDefs.size > 0) result.rowDefs = rowDefs;
  if (sheet.tables.length > 0) {
    result.tables = sheet.tables.map((table) => ({
      name: table.name,
      range: fileTableRange(table),
      columns: table.columns.map((column) => ({ name: column.name })),
    }));
  }
  const rules = sheet.conditionalFormats.flatMap((format, index) => {
    let writable = true;
    const rule = toFileRule(format, index + 1, (text) => {
      const formula = fileFormula(text, null, writing, { sheet: sheet.name, address: format.range });
      writable &&= formula !== null;
      return formula?.text ?? '';
    });
    return writable ? [rule] : [];
  });
  if (rules.length > 0) result.conditionalRules = rules;
  const validations = toFileValidations(sheet, writing.note);
  if (validations.length > 0) result.dataValidations = validations;
  if (sheet.page) {
    const { page } = sheet;
    result.pageSetup = {
      paperSize: 'a4',
      orientation: page.landscape ? 'landscape' : 'portrait',
      ...(page.fitToWidth ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
    };
    if (page.header || page.footer) {
      result.headerFooter = {
        ...(page.header ? { oddHeader: page.header } : {}),
        ...(page.footer ? { oddFooter: page.footer } : {}),
      };
    }
  }
  return result;
}

const tableAt = (tables: readonly { name: string; area: Area }[], row: number, column: number): string | null =>
  tables.find(({ area }) => contains(area, row, column))?.name ?? null;

function toColumns(sheet: BookSheet): ColumnDef[] {
  const columns: ColumnDef[] = [];
  const at = (index: number): ColumnDef => {
    while (columns.length <= index) columns.push({});
    return columns[index] as ColumnDef;
  };
  for (const [index, width] of sheet.columnWidths) at(index).width = width + WIDTH_PADDING;
  for (const group of sheet.columnGroups) {
    for (let index = group.from; index <= group.to; index += 1) {
      const column = at(index);
      column.outlineLevel = (column.outlineLevel ?? 0) + 1;
      if (group.collapsed) column.hidden = true;
    }
    // the fold button stands on the column after the group
    if (group.collapsed) at(group.to + 1).collapsed = true;
  }
  return columns;
}

function toRows(sheet: BookSheet): Map<number, RowDef> {
  const rows = new Map<number, RowDef>();
  for (const [index, height] of sheet.rowHeights) rows.set(index, { height });
  for (const index of sheet.hiddenRows) rows.set(index, { ...rows.get(index), hidden: true });
  return rows;
}
