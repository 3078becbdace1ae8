import type { CellValue } from '../../tables';
import type { OwnPreview } from '../../workbook/own/types';
import type { WritePreview, WriteReport } from '../../workbook/types';
import type { SessionContext } from './context';
import { quietly, showWork } from './courtesies';
import { signBeforeWrite } from './decide';
import type { RunningJob } from './jobs';
import { keepJoined, warehouseNames } from './own';
import { olderError } from './own-error';
import { olderThanPlan } from './own-older';
import { SessionError, toSessionError } from './problems';
import type { PlanMark, PlanRecord, ReviewItem, WriteOptions } from './types';
import { PLAN_SETTING } from './undoing';
import { joinedId } from './write-records';

/** Writes the ticked items, into sheets of ours and ranges of the user's; everything else stays as it is. */
export function write(context: SessionContext, options: WriteOptions = {}): Promise<WriteReport> {
  return context.jobs.run('write', options, async (job) => {
    const { review: shown, plan } = context.state;
    const { preview, ownPreview, basis } = context;
    if (!shown || !preview || !basis) throw new SessionError('no_plan');
    const wanted =
      options.items === 'all'
        ? null
        : new Set(options.items ?? shown.items.flatMap((item) => (item.ticked ? item.id : [])));
    const items = wanted ? shown.items.filter(({ id }) => wanted.has(id)) : shown.items;
    if (!items.length) throw new SessionError('nothing_ticked');
    if (!options.writeOlder) await refuseOlder(context, job);
    await signBeforeWrite(context);
    job.report({ step: 'writing', total: items.length });
    const report = await writeBoth(context, job, { preview, ownPreview, items, writeHidden: options.writeHidden });
    const mark: PlanMark = {
      version: basis.version,
      at: context.ports.now().toISOString(),
      cut: basis.stamp.cut,
      dataTime: basis.stamp.dataTime,
    };
    // the cells are written: nothing that fails from here on may make it look as if they were not
    await quietly(context.ports.workbook.writeSetting(PLAN_SETTING, mark));
    context.preview = null;
    context.ownPreview = null;
    context.settled();
    const keepsSheet = preview.newTables.includes('TW_Plan') || context.hasTable('TW_Plan');
    context.unkept = keepsSheet ? [] : ((plan?.rows ?? []) as unknown as PlanRecord[]);
    context.store.update({ lastPlan: mark, plan: null, review: null });
    await quietly(context.readSheets('plan'));
    const [worst] = context.state.summary?.problems ?? [];
    if (preview.newTables.includes('TW_Plan') && worst && !ownPreview) {
      const [sku, warehouse] = worst.worst;
      await quietly(context.ports.workbook.selectRow('TW_Plan', [sku, warehouse]));
      context.showItem({ sku, warehouse });
    }
    const values = {
      cells: report.cells,
      rowsAdded: report.rowsAdded,
      skipped: report.skipped.length,
      mismatches: report.mismatches.length,
      address: report.mismatches[0]?.address ?? '',
      sheet: report.sheetNames.join(context.state.language === 'zh' ? '、' : ', '),
      seconds: report.seconds,
    };
    const whole = !report.skipped.length && !report.mismatches.length;
    context.store.update({ notice: { kind: whole ? 'written' : 'partly_written', values, undoId: report.writeId } });
    return report;
  });
}

/** A plan of another cut than the sheets is not written unless the user says so; the review says what changed. */
async function refuseOlder(context: SessionContext, job: RunningJob): Promise<void> {
  job.report({ step: 'checking' });
  const older = await olderThanPlan(context, job);
  if (!older) return;
  const { review } = context.state;
  context.store.update({ review: review && { ...review, older } });
  throw olderError(context, older);
}

interface Wanted {
  preview: WritePreview;
  ownPreview: OwnPreview | null;
  items: readonly ReviewItem[];
  writeHidden: boolean | undefined;
}

/**
 * The user's own ranges first: they are the likelier to refuse (protected, a cell being edited, the sheet gone), and then
 * nothing has been written at all.
 */
async function writeBoth(context: SessionContext, job: RunningJob, wanted: Wanted): Promise<WriteReport> {
  const { preview, ownPreview, items, writeHidden } = wanted;
  const { workbook } = context.ports;
  const changes = items.flatMap((item) => item.changes);
  const idsOf = (own: boolean): Set<string> =>
    new Set(changes.flatMap((change) => ((change.own !== undefined) === own ? [change.id] : [])));
  const [mine, ours] = [idsOf(true), idsOf(false)];
  const options = { signal: job.signal, writeHidden, onProgress: showWork(job) };
  const reports: WriteReport[] = [];
  try {
    if (ownPreview && mine.size) {
      const done = await workbook.applyOwn(ownPreview, mine, { ...options, warehouses: await warehouseNames(context) });
      const left = new Set(done.leftAlone.map(({ id }) => id));
      reports.push({ ...done, skipped: changes.filter(({ id, own }) => own !== undefined && left.has(id)) });
    }
    if (ours.size) reports.push(await workbook.applyWrite(preview, ours, options));
  } catch (error) {
    throw await stoppedMidway(context, error, reports, mine.size + ours.size);
  }
  const whole = reports.filter(({ writeId }) => writeId !== '');
  const writeId = joinedId(whole.map((report) => report.writeId));
  if (whole.length > 1) await quietly(keepJoined(context, writeId));
  const all = <T>(list: (report: WriteReport) => readonly T[]): T[] => reports.flatMap((report) => list(report));
  const sum = (figure: (report: WriteReport) => number): number =>
    reports.reduce((total, report) => total + figure(report), 0);
  return {
    writeId,
    cells: sum(({ cells }) => cells),
    rowsAdded: sum(({ rowsAdded }) => rowsAdded),
    skipped: all(({ skipped }) => skipped),
    mismatches: all(({ mismatches }) => mismatches as { address: string; expected: CellValue; found: CellValue }[]),
    seconds: sum(({ seconds }) => seconds),
    sheetNames: [...new Set(all(({ sheetNames }) => sheetNames))],
  };
}

/** What already stands in the sheets is shown and can be undone; the rest is found again by the next review. */
async function stoppedMidway(
  context: SessionContext,
  error: unknown,
  before: readonly WriteReport[],
  wanted: number,
): Promise<SessionError> {
  const failure = toSessionError(error, 'write');
  const { partial } = failure.problem;
  // cancelled between the two: what was written into the user's ranges goes back, as it does within each of them
  if (failure.problem.code === 'cancelled' && !partial && (await takenBack(context, before))) return failure;
  const stands = [...before, ...(partial ? [partial] : [])].filter(({ writeId }) => writeId !== '');
  if (stands.length) {
    const writeId = joinedId(stands.map((part) => part.writeId));
    // a workbook that cannot be reached must not take the word away that something was written
    if (stands.length > 1) await quietly(keepJoined(context, writeId));
    failure.problem.partial = { writeId, cells: stands.reduce((sum, { cells }) => sum + cells, 0), wanted };
    context.preview = null;
    context.ownPreview = null;
    context.store.update({ review: null });
    await quietly(context.readSheets('plan'));
  }
  return failure;
}

async function takenBack(context: SessionContext, reports: readonly WriteReport[]): Promise<boolean> {
  try {
    let left = 0;
    for (const { writeId } of reports) {
      if (writeId !== '') left += (await context.ports.workbook.undoWrite(writeId)).left.length;
    }
    return left === 0;
  } catch {
    return false;
  }
}
