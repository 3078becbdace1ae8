import { runPlan } from '../../planning';
import type { OwnMapping } from '../../workbook/own/types';
import { createSession } from '.';
import type { SessionError } from './problems';
import { FakeService } from './testing/fake-service';
import { FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables, storageIn } from './testing/fixture';
import type { Session, SessionPorts } from './types';

/** A plan sheet of the user's: what they have, what they sold, where the result shall stand. */
const SHEET = '备货计划表';
const HEADINGS = [
  '货号',
  '商品名称',
  '仓库',
  '仓型',
  '可售',
  '近30日销量',
  '采购单价',
  '补货周期天',
  '建议补货量',
  '备注',
];
const ROWS: (string | number)[][] = [
  ['84029G', '热水袋', 'NGB', '保税仓', 361, 1200, 18, 30, '', '老客户'],
  ['22752', '抽屉', 'NGB', '保税仓', 60, 260, 19, 30, '', ''],
  ['85123A', '挂饰', 'NGB', '保税仓', 2400, 150, 20, 30, '', '清仓？'],
];

const sheetOf = (rows = ROWS) => ({ sheetName: SHEET, headings: HEADINGS, rows: rows.map((row) => [...row]) });

function open(ports: Partial<SessionPorts> = {}) {
  const workbook = new FakeWorkbook();
  const asked: string[] = [];
  const clock = { now: new Date('2026-11-23T04:00:00Z') };
  const service = new FakeService(fixtureTables());
  const session = createSession({
    workbook,
    runPlan,
    fetch: (input, init) => {
      asked.push(String(input));
      return service.fetch(input, init);
    },
    storage: storageIn(new Map()),
    now: () => clock.now,
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language: 'en',
    ...ports,
  });
  return { session, workbook, asked, clock, service };
}

/** A workbook of the user's own, mapped as guessed, its brand named. */
async function mapped(ports: Partial<SessionPorts> = {}, patch: (mapping: OwnMapping) => void = () => undefined) {
  const opened = open(ports);
  const { session, workbook } = opened;
  workbook.own.ranges = [sheetOf()];
  await session.start();
  opened.asked.length = 0;
  const look = await session.lookAtOwn(`${SHEET}!A1`);
  const { mapping } = await session.guessOwn(look);
  patch(mapping);
  await session.bindOwn({ name: '花田', currency: 'cny', language: 'zh' });
  await session.keepOwn(mapping);
  return { ...opened, mapping };
}

const failure = async (work: Promise<unknown>) =>
  (
    (await work.then(
      () => null,
      (error: unknown) => error,
    )) as SessionError | null
  )?.problem ?? null;

/** The quantity column as it stands. */
const quantities = (workbook: FakeWorkbook) => workbook.own.range(SHEET)?.rows.map((row) => row[8]);

async function planned(session: Session) {
  const outcome = await session.plan();
  return { outcome, review: await session.review() };
}

