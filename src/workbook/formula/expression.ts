import { tokenizeFormula, type FormulaToken } from './tokens';
import type { Cells, FormulaValue } from './values';

/** A part of a formula, taken apart. */
export type Expression =
  /** an argument left out */
  | { kind: 'blank' }
  | { kind: 'value'; value: FormulaValue }
  | { kind: 'array'; cells: Cells }
  /** a reference or a defined name, as typed */
  | { kind: 'reference'; text: string }
  | { kind: 'prefix'; operator: '-' | '+' | '@'; of: Expression }
  | { kind: 'percent'; of: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
  /** name in upper case, with the namespace or prefix in front of it */
  | { kind: 'call'; name: string; args: Expression[] }
  /** what is not taken apart: unions, intersections, ranges computed by a function, LAMBDAs */
  | { kind: 'other'; text: string };

export type BinaryOperator = '^' | '*' | '/' | '+' | '-' | '&' | '=' | '<>' | '<' | '>' | '<=' | '>=';

/** Excel's order: %, ^, * and /, + and -, &, comparisons; all of them from left to right. A sign binds tighter than ^. */
const STRENGTH: Readonly<Record<BinaryOperator, number>> = {
  '^': 5,
  '*': 4,
  '/': 4,
  '+': 3,
  '-': 3,
  '&': 2,
  '=': 1,
  '<>': 1,
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
};

const isBinary = (text: string): text is BinaryOperator => Object.hasOwn(STRENGTH, text);

/** What this reader cannot take apart. */
class NotRead extends Error {}

/** The text of an Excel text constant, `"a""b"` → a"b. */
const unquoted = (text: string): string => text.slice(1, -1).replaceAll('""', '"');

/** Reads a formula or a part of one, with or without its "=". What it cannot take apart comes whole as `other`. */
export function parseExpression(text: string): Expression {
  const tokens = tokenizeFormula(text).filter(({ kind }) => kind !== 'space');
  const body = tokens[0]?.text === '=' ? tokens.slice(1) : tokens;
  return parsePart(body);
}

function parsePart(tokens: readonly FormulaToken[]): Expression {
  if (tokens.length === 0) return { kind: 'blank' };
  try {
    const reader = new Reader(tokens);
    const read = reader.expression(0);
    if (!reader.atEnd) throw new NotRead();
    return read;
  } catch (error) {
    if (error instanceof NotRead) return { kind: 'other', text: tokens.map(({ text }) => text).join('') };
    throw error;
  }
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly FormulaToken[]) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  expression(weakest: number): Expression {
    let left = this.operand();
    for (;;) {
      const token = this.tokens[this.at];
      if (token?.kind !== 'operator' || !isBinary(token.text) || STRENGTH[token.text] <= weakest) return left;
      this.at++;
      left = { kind: 'binary', operator: token.text, left, right: this.expression(STRENGTH[token.text]) };
    }
  }

  private operand(): Expression {
    const token = this.tokens[this.at];
    if (!token) throw new NotRead();
    if (token.kind === 'operator' && (token.text === '-' || token.text === '+' || token.text === '@')) {
      this.at++;
      return { kind: 'prefix', operator: token.text, of: this.operand() };
    }
    this.at++;
    let read = this.primary(token);
    while (this.tokens[this.at]?.text === '%') {
      this.at++;
      read = { kind: 'percent', of: read };
    }
    return read;
  }

  private primary(token: FormulaToken): Expression {
    switch (token.kind) {
      case 'number':
        return { kind: 'value', value: Number(token.text) };
      case 'text':
        return { kind: 'value', value: unquoted(token.text) };
      case 'boolean':
        return { kind: 'value', value: token.text.toUpperCase() === 'TRUE' };
      case 'error':
        return { kind: 'value', value: { error: token.text.toUpperCase() } };
      case 'array':
        return { kind: 'array', cells: parseArray(token.text) };
      case 'reference':
      case 'name':
        return { kind: 'reference', text: token.text };
      case 'function':
        return this.call(token);
      case 'open': {
        const within = this.expression(0);
        this.expect('close');
        return within;
      }
      default:
        throw new NotRead();
    }
  }

  /** Each argument is read on its own: one that cannot be taken apart leaves the others readable. */
  private call(token: FormulaToken): Expression {
    this.expect('open');
    const args: Expression[] = [];
    let depth = 1;
    let from = this.at;
    for (; this.at < this.tokens.length; this.at++) {
      const { kind } = this.tokens[this.at] as FormulaToken;
      if (kind === 'open') depth++;
      else if (kind === 'close') depth--;
      if (depth === 0 || (kind === 'comma' && depth === 1)) {
        const part = this.tokens.slice(from, this.at);
        if (depth > 0 || part.length > 0 || args.length > 0) args.push(parsePart(part));
        from = this.at + 1;
      }
      if (depth === 0) break;
    }
    this.expect('close');
    return { kind: 'call', name: token.text.toUpperCase(), args };
  }

  private expect(kind: FormulaToken['kind']): void {
    if (this.tokens[this.at]?.kind !== kind) throw new NotRead();
    this.at++;
  }
}

/** `{1,2;"a",TRUE}`: constants only, commas between columns, semicolons between rows. */
function parseArray(text: string): Cells {
  const rows: FormulaValue[][] = [[]];
  let sign = 1;
  for (const token of tokenizeFormula(text.slice(1, -1))) {
    const row = rows[rows.length - 1] as FormulaValue[];
    if (token.kind === 'number') row.push(sign * Number(token.text));
    else if (token.kind === 'text') row.push(unquoted(token.text));
    else if (token.kind === 'boolean') row.push(token.text.toUpperCase() === 'TRUE');
    else if (token.kind === 'error') row.push({ error: token.text.toUpperCase() });
    else if (token.text === ';') rows.push([]);
    else if (token.kind !== 'comma' && token.kind !== 'space' && token.text !== '-' && token.text !== '+')
      throw new NotRead();
    sign = token.text === '-' ? -1 : token.kind === 'space' ? sign : 1;
  }
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((row) => row.length !== width)) throw new NotRead();
  return rows;
}

/** References and names an expression reads, each once, in their order. */
export function referencesIn(expression: Expression): string[] {
  const found = new Set<string>();
  const walk = (part: Expression): void => {
    switch (part.kind) {
      case 'reference':
        found.add(part.text);
        return;
      case 'prefix':
      case 'percent':
        walk(part.of);
        return;
      case 'binary':
        walk(part.left);
        walk(part.right);
        return;
      case 'call':
        part.args.forEach(walk);
    }
  };
  walk(expression);
  return [...found];
}
