import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import Papa from 'papaparse';
import { ensureBuild } from '../src/tools/ensure-build';
import { badRows, CODES, filesOf, inChinese, NAMES, smallBrand } from './small-brand';

// `npm run plan` as a person runs it: a process, what it prints, how it ends, and the file it leaves.
const root = path.resolve(__dirname, '..');
const FIRST_ROW = 6;

let base: string;
beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'twinstock-plan-'));
  ensureBuild(['functions', 'pane']);
}, 300_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Run {
  code: number;
  printed: string;
}

const plan = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), path.join(root, 'src/tools/plan.ts'), ...args];
    execFile(process.execPath, command, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, printed: stdout + stderr }),
    );
  });

const inBase = (name: string): string => path.join(base, name);

function folderOf(name: string, files: Record<string, Buffer>): string {
  mkdirSync(inBase(name));
  for (const [file, bytes] of Object.entries(files)) writeFileSync(path.join(inBase(name), file), bytes);
  return inBase(name);
}

async function openBook(file: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book;
}

/** Rows of a sheet's table, as exceljs reads them, by heading. A table may stand further down than most, below a chart. */
function rowsOf(book: ExcelJS.Workbook, name: string): Record<string, ExcelJS.CellValue>[] {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}: ${book.worksheets.map((one) => one.name).join(', ')}`);
  const [table] = Object.values(
    (sheet as unknown as { tables: Record<string, { table: { tableRef: string } }> }).tables,
  );
  const header = Number(/^[A-Z]+(\d+):/.exec(table?.table.tableRef ?? '')?.[1] ?? FIRST_ROW - 1);
  // the array of a row begins at 1
  const headings = Array.from(sheet.getRow(header).values as ExcelJS.CellValue[], (value) => String(value ?? ''));
  const rows: Record<string, ExcelJS.CellValue>[] = [];
  for (let at = header + 1; at <= sheet.rowCount; at++) {
    const values = sheet.getRow(at).values as ExcelJS.CellValue[];
    if (values.length) rows.push(Object.fromEntries(headings.map((heading, i) => [heading, values[i] ?? null])));
  }
  return rows;
}

const soffice = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'soffice'))
  .find((file) => existsSync(file));

/** Every sheet as LibreOffice saves it to CSV: UTF-8, cells as they are shown. */
async function sheetsByLibreOffice(file: string): Promise<Record<string, string[][]>> {
  const out = inBase('csv');
  const profile = `-env:UserInstallation=file://${inBase('profile')}`;
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  await new Promise<void>((resolve, reject) => {
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', out, file];
    execFile(soffice ?? 'soffice', args, (error) => (error ? reject(error) : resolve()));
  });
  return Object.fromEntries(
    readdirSync(out).map((name) => [
      name.replace(/^[^-]*-/, '').replace(/\.csv$/, ''),
      Papa.parse<string[]>(readFileSync(path.join(out, name), 'utf8')).data,
    ]),
  );
}

describe('options that cannot work: code 2 or 1, one sentence with the mend, no file left behind', () => {
  test.each([
    ['no options', [], 2, ['--data', '--out']],
    ['an unknown option', ['--dta', 'x', '--out', 'y.xlsx'], 2, ["'--dta'", '--data ']],
    [
      'no such folder',
      ['--data', '$/none', '--out', '$/a.xlsx', '--lang', 'en'],
      2,
      ['There is no folder', 'none', 'after --data'],
    ],
    ['没有文件夹', ['--data', '$/none', '--out', '$/a.xlsx', '--lang', 'zh'], 2, ['没有文件夹', '请在 --data 后写']],
    ['a file as folder', ['--data', '$/file', '--out', '$/a.xlsx', '--lang', 'en'], 2, ['There is no folder']],
    ['not .xlsx', ['--data', '$', '--out', '$/a.xls', '--lang', 'en'], 2, ['--out must end in .xlsx', 'a.xls']],
    [
      'a folder that cannot be written',
      ['--data', '$', '--out', '$/none/a.xlsx', '--lang', 'en'],
      1,
      ['Cannot write', 'a.xlsx', 'after --out'],
    ],
    [
      '一个文件夹当作文件',
      ['--data', '$', '--out', '$/folder.xlsx', '--lang', 'zh'],
      1,
      ['无法写入', 'folder.xlsx', '--out 后换一个名字'],
    ],
    [
      'no number of threads',
      ['--data', '$', '--out', '$/a.xlsx', '--threads', '-1x', '--lang', 'en'],
      2,
      ['--threads'],
    ],
    [
      '不是线程数',
      ['--data', '$', '--out', '$/a.xlsx', '--threads', '两个', '--lang', 'zh'],
      2,
      ['--threads', '“两个”'],
    ],
    ['another language', ['--data', '$', '--out', '$/a.xlsx', '--lang', 'fr'], 2, ['--lang', 'en', 'zh', '"fr"']],
  ])('%s', async (_, args, code, words) => {
    writeFileSync(inBase('file'), '');
    mkdirSync(inBase('folder.xlsx'), { recursive: true });
    const run = await plan(...args.map((arg) => arg.replace('$', base)));
    for (const word of words) expect(run.printed).toContain(word);
    expect(run.printed).not.toMatch(/^\s+at /m);
    expect(run.code).toBe(code);
    expect(readdirSync(base).filter((name) => /^a\./.test(name))).toEqual([]);
  });

  test('--help is no mistake', async () => {
    const run = await plan('--help');
    expect(run.code).toBe(0);
    expect(run.printed).toContain('--data');
  });
});

