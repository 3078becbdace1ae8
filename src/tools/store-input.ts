import { PULL_TABLES, businessDate, type CellValue, type PullTableId, type SheetTableId } from '../tables';
import { listBrands } from '../gateway/brands';
import { cutFactsCache, decodeCursor, readPage, type Scope } from '../gateway/pull';
import type { Store } from '../gateway';
import type { PlanInput } from '../planning/types';
import { planInput, PLAN_SOURCES } from '../taskpane/session/plan-input';
import type { ReadTable } from '../workbook/types';

/** A pull table as the pane would have got it. */
async function readTable(store: Store, scope: Scope, id: PullTableId): Promise<ReadTable> {
  const rows: CellValue[][] = [];
  let columns: string[] = [];
  let next: string | null = null;
  do {
    const page = await readPage(store, scope, id, next === null ? null : decodeCursor(id, next));
    ({ columns, next } = page);
    rows.push(...page.rows);
  } while (next !== null);
  const stamp = { cut: scope.cut, dataTime: scope.dataTime, planVersion: null };
  return { table: id, columns, rows, sheetName: id, sheetRows: [], sheetColumns: [], stamp, duplicates: [] };
}

const isPulled = (id: SheetTableId): id is PullTableId => PULL_TABLES.some((table) => table.id === id);

/** What a plan would read of these data at this moment, without a workbook between. */
export async function planInputOf(store: Store, scope: Scope, currency: string): Promise<PlanInput> {
  const tables = new Map<SheetTableId, ReadTable>();
  for (const id of PLAN_SOURCES) if (isPulled(id)) tables.set(id, await readTable(store, scope, id));
  return planInput(tables, { cut: scope.cut, dataTime: scope.dataTime, planVersion: null }, currency, '');
}

/** The same for the newest data of a brand; null when it has none. */
export async function brandPlanInput(store: Store, brandId: string): Promise<PlanInput | null> {
  const brand = (await listBrands(store)).find(({ brand_id }) => brand_id === brandId);
  if (!brand?.cut || !brand.data_time) return null;
  const scope: Scope = {
    brandId,
    cut: brand.cut,
    dataTime: brand.data_time,
    today: businessDate(brand.data_time),
    warehouses: null,
    language: 'en',
    facts: await cutFactsCache()(store, brandId, brand.cut),
  };
  return planInputOf(store, scope, brand.currency);
}
