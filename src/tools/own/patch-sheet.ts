import { elementText } from '../../preview/files/xml';
import { columnLetters } from '../../workbook/addresses';

/** What a cell shall hold in the file. `cached`: the cell has a formula, and only its last result changes. */
export interface CellPatch {
  /** 0-based */
  row: number;
  column: number;
  value: string | number | boolean;
  cached: boolean;
}

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined) ?? null;

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/;

/**
 * Puts values into cells of a worksheet part (SpreadsheetML) and leaves every other byte of it as it is: a cell keeps its style
 * and attributes, a new one takes the style of its row or column as Excel would give it. Text goes in as an inline string, so
 * that the part of shared strings stays untouched.
 * @throws Error when the part is not laid out as a worksheet
 */
export function patchSheet(xml: string, patches: readonly CellPatch[]): string {
  const byRow = new Map<number, Map<number, CellPatch>>();
  for (const patch of patches) {
    const row = byRow.get(patch.row) ?? new Map<number, CellPatch>();
    byRow.set(patch.row, row.set(patch.column, patch));
  }
  const open = /<((?:\w+:)?)sheetData\b[^>]*?(\/?)>/.exec(xml);
  if (!open) throw new Error('the worksheet has no sheetData');
  const prefix = open[1] ?? '';
  const start = open.index + open[0].length;
  const end = open[2] ? start : xml.indexOf(`</${prefix}sheetData>`, start);
  if (end < 0) throw new Error('the worksheet’s sheetData does not end');
  const styles = columnStyles(xml.slice(0, open.index), prefix);
  const body = patchRows(xml.slice(start, end), byRow, prefix, styles);
  if (!open[2]) return xml.slice(0, start) + body + xml.slice(end);
  const opened = `${open[0].slice(0, -2)}>`;
  return `${xml.slice(0, open.index)}${opened}${body}</${prefix}sheetData>${xml.slice(start)}`;
}

type ColumnStyle = (column: number) => string | null;

function columnStyles(head: string, prefix: string): ColumnStyle {
  const spans = [...head.matchAll(new RegExp(`<${prefix}col\\b[^>]*>`, 'g'))].map(([tag]) => ({
    min: Number(attribute(tag, 'min')) - 1,
    max: Number(attribute(tag, 'max')) - 1,
    style: attribute(tag, 'style'),
  }));
  return (column) => spans.find(({ min, max }) => column >= min && column <= max)?.style ?? null;
}

