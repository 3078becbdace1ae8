/** 0-based column → letters: 0 → A, 701 → ZZ. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A sheet name as it stands in a reference: quoted unless it is a plain word. */
export const quotedSheet = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;

export const cellAddress = (sheetName: string, row: number, column: number): string =>
  `${quotedSheet(sheetName)}!${columnLetters(column)}${row + 1}`;

/**
 * A heading inside a structured reference, `TW_Plan[[Order qty]]`. Double brackets where the heading is more than
 * letters and digits; [ ] # ' are escaped by an apostrophe (Excel's rule for special characters in column headers).
 */
export function structuredReference(tableName: string, heading: string): string {
  const escaped = heading.replace(/[[\]#']/g, "'$&");
  return /^[\p{L}\p{N}_]+$/u.test(heading) ? `${tableName}[${escaped}]` : `${tableName}[[${escaped}]]`;
}

/** Excel's own limits for a sheet name: 31 characters, none of []:*?/\, unique whatever the case. */
export function freeSheetName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const clean = wanted.replace(/[[\]:*?/\\]/g, ' ').trim();
  const numbered = (suffix: string): string => clean.slice(0, 31 - suffix.length) + suffix;
  for (let i = 0; ; i++) {
    const name = numbered(i === 0 ? '' : i === 1 ? ' (Twinstock)' : ` (Twinstock ${i})`);
    if (!used.has(name.toLowerCase())) return name;
  }
}
