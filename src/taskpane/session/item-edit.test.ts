import { runPlan } from '../../planning';
import { createSession, type ItemView, type Session } from '.';
import { FakeWorkbook } from './testing/fake-workbook';
import { storageIn } from './testing/fixture';
import { fillSheets } from './testing/item-sheets';

const KEY = { sku: '84029G', warehouse: 'NGB' };
const ITEM = ['84029G', 'NGB'];

async function setUp(change: (workbook: FakeWorkbook) => void = () => {}) {
  const workbook = new FakeWorkbook();
  fillSheets(workbook);
  change(workbook);
  const kept = new Map<string, string>();
  const session = createSession({
    workbook,
    runPlan,
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    storage: storageIn(kept),
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language: 'en',
  });
  await session.start();
  session.showItem(KEY);
  await until(session, (item) => item.weeks.length > 0);
  return { session, workbook, kept };
}

async function until(session: Session, holds: (item: ItemView) => boolean): Promise<ItemView> {
  for (let waited = 0; waited < 200; waited++) {
    const { item } = session.getState();
    if (item && holds(item)) return item;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the item never came to that');
}

const cell = (workbook: FakeWorkbook, column: string) =>
  workbook.cell('TW_Forecast', workbook.rowAt('TW_Forecast', ITEM), column);
const overrideCell = (workbook: FakeWorkbook, week: string, column: string) =>
  workbook.cell('TW_Overrides', workbook.rowAt('TW_Overrides', [...ITEM, week]), column);

const TWO_WEEKS = {
  weeks: ['2026-11-30', '2026-12-07'],
  quantity: { units: 400 },
  author: 'Zhao',
  reason: 'Live stream on 1 December',
  expires: '2026-12-20',
};

describe('an override', () => {
  it('puts a signed row a week on record and the number into the forecast, in one write', async () => {
    const { session, workbook } = await setUp();
    await session.override(KEY, TWO_WEEKS);
    expect([cell(workbook, 'f1'), cell(workbook, 'f2'), cell(workbook, 'f3'), cell(workbook, 'f4')]).toEqual([
      520, 400, 400, 284,
    ]);
    expect(cell(workbook, 's2')).toBe(310);
    expect(cell(workbook, 'overridden_by')).toBe('Zhao');
    expect(overrideCell(workbook, '2026-11-30', 'quantity')).toBe(400);
    expect(overrideCell(workbook, '2026-11-30', 'statistical')).toBe(310);
    expect(overrideCell(workbook, '2026-11-30', 'reason')).toBe('Live stream on 1 December');
    expect(overrideCell(workbook, '2026-11-30', 'made_on')).toBe('2026-11-23');
    // with its week it ends at the latest
    expect(overrideCell(workbook, '2026-11-30', 'expires')).toBe('2026-12-07');
    expect(overrideCell(workbook, '2026-12-07', 'expires')).toBe('2026-12-14');
    expect(cell(workbook, 'expires')).toBe('2026-12-07');
    expect(session.getState().notice).toMatchObject({ kind: 'overridden', values: { weeks: 2 } });
    const item = await until(session, ({ overrides }) => overrides.length === 2);
    expect(item.pending).toBe(true);
    expect(item.overrides[0]).toMatchObject({ state: 'new', quantity: 400, statistical: 310 });
    expect(session.getState().history).toHaveLength(1);
    expect(session.getState().history[0]?.kind).toBe('item');
  });

  it('can be taken back: the sheets are as before, and nothing waits for a plan', async () => {
    const { session, workbook } = await setUp();
    await session.override(KEY, TWO_WEEKS);
    await session.undo(session.getState().notice?.undoId ?? '');
    expect(cell(workbook, 'f2')).toBe(310);
    expect(cell(workbook, 'overridden_by')).toBeNull();
    expect(workbook.tables.has('TW_Overrides')).toBe(false);
    const item = await until(session, ({ weeks, overrides }) => weeks.length > 0 && !overrides.length);
    expect(item.pending).toBe(false);
  });

  it('may be a share of the statistical number, and never goes under 0', async () => {
    const { session, workbook } = await setUp();
    await session.override(KEY, { ...TWO_WEEKS, quantity: { factor: 1.2 } });
    expect([cell(workbook, 'f2'), cell(workbook, 'f3')]).toEqual([372, 336]);
    await session.override(KEY, { ...TWO_WEEKS, weeks: ['2026-11-30'], quantity: { units: -5 } });
    expect(cell(workbook, 'f2')).toBe(0);
  });

  it('counts its share from the statistical number, not from an override before it', async () => {
    const { session, workbook } = await setUp();
    await session.override(KEY, { ...TWO_WEEKS, quantity: { units: 1000 } });
    await session.override(KEY, { ...TWO_WEEKS, weeks: ['2026-11-30'], quantity: { factor: 2 } });
    expect([cell(workbook, 'f2'), cell(workbook, 'f3')]).toEqual([620, 1000]);
    expect(workbook.tables.get('TW_Overrides')?.rows).toHaveLength(2);
  });

  it('names all who overrode a week, and when the first of it ends', async () => {
    const { session, workbook } = await setUp();
    await session.override(KEY, TWO_WEEKS);
    await session.override(KEY, { ...TWO_WEEKS, weeks: ['2026-12-14'], author: 'Li', expires: '2026-12-01' });
    expect(cell(workbook, 'overridden_by')).toBe('Zhao, Li');
    expect(cell(workbook, 'expires')).toBe('2026-12-01');
  });

  it('leaves other items and the folded figures alone', async () => {
    const { session, workbook } = await setUp();
    const before = structuredClone(workbook.tables.get('TW_Forecast')?.rows ?? []);
    await session.override(KEY, TWO_WEEKS);
    const after = workbook.tables.get('TW_Forecast');
    const changed = after?.rows.flatMap((row, at) =>
      row.flatMap((value, i) => (value === before[at]?.[i] ? [] : [`${at} ${after.columns[i]}`])),
    );
    expect(changed).toEqual(['0 f2', '0 f3', '0 overridden_by', '0 expires']);
  });

  it('is refused outside the weeks of the sheet, and for an item without a forecast', async () => {
    const { session, workbook } = await setUp();
    const writes = (await workbook.listWrites()).length;
    for (const weeks of [['2026-11-16'], ['2027-02-22'], ['2026-12-01']])
      await expect(session.override(KEY, { ...TWO_WEEKS, weeks })).rejects.toMatchObject({
        problem: { code: 'no_plan' },
      });
    await expect(session.override({ sku: '84029G', warehouse: 'OSA' }, TWO_WEEKS)).rejects.toMatchObject({
      problem: { code: 'no_plan' },
    });
    await expect(session.override({ sku: '84029G', warehouse: null }, TWO_WEEKS)).rejects.toBeTruthy();
    expect(await workbook.listWrites()).toHaveLength(writes);
  });

  it('needs a statistical number for a share of it', async () => {
    const { session } = await setUp((workbook) => workbook.type('TW_Forecast', ITEM, 's2', null));
    const share = { ...TWO_WEEKS, weeks: ['2026-11-30'], quantity: { factor: 1.1 } };
    await expect(session.override(KEY, share)).rejects.toMatchObject({ problem: { code: 'no_plan' } });
    await session.override(KEY, { ...share, quantity: { units: 7 } });
    expect(session.getState().notice?.kind).toBe('overridden');
  });

  it('is written into a row that a filter hides: it was asked for by name', async () => {
    const { session, workbook } = await setUp((book) => (book.filtered = ['TW_Forecast']));
    await session.override(KEY, TWO_WEEKS);
    expect(cell(workbook, 'f2')).toBe(400);
  });
});

describe('withdrawing', () => {
  it('puts the statistical number back and keeps the override on record as ended', async () => {
    const { session, workbook } = await setUp();
    await session.override(KEY, TWO_WEEKS);
    await session.withdrawOverride(KEY, ['2026-11-30']);
    expect([cell(workbook, 'f2'), cell(workbook, 'f3')]).toEqual([310, 400]);
    expect(overrideCell(workbook, '2026-11-30', 'expires')).toBe('2026-11-23');
    expect(overrideCell(workbook, '2026-11-30', 'quantity')).toBe(400);
    expect(cell(workbook, 'overridden_by')).toBe('Zhao');
    await session.withdrawOverride(KEY, ['2026-12-07']);
    expect([cell(workbook, 'overridden_by'), cell(workbook, 'expires')]).toEqual([null, null]);
    const item = await until(session, ({ overrides }) => overrides.every(({ state }) => state === 'withdrawn'));
    expect(item.weeks.some(({ overridden }) => overridden)).toBe(false);
  });

  it('takes a number back that was only typed into the Forecast sheet', async () => {
    const { session, workbook } = await setUp((book) => book.type('TW_Forecast', ITEM, 'f3', 99));
    await session.withdrawOverride(KEY, ['2026-12-07']);
    expect(cell(workbook, 'f3')).toBe(280);
    expect(workbook.tables.has('TW_Overrides')).toBe(false);
  });
});

describe('corrections', () => {
  const key = ['84029G', 'NGB', 'bonded', '2026-11-18', 'out_of_stock'];
  const useRaw = (workbook: FakeWorkbook) =>
    workbook.cell('TW_Corrections', workbook.rowAt('TW_Corrections', key), 'use_raw');

  it('can be set to the raw figure and back', async () => {
    const { session, workbook } = await setUp();
    await session.useRawFigure(KEY, key, true);
    expect(useRaw(workbook)).toBe('yes');
    const raw = await until(session, ({ corrections }) => corrections[0]?.useRaw === true);
    expect(raw.weeks.find(({ offset }) => offset === -1)?.demand).toBe(290);
    expect(raw.pending).toBe(true);
    await session.useRawFigure(KEY, key, false);
    expect(useRaw(workbook)).toBeNull();
    await until(session, ({ corrections }) => corrections[0]?.useRaw === false);
  });

  it('that are gone are not written', async () => {
    const { session } = await setUp();
    await expect(
      session.useRawFigure(KEY, ['84029G', 'NGB', 'bonded', '2026-01-01', 'bulk'], true),
    ).rejects.toBeTruthy();
  });
});

describe('rules for one SKU', () => {
  const rows = (workbook: FakeWorkbook) => {
    const { columns, rows: held } = workbook.tables.get('TW_Policy') ?? { columns: [], rows: [] };
    return held
      .map((row) => Object.fromEntries(columns.map((id, at) => [id, row[at] ?? null])))
      .filter(({ scope }) => scope === 'sku')
      .map(({ key, scope_id, value, effective_from, effective_to, unit }) => ({
        key,
        scope_id,
        value,
        effective_from,
        effective_to,
        unit,
      }));
  };

  it('are rows of the Policy sheet from the day of the data on', async () => {
    const { session, workbook } = await setUp();
    await session.setItemRule(KEY, 'safety_days', 12.5);
    expect(rows(workbook)).toEqual([
      {
        key: 'safety_days',
        scope_id: '84029G',
        value: '12.5',
        effective_from: '2026-11-23',
        effective_to: null,
        unit: 'days',
      },
    ]);
    const item = await until(session, ({ rules }) => rules.safetyDays !== null);
    expect(item.rules.safetyDays).toBe(12.5);
    expect(item.pending).toBe(true);
  });

  it('replace one another: only one of safety days and service level holds', async () => {
    const { session, workbook } = await setUp();
    await session.setItemRule(KEY, 'safety_days', 12);
    await session.setItemRule(KEY, 'service_level', 0.975);
    expect(rows(workbook)).toMatchObject([
      { key: 'safety_days', effective_to: '2026-11-22' },
      { key: 'service_level', value: '0.975', effective_to: null },
    ]);
    // the same day's row is taken again, not doubled
    await session.setItemRule(KEY, 'safety_days', 9);
    expect(rows(workbook)).toMatchObject([
      { key: 'safety_days', value: '9', effective_to: null },
      { key: 'service_level', effective_to: '2026-11-22' },
    ]);
    const item = await until(session, ({ rules }) => rules.safetyDays === 9);
    expect(item.rules.serviceLevel).toBeNull();
  });

  it('end, so that the general rule holds again', async () => {
    const { session, workbook } = await setUp();
    await session.setItemRule(KEY, 'service_level', 0.99);
    await session.setItemRule(KEY, 'service_level', null);
    expect(rows(workbook)).toMatchObject([{ key: 'service_level', effective_to: '2026-11-22' }]);
    expect(session.getState().notice?.kind).toBe('rule_ended');
    await until(session, ({ rules }) => rules.serviceLevel === null);
    // nothing is left to end
    await session.setItemRule(KEY, 'service_level', null);
    expect(await workbook.listWrites()).toHaveLength(2);
  });

  it('make the Policy sheet where the workbook has none', async () => {
    const { session, workbook } = await setUp((book) => book.tables.delete('TW_Policy'));
    await session.setItemRule(KEY, 'safety_days', 3);
    expect(workbook.tables.get('TW_Policy')?.rows).toHaveLength(1);
  });
});

it('reads an item once, and again when the sheets changed', async () => {
  const { session, workbook } = await setUp();
  const reads = workbook.rowReads;
  session.showItem(KEY);
  session.showItem(KEY);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(workbook.rowReads).toBe(reads);
  // as fast as a person holds the arrow key down: only what is in sight at the end is read beside the first
  for (let at = 0; at < 20; at++) session.showItem({ sku: `SKU${at}`, warehouse: 'NGB' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(workbook.rowReads - reads).toBeLessThanOrEqual(2);
  session.showItem({ sku: '22752', warehouse: 'NGB' });
  await until(session, ({ sku, weeks }) => sku === '22752' && weeks.length > 0);
});

it('signs with the name this computer remembers', async () => {
  const { session, kept } = await setUp();
  expect(session.getState().planner).toBe('');
  session.setPlanner('  Zhao Min ');
  expect(session.getState().planner).toBe('Zhao Min');
  expect(kept.get('planner')).toBe('Zhao Min');
  session.setPlanner(' ');
  expect(kept.has('planner')).toBe(false);
});
