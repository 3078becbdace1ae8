import { importTable, sheetTable, type CellValue, type SheetTableId } from '../../tables';
import { businessDate } from '../../tables/weeks';
import { findingText } from '../../messages/check-texts';
import {
  checkInputs,
  type CheckFinding,
  type CheckPlace,
  type CheckTable,
  type SheetFacts,
} from '../../planning/health';
import type { PlanInput } from '../../planning/types';
import { cellAddress } from '../../workbook/addresses';
import type { CutStamp, ReadTable, TableRows } from '../../workbook/types';
import type { SessionContext } from './context';
import { quietly } from './courtesies';
import type { FoundRight, InputCheckState, InputFinding } from './input-check-types';
import { planInput } from './plan-input';
import { planSources } from './plan-sources';
import { SessionError } from './problems';
import { figure, rowKey, text, toRecords } from './records';
import type { JobOptions } from './types';

/** Kept in the workbook: the numbers of the last look, and what was found right. */
const LOOK_SETTING = 'inputCheck';
const RIGHT_SETTING = 'inputCheck.right';
/** Document settings are small: the newest words are kept. */
const MOST_RIGHT = 500;
/** A look nobody asked for waits until Excel has come to rest after a refresh. */
const SETTLE_MS = 2000;

type Tables = ReadonlyMap<SheetTableId, ReadTable>;
type Rights = Record<string, FoundRight>;

/** Reads what a plan would read and looks it over. Writes nothing but what the workbook remembers of the look. */
export function checkInput(context: SessionContext, options?: JobOptions): Promise<InputCheckState> {
  return context.jobs.run('check', options, async (job) => {
    const { tables, stamp } = await planSources(context, job);
    job.report({ step: 'checking' });
    const input = planInput(tables, stamp, currencyOf(context), context.state.planner);
    return lookOver(context, tables, stamp, input);
  });
}

/** After data came: a quiet look, given up as soon as anything else is asked for. */
export async function checkQuietly(context: SessionContext): Promise<void> {
  const { wait } = context.ports;
  if (!wait) return;
  await wait(SETTLE_MS);
  const cut = context.state.workbook?.tables.find(({ table }) => table === 'TW_Stock')?.stamp?.cut;
  if (context.state.job || (cut && cut === context.state.inputCheck?.cut && context.state.inputCheck.findings)) return;
  const controller = new AbortController();
  try {
    const { tables, stamp } = await planSources(context, { signal: controller.signal, report: () => undefined });
    if (context.state.job) return;
    await lookOver(context, tables, stamp, planInput(tables, stamp, currencyOf(context), context.state.planner));
  } catch {
    // nobody asked; the page says what is missing when somebody does
  }
}

/** What the last look found, before anybody looks again. */
export async function recallCheck(context: SessionContext): Promise<void> {
  const kept = (await context.ports.workbook.readSetting(LOOK_SETTING)) as Partial<InputCheckState> | null;
  if (!kept || typeof kept.cut !== 'string' || typeof kept.look !== 'number' || context.state.inputCheck) return;
  const { at = '', cut, dataTime = '', rows = 0, total = kept.look, look } = kept;
  context.store.update({ inputCheck: { at, cut, dataTime, rows, total, look, findings: null } });
}

/** Looks over what was read for a plan anyway. */
export async function lookOver(
  context: SessionContext,
  tables: Tables,
  stamp: CutStamp,
  input: PlanInput,
): Promise<InputCheckState> {
  const found = checkInputs(input, sheetFacts(context, tables));
  const rights = await readRights(context);
  const address = addressBook(tables);
  const findings = found.map((finding): InputFinding => ({
    ...finding,
    address: finding.place && address(finding.place),
    right: standing(rights, finding),
  }));
  const state: InputCheckState = {
    at: context.ports.now().toISOString(),
    cut: stamp.cut,
    dataTime: stamp.dataTime,
    rows: [...tables.values()].reduce((sum, { rows }) => sum + rows.length, 0),
    ...countsOf(findings),
    findings,
  };
  await show(context, state);
  return state;
}

