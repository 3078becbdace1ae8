import { strFromU8, unzipSync } from 'fflate';
import { readXlsx, type Workbook } from 'hucre';
import type { BookFile, BookTable } from '../types';
import { UnreadableFile, type FileNote, type NoteSink } from './notes';
import { readCharts } from './read-drawing';
import { SheetReader } from './read-sheet';
import { readSettingsPart } from './settings-part';
import { StyleTable } from './style-book';
import { readTablePart } from './table-part';
import { fromFileForm } from './shown-formula';
import { elements, plainText } from './xml';

export interface OpenOptions {
  /** told of everything in the file that a book does not hold; default: nobody */
  onNote?: (note: FileNote) => void;
}

/**
 * Reads an .xlsx file into a book. Values are the cached ones; nothing is calculated.
 * @throws UnreadableFile when the bytes are not an .xlsx workbook (an old .xls, encrypted or damaged file)
 */
export async function openXlsx(bytes: Uint8Array, options: OpenOptions = {}): Promise<BookFile> {
  const note = options.onNote ?? (() => undefined);
  const { workbook, parts } = await readParts(bytes);
  const text = (path: string): string => {
    const part = parts[path];
    return part ? strFromU8(part) : '';
  };
  const styles = new StyleTable(workbook);
  const locations = sheetLocations(text);
  const links = linkedPaths(text);
  const sheets = workbook.sheets.map((sheet) => {
    const path = locations.get(sheet.name) ?? '';
    const tables = tablesOf(path, sheet.name, text, note);
    const read = new SheetReader(sheet, text(path), tables, styles, workbook, links, note).read();
    const charts = readCharts(path, read, { text, relations: (from) => relations(from, text) }, note);
    return { ...read, charts };
  });
  const names = (workbook.namedRanges ?? [])
    .filter((name) => !name.name.startsWith('_xlnm.') && name.scope === undefined)
    .map((name) => ({ name: name.name, refersTo: fromFileForm(name.range, { table: null, links }) }));
  if ((workbook.namedRanges ?? []).some((name) => !name.name.startsWith('_xlnm.') && name.scope !== undefined))
    note({ en: 'Names that belong to one sheet only are not kept.', zh: '仅属于单个工作表的名称未保留。' });
  if (parts['xl/vbaProject.bin']) note({ en: 'Macros are not kept.', zh: '宏未保留。' });
  return { sheets, styles: styles.list, names, settings: settingsOf(parts, text) };
}

async function readParts(bytes: Uint8Array): Promise<{ workbook: Workbook; parts: Record<string, Uint8Array> }> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new UnreadableFile(
      'This is an old .xls file or a password-protected workbook. Open it in Excel and save it as .xlsx without a password.',
      '这是旧版 .xls 文件或带密码的工作簿。请在 Excel 中另存为不带密码的 .xlsx。',
    );
  try {
    const parts = unzipSync(bytes);
    if (!parts['xl/workbook.xml']) throw new Error('no xl/workbook.xml');
    return { workbook: await readXlsx(bytes, { readStyles: true }), parts };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadableFile(
      `This is not an .xlsx workbook, or it is damaged (${detail}). Open it in Excel and save it as .xlsx.`,
      `这不是 .xlsx 工作簿，或文件已损坏（${detail}）。请在 Excel 中打开并另存为 .xlsx。`,
      { cause },
    );
  }
}

const relationsPath = (path: string): string => path.replace(/([^/]*)$/, '_rels/$1.rels');

function resolveTarget(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const stack = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') stack.pop();
    else if (step !== '.') stack.push(step);
  }
  return stack.join('/');
}

function relations(path: string, text: (path: string) => string): { id: string; type: string; target: string }[] {
  return [...elements(text(relationsPath(path)), 'Relationship')].map(({ attributes }) => ({
    id: attributes['Id'] ?? '',
    type: attributes['Type'] ?? '',
    target: resolveTarget(path, plainText(attributes['Target'] ?? '')),
  }));
}

/** Path of each sheet’s part by its name. */
export function sheetLocations(text: (path: string) => string): Map<string, string> {
  const targets = new Map(relations('xl/workbook.xml', text).map((one) => [one.id, one.target]));
  const found = new Map<string, string>();
  for (const { attributes } of elements(text('xl/workbook.xml'), 'sheet'))
    found.set(plainText(attributes['name'] ?? ''), targets.get(attributes['r:id'] ?? '') ?? '');
  return found;
}

/** Paths of the workbooks and add-ins the file links to; `[2]` in a formula is the second of them. */
function linkedPaths(text: (path: string) => string): string[] {
  const parts = new Map(relations('xl/workbook.xml', text).map((one) => [one.id, one.target]));
  return [...elements(text('xl/workbook.xml'), 'externalReference')].map(({ attributes }) => {
    const part = parts.get(attributes['r:id'] ?? '') ?? '';
    const [link] = elements(text(relationsPath(part)), 'Relationship');
    return shownPath(plainText(link?.attributes['Target'] ?? ''));
  });
}

/** `file:///C:\My%20files\x.xla` → `C:\My files\x.xla` */
function shownPath(target: string): string {
  const path = target.replace(/^file:\/\/\//i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const tablesOf = (path: string, sheet: string, text: (path: string) => string, note: NoteSink): BookTable[] =>
  relations(path, text)
    .filter((one) => one.type.endsWith('/table'))
    .flatMap((one) => readTablePart(text(one.target), sheet, note) ?? []);

function settingsOf(parts: Record<string, Uint8Array>, text: (path: string) => string): Record<string, string> {
  for (const path of Object.keys(parts)) {
    if (!/^customXml\/item\d+\.xml$/.test(path)) continue;
    const settings = readSettingsPart(text(path));
    if (settings) return settings;
  }
  return {};
}
