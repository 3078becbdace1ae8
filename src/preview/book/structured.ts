import { formatArea, quoteSheet, type Area } from './address';
import { joinTokens, tokenize, type FormulaToken } from './formula-tokens';

/** What a structured reference needs to know of a table. */
export interface TableShape {
  name: string;
  sheetName: string;
  /** with headings and, if shown, the totals row */
  area: Area;
  columns: readonly { name: string }[];
  showTotals: boolean;
}

export interface TableLookup {
  byName(name: string): TableShape | undefined;
  /** the table the formula's cell lies in: what [@Column] refers to */
  around: TableShape | undefined;
  row: number;
  /** the sheet of the formula's cell */
  sheetName: string;
}

type Part = 'all' | 'data' | 'headers' | 'totals' | 'thisRow';

interface Spec {
  parts: Part[];
  /** first and last column; none: all columns */
  columns: [string, string] | null;
}

const PARTS: Record<string, Part> = {
  '#all': 'all',
  '#data': 'data',
  '#headers': 'headers',
  '#totals': 'totals',
  '#this row': 'thisRow',
};

/**
 * Rewrites every structured reference to A1: Univer cannot read `[@Column]` or headings with spaces and punctuation.
 * A reference to a column that does not exist becomes #REF!; `[@…]` outside the table's rows #VALUE!, as in Excel.
 */
export function translateStructured(formula: string, lookup: TableLookup): string {
  if (!mayBeStructured(formula, lookup)) return formula;
  return joinTokens(
    tokenize(formula).map((token, index, all): FormulaToken => {
      if (token.kind === 'structured') {
        const table = token.table ? lookup.byName(token.table) : lookup.around;
        return { kind: 'text', text: table ? resolve(table, parseSpec(token.spec), lookup) : '#REF!' };
      }
      if (token.kind === 'name' && !all[index + 1]?.text.startsWith('(')) {
        const table = lookup.byName(token.text);
        if (table) return { kind: 'text', text: resolve(table, { parts: ['data'], columns: null }, lookup) };
      }
      return token;
    }),
  );
}

function mayBeStructured(formula: string, lookup: TableLookup): boolean {
  if (formula.includes('[')) return true;
  return tokenize(formula).some((token) => token.kind === 'name' && lookup.byName(token.text) !== undefined);
}

/** The formula after a table was renamed. */
export function renameTableInFormula(formula: string, from: string, to: string): string {
  const isIt = (name: string): boolean => name.toLowerCase() === from.toLowerCase();
  return joinTokens(
    tokenize(formula).map((token) => {
      if (token.kind === 'structured' && isIt(token.table)) return { ...token, text: `${to}[${token.spec}]` };
      return token.kind === 'name' && isIt(token.text) ? { ...token, text: to } : token;
    }),
  );
}

/** The formula after a column of a table was renamed. */
export function renameColumnInFormula(
  formula: string,
  table: string,
  around: string | undefined,
  from: string,
  to: string,
): string {
  const same = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();
  return joinTokens(
    tokenize(formula).map((token) => {
      if (token.kind !== 'structured' || !same(table, token.table || around)) return token;
      return { ...token, text: `${token.table}[${renameInSpec(token.spec, from, to)}]` };
    }),
  );
}

/** How a heading is written inside brackets: [ ] # ' and @ are escaped by an apostrophe. */
export const escapeHeading = (heading: string): string => heading.replace(/['[\]#@]/g, (letter) => `'${letter}`);
const unescapeHeading = (text: string): string => text.replace(/'(.)/gs, '$1');

const PLAIN_HEADING = /^[\p{L}\p{N}_]+$/u;

function renameInSpec(spec: string, from: string, to: string): string {
  const isIt = (text: string): boolean => unescapeHeading(text).toLowerCase() === from.toLowerCase();
  const at = spec.startsWith('@') ? '@' : '';
  const rest = spec.slice(at.length);
  if (rest.startsWith('[')) {
    return (
      at +
      rest.replace(/\[((?:'.|[^[\]'])*)\]/gs, (whole, item: string) => (isIt(item) ? `[${escapeHeading(to)}]` : whole))
    );
  }
  if (!isIt(rest)) return spec;
  return at && !PLAIN_HEADING.test(to) ? `@[${escapeHeading(to)}]` : at + escapeHeading(to);
}

function parseSpec(spec: string): Spec {
  const text = spec.trim();
  if (text === '') return { parts: ['data'], columns: null };
  if (text.startsWith('@')) {
    const inner = parseSpec(text.slice(1));
    return { parts: ['thisRow'], columns: inner.columns };
  }
  if (text.startsWith('[')) return parseList(text);
  const part = PARTS[text.toLowerCase()];
  if (part) return { parts: [part], columns: null };
  const heading = unescapeHeading(text);
  return { parts: ['data'], columns: [heading, heading] };
}

function parseList(text: string): Spec {
  const parts: Part[] = [];
  let columns: [string, string] | null = null;
  const items = [...text.matchAll(/([,:]?)\s*\[((?:'.|[^[\]'])*)\]\s*/gs)];
  for (const [, separator, item = ''] of items) {
    const bare = item.startsWith('@') ? item.slice(1) : item;
    if (bare !== item) parts.push('thisRow');
    const part = PARTS[bare.trim().toLowerCase()];
    if (part) parts.push(part);
    else if (bare !== '') {
      const heading = unescapeHeading(bare);
      if (separator === ':' && columns) columns = [columns[0], heading];
      else columns = [heading, heading];
    }
  }
  return { parts: parts.length > 0 ? parts : ['data'], columns };
}

function resolve(table: TableShape, spec: Spec, lookup: TableLookup): string {
  const { area } = table;
  const indexOf = (heading: string): number =>
    table.columns.findIndex(({ name }) => name.toLowerCase() === heading.toLowerCase());
  const first = spec.columns ? indexOf(spec.columns[0]) : 0;
  const last = spec.columns ? indexOf(spec.columns[1]) : table.columns.length - 1;
  if (first < 0 || last < 0) return '#REF!';
  const rows = rowsOf(table, spec.parts, lookup);
  if (typeof rows === 'string') return rows;
  const target: Area = {
    row: rows.from,
    rows: rows.to - rows.from + 1,
    column: area.column + Math.min(first, last),
    columns: Math.abs(last - first) + 1,
  };
  const sheet = table.sheetName === lookup.sheetName ? '' : `${quoteSheet(table.sheetName)}!`;
  return sheet + formatArea(target, true);
}

function rowsOf(table: TableShape, parts: Part[], lookup: TableLookup): { from: number; to: number } | string {
  const header = table.area.row;
  const end = table.area.row + table.area.rows - 1;
  const dataEnd = table.showTotals ? end - 1 : end;
  let from = Infinity;
  let to = -Infinity;
  const add = (a: number, b: number): void => {
    from = Math.min(from, a);
    to = Math.max(to, b);
  };
  for (const part of parts) {
    if (part === 'all') add(header, end);
    else if (part === 'headers') add(header, header);
    else if (part === 'data') add(header + 1, dataEnd);
    else if (part === 'totals') {
      if (!table.showTotals) return '#REF!';
      add(end, end);
    } else {
      if (lookup.row <= header || lookup.row > dataEnd) return '#VALUE!';
      add(lookup.row, lookup.row);
    }
  }
  return { from, to };
}
