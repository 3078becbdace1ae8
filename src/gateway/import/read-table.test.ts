import { importTable, type ImportTableId } from '../../tables';
import { codesOf, readTable, type KnownCodes, type ReadTable } from './read-table';

const read = (table: ImportTableId, text: string, known: KnownCodes = {}, maxProblems = 100): Promise<ReadTable> =>
  readTable(importTable(table), text, `${table}.csv`, { known, maxProblems, pause: async () => undefined });

const rowsOf = (result: ReadTable): Record<string, unknown>[] =>
  Array.from({ length: result.taken }, (_, i) =>
    Object.fromEntries(result.columns.map((column, at) => [column.id, result.values[at]?.[i]])),
  );
const problemsOf = (result: ReadTable): unknown[][] =>
  result.problems.map(({ code, line, column, value }) => [code, line, column, value]);

describe('readTable', () => {
  test('good rows go in, a bad date in row 17 is refused with its place and the mend', async () => {
    const lines = Array.from({ length: 20 }, (_, i) => `2026-11-${String(i + 1).padStart(2, '0')},00123,${i}`);
    lines[15] = '2026-11-31,00123,5'; // the header is line 1
    const result = await read('sales', `date,sku_id,qty\n${lines.join('\n')}\n`);
    expect([result.read, result.taken, result.refused]).toEqual([20, 19, 1]);
    expect(result.problems[0]).toEqual({
      code: 'not_a_date',
      file: 'sales.csv',
      line: 17,
      column: 'date',
      value: '2026-11-31',
      message: {
        en: 'sales.csv, line 17, date: "2026-11-31" is not a date. Write it as 2026-11-23.',
        zh: 'sales.csv 第 17 行“date”列：“2026-11-31”不是日期。请写成 2026-11-23。',
      },
    });
  });

  test('problems name the header the file has', async () => {
    const result = await read('sales', '销售日期,货号,销量\n2026-11-01,A,x\n2026-11-02,A,1\n');
    expect(problemsOf(result)).toEqual([['not_a_number', 2, '销量', 'x']]);
  });

  test('of two rows with one key the first is taken, every later one refused, naming both lines', async () => {
    const text =
      'as_of,warehouse_id,sku_id,qty\n2026-11-23 09:00,NB,A,1\n2026-11-23T01:00:00Z,NB,A,2\n2026-11-23 09:00,NB,A,3\n';
    const result = await read('stock', text);
    expect(rowsOf(result).map((row) => row.qty)).toEqual(['1']);
    expect(result.problems.map((problem) => [problem.code, problem.line])).toEqual([
      ['duplicate_key', 3],
      ['duplicate_key', 4],
    ]);
    expect(result.problems[1]?.message.en).toContain('stands in line 2 already');
  });

  test('a blank state is on hand, so it doubles a written one', async () => {
    const result = await read(
      'stock',
      'as_of,warehouse_id,sku_id,qty,state\n2026-11-23,NB,A,1,\n2026-11-23,NB,A,2,on_hand\n',
    );
    expect(rowsOf(result)).toMatchObject([{ state: 'on_hand', qty: '1' }]);
    expect(problemsOf(result)[0]?.[0]).toBe('duplicate_key');
  });

  test('negative stock, missing values, unknown codes', async () => {
    const known = { sku: new Set(['A']), warehouse: null };
    const text =
      'as_of,warehouse_id,sku_id,qty\n2026-11-23,NB,A,-4\n2026-11-23,NB,,4\n2026-11-23,NB,B,4\n2026-11-23,ZZ,A,4\n';
    const result = await read('stock', text, known);
    expect(problemsOf(result)).toEqual([
      ['below_minimum', 2, 'qty', '-4'],
      ['value_missing', 3, 'sku_id', ''],
      ['unknown_code', 4, 'sku_id', 'B'],
    ]);
    expect(result.problems[2]?.message.en).toContain('sku.csv has no "B"');
    expect(result.taken).toBe(1);
  });

  test('codes stay text, formulas stay text, blanks stay unknown', async () => {
    const result = await read(
      'sku',
      'sku_id,name,moq,barcode\n00123,=1+1,,6974318532161\n1E5,"+cmd|\' /C calc\'!A0",0,\n',
    );
    expect(rowsOf(result)).toEqual([
      { sku_id: '00123', name: '=1+1', moq: null, barcode: '6974318532161' },
      { sku_id: '1E5', name: "+cmd|' /C calc'!A0", moq: '0', barcode: null },
    ]);
  });

  test('totals and blank lines are no rows', async () => {
    const result = await read('sales', 'date,sku_id,qty\n2026-11-01,A,1\n,,\n小计,,1\n\n合计：,,1\nTotal,,1\n');
    expect([result.read, result.taken, result.skipped]).toEqual([1, 1, 3]);
  });

  test('line numbers count quoted line breaks', async () => {
    const result = await read('sku', 'sku_id,name,moq\r\nA,"two\r\nlines",1\r\nB,x,bad\r\nC,"say ""hi""",2\r\n');
    expect(problemsOf(result)).toEqual([['not_a_number', 4, 'moq', 'bad']]);
    expect(rowsOf(result)).toMatchObject([{ name: 'two\nlines' }, { name: 'say "hi"' }]);
  });

  test('broken quotation marks: the row, or from an open one on the file', async () => {
    const broken = await read('sku', 'sku_id,name\nA,"6" pipe"\nB,fine\n');
    expect(problemsOf(broken)).toEqual([['broken_quotes', 2, null, null]]);
    expect(rowsOf(broken)).toEqual([{ sku_id: 'B', name: 'fine' }]);
    const open = await read('sku', 'sku_id,name\nA,fine\nB,"never closed\nC,x\n');
    expect(problemsOf(open)).toEqual([['open_quote', 3, null, null]]);
    expect(open.usable).toBe(false);
  });

  test('a comma without quotes shifts the row, so it is refused', async () => {
    const result = await read('sku', 'sku_id,name\nA,blue, large\nB,x,\n');
    expect(problemsOf(result)).toEqual([['too_many_cells', 2, null, null]]);
    expect(rowsOf(result)).toEqual([{ sku_id: 'B', name: 'x' }]);
  });

  test('tabs and semicolons separate too', async () => {
    expect(rowsOf(await read('sku', 'sku_id\tname\nA\tx, y\n'))).toEqual([{ sku_id: 'A', name: 'x, y' }]);
    expect(rowsOf(await read('sku', 'sku_id;name\nA;x\n'))).toEqual([{ sku_id: 'A', name: 'x' }]);
  });

  test('nothing usable: an empty file, or rows that are all refused', async () => {
    const empty = await read('sku', '\n\n');
    expect([empty.usable, problemsOf(empty)[0]?.[0]]).toEqual([false, 'empty_file']);
    const bad = await read('stock', 'as_of,warehouse_id,sku_id,qty\nx,NB,A,1\n');
    expect([bad.usable, bad.problems.map((problem) => problem.code)]).toEqual([
      false,
      ['not_an_instant', 'no_good_rows'],
    ]);
    const headersOnly = await read('stock', 'as_of,warehouse_id,sku_id,qty\n');
    expect([headersOnly.usable, headersOnly.taken]).toEqual([true, 0]);
  });

  test('beyond the limit problems are counted, not listed', async () => {
    const result = await read(
      'sku',
      `sku_id,moq\n${Array.from({ length: 10 }, (_, i) => `S${i},x`).join('\n')}\nA,1\n`,
      {},
      3,
    );
    expect([result.problems.length, result.moreProblems, result.refused, result.taken]).toEqual([3, 7, 10, 1]);
  });

  test('the codes a table holds', async () => {
    expect(codesOf(await read('warehouse', 'warehouse_id,type\nNB,bonded\nZZ,保税仓\nX,?\n'))).toEqual(
      new Set(['NB', 'ZZ']),
    );
  });

  test('work can be stopped between stretches of rows', async () => {
    const text = `sku_id\n${Array.from({ length: 45_000 }, (_, i) => `S${i}`).join('\n')}\n`;
    const stop = new Error('stop');
    const pauses: number[] = [];
    const pause = async (done: number): Promise<void> => {
      pauses.push(done);
      if (pauses.length === 2) throw stop;
    };
    await expect(readTable(importTable('sku'), text, 'sku.csv', { known: {}, maxProblems: 1, pause })).rejects.toBe(
      stop,
    );
    expect(pauses).toEqual([20_000, 40_000]);
  });
});
