import type { ProposalInfo, ProposalState } from '../../tables';
import type { Sql } from '../store';

/** The least advanced of the lines that are neither refused nor withdrawn; of such alone, refused before withdrawn. */
const STATE = `CASE WHEN bool_or(l.state = 'sent') THEN 'sent' WHEN bool_or(l.state = 'acknowledged') THEN 'acknowledged'
  WHEN bool_or(l.state = 'ordered') THEN 'ordered' WHEN bool_or(l.state = 'refused') THEN 'refused' ELSE 'withdrawn' END`;

export interface ProposalFilter {
  /** these numbers only */
  numbers?: readonly number[];
  /** older than this number: the page after it */
  before?: number | null;
  state?: ProposalState | null;
  supplier?: string | null;
  limit?: number;
}

/** Proposals of a brand in short, newest first. */
export const proposalInfos = (sql: Sql, brandId: string, filter: ProposalFilter = {}): Promise<ProposalInfo[]> =>
  sql.query<ProposalInfo>(
    `SELECT p.number, p.client_id AS id, p.supplier_id, ${STATE} AS state, count(*) AS lines, sum(l.value) AS value, p.currency,
            p.plan_version, p.cut, p.data_time, p.sent_at, p.sent_by, p.sent_with
       FROM proposal p JOIN proposal_line l ON l.brand_id = p.brand_id AND l.number = p.number
      WHERE p.brand_id = $1 AND ($2::int[] IS NULL OR p.number = ANY($2)) AND ($3::int IS NULL OR p.number < $3)
        AND ($4::text IS NULL OR p.supplier_id = $4)
      GROUP BY p.brand_id, p.number
     HAVING $5::text IS NULL OR ${STATE} = $5
      ORDER BY p.number DESC LIMIT $6`,
    [
      brandId,
      filter.numbers ?? null,
      filter.before ?? null,
      filter.supplier ?? null,
      filter.state ?? null,
      filter.limit ?? null,
    ],
  );
