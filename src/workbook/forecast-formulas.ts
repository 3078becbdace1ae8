import {
  FORECAST_WEEKS,
  forecastLineId,
  historyWeekId,
  YES_NO_WORDS,
  type ForecastLine,
  type Language,
} from '../tables';
import { cellAddress, columnLetters, structuredReference } from './addresses';
import { FORECAST_TEXTS } from './forecast-texts';
import type { LiveTable, LiveWorkbook } from './live';

/** Weeks of history the chart shows before the forecast's weeks. */
const CHART_HISTORY = 26;
export const CHART_POINTS = CHART_HISTORY + FORECAST_WEEKS;

/** Rows of the cells the chart draws, counted from the block's first row; the first holds what they are. */
export const DATA_ROWS = [
  'data',
  'week',
  'sales',
  'change',
  'corrected',
  'forecast',
  'low',
  'high',
  'reorder',
  'target',
  'maximum',
  'rows',
] as const;
export type DataRow = (typeof DATA_ROWS)[number];
/** 0-based row of the sheet. */
export const dataRow = (row: DataRow): number => BLOCK_ROW + DATA_ROWS.indexOf(row);
/** Lines drawn by the chart, and which block of columns they are read from. */
const FORECAST_ROWS: Partial<Record<DataRow, ForecastLine>> = {
  forecast: 'f',
  low: 'l',
  high: 'h',
  reorder: 'm',
  target: 't',
  maximum: 'x',
};

/** 0-based first row of the block, and its two input cells. */
export const BLOCK_ROW = 3;
export const PICK_SKU = { row: BLOCK_ROW, column: 1 } as const;
export const PICK_WAREHOUSE = { row: BLOCK_ROW + 1, column: 1 } as const;
/** How many warehouses of one SKU the list can offer. */
const WAREHOUSES = 8;

const absolute = (row: number, column: number): string => `$${columnLetters(column)}$${row + 1}`;
/** A week a line never has a value for. Such cells stay blank: a chart leaves them out in every program. */
const BLANK = '';
/** A line whose column is not there. */
const NONE = '=NA()';

/**
 * Where the cells of the chart stand: right of the table with room for columns of the user's own, out of the way and
 * out of print. Not in folded columns: programs differ in how they draw the blanks of hidden cells.
 */
export const dataColumn = ({ table }: Pick<LiveTable, 'table'>): number => table.columns.length + 3;

/** The cells that serve the lists and look the item up, all in one row. */
function helpers(first: number): { count: string; row: string; pointers: number; names: number; found: string } {
  const row = dataRow('rows');
  const pointers = first + 3;
  const names = pointers + WAREHOUSES;
  return {
    count: absolute(row, first + 1),
    row: absolute(row, first + 2),
    pointers,
    names,
    found: absolute(row, names + WAREHOUSES),
  };
}

/** A declared column of a table as formulas name it now; null when it is not there. */
function reference(live: LiveTable | undefined, id: string): string | null {
  const position = live?.columns.findIndex((column) => column?.id === id) ?? -1;
  const heading = live?.headings[position];
  return live && heading !== undefined ? structuredReference(live.name, heading) : null;
}

/** Every column, or null when one of them is not there. */
function references<K extends string>(live: LiveTable | undefined, ids: readonly K[]): Record<K, string> | null {
  const found = ids.map((id) => [id, reference(live, id)] as const);
  return found.every(([, text]) => text !== null) ? (Object.fromEntries(found) as Record<K, string>) : null;
}

/** 1 in the rows of the chosen SKU and warehouse, 0 elsewhere. Compared whole: codes may hold `*`, `?` or only digits. */
const chosen = (sku: string, warehouse: string): string =>
  `(${sku}=${absolute(PICK_SKU.row, PICK_SKU.column)})*(${warehouse}=${absolute(PICK_WAREHOUSE.row, PICK_WAREHOUSE.column)})`;

/** Weeks before the one the forecast begins with, oldest first. */
const weeksBack = (point: number): number => CHART_HISTORY - point;

