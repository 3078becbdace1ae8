import type { UndoReport } from '../../workbook/types';
import type { SessionContext } from './context';
import { showWork } from './courtesies';
import { lookAgain } from './repair';
import type { JobOptions, PlanMark } from './types';
import { partsOf } from './write-records';

export const PLAN_SETTING = 'plan';

/** Takes a write back; one that went into sheets of ours and of the user's, in both, the last first. */
export function undo(context: SessionContext, writeId: string, options?: JobOptions): Promise<UndoReport> {
  return context.jobs.run('undo', options, async (job) => {
    job.report({ step: 'restoring' });
    const report: UndoReport = { restored: 0, rowsRemoved: 0, left: [] };
    const { workbook } = context.ports;
    const parts = partsOf(writeId).reverse();
    const records = parts.length > 1 ? await workbook.listWrites() : [];
    for (const id of parts) {
      // an undo that stopped between its parts goes on here
      if (records.some((record) => record.id === id && record.undone)) continue;
      // half an undo would be neither state: once something is back, the rest follows
      const begun = report.restored > 0 || report.rowsRemoved > 0;
      const signal = begun ? undefined : job.signal;
      const part = await workbook.undoWrite(id, { signal, onProgress: showWork(job) });
      report.restored += part.restored;
      report.rowsRemoved += part.rowsRemoved;
      report.left.push(...part.left);
    }
    context.preview = null;
    context.ownPreview = null;
    context.unkept = [];
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