describe('mapping a table of the user’s own', () => {
  it('guesses from the headings, writes only the empty column of a result, and binds to a brand of this workbook alone', async () => {
    const { session, workbook, mapping } = await mapped();
    expect(mapping.columns.map(({ meaning, write }) => [meaning, write])).toEqual([
      ['TW_SKU.sku_id', false],
      ['TW_SKU.name', false],
      ['TW_Warehouses.warehouse_id', false],
      ['TW_Warehouses.type', false],
      ['TW_Stock.available', false],
      ['TW_Sales.last_30d', false],
      ['TW_SKU.unit_cost', false],
      ['TW_Lanes.lead_mean_days', false],
      ['TW_Plan.order_qty', true],
      [null, false],
    ]);
    expect(workbook.binding).toMatchObject({ brandName: '花田', currency: 'CNY', language: 'zh', dataService: '' });
    expect(session.getState().own).toMatchObject({ canPlan: true, kept: [{ problem: null }] });
  });

  it('says what is wrong in the pane’s language and keeps nothing', async () => {
    const { session, workbook } = open({ language: 'zh' });
    workbook.own.ranges = [sheetOf()];
    await session.start();
    const { mapping } = await session.guessOwn(await session.lookAtOwn(`${SHEET}!A1`));
    expect(await failure(session.keepOwn(mapping))).toMatchObject({ code: 'own_mapping', values: { why: 'noBrand' } });
    expect(await failure(session.bindOwn({ name: ' ', currency: 'CNY' }))).toMatchObject({
      values: { why: 'brandName' },
    });
    expect(await failure(session.bindOwn({ name: '花田', currency: '元' }))).toMatchObject({
      values: { why: 'currency', text: '币种填三个字母，例如 CNY。' },
    });
    await session.bindOwn({ name: '花田', currency: 'CNY' });
    mapping.columns[1]!.meaning = 'TW_Stock.available';
    expect((await failure(session.keepOwn(mapping)))?.values.text).toBe(
      '“可售”选给了不止一列：商品名称、可售。只保留一列。',
    );
    expect(workbook.own.kept.size).toBe(0);
  });

  it('compares keys with the last plan', async () => {
    const { session, workbook, mapping } = await mapped();
    await planned(session);
    await session.write();
    workbook.own.range(SHEET)?.rows.push(['NEW-1', '', 'NGB', '', '', '', '', '', '', ''], [...ROWS[0]!]);
    const check = await session.checkOwn(mapping);
    expect(check).toMatchObject({ against: 'plan', rows: 5, matched: 4, lacking: [] });
    expect(check.unknown).toEqual([{ sku: 'NEW-1', warehouse: 'NGB', address: `'${SHEET}'!A5` }]);
    expect(check.duplicates).toMatchObject([{ sku: '84029G', rows: [2, 6] }]);
  });
});

describe('planning from own tables alone', () => {
  it('plans, writes in place as one action, and undoes it as one', async () => {
    const { session, workbook, asked } = await mapped();
    const { outcome, review } = await planned(session);
    expect(outcome.rows.map(({ sku_id }) => sku_id).sort()).toEqual(['22752', '84029G', '85123A']);
    const bottle = outcome.rows.find(({ sku_id }) => sku_id === '84029G');
    expect(bottle).toMatchObject({ action: 'buy', warehouse_id: 'NGB', lead_mean: 30 });
    expect(review.own).toMatchObject({ names: [SHEET], unknown: [], lacking: [] });
    const item = review.items.find(({ key }) => key[0] === '84029G' && key[1] === 'NGB');
    // the cell of the user's own and the row of the Plan sheet are one thing to decide
    expect(item?.changes.some(({ own }) => own?.heading === '建议补货量')).toBe(true);
    expect(item?.changes.some(({ own }) => own === undefined)).toBe(true);

    const report = await session.write();
    expect(quantities(workbook)?.[0]).toBe(bottle?.order_qty);
    expect(workbook.tables.has('TW_Plan')).toBe(true);
    // sheets that a refresh makes are not made by a plan
    expect(workbook.tables.has('TW_SKU')).toBe(false);
    expect(workbook.own.range(SHEET)?.rows.map((row) => [row[0], row[9]])).toEqual(ROWS.map((row) => [row[0], row[9]]));
    const { history, notice } = session.getState();
    expect(history.map(({ id, cells }) => [id, cells])).toEqual([[report.writeId, report.cells]]);
    expect(notice).toMatchObject({ kind: 'written', undoId: report.writeId });

    await session.undo(report.writeId);
    expect(quantities(workbook)).toEqual(['', '', '']);
    expect(workbook.tables.has('TW_Plan')).toBe(false);
    expect(session.getState().history).toMatchObject([{ undone: true }]);
    // nothing of it went to any data service
    expect(asked).toEqual([]);
    expect(session.getState().forecastRecord.state).toBe('none');
  });

  it('is stamped with its own cut and the date of the figures', async () => {
    const { session } = await mapped();
    await session.setOwnOptions({ dataDate: '2026-11-20' });
    const first = (await session.plan()).stamp;
    expect(first.cut).toMatch(/^own-[0-9a-f]{16}-/);
    expect(first.dataTime.slice(0, 10)).toBe('2026-11-20');
    expect(await failure(session.setOwnOptions({ dataDate: '2026-02-30' }))).toMatchObject({
      values: { why: 'readDate' },
    });
  });

  it('keeps no sheet of ours when told so, and still shows the plan', async () => {
    const { session, workbook } = await mapped();
    await session.setOwnOptions({ planSheet: false });
    const { review } = await planned(session);
    expect(review.newTables).toEqual([]);
    await session.write();
    expect([...workbook.tables.keys()]).toEqual([]);
    expect(session.getState().summary?.rows).toBe(3);
    expect(session.planRow({ sku: '84029G', warehouse: 'NGB' })).toMatchObject({ action: 'buy' });
  });

  it('says which figures are missing instead of planning without them', async () => {
    const { session, workbook } = await mapped({}, (mapping) => {
      mapping.columns[5]!.meaning = null;
    });
    expect(await failure(session.plan())).toMatchObject({ code: 'own_mapping', values: { why: 'noData' } });
    expect(session.getState().problem?.values.text).toContain('hold no sales');
    expect(quantities(workbook)).toEqual(['', '', '']);
  });
});

