import type { IStyleData } from '@univerjs/core';
import type { BookCell, BookFile, BookSheet, BookStyle, BookTable, BookValidation } from '../types';
import { pointsOfPixels } from '../univer/book';
import { fromUniverStyle } from '../univer/styles';
import { formatArea, MAX_COLUMNS } from './address';
import type { HostTable } from './tables';
import { toBookChart } from './charts';
import { mergedAreas } from './merges';
import { joinPageText } from './page-text';
import type { HostWorkbook, PlacedValidation } from './workbook';

/** Pixels of a character and of the padding of a column in Excel's standard font. */
const CHARACTER_PIXELS = 7;
const PADDING_PIXELS = 5;

export const charactersOfPixels = (pixels: number): number =>
  Math.round(((pixels - PADDING_PIXELS) / CHARACTER_PIXELS) * 100) / 100;
export const pixelsOfCharacters = (characters: number): number =>
  Math.round(characters * CHARACTER_PIXELS + PADDING_PIXELS);

/** The workbook as a file would hold it. Wait for `host.idle()` first: values of formulas are taken as they are. */
export function fileFromBook(wb: HostWorkbook): BookFile {
  const styles = new StyleList(wb);
  return {
    sheets: wb.sheetIds().map((id) => sheetOf(wb, id, styles)),
    styles: styles.list,
    names: [...wb.names.values()].map(({ name, formula }) => ({ name, refersTo: formula.replace(/^=/, '') })),
    settings: Object.fromEntries([...wb.settings].map(([key, value]) => [key, JSON.stringify(value)])),
  };
}

function mergesOf(wb: HostWorkbook, sheetId: string): Pick<BookSheet, 'merges'> {
  const merges = mergedAreas(wb, sheetId).map((area) => formatArea(area));
  return merges.length > 0 ? { merges } : {};
}

class StyleList {
  readonly list: BookStyle[] = [];
  private readonly known = new Map<string, number | undefined>();
  private readonly indexes = new Map<string, number>();

  constructor(private readonly wb: HostWorkbook) {}

  /** Index of a style by Univer's id or record; undefined for no style at all. */
  index(style: string | IStyleData): number | undefined {
    if (typeof style === 'string' && this.known.has(style)) return this.known.get(style);
    const record = fromUniverStyle(this.wb.book.workbook.getWorkbook().getStyles().get(style));
    const key = JSON.stringify(record);
    let index: number | undefined;
    if (key !== '{}') {
      index = this.indexes.get(key);
      if (index === undefined) {
        index = this.list.push(record) - 1;
        this.indexes.set(key, index);
      }
    }
    if (typeof style === 'string') this.known.set(style, index);
    return index;
  }
}

function sheetOf(wb: HostWorkbook, sheetId: string, styles: StyleList): BookSheet {
  const state = wb.state(sheetId);
  const sheet = wb.book.sheet(sheetId);
  const { page } = state;
  const header = joinPageText(page.header);
  const footer = joinPageText(page.footer);
  return {
    name: wb.sheetName(sheetId),
    cells: cellsOf(wb, sheetId, styles),
    ...sizesOf(wb, sheetId),
    ...mergesOf(wb, sheetId),
    columnGroups: state.columnGroups.map((group) => ({ ...group })),
    freeze: state.freeze.rows || state.freeze.columns ? { ...state.freeze } : null,
    tables: wb.tables.onSheet(sheetId).map(tableOf),
    conditionalFormats: state.conditionalFormats.map(({ area, format }) => ({ ...format, range: formatArea(area) })),
    validations: state.validations.flatMap(validationOf),
    charts: state.charts.map((chart) => toBookChart(wb, chart)),
    protected: state.protection.on,
    showGridlines: !sheet.hasHiddenGridLines(),
    tabColor: sheet.getTabColor() || null,
    visible: state.visibility === 'Visible',
    page: state.pageTouched
      ? {
          landscape: page.orientation.toLowerCase() === 'landscape',
          fitToWidth: page.zoom['horizontalFitToPages'] === 1,
          ...(page.printTitleRows
            ? { printTitleRows: formatArea({ ...page.printTitleRows, columns: MAX_COLUMNS }) }
            : {}),
          ...(page.printArea ? { printArea: formatArea(page.printArea) } : {}),
          ...(header ? { header } : {}),
          ...(footer ? { footer } : {}),
        }
      : null,
  };
}

