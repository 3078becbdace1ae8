import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { ensureBuild } from '../src/tools/ensure-build';
import { planWorkbook, type WorkbookPlan } from '../src/tools/own/plan-workbook';
import { AS_OF, ITEMS } from './data/own-workbooks/brand';
import { ownWorkbooks, type SampleWorkbook } from './data/own-workbooks/workbooks';

// Workbooks as planners keep them, planned in place through the shipped bundle: what the plan fills is there, and every byte
// of every other cell and part is as it was.
const root = path.resolve(__dirname, '..');
const soffice = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'soffice'))
  .find((file) => existsSync(file));

let base: string;
let samples: Map<string, SampleWorkbook>;
const done = new Map<string, WorkbookPlan>();

beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'twinstock-own-'));
  ensureBuild(['functions', 'pane']);
  samples = new Map((await ownWorkbooks()).map((sample) => [sample.name, sample]));
}, 300_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const sampleOf = (name: string): SampleWorkbook => {
  const sample = samples.get(name);
  if (!sample) throw new Error(`no sample ${name}`);
  return sample;
};

async function planned(name: string): Promise<WorkbookPlan> {
  const before = done.get(name);
  if (before) return before;
  const plan = await planWorkbook({
    bytes: sampleOf(name).bytes,
    language: 'en',
    name: 'Sample',
    currency: 'CNY',
    asOf: AS_OF,
    mapping: null,
    threads: 0,
  });
  done.set(name, plan);
  return plan;
}

async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.slice().buffer as ArrayBuffer);
  return book;
}

/** `<c …>` elements of a sheet's part by address, as they stand in the file. */
function cellsOf(xml: string): Map<string, string> {
  const cells = [...xml.matchAll(/<c\b[^>]*?(?:\/>|>[\s\S]*?<\/c>)/g)];
  return new Map(cells.map(([cell]) => [/\sr="([A-Z]+\d+)"/.exec(cell)?.[1] ?? '', cell]));
}

const NAMES = ['备货计划表', '进销存表', 'english', '两仓同表', 'PSI', 'ERP导出', '合并单元格'];

describe.each(NAMES)('%s', (name) => {
  test('is planned in place: the columns it leaves for the plan are filled', async () => {
    const { written, plan, mismatches } = await planned(name);
    expect(mismatches).toEqual([]);
    expect(plan.rows.length).toBeGreaterThanOrEqual(6);
    expect(plan.rows.some(({ order_qty }) => (order_qty ?? 0) > 0)).toBe(true);
    expect(written.length).toBeGreaterThan(0);
    expect(written.some(({ meaning }) => meaning === 'TW_Plan.order_qty')).toBe(true);
  }, 300_000);

  test('every foreign part, and every foreign cell of the sheets written, is the same bytes', async () => {
    const { bytes, written } = await planned(name);
    const before = unzipSync(sampleOf(name).bytes);
    const after = unzipSync(bytes);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const mine = new Set(written.map(({ address }) => address.slice(address.lastIndexOf('!') + 1)));
    let touched = 0;
    for (const [part, content] of Object.entries(before)) {
      if (Buffer.from(content).equals(Buffer.from(after[part]!))) continue;
      touched++;
      expect(part).toMatch(/^xl\/worksheets\/sheet\d+\.xml$/);
      const [was, now] = [strFromU8(content), strFromU8(after[part]!)];
      // around the cells nothing changes, but that a row may span one more
      const shell = (xml: string): string =>
        xml.replace(/<c\b[^>]*?(?:\/>|>[\s\S]*?<\/c>)/g, '').replace(/(<row [^>]*?) spans="\d+:\d+"/g, '$1');
      expect(shell(now)).toBe(shell(was));
      const nowCells = cellsOf(now);
      for (const [address, cell] of cellsOf(was)) {
        const next = nowCells.get(address) ?? '';
        if (next === cell || mine.has(address)) continue;
        // a formula of the user's: the same but for its last result
        const formula = /<f\b[\s\S]*?(?:\/>|<\/f>)/.exec(cell)?.[0];
        expect(`${address} ${formula}`).not.toContain('undefined');
        expect(next).toContain(formula);
      }
      for (const address of nowCells.keys()) expect(cellsOf(was).has(address) || mine.has(address)).toBe(true);
    }
    expect(touched).toBeGreaterThan(0);
  }, 300_000);

  test('opens in another program with the values in their cells', async () => {
    const { bytes, written } = await planned(name);
    const book = await opened(bytes);
    for (const { address, value } of written) {
      const cut = address.lastIndexOf('!');
      const sheet = address.slice(0, cut).replace(/^'|'$/g, '');
      const held = book.getWorksheet(sheet)?.getCell(address.slice(cut + 1)).value;
      if (typeof value === 'number') expect(held).toBeCloseTo(value, 6);
      else if (held instanceof Date) expect(held.toISOString().slice(0, 10)).toBe(value);
      else expect(held).not.toBeNull();
    }
  }, 300_000);
});

