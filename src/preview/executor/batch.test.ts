import { openTestWorkbook, type TestWorkbook } from '../testing/open';

// Expected values: Excel's documented behaviour (learn.microsoft.com/office/dev/add-ins/excel) and the sequence of the
// statements; "create, sync, use again" is where a host that runs a method path twice shows itself.
let wb: TestWorkbook;
beforeAll(async () => {
  wb = await openTestWorkbook();
});
afterAll(() => {
  expect(wb.host.unknownMembers).toEqual([]);
  wb.dispose();
});

test('the library finds Excel on the web and its requirement sets', () => {
  const { Office } = wb.page.window;
  expect(Office.context.host).toBe('Excel');
  expect(Office.context.platform).toBe('OfficeOnline');
  expect(Office.context.displayLanguage).toBe('en-US');
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.15')).toBe(true);
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.16')).toBe(false);
});

test('a method path referred to many times runs once, and its object is found again after sync', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Once');
    sheet.getRange('A1').values = [[1]];
    sheet.getRange('A2').values = [[2]];
    await context.sync();
    sheet.getRange('A3').values = [[3]];
    const range = sheet.getRange('A1:A3');
    range.load('values');
    context.workbook.worksheets.load('items/name');
    await context.sync();
    return [range.values, context.workbook.worksheets.items.filter(({ name }) => name.startsWith('Once')).length];
  });
  expect(answer).toEqual([[[1], [2], [3]], 1]);
});

test('null objects: client-side flag, and calls on them in the same batch do nothing', async () => {
  const answer = await wb.run(async (context) => {
    const none = context.workbook.worksheets.getItemOrNullObject('nowhere');
    const cell = none.getRange('A1');
    cell.load('values');
    none.tables.load('items/name');
    await context.sync();
    return [none.isNullObject, cell.isNullObject];
  });
  expect(answer).toEqual([true, true]);
});

test('tracked ranges move with their cells and are lost with them', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Tracked');
    const range = sheet.getRange('B5:C6');
    range.track();
    range.values = [
      [1, 2],
      [3, 4],
    ];
    await context.sync();
    sheet.getRange('2:3').insert('Down');
    range.load('address,values');
    await context.sync();
    const moved = [range.address, range.values];
    range.untrack();
    await context.sync();
    return moved;
  });
  expect(answer).toEqual([
    'Tracked!B7:C8',
    [
      [1, 2],
      [3, 4],
    ],
  ]);
});

test('what was done before a failing action stays; the error says where', async () => {
  const error = await wb.fails(async (context) => {
    const sheet = context.workbook.worksheets.add('Half');
    sheet.getRange('A1').values = [['kept']];
    context.workbook.tables.getItem('No such table').getRange().load('address');
    await context.sync();
  });
  expect(error).toMatchObject({ code: 'ItemNotFound', location: 'TableCollection.getItem' });
  expect(wb.host.read.value('Half', 'A1')).toBe('kept');
});

test('collections: count and items, nested properties, settings by key', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Lists');
    sheet.getRange('A1:B2').values = [
      ['x', 'y'],
      [1, 2],
    ];
    const table = sheet.tables.add('A1:B2', true);
    table.name = 'Lists1';
    context.workbook.settings.add('key', { a: [1, 'zwei'] });
    await context.sync();
    sheet.tables.load('items/name,items/columns/items/name,items/columns/count');
    const setting = context.workbook.settings.getItemOrNullObject('key');
    setting.load('value');
    const missing = context.workbook.settings.getItemOrNullObject('other');
    const format = sheet.getRange('A1');
    format.load('format/fill/color,format/font/bold,rowIndex');
    const count = context.workbook.worksheets.getCount();
    await context.sync();
    const [first] = sheet.tables.items;
    return {
      name: first!.name,
      count: first!.columns.count,
      columns: first!.columns.items.map(({ name }) => name),
      setting: setting.value,
      missing: missing.isNullObject,
      bold: format.format.font.bold,
      count2: count.value > 1,
    };
  });
  expect(answer).toEqual({
    name: 'Lists1',
    count: 2,
    columns: ['x', 'y'],
    setting: { a: [1, 'zwei'] },
    missing: true,
    bold: false,
    count2: true,
  });
  expect(wb.host.toBookFile().settings).toEqual({ key: '{"a":[1,"zwei"]}' });
});

