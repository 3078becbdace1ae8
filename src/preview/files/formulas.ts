import { columnLetters, columnNumber, MAX_COLUMNS, MAX_ROWS } from '../book/address';
import { DYNAMIC_FUNCTIONS, FILE_NAMES } from './functionNames';
import { callArguments, closingParenthesis, joinTokens, tokenize, type Token } from './tokens';

/** Where a formula stands, as far as its text depends on it. */
export interface FormulaPlace {
  /** name of the table whose data rows hold the cell */
  table: string | null;
  /** namespaces whose functions are ours, e.g. TWIN and TWINDEV */
  namespaces: readonly string[];
  /** defined names of the workbook in upper case: they may hold a LAMBDA */
  names: ReadonlySet<string>;
}

export interface FileFormula {
  text: string;
  /** must be written as a dynamic array, or Excel would take one cell of each range ("@") */
  dynamic: boolean;
}

/** A formula the file format has no safe text for; `part` is what could not be written. */
export class UnwritableFormula extends Error {
  constructor(readonly part: string) {
    super(`Cannot write "${part}" into a workbook file`);
    this.name = 'UnwritableFormula';
  }
}

const previous = (tokens: readonly Token[], at: number): Token | undefined => {
  for (let i = at - 1; i >= 0; i -= 1) if (tokens[i]?.kind !== 'space') return tokens[i];
  return undefined;
};
const next = (tokens: readonly Token[], at: number): Token | undefined =>
  tokens.slice(at + 1).find((t) => t.kind !== 'space');
const isCall = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'name' && tokens[at + 1]?.kind === 'operator' && tokens[at + 1]?.text === '(';

/** LET and LAMBDA parameters carry a prefix in files, and only inside their own call. */
function markParameters(tokens: Token[]): void {
  for (let i = 0; i < tokens.length; i += 1) {
    const name = tokens[i]?.text.toUpperCase();
    if (!isCall(tokens, i) || (name !== 'LET' && name !== 'LAMBDA')) continue;
    const args = callArguments(tokens, i + 1);
    const parameters = new Set<string>();
    args.slice(0, -1).forEach(([from, to], index) => {
      if (name === 'LET' && index % 2 === 1) return;
      const own = tokens.slice(from, to).filter((token) => token.kind !== 'space');
      const [only] = own;
      if (own.length !== 1 || only?.kind !== 'name' || !/^[\p{L}_\\]/u.test(only.text))
        throw new UnwritableFormula(joinTokens(own));
      parameters.add(only.text.replace(/^_xlpm\./, '').toUpperCase());
    });
    const close = closingParenthesis(tokens, i + 1);
    for (let at = i + 2; at < close; at += 1) {
      const token = tokens[at];
      if (token?.kind === 'name' && parameters.has(token.text.toUpperCase())) token.text = `_xlpm.${token.text}`;
    }
  }
}

