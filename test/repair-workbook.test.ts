import { commit } from '../src/preview/book/content';
import { RichError } from '../src/preview/executor/errors';
import type { PreviewHost } from '../src/preview/node';
import { openTestWorkbook, type TestWorkbook } from '../src/preview/testing/open';
import {
  listWrites,
  mendFormulas,
  recalculateFormulas,
  scanFormulas,
  selectArea,
  undoWrite,
  WorkbookError,
  type BrokenFormula,
  type FormulaScan,
  type MendReport,
  type WorkOptions,
} from '../src/workbook';
import { bind, everything } from './workbook-harness';

// Broken formulas in a workbook, with the real office.js and a test add-in that has ADD, TWICE, LATER … under TWIN.
const own = { namespace: 'TWIN', ids: async () => ['ADD', 'TWICE', 'FAIL', 'LATER'] };
let book: TestWorkbook;

beforeEach(async () => {
  book = await openTestWorkbook();
  book.page.window['localStorage'].clear();
  Object.assign(globalThis, {
    Excel: book.page.window['Excel'],
    Office: book.page.window['Office'],
    OfficeExtension: book.page.window['OfficeExtension'],
    localStorage: book.page.window['localStorage'],
  });
});
afterEach(() => {
  book.dispose();
  expect(book.host.unknownMembers).toEqual([]);
});

/** `=_xldudf_TWIN_ADD(row,1)` in many cells of column A, at once. */
function plantMany(host: PreviewHost, rows: readonly number[]): void {
  const id = host.workbook.requireSheet('Sheet1');
  const area = { row: 0, column: 0, rows: rows.length, columns: 1 };
  const held = (value: number) => ({ value, resists: false });
  commit(
    host.workbook,
    id,
    area,
    rows.map((row) => ({
      row,
      column: 0,
      write: { formula: `=${row + 1}`, author: `=_xldudf_TWIN_ADD(${row},1)`, held: held(row + 1) },
    })),
  );
}

const plant = (address: string, formula: string, shown: string | number = '#NAME?', resists = false): void =>
  book.host.user.plant('Sheet1', address, formula, shown, resists);
const type = (address: string, text: string): void => book.host.user.type('Sheet1', address, text);
const formulas = (address: string): unknown[] => book.host.read.formulas('Sheet1', address).flat();
const values = (address: string): unknown[] => book.host.read.values('Sheet1', address).flat();
const scan = (): Promise<FormulaScan> => scanFormulas(own);
const mend = async (items: readonly BrokenFormula[], options: WorkOptions = {}): Promise<MendReport> => {
  const report = await mendFormulas(items, own, options);
  await book.host.idle();
  return report;
};
const mendAll = async (): Promise<MendReport> => mend((await scan()).broken);
const outcomes = (report: MendReport): string[] =>
  report.cells.map(({ address, outcome, why, shows }) => `${address} ${why ?? outcome} ${shows}`);
const errorOf = async (work: Promise<unknown>): Promise<WorkbookError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookError)) throw new Error(`no WorkbookError but ${String(error)}`);
  return error;
};