/** Raw weekly sales of all models together; no record at all is #N/A, which draws nothing. */
function salesRow(sales: LiveTable | undefined): string[] {
  const keys = references(sales, ['sku_id', 'warehouse_id']);
  return Array.from({ length: CHART_POINTS }, (_, point) => {
    if (point >= CHART_HISTORY) return BLANK;
    const week = reference(sales, historyWeekId(weeksBack(point)));
    if (!keys || week === null) return NONE;
    const rows = chosen(keys.sku_id, keys.warehouse_id);
    return `=IF(SUMPRODUCT(${rows}*ISNUMBER(${week}))=0,NA(),SUMPRODUCT(${rows},${week}))`;
  });
}

/** Changes of the week's demand that the planner did not set aside by "Use raw". */
function changeRow(corrections: LiveTable | undefined, cell: (row: DataRow, point: number) => string): string[] {
  const found = references(corrections, ['sku_id', 'warehouse_id', 'day', 'change', 'use_raw']);
  return Array.from({ length: CHART_POINTS }, (_, point) => {
    if (point >= CHART_HISTORY) return BLANK;
    if (!found) return '=0';
    const monday = cell('week', point);
    const unused = Object.values(YES_NO_WORDS['yes'] ?? {}).map((word) => `*(${found.use_raw}<>"${word}")`);
    const rows = `${chosen(found.sku_id, found.warehouse_id)}*(${found.day}>=${monday})*(${found.day}<${monday}+7)`;
    return `=SUMPRODUCT(${rows}${unused.join('')},${found.change})`;
  });
}

/** Mondays under the chart: of the sales as they were pulled, then of the forecast as it was planned. */
function weekRow(
  live: LiveTable,
  sales: LiveTable | undefined,
  cell: (row: DataRow, point: number) => string,
): string[] {
  const first = live.firstColumn + live.columns.findIndex((column) => column?.id === forecastLineId('f', 1));
  const start = absolute(live.headingRow - 1, first);
  const newest = sales?.columns.findIndex((column) => column?.id === historyWeekId(1)) ?? -1;
  const pulled =
    sales && newest >= 0 ? cellAddress(sales.sheetName, sales.headingRow - 1, sales.firstColumn + newest) : null;
  return Array.from({ length: CHART_POINTS }, (_, point) => {
    if (point === CHART_HISTORY) return `=${start}`;
    if (point > CHART_HISTORY) return `=${cell('week', point - 1)}+7`;
    if (point < CHART_HISTORY - 1) return `=${cell('week', point + 1)}-7`;
    return pulled === null ? `=${start}-7` : `=IF(ISNUMBER(${pulled}),${pulled},${start}-7)`;
  });
}

function forecastRow(live: LiveTable, line: ForecastLine, first: number): string[] {
  const { row } = helpers(first);
  return Array.from({ length: CHART_POINTS }, (_, point) => {
    if (point < CHART_HISTORY) return BLANK;
    const week = reference(live, forecastLineId(line, point - CHART_HISTORY + 1));
    if (week === null) return NONE;
    return `=IF(ISNUMBER(INDEX(${week},${row})),INDEX(${week},${row}),NA())`;
  });
}

export interface DataCells {
  /** one row of formulas a data row from the first point on, as wide as the chart has points */
  rows: Partial<Record<DataRow, string[]>>;
  /** formulas of the last row, from its first cell on */
  helpers: string[];
}

/** Formulas of the cells the chart draws, native ones only: they work on without the add-in. */
export function dataFormulas(workbook: LiveWorkbook, live: LiveTable): DataCells {
  const first = dataColumn(live);
  const cell = (row: DataRow, point: number): string => `${columnLetters(first + 1 + point)}$${dataRow(row) + 1}`;
  const sales = workbook.tables.get('TW_Sales');
  const rows: DataCells['rows'] = {
    week: weekRow(live, sales, cell),
    sales: salesRow(sales),
    change: changeRow(workbook.tables.get('TW_Corrections'), cell),
    corrected: Array.from({ length: CHART_POINTS }, (_, point) => {
      if (point >= CHART_HISTORY) return BLANK;
      const [sold, change] = [cell('sales', point), cell('change', point)];
      return `=IF(AND(ISNA(${sold}),${change}=0),NA(),IF(ISNUMBER(${sold}),${sold},0)+${change})`;
    }),
  };
  for (const [row, line] of Object.entries(FORECAST_ROWS)) rows[row as DataRow] = forecastRow(live, line, first);
  return { rows, helpers: helperFormulas(live, first) };
}

