import type { SheetTableId } from '../../tables';
import { policyBook } from '../../planning';
import { renderPlanNote } from '../../messages/plan-texts';
import type { CutStamp, RefreshReport, UndoReport, WorkProgress, WriteReport } from '../../workbook/types';
import { currentBrand } from './connecting';
import type { SessionContext } from './context';
import { downloadTables } from './download';
import type { RunningJob } from './jobs';
import { PLAN_SOURCES, planInput } from './plan-input';
import { planTables } from './plan-output';
import { SessionError, throwIfCancelled, toSessionError } from './problems';
import { toRecords } from './records';
import { acceptedIds, buildReview } from './review';
import type { JobOptions, PlanMark, PlanOutcome, PullOptions, Review, SessionProblem, WriteOptions } from './types';

const PLAN_SETTING = 'plan';
const NEEDED: SheetTableId[] = ['TW_SKU', 'TW_Stock', 'TW_Sales'];

const showWork =
  (job: RunningJob) =>
  ({ step, done, total }: WorkProgress): void =>
    job.report({ step, done, total });

/** Two phases: everything of one data cut comes into memory, then all tables are written. */
export function pull(context: SessionContext, options?: PullOptions): Promise<RefreshReport> {
  return context.jobs.run(
    'pull',
    options,
    async (job) => {
      const { workbook } = context.ports;
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
      job.report({ step: 'writing', stepNumber: 2, done: 0 });
      const planVersion = context.state.lastPlan ? `v${context.state.lastPlan.version}` : null;
      const report = await workbook.refreshTables(tables, {
        stamp: { ...stamp, planVersion },
        columnDecisions: options?.columnDecisions,
        signal: job.signal,
        onProgress: showWork(job),
      });
      context.store.update({ plan: null, review: null });
      context.preview = null;
      await context.readSheets('data');
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

/** Showing a sheet is a courtesy: the work before it stands even if Excel refuses. */
const quietly = (showing: Promise<unknown>): Promise<unknown> => showing.catch(() => undefined);

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

/** Plans what stands in the sheets, so that a figure the user mended there counts. */
export function plan(context: SessionContext, options?: JobOptions): Promise<PlanOutcome> {
  return context.jobs.run('plan', options, async (job) => {
    const started = context.ports.now().getTime();
    await context.lookAtWorkbook();
    const missing = NEEDED.filter((id) => !context.hasTable(id));
    if (missing.length) throw new SessionError('nothing_pulled', { tables: missing.join(', ') });
    job.report({ step: 'reading' });
    const present = PLAN_SOURCES.filter((id) => context.hasTable(id));
    const tables = await context.ports.workbook.readTables(present, { signal: job.signal });
    const cut = tables.get('TW_Stock')?.stamp ?? tables.get('TW_Sales')?.stamp;
    if (!cut) throw new SessionError('nothing_pulled', { tables: 'TW_Stock' });
    const version = (context.state.lastPlan?.version ?? 0) + 1;
    const stamp: CutStamp = { ...cut, planVersion: `v${version}` };
    const input = planInput(tables, stamp, context.state.workbook?.binding?.currency ?? '');
    job.report({ step: 'planning', done: 0, total: 0 });
    const result = await context.ports.runPlan(input, {
      signal: job.signal,
      onProgress: ({ done, total }) => job.report({ step: 'planning', done, total }),
    });
    throwIfCancelled(job.signal);
    context.basis = { input, stamp, version };
    const outcome: PlanOutcome = {
      ...result,
      stamp,
      noteTexts: result.notes.map((note) => renderPlanNote(note, context.state.language)),
      seconds: (context.ports.now().getTime() - started) / 1000,
    };
    context.preview = null;
    context.store.update({ plan: outcome, review: null });
    return outcome;
  });
}

/** Compares the plan with the sheets cell by cell and sorts what would change into groups. */
export function review(context: SessionContext, options?: JobOptions): Promise<Review> {
  return context.jobs.run('review', options, async (job) => {
    const { basis } = context;
    const outcome = context.state.plan;
    if (!basis || !outcome) throw new SessionError('no_plan');
    job.report({ step: 'comparing' });
    const { workbook } = context.ports;
    const version = `v${basis.version}`;
    const tables = planTables(outcome, basis.input.lastWeek, version, context.sheetLanguage);
    const before = context.hasTable('TW_Plan') ? (await workbook.readTables(['TW_Plan'])).get('TW_Plan') : undefined;
    const preview = await workbook.previewWrite(tables, basis.stamp, { signal: job.signal, onProgress: showWork(job) });
    const policy = policyBook(basis.input.policy, basis.input.asOf);
    const built = buildReview({
      preview,
      result: outcome,
      before: toRecords(before),
      version,
      packs: new Map(basis.input.skus.map((sku) => [sku.sku_id, sku.pack_qty ?? 1])),
      limits: { over: policy.value('review_change_share'), drift: policy.value('review_drift_share') },
    });
    context.preview = preview;
    context.store.update({ review: built });
    return built;
  });
}

export async function restoreLastPlan(context: SessionContext): Promise<void> {
  const mark = (await context.ports.workbook.readSetting(PLAN_SETTING)) as PlanMark | null | undefined;
  context.store.update({ lastPlan: mark && typeof mark.version === 'number' ? mark : null });
}