const countsOf = (findings: readonly InputFinding[]): Pick<InputCheckState, 'total' | 'look'> => {
  const asked = findings.filter(({ right }) => right === null);
  return { total: asked.length, look: asked.filter(({ level }) => level !== 'hint').length };
};

async function show(context: SessionContext, state: InputCheckState): Promise<void> {
  context.store.update({ inputCheck: state });
  const { findings: _findings, ...numbers } = state;
  await quietly(context.ports.workbook.writeSetting(LOOK_SETTING, numbers));
}

const currencyOf = (context: SessionContext): string => context.state.workbook?.binding?.currency ?? '';

const valueOf = ({ found, count }: CheckFinding): string => `${found ?? ''}|${count}`;

async function readRights(context: SessionContext): Promise<Rights> {
  const kept = await context.ports.workbook.readSetting(RIGHT_SETTING);
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? { ...(kept as Rights) } : {};
}

function standing(rights: Rights, finding: CheckFinding): FoundRight | null {
  const right = rights[finding.id];
  return right && right.value === valueOf(finding) ? right : null;
}

/** The user's word that a finding is right, with name and date; it holds until the value changes. `on` false takes it back. */
export async function findRight(context: SessionContext, id: string, on: boolean): Promise<void> {
  const { inputCheck } = context.state;
  const finding = inputCheck?.findings?.find((one) => one.id === id);
  if (!inputCheck?.findings || !finding) return;
  const rights = await readRights(context);
  delete rights[id];
  const right: FoundRight = {
    value: valueOf(finding),
    by: context.state.planner,
    on: businessDate(context.ports.now().toISOString()),
  };
  if (on) rights[id] = right;
  const kept = Object.entries(rights).slice(-MOST_RIGHT);
  await context.ports.workbook.writeSetting(RIGHT_SETTING, Object.fromEntries(kept));
  const findings = inputCheck.findings.map((one) => (one.id === id ? { ...one, right: on ? right : null } : one));
  await show(context, { ...inputCheck, ...countsOf(findings), findings });
}

/** Puts the cursor on the cell of a finding, in a sheet of ours or in the user's own range; false: its row is gone. */
export async function goToPlace(context: SessionContext, place: CheckPlace): Promise<boolean> {
  const { workbook } = context.ports;
  if (context.hasTable(place.table)) {
    if (place.key.length === 0) {
      await workbook.activateSheet(place.table);
      return true;
    }
    if (await workbook.selectRow(place.table, place.key, place.column ?? undefined)) return true;
  }
  for (const { mapping, problem } of await workbook.listOwn()) {
    if (problem || !mapping.columns.some(({ meaning }) => meaning?.startsWith(`${place.table}.`))) continue;
    const [sku, warehouse] = ownKey(place);
    if (sku && (await workbook.selectOwn(mapping.id, sku, warehouse))) return true;
  }
  return false;
}

/** SKU and warehouse of a row, where its table is keyed by them: rows of the user's own ranges are found by these. */
function ownKey({ table, key }: CheckPlace): [string | null, string | null] {
  const ids = sheetTable(table).key;
  const part = (id: string): string | null => key[ids.indexOf(id)] || null;
  return [part('sku_id'), part('warehouse_id')];
}