function helperFormulas(live: LiveTable, first: number): string[] {
  const keys = references(live, ['sku_id', 'warehouse_id']);
  if (!keys) return [];
  const { count, pointers } = helpers(first);
  const row = dataRow('rows');
  const pick = absolute(PICK_SKU.row, PICK_SKU.column);
  const formulas = [`=ROWS(${keys.sku_id})`, `=MATCH(1,INDEX(${chosen(keys.sku_id, keys.warehouse_id)},0),0)`];
  for (let at = 0; at < WAREHOUSES; at++) {
    const before = absolute(row, pointers + at - 1);
    const rest = `INDEX(${keys.sku_id},${before}+1):INDEX(${keys.sku_id},${count})`;
    formulas.push(
      at === 0
        ? `=IFERROR(MATCH(${pick},${keys.sku_id},0),"")`
        : `=IF(ISNUMBER(${before}),IFERROR(${before}+MATCH(${pick},${rest},0),""),"")`,
    );
  }
  for (let at = 0; at < WAREHOUSES; at++) {
    const pointer = absolute(row, pointers + at);
    formulas.push(`=IF(ISNUMBER(${pointer}),INDEX(${keys.warehouse_id},${pointer}),"")`);
  }
  formulas.push(`=COUNT(${absolute(row, pointers)}:${absolute(row, pointers + WAREHOUSES - 1)})`);
  return formulas;
}

/** Formulas that give the two drop-down lists: every row's SKU, and the warehouses the chosen one has a row for. */
export function listFormulas(live: LiveTable): { sku: string; warehouse: string } {
  const { count, names, found } = helpers(dataColumn(live));
  const row = dataRow('rows');
  const position = live.columns.findIndex((column) => column?.id === 'sku_id');
  return {
    sku: `=OFFSET(${absolute(live.headingRow, live.firstColumn + position)},1,0,MAX(1,${count}),1)`,
    warehouse: `=OFFSET(${absolute(row, names)},0,0,1,MAX(1,${found}))`,
  };
}

export interface Fact {
  label: string;
  formula: string;
  format: string;
}

/** What the block says of the chosen item beside the chart. */
export function factFormulas(live: LiveTable, language: Language): Fact[] {
  const first = dataColumn(live);
  const { row } = helpers(first);
  const value = (id: string): string | null => {
    const column = reference(live, id);
    return column === null ? null : `INDEX(${column},${row})`;
  };
  const heading = (id: string): string => live.headings[live.columns.findIndex((column) => column?.id === id)] ?? '';
  const fact = (id: string, format: string): Fact[] => {
    const found = value(id);
    return found === null ? [] : [{ label: heading(id), format, formula: `=IFERROR(IF(${found}="","",${found}),"")` }];
  };
  const [low, high] = [value('low'), value('high')];
  const text = (key: keyof typeof FORECAST_TEXTS): string => FORECAST_TEXTS[key][language];
  const history = `${absolute(dataRow('sales'), first + 1 + CHART_HISTORY - 13)}:${absolute(dataRow('sales'), first + CHART_HISTORY)}`;
  return [
    ...fact('name', 'General'),
    ...fact('demand_class', 'General'),
    ...fact('method', 'General'),
    ...fact('accuracy', '0.0%'),
    ...fact('bias', '0.0%'),
    { label: text('sold'), formula: `=IF(COUNT(${history})=0,"",SUMIF(${history},">-1E+99"))`, format: '#,##0' },
    ...fact('total_13w', '#,##0.0'),
    ...(low && high
      ? [
          {
            label: text('range'),
            formula: `=IFERROR(IF(OR(${low}="",${high}=""),"",TEXT(${low},"#,##0")&" – "&TEXT(${high},"#,##0")),"")`,
            format: 'General',
          },
        ]
      : []),
  ];
}

/** Says so when the chosen pair has no row. */
export const absentFormula = (live: LiveTable, language: Language): string =>
  `=IF(ISNUMBER(${helpers(dataColumn(live)).row}),"","${FORECAST_TEXTS.absent[language]}")`;