describe('folders', () => {
  test('without sku.csv: nothing is imported, nothing written, a workbook already there stays', async () => {
    const { 'sku.csv': _, ...rest } = smallBrand();
    const data = folderOf('no-sku', filesOf(rest));
    writeFileSync(inBase('old.xlsx'), 'an older workbook');
    const [en, zh] = await Promise.all([
      plan('--data', data, '--out', inBase('new.xlsx'), '--lang', 'en'),
      plan('--data', data, '--out', inBase('old.xlsx'), '--lang', 'zh'),
    ]);
    expect([en.code, zh.code]).toEqual([1, 1]);
    expect(en.printed).toContain('The folder has no sku.csv, and every other file refers to it. Add sku.csv');
    expect(zh.printed).toContain('文件夹中没有 sku.csv');
    expect(zh.printed).toContain('请加入 sku.csv');
    expect(existsSync(inBase('new.xlsx'))).toBe(false);
    expect(readFileSync(inBase('old.xlsx'), 'utf8')).toBe('an older workbook');
  });

  test('with nothing but sku.csv: the SKUs are in the workbook, and it says why there is no plan', async () => {
    const data = folderOf('only-sku', filesOf({ 'sku.csv': smallBrand()['sku.csv'] as string[][] }));
    const run = await plan('--data', data, '--out', inBase('only.xlsx'), '--lang', 'zh');
    expect(run.printed).toContain(
      '没有可计划的行：warehouse.csv, stock.csv, sales.csv 没有数据。请补到文件夹后重新运行。',
    );
    expect(run.printed).toContain('stock.csv：没有该文件，视为未知');
    expect(run.code).toBe(0);
    const book = await openBook(inBase('only.xlsx'));
    expect(rowsOf(book, '商品').map((row) => row['货号'])).toEqual([...CODES].sort());
  }, 60_000);

  test('bad rows: each refused with file, line, column, value and the mend; the rest is planned; all of them in .refused.csv', async () => {
    const tables = badRows(smallBrand());
    const many = Array.from({ length: 25 }, (_, i) => ['0099', String(i), 'NOPE', 'NGB1', '-5', '0', '', '=cmd|x']);
    (tables['inbound.csv'] as string[][]).push(...many);
    const data = folderOf('bad', filesOf(tables));
    const run = await plan('--data', data, '--out', inBase('bad.xlsx'), '--lang', 'en', '--brand', 'Bad rows');
    expect(run.code).toBe(0);
    expect(run.printed).toContain('stock.csv: 15 rows taken, 2 refused');
    expect(run.printed).toContain(
      'stock.csv, line 3, qty: -4 is below 0. Correct it; returns and corrections belong in their own column.',
    );
    expect(run.printed).toMatch(
      /stock\.csv, line 18: .*NGB1 · 00123 .*stands in line 2 already; that line was taken, this one not\. Delete one, or add the two up\./,
    );
    expect(run.printed).toContain('sales.csv, line 17, date: "2026-13-45" is not a date. Write it as 2026-11-23.');
    expect(run.printed).toContain(
      'sales.csv, line 2242, sku_id: sku.csv has no "NOPE" (or its row there was refused). Add it there, or correct the code here.',
    );
    expect(run.printed).toMatch(/… \d+ more; all of them are in .*bad\.refused\.csv/);
    expect(run.printed).toMatch(/Note: 1 row.*no stock record.*00123 · 007/);

    const text = readFileSync(inBase('bad.refused.csv'), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    const listed = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
    const refused = [...run.printed.matchAll(/taken, (\d+) refused/g)].reduce((sum, [, n]) => sum + Number(n), 0);
    expect(new Set(listed.map((row) => `${row.file}:${row.line}`)).size).toBe(refused);
    expect(listed[0]).toMatchObject({
      file: 'stock.csv',
      line: '3',
      column: 'qty',
      value: "'-4",
      code: 'below_minimum',
    });
    // nothing in the report begins like a formula
    for (const cell of listed.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@]/);

    const book = await openBook(inBase('bad.xlsx'));
    expect(rowsOf(book, 'Stock').length).toBeGreaterThan(14);
    const unknown = rowsOf(book, 'Plan').find((row) => row.SKU === '00123' && row.Warehouse === '007');
    // the refused figure is unknown: no quantity, not even 0
    expect(unknown?.['Order qty'] ?? null).toBeNull();
    expect(book.getWorksheet('Stock')?.getCell('A1').text).toContain('Bad rows');
  }, 60_000);
});