describe('what the figures say', () => {
  const row = async (name: string, sku: string, warehouse: RegExp) =>
    (await planned(name)).plan.rows.find((one) => one.sku_id === sku && warehouse.test(one.warehouse_id));

  test('备货计划表: 160 pieces at 10 a day, 30 days to arrive, 10 days of safety', async () => {
    const buy = await row('备货计划表', 'KB-100', /宁波/);
    expect(buy).toMatchObject({ available: 160, lead_mean: 30, safety_days: 10, action: 'buy' });
    expect(buy?.days_of_supply).toBeCloseTo(16, 6);
    // the text "1,280 件" is 1,280; the word 待定 in another column is unknown and named
    expect((await row('备货计划表', 'VIT-C60', /宁波/))?.available).toBe(1280);
    expect((await planned('备货计划表')).plan.noteTexts.join('\n')).toContain('待定');
  }, 300_000);

  test('formulas that depend on what was written show it', async () => {
    const { bytes, written } = await planned('备货计划表');
    const sheet = (await opened(bytes)).getWorksheet('备货计划表');
    const qty = written.find(({ sku, meaning }) => sku === 'KB-100' && meaning === 'TW_Plan.order_qty');
    expect(Number(qty?.value)).toBeGreaterThan(0);
    expect(sheet?.getCell('Q4').result).toBeCloseTo(Number(qty?.value) * ITEMS[0]!.cost, 6);
  }, 300_000);

  test('several plans in one sheet: each block is about the warehouse of its title', async () => {
    const { written } = await planned('两仓同表');
    expect(new Set(written.map(({ warehouse }) => warehouse))).toEqual(new Set(['宁波保税仓', '东京海外仓']));
    // the user's own word in the status column is not written over: the column is not empty
    expect(written.some(({ meaning }) => meaning === 'TW_Plan.status')).toBe(false);
  }, 300_000);

  test('a hidden row is written like any other, a row the plan does not know is left and listed', async () => {
    const { written, review } = await planned('ERP导出');
    expect(written.some(({ address }) => address.endsWith('J4'))).toBe(true);
    expect(written.some(({ sku }) => sku === '6900000000000')).toBe(false);
    expect(review.own).not.toBeNull();
  }, 300_000);

  test('a second run keeps the cells a person changed meanwhile', async () => {
    const first = await planned('备货计划表');
    const book = await opened(first.bytes);
    const cell = first.written.find(({ sku, meaning }) => sku === 'KB-100' && meaning === 'TW_Plan.order_qty')!;
    const at = cell.address.slice(cell.address.lastIndexOf('!') + 1);
    book.getWorksheet('备货计划表')!.getCell(at).value = 777;
    book.getWorksheet('备货计划表')!.getCell('E5').value = 10;
    const again = await planWorkbook({
      bytes: new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer),
      language: 'zh',
      name: 'Sample',
      currency: 'CNY',
      asOf: AS_OF,
      mapping: first.mappingFile,
      threads: 0,
    });
    expect(again.kept.map(({ own, old }) => [own?.address, old])).toEqual([[cell.address, 777]]);
    const sheet = (await opened(again.bytes)).getWorksheet('备货计划表')!;
    expect(sheet.getCell(at).value).toBe(777);
    // KB-200 has 10 left now, and is bought
    expect(again.written.some(({ sku }) => sku === 'KB-200')).toBe(true);
  }, 300_000);
});

