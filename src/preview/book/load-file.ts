import type { BookFile, BookSheet, BookTable, BookValidation } from '../types';
import { pixelsOfPoints } from '../univer/book';
import { toUniverStyle } from '../univer/styles';
import type { CellWrite, PlacedWrite } from '../univer/cells';
import { parseArea, type Area } from './address';
import { mergeCells } from './merges';
import { pixelsOfCharacters } from './book-file';
import { fromBookChart } from './charts';
import { drawConditionalFormats } from './conditional-formats';
import { commit, place } from './content';
import { restoreName } from './defined-names';
import { setColumnPixels, setColumnsHidden, setRowPixels, showRows } from './formats';
import { freeName } from './names';
import { splitPageText } from './page-text';
import { freeze, renameSheet, setGridlines, setTabColor, setVisibility } from './sheet-actions';
import type { HostWorkbook } from './workbook';

/**
 * Replaces a workbook's contents by a file's. Formulas are calculated again.
 * @returns the defined names that formulas cannot use here; they are kept and saved again
 */
export function loadBook(wb: HostWorkbook, file: BookFile): string[] {
  const old = wb.sheetIds();
  wb.tables.clear();
  for (const name of [...wb.names.values()]) wb.book.asHost(() => wb.book.workbook.deleteDefinedName(name.name));
  wb.names.clear();
  wb.references.clear();
  wb.areaReferences.clear();
  wb.settings.clear();
  for (const [key, json] of Object.entries(file.settings)) wb.settings.set(key, JSON.parse(json));
  for (const id of old) {
    renameSheet(wb, id, freeName('Replaced', [...wb.sheetNames(), ...file.sheets.map(({ name }) => name)]));
  }
  const ids = file.sheets.map(({ name }) => wb.addSheet(name));
  for (const id of old) wb.deleteSheet(id);
  file.sheets.forEach((sheet, index) => {
    for (const table of sheet.tables) restoreTable(wb, ids[index]!, table);
  });
  const unusable = file.names.filter(({ name, refersTo }) => !restoreName(wb, name, `=${refersTo}`));
  file.sheets.forEach((sheet, index) => fillSheet(wb, ids[index]!, sheet, file));
  file.sheets.forEach((sheet, index) => {
    wb.state(ids[index]!).charts = sheet.charts.map((chart) => fromBookChart(wb, ids[index]!, chart));
  });
  wb.chartsChanged();
  const first = ids.find((_id, index) => file.sheets[index]!.visible);
  if (first) wb.activateSheet(first);
  return unusable.map(({ name }) => name);
}

function restoreTable(wb: HostWorkbook, sheetId: string, table: BookTable): void {
  wb.tables.restore({
    name: table.name,
    sheetId,
    area: parseArea(table.range),
    columns: table.columns.map(({ id, name }, index) => ({
      id,
      name,
      ...(table.filter?.[index] ? { filter: table.filter[index] } : {}),
    })),
    style: table.style,
    showHeaders: true,
    showBandedRows: table.showBandedRows,
    showBandedColumns: false,
    showFilterButton: table.showFilterButton,
    showTotals: false,
    sort: [],
  });
}

