import { renderExplanation } from '../../../messages/plan-texts';
import { sheetTable, type CellValue, type Language, type SheetTableId } from '../../../tables';
import type { BuyLine, PlanResult } from '../../../planning/types';
import type { TableRows } from '../../../workbook/types';

/** Rows of the Buying plan; a plan of more lines shows its nearest weeks in full. */
export const MOST_BUY_ROWS = 30_000;

const ownColumns = (table: SheetTableId): string[] =>
  sheetTable(table)
    .columns.filter(({ owner }) => owner === 'addin')
    .map(({ id }) => id);

/** The weeks from the first on that fit into the sheet together, the first of them whatever its size. */
function nearest(buys: readonly BuyLine[]): readonly BuyLine[] {
  if (buys.length <= MOST_BUY_ROWS) return buys;
  const byWeek = new Map<string, number>();
  for (const { order_week } of buys) byWeek.set(order_week, (byWeek.get(order_week) ?? 0) + 1);
  const weeks = [...byWeek].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = new Set<string>();
  let rows = 0;
  for (const [week, count] of weeks) {
    if (shown.size && rows + count > MOST_BUY_ROWS) break;
    shown.add(week);
    rows += count;
  }
  return buys.filter(({ order_week }) => shown.has(order_week));
}

/** Rows of the Buying plan by week and urgency, advice on open orders, and what the calendar asks. */
export function buyTables(result: PlanResult, version: string, language: Language): TableRows[] {
  const rank = new Map(result.rows.map((row) => [`${row.sku_id}\n${row.warehouse_id}`, row.rank]));
  const rankOf = (row: BuyLine): number => rank.get(`${row.sku_id}\n${row.warehouse_id}`) ?? Infinity;
  const buys = [...nearest(result.buys)].sort(
    (a, b) => (a.order_week < b.order_week ? -1 : a.order_week > b.order_week ? 1 : 0) || rankOf(a) - rankOf(b),
  );
  const buyColumns = ownColumns('TW_Buys');
  const inbound = result.inbound.map(({ doc_id, line, advice, quantity, why }) => [
    ...[doc_id, line, advice, quantity],
    renderExplanation(why, language),
  ]);
  const calendar = result.promotions.map(({ promo_id, phase, sku_id, order_by, too_late, demand_change }) => [
    ...[promo_id, phase, sku_id, order_by, too_late, demand_change],
  ]);
  return [
    {
      table: 'TW_Buys',
      columns: buyColumns,
      rows: buys.map((line) => {
        const cells: Record<string, CellValue> = { ...line, plan_version: version };
        return buyColumns.map((id) => cells[id] ?? null);
      }),
    },
    ...(inbound.length
      ? [
          {
            table: 'TW_Inbound' as const,
            columns: ['doc_id', 'line', 'advice', 'advice_qty', 'advice_why'],
            rows: inbound,
          },
        ]
      : []),
    ...(calendar.length
      ? [
          {
            table: 'TW_Calendar' as const,
            columns: ['promo_id', 'phase', 'sku_id', 'order_by', 'too_late', 'demand_change'],
            rows: calendar,
          },
        ]
      : []),
  ];
}