describe('what the user does between plan and write', () => {
  it('a figure of theirs is left alone, and compared with old and new plan', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    await session.write();
    const wrote = quantities(workbook)?.[0];
    const sheet = workbook.own.range(SHEET)!;
    sheet.rows[0]![8] = 500;
    sheet.rows[0]![4] = 100;
    const { review } = await planned(session);
    const mine = review.items.find(({ flag }) => flag === 'edited');
    expect(mine).toMatchObject({ group: 'overridden', ticked: false, head: { old: 500, own: { wrote } } });
    expect(mine?.head.new).not.toBe(wrote);
    await session.write();
    expect(quantities(workbook)?.[0]).toBe(500);
  });

  it('a plan older than the sheet is not written unless they say so', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    workbook.own.range(SHEET)!.rows[1]![4] = 9999;
    const problem = await failure(session.write());
    expect(problem).toMatchObject({ code: 'plan_older', values: { names: SHEET } });
    expect(quantities(workbook)).toEqual(['', '', '']);
    expect(session.getState().review?.older).toEqual({ own: [SHEET], data: false });
    await session.write({ writeOlder: true });
    expect(quantities(workbook)?.[0]).toBeGreaterThan(0);
  });

  it('sorting, and what the plan wrote itself, make no plan old', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    workbook.own.range(SHEET)!.rows.reverse();
    await session.write();
    // each figure went to the row of its key
    expect(workbook.own.range(SHEET)!.rows.map((row) => [row[0], Number(row[8]) > 0])).toEqual([
      ['85123A', false],
      ['22752', true],
      ['84029G', true],
    ]);
    const again = await planned(session);
    expect(again.review.older).toBeNull();
  });

  it('the sheet deleted meanwhile: nothing of the plan is written, and it can be tried again', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    const [sheet] = workbook.own.ranges;
    workbook.own.ranges = [];
    expect(await failure(session.write())).not.toBeNull();
    expect(workbook.tables.size).toBe(0);
    workbook.own.ranges = [sheet!];
    await session.write();
    expect(workbook.tables.has('TW_Plan')).toBe(true);
  });

  it('a range that is not found any more is named in the review, and the rest of the plan still written', async () => {
    const { session, workbook, mapping } = await mapped();
    await planned(session);
    workbook.own.problems.set(mapping.id, { code: 'headings_gone', values: { sheet: SHEET } });
    const review = await session.review();
    expect(review.lost).toMatchObject([{ mapping: { name: SHEET }, problem: { code: 'headings_gone' } }]);
    expect(review.own).toBeNull();
    await session.setOwnOptions({ planSheet: false });
    // nothing of ours takes its place unasked
    expect((await session.review()).items).toEqual([]);
  });

  it('a cell being edited: nothing half-written', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    workbook.own.fails = { code: 'editing', values: {} };
    expect(await failure(session.write())).toMatchObject({ code: 'editing', partial: null });
    expect(workbook.tables.size).toBe(0);
    await session.write();
    expect(quantities(workbook)?.[0]).toBeGreaterThan(0);
  });

  it('our sheets refuse after theirs were written: how far it came, the rest, and the way back', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    workbook.fails = { code: 'protected', values: { sheet: 'Plan' } };
    const problem = await failure(session.write());
    expect(problem).toMatchObject({ code: 'protected', partial: { cells: 3 } });
    expect(quantities(workbook)?.[0]).toBeGreaterThan(0);
    const rest = await session.review();
    expect(rest.items.some(({ changes }) => changes.some(({ own }) => own !== undefined))).toBe(false);
    await session.undo(problem!.partial!.writeId);
    expect(quantities(workbook)).toEqual(['', '', '']);
  });

  it('cancelled midway: what was written is said, can be undone, and the rest written', async () => {
    for (const then of ['undo', 'rest'] as const) {
      const { session, workbook } = await mapped();
      await planned(session);
      const { applyOwn } = workbook;
      workbook.applyOwn = async (preview, _all, options) => {
        const some = new Set(preview.changes.slice(0, 1).map(({ id }) => id));
        const partial = await applyOwn.call(workbook, preview, some, options);
        throw Object.assign(new Error('cancelled'), { problem: { code: 'cancelled', values: {} }, partial });
      };
      const problem = await failure(session.write());
      expect(problem).toMatchObject({ code: 'cancelled', during: 'write', partial: { cells: 1 } });
      expect(problem!.partial!.wanted).toBeGreaterThan(1);
      // the page of a stopped write is shown, never the notice that nothing was changed
      expect(session.getState()).toMatchObject({ notice: null, problem: { partial: { cells: 1 } } });
      expect(quantities(workbook)?.filter((quantity) => quantity !== '')).toHaveLength(1);
      workbook.applyOwn = applyOwn;
      if (then === 'undo') {
        await session.undo(problem!.partial!.writeId);
        expect(quantities(workbook)).toEqual(['', '', '']);
      } else {
        const rest = await session.review();
        const theirs = rest.items.flatMap(({ changes }) => changes.filter(({ own }) => own !== undefined));
        expect(theirs).toHaveLength(2);
        await session.write();
        expect(quantities(workbook)?.filter((quantity) => quantity !== '')).toHaveLength(3);
      }
    }
  });

  it('the connection drops after theirs were written: that is said although the sheets cannot be read', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    const { applyWrite, readTables, inspectWorkbook } = workbook;
    const dropped = () => Promise.reject(Object.assign(new Error('no connection'), { name: 'GeneralException' }));
    workbook.applyWrite = () => {
      workbook.readTables = dropped;
      workbook.inspectWorkbook = dropped;
      workbook.writeSetting = dropped;
      return dropped();
    };
    const problem = await failure(session.write());
    expect(problem?.partial).toMatchObject({ cells: 3 });
    Object.assign(workbook, { applyWrite, readTables, inspectWorkbook });
    await session.undo(problem!.partial!.writeId);
    expect(quantities(workbook)).toEqual(['', '', '']);
  });

  it('written, but the mark of the plan cannot be kept: it is not called a failure', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    workbook.writeSetting = () => Promise.reject(new Error('no connection'));
    expect((await session.write()).cells).toBeGreaterThan(0);
    expect(session.getState()).toMatchObject({ problem: null, notice: { kind: 'written' } });
  });

  it('cancelled between theirs and ours: everything is as it was before', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    workbook.fails = { code: 'cancelled', values: {} };
    expect(await failure(session.write())).toMatchObject({ code: 'cancelled', partial: null });
    expect(quantities(workbook)).toEqual(['', '', '']);
    expect(session.getState().notice?.kind).toBe('cancelled');
  });

  it('text in a quantity column, a key twice, strangers and missing rows are listed, not written over', async () => {
    const { session, workbook } = await mapped();
    await planned(session);
    await session.write();
    const sheet = workbook.own.range(SHEET)!;
    sheet.rows[0]![8] = '等通知';
    sheet.rows.splice(1, 1);
    sheet.rows.push([...sheet.rows[1]!], ['NOPE', '', 'NGB', '', '', '', '', '', '', '']);
    const review = await session.plan().then(() => session.review());
    expect(review.own?.blocked).toMatchObject([{ sku: '84029G', why: 'wrong_kind', old: '等通知' }]);
    expect(review.own?.duplicates).toMatchObject([{ sku: '85123A', rows: [3, 4] }]);
  });
});

