import { proposalName, type ProposalAnswer, type ProposalInfo, type ProposalState } from '../../tables';
import { ApiProblem } from '../api/problems';
import type { Sql, Store } from '../store';
import { recordEvent, type Actor } from './events';
import { proposalInfos } from './infos';

export interface LineAnswer {
  line: number;
  /** units that are bought; left out: as wanted */
  answered_qty?: number | null;
  note?: string | null;
}

export interface Change {
  state: ProposalAnswer | 'withdrawn';
  note: string | null;
  /** null: every line that is still open to it */
  lines: readonly LineAnswer[] | null;
}

/** States a line may come from. An order can still be refused, an end cannot be left. */
const FROM: Record<Change['state'], readonly ProposalState[]> = {
  acknowledged: ['sent', 'acknowledged'],
  ordered: ['sent', 'acknowledged', 'ordered'],
  refused: ['sent', 'acknowledged', 'refused'],
  withdrawn: ['sent', 'withdrawn'],
};

interface Stored {
  line: number;
  state: ProposalState;
  answered_qty: number | null;
  answer: string | null;
}

const closed = (number: number, en: string, zh: string): ApiProblem =>
  new ApiProblem('proposal_closed', { en: `${proposalName(number)}: ${en}`, zh: `${proposalName(number)}：${zh}` });

/** What each named line becomes; lines that already stand so are left out. */
function changesOf(number: number, change: Change, stored: readonly Stored[]): Stored[] {
  const from = FROM[change.state];
  const asked: readonly LineAnswer[] =
    change.lines ?? stored.filter(({ state }) => from.includes(state)).map(({ line }) => ({ line }));
  const changed = asked.flatMap((answer): Stored[] => {
    const held = stored.find(({ line }) => line === answer.line);
    if (!held) throw closed(number, `there is no line ${answer.line}.`, `没有第 ${answer.line} 行。`);
    if (!from.includes(held.state)) {
      throw closed(
        number,
        `line ${held.line} is ${held.state} already and cannot become ${change.state}.`,
        `第 ${held.line} 行的状态为 ${held.state}，不能改为 ${change.state}。`,
      );
    }
    const next: Stored = {
      line: held.line,
      state: change.state,
      answered_qty: answer.answered_qty === undefined ? held.answered_qty : answer.answered_qty,
      answer: answer.note ?? change.note ?? held.answer,
    };
    const same = (['state', 'answered_qty', 'answer'] as const).every((id) => next[id] === held[id]);
    return same ? [] : [next];
  });
  if (changed.length === 0 && !stored.some(({ state }) => from.includes(state))) {
    throw closed(number, `no line can become ${change.state} any more.`, `已没有可改为 ${change.state} 的行。`);
  }
  return changed;
}

/**
 * Answers a proposal, or takes it back: its lines change their state together or not at all. The same answer again changes
 * nothing, so that it can be repeated.
 * @throws ApiProblem no_proposal; proposal_closed when a line cannot get there from its state
 */
export function answerProposal(
  store: Store,
  brandId: string,
  number: number,
  change: Change,
  { actor, now }: { actor: Actor; now: Date },
): Promise<ProposalInfo> {
  return store.transaction(async (sql: Sql): Promise<ProposalInfo> => {
    await sql.query('SELECT 1 FROM proposal WHERE brand_id = $1 AND number = $2 FOR UPDATE', [brandId, number]);
    const stored = await sql.query<Stored>(
      'SELECT line, state, answered_qty, answer FROM proposal_line WHERE brand_id = $1 AND number = $2 ORDER BY line',
      [brandId, number],
    );
    if (stored.length === 0) throw noProposal(number);
    const changed = changesOf(number, change, stored);
    if (changed.length > 0) {
      await sql.query(
        `UPDATE proposal_line l SET state = $3, answered_qty = u.answered_qty, answer = u.answer
           FROM unnest($4::int[], $5::numeric[], $6::text[]) AS u(line, answered_qty, answer)
          WHERE l.brand_id = $1 AND l.number = $2 AND l.line = u.line`,
        [
          brandId,
          number,
          change.state,
          changed.map(({ line }) => line),
          changed.map(({ answered_qty }) => answered_qty),
          changed.map(({ answer }) => answer),
        ],
      );
      const event = { ...actor, at: now.toISOString(), state: change.state, lines: changed.length, note: change.note };
      await recordEvent(sql, { brandId, number }, event);
    }
    const [info] = await proposalInfos(sql, brandId, { numbers: [number] });
    if (!info) throw noProposal(number);
    return info;
  });
}

export const noProposal = (number: number): ApiProblem =>
  new ApiProblem('no_proposal', {
    en: `There is no proposal ${proposalName(number)}. The list of proposals has them all.`,
    zh: `没有采购建议单 ${proposalName(number)}。全部建议单见建议单列表。`,
  });
