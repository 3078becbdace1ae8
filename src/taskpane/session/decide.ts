import type { CellValue } from '../../tables';
import { businessDate } from '../../tables/weeks';
import type { CutStamp, WriteReport } from '../../workbook/types';
import type { SessionContext } from './context';
import type { DecisionBoard } from './decide-types';
import { decisionLines, decisionOf, readProposalText, stands } from './decision-lines';
import { writeRows, type RowEdit } from './item-write';
import { SessionError } from './problems';
import { figure, rowKey, text, toRecords } from './records';
import type { Decision, ItemKey, JobOptions, PlanRecord } from './types';

const today = (context: SessionContext): string => businessDate(context.ports.now().toISOString());

interface PlanSheet {
  rows: PlanRecord[];
  skus: PlanRecord[];
  stamp: CutStamp;
}

async function readPlan(context: SessionContext, signal?: AbortSignal): Promise<PlanSheet> {
  await context.lookAtWorkbook();
  if (!context.hasTable('TW_Plan')) throw new SessionError('no_plan');
  const tables = await context.ports.workbook.readTables(
    context.hasTable('TW_SKU') ? ['TW_Plan', 'TW_SKU'] : ['TW_Plan'],
    { signal },
  );
  const plan = tables.get('TW_Plan');
  if (!plan?.stamp) throw new SessionError('no_plan');
  return { rows: toRecords(plan), skus: toRecords(tables.get('TW_SKU')), stamp: plan.stamp };
}

/** The same SKU and warehouse twice: which row counts is not ours to say. */
function once(rows: readonly PlanRecord[]): PlanRecord[] {
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = rowKey(row.sku_id, row.warehouse_id);
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return rows.filter((row) => seen.get(rowKey(row.sku_id, row.warehouse_id)) === 1);
}

const keyOf = (row: PlanRecord): string[] => [text(row.sku_id) ?? '', text(row.warehouse_id) ?? ''];

/** Decisions typed into the sheet have no date yet. */
const isTyped = (row: PlanRecord): boolean => decisionOf(row) !== null && text(row.decided_on) === null;

/** Author, day and the quantity it was made for, of decisions typed into the sheet; a name somebody typed stays. */
function signatures(context: SessionContext, rows: readonly PlanRecord[]): RowEdit[] {
  return rows.filter(isTyped).map((row) => ({
    table: 'TW_Plan',
    key: keyOf(row),
    held: row,
    values: {
      decided_by: text(row.decided_by) ?? (context.state.planner || null),
      decided_on: today(context),
      decided_qty: figure(row.order_qty) ?? 0,
    },
  }));
}

/** Rows of a Plan sheet with a decision that was typed there and has neither author nor day yet. */
export const typedRows = (rows: readonly PlanRecord[]): PlanRecord[] => once(rows).filter(isTyped);

/** Signs what was typed into the sheet, before a new plan replaces the figures it was decided on; answers how many. */
export async function signTyped(
  context: SessionContext,
  rows: readonly PlanRecord[],
  stamp: CutStamp,
): Promise<number> {
  const edits = signatures(context, once(rows));
  if (!edits.length) return 0;
  const report = await writeRows(context, edits, stamp);
  if (!report) return 0;
  const missed = new Set(report.skipped.map(({ key }) => rowKey(...key)));
  return edits.filter(({ key }) => !missed.has(rowKey(...key))).length;
}

/** The decisions that the review found unsigned: after the write the figures they were made for are gone. */
export async function signBeforeWrite(context: SessionContext): Promise<void> {
  const { typed } = context;
  context.typed = null;
  // a plan is written whether its decisions could be signed or not
  if (typed?.rows.length) await signTyped(context, typed.rows, typed.stamp).catch(() => 0);
}

function boardOf(context: SessionContext, { rows, skus, stamp }: PlanSheet, signed: number): DecisionBoard {
  const currency = context.state.workbook?.binding?.currency ?? '';
  const lines = decisionLines(once(rows), skus, currency);
  return {
    lines,
    currency,
    signed,
    unnamed: lines.filter(({ state, decidedBy }) => state !== 'open' && state !== 'sent' && decidedBy === null).length,
    dataTime: stamp.dataTime,
    planVersion: stamp.planVersion ?? lines[0]?.planVersion ?? null,
  };
}

