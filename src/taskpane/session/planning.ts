import type { SheetTableId } from '../../tables';
import { policyBook } from '../../planning/policy';
import { renderPlanNote } from '../../messages/plan-texts';
import type { CutStamp } from '../../workbook/types';
import type { SessionContext } from './context';
import { showWork } from './courtesies';
import { storeForecast } from './forecast-versions';
import { PLAN_SOURCES, planInput } from './plan-input';
import { planTables } from './plan-output';
import { SessionError, throwIfCancelled } from './problems';
import { toRecords } from './records';
import { buildReview } from './review';
import type { JobOptions, PlanOutcome, Review } from './types';

const NEEDED: SheetTableId[] = ['TW_SKU', 'TW_Stock', 'TW_Sales'];

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
    const input = planInput(tables, stamp, context.state.workbook?.binding?.currency ?? '', context.state.planner);
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
    // the plan stands whether the data service keeps its forecast or not
    void storeForecast(context, outcome);
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
