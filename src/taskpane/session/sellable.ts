import { sellableLines, type SellableLine } from '../../messages/sellable-lines';
import { businessDate } from '../../tables/weeks';
import type { SessionContext } from './context';
import { toRecords } from './records';

/** What the shop may sell, by the last plan. */
export interface SellableList {
  lines: SellableLine[];
  /** business date of its data */
  asOf: string;
}

/** From the plan made in this pane, else from the Sellable sheet; null: neither is there. */
export async function sellableList(context: SessionContext): Promise<SellableList | null> {
  const { plan, language } = context.state;
  if (plan) return { lines: sellableLines(plan.sellable, language), asOf: plan.asOf };
  if (!context.hasTable('TW_Sellable')) return null;
  const sheet = (await context.ports.workbook.readTables(['TW_Sellable'])).get('TW_Sellable');
  if (!sheet?.stamp) return null;
  const lines = toRecords(sheet).filter(({ sku_id }) => sku_id !== null && sku_id !== '');
  return { lines, asOf: businessDate(sheet.stamp.dataTime) };
}
