import Papa from 'papaparse';
import type { ImportProblem, Language } from '../tables';

/**
 * A CSV that Chinese Excel opens well (UTF-8 with BOM). A value that a spreadsheet would take for a formula gets an apostrophe,
 * so that opening the file runs nothing.
 */
export const csvText = (rows: readonly object[]): string =>
  `\ufeff${Papa.unparse([...rows], { escapeFormulae: true })}\r\n`;

/** The refused rows as a CSV. */
export function problemsCsv(problems: readonly ImportProblem[], language: Language): string {
  const rows = problems.map((problem) => ({
    file: problem.file,
    line: problem.line ?? '',
    column: problem.column ?? '',
    value: problem.value ?? '',
    code: problem.code,
    message: problem.message[language],
  }));
  return csvText(rows);
}