/** The findings that are still asked about, as a sheet; answers its name. */
export async function inputCheckSheet(context: SessionContext): Promise<string> {
  const { inputCheck } = context.state;
  if (!inputCheck?.findings) throw new SessionError('nothing_pulled', { tables: 'TW_Stock' });
  const language = context.sheetLanguage;
  const columns = sheetTable('TW_InputCheck').columns.map(({ id }) => id);
  const rows = inputCheck.findings
    .filter(({ right }) => right === null)
    .map((finding) => {
      const { name, what, mend } = findingText(finding, language);
      const cells: Record<string, CellValue> = {
        level: finding.level,
        check: name,
        sku_id: finding.sku_id,
        warehouse_id: finding.warehouse_id,
        at_risk: finding.atRisk === null ? null : Math.round(finding.atRisk * 100) / 100,
        found: what,
        mend,
        value: finding.found === null ? null : String(finding.found),
        expected: finding.expected === null ? null : String(finding.expected),
        place: finding.address ?? placeText(finding, language),
      };
      return columns.map((id) => cells[id] ?? null);
    });
  const table: TableRows = { table: 'TW_InputCheck', columns, rows };
  const stamp: CutStamp = { cut: inputCheck.cut, dataTime: inputCheck.dataTime, planVersion: null };
  const name = await context.ports.workbook.writeRecordSheet(table, stamp);
  await quietly(context.ports.workbook.activateSheet('TW_InputCheck'));
  await context.lookAtWorkbook();
  return name;
}

/** Sheet and column in words, for rows whose cell is not known. */
export function placeText({ place }: CheckFinding, language: 'en' | 'zh'): string {
  if (!place) return '';
  const table = sheetTable(place.table);
  const heading = table.columns.find(({ id }) => id === place.column)?.heading[language];
  return [table.sheet[language], place.key.filter(Boolean).join(' · '), heading].filter(Boolean).join(' · ');
}

/** Addresses of cells by key and column; rows of the user's own ranges, which have no place in a sheet of ours, have none. */
function addressBook(tables: Tables): (place: CheckPlace) => string | null {
  const rows = new Map<SheetTableId, Map<string, number>>();
  return ({ table: id, key, column }) => {
    const table = tables.get(id);
    if (!table || !key.length) return null;
    let index = rows.get(id);
    if (!index) {
      const ids = sheetTable(id).key;
      index = new Map(toRecords(table).map((record, at) => [rowKey(...ids.map((name) => text(record[name]))), at]));
      rows.set(id, index);
    }
    const at = index.get(rowKey(...key)) ?? -1;
    const row = table.sheetRows[at] ?? 0;
    const position = table.sheetColumns[table.columns.indexOf(column ?? sheetTable(id).key[0] ?? '')] ?? -1;
    return row > 0 && position >= 0 ? cellAddress(table.sheetName, row - 1, position) : null;
  };
}

/** What only the sheets know: parts of the stock figures, their age, cells that cannot be read, rows an import refused. */
function sheetFacts(context: SessionContext, tables: Tables): SheetFacts {
  const pulled = [...tables].filter(([id, { stamp }]) => sheetTable(id).source === 'pull' && stamp);
  return {
    stock: toRecords(tables.get('TW_Stock')).map((row) => ({
      sku_id: text(row.sku_id) ?? '',
      warehouse_id: text(row.warehouse_id) ?? '',
      on_hand: figure(row.on_hand),
      reserved: figure(row.reserved),
      locked: figure(row.locked),
      defective: figure(row.defective),
      near_expiry_lock: figure(row.near_expiry_lock),
      virtual: figure(row.virtual),
      available: figure(row.available),
      as_of: text(row.as_of),
      source: text(row.source),
    })),
    tables: pulled.map(([table, { stamp }]) => ({ table: table as CheckTable, dataTime: stamp?.dataTime ?? '' })),
    unreadable: [...tables].flatMap(([id, table]) =>
      (table.unreadable ?? []).map(({ address, column, text: shown }) => ({
        table: id as CheckTable,
        key: keyAt(table, address),
        column,
        address,
        text: shown,
      })),
    ),
    refused: (context.state.brand?.sources ?? []).map(({ table, refused }) => ({
      source: importTable(table).file,
      rows: refused,
    })),
  };
}

/** Key of the row an address of a sheet of ours lies in; none for cells of other sheets. */
function keyAt(table: ReadTable, address: string): string[] {
  const row = Number(/(\d+)$/.exec(address)?.[1] ?? NaN);
  const at = table.sheetName ? table.sheetRows.indexOf(row) : -1;
  if (at < 0) return [];
  return sheetTable(table.table).key.map((id) => text(table.rows[at]?.[table.columns.indexOf(id)]) ?? '');
}
