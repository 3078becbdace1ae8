import { addDays, proposalName, type CellValue } from '../../tables';
import type { Sql } from '../store';
import { nameSql, type PullSource, type Scope } from './table';

/** Days a proposal that has come to its end stays in the sheet: a year and a month, so that a season can be compared. */
const DAYS_KEPT = 400;

const WANTED = `FROM proposal_line l JOIN proposal p ON p.brand_id = l.brand_id AND p.number = l.number
  WHERE l.brand_id = $1 AND ($2::text[] IS NULL OR l.warehouse_id = ANY($2) OR l.warehouse_id = '')
    AND (l.state IN ('sent', 'acknowledged') OR p.sent_at >= $3::date)`;

const parameters = ({ brandId, warehouses, today }: Scope): unknown[] => [
  brandId,
  warehouses,
  addDays(today, -DAYS_KEPT),
];

/** Lines of purchase proposals and where they stand, newest proposal first. */
export const proposalsSource: PullSource = {
  id: 'TW_Proposals',
  key: ['number', 'number'],
  count: async (sql: Sql, scope) => {
    const rows = await sql.query<{ n: number }>(`SELECT count(*) AS n ${WANTED}`, parameters(scope));
    return rows[0]?.n ?? 0;
  },
  page: async (sql, scope, after, limit) => {
    const rows = await sql.query<Record<string, CellValue>>(
      `SELECT page.*, ${nameSql('s', scope.language)} AS name FROM (
         SELECT l.number, l.line, l.sku_id, l.warehouse_id, p.supplier_id, l.qty, l.order_by, l.arrives, l.value, p.currency,
                l.state, l.answer, l.answered_qty, p.sent_by, p.sent_at, l.decided_by, p.plan_version
           ${WANTED} AND ($4::int IS NULL OR l.number < $4 OR (l.number = $4 AND l.line > $5::int))
          ORDER BY l.number DESC, l.line LIMIT $6) AS page
         LEFT JOIN sku s ON s.brand_id = $1 AND s.sku_id = page.sku_id
        ORDER BY page.number DESC, page.line`,
      [...parameters(scope), after?.[0] ?? null, after?.[1] ?? null, limit],
    );
    return rows.map(({ number, ...row }) => ({
      key: [Number(number), Number(row.line)],
      values: { ...row, proposal_id: proposalName(Number(number)) },
    }));
  },
};
