import { runPlan } from '../../planning';
import { createSession, SessionError, type Session } from '.';
import { FakeService } from './testing/fake-service';
import { FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables, storageIn } from './testing/fixture';

const KEY = { sku: '85123A', warehouse: 'NGB' };
const LOCK = { tier: 'hit' as const, author: 'Zhao', reason: 'Brand campaign in spring' };

async function pulled(language: 'en' | 'zh' = 'en'): Promise<{ session: Session; workbook: FakeWorkbook }> {
  const workbook = new FakeWorkbook();
  const service = new FakeService(fixtureTables());
  const session = createSession({
    workbook,
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: storageIn(new Map<string, string>()),
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language,
  });
  await session.start();
  await session.chooseBrand('sample');
  await session.pull();
  return { session, workbook };
}

async function written(language: 'en' | 'zh' = 'en') {
  const pane = await pulled(language);
  await pane.session.plan();
  await pane.session.review();
  await pane.session.write();
  return pane;
}

const cells = (workbook: FakeWorkbook, table: 'TW_SKU' | 'TW_Tiers', sku: string, ids: string[]) =>
  ids.map((id) => workbook.cell(table, workbook.rowAt(table, [sku]), id) ?? null);
const LOCK_CELLS = ['tier_lock', 'lock_by', 'lock_why', 'locked_on'];

describe('the Tiers sheet', () => {
  it('holds a row a SKU: where it is, why, what would move it, the gate', async () => {
    const { workbook } = await written();
    expect(workbook.tables.get('TW_Tiers')?.rows).toHaveLength(5);
    expect(cells(workbook, 'TW_Tiers', '84029G', ['name', 'tier', 'model', 'abc', 'xyz', 'lifecycle', 'gate'])).toEqual(
      ['Drawers, set of five', 'hit', 'bonded', 'A', 'X', 'steady', 'open'],
    );
    const [reason, moves, gate, version] = cells(workbook, 'TW_Tiers', '84029G', [
      'reason',
      'moves_when',
      'gate_reason',
      'plan_version',
    ]);
    expect(reason).toMatch(/^Class A by sales value, CV 0\.\d+\.$/);
    expect(moves).toBe('After 6 weeks in a row in class C or with CV over 1 it is lowered to long tail.');
    expect(gate).toMatch(/^It already sells from bonded stock: [\d,]+ in the last year\.$/);
    expect(version).toBe('v1');
    // tested ones show their test, and not what is not known
    expect(cells(workbook, 'TW_Tiers', '00123', ['tier', 'gate', 'rating', 'conversion'])).toEqual([
      'longtail',
      'not_needed',
      null,
      null,
    ]);
  });

  it('in Chinese where the workbook is Chinese', async () => {
    const { workbook } = await written('zh');
    const [reason, moves] = cells(workbook, 'TW_Tiers', '84029G', ['reason', 'moves_when']);
    expect(reason).toMatch(/^按销售额为 A 类，变异系数 0\.\d+。$/);
    expect(moves).toBe('连续 6 周为 C 类或变异系数超过 1，降为长尾。');
  });

  it('is the memory of the next plan', async () => {
    const { session, workbook } = await written();
    workbook.type('TW_Tiers', ['00123'], 'tier', 'basic');
    workbook.type('TW_Tiers', ['00123'], 'since', '2026-06-01');
    const plan = await session.plan();
    const tier = plan.tiers.find(({ sku_id }) => sku_id === '00123');
    // a year in class C: six weeks are long over
    expect(tier).toMatchObject({ tier: 'longtail', since: '2026-11-23' });
    const board = await session.tierBoard();
    expect(board).toMatchObject({ source: 'plan', sinceLastPlan: true, total: 5 });
    expect(board?.moved).toEqual([expect.objectContaining({ sku: '00123', tier: 'longtail', other: 'basic' })]);
  });
});

