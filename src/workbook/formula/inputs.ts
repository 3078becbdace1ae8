import type { Area } from '../areas';
import { isFormula } from '../diff';
import { runExcel } from '../excel-run';
import type { RawCell } from '../cells';
import { parseExpression, referencesIn } from './expression';
import { callsIn, type FormulaReading, type ReadReference } from './reading';
import { planReading, type PlannedRead } from './reading-plan';
import { areaInTable, parseReference, type Reference, type TablePlace } from './references';
import { fromOffice, type Cells, type FormulaValue } from './values';

/** names that stand for names that stand for names */
const MAX_NAME_DEPTH = 4;

interface Located {
  sheetId: string;
  area: Area;
}

interface Found {
  located: Located | null;
  problem: ReadReference['problem'];
  stands: ReadReference['stands'];
}

export interface ReadFormulaOptions {
  /**
   * Does the function answer each row on its own? Where the inputs are too many to read, the row in question is then read
   * instead of the whole of a tall range.
   */
  rowWise?: (id: string) => boolean;
  /** another cell than the active one */
  at?: Pick<FormulaReading, 'sheetId' | 'area'>;
}

/**
 * Reads a cell: the calls of our functions in its formula (of a spilled cell, in the formula that fills it) and the cells
 * these refer to.
 *
 * @throws WorkbookError editing, host_error
 */
export function readFormula({ rowWise = () => false, at }: ReadFormulaOptions = {}): Promise<FormulaReading> {
  return runExcel(async (context) => {
    const { workbook } = context;
    const cell = at
      ? workbook.worksheets.getItem(at.sheetId).getCell(at.area.row, at.area.column)
      : workbook.getActiveCell();
    cell.load('address,rowIndex,columnIndex,values,valueTypes,text,formulas,worksheet/id,worksheet/name');
    const parent = cell.getSpillParentOrNullObject();
    parent.load('address,rowIndex,columnIndex,formulas');
    workbook.application.load('calculationMode');
    workbook.worksheets.load('items/id,items/name');
    workbook.tables.load('items/id,items/name,items/showHeaders,items/showTotals');
    await context.sync();

    // a formula whose own answer is kept from spilling is no parent of a cell that holds a formula itself
    const entered = String(cell.formulas[0]?.[0] ?? '');
    const own =
      isFormula(cell.values[0]?.[0] as RawCell, entered) && !parent.isNullObject && entered !== parent.formulas[0]?.[0];
    const home = parent.isNullObject || own ? cell : parent;
    const raw = cell.values[0]?.[0] as RawCell;
    const formula = String(home.formulas[0]?.[0] ?? '');
    const value = fromOffice(raw, cell.valueTypes[0]?.[0]);
    const here = { row: cell.rowIndex, column: cell.columnIndex, rows: 1, columns: 1 };
    const spilled = home === parent && (parent.rowIndex !== here.row || parent.columnIndex !== here.column);
    const reading: FormulaReading = {
      address: cell.address,
      sheetId: cell.worksheet.id,
      sheetName: cell.worksheet.name,
      area: here,
      formula,
      anchor: spilled ? parent.address : null,
      row: here.row - home.rowIndex,
      column: here.column - home.columnIndex,
      value,
      shown: String(cell.text[0]?.[0] ?? ''),
      calls: isFormula(spilled ? '' : raw, formula) ? callsIn(formula) : [],
      references: {},
      manualCalculation: workbook.application.calculationMode === Excel.CalculationMode.manual,
    };
    if (reading.calls.length === 0) return reading;
    const resolver = new Resolver(context, {
      sheetId: cell.worksheet.id,
      row: home.rowIndex,
      column: home.columnIndex,
    });
    const texts = reading.calls.flatMap(({ args }) => args.flatMap(({ expression }) => referencesIn(expression)));
    await resolver.find([...new Set(texts)]);
    const rowsAlone = resolver.spill.rows > 1 && reading.calls.every(({ id }) => rowWise(id));
    reading.references = await resolver.read(reading, rowsAlone);
    return reading;
  });
}

