import type { BrokenFormula, FormulaScan, FunctionNames, MendReport, ScanOptions } from '../../workbook/types';
import { loadFunctions } from '../functions/load';
import type { SessionContext } from './context';
import { showWork } from './courtesies';
import type { RunningJob } from './jobs';
import { SessionError, toSessionError } from './problems';
import type { JobOptions, MendOptions, RepairGroupId, RepairItem, RepairState } from './types';

/** As the page shows them; `cannot` are those of any kind that nothing can be done about here. */
export const REPAIR_GROUPS: readonly RepairGroupId[] = [
  'name_error',
  'file_form',
  'foreign_prefix',
  'stuck',
  'not_calculated',
  'other_namespace',
  'cannot',
];

const groupOf = ({ kind, why }: BrokenFormula): RepairGroupId => (why === null ? kind : 'cannot');

export const repairItems = (repair: RepairState, group: RepairGroupId): RepairItem[] =>
  repair.found.filter((item) => item.group === group);

export const tickedRepairs = (repair: RepairState): number => repair.found.filter(({ ticked }) => ticked).length;

/** Formulas that show no answer; one that was never calculated may simply be blank. */
export const notWorking = (repair: RepairState): number =>
  repair.found.filter(({ kind }) => kind !== 'not_calculated').length;

const functionNames = (context: SessionContext): FunctionNames => ({
  namespace: context.ports.functionsNamespace,
  ids: async () => Object.values((await loadFunctions()).FAMILIES).flat(),
});

/** Nothing is known: a look was cancelled or failed. */
const UNKNOWN: RepairState = {
  found: [],
  ours: 0,
  complete: false,
  manualCalculation: false,
  report: null,
  offered: false,
};

/** Looks for broken formulas in all sheets. Writes nothing. */
export function scanFormulas(context: SessionContext, options?: JobOptions): Promise<RepairState> {
  return context.jobs.run('repair', options, async (job) => {
    try {
      return await scan(context, job, null);
    } catch (error) {
      context.store.update({ repair: context.state.repair ?? UNKNOWN });
      throw error;
    }
  });
}

/** Mends the ticked formulas (or those named), then looks again at what is left. */
export function mendFormulas(context: SessionContext, options: MendOptions = {}): Promise<MendReport> {
  return context.jobs.run('repair', options, async (job) => {
    const { repair } = context.state;
    const wanted = options.items && new Set(options.items);
    const items = repair?.found.filter((item) => (wanted ? wanted.has(item.id) : item.ticked)) ?? [];
    if (items.length === 0) throw new SessionError('nothing_ticked');
    job.report({ step: 'reading', total: items.length });
    const report = await context.ports.workbook
      .mendFormulas(items, functionNames(context), { signal: job.signal, onProgress: showWork(job) })
      .catch(async (error: unknown) => {
        const failure = toSessionError(error, 'repair');
        if (failure.problem.partial) await lookAgain(context, job, null);
        throw failure;
      });
    await lookAgain(context, job, report);
    const counted = (outcome: MendReport['cells'][number]['outcome']): number =>
      report.cells.filter((cell) => cell.outcome === outcome).length;
    const mended = counted('mended');
    const rest = report.cells.find(({ outcome }) => outcome !== 'mended');
    const values = {
      mended,
      broken: counted('still_broken'),
      changed: counted('changed'),
      cannot: counted('cannot'),
      address: rest?.address ?? '',
    };
    const kind = rest ? 'partly_repaired' : 'repaired';
    context.store.update({ notice: { kind, values, undoId: report.writeId } });
    return report;
  });
}

/** Has Excel calculate all cells with our functions, then looks at what they show. */
export function recalculateFormulas(context: SessionContext, options?: JobOptions): Promise<number> {
  return context.jobs.run('repair', options, async (job) => {
    job.report({ step: 'reading' });
    const { cells } = await context.ports.workbook.recalculateFormulas(functionNames(context), {
      signal: job.signal,
      onProgress: showWork(job),
    });
    await lookAgain(context, job, null);
    const broken = context.state.repair ? notWorking(context.state.repair) : 0;
    context.store.update({ notice: { kind: 'recalculated', values: { cells, broken }, undoId: null } });
    return cells;
  });
}

export function tickFormulas(context: SessionContext, ids: readonly string[], ticked: boolean): void {
  const { repair } = context.state;
  if (!repair) return;
  const wanted = new Set(ids);
  const found = repair.found.map((item) => (wanted.has(item.id) && item.mended !== null ? { ...item, ticked } : item));
  context.store.update({ repair: { ...repair, found } });
}

/** After something was done: what is broken now. Cancelling cannot undo what was done, so it only ends the looking. */
export async function lookAgain(context: SessionContext, job: RunningJob, report: MendReport | null): Promise<void> {
  try {
    context.store.update({ history: await context.ports.workbook.listWrites() });
    await scan(context, job, report);
  } catch {
    context.store.update({ repair: { ...UNKNOWN, report } });
  }
}

async function scan(context: SessionContext, job: RunningJob, report: MendReport | null): Promise<RepairState> {
  job.report({ step: 'reading', done: 0, total: 0 });
  const found = await context.ports.workbook.scanFormulas(functionNames(context), {
    signal: job.signal,
    onProgress: showWork(job),
  });
  const tried = new Set(report?.cells.map(({ id }) => id));
  const repair = { ...stateOf(found, tried), report };
  context.store.update({ repair });
  return repair;
}

/** What can be mended is ticked, except what was just tried in vain and what would change the add-in it belongs to. */
function stateOf(scanned: FormulaScan, tried: ReadonlySet<string> = new Set()): RepairState {
  const found = scanned.broken.map((item): RepairItem => {
    const ticked = item.mended !== null && item.kind !== 'other_namespace' && !tried.has(item.id);
    return { ...item, group: groupOf(item), ticked };
  });
  return {
    found,
    ours: scanned.ours,
    complete: scanned.complete,
    manualCalculation: scanned.manualCalculation,
    report: null,
    offered: false,
  };
}

/** Excel and the add-in's functions are given time to come to rest; late functions resolve by themselves. */
const FIRST_LOOK_MS = 4000;
const SECOND_LOOK_MS = 6000;
const SLICE_PAUSE_MS = 30;
/** so many cells with formulas are looked at unasked */
const UNASKED_CELLS = 200_000;

/**
 * Some time after the start, unasked and quietly: are there formulas that do not work? Only when they still do not at a
 * second look the pane offers to repair them.
 */
export async function lookUnasked(context: SessionContext): Promise<void> {
  const { wait, workbook } = context.ports;
  if (!wait) return;
  const options: ScanOptions = { maxCells: UNASKED_CELLS, pause: () => wait(SLICE_PAUSE_MS) };
  try {
    for (const rest of [FIRST_LOOK_MS, SECOND_LOOK_MS]) {
      await wait(rest);
      while (context.state.job) await wait(1000);
      const repair = stateOf(await workbook.scanFormulas(functionNames(context), options));
      if (notWorking(repair) === 0) return;
      if (rest === SECOND_LOOK_MS && !context.state.repair) {
        context.store.update({ repair: { ...repair, offered: true } });
      }
    }
  } catch {
    // nobody asked: the page "Repair formulas" says what is wrong when somebody does
  }
}
