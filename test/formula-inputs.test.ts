import { insertFormula, listWrites, readFormula, selectArea, undoWrite } from '../src/workbook';
import type { FormulaReading } from '../src/workbook/formula/reading';
import { openWorkbook, type OpenWorkbook } from './workbook-harness';

/** What the active cell's formula reads, through office.js. The functions themselves are not needed for that. */
let opened: OpenWorkbook;
beforeAll(async () => {
  opened = await openWorkbook();
  const { host } = opened;
  for (const [address, text] of Object.entries({
    A1: 'SKU',
    B1: 'On hand',
    C1: 'W-1',
    D1: 'W-2',
    E1: 'Out',
    A2: 'P-1',
    B2: '10',
    C2: '1',
    D2: '2',
    A3: 'P-2',
    C3: '3',
    D3: '4',
    A4: 'P-3',
    B4: '#N/A',
    C4: 'x',
    D4: '6',
  }))
    host.user.type('Sheet1', address, text);
  await run(async (context) => {
    const table = context.workbook.worksheets.getItem('Sheet1').tables.add('A1:E4', true);
    table.name = 'T';
    context.workbook.names.add('level', '=95%');
    context.workbook.names.add('stocks', context.workbook.worksheets.getItem('Sheet1').getRange('B2:B4'));
    context.workbook.names.add('weeks', '=T[[W-1]:[W-2]]');
    context.workbook.names.add('doubled', '=level*2');
  });
  host.user.addSheet("It's 1");
  host.user.type("It's 1", 'A1', '50%');
  host.user.type("It's 1", 'A3', '7');
});
afterAll(() => {
  expect(opened.host.unknownMembers).toEqual([]);
  opened.close();
});

const run = (script: (context: Excel.RequestContext) => Promise<void>): Promise<void> =>
  Excel.run(async (context) => {
    await script(context);
    await context.sync();
  });

async function reading(
  formula: string,
  { sheet = 'Sheet1', at = 'G2', rowWise }: { sheet?: string; at?: string; rowWise?: (id: string) => boolean } = {},
): Promise<FormulaReading> {
  opened.host.user.type(sheet, at, formula);
  opened.host.user.select(sheet, at);
  return readFormula({ rowWise });
}
const cellsOf = async (formula: string, text: string, where?: { sheet?: string; at?: string }): Promise<unknown> =>
  (await reading(formula, where)).references[text]?.cells;

it('says where the cell is, and that it is not ours', async () => {
  expect(await reading('12')).toMatchObject({ address: 'Sheet1!G2', value: 12, calls: [], references: {} });
  expect(await reading('=SUM(B2,1)')).toMatchObject({ value: 11, calls: [] });
  expect(await reading("'=TWIN.DOS(1)")).toMatchObject({ value: '=TWIN.DOS(1)', calls: [] });
});

it('reads cells, blanks, errors and texts as they are, with their place', async () => {
  const read = await reading("=TWIN.DOS(B2:B4,'It''s 1'!$A$1,C2:D4)");
  expect(read.calls).toMatchObject([{ id: 'DOS', namespace: 'TWIN', within: null, around: null }]);
  expect(read.references).toMatchObject({
    'B2:B4': {
      cells: [[10], [null], [{ error: '#N/A' }]],
      place: {
        sheetName: 'Sheet1',
        area: { row: 1, column: 1, rows: 3, columns: 1 },
        heading: 'On hand',
        rowLabel: 'P-1',
      },
    },
    "'It''s 1'!$A$1": { cells: [[0.5]], place: { sheetName: "It's 1", heading: null, rowLabel: null, shown: '50%' } },
    'C2:D4': {
      cells: [
        [1, 2],
        [3, 4],
        ['x', 6],
      ],
      place: { heading: 'W-1' },
    },
  });
});

it('reads tables by their columns, from inside and outside', async () => {
  expect(await cellsOf('=TWIN.DOS(T[On hand])', 'T[On hand]')).toEqual([[10], [null], [{ error: '#N/A' }]]);
  expect(await cellsOf('=TWIN.DOS(T[[#Headers],[W-1]:[W-2]])', 'T[[#Headers],[W-1]:[W-2]]')).toEqual([['W-1', 'W-2']]);
  const inside = await reading('=TWIN.DOS([@[On hand]],T[@[W-1]:[W-2]])', { at: 'E3' });
  const [first, second] = Object.values(inside.references);
  expect(first).toMatchObject({ cells: [[null]], place: { area: { row: 2, column: 1 }, rowLabel: 'P-2' } });
  expect(second).toMatchObject({ cells: [[3, 4]] });
  opened.host.user.clear('Sheet1', 'E2:E4');
});

