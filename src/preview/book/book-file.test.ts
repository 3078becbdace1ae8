import { openTestWorkbook, type TestWorkbook } from '../testing/open';

// What the add-in sets through office.js must be in the file's model, and what is loaded from it must be the same again.
let wb: TestWorkbook;
beforeAll(async () => {
  wb = await openTestWorkbook();
  await wb.run(async (context) => {
    const sheet = context.workbook.worksheets.add('计划');
    sheet.getRange('A:A').numberFormat = '@' as never;
    sheet.getRange('A5:C7').values = [
      ['SKU', 'Qty', 'Sum'],
      ['00123', 2, '=[@Qty]*10'],
      ['1E5', 3, '=TWIN.ADD([@Qty],1)'],
    ];
    const table = sheet.tables.add('A5:C7', true);
    table.name = 'TW_Plan';
    table.style = 'TableStyleLight1';
    sheet.getRange('C6:C7').formulas = [['=[@Qty]*10'], ['=TWIN.ADD([@Qty],1)']];
    sheet.getRange('E1').formulas = [['=TWIN.TWICE(TW_Plan[Qty])']];
    const heading = sheet.getRange('A5:C5');
    heading.format.fill.color = '#1F3864';
    heading.format.font.color = 'white';
    heading.format.font.bold = true;
    heading.format.wrapText = true;
    heading.format.rowHeight = 30;
    heading.dataValidation.prompt = { showPrompt: true, title: 'SKU', message: 'code' };
    sheet.getRange('B6:B7').dataValidation.rule = { list: { inCellDropDown: true, source: 'Yes,No' } };
    sheet.getRange('A:A').format.columnWidth = 75;
    const rule = sheet.getRange('B6:B7').conditionalFormats.add('ContainsText');
    rule.textComparison.rule = { operator: 'Contains', text: 'Low' };
    rule.textComparison.format.fill.color = '#FFF4CE';
    const custom = sheet.getRange('A6:C7').conditionalFormats.add('Custom');
    custom.custom.rule.formula = '=$B6>2';
    custom.custom.format.font.color = '#C00000';
    sheet.freezePanes.freezeAt(sheet.getRange('A1:A5'));
    sheet.showGridlines = false;
    sheet.tabColor = '#107C41';
    sheet.pageLayout.orientation = 'Landscape';
    sheet.pageLayout.zoom = { horizontalFitToPages: 1 };
    sheet.pageLayout.setPrintTitleRows('$4:$5');
    sheet.pageLayout.headersFooters.defaultForAllPages.leftFooter = 'Twinstock';
    sheet.getRange('F:H').group('ByColumns');
    sheet.getRange('F:H').hideGroupDetails('ByColumns');
    sheet.getRange('J1').values = [['#N/A']];
    context.workbook.names.add('Rate2', sheet.getRange('B6'));
    context.workbook.settings.add('binding', { brand: 'x' });
    await context.sync();
  });
  wb.host.user.filterTable('TW_Plan', 'Qty', ['2']);
  await wb.host.idle();
});
afterAll(() => {
  expect(wb.host.unknownMembers).toEqual([]);
  wb.dispose();
});

