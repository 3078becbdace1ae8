/**
 * Parts of a formula as Excel gives it to programs: English function names, commas between arguments
 * (`range.formulas`, never `formulasLocal`). Joined in order, the texts are the formula.
 */
export type TokenKind =
  /** name of a called function, with the path or book in front of it when there is one; its "(" is a token of its own */
  | 'function'
  /** a whole reference: `A1`, `$A:$C`, `3:5`, `A1#`, `'It''s'!A1:B2`, `[Book.xlsx]Sheet1!A1`, `T[[#This Row],[A b]]`, `[@Qty]` */
  | 'reference'
  | 'number'
  /** `"a""b"`, with its quotes */
  | 'text'
  | 'boolean'
  | 'error'
  /** also the leading "=", "@", "%" and a ":" or "#" that does not belong to a reference */
  | 'operator'
  | 'open'
  | 'close'
  /** between arguments, or areas of a union */
  | 'comma'
  /** a whole array constant, `{1,2;3,4}` */
  | 'array'
  | 'space'
  /** defined name, or a parameter of LET and LAMBDA */
  | 'name'
  /** what Excel would not accept: a lone quote, ";" outside an array */
  | 'other';

/** Namespaces our functions are called by: of the released add-in, and of development builds. */
export const NAMESPACES = ['TWIN', 'TWINDEV'] as const;

export interface FormulaToken {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

const SPACE = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_\\][\p{L}\p{N}\p{M}_.\\?]*/uy;
const NAME_PART = /[\p{L}\p{N}\p{M}_\\?]/u;
const CELL = /\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})/y;
const COLUMN = /\$?([A-Za-z]{1,3})/y;
const ROW = /\$?([1-9]\d{0,6})/y;
/** ":" with the dots of a trimmed range, `A1.:.B9` */
const RANGE = /\.?:\.?/y;
const ERROR =
  /#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|BUSY!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|EXTERNAL!|PYTHON!|TIMEOUT!)/iy;