describe('scanning', () => {
  it('finds every kind of broken formula of ours, in all sheets, and nothing else', async () => {
    type('A1', '5');
    plant('B1', '=TWIN.ADD(A1,1)');
    plant('B2', '=_xldudf_TWIN_ADD(A1,2)', 7);
    plant('B3', "='C:\\Add ins\\x.xla'!_xldudf_TWIN_ADD(A1,3)", '#REF!');
    plant('B4', '=[2]!_xldudf_TWIN_ADD(A1,4)');
    plant('B5', '=TWIN.ADD(A1,5)', '#BUSY!');
    plant('B6', '=TWIN.ADD(A1,6)', '#GETTING_DATA');
    plant('B7', '=TWIN.ADD(A1,7)', '');
    plant('B8', '=_xldudf_TWINDEV_ADD(A1,8)', 13);
    plant('B9', '=_xldudf_TWIN_FUTURE(A1)');
    type('C1', '=TWIN.ADD(A1,1)');
    type('C2', '=_xldudf_OTHER_ADD(A1,1)');
    type('C3', "'=_xldudf_TWIN_ADD(A1,2)");
    type('C4', '=SUM(A1:A9)');
    book.host.user.addSheet('It’s · 库存');
    book.host.user.plant('It’s · 库存', 'D4', '=TWIN.ADD(1,2)', '#NAME?');
    await book.host.idle();
    const before = everything(book.host);
    const { broken, ours, complete, manualCalculation } = await scan();
    expect(broken.map(({ address, kind, mended, why }) => [address, kind, why ?? mended])).toEqual([
      ['Sheet1!B1', 'name_error', '=TWIN.ADD(A1,1)'],
      ['Sheet1!B2', 'file_form', '=TWIN.ADD(A1,2)'],
      ['Sheet1!B3', 'foreign_prefix', '=TWIN.ADD(A1,3)'],
      ['Sheet1!B4', 'foreign_prefix', '=TWIN.ADD(A1,4)'],
      ['Sheet1!B5', 'stuck', '=TWIN.ADD(A1,5)'],
      ['Sheet1!B6', 'stuck', '=TWIN.ADD(A1,6)'],
      ['Sheet1!B7', 'not_calculated', '=TWIN.ADD(A1,7)'],
      ['Sheet1!B8', 'other_namespace', '=TWIN.ADD(A1,8)'],
      ['Sheet1!B9', 'file_form', 'unknown_function'],
      ["'It’s · 库存'!D4", 'name_error', '=TWIN.ADD(1,2)'],
    ]);
    expect(broken[8]).toMatchObject({ unknown: ['FUTURE'], mended: null });
    expect({ ours, complete, manualCalculation }).toEqual({ ours: 11, complete: true, manualCalculation: false });
    expect(everything(book.host)).toEqual(before);
  });

  it('says beforehand what cannot be mended: protected sheets, merged cells, arrays', async () => {
    plant('B2', '=TWIN.ADD(1,1)');
    await book.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('B2:C3').merge();
      await context.sync();
    });
    for (const name of ['Locked', 'Locked and stuck']) book.host.user.addSheet(name);
    book.host.user.plant('Locked', 'A1', '=_xldudf_TWIN_ADD(1,1)', 2);
    book.host.user.plant('Locked and stuck', 'A1', '=TWIN.ADD(1,1)', '#BUSY!');
    book.host.user.protectSheet('Locked', true);
    book.host.user.protectSheet('Locked and stuck', true);
    const { broken } = await scan();
    expect(broken.map(({ address, why, mended }) => [address, why, mended])).toEqual([
      ['Sheet1!B2', 'merged', null],
      ['Locked!A1', 'protected', null],
      // calculating it writes nothing
      ["'Locked and stuck'!A1", null, '=TWIN.ADD(1,1)'],
    ]);
    const report = await mend(broken);
    expect(outcomes(report)).toEqual([
      'Sheet1!B2 merged #NAME?',
      'Locked!A1 protected 2',
      "'Locked and stuck'!A1 mended 2",
    ]);
    expect(book.host.read.formulas('Locked', 'A1')).toEqual([['=_xldudf_TWIN_ADD(1,1)']]);
    expect(book.host.read.sheets().map((sheet) => sheet.protected)).toEqual([false, true, true]);
  });

  it('reads only where formulas are, in slices, and stops where it is told to', async () => {
    plantMany(
      book.host,
      Array.from({ length: 300 }, (_, row) => row),
    );
    await book.run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('D1:BA400').values = 1234567 as never;
      await context.sync();
    });
    const { host } = book;
    host.stats.largestResponseBytes = 0;
    expect((await scan()).broken).toHaveLength(300);
    // 20,000 values beside them never come
    expect(host.stats.largestResponseBytes).toBeLessThan(40_000);
    const seen: number[] = [];
    let pauses = 0;
    host.faults.payloadLimitBytes = 6000;
    const small = await scanFormulas(own, {
      onProgress: ({ done }) => seen.push(done),
      pause: async () => void pauses++,
    });
    host.faults.payloadLimitBytes = 5_000_000;
    expect(small.broken).toHaveLength(300);
    expect(pauses).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(300);
    expect(await scanFormulas(own, { maxCells: 0 })).toMatchObject({ complete: false, broken: [] });
  });

  it('reads a protected sheet, which does not say where its formulas are', async () => {
    type('A1', '7');
    type('Z40', '=A1');
    plant('C3', '=TWIN.ADD(1,1)');
    book.host.user.protectSheet('Sheet1', true);
    expect((await scan()).broken).toMatchObject([{ address: 'Sheet1!C3', why: 'protected' }]);
  });

  it('can be cancelled', async () => {
    plant('A1', '=TWIN.ADD(1,1)');
    const stop = new AbortController();
    stop.abort();
    expect((await errorOf(scanFormulas(own, { signal: stop.signal }))).problem.code).toBe('cancelled');
  });

  it('of an empty workbook finds nothing', async () => {
    expect(await scan()).toEqual({ broken: [], ours: 0, complete: true, manualCalculation: false });
  });
});

