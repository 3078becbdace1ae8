import { runPlan } from '../../planning';
import type { Job, SessionPorts } from './types';
import { SessionError } from './problems';
import { groupItems, tickedCells } from './review-items';
import { createSession } from './session';
import { FakeService } from './testing/fake-service';
import { FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables, storageIn } from './testing/fixture';

const ADDRESS = 'https://stock.test/api';

function setUp(options: { key?: string } = {}) {
  const workbook = new FakeWorkbook();
  const service = new FakeService(fixtureTables(), ADDRESS);
  service.key = options.key ?? null;
  const kept = new Map<string, string>();
  const ports: SessionPorts = {
    workbook,
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: storageIn(kept),
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: ADDRESS,
    functionsNamespace: 'TWIN',
    language: 'en',
  };
  return { workbook, service, kept, ports, session: createSession(ports) };
}

async function pulled() {
  const all = setUp();
  await all.session.start();
  await all.session.chooseBrand('sample');
  await all.session.pull();
  return all;
}

async function written() {
  const all = await pulled();
  await all.session.plan();
  await all.session.review();
  await all.session.write();
  return all;
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: SessionError) => error.problem.code,
  );

describe('connecting', () => {
  it('lists brands, binds the workbook and keeps no key in it', async () => {
    const { session, workbook, kept } = setUp({ key: 'secret' });
    await session.start();
    expect(session.getState().connection.state).toBe('signed_out');
    await session.connect({ key: 'secret' });
    await session.chooseBrand('sample');
    expect(workbook.binding).toMatchObject({
      brandId: 'sample',
      currency: 'CNY',
      dataService: ADDRESS,
      language: 'en',
    });
    expect(JSON.stringify([workbook.binding, [...workbook.settings]])).not.toContain('secret');
    expect(kept.get(`key:${ADDRESS}`)).toBe('secret');
  });

  it('says what is wrong with an address or a key, and goes on with the old one', async () => {
    const { session } = setUp({ key: 'right' });
    expect(await codeOf(session.connect({ key: 'wrong' }))).toBe('unauthorised');
    expect(await codeOf(session.connect({ address: 'http://stock.test/api' }))).toBe('bad_address');
    expect(await codeOf(session.connect({ address: '   ' }))).toBe('bad_address');
    expect(await codeOf(session.connect({ address: 'https://elsewhere.test/api' }))).toBe('no_answer');
    expect(session.getState().connection.address).toBe(ADDRESS);
    await session.connect({ key: 'right' });
    expect(session.getState().connection.state).toBe('connected');
  });

  it('names an address where something else answers', async () => {
    const { ports } = setUp();
    const session = createSession({
      ...ports,
      fetch: async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    });
    expect(await codeOf(session.connect())).toBe('not_the_service');
  });

  it('refuses a second brand in a workbook that holds tables of the first', async () => {
    const { session, service, workbook } = await pulled();
    service.brands.push({ ...service.brands[0]!, brand_id: 'b2', name: 'Brand B' });
    await session.connect();
    expect(await codeOf(session.chooseBrand('b2'))).toBe('other_brand');
    expect(session.getState().problem?.values).toEqual({ bound: 'Sample brand', wanted: 'Brand B' });
    expect(workbook.binding?.brandId).toBe('sample');
  });
});