test('a large write is split by the library and arrives whole', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Large');
    const rows = Array.from({ length: 2000 }, (_, i) => [i, `row ${i}`, i / 2]);
    sheet.getRange('A1:C2000').values = rows;
    const last = sheet.getUsedRange(true);
    last.load('address');
    const end = sheet.getRange('A2000:C2000');
    end.load('values');
    await context.sync();
    return [last.address, end.values];
  });
  expect(answer).toEqual(['Large!A1:C2000', [[1999, 'row 1999', 999.5]]]);
});

test('formulas of the same batch are calculated before they are read', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Calc');
    sheet.getRange('A1:A3').values = [[1], [2], ['=A1+A2']];
    sheet.getRange('B1').formulas = [['=SEQUENCE(3)*A3']];
    const range = sheet.getRange('A1:B3');
    range.load('values,formulas');
    const spill = sheet.getRange('B2').getSpillParentOrNullObject();
    spill.load('address');
    await context.sync();
    return [range.values, range.formulas[2]![0], spill.address];
  });
  expect(answer).toEqual([
    [
      [1, 3],
      [2, 6],
      [3, 9],
    ],
    '=A1+A2',
    'Calc!B1',
  ]);
});

test('a value of the wrong shape is refused', async () => {
  const error = await wb.fails(async (context) => {
    context.workbook.worksheets.getFirst().getRange('A1:B2').values = [[1, 2, 3]];
    await context.sync();
  });
  expect(error.code).toBe('InvalidArgument');
});

test('events: change and selection come after the answer and name their range', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Events');
    const seen: unknown[] = [];
    (window as any).seen = seen;
    sheet.onChanged.add(async (event) => {
      seen.push([event.changeType, event.address, event.details?.valueAfter, event.source]);
    });
    context.workbook.worksheets.onSelectionChanged.add(async (event) => {
      seen.push(['selected', event.address]);
    });
    context.workbook.onSelectionChanged.add(async () => {
      seen.push(['workbook selection']);
    });
    await context.sync();
    sheet.getRange('A1').values = [[7]];
    await context.sync();
    return seen.length;
  });
  expect(answer).toBe(0);
  wb.host.user.type('Events', 'B2', '5%');
  wb.host.user.select('Events', 'C3:D4');
  await wb.host.idle();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(wb.page.window['seen']).toEqual([
    ['RangeEdited', 'A1', 7, 'Local'],
    ['RangeEdited', 'B2', 0.05, 'Local'],
    ['workbook selection'],
    ['selected', 'C3:D4'],
  ]);
});

test('calculation suspended during a long write: a read gives the values after it, also when rows moved meanwhile', async () => {
  const answer = await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('Suspended');
    sheet.getRange('C1').formulas = [['=SUM(A1:A400)']];
    await context.sync();
    for (let part = 0; part < 4; part++) {
      context.application.suspendApiCalculationUntilNextSync();
      sheet.getRange(`A${part * 100 + 1}:A${part * 100 + 100}`).values = Array.from({ length: 100 }, () => [part + 1]);
      await context.sync();
    }
    const sum = sheet.getRange('C1').load('values');
    await context.sync();
    context.application.suspendApiCalculationUntilNextSync();
    sheet.getRange('A400').values = [[1004]];
    await context.sync();
    sheet.getRange('1:1').insert('Down');
    const moved = sheet.getRange('C2').load('values,formulas');
    await context.sync();
    return [sum.values, moved.values, moved.formulas];
  });
  // 100 × (1 + 2 + 3 + 4), then one 4 became 1004
  expect(answer).toEqual([[[1000]], [[2000]], [['=SUM(A2:A401)']]]);
});
