import Papa from 'papaparse';
import type { ImportColumn, ImportProblem, ImportTable, ImportTableId } from '../../tables';
import { matchHeaders } from './headers';
import { importProblem, type ImportProblemCode } from './problems';
import { cellReader, isCode, Refusal, type ReadCell, type StoredValue } from './values';

/** The codes a table is known to hold; null when nothing is known about it, so that nothing can be checked. */
export type KnownCodes = Partial<Record<ImportTableId, ReadonlySet<string> | null>>;

export interface ReadTable {
  table: ImportTable;
  /** the columns the file has, and those with a default */
  columns: ImportColumn[];
  /** the rows taken, one array a column */
  values: StoredValue[][];
  read: number;
  taken: number;
  refused: number;
  skipped: number;
  ignoredColumns: string[];
  problems: ImportProblem[];
  moreProblems: number;
  /** false: the file as a whole cannot be used */
  usable: boolean;
}

export interface ReadOptions {
  known: KnownCodes;
  /** problems listed; beyond them only counted */
  maxProblems: number;
  /** called every few thousand rows; may throw to stop, and lets other work happen */
  pause: (rowsDone: number, rowsTotal: number) => Promise<void>;
}

const PAUSE_ROWS = 20_000;
const TOTALS = new Set(['合计', '小计', '总计', '总合计', 'total', 'subtotal', 'grand total', 'sub total']);
const KEY_GLUE = '\u0001';

interface Reader {
  column: ImportColumn;
  header: string;
  /** position in the file; -1: only the default is used */
  index: number;
  read: ReadCell;
  /** what a blank cell is stored as */
  blank: StoredValue;
  required: boolean;
  known: ReadonlySet<string> | null;
}

const isTotal = (cell: string): boolean =>
  TOTALS.has(
    cell
      .normalize('NFKC')
      .replace(/[:\s]+$/, '')
      .trim()
      .toLowerCase(),
  );

/** What separates the headers; guessing from the rows would fall for commas in names. */
function delimiterOf(text: string): string {
  const header = /[^\n]*\S[^\n]*/.exec(text)?.[0] ?? '';
  const uses = [',', '\t', ';', '|'].map((sign) => ({ sign, count: header.split(sign).length }));
  return uses.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/** Line of the file in which each row begins: a quoted cell may run over several lines. */
function lineCounter(text: string): (row: readonly string[]) => number {
  if (!text.includes('"')) return () => 1;
  return (row) => row.reduce((lines, cell) => lines + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 1);
}

function readersOf(table: ImportTable, headers: ReturnType<typeof matchHeaders>, known: KnownCodes): Reader[] {
  return table.columns.flatMap((column): Reader[] => {
    const found = headers.matched.find((matched) => matched.column === column);
    if (!found && column.default === undefined) return [];
    const blankKey = table.key.includes(column.id) && column.kind === 'text' ? '' : null;
    return [
      {
        column,
        header: found?.header ?? column.id,
        index: found?.index ?? -1,
        read: cellReader(table, column),
        blank: column.default ?? blankKey,
        required: column.required === true,
        known: (column.references && known[column.references]) ?? null,
      },
    ];
  });
}

/**
 * Reads the text of one import file: good rows become columns of values, bad ones problems with their line, column,
 * value and mend. Of rows with the same key the first is taken.
 */
export async function readTable(
  table: ImportTable,
  text: string,
  file: string,
  options: ReadOptions,
): Promise<ReadTable> {
  const result: ReadTable = {
    table,
    columns: [],
    values: [],
    read: 0,
    taken: 0,
    refused: 0,
    skipped: 0,
    ignoredColumns: [],
    problems: [],
    moreProblems: 0,
    usable: false,
  };
  const report = (problem: ImportProblem): void => {
    if (result.problems.length < options.maxProblems) result.problems.push(problem);
    else result.moreProblems++;
  };

  const unix = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const { data, errors } = Papa.parse<string[]>(unix, { newline: '\n', delimiter: delimiterOf(unix) });
  const linesOf = lineCounter(unix);
  const lines: number[] = [];
  let line = 1;
  for (const row of data) {
    lines.push(line);
    line += linesOf(row);
  }
  const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');
  const first = data.findIndex((row) => !isBlank(row));
  if (first < 0) {
    report(importProblem('empty_file', file));
    return result;
  }
  const open = errors.find((error) => error.code === 'MissingQuotes');
  if (open) {
    report(importProblem('open_quote', file, lines[open.row ?? 0] ?? 1));
    return result;
  }
  const badQuotes = new Set(errors.filter((error) => error.type === 'Quotes').map((error) => error.row));

  const headerRow = data[first] ?? [];
  const headers = matchHeaders(table, headerRow, file);
  result.ignoredColumns = headers.ignored;
  if (headers.problems.length > 0) {
    headers.problems.forEach(report);
    return result;
  }

  const readers = readersOf(table, headers, options.known);
  const keyAt = table.key.map((id) => readers.findIndex((reader) => reader.column.id === id)).filter((at) => at >= 0);
  const seen = new Map<string, number>();
  const row: StoredValue[] = [];
  result.usable = true;
  result.columns = readers.map((reader) => reader.column);
  result.values = readers.map(() => []);

  for (let at = first + 1; at < data.length; at++) {
    const cells = data[at] ?? [];
    const number = lines[at] ?? 0;
    if ((at - first) % PAUSE_ROWS === 0) await options.pause(at, data.length);
    if (isBlank(cells)) continue;
    if (isTotal(cells.find((cell) => cell.trim() !== '') ?? '')) {
      result.skipped++;
      continue;
    }
    result.read++;
    let refused = false;
    const refuse = (
      code: ImportProblemCode,
      details: { column?: string; value?: string; other?: string } = {},
    ): void => {
      refused = true;
      report(importProblem(code, file, number, details));
    };

    if (badQuotes.has(at)) refuse('broken_quotes');
    else if (cells.length > headerRow.length && cells.slice(headerRow.length).some((cell) => cell.trim() !== '')) {
      refuse('too_many_cells', { other: String(headerRow.length) });
    } else {
      for (let i = 0; i < readers.length; i++) {
        const { read, index, header, blank, required, known } = readers[i] as Reader;
        const raw = cells[index] ?? '';
        const value = read(raw);
        if (value instanceof Refusal) refuse(value.code, { column: header, value: raw.trim(), other: value.other });
        else if (value === null) {
          if (required) refuse('value_missing', { column: header, value: raw.trim() });
          row[i] = blank;
        } else {
          if (known && !known.has(value as string)) {
            const other = `${readers[i]?.column.references}.csv`;
            refuse('unknown_code', { column: header, value: value as string, other });
          }
          row[i] = value;
        }
      }
    }
    if (!refused) {
      const key = keyAt.map((i) => String(row[i])).join(KEY_GLUE);
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, number);
      else {
        const value = keyAt.map((i) => row[i]).filter((part) => part !== null && part !== '');
        refuse('duplicate_key', { value: value.join(' · '), other: String(earlier) });
      }
    }
    if (refused) result.refused++;
    else {
      for (let i = 0; i < row.length; i++) result.values[i]?.push(row[i] as StoredValue);
      result.taken++;
    }
  }
  if (result.taken === 0 && result.refused > 0) {
    result.usable = false;
    result.problems.push(importProblem('no_good_rows', file));
  }
  return result;
}

/** The codes a read table holds under its first key column. */
export function codesOf(read: ReadTable): Set<string> {
  const id = read.table.key[0];
  const at = read.columns.findIndex((column) => column.id === id && isCode(read.table, column));
  return new Set((read.values[at] ?? []) as string[]);
}