describe('pull', () => {
  it('downloads every table before it writes the first, with counts', async () => {
    const { session, service, workbook } = setUp();
    await session.start();
    await session.chooseBrand('sample');
    const seen: Job[] = [];
    service.onPage = () => expect(workbook.tables.size).toBe(0);
    const report = await session.pull({ onProgress: (job) => seen.push(job) });
    // 5 SKUs, 2 warehouses, 2 lanes, 10 stock and 10 sales rows (fixture.ts)
    expect(report.rows).toBe(29);
    expect(report.tables).toHaveLength(8);
    const steps = seen.map(({ step }) => step).filter((step, at, all) => step !== all[at - 1]);
    expect(steps).toEqual(['connecting', 'downloading', 'writing']);
    const last = seen.filter(({ step }) => step === 'downloading').at(-1);
    expect(last?.done).toBe(29);
    expect(last?.tables.every(({ complete }) => complete)).toBe(true);
    expect(session.getState().notice).toMatchObject({ kind: 'refreshed', values: { rows: 29 } });
  });

  it('puts the Mondays over the week columns and leaves weeks outside the window unknown', async () => {
    const { session, workbook } = await pulled();
    const full = workbook.tables.get('TW_Sales');
    expect(full?.rows[0]?.[full.columns.indexOf('w52')]).not.toBeNull();
    const refresh = jest.spyOn(workbook, 'refreshTables');
    await session.chooseSelection({ historyWeeks: 13 });
    await session.pull();
    const sales = refresh.mock.calls[0]?.[0].find(({ table }) => table === 'TW_Sales');
    // the data time is Monday 2026-11-23 in Beijing: the last complete ISO week began on 16 November (calendar)
    expect(sales?.bandTexts).toMatchObject({ w1: '2026-11-16', w2: '2026-11-09', w52: '2025-11-24' });
    expect(sales?.rows[0]?.[sales.columns.indexOf('w13')]).not.toBeNull();
    expect(sales?.rows[0]?.[sales.columns.indexOf('w14')]).toBeNull();
  });

  it('asks only for the chosen warehouses and remembers them with the workbook', async () => {
    const { session, service, ports } = await pulled();
    await session.chooseSelection({ warehouses: ['NGB'] });
    service.requests.length = 0;
    await session.pull();
    expect(
      service.requests.filter((url) => url.includes('/tables/')).every((url) => url.includes('warehouses=NGB')),
    ).toBe(true);
    const reopened = createSession(ports);
    await reopened.start();
    expect(reopened.getState().selection.warehouses).toEqual(['NGB']);
  });

  it('starts over once when new data arrive, and gives up the second time', async () => {
    const { session, service, workbook } = setUp();
    await session.start();
    await session.chooseBrand('sample');
    service.newCutBeforePages = [3];
    await session.pull();
    expect(workbook.tables.get('TW_SKU')?.stamp.cut).toBe('cut1+');
    service.pages = 0;
    service.newCutBeforePages = [2, 5];
    const before = structuredClone(workbook.tables.get('TW_Stock'));
    expect(await codeOf(session.pull())).toBe('changed_again');
    expect(workbook.tables.get('TW_Stock')).toEqual(before);
  });

  it('leaves the sheets alone when the service goes away midway', async () => {
    const { session, service, workbook } = await pulled();
    const before = structuredClone([...workbook.tables]);
    service.pages = 0;
    service.awayFromPage = 4;
    expect(await codeOf(session.pull())).toBe('no_answer');
    expect([...workbook.tables]).toEqual(before);
    expect(session.getState().job).toBeNull();
    expect(session.getState().problem).toMatchObject({ code: 'no_answer', during: 'pull' });
  });

  it('tries a lost page once more', async () => {
    const { session, service } = await pulled();
    service.pages = 0;
    service.awayFromPage = 4;
    service.onPage = (count) => {
      if (count === 5) service.awayFromPage = null;
    };
    await expect(session.pull()).resolves.toMatchObject({ rows: 29 });
  });

  it('can be cancelled during the download: nothing is written', async () => {
    const { session, service, workbook } = setUp();
    await session.start();
    await session.chooseBrand('sample');
    service.onPage = (count) => {
      if (count === 3) session.cancel();
    };
    expect(await codeOf(session.pull())).toBe('cancelled');
    expect(workbook.tables.size).toBe(0);
    expect(session.getState()).toMatchObject({ job: null, problem: null, notice: { kind: 'cancelled' } });
  });

  it('obeys the signal of its caller', async () => {
    const { session, service } = setUp();
    await session.start();
    await session.chooseBrand('sample');
    const stop = new AbortController();
    service.onPage = (count) => {
      if (count === 2) stop.abort();
    };
    expect(await codeOf(session.pull({ signal: stop.signal }))).toBe('cancelled');
  });

  it('lets one job run at a time', async () => {
    const { session } = await pulled();
    const first = session.pull();
    expect(await codeOf(session.plan())).toBe('busy');
    await first;
  });

  it('passes on what the workbook says', async () => {
    const { session, workbook } = await pulled();
    workbook.fails = { code: 'protected', values: { sheet: 'Stock' } };
    expect(await codeOf(session.pull())).toBe('protected');
    expect(session.getState().problem).toMatchObject({ code: 'protected', values: { sheet: 'Stock' }, during: 'pull' });
  });
});

