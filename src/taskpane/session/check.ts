import { sheetTable, type CellValue, type SheetTableId } from '../../tables';
import type { ReadTable, TableRows } from '../../workbook/types';
import { figure, rowKey, text, toRecords } from './records';
import type { PlanRecord } from './types';

/** Plan rows that are derived again. */
export const CHECK_ROWS = 20;
/** sheets of ours hold their data from this row on */
const FIRST_ROW = 6;
const TURNOVER_WEEKS = 13;

export interface CheckSheet {
  table: TableRows;
  formulas: Record<string, (string | null)[]>;
}

export type Measure = 'safety_stock' | 'position' | 'turnover_days' | 'value';

const columnLetters = (index: number): string => {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};

/** Points at cells of one of our tables by key and column id, wherever the user has moved them. */
class CellFinder {
  private readonly rows = new Map<string, number[]>();

  constructor(
    private readonly table: ReadTable | undefined,
    key: readonly string[],
  ) {
    toRecords(table).forEach((record, at) => {
      const id = rowKey(...key.map((column) => record[column]));
      this.rows.set(id, [...(this.rows.get(id) ?? []), at]);
    });
  }

  /** Addresses of the rows with this key; a key that stands twice points at both. */
  all(key: readonly CellValue[], column: string): string[] {
    return (this.rows.get(rowKey(...key)) ?? []).flatMap((at) => this.cell(at, column) ?? []);
  }

  one(key: readonly CellValue[], column: string): string | null {
    const found = this.all(key, column);
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** The cells of several columns in one row, as one range where they stand side by side. */
  range(key: readonly CellValue[], columns: readonly string[]): string[] {
    return (this.rows.get(rowKey(...key)) ?? []).flatMap((at) => {
      const places = columns.map((column) => this.place(column));
      const first = places[0];
      const sideBySide = places.every((place, i) => place !== null && place === (first ?? 0) + i);
      if (!sideBySide) return columns.flatMap((column) => this.cell(at, column) ?? []);
      const start = this.cell(at, columns[0] ?? '');
      const end = this.cell(at, columns[columns.length - 1] ?? '')?.split('!')[1];
      return start && end ? [`${start}:${end}`] : [];
    });
  }

  private place(column: string): number | null {
    const at = this.table?.columns.indexOf(column) ?? -1;
    return at < 0 ? null : (this.table?.sheetColumns[at] ?? null);
  }

  private cell(at: number, column: string): string | null {
    const place = this.place(column);
    const row = this.table?.sheetRows[at];
    if (place === null || row === undefined || !this.table) return null;
    return `'${this.table.sheetName.replace(/'/g, "''")}'!$${columnLetters(place)}$${row}`;
  }
}

/**
 * The plan's figures of the most urgent rows beside formulas that derive them again from the sheets: safety stock (safety
 * factor × spread of the protection interval), position, turnover days (TWIN.TURNOVERDAYS), value. A figure whose inputs are unknown is left out.
 */
export function checkSheet(
  tables: ReadonlyMap<SheetTableId, ReadTable>,
  namespace: string,
  measureName: (measure: Measure) => string,
): CheckSheet {
  const find = (id: SheetTableId, key = sheetTable(id).key): CellFinder => new CellFinder(tables.get(id), key);
  const plan = find('TW_Plan');
  const stock = find('TW_Stock');
  const sku = find('TW_SKU');
  const sales = find('TW_Sales', ['sku_id', 'warehouse_id']);
  const weeks = Array.from({ length: TURNOVER_WEEKS }, (_, at) => `w${at + 1}`);

  const formulaOf: Record<Measure, (row: PlanRecord, key: CellValue[]) => string | null> = {
    safety_stock(row, key) {
      const inputs = ['safety_factor', 'lead_mean', 'review_days', 'demand_sd', 'demand_mean'];
      const cells = inputs.map((id) => (figure(row[id]) === null ? null : plan.one(key, id)));
      const [factor, lead, review, sd, mean] = cells;
      const leadSd = plan.one(key, 'lead_sd');
      if (cells.includes(null) || leadSd === null) return null;
      // a blank spread of the lead time is none
      return `=${factor}*SQRT((${lead}+${review})*${sd}^2+(${mean}*N(${leadSd}))^2)`;
    },
    position(row, key) {
      const cells = [stock.one(key, 'available'), stock.one(key, 'in_transit')];
      if (figure(row.available) === null || cells.includes(null)) return null;
      const owed = figure(row.presale_owed) ? plan.one(key, 'presale_owed') : null;
      return `=N(${cells[0]})+N(${cells[1]})${owed ? `-N(${owed})` : ''}`;
    },
    turnover_days(_row, key) {
      const sold = sales.range(key, weeks);
      const closing = stock.one(key, 'available');
      if (!sold.length || !closing) return null;
      return `=${namespace}.TURNOVERDAYS(SUM(${sold.join(',')}),MAX(0,${closing}),${TURNOVER_WEEKS * 7},"closing")`;
    },
    value(_row, key) {
      const cells = [plan.one(key, 'order_qty'), sku.one([key[0] ?? null], 'unit_cost')];
      return cells.includes(null) ? null : `=${cells[0]}*${cells[1]}`;
    },
  };

  const rows: CellValue[][] = [];
  const byFormula: string[] = [];
  const difference: string[] = [];
  const urgent = toRecords(tables.get('TW_Plan'))
    .filter((row) => figure(row.rank) !== null)
    .sort((a, b) => (figure(a.rank) ?? 0) - (figure(b.rank) ?? 0))
    .slice(0, CHECK_ROWS);
  for (const row of urgent) {
    for (const measure of Object.keys(formulaOf) as Measure[]) {
      const key = [text(row.sku_id), text(row.warehouse_id)];
      const value = figure(row[measure]);
      const formula = value === null ? null : formulaOf[measure](row, key);
      if (formula === null) continue;
      const at = FIRST_ROW + rows.length;
      rows.push([...key, measureName(measure), value, null, null]);
      byFormula.push(formula);
      difference.push(`=IF(ISNUMBER(E${at}),D${at}-E${at},"")`);
    }
  }
  const columns = ['sku_id', 'warehouse_id', 'measure', 'plan_value', 'formula_value', 'difference'];
  return { table: { table: 'TW_Check', columns, rows }, formulas: { formula_value: byFormula, difference } };
}