function cellsOf(wb: HostWorkbook, sheetId: string, styles: StyleList): BookSheet['cells'] {
  const cells: BookSheet['cells'] = new Map();
  const sheet = wb.book.worksheet(sheetId);
  const read = wb.book.cells.reader(sheet);
  const matrix = sheet.getCellMatrix();
  const spills = new Map(
    wb.book.cells.spills(sheetId).map((spill) => [`${spill.row} ${spill.column}`, formatArea(spill.area)]),
  );
  const used = wb.book.usedArea(sheetId, false);
  if (!used) return cells;
  for (let row = used.row; row < used.row + used.rows; row++) {
    const line = new Map<number, BookCell>();
    for (let column = used.column; column < used.column + used.columns; column++) {
      const content = read(row, column);
      const own = matrix.getValue(row, column)?.s ?? sheet.getColumnStyle(column, true);
      const style = own ? styles.index(own) : undefined;
      const empty = content.value === null && content.formula === null;
      if (empty && style === undefined) continue;
      const formula = content.author ?? content.formula;
      const spill = spills.get(`${row} ${column}`);
      line.set(column, {
        v: content.value,
        ...(content.error ? { error: true as const } : {}),
        ...(formula ? { f: formula.replace(/^=/, '') } : {}),
        ...(formula && spill ? { spill } : {}),
        ...(style === undefined ? {} : { s: style }),
      });
    }
    if (line.size > 0) cells.set(row, line);
  }
  return cells;
}

function sizesOf(wb: HostWorkbook, sheetId: string): Pick<BookSheet, 'columnWidths' | 'rowHeights' | 'hiddenRows'> {
  const sheet = wb.book.worksheet(sheetId);
  const columnWidths = new Map<number, number>();
  const rowHeights = new Map<number, number>();
  const hiddenRows = new Set<number>();
  for (const [column, data] of Object.entries(sheet.getColumnManager().getColumnData())) {
    if (data?.w !== undefined) columnWidths.set(Number(column), charactersOfPixels(data.w));
  }
  for (const [row, data] of Object.entries(sheet.getRowManager().getRowData())) {
    // `ia` marks a height that only follows the text
    if (data?.h !== undefined && data.ia !== 1) rowHeights.set(Number(row), pointsOfPixels(data.h));
    if (data?.hd === 1) hiddenRows.add(Number(row));
  }
  return { columnWidths, rowHeights, hiddenRows };
}

function tableOf(table: HostTable): BookTable {
  const filter = Object.fromEntries(
    table.columns.flatMap((column, index) => (column.filter ? [[index, [...column.filter]]] : [])),
  ) as Record<number, string[]>;
  return {
    name: table.name,
    range: formatArea(table.area),
    columns: table.columns.map(({ id, name }) => ({ id, name })),
    style: table.style,
    showBandedRows: table.showBandedRows,
    showFilterButton: table.showFilterButton,
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
  };
}

function validationOf({ area, rule, prompt }: PlacedValidation): BookValidation[] {
  const source = (rule['list'] as { source?: unknown } | undefined)?.source;
  const formula = typeof source === 'string' && source.startsWith('=') ? source.slice(1) : null;
  const list = typeof source === 'string' && formula === null ? source.split(',').map((item) => item.trim()) : null;
  const title = prompt.title ?? '';
  const message = prompt.message ?? '';
  if (!list && !formula && !title && !message) return [];
  return [
    {
      range: formatArea(area),
      ...(list ? { list } : {}),
      ...(formula ? { listFormula: formula } : {}),
      ...(title || message ? { prompt: { title, message } } : {}),
    },
  ];
}
