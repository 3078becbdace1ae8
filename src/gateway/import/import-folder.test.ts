import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IMPORT_TABLES } from '../../tables';
import type { Store } from '../store';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';
import { importFolder, latestImport } from './import-folder';
import { readFolder } from './source';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const SKU = 'sku_id,name,price,currency\n00123,Bottle,9.99,CNY\n1E5,Jar,5,CNY\n';
const WAREHOUSE = 'warehouse_id,type\nNB,bonded\n';
const skus = async (brandId: string): Promise<string[]> =>
  (await store.query<{ sku_id: string }>('SELECT sku_id FROM sku WHERE brand_id = $1 ORDER BY 1', [brandId])).map(
    (row) => row.sku_id,
  );
const brand = async (brandId: string): Promise<Record<string, unknown> | undefined> =>
  (await store.query('SELECT * FROM brand WHERE brand_id = $1', [brandId]))[0];

describe('importFolder', () => {
  test('takes a folder, says what it took and for which instant the data speak', async () => {
    const report = await importFolder(store, {
      brandId: 'a',
      name: 'Brand A',
      nameZh: '品牌A',
      files: filesOf({
        'SKU.CSV': SKU,
        'warehouse.csv': WAREHOUSE,
        'stock.csv':
          'as_of,warehouse_id,sku_id,qty\n2026-11-22 08:00,NB,00123,4\n2026-11-23 09:12,NB,1E5,1234567.8912\n',
        'sales.csv': 'date,sku_id,qty,unknown one\n2026-11-23,1E5,3,x\n2026-11-23,nope,3,x\n',
        'notes.txt': 'hello',
      }),
    });
    expect(report.tables.filter((table) => !table.missing)).toEqual([
      {
        table: 'sku',
        file: 'SKU.CSV',
        encoding: 'utf-8',
        read: 2,
        taken: 2,
        refused: 0,
        missing: false,
        skipped: 0,
        ignored_columns: [],
      },
      {
        table: 'warehouse',
        file: 'warehouse.csv',
        encoding: 'utf-8',
        read: 1,
        taken: 1,
        refused: 0,
        missing: false,
        skipped: 0,
        ignored_columns: [],
      },
      {
        table: 'stock',
        file: 'stock.csv',
        encoding: 'utf-8',
        read: 2,
        taken: 2,
        refused: 0,
        missing: false,
        skipped: 0,
        ignored_columns: [],
      },
      {
        table: 'sales',
        file: 'sales.csv',
        encoding: 'utf-8',
        read: 2,
        taken: 1,
        refused: 1,
        missing: false,
        skipped: 0,
        ignored_columns: ['unknown one'],
      },
    ]);
    expect(report.ignored_files).toEqual(['notes.txt']);
    expect(report.problems.map((problem) => [problem.code, problem.file, problem.line, problem.value])).toEqual([
      ['unknown_code', 'sales.csv', 3, 'nope'],
    ]);
    // 09:12 in Beijing is 01:12 UTC
    expect(await brand('a')).toMatchObject({
      name: 'Brand A',
      name_zh: '品牌A',
      currency: 'CNY',
      sample: false,
      cut: report.cut,
      data_time: '2026-11-23T01:12:00.000Z',
    });
    const stock = await store.query(
      'SELECT sku_id, qty, batch_no, state, as_of, data_source FROM stock WHERE brand_id = $1 ORDER BY 1',
      ['a'],
    );
    expect(stock).toEqual([
      {
        sku_id: '00123',
        qty: 4,
        batch_no: '',
        state: 'on_hand',
        as_of: '2026-11-22T00:00:00.000Z',
        data_source: 'stock.csv',
      },
      {
        sku_id: '1E5',
        qty: 1234567.8912,
        batch_no: '',
        state: 'on_hand',
        as_of: '2026-11-23T01:12:00.000Z',
        data_source: 'stock.csv',
      },
    ]);
    // a row without an instant of its own is as old as the cut
    const [sku] = await store.query('SELECT as_of, ingested_at FROM sku WHERE brand_id = $1 LIMIT 1', ['a']);
    expect(sku).toEqual({ as_of: '2026-11-23T01:12:00.000Z', ingested_at: expect.stringMatching(/Z$/) });
    expect(await latestImport(store, 'a')).toMatchObject({ cut: report.cut, problems: report.problems });
  });

  test('every column of every table arrives', async () => {
    const values: Record<string, string> = {
      text: 'T',
      whole: '7',
      number: '1.5',
      money: '2.25',
      percent: '13%',
      date: '2026-11-20',
      datetime: '2026-11-20 08:00',
      flag: '1',
    };
    const files = Object.fromEntries(
      IMPORT_TABLES.map((table) => [
        table.file,
        `${table.columns.map((column) => column.id).join(',')}\n${table.columns
          .map((column) => column.oneOf?.[0] ?? values[column.kind])
          .join(',')}\n`,
      ]),
    );
    const report = await importFolder(store, { brandId: 'full', files: filesOf(files) });
    expect(report.problems).toEqual([]);
    const expected: Record<string, unknown> = {
      text: 'T',
      whole: 7,
      number: 1.5,
      money: 2.25,
      percent: 0.13,
      date: '2026-11-20',
      datetime: '2026-11-20T00:00:00.000Z',
      flag: true,
    };
    for (const table of IMPORT_TABLES) {
      const [row] = await store.query(`SELECT * FROM ${table.id} WHERE brand_id = $1`, ['full']);
      expect(row).toMatchObject(
        Object.fromEntries(table.columns.map((column) => [column.id, column.oneOf?.[0] ?? expected[column.kind]])),
      );
    }
  });

  test('sales after the data cut are taken and named', async () => {
    const report = await importFolder(store, {
      brandId: 'late',
      files: filesOf({
        'sku.csv': SKU,
        'warehouse.csv': WAREHOUSE,
        'stock.csv': 'as_of,warehouse_id,sku_id,qty\n2026-11-22 08:00,NB,00123,4\n',
        'sales.csv': 'date,sku_id,qty\n2026-11-22,00123,1\n2026-11-23,00123,1\n2026-11-23,1E5,1\n2062-11-01,1E5,1\n',
      }),
    });
    expect(report.tables.find(({ table }) => table === 'sales')).toMatchObject({ taken: 4, refused: 0 });
    expect(report.problems).toMatchObject([{ code: 'after_cut', file: 'sales.csv', line: null, value: '2026-11-22' }]);
    expect(report.problems[0]?.message.en).toContain('(3: 2026-11-23, 2062-11-01)');
    expect(await latestImport(store, 'late')).toMatchObject({ problems: report.problems });
  });

  test('without stock, a date far beyond all others that has not come yet does not set the data time', async () => {
    const cutOf = async (brandId: string, ...dates: string[]): Promise<unknown> => {
      const sales = ['date,sku_id,qty', ...dates.map((date) => `${date},00123,1`)].join('\n');
      await importFolder(store, {
        brandId,
        files: filesOf({ 'sku.csv': SKU, 'sales.csv': sales }),
        now: () => new Date('2026-11-24T04:00:00Z'),
      });
      return (await brand(brandId))?.data_time;
    };
    // the end of 22 November in Beijing
    expect(await cutOf('slip', '2026-11-20', '2062-11-01', '2026-11-22')).toBe('2026-11-22T16:00:00.000Z');
    // data of a shop whose clock runs ahead, in one piece, are taken at their word
    expect(await cutOf('ahead', '2026-11-20', '2026-12-10')).toBe('2026-12-10T16:00:00.000Z');
    expect(await cutOf('only', '2062-11-01')).toBe('2062-11-01T16:00:00.000Z');
  });

  test('stage dates and behaviour, with the headers of ERP and shop exports', async () => {
    const report = await importFolder(store, {
      brandId: 'st',
      files: filesOf({
        'sku.csv': SKU,
        'warehouse.csv': WAREHOUSE,
        'inbound.csv': 'doc_id,line,sku_id,to_id,qty_ordered\nPO1,1,00123,NB,5\n',
        'stage_event.csv':
          '采购单号,物流节点,计划日期,实际日期,服务商\nPO1,trunk,2026-10-01,2026-10-03,F1\nPO9,trunk,,,\n',
        'behaviour.csv':
          '统计日期,商品编码,商品浏览量,商品访客数,加购件数,商品关注数,定金件数\n2026-11-20,1E5,120,80,9,4,\n',
      }),
    });
    expect(report.problems.map(({ code, file, value }) => [code, file, value])).toEqual([
      ['unknown_code', 'stage_event.csv', 'PO9'],
    ]);
    const [event] = await store.query('SELECT * FROM stage_event WHERE brand_id = $1', ['st']);
    expect(event).toMatchObject({
      doc_id: 'PO1',
      stage: 'trunk',
      planned_at: '2026-09-30T16:00:00.000Z',
      actual_at: '2026-10-02T16:00:00.000Z',
      partner_id: 'F1',
    });
    const [day] = await store.query('SELECT * FROM behaviour WHERE brand_id = $1', ['st']);
    expect(day).toMatchObject({
      date: '2026-11-20',
      sku_id: '1E5',
      pv: 120,
      uv: 80,
      cart: 9,
      fav: 4,
      presale_deposits: null,
    });
  });

  test('a GB18030 file with Chinese headers', async () => {
    // '商品编码,名称\n00123,蓝瓶子\n' in GB18030, by Python's encoder; 名称 is no header of ours
    const bytes = Buffer.from('c9ccc6b7b1e0c2eb2cc3fbb3c60a30303132332cc0b6c6bfd7d30a', 'hex');
    const report = await importFolder(store, { brandId: 'gb', files: filesOf({ 'sku.csv': bytes }) });
    expect(report.tables[0]).toMatchObject({ encoding: 'gb18030', taken: 1, ignored_columns: ['名称'] });
    expect(await skus('gb')).toEqual(['00123']);
  });

  test('a table whose file is there is replaced, the others stay; a new cut every time', async () => {
    const first = await importFolder(store, {
      brandId: 'b',
      files: filesOf({ 'sku.csv': SKU, 'warehouse.csv': WAREHOUSE }),
    });
    // the warehouse is known from before, so ZZ is refused although no warehouse.csv is here
    const stock = 'as_of,warehouse_id,sku_id,qty\n2026-11-23,NB,NEW,1\n2026-11-23,ZZ,NEW,1\n';
    const second = await importFolder(store, {
      brandId: 'b',
      files: filesOf({ 'sku.csv': 'sku_id\nNEW\n', 'stock.csv': stock }),
    });
    expect(second.cut).not.toBe(first.cut);
    expect(await skus('b')).toEqual(['NEW']);
    expect(second.problems.map((problem) => [problem.code, problem.value])).toEqual([['unknown_code', 'ZZ']]);
    expect(await store.query('SELECT warehouse_id FROM warehouse WHERE brand_id = $1', ['b'])).toEqual([
      { warehouse_id: 'NB' },
    ]);
  });

  test('brands do not touch each other', async () => {
    await importFolder(store, { brandId: 'c1', files: filesOf({ 'sku.csv': 'sku_id\nX\n' }) });
    await importFolder(store, { brandId: 'c2', files: filesOf({ 'sku.csv': 'sku_id\nX\nY\n' }) });
    await importFolder(store, { brandId: 'c2', files: filesOf({ 'sku.csv': 'sku_id\nZ\n' }) });
    expect([await skus('c1'), await skus('c2')]).toEqual([['X'], ['Z']]);
  });

  test.each([
    ['no sku.csv', { 'warehouse.csv': WAREHOUSE }, 'no_sku_file'],
    ['an unreadable sku.csv', { 'sku.csv': Buffer.from('504b030400000000', 'hex') }, 'unreadable'],
    ['a sku.csv without sku_id', { 'sku.csv': 'name\nBottle\n' }, 'missing_column'],
    ['a sku.csv of which every row is refused', { 'sku.csv': 'sku_id,moq\nA,x\n' }, 'not_a_number'],
  ])('with %s nothing changes', async (_, files, code) => {
    await importFolder(store, { brandId: 'd', files: filesOf({ 'sku.csv': SKU, 'warehouse.csv': WAREHOUSE }) });
    const before = await brand('d');
    const report = await importFolder(store, { brandId: 'd', files: filesOf(files as Record<string, string>) });
    expect(report.cut).toBeNull();
    expect(report.tables.every((table) => table.taken === 0)).toBe(true);
    expect(report.problems[0]?.code).toBe(code);
    expect(await brand('d')).toEqual(before);
    expect(await skus('d')).toEqual(['00123', '1E5']);
    expect(await store.query('SELECT 1 FROM brand WHERE brand_id = $1', ['never'])).toEqual([]);
  });

  test('a file that cannot be used leaves what was imported before', async () => {
    await importFolder(store, { brandId: 'e', files: filesOf({ 'sku.csv': SKU, 'warehouse.csv': WAREHOUSE }) });
    const report = await importFolder(store, {
      brandId: 'e',
      files: filesOf({ 'sku.csv': SKU, 'warehouse.csv': 'warehouse_id,type\nNB,?\n' }),
    });
    expect(report.tables[1]).toMatchObject({ table: 'warehouse', read: 1, taken: 0, refused: 1 });
    expect(report.problems.map((problem) => problem.code)).toEqual(['not_one_of', 'no_good_rows']);
    expect(await store.query('SELECT warehouse_id FROM warehouse WHERE brand_id = $1', ['e'])).toEqual([
      { warehouse_id: 'NB' },
    ]);
  });

  test('cancelled while writing, nothing changes', async () => {
    await importFolder(store, { brandId: 'f', files: filesOf({ 'sku.csv': SKU }) });
    const before = await brand('f');
    const many = `sku_id\n${Array.from({ length: 30_000 }, (_, i) => `S${i}`).join('\n')}\n`;
    const cancel = new AbortController();
    const steps: string[] = [];
    const importing = importFolder(store, {
      brandId: 'f',
      files: filesOf({ 'sku.csv': many }),
      signal: cancel.signal,
      onProgress: ({ step, done, total }) => {
        steps.push(`${step} ${done}/${total}`);
        if (step === 'writing' && done > 10_000) cancel.abort();
      },
    });
    await expect(importing).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps.some((step) => step.startsWith('reading'))).toBe(true);
    expect(await skus('f')).toEqual(['00123', '1E5']);
    expect(await brand('f')).toEqual(before);
  });

  test('two imports of one brand at once: one after the other', async () => {
    const many = (letter: string): string =>
      `sku_id\n${Array.from({ length: 3000 }, (_, i) => `${letter}${i}`).join('\n')}\n`;
    const reports = await Promise.all(
      ['A', 'B'].map((letter) => importFolder(store, { brandId: 'g', files: filesOf({ 'sku.csv': many(letter) }) })),
    );
    const [row] = await store.query<{ n: number; letters: number }>(
      'SELECT count(*) AS n, count(DISTINCT left(sku_id, 1)) AS letters FROM sku WHERE brand_id = $1',
      ['g'],
    );
    expect(row).toEqual({ n: 3000, letters: 1 });
    expect(reports.map((report) => report.cut)).toContain((await brand('g'))?.cut);
  });

  test('without stock the data speak to the end of the last day of sales; without either, for now', async () => {
    const sales = 'date,sku_id,qty\n2026-11-21,00123,1\n2026-11-22,00123,1\n';
    await importFolder(store, { brandId: 'h', files: filesOf({ 'sku.csv': SKU, 'sales.csv': sales }) });
    // Sunday the 22nd ends at 24:00 in Beijing, 16:00 UTC
    expect((await brand('h'))?.data_time).toBe('2026-11-22T16:00:00.000Z');
    const now = (): Date => new Date('2026-12-01T10:00:00Z');
    await importFolder(store, { brandId: 'i', files: filesOf({ 'sku.csv': SKU }), now });
    expect((await brand('i'))?.data_time).toBe('2026-12-01T10:00:00.000Z');
  });

  test('the same table twice in a folder', async () => {
    const report = await importFolder(store, {
      brandId: 'j',
      files: filesOf({ 'sku.csv': SKU, 'SKU.csv': 'sku_id\nX\n' }),
    });
    expect(report.problems.map((problem) => [problem.code, problem.file])).toEqual([['same_file_twice', 'SKU.csv']]);
    expect(await skus('j')).toEqual(['00123', '1E5']);
  });

  test('the twenty newest reports are kept', async () => {
    for (let i = 0; i < 22; i++) {
      await importFolder(store, {
        brandId: 'k',
        files: filesOf({ 'sku.csv': SKU }),
        now: () => new Date(Date.UTC(2026, 0, i + 1)),
      });
    }
    const [row] = await store.query(
      'SELECT count(*) AS n, min(finished_at) AS first FROM import_run WHERE brand_id = $1',
      ['k'],
    );
    expect(row).toEqual({ n: 20, first: '2026-01-03T00:00:00.000Z' });
  });

  test('a cut can be given a name, and come again after another', async () => {
    const files = filesOf({ 'sku.csv': SKU });
    for (const cut of ['one', 'two', 'one']) {
      expect((await importFolder(store, { brandId: 'm', files, cut })).cut).toBe(cut);
      expect((await brand('m'))?.cut).toBe(cut);
    }
    expect(await latestImport(store, 'm')).toMatchObject({ cut: 'one' });
  });

  test('a folder on the disk', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinstock-'));
    try {
      writeFileSync(path.join(folder, 'sku.csv'), `\uFEFF${SKU}`);
      writeFileSync(path.join(folder, '.hidden'), '');
      expect(readFolder(folder).map((file) => file.name)).toEqual(['sku.csv']);
      const report = await importFolder(store, { brandId: 'l', files: readFolder(folder) });
      expect(report.tables[0]).toMatchObject({ encoding: 'utf-8', taken: 2 });
      expect(() => readFolder(path.join(folder, 'none'))).toThrow('ENOENT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
