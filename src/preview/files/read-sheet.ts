import type { Cell, Sheet, Workbook } from 'hucre';
import type { BookCell, BookSheet, BookTable } from '../types';
import { cellAddress, contains, parseArea, type Area } from './addresses';
import type { NoteSink } from './notes';
import { reportLosses } from './losses';
import { readValidations } from './read-validations';
import { fromFileRules } from './rules';
import { shiftFormula } from './shift-formula';
import { fromFileForm } from './shown-formula';
import type { StyleTable } from './style-book';
import { colorText } from './styles';
import { WIDTH_PADDING } from './write-sheet';

export class SheetReader {
  private readonly bodies: { name: string; area: Area }[];
  /** shared formulas by index: the master's text and place */
  private readonly shared = new Map<number, { text: string; row: number; column: number }>();

  constructor(
    private readonly sheet: Sheet,
    private readonly xml: string,
    private readonly tables: BookTable[],
    private readonly styles: StyleTable,
    private readonly workbook: Workbook,
    private readonly links: readonly string[],
    private readonly note: NoteSink,
  ) {
    this.bodies = tables.map((table) => {
      const area = parseArea(table.range);
      return { name: table.name, area: { ...area, top: area.top + 1 } };
    });
  }

  read(): Omit<BookSheet, 'charts'> {
    const { sheet } = this;
    reportLosses(sheet, this.note);
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
      ...(sheet.merges && sheet.merges.length > 0
        ? {
            merges: sheet.merges.map(
              (m) => `${cellAddress(m.startRow, m.startCol)}:${cellAddress(m.endRow, m.endCol)}`,
            ),
          }
        : {}),
      columnGroups: columnGroups(sheet),
      freeze: freezePane ? { rows: freezePane.rows ?? 0, columns: freezePane.columns ?? 0 } : null,
      tables: this.tables,
      conditionalFormats: fromFileRules(
        sheet.conditionalRules ?? [],
        sheet.name,
        this.workbook.themeColors,
        (formula) => fromFileForm(formula, { table: null }),
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
      cell.f = fromFileForm(formula, { table, links: this.links });
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
