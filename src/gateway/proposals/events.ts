import type { ProposalState } from '../../tables';
import type { Sql } from '../store';

/** Who acts: the name they gave, and the label of their access key. */
export interface Actor {
  by: string | null;
  with: string | null;
}

/** Records what happened to a proposal; run it in the transaction that does it. */
export async function recordEvent(
  sql: Sql,
  proposal: { brandId: string; number: number },
  event: Actor & { at: string; state: ProposalState; lines: number; note: string | null },
): Promise<void> {
  await sql.query(
    `INSERT INTO proposal_event (brand_id, number, event, at, "by", "with", state, lines, note)
     SELECT $1, $2, coalesce(max(event), 0) + 1, $3::timestamptz, $4, $5, $6, $7, $8
       FROM proposal_event WHERE brand_id = $1 AND number = $2`,
    [proposal.brandId, proposal.number, event.at, event.by, event.with, event.state, event.lines, event.note],
  );
}
