import { proposalName, proposalNumber, type ProposalState, type SendAnswer, type SendBody } from '../../tables';
import { businessDate } from '../../tables/weeks';
import { connectedService, noteConnection } from './connecting';
import { contentId } from './content-id';
import type { SessionContext } from './context';
import { readBoard } from './decide';
import type { DecisionBoard, DecisionLine, Sending, SendOptions } from './decide-types';
import { bySupplier, decisionOf, proposalText, readProposalText, sendable, stands, valueOf } from './decision-lines';
import { writeRows, type RowEdit } from './item-write';
import { SessionError, toSessionError } from './problems';
import { figure, rowKey, text, toRecords } from './records';
import type { JobOptions, PlanRecord, ProblemCode } from './types';

/** These end a sending with a word of the service, not with a fault of this program. */
const SAID: readonly ProblemCode[] = ['proposal_refused', 'forbidden', 'bad_request', 'no_data'];

const cents = (value: number | null): number | null => (value === null ? null : Math.round(value * 100));

/** Proposals sent from this pane, which the sheets may not name until the next pull. */
const sentOf = new WeakMap<SessionContext, Set<number>>();

/** Highest proposal number of the last pull, and later ones that this workbook or its user knows. */
async function seenBefore(context: SessionContext, board: DecisionBoard): Promise<Pick<SendBody, 'seen' | 'known'>> {
  const sheet = context.hasTable('TW_Proposals')
    ? (await context.ports.workbook.readTables(['TW_Proposals'])).get('TW_Proposals')
    : undefined;
  const seen = toRecords(sheet).reduce(
    (most, row) => Math.max(most, proposalNumber(text(row.proposal_id) ?? '') ?? 0),
    0,
  );
  const { sending } = context.state;
  const looked = sending?.outcome === 'conflict' ? sending.conflicts.map(({ theirs }) => theirs.number) : [];
  const named = board.lines.flatMap(({ proposal }) => proposal?.number ?? []);
  const known = new Set([...looked, ...named, ...(sentOf.get(context) ?? [])]);
  return { seen, known: [...known].filter((number) => number > seen) };
}

/**
 * What is sent. Each proposal's id is made from the workbook and its lines, so that the same lines sent twice, by this pane
 * or by a colleague's with the same workbook, are one proposal.
 */
function bodyOf(
  context: SessionContext,
  board: DecisionBoard,
  lines: readonly DecisionLine[],
  before: Pick<SendBody, 'seen' | 'known'>,
): SendBody {
  const workbook = context.state.workbook;
  const cut = workbook?.tables.find(({ table }) => table === 'TW_Plan')?.stamp?.cut ?? '';
  return {
    sent_by: context.state.planner || null,
    ...before,
    plan_version: board.planVersion,
    cut,
    data_time: new Date(board.dataTime).toISOString(),
    currency: board.currency,
    proposals: bySupplier(lines).map((group) => ({
      id: contentId(
        JSON.stringify([
          workbook?.binding?.workbookId ?? '',
          group.supplier,
          ...group.lines.map(({ id, quantity, decidedOn }) => [id, quantity, decidedOn].join(' ')).sort(),
        ]),
      ),
      supplier_id: group.supplier,
      lines: group.lines.map((line) => ({
        sku_id: line.sku,
        warehouse_id: line.warehouse,
        qty: line.quantity ?? 0,
        recommended_qty: line.decidedQty ?? line.orderQty,
        order_by: line.orderBy,
        arrives: line.arrives,
        value: line.value,
        decided_by: line.decidedBy,
        decided_on: line.decidedOn,
      })),
    })),
  };
}