/** sheet, several sheets, book or path in front of a reference or name, with its "!" */
const PREFIX = /(?:'(?:[^']|'')*'|(?:\[[^[\]']*\])?[\p{L}\p{N}\p{M}_.]+(?::[\p{L}\p{N}\p{M}_.]+)?|\[[^[\]']*\])!/uy;
const OPERATOR = /<=|>=|<>|[-+*/^&=<>%:@#]/y;

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Is the end of a reference not the middle of a name, call or table? */
function endsReference(formula: string, at: number): boolean {
  const next = formula[at] ?? '';
  if (next === '.') return formula[at + 1] === ':';
  return !NAME_PART.test(next) && next !== '(' && next !== '[' && next !== '!';
}

/** End of the cell, whole column or whole row at `at` (one corner of a range), or -1. */
function endOfCorner(formula: string, at: number, pattern: RegExp): number {
  const found = match(pattern, formula, at);
  if (!found) return -1;
  const [text, first = '', second] = found;
  const row = pattern === ROW ? first : (second ?? '1');
  if (pattern !== ROW && columnNumber(first) > MAX_COLUMNS) return -1;
  return Number(row) <= MAX_ROWS && endsReference(formula, at + text.length) ? at + text.length : -1;
}

/** End of the A1 reference at `at`, or -1. */
function endOfArea(formula: string, at: number): number {
  for (const pattern of [CELL, COLUMN, ROW]) {
    const end = endOfCorner(formula, at, pattern);
    if (end < 0) continue;
    const range = match(RANGE, formula, end);
    const other = range ? endOfCorner(formula, end + range[0].length, pattern) : -1;
    if (other >= 0) return other;
    if (pattern !== CELL) continue;
    return formula[end] === '#' && !match(ERROR, formula, end) ? end + 1 : end;
  }
  return -1;
}

/** End of the bracket that opens at `from`, or -1; inside, an apostrophe escapes the next character. */
function endOfBracket(formula: string, from: number): number {
  let depth = 0;
  for (let at = from; at < formula.length; at++) {
    const character = formula[at];
    if (character === "'") at++;
    else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return at + 1;
  }
  return -1;
}

/** End of the text that opens at `from`, or -1; a doubled quote stands for itself. */
function endOfText(formula: string, from: number): number {
  for (let at = from + 1; at < formula.length; at++) {
    if (formula[at] !== '"') continue;
    if (formula[at + 1] !== '"') return at + 1;
    at++;
  }
  return -1;
}

/** End of the array constant that opens at `from`, or -1; nothing nests in it but texts. */
function endOfArray(formula: string, from: number): number {
  for (let at = from + 1; at < formula.length; at++) {
    const character = formula[at];
    if (character === '}') return at + 1;
    if (character === '"') {
      const end = endOfText(formula, at);
      if (end < 0) return -1;
      at = end - 1;
    }
  }
  return -1;
}

/** What a name, with or without a prefix before it, turns out to be. */
function named(formula: string, name: RegExpExecArray, prefixed: boolean): [TokenKind, number] {
  const end = name.index + name[0].length;
  if (formula[end] === '(') return ['function', end];
  if (formula[end] === '[') {
    const close = endOfBracket(formula, end);
    if (close >= 0) return ['reference', close];
  }
  return [!prefixed && /^(?:TRUE|FALSE)$/i.test(name[0]) ? 'boolean' : 'name', end];
}

/** The reference, name or function that a prefix (or none) at `at` leads to; null when there is none. */
function qualified(formula: string, at: number, prefix: string): [TokenKind, number] | null {
  const from = at + prefix.length;
  const area = endOfArea(formula, from);
  if (area >= 0) return ['reference', area];
  const lost = prefix === '' ? null : match(ERROR, formula, from);
  if (lost) return ['reference', from + lost[0].length];
  const name = match(NAME, formula, from);
  return name ? named(formula, name, prefix !== '') : null;
}

const SINGLE: Readonly<Record<string, TokenKind>> = { '(': 'open', ')': 'close', ',': 'comma' };

function tokenAt(formula: string, at: number): [TokenKind, number] {
  const character = formula[at] ?? '';
  const single = SINGLE[character];
  if (single) return [single, at + 1];
  const space = match(SPACE, formula, at);
  if (space) return ['space', at + space[0].length];
  if (character === '"') {
    const end = endOfText(formula, at);
    return end < 0 ? ['other', formula.length] : ['text', end];
  }
  if (character === '{') {
    const end = endOfArray(formula, at);
    return end < 0 ? ['other', at + 1] : ['array', end];
  }
  const prefix = match(PREFIX, formula, at);
  const found = prefix && qualified(formula, at, prefix[0]);
  if (found) return found;
  const plain = qualified(formula, at, '');
  if (plain) return plain;
  if (character === '[') {
    const end = endOfBracket(formula, at);
    return end < 0 ? ['other', at + 1] : ['reference', end];
  }
  const error = match(ERROR, formula, at);
  if (error) return ['error', at + error[0].length];
  const number = match(NUMBER, formula, at);
  if (number) return ['number', at + number[0].length];
  const operator = match(OPERATOR, formula, at);
  if (operator) return ['operator', at + operator[0].length];
  const quoted = match(/'(?:[^']|'')*'/y, formula, at);
  return ['other', quoted ? at + quoted[0].length : at + String.fromCodePoint(formula.codePointAt(at) ?? 0).length];
}

/** Splits a formula (with its leading "="). Nothing is dropped and nothing throws, whatever the text. */
export function tokenizeFormula(formula: string): FormulaToken[] {
  const tokens: FormulaToken[] = [];
  for (let at = 0; at < formula.length;) {
    const [kind, end] = tokenAt(formula, at);
    tokens.push({ kind, text: formula.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}

/** A function of ours by its name in a formula. */
export interface OwnName {
  /** as it was asked for, e.g. "TWIN" */
  namespace: string;
  /** in upper case */
  id: string;
  /** path or book in front of the name, with its "!": `'C:\x.xla'!`, `[2]!`; "" if none */
  prefix: string;
  /** named as files name it: `_xldudf_TWIN_DOS` */
  fileForm: boolean;
}

export interface FunctionCall extends OwnName {
  /** of the whole call, with prefix and closing bracket */
  start: number;
  end: number;
  /** of the name alone, without prefix and bracket */
  nameStart: number;
  nameEnd: number;
  /** without the spaces around them; an argument left out has the text "", a call without any has none */
  args: { text: string; start: number; end: number }[];
  /** how many calls of these namespaces stand around it */
  depth: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Reads a name, with or without a path before it, as one of these namespaces (any case); null for any other. */
export function ownNames(namespaces: readonly string[]): (text: string) => OwnName | null {
  const spaces = namespaces.map(escaped).join('|');
  // `_xlfn.` is what Excel adds to a name of a file that it does not know
  const ours = new RegExp(`^(?:(${spaces})\\.|(?:_xlfn\\.)?_xldudf_(${spaces})_)([\\p{L}\\p{N}._]+)$`, 'iu');
  return (text) => {
    const bang = text.lastIndexOf('!') + 1;
    const name = ours.exec(text.slice(bang));
    if (!name) return null;
    const called = (name[1] ?? name[2] ?? '').toUpperCase();
    return {
      namespace: namespaces.find((namespace) => namespace.toUpperCase() === called) ?? called,
      id: (name[3] ?? '').toUpperCase(),
      prefix: text.slice(0, bang),
      fileForm: name[2] !== undefined,
    };
  };
}

/** Calls of the functions of some namespaces (any case), outer before inner, left before right. */
export function findCalls(formula: string, namespaces: readonly string[]): FunctionCall[] {
  const own = ownNames(namespaces);
  const calls: FunctionCall[] = [];
  /** brackets that are open, each with the call it belongs to */
  const open: (FunctionCall | null)[] = [];
  let next: FunctionCall | null = null;
  let argument = 0;
  const argumentStarts: number[] = [];
  const endArgument = (call: FunctionCall, at: number, last: boolean): void => {
    const raw = formula.slice(argument, at);
    const text = raw.trim();
    if (last && text === '' && call.args.length === 0) return;
    const start = argument + (text === '' ? 0 : raw.length - raw.trimStart().length);
    call.args.push({ text, start, end: start + text.length });
  };
  for (const { kind, text, start, end } of tokenizeFormula(formula)) {
    if (kind === 'function') {
      const name = own(text);
      if (!name) continue;
      next = {
        ...name,
        start,
        end: formula.length,
        nameStart: start + name.prefix.length,
        nameEnd: end,
        args: [],
        depth: open.filter((call) => call !== null).length,
      };
      calls.push(next);
    } else if (kind === 'open') {
      argumentStarts.push(argument);
      open.push(next);
      next = null;
      argument = end;
    } else if (kind === 'close' && open.length > 0) {
      const call = open.pop();
      if (call) {
        endArgument(call, start, true);
        call.end = end;
      }
      argument = argumentStarts.pop() ?? end;
    } else if (kind === 'comma') {
      const call = open[open.length - 1];
      if (call) endArgument(call, start, false);
      argument = end;
    }
  }
  // a formula that ends too early: its open calls reach to its end
  while (open.length > 0) {
    const call = open.pop();
    if (call) endArgument(call, formula.length, true);
    argument = argumentStarts.pop() ?? 0;
  }
  return calls;
}
