import { runPlan } from '../../planning';
import type { BrokenFormula } from '../../workbook/types';
import { notWorking, repairItems, tickedRepairs } from './repair';
import { createSession } from './session';
import { FakeService } from './testing/fake-service';
import { brokenFormula, FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables } from './testing/fixture';
import type { RepairState, SessionPorts } from './types';

function setUp(broken: BrokenFormula[] = [], ports: Partial<SessionPorts> = {}) {
  const workbook = new FakeWorkbook();
  workbook.broken = broken;
  const service = new FakeService(fixtureTables());
  const session = createSession({
    workbook,
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: { get: () => null, set: () => undefined, remove: () => undefined },
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language: 'en',
    ...ports,
  });
  const repair = (): RepairState => {
    const state = session.getState().repair;
    if (!state) throw new Error('nobody has looked');
    return state;
  };
  return { workbook, session, repair };
}

const all = [
  brokenFormula('A1', 'name_error'),
  brokenFormula('A2', 'file_form'),
  brokenFormula('A3', 'stuck'),
  brokenFormula('A4', 'other_namespace'),
  brokenFormula('A5', 'not_calculated'),
  brokenFormula('A6', 'file_form', { mended: null, why: 'protected' }),
];

describe('looking for broken formulas', () => {
  it('ticks what can be mended, but never what would change the edition', async () => {
    const { session, repair } = setUp(all);
    await session.start();
    expect(session.getState().repair).toBeNull();
    await session.scanFormulas();
    expect(repair().found.map(({ address, group, ticked }) => `${address} ${group} ${ticked}`)).toEqual([
      'Sheet1!A1 name_error true',
      'Sheet1!A2 file_form true',
      'Sheet1!A3 stuck true',
      'Sheet1!A4 other_namespace false',
      'Sheet1!A5 not_calculated true',
      'Sheet1!A6 cannot false',
    ]);
    expect([tickedRepairs(repair()), notWorking(repair()), repair().ours, repair().offered]).toEqual([4, 5, 26, false]);
    session.tickFormulas(['Sheet1|A4', 'Sheet1|A6'], true);
    session.tickFormulas(['Sheet1|A1'], false);
    // nothing can be ticked that has no mend
    expect(repair().found.map(({ ticked }) => ticked)).toEqual([false, true, true, true, true, false]);
  });

  it('fails with a problem and no endless looking', async () => {
    const { session, workbook, repair } = setUp(all);
    workbook.fails = { code: 'host_error', values: {} };
    await expect(session.scanFormulas()).rejects.toThrow();
    expect(session.getState().problem).toMatchObject({ code: 'host_error', during: 'repair' });
    expect(repair()).toMatchObject({ found: [], complete: false });
  });
});