/** Reads the lines of the Plan sheet and what was decided on them; decisions typed there are signed. */
export async function readBoard(context: SessionContext, signal?: AbortSignal): Promise<DecisionBoard> {
  let sheet = await readPlan(context, signal);
  const signed = await signTyped(context, sheet.rows, sheet.stamp);
  if (signed) {
    await context.readSheets('plan');
    sheet = await readPlan(context, signal);
  }
  const board = boardOf(context, sheet, signed);
  context.store.update({ decisions: board });
  return board;
}

/** What a decision puts into a row; null takes it back. */
function cells(
  context: SessionContext,
  row: PlanRecord,
  decision: Decision | null,
  quantity: number | undefined,
): Record<string, CellValue> {
  const proposal = readProposalText(text(row.proposal));
  // a new decision on a line that was sent is about a new buy; what was sent stays in the Proposals sheet
  const anew = proposal !== null && stands(proposal.state);
  if (decision === null) return { decision: null, my_qty: null, decided_by: null, decided_on: null, decided_qty: null };
  const values: Record<string, CellValue> = {
    decision,
    decided_by: context.state.planner || null,
    decided_on: today(context),
    decided_qty: figure(row.order_qty) ?? 0,
  };
  // what is accepted is the plan's number
  if (decision === 'accept') values.my_qty = null;
  if (decision === 'change' && quantity !== undefined) values.my_qty = quantity;
  if (anew) values.proposal = null;
  return values;
}

function notice(context: SessionContext, report: WriteReport): void {
  const whole = !report.skipped.length && !report.mismatches.length;
  context.store.update({
    notice: {
      kind: whole ? 'written' : 'partly_written',
      values: {
        cells: report.cells,
        sheet: report.sheetNames.join(context.state.language === 'zh' ? '、' : ', '),
        skipped: report.skipped.length,
        mismatches: report.mismatches.length,
      },
      undoId: report.writeId,
    },
  });
}

/** The same word on many lines: one write, signed and dated, that one undo takes back. */
export function decideLines(
  context: SessionContext,
  ids: readonly string[],
  decision: Decision | null,
  quantity?: number,
  options?: JobOptions,
): Promise<void> {
  return context.jobs.run('decide', options, async (job) => {
    job.report({ step: 'reading' });
    const { rows, stamp } = await readPlan(context, job.signal);
    const wanted = new Set(ids);
    const edits = once(rows)
      .filter((row) => wanted.has(rowKey(row.sku_id, row.warehouse_id)))
      .map((row): RowEdit => ({
        table: 'TW_Plan',
        key: keyOf(row),
        held: row,
        values: cells(context, row, decision, quantity),
      }));
    job.report({ step: 'writing', done: 0, total: edits.length });
    const report = await writeRows(context, edits, stamp);
    await context.readSheets('plan');
    await readBoard(context, job.signal);
    // what became of an earlier sending has been read
    context.store.update({ sending: null });
    if (report) notice(context, report);
  });
}

/** The user's word on one plan row goes into their own columns, and can be undone like any write. */
export async function decide(
  context: SessionContext,
  key: ItemKey,
  decision: Decision,
  quantity?: number,
): Promise<void> {
  if (key.warehouse === null) throw new SessionError('no_plan');
  const filter = { sku_id: [key.sku], warehouse_id: [key.warehouse] };
  const table = (await context.ports.workbook.readRows({ TW_Plan: filter })).get('TW_Plan');
  const [row] = once(toRecords(table));
  if (!table?.stamp || !row) throw new SessionError('no_plan');
  const edit: RowEdit = {
    table: 'TW_Plan',
    key: keyOf(row),
    held: row,
    values: cells(context, row, decision, quantity),
  };
  const report = await writeRows(context, [edit], table.stamp);
  if (!report) return;
  await context.readSheets('plan');
  context.showItem(key);
  context.store.update({
    notice: { kind: 'decided', values: { sku: key.sku, cells: report.cells }, undoId: report.writeId },
  });
}
