import { codeOf, sheetTable, TIER_WORDS } from '../../tables';
import type { Tier } from '../../planning/types';
import type { SessionContext } from './context';
import { planDay, shown, writeRows, type RowEdit } from './item-write';
import { SessionError } from './problems';
import { text, toRecords } from './records';
import type { ItemTier, TierLock, TierLockRequest } from './tier-types';
import type { ItemKey, PlanRecord } from './types';

type LockColumn = 'tier_lock' | 'lock_by' | 'lock_why' | 'locked_on';

function lockOf(row: PlanRecord | null): TierLock | null {
  const typed = text(row?.tier_lock);
  const column = sheetTable('TW_SKU').columns.find(({ id }) => id === 'tier_lock');
  if (!typed || !column) return null;
  const code = codeOf(column, typed);
  return {
    tier: code in TIER_WORDS ? (code as Tier) : null,
    by: text(row?.lock_by),
    why: text(row?.lock_why),
    on: text(row?.locked_on),
  };
}

async function readSku(context: SessionContext, sku: string) {
  const filter = { sku_id: [sku] };
  const tables = await context.ports.workbook.readRows({ TW_SKU: filter, TW_Tiers: filter });
  const table = tables.get('TW_SKU');
  const rows = toRecords(table);
  return { rows, stamp: table?.stamp ?? null, tier: toRecords(tables.get('TW_Tiers'))[0] ?? null };
}

/** Where an SKU stands and whether somebody locked it, from the sheets. */
export async function itemTier(context: SessionContext, sku: string): Promise<ItemTier> {
  const { rows, tier } = await readSku(context, sku);
  const lock = lockOf(rows[0] ?? null);
  const planned = text(tier?.lock_by) !== null || text(tier?.lock_why) !== null;
  const pending = tier !== null && (lock?.tier ? lock.tier !== text(tier.tier) : planned);
  return { sku, row: tier, lock, pending, canLock: rows.length === 1 };
}

/**
 * Locks the tier of an SKU by hand, signed and with a reason: four cells of its row in the SKU sheet, written as one and
 * taken back as one. It counts from the next plan on.
 *
 * @throws SessionError no_table when the SKU sheet or the SKU's row is not there, or stands twice
 */
export function lockTier(context: SessionContext, key: ItemKey, request: TierLockRequest): Promise<void> {
  return writeLock(context, key, {
    tier_lock: request.tier,
    lock_by: request.author,
    lock_why: request.reason,
    locked_on: planDay(context),
  });
}

/** Takes the lock off: the plan decides again. @throws SessionError as `lockTier` */
export function unlockTier(context: SessionContext, key: ItemKey): Promise<void> {
  return writeLock(context, key, { tier_lock: null, lock_by: null, lock_why: null, locked_on: null });
}

async function writeLock(
  context: SessionContext,
  key: ItemKey,
  values: Record<LockColumn, string | null>,
): Promise<void> {
  const { rows, stamp } = await readSku(context, key.sku);
  const [held] = rows;
  // of two rows of one SKU which is meant is not ours to say
  if (!held || !stamp || rows.length > 1) throw new SessionError('no_table', { table: 'TW_SKU' });
  const edit: RowEdit = { table: 'TW_SKU', key: [key.sku], held, values };
  const report = await writeRows(context, [edit], stamp);
  await shown(context, key, report, { kind: 'decided', values: { sku: key.sku, cells: report?.cells ?? 0 } });
}
