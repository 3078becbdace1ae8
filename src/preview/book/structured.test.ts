import { parseArea } from './address';
import { renameSheetInFormula, shiftReference, tokenize, joinTokens } from './formula-tokens';
import {
  renameColumnInFormula,
  renameTableInFormula,
  translateStructured,
  type TableLookup,
  type TableShape,
} from './structured';

// Syntax: support.microsoft.com "Using structured references with Excel tables". Addresses worked out by hand.
const plan: TableShape = {
  name: 'TW_Plan',
  sheetName: 'Plan',
  area: parseArea('B5:F9'),
  columns: ['SKU', 'Qty', 'Unit cost (¥)', '在途', "Don't #1"].map((name) => ({ name })),
  showTotals: false,
};

const lookup = (row: number, sheetName: string, inside = true): TableLookup => ({
  byName: (name) => (name.toLowerCase() === 'tw_plan' ? plan : undefined),
  around: inside ? plan : undefined,
  row: row - 1,
  sheetName,
});

test.each([
  ['=SUM(TW_Plan[Qty])', '=SUM($C$6:$C$9)'],
  ['=sum(tw_plan[qty])', '=sum($C$6:$C$9)'],
  ['=[@Qty]*2', '=$C$7*2'],
  ['=[@[Unit cost (¥)]]*[@在途]', '=$D$7*$E$7'],
  ['=TW_Plan[@Qty]', '=$C$7'],
  ['=TW_Plan[[#This Row],[Qty]]', '=$C$7'],
  ['=SUM(TW_Plan[@[Qty]:[在途]])', '=SUM($C$7:$E$7)'],
  ['=SUM(TW_Plan[[Qty]:[在途]])', '=SUM($C$6:$E$9)'],
  ['=TW_Plan[[#Headers],[Qty]]', '=$C$5'],
  ['=ROWS(TW_Plan[#All])', '=ROWS($B$5:$F$9)'],
  ['=ROWS(TW_Plan[])', '=ROWS($B$6:$F$9)'],
  ['=ROWS(TW_Plan)', '=ROWS($B$6:$F$9)'],
  ['=COUNTA(TW_Plan[[#Headers],[#Data],[Qty]])', '=COUNTA($C$5:$C$9)'],
  ["=[@[Don''t '#1]]", '=$F$7'],
  ['="TW_Plan[Qty]"&A1', '="TW_Plan[Qty]"&A1'],
  ['=TW_Plan[nowhere]', '=#REF!'],
  ['=Other[Qty]', '=#REF!'],
])('%s', (formula, expected) => {
  expect(translateStructured(formula, lookup(7, 'Plan'))).toBe(expected);
});

test('from another sheet the table’s sheet is named; this row has no meaning there', () => {
  expect(translateStructured('=SUM(TW_Plan[Qty])', lookup(7, 'Data', false))).toBe('=SUM(Plan!$C$6:$C$9)');
  expect(translateStructured('=TW_Plan[@Qty]', lookup(3, 'Data', false))).toBe('=#VALUE!');
  expect(translateStructured('=[@Qty]', lookup(7, 'Data', false))).toBe('=#REF!');
});

test('renaming', () => {
  expect(renameTableInFormula('=SUM(TW_Plan[Qty])+ROWS(tw_plan)&"TW_Plan"', 'TW_Plan', 'P')).toBe(
    '=SUM(P[Qty])+ROWS(P)&"TW_Plan"',
  );
  expect(
    renameColumnInFormula('=[@Qty]+TW_Plan[[#Headers],[Qty]]+Other[Qty]', 'TW_Plan', 'TW_Plan', 'Qty', 'Order qty'),
  ).toBe('=[@[Order qty]]+TW_Plan[[#Headers],[Order qty]]+Other[Qty]');
  expect(renameSheetInFormula('=Plan!A1+\'Plan\'!B2+Plan2!C3&"Plan!"', 'Plan', 'My plan')).toBe(
    "='My plan'!A1+'My plan'!B2+Plan2!C3&\"Plan!\"",
  );
});

test('tokens join to the formula', () => {
  for (const formula of ['=IF(A1>1.5E+3,"a""b",LOG10($B$2))', "=SUM('a b'!A:A,1:2)+TWIN.DOS(T[x],30)", '=@A1:B2#']) {
    expect(joinTokens(tokenize(formula))).toBe(formula);
  }
});

test.each([
  ['A5', null, 'A7'],
  ['$A$5', 'B$9', '$A$7:B$11'],
  ['A1', 'A9', 'A1:A11'],
  ['A', 'B', 'A:B'],
  ['2', '6', '2:8'],
])('two rows put in above row 3 move %s:%s', (from, to, expected) => {
  expect(shiftReference(from, to, { axis: 'row', at: 2, count: 2 })).toBe(expected);
});

test('a deleted reference', () => {
  expect(shiftReference('A3', null, { axis: 'row', at: 2, count: -1 })).toBe('#REF!');
});
