import { sheetTable, type SheetTableId } from '../../tables';
import { policyBook } from '../../planning/policy';
import { renderPlanNote } from '../../messages/plan-texts';
import type { CutStamp } from '../../workbook/types';
import type { SessionContext } from './context';
import { quietly, showWork } from './courtesies';
import { typedRows } from './decide';
import { storeForecast } from './forecast-versions';
import { lookOver } from './input-check';
import { lookOwn, usable, warehouseNames } from './own';
import { writesOf } from './own-mapping';
import { olderThanPlan } from './own-older';
import { ownWanted } from './own-wanted';
import { planInput } from './plan-input';
import { planTables } from './plan-output';
import { planSources } from './plan-sources';
import { SessionError, throwIfCancelled } from './problems';
import { toRecords } from './records';
import { buildReview } from './review';
import type { JobOptions, PlanOutcome, Review } from './types';

export { write } from './writing';

/**
 * Plans what stands in the sheets, so that a figure the user mended there counts: the pulled ones, ranges of the user's own,
 * or both.
 */
export function plan(context: SessionContext, options?: JobOptions): Promise<PlanOutcome> {
  return context.jobs.run('plan', options, async (job) => {
    const started = context.ports.now().getTime();
    const { tables, stamp: cut, cut: pulledCut, own, notes } = await planSources(context, job);
    const version = (context.state.lastPlan?.version ?? 0) + 1;
    const stamp: CutStamp = { ...cut, planVersion: `v${version}` };
    const input = planInput(tables, stamp, context.state.workbook?.binding?.currency ?? '', context.state.planner);
    // what was read anyway is looked over; a plan is made whatever that finds
    await quietly(lookOver(context, tables, stamp, input));
    job.report({ step: 'planning', done: 0, total: 0 });
    const result = await context.ports.runPlan(input, {
      signal: job.signal,
      onProgress: ({ done, total }) => job.report({ step: 'planning', done, total }),
    });
    throwIfCancelled(job.signal);
    const sources = { cut: pulledCut, own: own?.hashes ?? new Map<string, string>(), readAt: started };
    context.basis = { input, stamp, version, sources };
    const outcome: PlanOutcome = {
      ...result,
      stamp,
      noteTexts: [...notes, ...result.notes.map((note) => renderPlanNote(note, context.state.language))],
      seconds: (context.ports.now().getTime() - started) / 1000,
    };
    context.preview = null;
    context.ownPreview = null;
    context.store.update({ plan: outcome, planned: outcome, review: null });
    // the plan stands whether the data service keeps its forecast or not; one from the user's own figures stays here
    if (!own) void storeForecast(context, outcome);
    return outcome;
  });
}

/** A plan read so short a time ago is of the sheets as they are; looking again would cost as much as the plan's reading. */
const FRESH_MS = 10_000;

/** A plan fills sheets of its own; into those a refresh makes it writes only where they are. */
const hasPlace = (context: SessionContext, table: SheetTableId): boolean =>
  sheetTable(table).source !== 'pull' || context.hasTable(table);

/** Compares the plan with the sheets cell by cell and sorts what would change into groups. */
export function review(context: SessionContext, options?: JobOptions): Promise<Review> {
  return context.jobs.run('review', options, async (job) => {
    const { basis } = context;
    const outcome = context.state.plan;
    if (!basis || !outcome) throw new SessionError('no_plan');
    job.report({ step: 'comparing' });
    const { workbook } = context.ports;
    const version = `v${basis.version}`;
    const older =
      context.ports.now().getTime() - basis.sources.readAt > FRESH_MS ? await olderThanPlan(context, job) : null;
    const { kept, options: use } = await lookOwn(context);
    const written = kept.filter(({ mapping }) => writesOf(mapping).length > 0);
    const targets = usable(written);
    const all = planTables(outcome, basis.input.lastWeek, version, context.sheetLanguage);
    const showing = { signal: job.signal, onProgress: showWork(job) };
    const before = context.hasTable('TW_Plan') ? (await workbook.readTables(['TW_Plan'])).get('TW_Plan') : undefined;
    const ours = written.length && !use.planSheet ? [] : all.filter(({ table }) => hasPlace(context, table));
    const preview = await workbook.previewWrite(ours, basis.stamp, showing);
    const [planRows] = all;
    const own =
      targets.length && planRows
        ? await workbook.previewOwn(ownWanted(targets, planRows, basis.input.asOf), basis.stamp, {
            ...showing,
            warehouses: await warehouseNames(context),
          })
        : null;
    const policy = policyBook(basis.input.policy, basis.input.asOf);
    const built = buildReview({
      preview,
      own,
      result: outcome,
      before: toRecords(before),
      version,
      packs: new Map(basis.input.skus.map((sku) => [sku.sku_id, sku.pack_qty ?? 1])),
      bonded: new Set(
        basis.input.warehouses.flatMap(({ warehouse_id, type }) => (type === 'bonded' ? warehouse_id : [])),
      ),
      limits: { over: policy.value('review_change_share'), drift: policy.value('review_drift_share') },
      lost: written.filter(({ mapping }) => !targets.includes(mapping)),
      older,
    });
    context.preview = preview;
    context.ownPreview = own;
    context.typed = before?.stamp ? { rows: typedRows(toRecords(before)), stamp: before.stamp } : null;
    context.store.update({ review: built });
    return built;
  });
}