describe('mending', () => {
  it('makes every kind work again and says what each cell shows', async () => {
    type('A1', '5');
    plant('B1', '=TWIN.ADD(A1,1)');
    plant('B2', '=_xldudf_TWIN_ADD(A1,2)', 7);
    plant('B3', "='C:\\Add ins\\x.xla'!_xldudf_TWIN_ADD( A1 ,3)", '#REF!');
    plant('B4', '=[2]!_xldudf_TWIN_ADD(A1,4)');
    plant('B5', '=TWIN.LATER(A1)', '#BUSY!');
    plant('B6', '=_xldudf_TWINDEV_ADD(A1,8)', 13);
    plant('B7', '=_xldudf_TWIN_FAIL("na")');
    const progress: string[] = [];
    const { broken } = await scan();
    const report = await mend(broken, { onProgress: ({ step }) => progress.push(step) });
    expect(outcomes(report)).toEqual([
      'Sheet1!B1 mended 6',
      'Sheet1!B2 mended 7',
      'Sheet1!B3 mended 8',
      'Sheet1!B4 mended 9',
      'Sheet1!B5 mended 5',
      'Sheet1!B6 mended 13',
      'Sheet1!B7 mended #N/A',
    ]);
    expect(formulas('B1:B7')).toEqual([
      '=TWIN.ADD(A1,1)',
      '=TWIN.ADD(A1,2)',
      '=TWIN.ADD( A1 ,3)',
      '=TWIN.ADD(A1,4)',
      '=TWIN.LATER(A1)',
      '=TWIN.ADD(A1,8)',
      '=TWIN.FAIL("na")',
    ]);
    expect(values('B1:B7')).toEqual([6, 7, 8, 9, 5, 13, '#N/A']);
    expect([...new Set(progress)]).toEqual(['calculating', 'writing', 'checking']);
    expect((await scan()).broken).toEqual([]);
  });

  it('writes those asked for only, and touches nothing beside them', async () => {
    type('A1', '5');
    type('A3', 'do not touch');
    type('C2', "'=_xldudf_TWIN_ADD(A1,2)");
    plant('A2', '=_xldudf_TWIN_ADD(A1,1)', 6);
    plant('A4', '=_xldudf_TWIN_ADD(A1,1)', 6);
    plant('B2', '=_xldudf_OTHER_ADD(A1,1)', 6);
    const { broken } = await scan();
    await mend(broken.filter(({ address }) => address === 'Sheet1!A4'));
    expect(formulas('A1:C4')).toEqual([
      ...[5, '', ''],
      ...['=_xldudf_TWIN_ADD(A1,1)', '=_xldudf_OTHER_ADD(A1,1)', '=_xldudf_TWIN_ADD(A1,2)'],
      ...['do not touch', '', ''],
      ...['=TWIN.ADD(A1,1)', '', ''],
    ]);
    expect(values('B2:C2')).toEqual([6, '=_xldudf_TWIN_ADD(A1,2)']);
  });

  it('leaves alone what was changed since the scan, and counts as mended what came right by itself', async () => {
    plant('A1', '=_xldudf_TWIN_ADD(1,1)', 2);
    plant('A2', '=_xldudf_TWIN_ADD(1,2)', 3);
    plant('A3', '=TWIN.ADD(1,3)');
    plant('A4', '=_xldudf_TWIN_ADD(1,4)', 5);
    const { broken } = await scan();
    type('A1', 'mine');
    type('A2', '=_xldudf_TWIN_ADD(1,9)');
    type('A3', '=TWIN.ADD(1,3)');
    await book.host.idle();
    expect(outcomes(await mend(broken))).toEqual([
      'Sheet1!A1 changed mine',
      'Sheet1!A2 changed #NAME?',
      'Sheet1!A3 mended 4',
      'Sheet1!A4 mended 5',
    ]);
    expect(formulas('A1:A2')).toEqual(['mine', '=_xldudf_TWIN_ADD(1,9)']);
  });

  it('leaves out what a sheet deleted since the scan held', async () => {
    book.host.user.addSheet('Gone');
    book.host.user.plant('Gone', 'A1', '=TWIN.ADD(1,1)', '#NAME?');
    plant('A1', '=TWIN.ADD(1,1)');
    const { broken } = await scan();
    book.host.user.deleteSheet('Gone');
    expect(outcomes(await mend(broken))).toEqual(['Sheet1!A1 mended 2', 'Gone!A1 changed ']);
  });

  it('enters again what calculating does not free, and reports what stays broken', async () => {
    plant('A1', '=TWIN.ADD(1,1)', '#BUSY!', true);
    plant('A2', '=TWIN.ADD(1,1)+NOSUCH(1)');
    expect(outcomes(await mendAll())).toEqual(['Sheet1!A1 mended 2', 'Sheet1!A2 still_broken #NAME?']);
  }, 30_000);

  it('does not change the mode of calculation', async () => {
    plant('A1', '=_xldudf_TWIN_ADD(1,1)');
    plant('A2', '=TWIN.ADD(1,2)', '#BUSY!');
    book.host.user.setManualCalculation(true);
    const { broken, manualCalculation } = await scan();
    expect(manualCalculation).toBe(true);
    const report = await mend(broken);
    expect(report.manualCalculation).toBe(true);
    expect(outcomes(report)).toEqual(['Sheet1!A1 mended 2', 'Sheet1!A2 mended 3']);
    const mode = await book.run(async (context) => {
      context.workbook.application.load('calculationMode');
      await context.sync();
      return context.workbook.application.calculationMode;
    });
    expect(mode).toBe('Manual');
  });

  it('spilled answers come back, and what they fill is not taken for broken', async () => {
    for (const [i, value] of ['1', '2', '3'].entries()) type(`A${i + 1}`, value);
    plant('C1', '=_xldudf_TWIN_TWICE(A1:A3)');
    type('E1', '=TWIN.TWICE(A1:A3)');
    await book.host.idle();
    expect(outcomes(await mendAll())).toEqual(['Sheet1!C1 mended 2']);
    expect(values('C1:C3')).toEqual([2, 4, 6]);
    expect((await scan()).ours).toBe(2);
  });

  /** formulas so long that a request takes only some of them */
  const long = (i: number): string => `=_xldudf_TWIN_ADD(${i},LEN("${'x'.repeat(7000)}"))`;

  it('protected between two blocks: what was entered stays, the rest is reported and left as it is', async () => {
    for (let i = 0; i < 200; i++) plant(`A${2 * i + 1}`, long(i), 7000 + i);
    const { broken } = await scan();
    const report = await mend(broken, {
      onProgress: ({ step }) => step === 'writing' && book.host.user.protectSheet('Sheet1', true),
    });
    const outcomesOf = report.cells.map(({ outcome, why }) => why ?? outcome);
    const entered = outcomesOf.filter((outcome) => outcome === 'mended').length;
    expect(entered).toBeGreaterThan(50);
    expect(outcomesOf.slice(entered)).toEqual(Array.from({ length: 200 - entered }, () => 'protected'));
    expect(formulas('A1:A399').filter((formula) => String(formula).startsWith('=TWIN.'))).toHaveLength(entered);
    book.host.user.protectSheet('Sheet1', false);
    expect(await undoWrite(report.writeId!)).toMatchObject({ restored: entered, left: [] });
  });

  it('cancelled between two blocks: everything is as before', async () => {
    for (let i = 0; i < 200; i++) plant(`A${2 * i + 1}`, long(i), 7000 + i);
    const { broken } = await scan();
    const before = formulas('A1:A399');
    const stop = new AbortController();
    const work = mend(broken, { signal: stop.signal, onProgress: ({ step }) => step === 'writing' && stop.abort() });
    const error = await errorOf(work);
    expect([error.problem.code, error.partial]).toEqual(['cancelled', undefined]);
    expect(formulas('A1:A399')).toEqual(before);
    expect(await listWrites()).toEqual([]);
  });

  it('cancelled where Excel does not take the former formulas again: what stands can be undone later', async () => {
    for (let i = 0; i < 200; i++) plant(`A${2 * i + 1}`, i === 1 ? long(i).replace('=', '=[2]!') : long(i), 7000 + i);
    const { broken } = await scan();
    const stop = new AbortController();
    const work = mend(broken, { signal: stop.signal, onProgress: ({ step }) => step === 'writing' && stop.abort() });
    const error = await errorOf(work);
    expect(error).toMatchObject({ problem: { code: 'cancelled' }, partial: { cells: 1, sheetNames: ['Sheet1'] } });
    expect(formulas('A1:A399').filter((formula) => String(formula).startsWith('=TWIN.'))).toHaveLength(1);
    expect(await listWrites()).toMatchObject([{ id: error.partial!.writeId, kind: 'repair', cells: 1 }]);
  });

  it('a block the host refuses is tried in parts', async () => {
    for (let i = 1; i <= 8; i++) plant(`A${i}`, `=_xldudf_TWIN_ADD(${i},1)`);
    const { broken } = await scan();
    let fail = true;
    book.host.workbook.onChange(({ source, area }) => {
      if (source !== 'addin' || !fail) return;
      fail = area.rows > 1;
      if (fail) throw new RichError('GeneralException', 'as if a cell of it belonged to an array');
    });
    const report = await mend(broken);
    expect(new Set(report.cells.map(({ outcome }) => outcome))).toEqual(new Set(['mended']));
  });
});

