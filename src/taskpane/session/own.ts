import type { SheetTableId } from '../../tables';
import { guessMeanings } from '../../workbook/own/guess';
import type { OwnIssueCode } from '../../workbook/own/issues';
import type { OwnLook, OwnMapping } from '../../workbook/own/types';
import type { SessionContext } from './context';
import { cellOf, checkRows, type Known } from './own-check';
import { faultError, ownError } from './own-error';
import { convertOwn } from './own-input';
import { faultOf, givesOf, proposalOf, readsOf, samePlace } from './own-mapping';
import { text, toRecords } from './records';
import type { OwnBrand, OwnCheck, OwnKept, OwnOptions, OwnProposal, OwnState } from './types';

const OPTIONS_SETTING = 'own';
const JOINED_SETTING = 'own.joined';
/** as many as the workbook room keeps */
const JOINED_KEPT = 20;

export const OWN_DEFAULTS: OwnOptions = { planSheet: true, first: false, dataDate: null, warehouseTypes: {} };

/** Looks which ranges are mapped, and how they are used. */
export async function lookOwn(context: SessionContext): Promise<OwnState> {
  const { workbook } = context.ports;
  const kept = await workbook.listOwn();
  const options = await workbook.readSetting(OPTIONS_SETTING);
  const joined = await workbook.readSetting(JOINED_SETTING);
  context.joined = Array.isArray(joined) ? joined.filter((id): id is string => typeof id === 'string') : [];
  const gives = kept.map(({ mapping }) => givesOf(mapping));
  const own: OwnState = {
    kept,
    options: { ...OWN_DEFAULTS, ...(options as Partial<OwnOptions> | null) },
    canPlan: gives.some(({ stock }) => stock) && gives.some(({ sales }) => sales),
  };
  context.store.update({ own });
  return own;
}

/** The mappings as last looked at; looked at now, if nobody has. */
export const ownState = async (context: SessionContext): Promise<OwnState> => context.state.own ?? lookOwn(context);

/** Mappings whose range can be read as it was mapped: a protected one can, one with a lost column cannot. */
export const usable = (kept: readonly OwnKept[]): OwnMapping[] =>
  kept.flatMap(({ mapping, problem }) => (problem === null || problem.code === 'protected' ? [mapping] : []));

export function lookAtOwn(
  context: SessionContext,
  address?: string,
  options?: { headingRows?: number },
): Promise<OwnLook> {
  return context.ports.workbook.lookAtOwn(address, options);
}

export async function guessOwn(context: SessionContext, look: OwnLook, id?: string): Promise<OwnProposal> {
  const kept = (await lookOwn(context)).kept.map(({ mapping }) => mapping);
  const before = kept.find((mapping) => mapping.id === id) ?? kept.find(({ place }) => samePlace(place, look.place));
  return proposalOf(look, guessMeanings(look, await knownCodes(context)), before ?? null);
}

/** Where a kept mapping stands now, as an address to look at; null when it cannot be found. */
export async function ownAddress(context: SessionContext, id: string): Promise<string | null> {
  const found = usable((await lookOwn(context)).kept).find((mapping) => mapping.id === id);
  const [body] = found ? await context.ports.workbook.readOwn([found]) : [];
  if (!found || !body) return null;
  const cell = (row: number, column: number): string => cellOf(body.sheetName, row, column);
  const first = cell(body.firstRow - found.headingRows, body.firstColumn);
  // any cell of a table shows all of it
  if (found.place.kind === 'table') return first;
  const [, last = ''] = cell(body.firstRow + body.values.length - 1, body.firstColumn + found.place.columns - 1).split(
    '!',
  );
  return `${first}:${last}`;
}

export async function checkOwn(context: SessionContext, mapping: OwnMapping): Promise<OwnCheck> {
  const [body] = await context.ports.workbook.readOwn([mapping], { warehouses: await warehouseNames(context) });
  const check = checkRows(body, await knownRows(context));
  if (!body || !readsOf(mapping).length) return check;
  const { options } = await ownState(context);
  const base = await context.ports.workbook.readTables(
    (['TW_Warehouses', 'TW_Lanes'] as const).filter((id) => context.hasTable(id)),
  );
  const { problems } = convertOwn(context, [body], options, base);
  // what other ranges may hold is no fault of this one, and rows that stand out are listed above
  const here = problems.filter(({ code }) => !ELSEWHERE.includes(code));
  return {
    ...check,
    issues: here.map(({ message, address, level }) => ({
      text: message[context.state.language],
      address,
      mend: level === 'mend',
    })),
    untyped: problems.flatMap(({ code, warehouse }) => (code === 'warehouse_type' ? (warehouse ?? []) : [])),
  };
}