test('the file’s model', () => {
  const file = wb.host.toBookFile();
  const sheet = file.sheets.find(({ name }) => name === '计划')!;
  const at = (row: number, column: number) => sheet.cells.get(row)?.get(column);
  expect(at(5, 0)).toMatchObject({ v: '00123' });
  expect(file.styles[at(5, 0)!.s!]).toMatchObject({ numberFormat: '@' });
  expect(at(6, 0)).toMatchObject({ v: '1E5' });
  expect(at(5, 2)).toMatchObject({ v: 20, f: '[@Qty]*10' });
  expect(at(6, 2)).toMatchObject({ v: 4, f: 'TWIN.ADD([@Qty],1)' });
  expect(at(0, 4)).toMatchObject({ v: 4, f: 'TWIN.TWICE(TW_Plan[Qty])', spill: 'E1:E2' });
  expect(at(1, 4)).toEqual({ v: 6 });
  expect(at(0, 9)).toMatchObject({ v: '#N/A', error: true });
  expect(file.styles[at(4, 1)!.s!]).toMatchObject({
    fillColor: '#1F3864',
    fontColor: '#FFFFFF',
    bold: true,
    wrap: true,
  });
  expect(sheet.tables).toEqual([
    {
      name: 'TW_Plan',
      range: 'A5:C7',
      columns: [
        { id: 1, name: 'SKU' },
        { id: 2, name: 'Qty' },
        { id: 3, name: 'Sum' },
      ],
      style: 'TableStyleLight1',
      showBandedRows: true,
      showFilterButton: true,
      filter: { 1: ['2'] },
    },
  ]);
  // 75 points are 100 pixels, (100 − 5) / 7 characters.
  expect(sheet.columnWidths.get(0)).toBeCloseTo(13.57, 2);
  expect(sheet.rowHeights.get(4)).toBe(30);
  expect([...sheet.hiddenRows]).toEqual([6]);
  expect(sheet.columnGroups).toEqual([{ from: 5, to: 7, collapsed: true }]);
  expect(sheet).toMatchObject({
    freeze: { rows: 5, columns: 1 },
    showGridlines: false,
    tabColor: '#107C41',
    visible: true,
    protected: false,
  });
  expect(sheet.conditionalFormats).toEqual([
    { kind: 'custom', range: 'A6:C7', formula: '=$B6>2', fontColor: '#C00000' },
    { kind: 'containsText', range: 'B6:B7', operator: 'Contains', text: 'Low', fillColor: '#FFF4CE' },
  ]);
  expect(sheet.validations).toEqual([
    { range: 'A5:C5', prompt: { title: 'SKU', message: 'code' } },
    { range: 'B6:B7', list: ['Yes', 'No'] },
  ]);
  expect(sheet.page).toEqual({ landscape: true, fitToWidth: true, printTitleRows: '4:5', footer: '&LTwinstock' });
  expect(file.names).toEqual([{ name: 'Rate2', refersTo: '计划!B6' }]);
  expect(file.settings).toEqual({ binding: '{"brand":"x"}' });
});

test('loaded again it is the same workbook, and its formulas live', async () => {
  const file = wb.host.toBookFile();
  await wb.host.loadBookFile(file);
  await wb.host.idle();
  expect(wb.host.toBookFile()).toEqual(file);
  wb.host.user.type('计划', 'B6', '5');
  await wb.host.idle();
  expect(wb.host.read.values('计划', 'C6')).toEqual([[50]]);
  expect(wb.host.read.values('计划', 'E1:E2')).toEqual([[10], [6]]);
});

test('each row and column has its own size, hidden rows stay hidden', async () => {
  const file = wb.host.toBookFile();
  const sheet = file.sheets.find(({ name }) => name === '计划')!;
  // row 5 of the add-in: 30 points; sizes here are by 0-based index, in points and characters
  sheet.rowHeights.set(0, 24).set(9, 12);
  sheet.columnWidths.set(1, 20).set(3, 4);
  await wb.host.loadBookFile(file);
  const again = wb.host.toBookFile().sheets.find(({ name }) => name === '计划')!;
  expect([0, 4, 9].map((row) => again.rowHeights.get(row))).toEqual([24, 30, 12]);
  expect([1, 3].map((column) => again.columnWidths.get(column))).toEqual([20, 4]);
  expect(again.rowHeights.has(1)).toBe(false);
  expect(wb.host.read.isRowHidden('计划', 7)).toBe(true);
  expect(wb.host.read.isRowHidden('计划', 6)).toBe(false);
});

test('names that formulas cannot use here do not stop a file, and are saved again', async () => {
  const file = wb.host.toBookFile();
  // LOG is a function, R1 and "a b" are no names in Excel; the first entry of Rate2 counts
  const bad = ['LOG', 'R1', 'a b', 'rate2'].map((name) => ({ name, refersTo: '计划!$B$6' }));
  expect(await wb.host.loadBookFile({ ...file, names: [...file.names, ...bad] })).toEqual([
    'LOG',
    'R1',
    'a b',
    'rate2',
  ]);
  expect(wb.host.toBookFile().names.map(({ name }) => name)).toEqual(['Rate2', 'LOG', 'R1', 'a b']);
  expect(await wb.host.loadBookFile(file)).toEqual([]);
});