describe('tables', () => {
  beforeEach(async () => {
    for (const [i, text] of ['Qty', 'Rate', 'Cover', 'Mixed'].entries()) type(`${'ABCD'[i]}1`, text);
    for (let row = 2; row <= 6; row++) {
      type(`A${row}`, String(row));
      type(`B${row}`, String(10 * row));
    }
    await book.run(async (context) => {
      const table = context.workbook.worksheets.getItem('Sheet1').tables.add('A1:D6', true);
      table.name = 'Own';
      await context.sync();
    });
  });
  const column = (letter: string): unknown[] => formulas(`${letter}2:${letter}6`);
  const writesOf = (): string[] => {
    const seen: string[] = [];
    book.host.workbook.onChange(({ area, source }) => {
      if (source === 'addin') seen.push(`${area.column}:${area.row}+${area.rows}`);
    });
    return seen;
  };
  /** What Excel does when a single formula is entered into a column (office-js#5909): the same formula down the column. */
  const fillLikeExcel = (): void => {
    let filling = false;
    book.host.workbook.onChange(({ area, source }) => {
      if (source !== 'addin' || filling || area.rows > 1 || area.column !== 3) return;
      filling = true;
      const formula = String(book.host.read.formulas('Sheet1', `D${area.row + 1}`)[0]![0]);
      for (let row = 2; row <= 6; row++) {
        if (row !== area.row + 1) type(`D${row}`, formula.replace(/A\d+/, `A${row}`));
      }
      filling = false;
    });
  };

  it('a column broken in the same way is entered as a whole', async () => {
    for (let row = 2; row <= 6; row++) plant(`C${row}`, '=_xldudf_TWIN_ADD([@Qty],[@Rate])', 11 * row);
    const writes = writesOf();
    expect((await mendAll()).cells.every(({ outcome }) => outcome === 'mended')).toBe(true);
    expect(writes).toEqual(['2:1+5']);
    expect(column('C')).toEqual(Array.from({ length: 5 }, () => '=TWIN.ADD([@Qty],[@Rate])'));
    expect(values('C2:C6')).toEqual([22, 33, 44, 55, 66]);
  });

  it('a column of formulas broken in places goes as a whole too, the others as they are', async () => {
    for (let row = 2; row <= 6; row++) type(`C${row}`, `=[@Qty]*${row}`);
    plant('C4', '=_xldudf_TWIN_ADD([@Qty],1)');
    await book.host.idle();
    const writes = writesOf();
    const { writeId } = await mendAll();
    expect(writes).toEqual(['2:1+5']);
    expect(column('C')).toEqual(['=[@Qty]*2', '=[@Qty]*3', '=TWIN.ADD([@Qty],1)', '=[@Qty]*5', '=[@Qty]*6']);
    expect(await undoWrite(writeId!)).toMatchObject({ restored: 1 });
    expect(column('C')[2]).toBe('=_xldudf_TWIN_ADD([@Qty],1)');
  });

  it('in a mixed column only the broken cell is entered, and what Excel fills by itself is put back', async () => {
    type('D2', "'0012");
    type('D3', '=A3*2');
    plant('D4', '=_xldudf_TWIN_ADD(A4,1)');
    type('D5', '7');
    await book.host.idle();
    fillLikeExcel();
    expect(outcomes(await mendAll())).toEqual(['Sheet1!D4 mended 5']);
    expect(column('D')).toEqual(['0012', '=A3*2', '=TWIN.ADD(A4,1)', 7, '']);
    expect(book.host.read.value('Sheet1', 'D2')).toBe('0012');
  });

  it('under a filter, hidden rows are mended one by one and stay hidden', async () => {
    for (let row = 2; row <= 6; row++) plant(`C${row}`, `=_xldudf_TWIN_ADD(A${row},1)`, row + 1);
    book.host.user.filterTable('Own', 'Qty', ['2', '5']);
    const writes = writesOf();
    expect((await mendAll()).cells.every(({ outcome }) => outcome === 'mended')).toBe(true);
    expect(writes).toEqual(['2:1+1', '2:2+1', '2:3+1', '2:4+1', '2:5+1']);
    expect(column('C')).toEqual([2, 3, 4, 5, 6].map((row) => `=TWIN.ADD(A${row},1)`));
    expect([2, 3, 4, 5, 6].map((row) => book.host.read.isRowHidden('Sheet1', row))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });
});

describe('undoing a repair', () => {
  it('restores the former formulas, and leaves what was changed since', async () => {
    type('A1', '5');
    plant('B1', '=_xldudf_TWIN_ADD(A1,1)', 6);
    plant('B2', '=_xldudf_TWIN_ADD(A1,2)', 7);
    plant('B3', '=TWIN.ADD(A1,3)');
    plant('B4', '=_xldudf_TWIN_ADD(A1,4)', 9);
    const { writeId, cells } = await mendAll();
    expect(cells).toHaveLength(4);
    type('B2', '=A1*100');
    await book.host.idle();
    expect(await listWrites()).toMatchObject([
      // B3 was only entered again: there is nothing to take back
      { id: writeId, kind: 'repair', stamp: null, cells: 3, canUndo: true, undone: false },
    ]);
    const report = await undoWrite(writeId!);
    expect(report).toEqual({ restored: 2, rowsRemoved: 0, left: [{ address: 'Sheet1!B2', found: '=A1*100' }] });
    expect(formulas('B1:B4')).toEqual([
      '=_xldudf_TWIN_ADD(A1,1)',
      '=A1*100',
      '=TWIN.ADD(A1,3)',
      '=_xldudf_TWIN_ADD(A1,4)',
    ]);
    expect(await listWrites()).toMatchObject([{ id: writeId, undone: true, canUndo: false }]);
    expect((await errorOf(undoWrite(writeId!))).problem.code).toBe('host_error');
  });

  it('keeps the mended formula where Excel does not take the former one', async () => {
    plant('A1', '=[2]!_xldudf_TWIN_ADD(1,1)');
    for (let i = 2; i <= 9; i++) plant(`A${i}`, `=_xldudf_TWIN_ADD(${i},1)`);
    const { writeId } = await mendAll();
    expect(await undoWrite(writeId!)).toEqual({
      restored: 8,
      rowsRemoved: 0,
      left: [{ address: 'Sheet1!A1', found: '=TWIN.ADD(1,1)' }],
    });
    expect(formulas('A1:A2')).toEqual(['=TWIN.ADD(1,1)', '=_xldudf_TWIN_ADD(2,1)']);
  });

  it('is there again when the workbook is opened again, whether bound to a brand by then or not', async () => {
    plant('A1', '=_xldudf_TWIN_ADD(1,1)', 2);
    const { writeId } = await mendAll();
    await bind();
    plant('A2', '=_xldudf_TWIN_ADD(1,2)', 2);
    const second = await mendAll();
    expect((await listWrites()).map(({ id }) => id)).toEqual([second.writeId, writeId]);
    expect(await undoWrite(writeId!)).toMatchObject({ restored: 1 });
    expect(formulas('A1:A2')).toEqual(['=_xldudf_TWIN_ADD(1,1)', '=TWIN.ADD(1,2)']);
  });

  it('says so when the sheet is protected, and changes nothing', async () => {
    plant('A1', '=_xldudf_TWIN_ADD(1,1)', 2);
    const { writeId } = await mendAll();
    book.host.user.protectSheet('Sheet1', true);
    expect((await errorOf(undoWrite(writeId!))).problem).toMatchObject({
      code: 'protected',
      values: { sheet: 'Sheet1' },
    });
    book.host.user.protectSheet('Sheet1', false);
    expect(await undoWrite(writeId!)).toMatchObject({ restored: 1 });
  });

  it('names a sheet that is gone', async () => {
    book.host.user.addSheet('Other');
    book.host.user.plant('Other', 'A1', '=_xldudf_TWIN_ADD(1,1)', 2);
    const { writeId } = await mendAll();
    book.host.user.deleteSheet('Other');
    expect(await undoWrite(writeId!)).toEqual({
      restored: 0,
      rowsRemoved: 0,
      left: [{ address: 'Other', found: null }],
    });
  });
});

describe('the rest', () => {
  it('calculates all cells of ours, whatever they show', async () => {
    plant('A1', '=TWIN.ADD(1,1)', '#BUSY!');
    plant('A2', '=TWIN.ADD(1,2)', '#GETTING_DATA');
    plant('A3', '=TWIN.ADD(1,3)', 99);
    plant('A4', '=_xldudf_OTHER_ADD(1,3)', '#BUSY!');
    const steps: string[] = [];
    const report = await recalculateFormulas(own, { onProgress: ({ step }) => steps.push(step) });
    expect(report).toMatchObject({ cells: 3, manualCalculation: false });
    await book.host.idle();
    expect(values('A1:A4')).toEqual([2, 3, 4, '#BUSY!']);
    expect([...new Set(steps)]).toEqual(['reading', 'calculating']);
  });

  it('goes to a cell, but not to one of a sheet that is hidden or gone', async () => {
    const { host } = book;
    host.user.addSheet('Other');
    const [, other] = host.read.sheets();
    const cell = { row: 4, column: 2, rows: 1, columns: 1 };
    expect(await selectArea(other!.id, cell)).toBe(true);
    expect(host.read.selection()).toEqual({ sheet: 'Other', address: 'C5' });
    host.user.select('Sheet1', 'A1');
    await book.run(async (context) => {
      context.workbook.worksheets.getItem('Other').visibility = 'Hidden';
      await context.sync();
    });
    expect(await selectArea(other!.id, cell)).toBe(false);
    expect(await selectArea('no such sheet', cell)).toBe(false);
    expect(host.read.selection()).toEqual({ sheet: 'Sheet1', address: 'A1' });
  });
});

describe('a large sheet', () => {
  it('20,000 broken cells are found, mended and undone in seconds, few requests, none over 5 MB', async () => {
    const { host } = book;
    const rows = Array.from({ length: 20_000 }, (_, row) => row);
    plantMany(host, rows);
    await host.idle();
    host.stats.roundTrips = 0;
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const started = Date.now();
      const answer = await work();
      console.log(`repair: ${what} ${((Date.now() - started) / 1000).toFixed(1)} s, ${host.stats.roundTrips} requests`);
      return answer;
    };
    const { broken } = await timed('scanned 20,000 cells', scan);
    expect(broken).toHaveLength(20_000);
    expect(host.stats.roundTrips).toBeLessThan(40);
    const started = Date.now();
    let entered = 0;
    const report = await timed('mended, the preview calculating them included,', () =>
      mendFormulas(broken, own, { onProgress: ({ step }) => step === 'checking' && (entered = Date.now()) }),
    );
    console.log(`repair: of that until all were entered ${((entered - started) / 1000).toFixed(1)} s`);
    expect(report.cells.filter(({ outcome }) => outcome !== 'mended')).toEqual([]);
    expect(entered - started).toBeLessThan(30_000);
    expect(host.stats.largestRequestBytes).toBeLessThan(2_500_000);
    expect(host.stats.largestResponseBytes).toBeLessThan(2_500_000);
    const undone = await timed('undone', () => undoWrite(report.writeId!));
    expect(undone).toMatchObject({ restored: 20_000, left: [] });
  }, 240_000);
});