function fillSheet(wb: HostWorkbook, sheetId: string, sheet: BookSheet, file: BookFile): void {
  fillCells(wb, sheetId, sheet, file);
  setColumnPixels(wb, sheetId, mapValues(sheet.columnWidths, pixelsOfCharacters));
  setRowPixels(wb, sheetId, mapValues(sheet.rowHeights, pixelsOfPoints));
  showRows(wb, sheetId, spansOf(sheet.hiddenRows), true);
  const state = wb.state(sheetId);
  for (const group of sheet.columnGroups) {
    state.columnGroups.push({ ...group });
    if (group.collapsed) {
      setColumnsHidden(wb, sheetId, { row: 0, rows: 1, column: group.from, columns: group.to - group.from + 1 }, true);
    }
  }
  if (sheet.freeze) freeze(wb, sheetId, sheet.freeze.rows, sheet.freeze.columns);
  state.conditionalFormats = sheet.conditionalFormats.map((format) => ({
    id: wb.newFormatId(),
    area: parseArea(format.range),
    format: { ...format },
  }));
  drawConditionalFormats(wb, sheetId);
  state.validations = sheet.validations.flatMap((validation) =>
    validation.range.split(/[ ,]+/).map((range) => ({
      area: parseArea(range),
      rule: listRule(validation),
      prompt: validation.prompt ? { showPrompt: true, ...validation.prompt } : {},
      errorAlert: {},
    })),
  );
  if (sheet.page) {
    const { page } = sheet;
    state.pageTouched = true;
    state.page = {
      ...state.page,
      orientation: page.landscape ? 'Landscape' : 'Portrait',
      zoom: page.fitToWidth ? { horizontalFitToPages: 1 } : { scale: 100 },
      printTitleRows: page.printTitleRows ? parseArea(page.printTitleRows) : null,
      printArea: page.printArea ? parseArea(page.printArea) : null,
      header: splitPageText(page.header ?? ''),
      footer: splitPageText(page.footer ?? ''),
    };
  }
  if (!sheet.showGridlines) setGridlines(wb, sheetId, false);
  if (sheet.tabColor) setTabColor(wb, sheetId, sheet.tabColor);
  if (!sheet.visible) setVisibility(wb, sheetId, 'Hidden');
  for (const range of sheet.merges ?? []) mergeCells(wb, sheetId, parseArea(range));
  state.protection.on = sheet.protected;
}

const listRule = ({ list, listFormula }: BookValidation): Record<string, unknown> =>
  list || listFormula !== undefined
    ? { list: { inCellDropDown: true, source: list ? list.join(',') : `=${listFormula}` } }
    : {};

const mapValues = <T>(sizes: ReadonlyMap<number, T>, change: (size: T) => number): Map<number, number> =>
  new Map([...sizes].map(([index, size]) => [index, change(size)]));

/** Runs of neighbouring rows. */
function spansOf(rows: Iterable<number>): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = spans[spans.length - 1];
    if (last && row <= last.to + 1) last.to = row;
    else spans.push({ from: row, to: row });
  }
  return spans;
}

function fillCells(wb: HostWorkbook, sheetId: string, sheet: BookSheet, file: BookFile): void {
  const writes: PlacedWrite[] = [];
  const area: Area = { row: 0, column: 0, rows: 1, columns: 1 };
  const spilled = spilledCells(sheet);
  for (const [row, line] of sheet.cells) {
    for (const [column, cell] of line) {
      area.rows = Math.max(area.rows, row + 1);
      area.columns = Math.max(area.columns, column + 1);
      const write: CellWrite =
        cell.f !== undefined
          ? place(wb, sheetId, row, column, { formula: `=${cell.f}` })
          : cell.v === null || spilled.has(`${row} ${column}`)
            ? null
            : { value: cell.v, ...(cell.error ? { error: true } : {}) };
      if (write) writes.push({ row, column, write });
    }
  }
  commit(wb, sheetId, area, writes);
  const styles = file.styles.map(toUniverStyle);
  wb.book.restyle(sheetId, area, (_before, row, column) => {
    const index = sheet.cells.get(row)?.get(column)?.s;
    return index === undefined ? {} : (styles[index] ?? {});
  });
}

/** Cells a formula elsewhere fills: written as values they would stand in its way. */
function spilledCells(sheet: BookSheet): Set<string> {
  const found = new Set<string>();
  for (const [row, line] of sheet.cells) {
    for (const [column, cell] of line) {
      if (!cell.spill) continue;
      const area = parseArea(cell.spill);
      for (let r = area.row; r < area.row + area.rows; r++) {
        for (let c = area.column; c < area.column + area.columns; c++)
          if (r !== row || c !== column) found.add(`${r} ${c}`);
      }
    }
  }
  return found;
}