/** The Plan sheet says which proposal a line went into; answers false when it could not be written. */
async function markSent(
  context: SessionContext,
  board: DecisionBoard,
  body: SendBody,
  answer: SendAnswer,
): Promise<boolean> {
  const lost = new Set(answer.left_out.lines.map((line) => rowKey(line.sku_id, line.warehouse_id)));
  const held = new Map(board.lines.map((line) => [line.id, line]));
  const edits = body.proposals.flatMap((proposal): RowEdit[] => {
    const info = answer.proposals.find(({ id }) => id === proposal.id);
    if (!info) return [];
    return proposal.lines.flatMap((line): RowEdit[] => {
      const id = rowKey(line.sku_id, line.warehouse_id);
      if (lost.has(id)) return [];
      return [
        {
          table: 'TW_Plan',
          key: [line.sku_id, line.warehouse_id],
          held: { proposal: held.get(id)?.proposalCell ?? null },
          values: { proposal: proposalText(info.number, info.state, context.sheetLanguage) },
        },
      ];
    });
  });
  try {
    const stamp = (await context.ports.workbook.readTables(['TW_Plan'])).get('TW_Plan')?.stamp;
    if (!stamp) return false;
    const report = await writeRows(context, edits, stamp);
    await context.readSheets('plan');
    await readBoard(context);
    return !report?.skipped.length;
  } catch {
    // what was sent is sent; the next pull says so in the sheet
    return false;
  }
}

const isLost = (error: unknown): boolean => (error as SessionError).problem?.code === 'no_answer';

/**
 * Sends accepted lines to the data service as purchase proposals, one a supplier. It cannot be taken back here. A sending
 * whose answer is lost is repeated once by itself and may be repeated by the user: nothing is doubled. What came of it is in
 * `state.sending`; only what keeps it from being tried (offline, no plan, cancelled) is thrown.
 */
export function sendProposals(context: SessionContext, options: SendOptions & JobOptions): Promise<Sending> {
  return context.jobs.run('send', options, async (job) => {
    job.report({ step: 'reading' });
    const board = await readBoard(context, job.signal);
    const all = sendable(board.lines);
    const left = new Set(options.leave ?? []);
    const lines = all.filter(({ id }) => !left.has(id));
    const end = (sending: Sending): Sending => {
      context.store.update({ sending });
      return sending;
    };
    const { confirmed } = options;
    if (lines.length !== confirmed.lines || cents(valueOf(lines)) !== cents(confirmed.value))
      return end({ outcome: 'changed' });
    if (!lines.length) throw new SessionError('nothing_ticked');
    job.report({ step: 'sending', done: 0, total: lines.length });
    const body = bodyOf(context, board, lines, await seenBefore(context, board));
    const brandId = context.state.workbook?.binding?.brandId;
    if (brandId === undefined) throw new SessionError('no_brand');
    let answer: SendAnswer;
    try {
      const service = await connectedService(context, job.signal);
      answer = await service
        .sendProposals(brandId, body, job.signal)
        .catch((error: unknown) =>
          isLost(error) ? service.sendProposals(brandId, body, job.signal) : Promise.reject(error),
        );
    } catch (error) {
      const failure = toSessionError(error, 'send');
      const { code } = failure.problem;
      if (code === 'proposal_conflict') return end({ outcome: 'conflict', conflicts: failure.conflicts });
      if (code === 'cancelled') throw failure;
      // a key without the right to send still reads: the connection stands
      if (code !== 'forbidden') noteConnection(context, failure);
      const said = SAID.includes(code) ? (failure.said?.[context.state.language] ?? null) : null;
      return end({ outcome: 'failed', problem: failure.problem, said });
    }
    sentOf.set(context, new Set([...(sentOf.get(context) ?? []), ...answer.proposals.map(({ number }) => number)]));
    const marked = await markSent(context, board, body, answer);
    return end({
      outcome: 'sent',
      lines: answer.proposals.reduce((sum, info) => sum + info.lines, 0),
      proposals: answer.proposals.map((info) => ({
        name: proposalName(info.number),
        supplier: info.supplier_id,
        lines: info.lines,
        value: info.value,
      })),
      again: answer.proposals.filter(({ created }) => !created).length,
      leftOut: answer.left_out.examples,
      unmarked: !marked,
    });
  });
}