const ELSEWHERE: readonly OwnIssueCode[] = ['no_stock', 'no_sales', 'no_lead', 'no_sku', 'warehouse_type'];

export async function keepOwn(context: SessionContext, mapping: OwnMapping): Promise<void> {
  const fault = faultOf(mapping);
  if (fault) throw faultError(context, fault, mapping.place.kind === 'table' ? mapping.place.name : mapping.name);
  if (!context.state.workbook?.binding) throw ownError(context, 'noBrand');
  await context.ports.workbook.keepOwn({ ...mapping, warehouse: mapping.warehouse?.trim() || null });
  await changed(context);
}

export async function forgetOwn(context: SessionContext, id: string): Promise<void> {
  await context.ports.workbook.forgetOwn(id);
  await changed(context);
}

export async function listOwn(context: SessionContext): Promise<OwnKept[]> {
  return (await lookOwn(context)).kept;
}

export async function setOwnOptions(context: SessionContext, patch: Partial<OwnOptions>): Promise<void> {
  const { options } = await ownState(context);
  if (patch.dataDate && !isDate(patch.dataDate)) throw ownError(context, 'readDate');
  await context.ports.workbook.writeSetting(OPTIONS_SETTING, { ...options, ...patch });
  await changed(context);
}

const isDate = (date: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);

/** What was reviewed is of another choice now. */
async function changed(context: SessionContext): Promise<void> {
  context.preview = null;
  context.ownPreview = null;
  context.store.update({ review: null });
  await lookOwn(context);
}

/** A brand that lives in this workbook alone: bound without a data service, nothing of it is ever sent. */
export async function bindOwn(context: SessionContext, brand: OwnBrand): Promise<void> {
  await context.lookAtWorkbook();
  if (context.state.workbook?.binding) return;
  const name = brand.name.trim();
  const currency = brand.currency.trim().toUpperCase();
  if (!name) throw ownError(context, 'brandName');
  if (!/^[A-Z]{3}$/.test(currency)) throw ownError(context, 'currency');
  await context.ports.workbook.bindWorkbook({
    workbookId: globalThis.crypto.randomUUID(),
    brandId: `own-${globalThis.crypto.randomUUID().slice(0, 8)}`,
    brandName: name,
    language: brand.language ?? context.state.language,
    currency,
    dataService: '',
  });
  await context.lookAtWorkbook();
}

/** Remembers that two writes are one action. */
export async function keepJoined(context: SessionContext, writeId: string): Promise<void> {
  context.joined = [...context.joined, writeId].slice(-JOINED_KEPT);
  await context.ports.workbook.writeSetting(JOINED_SETTING, context.joined);
}

/** Names people call the warehouses by, in either language → code. */
export async function warehouseNames(context: SessionContext): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const row of await recordsOf(context, 'TW_Warehouses')) {
    const id = text(row.warehouse_id);
    const name = text(row.name);
    if (id && name) names[name] = id;
  }
  for (const { warehouse_id, name, name_zh } of context.state.brand?.warehouses ?? []) {
    for (const called of [name, name_zh]) if (called) names[called] = warehouse_id;
  }
  return names;
}

/** Codes by which a column of keys is recognised. */
async function knownCodes(context: SessionContext): Promise<{ skus: Set<string>; warehouses: Set<string> }> {
  const skus = await recordsOf(context, 'TW_SKU');
  const names = await warehouseNames(context);
  const plan = context.allPlanRows();
  const texts = (values: readonly unknown[]): Set<string> =>
    new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''));
  return {
    skus: texts([...skus, ...plan].map(({ sku_id }) => sku_id)),
    warehouses: texts([...Object.entries(names).flat(), ...plan.map(({ warehouse_id }) => warehouse_id)]),
  };
}

async function knownRows(context: SessionContext): Promise<Known> {
  const plan = context.allPlanRows();
  if (plan.length) {
    const keys = plan.map(({ sku_id, warehouse_id }) => ({ sku: text(sku_id) ?? '', warehouse: text(warehouse_id) }));
    return { against: 'plan', keys };
  }
  const skus = (await recordsOf(context, 'TW_SKU')).flatMap(({ sku_id }) => text(sku_id) ?? []);
  return { against: skus.length ? 'skus' : 'nothing', keys: skus.map((sku) => ({ sku, warehouse: null })) };
}

async function recordsOf(context: SessionContext, table: SheetTableId) {
  return context.hasTable(table) ? toRecords((await context.ports.workbook.readTables([table])).get(table)) : [];
}
