import { columnLetters, columnNumber, MAX_COLUMNS, MAX_ROWS, quoteSheet, shiftArea, type Shift } from './address';

export type FormulaToken =
  | { kind: 'text'; text: string }
  /** table[…], or […] inside a table; `table` is "" then */
  | { kind: 'structured'; text: string; table: string; spec: string }
  /** a name on its own: a function, table or defined name */
  | { kind: 'name'; text: string }
  /** A1, A1:B2, A:C, 1:3, each with an optional sheet */
  | { kind: 'reference'; text: string; sheet: string | null; from: string; to: string | null };

const NAME = /[\p{L}_\\][\p{L}\p{N}_.\\?]*/uy;
const CELL = /\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(?![\p{L}\p{N}_.(!])/uy;
const COLUMNS = /\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\p{L}\p{N}_.(!])/uy;
const ROWS = /\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\p{L}\p{N}_.(!])/uy;
const SHEET = /(?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_.]*)!/uy;

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Splits a formula so that references and names can be changed without touching strings. Joined, the texts are the formula. */
export function tokenize(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  let plain = '';
  const push = (token: FormulaToken): void => {
    if (plain) tokens.push({ kind: 'text', text: plain });
    plain = '';
    tokens.push(token);
  };
  let at = 0;
  while (at < formula.length) {
    const letter = formula[at]!;
    if (letter === '"') {
      const end = closingQuote(formula, at);
      plain += formula.slice(at, end);
      at = end;
      continue;
    }
    const sheet = match(SHEET, formula, at) ?? '';
    const reference = readReference(formula, at + sheet.length);
    if (reference) {
      const name = sheet.startsWith("'") ? sheet.slice(1, -2).replace(/''/g, "'") : sheet.slice(0, -1);
      push({ kind: 'reference', text: sheet + reference.text, sheet: sheet ? name : null, ...reference.ends });
      at += sheet.length + reference.text.length;
      continue;
    }
    if (sheet) {
      plain += sheet;
      at += sheet.length;
      continue;
    }
    if (letter === '[') {
      const end = closingBracket(formula, at);
      push({ kind: 'structured', text: formula.slice(at, end), table: '', spec: formula.slice(at + 1, end - 1) });
      at = end;
      continue;
    }
    const name = match(NAME, formula, at);
    if (name) {
      const after = at + name.length;
      if (formula[after] === '[') {
        const end = closingBracket(formula, after);
        push({
          kind: 'structured',
          text: formula.slice(at, end),
          table: name,
          spec: formula.slice(after + 1, end - 1),
        });
        at = end;
      } else {
        push({ kind: 'name', text: name });
        at = after;
      }
      continue;
    }
    const number = match(/[0-9.]+(?:[eE][+-]?[0-9]+)?/y, formula, at);
    plain += number ?? letter;
    at += (number ?? letter).length;
  }
  if (plain) tokens.push({ kind: 'text', text: plain });
  return tokens;
}

export const joinTokens = (tokens: FormulaToken[]): string => tokens.map(({ text }) => text).join('');

function readReference(
  formula: string,
  at: number,
): { text: string; ends: { from: string; to: string | null } } | null {
  const whole = match(COLUMNS, formula, at) ?? match(ROWS, formula, at);
  if (whole) {
    const [from = '', to = ''] = whole.split(':');
    return { text: whole, ends: { from, to } };
  }
  const from = match(CELL, formula, at);
  if (!from) return null;
  if (formula[at + from.length] === ':') {
    const to = match(CELL, formula, at + from.length + 1);
    if (to) return { text: `${from}:${to}`, ends: { from, to } };
  }
  return { text: from, ends: { from, to: null } };
}

function closingQuote(formula: string, open: number): number {
  let at = open + 1;
  while (at < formula.length) {
    if (formula[at] === '"') {
      if (formula[at + 1] !== '"') return at + 1;
      at++;
    }
    at++;
  }
  return formula.length;
}

function closingBracket(formula: string, open: number): number {
  let depth = 0;
  for (let at = open; at < formula.length; at++) {
    if (formula[at] === "'") at++;
    else if (formula[at] === '[') depth++;
    else if (formula[at] === ']' && --depth === 0) return at + 1;
  }
  return formula.length;
}

const END = /^(\$?)([A-Za-z]*)(\$?)([0-9]*)$/;

/** A reference's text after rows or columns moved; "#REF!" when all of it is gone. */
export function shiftReference(from: string, to: string | null, shift: Shift): string {
  const a = END.exec(from);
  const b = END.exec(to ?? from);
  if (!a || !b) return to ? `${from}:${to}` : from;
  const row1 = a[4] ? Number(a[4]) - 1 : 0;
  const row2 = b[4] ? Number(b[4]) - 1 : MAX_ROWS - 1;
  const column1 = a[2] ? columnNumber(a[2]) : 0;
  const column2 = b[2] ? columnNumber(b[2]) : MAX_COLUMNS - 1;
  const moved = shiftArea({ row: row1, column: column1, rows: row2 - row1 + 1, columns: column2 - column1 + 1 }, shift);
  if (!moved) return '#REF!';
  const end = (parts: RegExpExecArray, row: number, column: number): string =>
    (parts[2] ? `${parts[1]}${columnLetters(column)}` : '') +
    (parts[4] ? `${parts[2] ? parts[3] : parts[1]}${row + 1}` : '');
  const first = end(a, moved.row, moved.column);
  return to === null ? first : `${first}:${end(b, moved.row + moved.rows - 1, moved.column + moved.columns - 1)}`;
}

/** The formula after a sheet was renamed. */
export function renameSheetInFormula(formula: string, from: string, to: string): string {
  return joinTokens(
    tokenize(formula).map((token) =>
      token.kind === 'reference' && token.sheet?.toLowerCase() === from.toLowerCase()
        ? { ...token, text: quoteSheet(to) + token.text.slice(token.text.lastIndexOf('!')) }
        : token,
    ),
  );
}
