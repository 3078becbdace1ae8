import type { UndoReport, WriteReport } from '../../workbook/types';
import type { SessionContext } from './context';
import { quietly, showWork } from './courtesies';
import { SessionError, toSessionError } from './problems';
import { lookAgain } from './repair';
import { acceptedIds } from './review';
import type { JobOptions, PlanMark, WriteOptions } from './types';

const PLAN_SETTING = 'plan';

/** Writes the ticked items; everything else in the sheets stays as it is. */
export function write(context: SessionContext, options: WriteOptions = {}): Promise<WriteReport> {
  return context.jobs.run('write', options, async (job) => {
    const { review: shown } = context.state;
    const { preview, basis } = context;
    if (!shown || !preview || !basis) throw new SessionError('no_plan');
    const wanted =
      options.items === 'all'
        ? null
        : new Set(options.items ?? shown.items.flatMap((item) => (item.ticked ? item.id : [])));
    const items = wanted ? shown.items.filter(({ id }) => wanted.has(id)) : shown.items;
    if (!items.length) throw new SessionError('nothing_ticked');
    job.report({ step: 'writing', total: items.length });
    const accepted = acceptedIds(items);
    const report = await context.ports.workbook
      .applyWrite(preview, accepted, {
        signal: job.signal,
        writeHidden: options.writeHidden,
        onProgress: showWork(job),
      })
      .catch(async (error: unknown) => {
        throw await stoppedMidway(context, error, accepted.size);
      });
    const mark: PlanMark = {
      version: basis.version,
      at: context.ports.now().toISOString(),
      cut: basis.stamp.cut,
      dataTime: basis.stamp.dataTime,
    };
    await context.ports.workbook.writeSetting(PLAN_SETTING, mark);
    context.preview = null;
    context.settled();
    context.store.update({ lastPlan: mark, plan: null, review: null });
    await context.readSheets('plan');
    const [worst] = context.state.summary?.problems ?? [];
    if (preview.newTables.includes('TW_Plan') && worst) {
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

/** What already stands in the sheets is shown and can be undone; the rest is found again by the next review. */
async function stoppedMidway(context: SessionContext, error: unknown, wanted: number): Promise<SessionError> {
  const failure = toSessionError(error, 'write');
  const { partial } = failure.problem;
  if (partial) {
    failure.problem.partial = { ...partial, wanted };
    context.preview = null;
    context.store.update({ review: null });
    await context.readSheets('plan');
  }
  return failure;
}

export function undo(context: SessionContext, writeId: string, options?: JobOptions): Promise<UndoReport> {
  return context.jobs.run('undo', options, async (job) => {
    job.report({ step: 'restoring' });
    const report = await context.ports.workbook.undoWrite(writeId, { signal: job.signal, onProgress: showWork(job) });
    context.preview = null;
    context.settled(writeId);
    context.store.update({ review: null });
    await context.readSheets('plan');
    if (context.state.repair) await lookAgain(context, job, null);
    const values = {
      restored: report.restored,
      rowsRemoved: report.rowsRemoved,
      left: report.left.length,
      address: report.left[0]?.address ?? '',
    };
    context.store.update({ notice: { kind: 'undone', values, undoId: null } });
    return report;
  });
}

export async function restoreLastPlan(context: SessionContext): Promise<void> {
  const mark = (await context.ports.workbook.readSetting(PLAN_SETTING)) as PlanMark | null | undefined;
  context.store.update({ lastPlan: mark && typeof mark.version === 'number' ? mark : null });
}