describe('plan, review, write', () => {
  it('plans from the sheets: a figure mended there counts', async () => {
    const { session, workbook } = await pulled();
    const before = await session.plan();
    const orderOf = (outcome: typeof before) =>
      outcome.rows.find(({ sku_id, warehouse_id }) => sku_id === '84029G' && warehouse_id === 'NGB');
    expect(orderOf(before)?.action).toBe('buy');
    workbook.type('TW_Stock', ['84029G', 'NGB'], 'available', 100_000);
    // over 180 days of stock: not only is nothing bought
    expect(orderOf(await session.plan())?.action).toBe('clear');
  });

  it('needs pulled sheets', async () => {
    const { session } = setUp();
    await session.start();
    await session.chooseBrand('sample');
    expect(await codeOf(session.plan())).toBe('nothing_pulled');
    expect(await codeOf(session.review())).toBe('no_plan');
    expect(await codeOf(session.write())).toBe('no_plan');
  });

  it('writes nothing before write, then exactly the cells the button named', async () => {
    const { session, workbook } = await pulled();
    await session.plan();
    const review = await session.review();
    expect(workbook.tables.has('TW_Plan')).toBe(false);
    expect(review.newTables).toEqual(['TW_Plan', 'TW_Forecast', 'TW_Tiers', 'TW_Buys', 'TW_Sellable']);
    const promised = tickedCells(session.getState().review!);
    const report = await session.write();
    expect(report.cells).toBe(promised);
    expect(workbook.cell('TW_SKU', 0, 'tier')).toBe('hit');
    expect(session.getState().lastPlan?.version).toBe(1);
    expect(session.getState().summary?.rows).toBe(10);
  });

  it('has nothing to review when the sheet matches the plan', async () => {
    const { session } = await written();
    await session.plan();
    const review = await session.review();
    expect(review.items).toEqual([]);
    expect(await codeOf(session.write())).toBe('nothing_ticked');
  });

  it('puts new STOPs in front and keeps what the user changed', async () => {
    const { session, workbook } = await written();
    workbook.type('TW_Plan', ['22752', 'NGB'], 'my_qty', 999);
    workbook.type('TW_Stock', ['84029G', 'NGB'], 'available', 100_000);
    workbook.type('TW_Stock', ['22752', 'NGB'], 'available', 500);
    await session.plan();
    const review = await session.review();
    const eye = groupItems(review, 'eye').map(({ key, flag }) => [key.join(), flag]);
    expect(eye).toContainEqual(['84029G,NGB', 'new_stop']);
    expect(groupItems(review, 'overridden').map(({ key, ticked }) => [key.join(), ticked])).toEqual([
      ['22752,NGB', false],
    ]);
    await session.write();
    expect(workbook.cell('TW_Plan', workbook.rowAt('TW_Plan', ['84029G', 'NGB']), 'action')).toBe('clear');
    // unticked: the old plan's figure stays
    expect(workbook.cell('TW_Plan', workbook.rowAt('TW_Plan', ['22752', 'NGB']), 'my_qty')).toBe(999);
    expect(workbook.cell('TW_Plan', workbook.rowAt('TW_Plan', ['22752', 'NGB']), 'plan_version')).toBe('v1');
  });

  it('writes a single item when asked to', async () => {
    const { session, workbook } = await pulled();
    await session.plan();
    const review = await session.review();
    const item = review.items.find(({ key }) => key.join() === '84029G,NGB')!;
    await session.write({ items: [item.id] });
    expect(workbook.tables.get('TW_Plan')?.rows).toHaveLength(1);
  });

  it('asks before it writes rows hidden by a filter', async () => {
    const { session, workbook } = await written();
    workbook.type('TW_Stock', ['84029G', 'NGB'], 'available', 100_000);
    await session.plan();
    workbook.filtered = ['TW_Plan'];
    await session.review();
    expect(await codeOf(session.write())).toBe('filtered');
    expect((await session.write({ writeHidden: true })).cells).toBeGreaterThan(0);
  });

  it('undoes a write', async () => {
    const { session, workbook } = await pulled();
    await session.plan();
    await session.review();
    const { writeId } = await session.write();
    await session.undo(writeId);
    expect(workbook.tables.has('TW_Plan')).toBe(false);
    expect(session.getState()).toMatchObject({ summary: null, notice: { kind: 'undone' } });
  });

  it('runs the whole job without a screen', async () => {
    const { session, workbook } = setUp();
    const done = await session.runAll({ brandId: 'sample', language: 'zh' });
    expect(done.pull.rows).toBe(29);
    expect(done.write.cells).toBe(done.review.cells);
    expect(workbook.binding?.language).toBe('zh');
    expect(String(workbook.cell('TW_Plan', 0, 'explanation'))).toMatch(/[一-鿿]/);
    const again = await session.runAll({ brandId: 'sample' });
    expect(again.write.cells).toBe(0);
  });
});

