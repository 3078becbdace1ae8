import { sheetTable, type CellValue } from '../tables';
import { cellAddress } from './addresses';
import { fromCell, readsBackAs, sameCell, type RawCell } from './cells';
import { bodyKeys, type Body, type Diff } from './diff';
import { isWritable } from './columns';
import { exclusively, runExcel } from './excel-run';
import { lastWritten } from './images';
import { rowKeys, splitKey } from './keys';
import { loadWorkbook, type LiveTable, type LiveWorkbook } from './live';
import { boundTo, checkTable } from './preflight';
import { readBody } from './read';
import { writeRecords, type StoredWrite } from './records';
import type { BlockedChange, CellChange, CutStamp, TableRows, WorkOptions, WritePreview } from './types';
import { newWriteId } from './write-job';
import { diffFor, diffOptions } from './write-tables';

export const changeId = (table: string, key: readonly string[], column: string): string =>
  [table, ...key, column].join('|');

/** A plan that brings every column of the add-in's speaks for all its rows; anything less touches only what it names. */
export const speaksForAllRows = (incoming: Pick<TableRows, 'table' | 'columns'>): boolean => {
  const table = sheetTable(incoming.table);
  return (
    table.source === 'plan' &&
    table.columns.every((column) => column.owner !== 'addin' || incoming.columns.includes(column.id))
  );
};

/**
 * What a write would change, cell by cell, compared by key with the sheets as they are now. Writes nothing.
 *
 * @throws WorkbookError key_column_gone, other_brand, duplicate_keys (in the new data), cancelled
 */
export function previewWrite(tables: TableRows[], stamp: CutStamp, options: WorkOptions = {}): Promise<WritePreview> {
  return exclusively(() =>
    runExcel(async (context) => {
      const workbook = await loadWorkbook(context);
      const binding = boundTo(workbook);
      const preview: WritePreview = {
        id: newWriteId(),
        stamp,
        newTables: [],
        changes: [],
        blocked: [],
        gone: [],
        filtered: [],
        bandTexts: {},
      };
      const records = writeRecords();
      const writes = records
        .list(binding.workbookId)
        .map(({ id }) => records.get(id))
        .filter((write): write is StoredWrite => write !== null);
      for (const [done, incoming] of tables.entries()) {
        // a deleted column is no reason to stop: its cells are listed as blocked
        checkTable(withoutProtection(workbook), incoming, 'leave_out');
        if (incoming.bandTexts) preview.bandTexts![incoming.table] = incoming.bandTexts;
        const live = workbook.tables.get(incoming.table);
        const asked = diffOptions(workbook, binding, incoming.table, stamp, {
          markGone: speaksForAllRows(incoming),
          proposals: true,
        });
        if (live) {
          const body = withFreshColumns(live, await readBody(context, live, options.signal));
          const diff = diffFor(incoming, asked)(body);
          listChanges(preview, live, body, diff, speaksForAllRows(incoming), lastWritten(writes, incoming.table));
          listMissing(preview, live, incoming);
          if (live.filtered) preview.filtered.push(incoming.table);
        } else {
          preview.newTables.push(incoming.table);
          listNewTable(preview, incoming);
        }
        options.onProgress?.({ step: 'checking', table: incoming.table, done: done + 1, total: tables.length });
      }
      return preview;
    }),
  );
}

/** Looking is allowed in a protected sheet; the write itself will say that it is protected. */
const withoutProtection = (workbook: LiveWorkbook): LiveWorkbook => ({
  ...workbook,
  tables: new Map([...workbook.tables].map(([id, live]) => [id, { ...live, protected: false }])),
});

/** Columns newer than the sheet, as the blank ones they will be; at the end, so that every other position stays true. */
function withFreshColumns(live: LiveTable, body: Body): Body {
  if (live.fresh.length === 0) return body;
  live.columns = [...live.columns, ...live.fresh];
  const blanks = live.fresh.map((): RawCell => '');
  return {
    ...body,
    columns: live.columns,
    values: body.values.map((row) => [...row, ...blanks]),
    formulas: body.formulas.map((row) => [...row, ...blanks]),
  };
}

/** What a cell holds, for showing: the value, or the text where a figure was expected. */
const shownValue = (live: LiveTable, position: number, raw: RawCell): CellValue => {
  const column = live.columns[position];
  if (!column) return raw;
  const read = fromCell(column, raw);
  return read.unreadable ? String(raw) : read.value;
};

function listChanges(
  preview: WritePreview,
  live: LiveTable,
  body: Body,
  diff: Diff,
  allRows: boolean,
  last: (key: readonly string[], column: string) => RawCell | undefined,
): void {
  const keys = bodyKeys(body);
  const { id } = live.table;
  const change = (key: string[], row: number | null, position: number, wanted: RawCell): CellChange => {
    const column = live.columns[position]!.id;
    const held = row === null ? '' : (body.values[row]?.[position] ?? '');
    const written = row === null ? undefined : last(key, column);
    return {
      id: changeId(id, key, column),
      table: id,
      key,
      column,
      old: shownValue(live, position, held),
      new: shownValue(live, position, readsBackAs(wanted)),
      sheetRow: row === null ? null : live.headingRow + 2 + row,
      ...(written !== undefined && !sameCell(written, held) ? { edited: true as const } : {}),
    };
  };
  diff.wanted.forEach((cells, row) => {
    const key = splitKey(keys[row] ?? '');
    cells?.forEach((cell, position) => {
      if (cell !== undefined) preview.changes.push(change(key, row, position, cell));
    });
  });
  for (const { key, cells } of diff.added) {
    cells.forEach((cell, position) => {
      const column = live.columns[position];
      if (cell === undefined || cell === '' || !column || live.table.key.includes(column.id)) return;
      preview.changes.push(change(splitKey(key), null, position, cell));
    });
  }
  for (const { row, position, why, wanted } of diff.blocked) {
    const blocked: BlockedChange = {
      ...change(splitKey(keys[row] ?? ''), row, position, wanted),
      why,
      address: cellAddress(live.sheetName, live.headingRow + 1 + row, live.firstColumn + position),
    };
    preview.blocked.push(blocked);
  }
  if (allRows) for (const row of diff.gone) preview.gone.push({ table: id, key: splitKey(keys[row] ?? '') });
}

/** One entry a deleted column, not one a row. */
function listMissing(preview: WritePreview, live: LiveTable, incoming: TableRows): void {
  for (const column of live.missing) {
    if (!incoming.columns.includes(column.id)) continue;
    preview.blocked.push({
      id: changeId(live.table.id, [], column.id),
      table: live.table.id,
      key: [],
      column: column.id,
      old: null,
      new: null,
      sheetRow: null,
      why: 'column_gone',
      address: live.sheetName,
    });
  }
}

function listNewTable(preview: WritePreview, incoming: TableRows): void {
  const table = sheetTable(incoming.table);
  const columns = incoming.columns.map((id) => table.columns.find((column) => column.id === id));
  const keys = rowKeys(table, incoming.columns, incoming.rows);
  incoming.rows.forEach((row, i) => {
    const joined = keys[i];
    if (joined === null || joined === undefined) return;
    const key = splitKey(joined);
    columns.forEach((column, at) => {
      const value = row[at] ?? null;
      if (value === null || value === '' || !column || !isWritable(column) || table.key.includes(column.id)) return;
      const id = changeId(table.id, key, column.id);
      preview.changes.push({ id, table: table.id, key, column: column.id, old: null, new: value, sheetRow: null });
    });
  });
}
