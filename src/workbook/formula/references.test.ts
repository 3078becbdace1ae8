import fc from 'fast-check';
import { columnLetters } from '../addresses';
import { areaInTable, columnNumber, parseArea, parseReference, type Reference, type TablePlace } from './references';

const area = (row: number, column: number, rows = 1, columns = 1) => ({ row, column, rows, columns });

describe('references', () => {
  it.each<[string, Reference]>([
    ['A1', { kind: 'area', sheet: null, area: area(0, 0), whole: null }],
    ['$B$2:D10', { kind: 'area', sheet: null, area: area(1, 1, 9, 3), whole: null }],
    ['D10:B2', { kind: 'area', sheet: null, area: area(1, 1, 9, 3), whole: null }],
    ['Plan!A1', { kind: 'area', sheet: 'Plan', area: area(0, 0), whole: null }],
    ["'It''s 1'!A1:A3", { kind: 'area', sheet: "It's 1", area: area(0, 0, 3), whole: null }],
    ['库存!$A:$C', { kind: 'area', sheet: '库存', area: area(0, 0, 1_048_576, 3), whole: 'columns' }],
    ['3:5', { kind: 'area', sheet: null, area: area(2, 0, 3, 16_384), whole: 'rows' }],
    ['B2#', { kind: 'spill', sheet: null, row: 1, column: 1 }],
    ['Plan!$B$2#', { kind: 'spill', sheet: 'Plan', row: 1, column: 1 }],
    ['service_level', { kind: 'name', sheet: null, name: 'service_level' }],
    ['Plan!rate', { kind: 'name', sheet: 'Plan', name: 'rate' }],
    ['ABCD1', { kind: 'name', sheet: null, name: 'ABCD1' }],
    ['XFE1', { kind: 'name', sheet: null, name: 'XFE1' }],
    ['[Book.xlsx]Plan!A1', { kind: 'other', lost: false }],
    ["'[Book 1.xlsx]Plan'!A1", { kind: 'other', lost: false }],
    ['Jan:Mar!A1', { kind: 'other', lost: false }],
    ['A1.:.B9', { kind: 'other', lost: false }],
    ['Plan!#REF!', { kind: 'other', lost: true }],
    ['T[Col]', { kind: 'table', table: 'T', parts: ['data'], columns: ['Col', 'Col'] }],
    ['T[]', { kind: 'table', table: 'T', parts: ['data'], columns: null }],
    ['[@Qty]', { kind: 'table', table: null, parts: ['this_row'], columns: ['Qty', 'Qty'] }],
    ['T[@]', { kind: 'table', table: 'T', parts: ['this_row'], columns: null }],
    ['T[@[A b]:[C]]', { kind: 'table', table: 'T', parts: ['this_row'], columns: ['A b', 'C'] }],
    ['T[[#This Row],[a]:[b]]', { kind: 'table', table: 'T', parts: ['this_row'], columns: ['a', 'b'] }],
    ['T[[#Headers],[#Data],[a]]', { kind: 'table', table: 'T', parts: ['headers', 'data'], columns: ['a', 'a'] }],
    ['T[#All]', { kind: 'table', table: 'T', parts: ['headers', 'data', 'totals'], columns: null }],
    ["T[a'[1']]", { kind: 'table', table: 'T', parts: ['data'], columns: ['a[1]', 'a[1]'] }],
    ["T[[it''s '#1]]", { kind: 'table', table: 'T', parts: ['data'], columns: ["it's #1", "it's #1"] }],
    ['T[[a],[b]]', { kind: 'other', lost: false }],
  ])('%s', (text, expected) => expect(parseReference(text)).toEqual(expected));

  it('reads back what an area is called', () => {
    const corner = fc.tuple(fc.nat(1_048_575), fc.nat(16_383));
    fc.assert(
      fc.property(corner, corner, ([row, column], [otherRow, otherColumn]) => {
        const name = (r: number, c: number) => `${columnLetters(c)}${r + 1}`;
        expect(columnNumber(columnLetters(column))).toBe(column);
        expect(parseArea(`${name(row, column)}:${name(otherRow, otherColumn)}`)?.area).toEqual(
          area(
            Math.min(row, otherRow),
            Math.min(column, otherColumn),
            Math.abs(row - otherRow) + 1,
            Math.abs(column - otherColumn) + 1,
          ),
        );
      }),
    );
  });
});

describe('cells of a table', () => {
  // headings in row 6, five rows of data, a row of totals
  const table: TablePlace = {
    name: 'T',
    sheetId: 's',
    area: area(5, 2, 7, 3),
    columns: ['SKU', 'On hand', 'W-1'],
    hasHeaders: true,
    hasTotals: true,
  };
  const found = (text: string, row = 8) => {
    const reference = parseReference(text);
    if (reference.kind !== 'table') throw new Error(text);
    return areaInTable(table, reference, row);
  };

  it.each([
    ['T[on hand]', area(6, 3, 5)],
    ['T[[SKU]:[On hand]]', area(6, 2, 5, 2)],
    ['T[[W-1]:[SKU]]', area(6, 2, 5, 3)],
    ['T[]', area(6, 2, 5, 3)],
    ['T[#All]', area(5, 2, 7, 3)],
    ['T[[#Headers],[W-1]]', area(5, 4)],
    ['T[[#Totals],[W-1]]', area(11, 4)],
    ['T[[#Headers],[#Data],[W-1]]', area(5, 4, 6)],
    ['[@[On hand]]', area(8, 3)],
    ['[@[SKU]:[W-1]]', area(8, 2, 1, 3)],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));

  it('has none where the column is gone, or the formula stands in no row of it', () => {
    expect(found('T[Gone]')).toBeNull();
    expect(found('[@SKU]', 5)).toBeNull();
    expect(found('[@SKU]', 11)).toBeNull();
  });
});
