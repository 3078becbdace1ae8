import { areaOf, rectanglesOf, type Place } from './areas';
import { blocks, type Rectangle } from './blocks';
import { restoringCell, type RawCell } from './cells';
import { isFormula } from './diff';
import { hostCode, throwIfCancelled, WorkbookError } from './errors';
import { inBatches } from './excel-run';
import { bySheet, cellId, chunked, readFormulas, sheetRange, type CellPlace, type HeldFormula } from './formula-cells';
import { tokenizeFormula } from './formula/tokens';
import type { NoRepair, WorkOptions } from './types';

/** A formula to enter, and what stands there now. */
export interface FormulaEntry extends CellPlace {
  formula: string;
  before: string;
}

export interface EntryOptions extends Pick<WorkOptions, 'signal'> {
  /** called with the entries of each block after it was sent */
  onSent?: (count: number) => void;
}

/** The part of a table's column that entries lie in. */
interface TableColumn extends Place {
  sheetId: string;
  rows: number;
  entries: FormulaEntry[];
  held: Map<string, HeldFormula>;
}

/**
 * Enters formulas, each only into its own cell. `sent` grows before each block goes out, so that the caller can take
 * back what was begun. What the host does not take is answered by `cellId`, and the rest is entered all the same.
 *
 * A column of a table that holds nothing but formulas is entered as a whole: entered one by one, Excel may fill each of
 * them down the column (office-js#5909, #6745). In any other column what Excel filled by itself is put back.
 */
export async function enterFormulas(
  context: Excel.RequestContext,
  entries: readonly FormulaEntry[],
  sent: FormulaEntry[],
  options: EntryOptions = {},
): Promise<Map<string, NoRepair>> {
  const refused = new Map<string, NoRepair>();
  const columns = await tableColumns(context, entries);
  const companions = columns.flatMap(companionsOf);
  for (const [, list] of bySheet([...entries, ...companions])) {
    await enterInSheet(context, list, new Set(companions), { sent, refused }, options);
  }
  await putBackFilled(context, columns);
  return refused;
}

/** Columns of tables that entries lie in, with all they hold. */
async function tableColumns(context: Excel.RequestContext, entries: readonly FormulaEntry[]): Promise<TableColumn[]> {
  const { tables } = context.workbook;
  tables.load('items/id');
  await context.sync();
  const bodies = tables.items.map((table) => {
    const body = table.getDataBodyRange();
    body.load('rowIndex,columnIndex,rowCount,columnCount');
    table.worksheet.load('id');
    return { table, body };
  });
  await context.sync();
  const columns: TableColumn[] = [];
  for (const [sheetId, list] of bySheet(entries)) {
    for (const { body } of bodies.filter(({ table }) => table.worksheet.id === sheetId)) {
      const { rowIndex: row, columnIndex: first, rowCount: rows, columnCount } = body;
      for (let column = first; column < first + columnCount; column++) {
        const own = list.filter((entry) => entry.column === column && entry.row >= row && entry.row < row + rows);
        if (own.length > 0) columns.push({ sheetId, row, column, rows, entries: own, held: new Map() });
      }
    }
  }
  for (const column of columns) column.held = await readFormulas(context, placesOf(column));
  return columns;
}

const placesOf = ({ sheetId, row, column, rows }: TableColumn): CellPlace[] =>
  Array.from({ length: rows }, (_, i) => ({ sheetId, row: row + i, column }));

/** In a column of nothing but formulas, the other cells: entered again as they are, so that the column goes as a whole. */
function companionsOf(column: TableColumn): FormulaEntry[] {
  const own = new Set(column.entries.map(cellId));
  const others: FormulaEntry[] = [];
  for (const place of placesOf(column)) {
    if (own.has(cellId(place))) continue;
    const held = column.held.get(cellId(place));
    if (!held || !isFormula(held.value ?? '', held.formula)) return [];
    const formula = String(held.formula);
    others.push({ ...place, formula, before: formula });
  }
  return others;
}

interface Outcome {
  sent: FormulaEntry[];
  refused: Map<string, NoRepair>;
}

