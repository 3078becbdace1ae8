import type { PlacedWrite } from '../univer/cells';
import { contains, type Area } from './address';
import { commit, place, readCell } from './content';
import { cellArea, type HostWorkbook } from './workbook';

/**
 * Puts a formula into a cell together with what it shows, as Excel holds it after opening a file: nothing is calculated,
 * and dependents see the shown value as far as the engine can express it.
 */
export function plant(
  wb: HostWorkbook,
  sheetId: string,
  { row, column }: { row: number; column: number },
  formula: string,
  shown: string | number | boolean,
  resists: boolean,
): void {
  const value = shown === '' ? null : shown;
  const write = { formula: standIn(value), author: formula, held: { value, resists } };
  commit(wb, sheetId, cellArea(row, column), [{ row, column, write }]);
}

/** A formula the engine gives the value for. */
function standIn(value: string | number | boolean | null): string {
  if (value === null) return '=""';
  if (typeof value !== 'string') return `=${String(value).toUpperCase()}`;
  if (/^#(?:BUSY!|GETTING_DATA)$/.test(value)) return '=#N/A';
  return value.startsWith('#') ? `=${value}` : `="${value.replaceAll('"', '""')}"`;
}

/**
 * `range.calculate()`: a cell that was stuck or never calculated gets its result. One that shows an error of its name
 * keeps it until its formula is entered again, as in Excel.
 */
export function releaseHeld(wb: HostWorkbook, sheetId: string, area: Area): void {
  const writes: PlacedWrite[] = [];
  for (const { row, column } of wb.book.cells.formulaCells(sheetId)) {
    if (!contains(area, row, column)) continue;
    const { held, author } = readCell(wb, sheetId, row, column);
    if (!held || held.resists || author === null || held.value === '#NAME?') continue;
    writes.push({ row, column, write: place(wb, sheetId, row, column, { formula: author }) });
  }
  commit(wb, sheetId, area, writes);
}

/** The cells of an area that hold formulas, as rectangles. */
export function formulaAreas(wb: HostWorkbook, sheetId: string, area: Area): Area[] {
  const rows = new Map<number, number[]>();
  for (const { row, column } of wb.book.cells.formulaCells(sheetId)) {
    if (!contains(area, row, column)) continue;
    const columns = rows.get(row);
    if (columns) columns.push(column);
    else rows.set(row, [column]);
  }
  const done: Area[] = [];
  let open: Area[] = [];
  for (const [row, columns] of [...rows].sort(([a], [b]) => a - b)) {
    const strips: Area[] = [];
    for (const column of columns.sort((a, b) => a - b)) {
      const last = strips[strips.length - 1];
      if (last && last.column + last.columns === column) last.columns++;
      else strips.push({ row, rows: 1, column, columns: 1 });
    }
    const grown = strips.map((strip) => {
      const above = open.find(
        (box) => box.column === strip.column && box.columns === strip.columns && box.row + box.rows === row,
      );
      if (above) above.rows++;
      return above ?? strip;
    });
    done.push(...open.filter((box) => !grown.includes(box)));
    open = grown;
  }
  return [...done, ...open];
}