function patchRows(
  body: string,
  byRow: Map<number, Map<number, CellPatch>>,
  prefix: string,
  styles: ColumnStyle,
): string {
  const pattern = new RegExp(`<${prefix}row\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${prefix}row>)`, 'g');
  const waiting = [...byRow.keys()].sort((a, b) => a - b);
  const rowXml = (at: number): string => {
    const cells = [...(byRow.get(at) ?? new Map<number, CellPatch>())].sort(([a], [b]) => a - b);
    return `<${prefix}row r="${at + 1}">${cells.map(([, patch]) => cellXml(patch, prefix, styles(patch.column))).join('')}</${prefix}row>`;
  };
  let out = '';
  let last = 0;
  let row = -1;
  for (const found of body.matchAll(pattern)) {
    const [whole, attributes = '', inner] = found;
    row = Number(attribute(` ${attributes}`, 'r') ?? row + 2) - 1;
    out += body.slice(last, found.index);
    while (waiting.length && (waiting[0] ?? 0) < row) out += rowXml(waiting.shift() ?? 0);
    last = found.index + whole.length;
    const patches = byRow.get(row);
    if (!patches) {
      out += whole;
      continue;
    }
    waiting.splice(waiting.indexOf(row), 1);
    const style = /\scustomFormat\s*=\s*["'](?:1|true)["']/.test(attributes) ? attribute(attributes, 's') : null;
    const cells = patchCells(inner ?? '', patches, prefix, (column) => style ?? styles(column));
    out += `<${prefix}row${widened(attributes.replace(/\s+$/, ''), patches)}>${cells}</${prefix}row>`;
  }
  out += body.slice(last);
  return out + waiting.map(rowXml).join('');
}

/** `spans` says which columns of a row hold cells; a new cell outside widens it. */
function widened(attributes: string, patches: ReadonlyMap<number, CellPatch>): string {
  return attributes.replace(
    /(\sspans\s*=\s*["'])(\d+):(\d+)(["'])/,
    (whole, before: string, from: string, to: string, after: string) => {
      const columns = [...patches.keys()].map((column) => column + 1);
      const [least, most] = [Math.min(Number(from), ...columns), Math.max(Number(to), ...columns)];
      return least === Number(from) && most === Number(to) ? whole : `${before}${least}:${most}${after}`;
    },
  );
}

function patchCells(
  inner: string,
  patches: ReadonlyMap<number, CellPatch>,
  prefix: string,
  styles: ColumnStyle,
): string {
  const pattern = new RegExp(`<${prefix}c\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${prefix}c>)`, 'g');
  const waiting = [...patches.values()].sort((a, b) => a.column - b.column);
  let out = '';
  let last = 0;
  let column = -1;
  for (const found of inner.matchAll(pattern)) {
    const [whole, attributes = '', content = ''] = found;
    const address = /^([A-Z]+)\d+$/.exec(attribute(attributes, 'r') ?? '');
    column = address ? columnOf(address[1] ?? '') : column + 1;
    out += inner.slice(last, found.index);
    last = found.index + whole.length;
    while (waiting.length && (waiting[0]?.column ?? 0) < column) {
      const patch = waiting.shift() as CellPatch;
      out += cellXml(patch, prefix, styles(patch.column));
    }
    const patch = waiting[0]?.column === column ? waiting.shift() : undefined;
    out += patch ? patchedCell(attributes, content, patch, prefix) : whole;
  }
  out += inner.slice(last);
  return out + waiting.map((patch) => cellXml(patch, prefix, styles(patch.column))).join('');
}

function cellXml(patch: CellPatch, prefix: string, style: string | null): string {
  const address = `${columnLetters(patch.column)}${patch.row + 1}`;
  const { type, content } = held(patch, prefix);
  const attributes = `${style === null ? '' : ` s="${style}"`}${type === null ? '' : ` t="${type}"`}`;
  return content === ''
    ? `<${prefix}c r="${address}"${attributes}/>`
    : `<${prefix}c r="${address}"${attributes}>${content}</${prefix}c>`;
}

/** The cell with another content; its own attributes but the type stay. A formula stays and only its result changes. */
function patchedCell(attributes: string, content: string, patch: CellPatch, prefix: string): string {
  const formula = new RegExp(`<${prefix}f\\b[^>]*?(?:/>|>[\\s\\S]*?</${prefix}f>)`).exec(content)?.[0] ?? null;
  if (patch.cached !== (formula !== null)) {
    throw new Error(
      `${columnLetters(patch.column)}${patch.row + 1} ${formula ? 'holds a formula' : 'holds no formula'}`,
    );
  }
  const { type, content: filled } = held(patch, prefix);
  const kept = attributes.replace(/\s+t\s*=\s*(?:"[^"]*"|'[^']*')/, '').replace(/\s+$/, '');
  const typed = `${kept}${type === null ? '' : ` t="${type}"`}`;
  const inside = (formula ?? '') + filled;
  if (inside === '') return `<${prefix}c${typed}/>`;
  return `<${prefix}c${typed}>${inside}</${prefix}c>`;
}

function held({ value, cached }: CellPatch, prefix: string): { type: string | null; content: string } {
  if (typeof value === 'number') return { type: null, content: `<${prefix}v>${String(value)}</${prefix}v>` };
  if (typeof value === 'boolean') return { type: 'b', content: `<${prefix}v>${value ? 1 : 0}</${prefix}v>` };
  if (cached) {
    return { type: ERROR.test(value) ? 'e' : 'str', content: `<${prefix}v>${elementText(value)}</${prefix}v>` };
  }
  if (value === '') return { type: null, content: '' };
  const space = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
  return {
    type: 'inlineStr',
    content: `<${prefix}is><${prefix}t${space}>${elementText(value)}</${prefix}t></${prefix}is>`,
  };
}