it('the sheet of changes names the user’s own cells, and its ticks are read back item by item', async () => {
  const { session, workbook } = await mapped();
  await planned(session);
  await session.write();
  const sheet = workbook.own.range(SHEET)!;
  sheet.rows[0]![8] = 500;
  sheet.rows[0]![4] = 100;
  await planned(session);
  await session.changesSheet();
  const changes = workbook.tables.get('TW_Changes')!;
  const at = (id: string): number => changes.columns.indexOf(id);
  const mine = changes.rows.findIndex((row) => row[at('column')] === `建议补货量 (${SHEET}!I2)`);
  expect(changes.rows[mine]?.[at('old')]).toBe('500');
  expect(changes.rows[mine]?.[at('write')]).toBe('no');
  // agreed to here, and one line of the row's other figures refused
  changes.rows[mine]![at('write')] = 'yes';
  const other = changes.rows.findIndex((row, index) => index !== mine && row[0] === '84029G' && row[1] === 'NGB');
  changes.rows[other]![at('write')] = 'no';
  await session.readTicks();
  const ticked = session.getState().review!.items.filter(({ key }) => key.join() === '84029G,NGB');
  expect(ticked.map(({ flag, ticked: on }) => [flag, on]).sort()).toEqual([
    [expect.not.stringMatching('edited'), false],
    ['edited', true],
  ]);
});

