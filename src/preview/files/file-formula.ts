import { calculatesByCell } from './by-cell';
import { DYNAMIC_FUNCTIONS, FILE_NAMES } from './function-names';
import { callArguments, closingParenthesis, isCall, joinTokens, previousToken, tokenize, type Token } from './tokens';

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

const wrapColumn = (text: string): string => (text.startsWith('[') ? text : `[${text}]`);

/** `[@Qty]`, `T[@[A]:[B]]`, `[@]` → the form with `[#This Row]`. `text` includes the outer brackets. */
function thisRow(text: string): string | null {
  if (!text.startsWith('[@')) return null;
  const inner = text.slice(2, -1).trim();
  return inner === '' ? '[#This Row]' : `[[#This Row],${wrapColumn(inner)}]`;
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
      // a function behind a path is a link to another file, which has no place here
      if (previousToken(tokens, i)?.text === '!') throw new UnwritableFormula(`${token.text}()`);
      if (token.text.startsWith('_xlpm.') || /^_xldudf_\w/i.test(token.text)) out.push(token.text);
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
      const before = previousToken(tokens, i);
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
