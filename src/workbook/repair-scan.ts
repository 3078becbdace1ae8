import { AreaQueue } from './areas';
import { BLOCK_BYTES } from './blocks';
import { cellAddress } from './addresses';
import { exclusively, inBatches, runExcel } from './excel-run';
import { cellId, findObstacles, settledFormulas, sheetAreas, sheetRange } from './formula-cells';
import { callsOurs, examineFormula, mayBeOurs, type Breakage, type OwnFunctions } from './formula/repair';
import { walkFormulas, type FormulaCell, type FormulaWalk } from './formula-walk';
import type {
  BrokenFormula,
  FormulaScan,
  FunctionNames,
  NoRepair,
  RecalculateReport,
  ScanOptions,
  WorkOptions,
} from './types';

/** Breakages that calculating the cell may mend: nothing is written, so protection does not stand in the way. */
export const isCalculable = ({ kind }: Pick<Breakage, 'kind'>): boolean =>
  kind === 'stuck' || kind === 'not_calculated';

/**
 * Finds the cells whose formula calls a function of ours and does not work, in all sheets, with the formula that mends
 * each, or the reason why nothing can be done. Writes nothing.
 *
 * @throws WorkbookError cancelled, host_error
 */
export async function scanFormulas(names: FunctionNames, options: ScanOptions = {}): Promise<FormulaScan> {
  const { own, ...walk } = await walkOurs(names, options);
  const suspects = walk.cells.flatMap((cell) => {
    const breakage = examineFormula(cell.formula, cell.value, own);
    return breakage ? [{ cell, breakage }] : [];
  });
  const obstacles =
    suspects.length === 0
      ? new Map<string, NoRepair>()
      : await exclusively(() =>
          runExcel((context) =>
            findObstacles(
              context,
              suspects.map(({ cell }) => cell),
            ),
          ),
        );
  const broken = suspects.map(({ cell, breakage }): BrokenFormula => {
    const id = cellId(cell);
    const { sheetId, sheetName, row, column, formula } = cell;
    const why = whyNot(cell, breakage) ?? obstacles.get(id) ?? null;
    return {
      id,
      sheetId,
      sheetName,
      row,
      column,
      address: cellAddress(sheetName, row, column),
      kind: breakage.kind,
      formula,
      mended: why === null ? breakage.mended : null,
      shows: cell.value ?? '',
      why,
      unknown: breakage.unknown,
    };
  });
  return {
    broken,
    ours: walk.cells.length,
    complete: walk.complete,
    manualCalculation: walk.manualCalculation,
  };
}

export const ownFunctions = async ({ namespace, ids }: FunctionNames): Promise<OwnFunctions> => ({
  namespace,
  ids: new Set(await ids()),
});

/** All cells that call a function of ours. */
async function walkOurs(names: FunctionNames, options: ScanOptions): Promise<FormulaWalk & { own: OwnFunctions }> {
  const walk = await walkFormulas(mayBeOurs, options);
  if (walk.cells.length === 0) return { ...walk, own: { namespace: names.namespace, ids: new Set() } };
  const own = await ownFunctions(names);
  return { ...walk, cells: walk.cells.filter(({ formula }) => callsOurs(formula, own.ids)), own };
}

function whyNot(cell: FormulaCell, breakage: Breakage): NoRepair | null {
  if (breakage.mended === null) return 'unknown_function';
  return cell.protected && !isCalculable(breakage) ? 'protected' : null;
}

/** cells calculated in one request: Excel cannot be used meanwhile */
const CELLS_AT_ONCE = 5000;

/**
 * Has Excel calculate every cell that calls a function of ours, block by block; the mode of calculation stays. Ends when
 * the functions have answered, or after some seconds.
 *
 * @throws WorkbookError cancelled, host_error
 */
export async function recalculateFormulas(names: FunctionNames, options: WorkOptions = {}): Promise<RecalculateReport> {
  const started = Date.now();
  const { cells, manualCalculation } = await walkOurs(names, options);
  await exclusively(() =>
    runExcel(async (context) => {
      await calculateCells(context, cells, options);
      await settledFormulas(context, cells, options.signal);
    }),
  );
  return { cells: cells.length, manualCalculation, seconds: (Date.now() - started) / 1000 };
}

/** `range.calculate()` on the cells, in blocks. */
export async function calculateCells(
  context: Excel.RequestContext,
  cells: readonly { sheetId: string; row: number; column: number }[],
  { signal, onProgress }: WorkOptions,
): Promise<void> {
  const queue = new AreaQueue(sheetAreas(cells), BLOCK_BYTES / CELLS_AT_ONCE);
  const portions: ReturnType<typeof queue.take>[] = [];
  while (!queue.isEmpty) portions.push(queue.take());
  let done = 0;
  await inBatches(
    context,
    portions,
    (portion) => {
      for (const { sheetId, area } of portion) sheetRange(context, sheetId, area).range.calculate();
    },
    (portion) => {
      done += portion.reduce((sum, { area }) => sum + area.rows * area.columns, 0);
      onProgress?.({ step: 'calculating', table: null, done, total: cells.length });
    },
    signal,
  );
}
