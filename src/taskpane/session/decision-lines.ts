import { PROPOSAL_WORDS, proposalName, proposalNumber, type Language, type ProposalState } from '../../tables';
import type { DecisionLine, LineHold, LineState, SendGroup } from './decide-types';
import { figure, rowKey, text } from './records';
import type { Decision, PlanRecord } from './types';

const STATE_OF: Readonly<Record<Decision, LineState>> = {
  accept: 'accepted',
  change: 'changed',
  reject: 'rejected',
  later: 'later',
};

/** Proposals in these states stand no more: the line may be sent anew. */
const ENDED: readonly ProposalState[] = ['refused', 'withdrawn'];
export const stands = (state: ProposalState): boolean => !ENDED.includes(state);

/** `P-0012 · sent`, as the Plan sheet says it. */
export const proposalText = (number: number, state: ProposalState, language: Language): string => {
  const word = PROPOSAL_WORDS[state]?.[language] ?? state;
  return `${proposalName(number)} · ${language === 'en' ? word.toLowerCase() : word}`;
};

/** Reads that text in either language; a state nobody knows counts as sent. */
export function readProposalText(cell: string | null): DecisionLine['proposal'] {
  const number = cell === null ? null : proposalNumber(cell);
  if (number === null) return null;
  const said = (cell ?? '').replace(/^[^·]*·\s*/, '').toLowerCase();
  const state = Object.entries(PROPOSAL_WORDS).find(([code, { en, zh }]) =>
    [code, en.toLowerCase(), zh].includes(said),
  )?.[0];
  return { number, state: (state ?? 'sent') as ProposalState };
}

/** What the planner says of a row: a number of their own is a decision, too. */
export function decisionOf(row: PlanRecord): Decision | null {
  const word = text(row.decision);
  if (word !== null && word in STATE_OF) return word as Decision;
  return word === null && figure(row.my_qty) !== null ? 'change' : null;
}

/** Units that count: the planner's own number wins, then what was accepted. */
function quantityOf(row: PlanRecord, decision: Decision | null): number | null {
  if (decision === null || decision === 'reject' || decision === 'later') return null;
  return figure(row.my_qty) ?? (decision === 'accept' ? figure(row.order_qty) : null);
}

function unitValue(row: PlanRecord, sku: PlanRecord | undefined, currency: string): number | null {
  const quantity = figure(row.order_qty);
  const value = figure(row.value);
  if (quantity && value !== null) return value / quantity;
  const own = text(sku?.cost_currency) ?? currency;
  return own === currency ? figure(sku?.unit_cost) : null;
}

function lineOf(row: PlanRecord, sku: PlanRecord | undefined, currency: string): DecisionLine {
  const decision = decisionOf(row);
  const proposal = readProposalText(text(row.proposal));
  const sent = proposal !== null && stands(proposal.state);
  const orderQty = figure(row.order_qty);
  const decidedQty = figure(row.decided_qty);
  const planChanged = decision !== null && decidedQty !== null && decidedQty !== (orderQty ?? 0);
  const quantity = quantityOf(row, decision);
  const each = unitValue(row, sku, currency);
  const shown = quantity ?? orderQty;
  const wanted = decision === 'accept' || decision === 'change';
  // accepting a STOP sends nothing, and nothing is missing from it
  const agreed = decision === 'accept' && figure(row.my_qty) === null && text(row.action) !== 'buy';
  let hold: LineHold | null = null;
  if (wanted && !sent) {
    if (decision === 'accept' && figure(row.my_qty) === null && planChanged) hold = 'plan_changed';
    else if (!agreed && !(quantity !== null && quantity > 0)) hold = 'no_quantity';
  }
  return {
    id: rowKey(row.sku_id, row.warehouse_id),
    sku: text(row.sku_id) ?? '',
    warehouse: text(row.warehouse_id) ?? '',
    name: text(row.name) ?? text(sku?.name),
    supplier: text(sku?.supplier_id),
    barcode: text(sku?.barcode),
    packQty: figure(sku?.pack_qty),
    tier: text(row.tier),
    action: text(row.action),
    reason: text(row.reason),
    status: text(row.status),
    orderBy: text(row.order_by),
    arrives: text(row.arrives),
    note: text(row.note),
    planVersion: text(row.plan_version),
    orderQty,
    myQty: figure(row.my_qty),
    state: sent ? 'sent' : decision === null ? 'open' : STATE_OF[decision],
    decidedBy: text(row.decided_by),
    decidedOn: text(row.decided_on),
    decidedQty,
    planChanged,
    quantity,
    value: each === null || shown === null ? null : each * shown,
    hold,
    proposal,
    proposalCell: text(row.proposal),
  };
}

/** Lines that want a word from the planner or have one, most money first; rows that only hold are left to the sheet. */
export function decisionLines(
  plan: readonly PlanRecord[],
  skus: readonly PlanRecord[],
  currency: string,
): DecisionLine[] {
  const skuOf = new Map(skus.map((sku) => [sku.sku_id, sku]));
  return plan
    .filter((row) => {
      const action = text(row.action);
      return (action !== null && action !== 'hold') || decisionOf(row) !== null || text(row.proposal) !== null;
    })
    .map((row) => lineOf(row, skuOf.get(row.sku_id ?? null), currency))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
}

/** Accepted lines that nothing holds and that ask for goods. */
export const sendable = (lines: readonly DecisionLine[]): DecisionLine[] =>
  lines.filter(
    ({ state, hold, quantity }) =>
      (state === 'accepted' || state === 'changed') && hold === null && quantity !== null && quantity > 0,
  );

/** Sum of what is known; null where nothing is. */
export function valueOf(lines: readonly DecisionLine[]): number | null {
  const known = lines.flatMap(({ value }) => (value === null ? [] : [value]));
  return known.length ? known.reduce((sum, value) => sum + value, 0) : null;
}

/** One group a supplier, in the order of their codes; lines without a supplier last. */
export function bySupplier(lines: readonly DecisionLine[]): SendGroup[] {
  const groups = new Map<string | null, DecisionLine[]>();
  for (const line of lines) {
    const group = groups.get(line.supplier);
    if (group) group.push(line);
    else groups.set(line.supplier, [line]);
  }
  return [...groups]
    .sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(([supplier, own]) => ({ supplier, lines: own, value: valueOf(own) }));
}
