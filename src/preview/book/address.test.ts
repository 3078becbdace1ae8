import {
  columnLetters,
  columnNumber,
  formatArea,
  intersect,
  MAX_COLUMNS,
  MAX_ROWS,
  parseArea,
  quoteSheet,
  shiftArea,
  splitSheet,
} from './address';

// Excel's last column is XFD, the 16,384th; its last row 1,048,576 (Excel specifications and limits).
test('letters', () => {
  expect([0, 25, 26, 701, 702, 16383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  expect(columnNumber('XFD')).toBe(16383);
});

test.each([
  ['A1', { row: 0, column: 0, rows: 1, columns: 1 }],
  ['$B$2:D5', { row: 1, column: 1, rows: 4, columns: 3 }],
  ['D5:B2', { row: 1, column: 1, rows: 4, columns: 3 }],
  ['B:C', { row: 0, column: 1, rows: MAX_ROWS, columns: 2 }],
  ['4:5', { row: 3, column: 0, rows: 2, columns: MAX_COLUMNS }],
])('%s', (text, area) => expect(parseArea(text)).toEqual(area));

test.each(['', 'A0', 'XFE1', 'A1048577', 'A1:B', 'A', 'hello', 'A1:B2:C3'])('%p is no address', (text) => {
  expect(() => parseArea(text)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});

test('formatting is the reverse of reading', () => {
  for (const text of ['A1', 'B2:D5', 'B:C', '4:5']) expect(formatArea(parseArea(text))).toBe(text);
  expect(formatArea(parseArea('B2:D5'), true)).toBe('$B$2:$D$5');
});

test('sheets', () => {
  expect(['Data', '商品', 'SKU (Twinstock)', "it's", 'A1', '2026'].map(quoteSheet)).toEqual([
    'Data',
    '商品',
    "'SKU (Twinstock)'",
    "'it''s'",
    "'A1'",
    "'2026'",
  ]);
  expect(splitSheet("'it''s'!A1:B2")).toEqual({ sheet: "it's", rest: 'A1:B2' });
  expect(splitSheet('A1')).toEqual({ sheet: null, rest: 'A1' });
});

test.each([
  // at, count, result for rows 5..8 (0-based)
  [2, 3, { row: 8, rows: 4 }],
  [5, 1, { row: 6, rows: 4 }],
  [6, 2, { row: 5, rows: 6 }],
  [9, 2, { row: 5, rows: 4 }],
  [0, -2, { row: 3, rows: 4 }],
  [4, -3, { row: 4, rows: 2 }],
  [6, -2, { row: 5, rows: 2 }],
  [7, -9, { row: 5, rows: 2 }],
])('rows 5–8 after a shift at %i of %i', (at, count, expected) => {
  expect(shiftArea({ row: 5, column: 1, rows: 4, columns: 2 }, { axis: 'row', at, count })).toEqual({
    column: 1,
    columns: 2,
    ...expected,
  });
});

test('an area that is deleted whole is gone; beside the span it stays', () => {
  const area = { row: 5, column: 1, rows: 4, columns: 2 };
  expect(shiftArea(area, { axis: 'row', at: 5, count: -4 })).toBeNull();
  expect(shiftArea(area, { axis: 'row', at: 0, count: 4, span: { from: 2, to: 9 } })).toBe(area);
});

test('intersection', () => {
  expect(intersect(parseArea('A1:C3'), parseArea('B2:D9'))).toEqual(parseArea('B2:C3'));
  expect(intersect(parseArea('A1'), parseArea('B2'))).toBeNull();
});