describe('mending', () => {
  it('mends what is ticked, reports, and takes it back', async () => {
    const { session, workbook, repair } = setUp(all);
    await session.scanFormulas();
    session.tickFormulas(['Sheet1|A1'], false);
    const steps: string[] = [];
    await session.mendFormulas({ onProgress: ({ step }) => steps.push(step) });
    expect(steps).toEqual(expect.arrayContaining(['reading', 'writing']));
    expect(session.getState().notice).toEqual({
      kind: 'repaired',
      values: { mended: 3, broken: 0, changed: 0, cannot: 0, address: '' },
      undoId: 'w1',
    });
    expect(repair().found.map(({ address }) => address)).toEqual(['Sheet1!A1', 'Sheet1!A4', 'Sheet1!A6']);
    expect(repair().report?.cells).toHaveLength(3);
    expect(session.getState().history).toMatchObject([{ kind: 'repair', stamp: null, cells: 3 }]);
    await session.undo('w1');
    expect(workbook.broken).toEqual(all);
    expect(repair()).toMatchObject({ report: null, found: { length: 6 } });
    expect(session.getState().notice).toMatchObject({ kind: 'undone' });
  });

  it('says what stayed broken and does not tick it again', async () => {
    const { session, workbook, repair } = setUp(all.slice(0, 2));
    workbook.stubborn.add('Sheet1|A1');
    await session.scanFormulas();
    await session.mendFormulas();
    expect(session.getState().notice).toMatchObject({
      kind: 'partly_repaired',
      values: { mended: 1, broken: 1, address: 'Sheet1!A1' },
    });
    expect(repair().found).toMatchObject([{ address: 'Sheet1!A1', ticked: false }]);
  });

  it('of nothing is refused', async () => {
    const { session } = setUp([all[5]!]);
    await session.scanFormulas();
    await expect(session.mendFormulas()).rejects.toMatchObject({ problem: { code: 'nothing_ticked' } });
  });

  it('takes formulas by name', async () => {
    const { session, workbook } = setUp(all);
    await session.scanFormulas();
    await session.mendFormulas({ items: ['Sheet1|A4'] });
    expect(workbook.broken.map(({ address }) => address)).not.toContain('Sheet1!A4');
    expect(workbook.broken).toHaveLength(5);
  });

  it('recalculates, looks again and says how many do not work', async () => {
    const { session, repair } = setUp(all);
    expect(await session.recalculateFormulas()).toBe(25);
    expect(session.getState().notice).toMatchObject({ kind: 'recalculated', values: { cells: 25, broken: 4 } });
    expect(repairItems(repair(), 'stuck')).toEqual([]);
  });
});

describe('looking unasked', () => {
  /** time passes only when the test says so */
  function clock() {
    const waits: { ms: number; done: () => void }[] = [];
    const wait = (ms: number): Promise<void> => new Promise((done) => waits.push({ ms, done }));
    const pass = async (): Promise<number> => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      const next = waits.shift();
      next?.done();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      return next?.ms ?? 0;
    };
    return { wait, pass, waits };
  }

  it('offers to repair what does not work at two looks, until it is dismissed', async () => {
    const { wait, pass } = clock();
    const { session, workbook, repair } = setUp(all, { wait });
    await session.start();
    expect(workbook.scans).toBe(0);
    expect(await pass()).toBeGreaterThan(1000);
    expect([workbook.scans, session.getState().repair]).toEqual([1, null]);
    await pass();
    expect(repair()).toMatchObject({ offered: true, found: { length: 6 } });
    expect(session.getState().notice).toBeNull();
    session.dismiss('repair');
    expect(repair().offered).toBe(false);
  });

  it('is quiet when all is well, when it came right meanwhile, and when Excel does not answer', async () => {
    for (const change of [
      (workbook: FakeWorkbook) => (workbook.broken = []),
      (workbook: FakeWorkbook) => (workbook.broken = [all[4]!]),
      (workbook: FakeWorkbook) => (workbook.fails = { code: 'host_error', values: {} }),
    ]) {
      const { wait, pass, waits } = clock();
      const { session, workbook } = setUp(all, { wait });
      await session.start();
      await pass();
      change(workbook);
      await pass();
      expect(waits).toEqual([]);
      expect(session.getState()).toMatchObject({ repair: null, problem: null, notice: null });
    }
  });

  it('waits while the user has something done', async () => {
    const { wait, pass } = clock();
    const { session, workbook } = setUp(all, { wait });
    await session.start();
    await session.chooseBrand('sample');
    let scansDuringPull = -1;
    const pulling = session.pull({ onProgress: () => (scansDuringPull = workbook.scans) });
    await pass();
    expect(workbook.scans).toBe(0);
    await pulling;
    expect(scansDuringPull).toBe(0);
    await pass();
    expect(workbook.scans).toBe(1);
  });

  it('leaves what the user found by asking', async () => {
    const { wait, pass } = clock();
    const { session, repair } = setUp(all, { wait });
    await session.start();
    await pass();
    await session.scanFormulas();
    await pass();
    expect(repair().offered).toBe(false);
  });
});