describe('codes and texts, from CSV to the saved workbook', () => {
  let english: Run;
  let chinese: Run;
  beforeAll(async () => {
    const en = folderOf('en', filesOf(smallBrand()));
    const gb = folderOf('gb', filesOf(inChinese(smallBrand()), 'gb18030'));
    [english, chinese] = await Promise.all([
      plan('--data', en, '--out', inBase('en.xlsx'), '--lang', 'en', '--brand', 'Same'),
      plan('--data', gb, '--out', inBase('gb.xlsx'), '--lang', 'en', '--brand', 'Same'),
    ]);
  }, 120_000);

  test('both folders are taken whole', () => {
    for (const run of [english, chinese]) {
      expect([run.code, run.printed]).toEqual([0, expect.stringMatching(/Planned 16 SKU × warehouse in \d+\.\d s:/)]);
      expect(run.printed).not.toMatch(/[1-9]\d* refused/);
    }
    expect(chinese.printed.match(/\(gb18030\)/g)).toHaveLength(6);
  });

  test('Chinese headers and words in GB18030 give the same workbook as English ones in UTF-8', async () => {
    const [en, gb] = [await openBook(inBase('en.xlsx')), await openBook(inBase('gb.xlsx'))];
    expect(gb.worksheets.map(({ name }) => name)).toEqual(en.worksheets.map(({ name }) => name));
    for (const { name } of en.worksheets) expect([name, rowsOf(gb, name)]).toEqual([name, rowsOf(en, name)]);
    expect(rowsOf(en, 'Plan').filter((row) => Number(row['Order qty']) > 0).length).toBeGreaterThan(5);
  });

  test('exceljs reads every code and text as the text it was, in every sheet', async () => {
    const book = await openBook(inBase('en.xlsx'));
    const place = (row: Record<string, ExcelJS.CellValue>): number => CODES.findIndex((code) => code === row.SKU);
    const skus = rowsOf(book, 'SKU').sort((a, b) => place(a) - place(b));
    expect(skus.map((row) => row.SKU)).toEqual([...CODES]);
    expect(skus.map((row) => row.Name)).toEqual([...NAMES]);
    expect(skus.map((row) => row.Barcode)).toEqual(CODES.map((_, i) => `00000000000${i}0`));
    expect(new Set(skus.map((row) => `${row.Category} ${row.Supplier}`))).toEqual(new Set(['=cat @supplier']));
    for (const name of ['Stock', 'Sales', 'Plan', 'Forecast']) {
      const rows = rowsOf(book, name);
      expect([name, new Set(rows.map((row) => row.SKU))]).toEqual([name, new Set(CODES)]);
      expect([name, new Set(rows.map((row) => row.Name))]).toEqual([name, new Set(NAMES)]);
      expect([name, new Set(rows.map((row) => row.Warehouse))]).toEqual([name, new Set(['NGB1', '007'])]);
    }
    expect(rowsOf(book, 'Inbound').map((row) => [row.Document, row.SKU])).toEqual([
      ['0042', '00123'],
      ['0042', '1E5'],
    ]);
    // the cell's format is text, so that editing it in Excel keeps it text
    expect(book.getWorksheet('SKU')?.getCell(`A${FIRST_ROW}`).numFmt).toBe('@');
  });

  (soffice ? test : test.skip)(
    'LibreOffice shows the same codes and texts',
    async () => {
      const sheets = await sheetsByLibreOffice(inBase('en.xlsx'));
      for (const name of ['SKU', 'Stock', 'Plan']) {
        const rows = (sheets[name] ?? []).slice(FIRST_ROW - 1).filter((row) => (row[0] ?? '') !== '');
        const pairs = new Set(rows.map((row) => `${row[0]}|${row[1]}`));
        expect([name, pairs]).toEqual([name, new Set(CODES.map((code, i) => `${code}|${NAMES[i]}`))]);
      }
    },
    60_000,
  );
});
