import { strFromU8, unzipSync } from 'fflate';
import { readXlsx, type Cell, type CellStyle, type Sheet, type Workbook } from 'hucre';
import type { BookCell, BookFile, BookSheet, BookStyle, BookTable } from '../types';
import { cellAddress, contains, parseArea, type Area } from './addresses';
import { fromFileForm, shiftFormula } from './formulas';
import { UnreadableFile, type FileNote, type NoteSink } from './notes';
import { readSettingsPart, readTablePart, readValidations } from './parts';
import { fromFileRules } from './rules';
import { colorText, fromFileStyle } from './styles';
import { elements, plainText } from './xml';
import { WIDTH_PADDING } from './writer';

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
  const sheets = workbook.sheets.map((sheet) => {
    const path = locations.get(sheet.name) ?? '';
    return new SheetReader(sheet, text(path), tablesOf(path, sheet.name, text, note), styles, workbook, note).read();
  });
  const names = (workbook.namedRanges ?? [])
    .filter((name) => !name.name.startsWith('_xlnm.') && name.scope === undefined)
    .map((name) => ({ name: name.name, refersTo: fromFileForm(name.range, null) }));
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

function sheetLocations(text: (path: string) => string): Map<string, string> {
  const targets = new Map(relations('xl/workbook.xml', text).map((one) => [one.id, one.target]));
  const found = new Map<string, string>();
  for (const { attributes } of elements(text('xl/workbook.xml'), 'sheet'))
    found.set(plainText(attributes['name'] ?? ''), targets.get(attributes['r:id'] ?? '') ?? '');
  return found;
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

/** Book styles, each once. */
class StyleTable {
  readonly list: BookStyle[] = [];
  private readonly byContent = new Map<string, number>();
  private readonly defaultSize: number;

  constructor(private readonly workbook: Workbook) {
    this.defaultSize = workbook.defaultFont?.size ?? 11;
  }

  index(style: CellStyle | undefined): number | undefined {
    if (!style) return undefined;
    const own = fromFileStyle(style, this.defaultSize, this.workbook.themeColors);
    if (Object.keys(own).length === 0) return undefined;
    const content = JSON.stringify(own);
    const known = this.byContent.get(content);
    if (known !== undefined) return known;
    this.byContent.set(content, this.list.length);
    return this.list.push(own) - 1;
  }
}

class SheetReader {
  private readonly bodies: { name: string; area: Area }[];
  /** shared formulas by index: the master's text and place */
  private readonly shared = new Map<number, { text: string; row: number; column: number }>();

  constructor(
    private readonly sheet: Sheet,
    private readonly xml: string,
    private readonly tables: BookTable[],
    private readonly styles: StyleTable,
    private readonly workbook: Workbook,
    private readonly note: NoteSink,
  ) {
    this.bodies = tables.map((table) => {
      const area = parseArea(table.range);
      return { name: table.name, area: { ...area, top: area.top + 1 } };
    });
  }

  read(): BookSheet {
    const { sheet } = this;
    this.reportLosses();
    const widths = new Map<number, number>();
    const lastUsed = Math.max(0, ...sheet.rows.map((row) => row.length)) + 50;
    (sheet.columns ?? []).slice(0, lastUsed).forEach((column, index) => {
      if (column.width !== undefined)
        widths.set(index, Math.max(0, Math.round((column.width - WIDTH_PADDING) * 1000) / 1000));
    });
    const heights = new Map<number, number>();
    const hiddenRows = new Set<number>();
    for (const [row, definition] of sheet.rowDefs ?? []) {
      if (definition.height !== undefined) heights.set(row, definition.height);
      if (definition.hidden) hiddenRows.add(row);
    }
    const { pageSetup, headerFooter, freezePane } = sheet;
    const tabColor = colorText(sheet.view?.tabColor, this.workbook.themeColors);
    return {
      name: sheet.name,
      cells: this.cells(),
      columnWidths: widths,
      rowHeights: heights,
      hiddenRows,
      columnGroups: columnGroups(sheet),
      freeze: freezePane ? { rows: freezePane.rows ?? 0, columns: freezePane.columns ?? 0 } : null,
      tables: this.tables,
      conditionalFormats: fromFileRules(
        sheet.conditionalRules ?? [],
        sheet.name,
        this.workbook.themeColors,
        (formula) => fromFileForm(formula, null),
        this.note,
      ),
      validations: readValidations(this.xml, sheet.name, this.note),
      protected: sheet.protection?.sheet === true,
      showGridlines: sheet.view?.showGridLines !== false,
      tabColor: tabColor ?? null,
      visible: !sheet.hidden && !sheet.veryHidden,
      // margins alone, which every file has, are no layout
      page:
        pageSetup?.orientation ||
        pageSetup?.fitToPage ||
        pageSetup?.printArea ||
        pageSetup?.printTitlesRow ||
        headerFooter
          ? {
              landscape: pageSetup?.orientation === 'landscape',
              fitToWidth: pageSetup?.fitToPage === true && (pageSetup.fitToWidth ?? 1) === 1,
              ...(pageSetup?.printTitlesRow ? { printTitleRows: pageSetup.printTitlesRow.replaceAll('$', '') } : {}),
              ...(pageSetup?.printArea ? { printArea: pageSetup.printArea.replaceAll('$', '') } : {}),
              ...(headerFooter?.oddHeader ? { header: headerFooter.oddHeader } : {}),
              ...(headerFooter?.oddFooter ? { footer: headerFooter.oddFooter } : {}),
            }
          : null,
    };
  }

  private cells(): Map<number, Map<number, BookCell>> {
    const result = new Map<number, Map<number, BookCell>>();
    let serials: Map<string, number> | null = null;
    this.sheet.rows.forEach((values, row) => {
      const columns = new Map<number, BookCell>();
      values.forEach((value, column) => {
        const detail = this.sheet.cells?.get(`${row},${column}`);
        let plain = detail ? detail.value : value;
        if (plain instanceof Date) {
          // a Date has lost the number it was read from; the number stands in the sheet part
          serials ??= numbersOf(this.xml);
          plain = serials.get(cellAddress(row, column)) ?? null;
        }
        const cell = this.cell(plain, detail, row, column);
        if (cell) columns.set(column, cell);
      });
      if (columns.size > 0) result.set(row, columns);
    });
    return result;
  }

  private cell(
    value: string | number | boolean | null,
    detail: Cell | undefined,
    row: number,
    column: number,
  ): BookCell | null {
    const cell: BookCell = { v: value };
    const style = this.styles.index(detail?.style);
    if (style !== undefined) cell.s = style;
    if (detail?.type === 'error') cell.error = true;
    const formula = detail && this.formula(detail, row, column);
    if (formula !== undefined) {
      const table = this.bodies.find(({ area }) => contains(area, row, column))?.name ?? null;
      cell.f = fromFileForm(formula, table);
      if (detail?.formulaType === 'array' && detail.formulaRef?.includes(':')) cell.spill = detail.formulaRef;
      // a file may leave the result out: it is unknown until calculated
    } else if (value === null && style === undefined) return null;
    return cell;
  }

  private formula(detail: Cell, row: number, column: number): string | undefined {
    if (detail.formula === undefined) return undefined;
    const index = detail.formulaType === 'shared' ? detail.formulaSharedIndex : undefined;
    if (index === undefined) return detail.formula;
    if (detail.formula !== '') {
      this.shared.set(index, { text: detail.formula, row, column });
      return detail.formula;
    }
    const master = this.shared.get(index);
    return master && shiftFormula(master.text, row - master.row, column - master.column);
  }

  private reportLosses(): void {
    const { sheet } = this;
    const lost = (found: unknown[] | undefined, en: string, zh: string): void => {
      if (found && found.length > 0)
        this.note({
          sheet: sheet.name,
          en: `Not shown and not kept: ${en} (${found.length}).`,
          zh: `不显示也不保留：${zh}（${found.length}）。`,
        });
    };
    lost(sheet.merges, 'merged cells', '合并单元格');
    lost(sheet.charts, 'charts', '图表');
    lost(sheet.images, 'pictures', '图片');
    lost(sheet.textBoxes, 'text boxes', '文本框');
    lost(sheet.pivotTables, 'pivot tables', '数据透视表');
    lost(sheet.slicers, 'slicers', '切片器');
    lost(sheet.sparklines, 'sparklines', '迷你图');
    lost(sheet.autoFilter ? [sheet.autoFilter] : [], 'filters outside tables', '表以外的筛选');
    const details = [...(sheet.cells?.values() ?? [])];
    lost(
      details.filter((cell) => cell.comment),
      'notes and comments',
      '批注',
    );
    lost(
      details.filter((cell) => cell.hyperlink),
      'links (their text stays)',
      '超链接（文字保留）',
    );
    lost(
      details.filter((cell) => cell.richText),
      'mixed formats inside one cell (its text stays)',
      '单元格内的混合格式（文字保留）',
    );
    const hidden = (sheet.columns ?? []).filter((column) => column.hidden && !column.outlineLevel);
    lost(hidden, 'hidden columns: they are visible here', '隐藏列：此处会显示');
  }
}

/** Raw numbers of a sheet part by address. */
function numbersOf(xml: string): Map<string, number> {
  const found = new Map<string, number>();
  const cell =
    /<(?:\w+:)?c r="([A-Z]+\d+)"([^>]*)(?<!\/)>(?:<(?:\w+:)?f[^>]*?(?:\/>|>[^<]*<\/(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)</g;
  for (const match of xml.matchAll(cell))
    if (!/ t="(?!n")/.test(match[2] ?? '')) found.set(match[1] ?? '', Number(match[3]));
  return found;
}

function columnGroups(sheet: Sheet): BookSheet['columnGroups'] {
  const columns = sheet.columns ?? [];
  const deepest = Math.max(0, ...columns.map((column) => column.outlineLevel ?? 0));
  const groups: BookSheet['columnGroups'] = [];
  for (let level = 1; level <= deepest; level += 1) {
    for (let from = 0; from < columns.length; from += 1) {
      if ((columns[from]?.outlineLevel ?? 0) < level) continue;
      let to = from;
      while ((columns[to + 1]?.outlineLevel ?? 0) >= level) to += 1;
      groups.push({ from, to, collapsed: columns.slice(from, to + 1).every((column) => column.hidden === true) });
      from = to;
    }
  }
  return groups;
}
