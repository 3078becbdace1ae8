import { sheetTable } from '../../tables';
import type { RefreshReport } from '../../workbook/types';
import { currentBrand } from './connecting';
import type { SessionContext } from './context';
import { quietly, showWork } from './courtesies';
import { downloadTables } from './download';
import { loadProposals } from './planning-chunk';
import { SessionError, throwIfCancelled } from './problems';
import type { PullOptions, SessionProblem } from './types';

/** Decisions about deleted columns, table by table, until a pull has carried them out: the next question keeps the answers before it. */
const decisionsOf = new WeakMap<SessionContext, NonNullable<PullOptions['columnDecisions']>>();

/** Two phases: everything of one data cut comes into memory, then all tables are written. */
export function pull(context: SessionContext, options?: PullOptions): Promise<RefreshReport> {
  return context.jobs.run(
    'pull',
    options,
    async (job) => {
      const { workbook } = context.ports;
      const columnDecisions = { ...decisionsOf.get(context), ...options?.columnDecisions };
      decisionsOf.set(context, columnDecisions);
      job.report({ step: 'connecting', stepNumber: 1 });
      const brand = await currentBrand(context, job.signal);
      const service = context.service;
      if (!service) throw new SessionError('no_answer');
      if (brand.cut === null) throw new SessionError('no_data', { brand: brand.name });
      const { tables, stamp } = await downloadTables({
        service,
        brand,
        selection: context.state.selection,
        language: context.sheetLanguage,
        signal: job.signal,
        onProgress: (progress) =>
          job.report({
            step: 'downloading',
            stepNumber: 1,
            tables: [...progress],
            done: progress.reduce((sum, { done }) => sum + done, 0),
            total: progress.reduce((sum, { done, total }) => sum + (total ?? done), 0),
          }),
      });
      throwIfCancelled(job.signal);
      // no empty sheet for what this brand's data do not have
      const wanted = tables.filter(
        ({ table, rows }) => rows.length > 0 || !sheetTable(table).optional || context.hasTable(table),
      );
      job.report({ step: 'writing', stepNumber: 2, done: 0 });
      const planVersion = context.state.lastPlan ? `v${context.state.lastPlan.version}` : null;
      const report = await workbook.refreshTables(wanted, {
        stamp: { ...stamp, planVersion },
        columnDecisions,
        signal: job.signal,
        onProgress: showWork(job),
      });
      decisionsOf.delete(context);
      context.store.update({ plan: null, review: null });
      context.preview = null;
      await context.readSheets('data');
      // the sheets are written: what became of the proposals is said beside their lines, where it can be
      if (wanted.some(({ table, rows }) => table === 'TW_Proposals' && rows.length > 0)) {
        await quietly(loadProposals().then(({ markProposals }) => markProposals(context)));
      }
      if (report.tables.some(({ table, created }) => table === 'TW_Stock' && created)) {
        await quietly(workbook.activateSheet('TW_Stock'));
      }
      const { rows, added, gone, seconds } = report;
      context.store.update({
        notice: { kind: 'refreshed', values: { rows, added, gone, seconds }, undoId: report.writeId },
        problem: duplicateProblem(report),
      });
      return report;
    },
    2,
  );
}

/** Rows that share a key were left alone: the first of them is named, the refresh itself went well. */
function duplicateProblem(report: RefreshReport): SessionProblem | null {
  for (const { sheetName, duplicates } of report.tables) {
    const [first] = duplicates;
    if (!first) continue;
    const values = { key: first.key, rows: first.rows.join(', '), sheet: sheetName };
    return { code: 'duplicate_keys', values, during: 'pull', detail: null, partial: null };
  }
  return null;
}
