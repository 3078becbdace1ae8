import type { ImportColumn, ImportProblem, ImportTable } from '../../tables';
import { plainHeading } from '../../tables/written';
import { importProblem } from './problems';

/** One column of the file that the product reads. */
export interface MatchedColumn {
  column: ImportColumn;
  /** position in the file */
  index: number;
  header: string;
}

export interface MatchedHeaders {
  matched: MatchedColumn[];
  /** headers that mean nothing to the product */
  ignored: string[];
  /** the file cannot be read with these headers */
  problems: ImportProblem[];
}

/** Finds the table's columns among the headers of a file, by their ids and aliases. */
export function matchHeaders(table: ImportTable, headers: readonly string[], file: string): MatchedHeaders {
  const byName = new Map<string, ImportColumn>();
  // ids last: where an alias of one column is the id of another, the id wins
  for (const column of table.columns) for (const alias of column.aliases) byName.set(plainHeading(alias), column);
  for (const column of table.columns) byName.set(plainHeading(column.id), column);

  const matched = new Map<string, MatchedColumn>();
  const ignored: string[] = [];
  const problems: ImportProblem[] = [];
  headers.forEach((header, index) => {
    const column = byName.get(plainHeading(header));
    if (!column) {
      if (header.trim() !== '') ignored.push(header.trim());
      return;
    }
    const other = matched.get(column.id);
    if (other) {
      problems.push(
        importProblem('two_headers', file, null, { column: column.id, value: other.header, other: header.trim() }),
      );
    } else matched.set(column.id, { column, index, header: header.trim() });
  });
  for (const column of table.columns) {
    if (column.required && !matched.has(column.id)) {
      const names = [column.id, ...column.aliases].join(', ');
      problems.push(importProblem('missing_column', file, null, { column: column.id, other: names }));
    }
  }
  return { matched: [...matched.values()], ignored, problems };
}