async function enterInSheet(
  context: Excel.RequestContext,
  list: readonly FormulaEntry[],
  companions: ReadonlySet<FormulaEntry>,
  { sent, refused }: Outcome,
  { signal, onSent }: EntryOptions,
): Promise<void> {
  const sheetId = list[0]?.sheetId ?? '';
  const byPlace = new Map(list.map((entry) => [cellId(entry), entry]));
  const entriesOf = (boxes: readonly Rectangle[]): FormulaEntry[] =>
    boxes.flatMap((box) =>
      box.values.flatMap((line, i) =>
        line.flatMap((_, j) => byPlace.get(cellId({ sheetId, row: box.row + i, column: box.column + j })) ?? []),
      ),
    );
  const boxes: Rectangle[] = [];
  for (const { box, hidden } of await withHidden(context, sheetId, boxesOf(list))) {
    // rows that a filter hides are skipped or scrambled when several are written at once (office-js#224)
    if (!hidden) boxes.push(box);
    else boxes.push(...entriesOf([box]).flatMap((entry) => (companions.has(entry) ? [] : single(entry))));
  }
  const send = async (portion: readonly Rectangle[]): Promise<void> => {
    const own = entriesOf(portion).filter((entry) => !companions.has(entry));
    try {
      await inBatches(context, [portion], () => {
        context.application.suspendApiCalculationUntilNextSync();
        for (const box of portion) sheetRange(context, sheetId, areaOf(box)).range.formulas = box.values;
      });
    } catch (error) {
      const why = refusal(error);
      if (why === 'protected' || own.length <= 1) for (const entry of own) refused.set(cellId(entry), why);
      else {
        const half = Math.ceil(own.length / 2);
        await send(boxesOf(own.slice(0, half)));
        await send(boxesOf(own.slice(half)));
      }
    }
  };
  for (const block of blocks(boxes)) {
    throwIfCancelled(signal);
    const own = entriesOf(block).filter((entry) => !companions.has(entry));
    sent.push(...own);
    await send(block);
    onSent?.(own.length);
  }
}

const boxesOf = (list: readonly FormulaEntry[]): Rectangle[] =>
  rectanglesOf(list.map(({ row, column, formula }) => ({ row, column, value: formula })));
const single = (entry: FormulaEntry): Rectangle[] => boxesOf([entry]);

/** Which of the boxes have hidden rows among theirs. */
async function withHidden(
  context: Excel.RequestContext,
  sheetId: string,
  boxes: readonly Rectangle[],
): Promise<{ box: Rectangle; hidden: boolean }[]> {
  const found: { box: Rectangle; hidden: boolean }[] = [];
  let ranges: Excel.Range[] = [];
  await inBatches(
    context,
    chunked(boxes),
    (chunk) => {
      ranges = chunk.map((box) => sheetRange(context, sheetId, areaOf(box)).range);
      for (const range of ranges) range.load('rowHidden');
    },
    (chunk) => chunk.forEach((box, i) => found.push({ box, hidden: ranges[i]?.rowHidden !== false })),
  );
  return found;
}

/** Why the host did not take a formula; what is no answer to the formula is thrown on. */
function refusal(error: unknown): NoRepair {
  const code = hostCode(error);
  if (error instanceof WorkbookError || code === '' || code === 'InvalidOperationInCellEditMode') throw error;
  return code === 'AccessDenied' ? 'protected' : 'refused';
}

/** The formula with the rows of its references left out: what Excel fills down a column is the same but for them. */
const withoutRows = (formula: string): string =>
  tokenizeFormula(formula)
    .map(({ kind, text }) => (kind === 'reference' ? text.replace(/\d+/g, '#') : text))
    .join('');

/** Cells beside the entries that Excel has filled with one of their formulas get back what they held. */
async function putBackFilled(context: Excel.RequestContext, columns: readonly TableColumn[]): Promise<void> {
  for (const column of columns) {
    const own = new Set(column.entries.map(cellId));
    const others = placesOf(column).filter((place) => !own.has(cellId(place)));
    if (others.length === 0) continue;
    const filled = new Set(column.entries.map(({ formula }) => withoutRows(formula)));
    const now = await readFormulas(context, others);
    const changed = others.flatMap((place) => {
      const before = column.held.get(cellId(place));
      const formula = now.get(cellId(place))?.formula;
      if (!before || typeof formula !== 'string' || formula === before.formula) return [];
      if (!filled.has(withoutRows(formula))) return [];
      const value: RawCell = isFormula(before.value ?? '', before.formula)
        ? before.formula
        : restoringCell(null, before.formula);
      return [{ ...place, value }];
    });
    await inBatches(context, blocks(rectanglesOf(changed)), (block) => {
      for (const box of block) sheetRange(context, column.sheetId, areaOf(box)).range.formulas = box.values;
    });
  }
}
