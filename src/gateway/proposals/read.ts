import type { ProposalEvent, ProposalInfo, ProposalLine, ProposalList, ProposalPage } from '../../tables';
import type { Sql } from '../store';
import { proposalInfos, type ProposalFilter } from './infos';

/** One page of a brand's proposals. */
export async function listProposals(
  sql: Sql,
  brandId: string,
  filter: Omit<ProposalFilter, 'numbers'> & { limit: number },
): Promise<ProposalList> {
  // one more than asked for tells whether there is a next page
  const found = await proposalInfos(sql, brandId, { ...filter, limit: filter.limit + 1 });
  const proposals = found.slice(0, filter.limit);
  const last = proposals[proposals.length - 1];
  return { proposals, next: last && found.length > proposals.length ? String(last.number) : null };
}

export async function findProposal(sql: Sql, brandId: string, number: number): Promise<ProposalInfo | null> {
  return (await proposalInfos(sql, brandId, { numbers: [number] }))[0] ?? null;
}

/** One page of a proposal's lines, with all that happened to it. */
export async function readProposal(
  sql: Sql,
  brandId: string,
  info: ProposalInfo,
  { after, limit }: { after: number; limit: number },
): Promise<ProposalPage> {
  const found = await sql.query<ProposalLine>(
    `SELECT line, sku_id, warehouse_id, qty, recommended_qty, order_by, arrives, value, decided_by, decided_on, state,
            answered_qty, answer
       FROM proposal_line WHERE brand_id = $1 AND number = $2 AND line > $3 ORDER BY line LIMIT $4`,
    [brandId, info.number, after, limit + 1],
  );
  const events = await sql.query<ProposalEvent>(
    `SELECT at, "by", "with", state, lines, note FROM proposal_event WHERE brand_id = $1 AND number = $2 ORDER BY event`,
    [brandId, info.number],
  );
  const items = found.slice(0, limit);
  const last = items[items.length - 1];
  return { ...info, items, events, next: last && found.length > items.length ? String(last.line) : null };
}