(soffice ? test : test.skip)(
  'LibreOffice opens each of them',
  async () => {
    for (const name of NAMES) writeFileSync(path.join(base, `${name}.xlsx`), (await planned(name)).bytes);
    const files = NAMES.map((name) => path.join(base, `${name}.xlsx`));
    const profile = `-env:UserInstallation=file://${path.join(base, 'profile')}`;
    await new Promise<void>((resolve, reject) => {
      const args = [profile, '--headless', '--convert-to', 'csv', '--outdir', path.join(base, 'csv'), ...files];
      execFile(soffice ?? 'soffice', args, (error) => (error ? reject(error) : resolve()));
    });
    expect(readdirSync(path.join(base, 'csv'))).toHaveLength(NAMES.length);
  },
  600_000,
);

describe('npm run plan -- --workbook', () => {
  const run = (...args: string[]): Promise<{ code: number; printed: string }> =>
    new Promise((resolve) => {
      const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'src/tools/plan.ts'), ...args];
      execFile(process.execPath, command, { cwd: root }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr }),
      );
    });
  const inBase = (file: string): string => path.join(base, file);

  test('maps, plans, writes and says what it did', async () => {
    writeFileSync(inBase('in.xlsx'), sampleOf('备货计划表').bytes);
    const { code, printed } = await run(
      ...['--workbook', inBase('in.xlsx'), '--out', inBase('out.xlsx'), '--as-of', AS_OF, '--lang', 'zh'],
      ...['--save-mapping', inBase('map.json'), '--export', inBase('buys'), '--threads', '0'],
    );
    expect(printed).toContain('建议备货数量 = 建议补货量（TW_Plan.order_qty），将写入');
    expect(printed).toContain('已写入');
    expect(code).toBe(0);
    expect(existsSync(inBase('out.xlsx'))).toBe(true);
    const mapping = JSON.parse(readFileSync(inBase('map.json'), 'utf8'));
    expect(mapping.ranges[0].written.length).toBeGreaterThan(0);
    expect(readdirSync(inBase('buys')).length).toBeGreaterThan(0);
    // with the same mapping and the file just written nothing is left to write
    const again = await run(
      ...['--workbook', inBase('out.xlsx'), '--out', inBase('again.xlsx'), '--mapping', inBase('map.json')],
      ...['--as-of', AS_OF, '--lang', 'en', '--threads', '0'],
    );
    expect(again).toMatchObject({ code: 1, printed: expect.stringContaining('nothing to write') });
    expect(existsSync(inBase('again.xlsx'))).toBe(false);
  }, 600_000);

  test('an old .xls, a workbook without lists, a mapping of another workbook: one sentence, nothing left behind', async () => {
    writeFileSync(inBase('old.xlsx'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
    const old = await run('--workbook', inBase('old.xlsx'), '--out', inBase('x.xlsx'), '--lang', 'en');
    expect(old).toMatchObject({ code: 1, printed: expect.stringContaining('without a password') });
    const empty = new ExcelJS.Workbook();
    empty.addWorksheet('Note').getCell('A1').value = 'nothing here';
    writeFileSync(inBase('empty.xlsx'), Buffer.from(await empty.xlsx.writeBuffer()));
    const none = await run('--workbook', inBase('empty.xlsx'), '--out', inBase('x.xlsx'), '--lang', 'en');
    expect(none).toMatchObject({ code: 1, printed: expect.stringContaining('no list with headings') });
    const wrong = await run('--workbook', inBase('empty.xlsx'), '--out', inBase('x.xlsm'), '--lang', 'en');
    expect(wrong).toMatchObject({ code: 2, printed: expect.stringContaining('.xlsx') });
    writeFileSync(
      inBase('bad.json'),
      '{"ranges":[{"address":"A!A1:B2","columns":[{"heading":"x","meaning":"TW_Stock.nonsense"}]}]}',
    );
    const bad = await run(
      '--workbook',
      inBase('empty.xlsx'),
      '--out',
      inBase('x.xlsx'),
      '--mapping',
      inBase('bad.json'),
      '--lang',
      'en',
    );
    expect(bad).toMatchObject({ code: 2, printed: expect.stringContaining('TW_Stock.nonsense') });
    expect(existsSync(inBase('x.xlsx'))).toBe(false);
  }, 600_000);
});