/** Finds out where references lie, and reads them, in as few round trips as there are kinds of them. */
class Resolver {
  spill = { rows: 1, columns: 1 };
  private readonly found = new Map<string, Found>();
  private readonly tables: TablePlace[] = [];
  private readonly sheets: { id: string; name: string }[];

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly home: { sheetId: string; row: number; column: number },
  ) {
    this.sheets = context.workbook.worksheets.items.map(({ id, name }) => ({ id, name }));
  }

  async find(texts: readonly string[]): Promise<void> {
    const { context, home } = this;
    const spill = context.workbook.worksheets
      .getItem(home.sheetId)
      .getRangeByIndexes(home.row, home.column, 1, 1)
      .getSpillingToRangeOrNullObject();
    spill.load('rowCount,columnCount');
    const addTables = this.queueTables();
    await context.sync();
    addTables();
    if (!spill.isNullObject) this.spill = { rows: spill.rowCount, columns: spill.columnCount };
    let waiting = [...texts];
    for (let depth = 0; waiting.length > 0 && depth < MAX_NAME_DEPTH; depth++) waiting = await this.round(waiting);
  }

  /** One round trip for where references of all kinds lie. Answers what the names among them refer to. */
  private async round(texts: readonly string[]): Promise<string[]> {
    const names: (() => string[])[] = [];
    const late: (() => void)[] = [];
    for (const text of texts) {
      const reference = parseReference(text);
      const set = (located: Located | null, problem: ReadReference['problem'] = null): void => {
        this.found.set(text, { located, problem: located ? null : (problem ?? 'lost'), stands: null });
      };
      if (reference.kind === 'other') set(null, reference.lost ? 'lost' : 'excel');
      else if (reference.kind === 'table') set(this.inTable(reference));
      else {
        const sheetId = this.sheetId(reference.sheet);
        if (sheetId === null) set(null);
        else if (reference.kind === 'area' && reference.whole === null) set({ sheetId, area: reference.area });
        else if (reference.kind === 'name') names.push(this.queueName(text, sheetId, reference.name));
        else {
          const range = this.range(sheetId, areaOf(reference));
          const cells =
            reference.kind === 'spill' ? range.getSpillingToRangeOrNullObject() : range.getUsedRangeOrNullObject(true);
          cells.load('rowIndex,columnIndex,rowCount,columnCount');
          late.push(() => {
            if (reference.kind === 'area') set({ sheetId, area: usedPart(reference, cells) });
            else set(cells.isNullObject ? { sheetId, area: areaOf(reference) } : { sheetId, area: extent(cells) });
          });
        }
      }
    }
    await this.context.sync();
    late.forEach((run) => run());
    return names.flatMap((run) => run()).filter((text) => !this.found.has(text));
  }

  private sheetId(name: string | null): string | null {
    if (name === null) return this.home.sheetId;
    return this.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase())?.id ?? null;
  }

  private range(sheetId: string, { row, column, rows, columns }: Area): Excel.Range {
    return this.context.workbook.worksheets.getItem(sheetId).getRangeByIndexes(row, column, rows, columns);
  }

  private queueTables(): () => void {
    const handles = this.context.workbook.tables.items.map((table) => {
      const range = table.getRange();
      range.load('rowIndex,columnIndex,rowCount,columnCount');
      table.columns.load('items/name');
      table.worksheet.load('id');
      return { table, range };
    });
    return () => {
      for (const { table, range } of handles) {
        this.tables.push({
          name: table.name,
          sheetId: table.worksheet.id,
          area: extent(range),
          columns: table.columns.items.map(({ name }) => name),
          hasHeaders: table.showHeaders,
          hasTotals: table.showTotals,
        });
      }
    };
  }

  private inTable(reference: Extract<Reference, { kind: 'table' }>): Located | null {
    const { sheetId, row, column } = this.home;
    const table = reference.table
      ? this.tables.find(({ name }) => name.toLowerCase() === reference.table?.toLowerCase())
      : this.tables.find((candidate) => candidate.sheetId === sheetId && holds(candidate.area, row, column));
    const area = table && areaInTable(table, reference, row);
    return table && area ? { sheetId: table.sheetId, area } : null;
  }

  /** A name of the sheet goes before one of the workbook. What it stands for is read as a formula of its own. */
  private queueName(text: string, sheetId: string, name: string): () => string[] {
    const { workbook } = this.context;
    const candidates = [workbook.worksheets.getItem(sheetId).names, workbook.names].map((names) => {
      const item = names.getItemOrNullObject(name);
      item.load('formula');
      return item;
    });
    return () => {
      const item = candidates.find((candidate) => !candidate.isNullObject);
      if (!item) {
        this.found.set(text, { located: null, problem: 'excel', stands: null });
        return [];
      }
      const stands = parseExpression(String(item.formula));
      this.found.set(text, { located: null, problem: null, stands });
      return referencesIn(stands);
    };
  }

  /** Values of everything found, with what people call the place. */
  async read(at: { row: number; column: number }, rowsAlone: boolean): Promise<Record<string, ReadReference>> {
    const entries = [...this.found].flatMap(([text, { located }]) => (located ? [{ text, located }] : []));
    const plan = planReading(
      entries.map(({ located }) => located.area),
      rowsAlone ? { rows: this.spill.rows, row: at.row } : null,
    );
    const handles = entries.map(({ text, located }, index) => {
      const { area, onlyRow } = plan[index] as PlannedRead;
      const line = located.area.rows === this.spill.rows ? at.row : 0;
      const across = this.spill.rows === 1 && located.area.columns === this.spill.columns ? at.column : 0;
      const values = area && this.range(located.sheetId, area);
      values?.load('values,valueTypes');
      const focus = this.range(located.sheetId, {
        row: located.area.row + line,
        column: located.area.column + across,
        rows: 1,
        columns: 1,
      });
      focus.load('text');
      const table = this.tables.find(
        (candidate) => candidate.sheetId === located.sheetId && within(candidate.area, located.area),
      );
      const label =
        table && table.area.column !== located.area.column
          ? this.range(located.sheetId, {
              row: located.area.row + line,
              column: table.area.column,
              rows: 1,
              columns: 1,
            })
          : null;
      label?.load('text');
      return { text, located, values, onlyRow, focus, table, label };
    });
    await this.context.sync();

    const references: Record<string, ReadReference> = {};
    for (const [text, { problem, stands }] of this.found) {
      references[text] = { place: null, cells: null, onlyRow: false, own: undefined, problem, stands };
    }
    for (const { text, located, values, onlyRow, focus, table, label } of handles) {
      const { area, sheetId } = located;
      const cells: Cells | null = values
        ? values.values.map((line, i) => line.map((cell, j) => fromOffice(cell, values.valueTypes[i]?.[j])))
        : null;
      references[text] = {
        place: {
          sheetId,
          sheetName: this.sheets.find(({ id }) => id === sheetId)?.name ?? '',
          area,
          heading: table?.columns[area.column - table.area.column] ?? null,
          rowLabel: label ? String(label.text[0]?.[0] ?? '') || null : null,
          shown: String(focus.text[0]?.[0] ?? ''),
        },
        cells,
        onlyRow,
        own: cells && !onlyRow ? this.ownCell(area, cells) : undefined,
        problem: cells ? null : 'too_large',
        stands: null,
      };
    }
    for (const reference of Object.values(references)) {
      if (reference.stands?.kind === 'reference') reference.place = references[reference.stands.text]?.place ?? null;
    }
    return references;
  }

  /** The cell of the range in the formula's own row, or column. */
  private ownCell(area: Area, cells: Cells): FormulaValue | undefined {
    if (area.columns === 1) return cells[this.home.row - area.row]?.[0];
    return area.rows === 1 ? cells[0]?.[this.home.column - area.column] : undefined;
  }
}

const areaOf = (reference: Extract<Reference, { kind: 'area' | 'spill' }>): Area =>
  reference.kind === 'area' ? reference.area : { row: reference.row, column: reference.column, rows: 1, columns: 1 };

const extent = (range: Pick<Excel.Range, 'rowIndex' | 'columnIndex' | 'rowCount' | 'columnCount'>): Area => ({
  row: range.rowIndex,
  column: range.columnIndex,
  rows: range.rowCount,
  columns: range.columnCount,
});

/** Of whole columns the rows from the first to the last with something in it; of whole rows the columns. */
function usedPart({ area, whole }: Extract<Reference, { kind: 'area' }>, used: Excel.Range): Area {
  if (used.isNullObject) return { ...area, ...(whole === 'columns' ? { rows: 1 } : { columns: 1 }) };
  const { row, column, rows, columns } = extent(used);
  return whole === 'columns' ? { ...area, rows: row + rows } : { ...area, columns: column + columns };
}

const holds = (area: Area, row: number, column: number): boolean =>
  row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;

const within = (outer: Area, inner: Area): boolean =>
  holds(outer, inner.row, inner.column) && holds(outer, inner.row + inner.rows - 1, inner.column + inner.columns - 1);