describe('a lock by hand', () => {
  it('puts who, why and when beside it in one write, and counts with the next plan', async () => {
    const { session, workbook } = await written();
    expect(await session.itemTier(KEY.sku)).toMatchObject({ lock: null, pending: false, canLock: true });
    const writes = session.getState().history.length;
    await session.lockTier(KEY, LOCK);
    expect(cells(workbook, 'TW_SKU', KEY.sku, LOCK_CELLS)).toEqual(['hit', 'Zhao', LOCK.reason, '2026-11-23']);
    expect(session.getState().history).toHaveLength(writes + 1);
    expect(session.getState().notice).toMatchObject({ kind: 'decided', values: { sku: KEY.sku } });
    const lock = { tier: 'hit', by: 'Zhao', why: LOCK.reason, on: '2026-11-23' };
    expect(await session.itemTier(KEY.sku)).toMatchObject({ lock, pending: true });

    const plan = await session.plan();
    expect(plan.tiers.find(({ sku_id }) => sku_id === KEY.sku)).toMatchObject({
      tier: 'hit',
      locked: true,
      since: '2026-11-23',
    });
    expect((await session.tierBoard())?.locked).toBe(1);
    await session.review();
    await session.write();
    expect(cells(workbook, 'TW_Tiers', KEY.sku, ['tier', 'reason', 'lock_by', 'lock_why'])).toEqual([
      'hit',
      'Locked by hand as hit by Zhao: Brand campaign in spring.',
      'Zhao',
      LOCK.reason,
    ]);
    expect(await session.itemTier(KEY.sku)).toMatchObject({ pending: false });
  });

  it('is taken back as one, and comes off as one', async () => {
    const { session, workbook } = await written();
    await session.lockTier(KEY, LOCK);
    await session.undo(session.getState().notice?.undoId ?? '');
    expect(cells(workbook, 'TW_SKU', KEY.sku, LOCK_CELLS)).toEqual([null, null, null, null]);
    await session.lockTier(KEY, LOCK);
    await session.unlockTier(KEY);
    expect(cells(workbook, 'TW_SKU', KEY.sku, LOCK_CELLS)).toEqual([null, null, null, null]);
    expect((await session.itemTier(KEY.sku)).lock).toBeNull();
  });

  it('typed into the sheet without a name holds; what is no tier is told apart', async () => {
    const { session, workbook } = await written();
    workbook.type('TW_SKU', [KEY.sku], 'tier_lock', 'luxury');
    expect((await session.itemTier(KEY.sku)).lock).toEqual({ tier: 'luxury', by: null, why: null, on: null });
    const plan = await session.plan();
    expect(plan.tiers.find(({ sku_id }) => sku_id === KEY.sku)?.tier).toBe('luxury');
    expect(plan.noteTexts).toContainEqual(expect.stringMatching(/^1 tier locks hold without a name or a reason/));
    workbook.type('TW_SKU', [KEY.sku], 'tier_lock', 'VIP');
    expect((await session.itemTier(KEY.sku)).lock).toMatchObject({ tier: null });
  });

  it('has no place for a SKU that the SKU sheet lacks', async () => {
    const { session } = await written();
    expect(await session.itemTier('NONE')).toMatchObject({ canLock: false, row: null, lock: null });
    await expect(session.lockTier({ sku: 'NONE', warehouse: null }, LOCK)).rejects.toThrow(SessionError);
    expect(session.getState().problem).toMatchObject({ code: 'no_table' });
  });
});

describe('the tiers in short', () => {
  it('says nothing before a plan', async () => {
    const { session } = await pulled();
    expect(await session.tierBoard()).toBeNull();
  });

  it('of the plan, and of the sheet once it is written', async () => {
    const { session } = await pulled();
    await session.plan();
    const planned = await session.tierBoard();
    expect(planned).toMatchObject({ source: 'plan', sinceLastPlan: false, moved: [] });
    const sum = (counts: { skus: number }[] = []) => counts.reduce((total, { skus }) => total + skus, 0);
    expect(sum(planned?.counts)).toBe(5);
    await session.review();
    await session.write();
    const { workbook } = await written();
    workbook.type('TW_Tiers', ['00123'], 'gate', 'closed');
    workbook.type('TW_Tiers', ['00123'], 'gate_reason', 'No HS code');
    workbook.type('TW_Tiers', ['84029G'], 'heading', 'basic');
    workbook.type('TW_Tiers', ['84029G'], 'heading_weeks', 3);
    workbook.type('TW_Tiers', ['22752'], 'since', '2026-11-23');
    const again = createSession({
      workbook,
      runPlan,
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      storage: storageIn(new Map<string, string>()),
      now: () => new Date('2026-11-23T04:00:00Z'),
      defaultAddress: 'https://stock.test/api',
      functionsNamespace: 'TWIN',
      language: 'en',
    });
    await again.start();
    const board = await again.tierBoard();
    expect(board).toMatchObject({ source: 'sheet', asOf: '2026-11-23', total: 5, sinceLastPlan: false });
    expect(board?.closed).toEqual([expect.objectContaining({ sku: '00123', why: 'No HS code' })]);
    expect(board?.heading).toEqual([expect.objectContaining({ sku: '84029G', other: 'basic', weeks: 3 })]);
    expect(board?.moved).toEqual([expect.objectContaining({ sku: '22752', other: null, since: '2026-11-23' })]);
  });
});