describe('own tables beside a data service', () => {
  it('take results; where both have a figure the pulled one counts, unless the user says otherwise', async () => {
    const { session, workbook } = open();
    workbook.own.ranges = [sheetOf()];
    await session.start();
    await session.chooseBrand('sample');
    await session.pull();
    const { mapping } = await session.guessOwn(await session.lookAtOwn(`${SHEET}!A1`));
    await session.keepOwn(mapping);
    workbook.own.range(SHEET)!.rows[0]![4] = 5;
    const stock = async () =>
      (await session.plan()).rows.find((row) => row.sku_id === '84029G' && row.warehouse_id === 'NGB')?.available;
    expect(await stock()).toBe(361);
    await session.setOwnOptions({ first: true });
    expect(await stock()).toBe(5);
    const review = await session.review();
    // Osaka and two SKUs are not in this list
    expect(new Set(review.own?.lacking.map(({ warehouse }) => warehouse))).toEqual(new Set(['NGB', 'OSA']));
  });
});

it('follows the selection in a mapped range by the mapping', async () => {
  const { session, workbook } = await mapped();
  await planned(session);
  await session.write();
  workbook.selectCell(`${SHEET}!J3`, null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(session.getState().item).toMatchObject({ sku: '22752', warehouse: 'NGB' });
  expect(session.getState().elsewhere).toBe(false);
});
