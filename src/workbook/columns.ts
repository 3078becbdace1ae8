import type { Language, SheetColumn, SheetTable } from '../tables';

export interface LiveColumn {
  /** Excel's id of the table column: survives renaming and moving */
  id: number;
  name: string;
}

export interface ColumnMatch {
  /** declared column at each position of the table; null where the user put a column of their own */
  columns: (SheetColumn | null)[];
  /** declared columns of the add-in's or proposed ones that are no longer there */
  missing: SheetColumn[];
  /** those that were not declared yet when the sheet was last written: the next write adds them without a question */
  fresh: SheetColumn[];
}

const normal = (heading: string): string => heading.replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Which declared column stands where. First by the column ids remembered at the last write, then by heading in either
 * language, so that a renamed or moved column is still found and a workbook that lost its memory (saved by another
 * program) binds itself again.
 */
export function matchColumns(
  table: SheetTable,
  live: readonly LiveColumn[],
  remembered: Readonly<Record<string, number>> = {},
  leftOut: readonly string[] = [],
): ColumnMatch {
  const columns: (SheetColumn | null)[] = live.map(() => null);
  const unmatched: SheetColumn[] = [];
  for (const column of table.columns) {
    const id = remembered[column.id];
    const position = id === undefined ? -1 : live.findIndex((candidate) => candidate.id === id);
    if (position >= 0 && columns[position] === null) columns[position] = column;
    else unmatched.push(column);
  }
  const missing: SheetColumn[] = [];
  const fresh: SheetColumn[] = [];
  const remembers = Object.keys(remembered).length > 0;
  for (const column of unmatched) {
    const wanted = [normal(column.heading.en), normal(column.heading.zh)];
    const position = live.findIndex((candidate, i) => columns[i] === null && wanted.includes(normal(candidate.name)));
    if (position >= 0) columns[position] = column;
    // a column of the user's own (Owner, Note) may go; one left out on purpose is not missed
    else if (column.owner !== 'user' && !leftOut.includes(column.id)) {
      (remembers && remembered[column.id] === undefined ? fresh : missing).push(column);
    }
  }
  return { columns, missing, fresh };
}

export const missingKeys = (table: SheetTable, missing: readonly SheetColumn[]): SheetColumn[] =>
  missing.filter((column) => table.key.includes(column.id));

/** Columns the add-in may write: its own, and for a new row those it proposes in. */
export const isOwned = (column: SheetColumn | null): column is SheetColumn => column?.owner === 'addin';
export const isWritable = (column: SheetColumn | null): column is SheetColumn =>
  column !== null && column.owner !== 'user';

/** Identifies a row for a person: the key, and what stands frozen beside it (the name). */
export const isIdentity = (table: SheetTable, column: SheetColumn): boolean =>
  table.key.includes(column.id) || column.frozen === true;

/** The other language's heading, the definition and the owner, for the heading's input prompt. */
export function headingPrompt(column: SheetColumn, language: Language): { title: string; message: string } {
  const other: Language = language === 'en' ? 'zh' : 'en';
  const owners = {
    addin: { en: '◆ Written by Twinstock', zh: '◆ 由双仓协同写入' },
    proposed: { en: '◇ Proposed; what you type wins', zh: '◇ 建议值，以你填写的为准' },
    user: { en: '✎ Yours; never written', zh: '✎ 由你填写，不会被改写' },
  }[column.owner];
  const parts = [column.heading[other], column.definition?.[language], column.definition?.[other], owners[language]];
  // Excel's limits: 32 characters for the title, 255 for the message
  return {
    title: column.heading[language].slice(0, 32),
    message: parts.filter(Boolean).join('\n').slice(0, 255),
  };
}
