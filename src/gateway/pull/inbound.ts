import type { CellValue } from '../../tables';
import { daysBetween } from '../../tables';
import { keyed, nameSql, type PullSource } from './table';

interface InboundFacts {
  qty_ordered: number;
  qty_shipped: number | null;
  qty_received: number | null;
  eta: string | null;
}

/**
 * What is still to come of an inbound line, how late it is on `today`, and where it stands. A blank received quantity
 * means that none has been booked in.
 */
export function inboundState(
  line: InboundFacts,
  today: string,
): { open_qty: number; days_late: number | null; stage: string } {
  const received = line.qty_received ?? 0;
  const open_qty = Math.max(0, Math.round((line.qty_ordered - received) * 1e4) / 1e4);
  if (open_qty === 0) return { open_qty, days_late: null, stage: 'received' };
  const days_late = line.eta === null ? null : Math.max(0, daysBetween(line.eta, today));
  if (days_late) return { open_qty, days_late, stage: 'late' };
  if (received > 0) return { open_qty, days_late, stage: 'part_received' };
  return { open_qty, days_late, stage: (line.qty_shipped ?? 0) > 0 ? 'in_transit' : 'planned' };
}

export const inboundSource: PullSource = {
  id: 'TW_Inbound',
  key: ['string', 'number'],
  count: async (sql, { brandId, warehouses }) => {
    const rows = await sql.query<{ n: number }>(
      'SELECT count(*) AS n FROM inbound WHERE brand_id = $1 AND ($2::text[] IS NULL OR to_id = ANY($2))',
      [brandId, warehouses],
    );
    return rows[0]?.n ?? 0;
  },
  page: async (sql, { brandId, warehouses, language, today }, after, limit) => {
    const rows = await sql.query<InboundFacts & Record<string, CellValue>>(
      `SELECT i.doc_id, i.line, i.sku_id, ${nameSql('s', language)} AS name, i.from_id, i.to_id, i.qty_ordered, i.qty_shipped,
              i.qty_received, i.etd, i.eta, i.unit_cost, i.paid_amount
         FROM inbound i LEFT JOIN sku s ON s.brand_id = i.brand_id AND s.sku_id = i.sku_id
        WHERE i.brand_id = $1 AND ($2::text[] IS NULL OR i.to_id = ANY($2))
          AND ($3::text IS NULL OR (i.doc_id, i.line) > ($3, $4::bigint))
        ORDER BY i.doc_id, i.line LIMIT $5`,
      [brandId, warehouses, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
    return keyed(
      rows.map((row) => ({ ...row, ...inboundState(row, today) })),
      'doc_id',
      'line',
    );
  },
};