interface Standing {
  number: number;
  state: ProposalState;
  qty: number | null;
  day: string;
}

/** Whether a proposal is about what the row now says, and not about an earlier buy of it. */
function isOf(row: PlanRecord, proposal: Standing): boolean {
  if (readProposalText(text(row.proposal))?.number === proposal.number) return true;
  const decision = decisionOf(row);
  if (decision === null) return proposal.state === 'sent' || proposal.state === 'acknowledged';
  if (decision === 'reject' || decision === 'later' || !stands(proposal.state)) return false;
  const decided = text(row.decided_on);
  if (decided === null || proposal.day > decided) return true;
  const quantity = figure(row.my_qty) ?? figure(row.decided_qty);
  return proposal.day === decided && proposal.qty === quantity;
}

/**
 * After a pull: the Plan sheet says where each line's proposal stands now. Lines that a colleague has sent say so, too, unless
 * they were decided on anew since.
 */
export async function markProposals(context: SessionContext): Promise<void> {
  if (!context.hasTable('TW_Plan') || !context.hasTable('TW_Proposals')) return;
  const tables = await context.ports.workbook.readTables(['TW_Plan', 'TW_Proposals']);
  const plan = tables.get('TW_Plan');
  if (!plan?.stamp) return;
  const standing = new Map<string, Standing[]>();
  for (const row of toRecords(tables.get('TW_Proposals'))) {
    const number = proposalNumber(text(row.proposal_id) ?? '');
    const state = text(row.state) as ProposalState | null;
    const sent = text(row.sent_at);
    if (number === null || state === null || sent === null) continue;
    const key = rowKey(row.sku_id, row.warehouse_id);
    const one: Standing = { number, state, qty: figure(row.qty), day: businessDate(sent) };
    const list = standing.get(key);
    if (list) list.push(one);
    else standing.set(key, [one]);
  }
  const edits = toRecords(plan).flatMap((row): RowEdit[] => {
    const found = (standing.get(rowKey(row.sku_id, row.warehouse_id)) ?? [])
      .filter((proposal) => isOf(row, proposal))
      .sort((a, b) => b.number - a.number)[0];
    if (!found) return [];
    const key = [text(row.sku_id) ?? '', text(row.warehouse_id) ?? ''];
    const proposal = proposalText(found.number, found.state, context.sheetLanguage);
    return [{ table: 'TW_Plan', key, held: row, values: { proposal } }];
  });
  if (await writeRows(context, edits, plan.stamp)) await context.readSheets('plan');
}

/** Takes a proposal back that nobody has acknowledged; the Plan sheet then says so. */
export function withdrawProposal(context: SessionContext, number: number, options?: JobOptions): Promise<void> {
  return context.jobs.run('send', options, async (job) => {
    job.report({ step: 'sending' });
    const brandId = context.state.workbook?.binding?.brandId;
    if (brandId === undefined) throw new SessionError('no_brand');
    const service = await connectedService(context, job.signal);
    const info = await service.withdrawProposal(brandId, number, { by: context.state.planner || null, note: null });
    const board = await readBoard(context, job.signal);
    const stamp = (await context.ports.workbook.readTables(['TW_Plan'])).get('TW_Plan')?.stamp;
    const edits = board.lines
      .filter(({ proposal }) => proposal?.number === number)
      .map(({ sku, warehouse, proposalCell }): RowEdit => ({
        table: 'TW_Plan',
        key: [sku, warehouse],
        held: { proposal: proposalCell },
        values: { proposal: proposalText(number, info.state, context.sheetLanguage) },
      }));
    if (stamp) await writeRows(context, edits, stamp);
    await context.readSheets('plan');
    await readBoard(context, job.signal);
    context.store.update({ sending: null });
  });
}
