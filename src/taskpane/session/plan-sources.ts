import type { SheetTableId } from '../../tables';
import type { CutStamp, ReadTable } from '../../workbook/types';
import type { SessionContext } from './context';
import type { RunningJob } from './jobs';
import { ownError, ownTextsOf } from './own-error';
import { readOwnSources, type OwnSources } from './own-input';
import { PLAN_SOURCES } from './plan-input';
import { SessionError } from './problems';

/** What a plan is made from: the pulled sheets, the user's own ranges, or both. */
export interface PlanSources {
  tables: ReadonlyMap<SheetTableId, ReadTable>;
  stamp: CutStamp;
  /** cut of the pulled sheets; null without any */
  cut: string | null;
  /** null: no range of the user's own is read */
  own: OwnSources | null;
  /** what was made of the user's own ranges, in the pane's language */
  notes: string[];
}

const NEEDED: SheetTableId[] = ['TW_SKU', 'TW_Stock', 'TW_Sales'];

/**
 * Reads what stands in the sheets now.
 *
 * @throws SessionError nothing_pulled (no stock or sales, and no range of the user's own), own_mapping (the mapped ranges
 * lack one of them)
 */
export async function planSources(context: SessionContext, job: RunningJob): Promise<PlanSources> {
  await context.lookAtWorkbook();
  job.report({ step: 'reading' });
  const present = PLAN_SOURCES.filter((id) => context.hasTable(id));
  const pulled = present.length
    ? await context.ports.workbook.readTables(present, { signal: job.signal })
    : new Map<SheetTableId, ReadTable>();
  const cut = pulled.get('TW_Stock')?.stamp ?? pulled.get('TW_Sales')?.stamp ?? null;
  const own = await readOwnSources(context, job, pulled);
  const tables = own?.tables ?? pulled;
  const missing = NEEDED.filter((id) => !tables.get(id));
  if (missing.length && !own) throw new SessionError('nothing_pulled', { tables: missing.join(', ') });
  for (const [id, what] of [
    ['TW_Stock', 'stock'],
    ['TW_Sales', 'sales'],
  ] as const) {
    if (!tables.get(id)?.rows.length && own)
      throw ownError(context, 'noData', { what: ownTextsOf(context.state.language)(`own.error.${what}`) });
  }
  const stamp = cut ?? own?.stamp ?? null;
  if (!stamp) throw new SessionError('nothing_pulled', { tables: 'TW_Stock' });
  return { tables, stamp, cut: cut?.cut ?? null, own, notes: own?.notes ?? [] };
}