describe('beside the plan', () => {
  it('derives the plan again by formulas that point at the sheets', async () => {
    const { session, workbook } = await written();
    await session.checkSheet();
    const check = workbook.tables.get('TW_Check');
    expect(check?.rows.length).toBeGreaterThan(10);
    // factor × √((lead + review) × sd² + (mean × lead sd)²)
    expect(check?.formulas?.formula_value?.[0]).toMatch(
      /^='Plan'!\$\w+\$6\*SQRT\(\('Plan'!\$\w+\$6\+'Plan'!\$\w+\$6\)\*'Plan'!\$\w+\$6\^2\+\('Plan'!\$\w+\$6\*N\('Plan'!\$\w+\$6\)\)\^2\)$/,
    );
    expect(check?.formulas?.difference?.[0]).toBe('=IF(ISNUMBER(E6),D6-E6,"")');
  });

  it('takes a number typed over the forecast for an override, keeps it through the next plan and lets it end', async () => {
    const { session, workbook } = await written();
    const key = ['22752', 'NGB'];
    const at = workbook.rowAt('TW_Forecast', key);
    const statistical = workbook.cell('TW_Forecast', at, 's3');
    session.setPlanner('Lin');
    workbook.type('TW_Forecast', key, 'f3', 500);
    workbook.type('TW_Forecast', key, 'why', 'TV spot');
    await session.plan();
    const review = await session.review();
    // what was typed is no figure of yours that the plan would go over
    expect(review.items.filter(({ flag }) => flag === 'edited')).toEqual([]);
    await session.write({ items: 'all' });
    const week = String(workbook.cell('TW_Overrides', 0, 'week'));
    const held = (column: string) =>
      workbook.cell('TW_Overrides', workbook.rowAt('TW_Overrides', [...key, week]), column);
    expect(['quantity', 'used', 'author', 'reason', 'state'].map(held)).toEqual([500, 500, 'Lin', 'TV spot', 'active']);
    expect(held('statistical')).toBe(statistical);
    expect(workbook.cell('TW_Forecast', at, 'f3')).toBe(500);
    expect(workbook.cell('TW_Forecast', at, 's3')).toBe(statistical);
    expect(workbook.cell('TW_Forecast', at, 'overridden_by')).toBe('Lin');

    await session.plan();
    expect((await session.review()).cells).toBe(0);

    workbook.type('TW_Forecast', key, 'f3', statistical);
    await session.plan();
    await session.review();
    await session.write({ items: 'all' });
    expect(['quantity', 'used', 'state'].map(held)).toEqual([500, null, 'expired']);
    expect(workbook.cell('TW_Forecast', at, 'f3')).toBe(statistical);
    expect(workbook.cell('TW_Forecast', at, 'overridden_by')).toBeNull();
  });

  it('lists the changes in a sheet and reads the ticks back', async () => {
    const { session, workbook } = await pulled();
    await session.plan();
    const review = await session.review();
    await session.changesSheet();
    workbook.type('TW_Changes', ['84029G', 'NGB', 'Order qty'], 'write', 'no');
    await session.readTicks();
    const item = session.getState().review?.items.find(({ key }) => key.join() === '84029G,NGB');
    expect(item?.ticked).toBe(false);
    expect(session.getState().review?.items.filter(({ ticked }) => ticked)).toHaveLength(review.items.length - 1);
  });

  it('follows the selection until it is pinned', async () => {
    const { session, workbook } = await written();
    workbook.select('TW_Stock', workbook.rowAt('TW_Stock', ['22752', 'NGB']));
    expect(session.getState().item).toMatchObject({ sku: '22752', warehouse: 'NGB', row: { sku_id: '22752' } });
    expect(session.getState().item?.others.map(({ warehouse_id }) => warehouse_id)).toEqual(['OSA']);
    session.pin(true);
    workbook.select('TW_Stock', workbook.rowAt('TW_Stock', ['84029G', 'OSA']));
    expect(session.getState().item?.sku).toBe('22752');
    session.pin(false);
    expect(session.getState().item).toMatchObject({ sku: '84029G', warehouse: 'OSA' });
  });

  it("writes the user's decision into their own columns only", async () => {
    const { session, workbook } = await written();
    const before = structuredClone(workbook.tables.get('TW_Plan')?.rows);
    await session.decide({ sku: '84029G', warehouse: 'NGB' }, 'change', 1200);
    const at = workbook.rowAt('TW_Plan', ['84029G', 'NGB']);
    expect(workbook.cell('TW_Plan', at, 'decision')).toBe('change');
    expect(workbook.cell('TW_Plan', at, 'my_qty')).toBe(1200);
    const width = before?.[0]?.length ?? 0;
    expect(workbook.tables.get('TW_Plan')?.rows.map((row) => row.slice(0, width))).toEqual(before);
  });

  it('opens offline and still plans', async () => {
    const { ports, workbook } = await pulled();
    const offline = createSession({
      ...ports,
      fetch: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    await offline.start();
    expect(offline.getState()).toMatchObject({ ready: true, connection: { state: 'offline' } });
    await expect(offline.plan()).resolves.toMatchObject({ currency: 'CNY' });
    expect(workbook.tables.size).toBe(8);
  });
});
