import type { Language } from '../tables';
import type { RawCell } from './cells';
import { writeBandTexts, writeFooters } from './create-sheet';
import type { Journal } from './journal';
import type { LiveTable } from './live';
import { cutText, freshnessFormula, isFreshnessFormula } from './sheet-texts';
import type { CutStamp } from './types';

/** The rows above a table that stands, as far as they are still the add-in's. */
export interface TopRows {
  live: LiveTable;
  cutRow: number | null;
  cutFormulas: RawCell[];
  bandRow: number | null;
  bandFormulas: RawCell[];
}

/** Reads the cut line and the band of each table in one round trip. */
export async function readTopRows(context: Excel.RequestContext, tables: readonly LiveTable[]): Promise<TopRows[]> {
  const handles = tables.map((live) => {
    const sheet = context.workbook.worksheets.getItem(live.sheetId);
    // the line is recognised by its text: one the user rewrote or removed is theirs
    const cutRow = live.above.findIndex((cell) => cell !== '' && cell === live.mark?.cutText);
    const row = (index: number): Excel.Range | null => {
      if (index < 0) return null;
      const range = sheet.getRangeByIndexes(index, live.firstColumn, 1, live.columns.length);
      range.load('formulas');
      return range;
    };
    return { live, cutRow, cut: row(cutRow), bandRow: live.headingRow - 1, band: row(live.headingRow - 1) };
  });
  await context.sync();
  return handles.map(({ live, cutRow, cut, bandRow, band }) => ({
    live,
    cutRow: cut ? cutRow : null,
    cutFormulas: cut?.formulas[0] ?? [],
    bandRow: band ? bandRow : null,
    bandFormulas: band?.formulas[0] ?? [],
  }));
}

/** Queues the new cut line, age formula, footer and dates over the week columns. */
export function writeTopRows(
  context: Excel.RequestContext,
  top: TopRows,
  stamp: CutStamp,
  bandTexts: Record<string, string>,
  language: Language,
  journal: Journal,
): void {
  const { live } = top;
  const sheet = context.workbook.worksheets.getItem(live.sheetId);
  const keep = (row: number, position: number, before: RawCell[]): void =>
    journal.add({
      kind: 'formulas',
      sheetId: live.sheetId,
      row,
      column: live.firstColumn + position,
      before: [before],
    });
  if (top.cutRow !== null) {
    keep(top.cutRow, 0, [top.cutFormulas[0] ?? '']);
    sheet.getRangeByIndexes(top.cutRow, live.firstColumn, 1, 1).values = [[cutText(stamp, language)]];
    const age = top.cutFormulas.findIndex(isFreshnessFormula);
    if (age >= 0) {
      keep(top.cutRow, age, [top.cutFormulas[age] ?? '']);
      const cell = sheet.getRangeByIndexes(top.cutRow, live.firstColumn + age, 1, 1);
      cell.formulas = [[freshnessFormula(stamp, language)]];
    }
    writeFooters(sheet, stamp, language);
    const before = live.mark?.stamp;
    if (before) journal.add({ kind: 'custom', restore: (target) => restoreFooters(target, live, before) });
  }
  if (top.bandRow === null) return;
  // a date of ours or nothing stands there; anything else the user wrote
  const free = Object.fromEntries(
    Object.entries(bandTexts).filter(([id]) => {
      const held = top.bandFormulas[live.columns.findIndex((column) => column?.id === id)];
      return held === '' || typeof held === 'number';
    }),
  );
  if (Object.keys(free).length === 0) return;
  keep(top.bandRow, 0, top.bandFormulas);
  writeBandTexts(sheet, live.columns, { row: top.bandRow, firstColumn: live.firstColumn }, free);
}

function restoreFooters(context: Excel.RequestContext, live: LiveTable, stamp: CutStamp): void {
  writeFooters(context.workbook.worksheets.getItem(live.sheetId), stamp, live.mark?.language ?? 'en');
}