it('reads whole columns as far as they are used, names, and names that stand for names', async () => {
  expect(await cellsOf("=TWIN.DOS('It''s 1'!A:A)", "'It''s 1'!A:A")).toEqual([[0.5], [null], [7]]);
  const read = await reading('=TWIN.DOS(level,stocks,weeks,doubled,nothing)');
  expect(read.references['level']?.stands).toBeTruthy();
  expect(read.references['stocks']).toMatchObject({ place: { area: { row: 1, column: 1, rows: 3 } } });
  expect(read.references['weeks']).toMatchObject({ place: { area: { row: 1, column: 2, rows: 3, columns: 2 } } });
  expect(read.references['nothing']).toMatchObject({ problem: 'excel', place: null });
});

it('names what is gone', async () => {
  const read = await reading('=TWIN.DOS(Gone!A1,T[Gone],[2]Other!A1)');
  expect(Object.values(read.references).map(({ problem }) => problem)).toEqual(['lost', 'lost', 'excel']);
});

it('reads ranges a formula spills', async () => {
  opened.host.user.type('Sheet1', 'J2', '=C2:C3*10');
  await opened.host.idle();
  expect(await cellsOf('=TWIN.DOS(J2#)', 'J2#')).toEqual([[10], [30]]);
});

it('brings the cells into sight', async () => {
  const read = await reading("=TWIN.DOS('It''s 1'!A1:A3)");
  const { sheetId, area } = read.references["'It''s 1'!A1:A3"]!.place!;
  expect(await selectArea(sheetId, area)).toBe(true);
  expect((await readFormula()).address).toBe("'It''s 1'!A1");
  expect(await readFormula({ at: read })).toMatchObject({ address: 'Sheet1!G2', formula: read.formula });
  expect(await selectArea('gone', area)).toBe(false);
});

describe('a formula put into a cell', () => {
  const formulaAt = (address: string): unknown => opened.host.read.formulas('Sheet1', address)[0]?.[0];
  const size = { rows: 2, columns: 1 };
  const refusal = (insert: Promise<unknown>): Promise<unknown> =>
    insert.then(
      () => 'written',
      ({ problem }: { problem: { code: string } }) => problem.code,
    );

  it('goes into a blank cell, is kept in the history and can be undone', async () => {
    opened.host.user.select('Sheet1', 'N2');
    const { writeId, address } = await insertFormula('=SUM(1,2)', size);
    expect(address).toBe('Sheet1!N2');
    expect(formulaAt('N2')).toBe('=SUM(1,2)');
    expect(await listWrites()).toMatchObject([{ id: writeId, kind: 'example', cells: 1, canUndo: true, stamp: null }]);
    expect(await undoWrite(writeId)).toMatchObject({ restored: 1, left: [] });
    expect(formulaAt('N2')).toBe('');
    expect(await listWrites()).toMatchObject([{ id: writeId, undone: true }]);
  });

  it('stays when it was changed since', async () => {
    opened.host.user.select('Sheet1', 'N2');
    const { writeId } = await insertFormula('=SUM(1,2)', size);
    opened.host.user.type('Sheet1', 'N2', '=SUM(1,3)');
    expect(await undoWrite(writeId)).toMatchObject({ restored: 0, left: [{ address: 'Sheet1!N2' }] });
    expect(formulaAt('N2')).toBe('=SUM(1,3)');
  });

  it('is not written where it would not stand alone, and nothing else is either', async () => {
    const insert = (at: string): Promise<unknown> => {
      opened.host.user.select('Sheet1', at);
      return refusal(insertFormula('=SUM(1,2)', size));
    };
    expect(await insert('N2')).toBe('occupied');
    expect(await insert('N1')).toBe('no_room');
    expect(await insert('E2')).toBe('inside_table');
    await run(async (context) => {
      context.workbook.worksheets.getItem('Sheet1').getRange('P2').numberFormat = [['@']];
    });
    expect(await insert('P2')).toBe('text_cell');
    opened.host.user.protectSheet('Sheet1', true);
    expect(await insert('P9')).toBe('protected');
    opened.host.user.protectSheet('Sheet1', false);
    expect(['P2', 'P9', 'E2', 'N1'].map(formulaAt)).toEqual(['', '', '', '']);
  });
});