const SPECIAL_HEADING = /[[\]#']/g;
const wrapColumn = (text: string): string => (text.startsWith('[') ? text : `[${text}]`);

/** `[@Qty]`, `T[@[A]:[B]]`, `[@]` → the form with `[#This Row]`. `text` includes the outer brackets. */
function thisRow(text: string): string | null {
  if (!text.startsWith('[@')) return null;
  const inner = text.slice(2, -1).trim();
  return inner === '' ? '[#This Row]' : `[[#This Row],${wrapColumn(inner)}]`;
}

/** `[[#This Row],[Qty]]` → `[@Qty]`; null when it is something else. */
function atForm(text: string): string | null {
  if (/^\[#This Row\]$/i.test(text)) return '[@]';
  const inner = /^\[\[#This Row\],\s*(\[.+\])\]$/is.exec(text)?.[1];
  if (inner === undefined) return null;
  const simple = /^\[([^[\]]*)\]$/.exec(inner)?.[1];
  return simple !== undefined && /^[\p{L}\p{N}_.\\]+$/u.test(simple) ? `[@${simple}]` : `[@${inner}]`;
}

/** Text of a heading inside a structured reference. */
export const escapeHeading = (heading: string): string => heading.replace(SPECIAL_HEADING, "'$&");

const RANGE_OPERATORS = new Set(['+', '-', '*', '/', '^', '&', '=', '<', '>', '<=', '>=', '<>']);

/** A range of more than one cell that meets an operator is calculated cell by cell. */
function calculatesByCell(tokens: readonly Token[]): boolean {
  const solid = tokens.filter((token) => token.kind !== 'space');
  return solid.some((token, i) => {
    let from = i;
    let to = i;
    if (token.kind === 'operator' && token.text === ':') {
      [from, to] = [i - 1, i + 1];
      // another sheet's range: Sheet!A1:B2
      if (solid[from - 1]?.text === '!') from -= 2;
    } else if (token.kind === 'bracket' && !/^\[@|#This Row/i.test(token.text) && solid[i - 1]?.kind === 'name') {
      from = i - 1;
    } else return false;
    const meets = (near: Token | undefined): boolean => near?.kind === 'operator' && RANGE_OPERATORS.has(near.text);
    return meets(solid[from - 1]) || meets(solid[to + 1]);
  });
}

/**
 * A formula as a person types it → as a file stores it.
 * @throws UnwritableFormula for a function that neither Excel nor this add-in has
 */
export function toFileForm(formula: string, place: FormulaPlace): FileFormula {
  const tokens = tokenize(formula);
  let dynamic = calculatesByCell(tokens);
  markParameters(tokens);
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if (isCall(tokens, i)) {
      const upper = token.text.toUpperCase();
      const builtIn = FILE_NAMES.get(upper);
      const dot = upper.indexOf('.');
      if (token.text.startsWith('_xlpm.')) out.push(token.text);
      else if (builtIn !== undefined) {
        out.push(builtIn);
        dynamic ||= DYNAMIC_FUNCTIONS.has(upper);
      } else if (dot > 0 && place.namespaces.includes(upper.slice(0, dot))) {
        out.push(`_xldudf_${upper.replaceAll('.', '_')}`);
      } else if (place.names.has(upper)) out.push(token.text);
      else throw new UnwritableFormula(`${token.text}()`);
    } else if (token.kind === 'bracket') {
      const owned = tokens[i - 1]?.kind === 'name';
      // "[Book2.xlsx]Sheet1!A1" and "[1]Sheet1!A1" point outside the workbook; nothing keeps that link here
      if (!owned && (tokens[i + 1]?.kind === 'name' || place.table === null)) throw new UnwritableFormula(token.text);
      out.push(owned ? '' : (place.table ?? ''), thisRow(token.text) ?? token.text);
    } else if (token.kind === 'quoted' && token.text.startsWith("'[")) {
      throw new UnwritableFormula(token.text);
    } else if (token.text === '#' && token.kind === 'operator') {
      const before = previous(tokens, i);
      if (before?.kind !== 'name') throw new UnwritableFormula('#');
      // Sheet1!A1# : the sheet's name and "!" belong to the reference
      const parts = [out.pop() ?? ''];
      while (out.length > 0 && (out[out.length - 1] === '!' || parts[0] === '!')) parts.unshift(out.pop() ?? '');
      out.push(`_xlfn.ANCHORARRAY(${parts.join('')})`);
      dynamic = true;
    } else if (token.text === '@' && token.kind === 'operator') {
      // without "dynamic", a file's formula takes one cell of a range by itself: that is what "@" says
      const wrapped = operandAfter(tokens, i);
      out.push(`_xlfn.SINGLE(${toFileForm(joinTokens(tokens.slice(i + 1, wrapped)), place).text})`);
      i = wrapped - 1;
      dynamic = true;
    } else out.push(token.text);
  }
  return { text: out.join(''), dynamic };
}

/** End of the reference or call that follows the "@" at `at`. */
function operandAfter(tokens: readonly Token[], at: number): number {
  let i = at + 1;
  while (i < tokens.length) {
    if (isCall(tokens, i)) i = closingParenthesis(tokens, i + 1) + 1;
    else i += 1;
    const follows = tokens[i];
    if (!follows || !(follows.kind === 'bracket' || follows.text === '!' || follows.text === ':')) {
      const last = tokens[i - 1];
      if (last?.text === '!' || last?.text === ':') continue;
      return i;
    }
  }
  return i;
}

/**
 * A formula as a file stores it → as a person types it.
 * @param table name of the table whose data rows hold the cell
 */
export function fromFileForm(formula: string, table: string | null): string {
  const tokens = tokenize(formula);
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if (token.kind === 'name') {
      const bare = token.text
        .replace(/^_xlfn\./i, '')
        .replace(/^_xlws\./i, '')
        .replace(/^_xlpm\./i, '');
      const ours = /^_xldudf_([A-Z0-9]+)_(.+)$/i.exec(bare);
      const unwrap = /^(ANCHORARRAY|SINGLE)$/i.exec(bare)?.[1]?.toUpperCase();
      if (unwrap && isCall(tokens, i) && token.text !== bare) {
        const close = closingParenthesis(tokens, i + 1);
        const inner = fromFileForm(joinTokens(tokens.slice(i + 2, close)), table);
        out.push(unwrap === 'SINGLE' ? `@${inner}` : `${inner}#`);
        i = close;
      } else out.push(ours ? `${ours[1]}.${ours[2]}` : bare);
    } else if (token.kind === 'bracket' && tokens[i - 1]?.kind === 'name') {
      const short = atForm(token.text);
      // inside its own table Excel shows [@Qty] without the table's name
      if (short !== null && table !== null && tokens[i - 1]?.text.toLowerCase() === table.toLowerCase()) out.pop();
      out.push(short ?? token.text);
    } else out.push(token.text);
  }
  return out.join('');
}

const shiftPart = (dollar: string, value: number, by: number, limit: number): number | null => {
  const moved = dollar ? value : value + by;
  return moved < 0 || moved >= limit ? null : moved;
};

/** Moves the relative references of a formula, as filling it from one cell to another does (shared formulas). */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  const tokens = tokenize(formula);
  return tokens
    .map((token, i) => {
      if (token.kind !== 'name' || isCall(tokens, i) || next(tokens, i)?.text === '!') return token.text;
      const cell = /^(\$?)([A-Za-z]{1,3})(\$?)(\d+)$/.exec(token.text);
      if (cell) {
        const column = shiftPart(cell[1] ?? '', columnNumber(cell[2] ?? ''), columns, MAX_COLUMNS);
        const row = shiftPart(cell[3] ?? '', Number(cell[4]) - 1, rows, MAX_ROWS);
        if (column === null || row === null) return '#REF!';
        return `${cell[1]}${columnLetters(column)}${cell[3]}${row + 1}`;
      }
      const inRange = previous(tokens, i)?.text === ':' || next(tokens, i)?.text === ':';
      const wholeColumn = inRange ? /^(\$?)([A-Za-z]{1,3})$/.exec(token.text) : null;
      if (wholeColumn) {
        const column = shiftPart(wholeColumn[1] ?? '', columnNumber(wholeColumn[2] ?? ''), columns, MAX_COLUMNS);
        return column === null ? '#REF!' : `${wholeColumn[1]}${columnLetters(column)}`;
      }
      const wholeRow = inRange ? /^(\$?)(\d+)$/.exec(token.text) : null;
      if (wholeRow) {
        const row = shiftPart(wholeRow[1] ?? '', Number(wholeRow[2]) - 1, rows, MAX_ROWS);
        return row === null ? '#REF!' : `${wholeRow[1]}${row + 1}`;
      }
      return token.text;
    })
    .join('');
}
