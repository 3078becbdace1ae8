import fc from 'fast-check';
import { toFileForm, UnwritableFormula, type FormulaPlace } from './file-formula';
import { shiftFormula } from './shift-formula';
import { fromFileForm } from './shown-formula';
import { joinTokens, tokenize } from './tokens';

const place = (parts: Partial<FormulaPlace> = {}): FormulaPlace => ({
  table: null,
  namespaces: ['TWIN'],
  names: new Set(),
  ...parts,
});
const inTable = place({ table: 'Plan' });

// Right column: how Excel stores the left one (ECMA-376 part 1 §18.17, MS-XLSX 2.2.2; prefixes as in files of Excel 365).
describe.each([
  ['SUM(A1:B2)*2', 'SUM(A1:B2)*2'],
  ['twin.dos(A2,40)', '_xldudf_TWIN_DOS(A2,40)'],
  ['IF(TWIN.ROUTE(A2)="x","TWIN.DOS(","_xlfn.LET(")', 'IF(_xldudf_TWIN_ROUTE(A2)="x","TWIN.DOS(","_xlfn.LET(")'],
  ['XLOOKUP(A1,B:B,C:C)', '_xlfn.XLOOKUP(A1,B:B,C:C)'],
  ['FILTER(A1:A9,B1:B9>0)', '_xlfn._xlws.FILTER(A1:A9,B1:B9>0)'],
  ['LET(x,1,y,x+1,x*y)', '_xlfn.LET(_xlpm.x,1,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)'],
  ['MAP(A1:A3,LAMBDA(v,v*2))', '_xlfn.MAP(A1:A3,_xlfn.LAMBDA(_xlpm.v,_xlpm.v*2))'],
  ["SUM('My ''own'' sheet'!B2#)", "SUM(_xlfn.ANCHORARRAY('My ''own'' sheet'!B2))"],
  ['NORM.S.INV(0.95)', '_xlfn.NORM.S.INV(0.95)'],
  ['1E-5+#N/A', '1E-5+#N/A'],
])('%s', (typed, stored) => {
  test('is stored with its prefixes', () => expect(toFileForm(typed, place()).text).toBe(stored));
  test('comes back as typed', () =>
    expect(fromFileForm(stored, { table: null }).toLowerCase()).toBe(typed.toLowerCase()));
});

test('@ is stored as SINGLE', () => {
  expect(toFileForm('@A1:A3+1', place()).text).toBe('_xlfn.SINGLE(A1:A3)+1');
  expect(fromFileForm('_xlfn.SINGLE(A1:A3)+1', { table: null })).toBe('@A1:A3+1');
});

describe('references to a table', () => {
  test.each([
    ['[@Qty]', 'Plan[[#This Row],[Qty]]'],
    ['[@[Order qty]]*2', 'Plan[[#This Row],[Order qty]]*2'],
    ['SUM([@[W-1]:[W-4]])', 'SUM(Plan[[#This Row],[W-1]:[W-4]])'],
    ['SUM([Qty])', 'SUM(Plan[Qty])'],
    ['Other[@Qty]', 'Other[[#This Row],[Qty]]'],
    ['[@可售天数]', 'Plan[[#This Row],[可售天数]]'],
    ["[@[a'[b']]]", "Plan[[#This Row],[a'[b']]]"],
  ])('%s', (typed, stored) => expect(toFileForm(typed, inTable).text).toBe(stored));

  test.each([
    ['Plan[[#This Row],[Qty]]', '[@Qty]'],
    ['Plan[[#This Row],[Order qty]]', '[@[Order qty]]'],
    ['Other[[#This Row],[Qty]]', 'Other[@Qty]'],
    ['SUM(Plan[Qty])', 'SUM(Plan[Qty])'],
  ])('%s is shown short', (stored, typed) => expect(fromFileForm(stored, { table: 'Plan' })).toBe(typed));

  test('a row reference outside a table cannot be stored', () => {
    expect(() => toFileForm('[@Qty]', place())).toThrow(UnwritableFormula);
  });
});

// what Excel shows of functions behind a path (office-js#2568, #2051) and of add-ins it does not have
describe('functions behind a path, and of others', () => {
  const links = ['Book2.xlsx', "C:\\Add ins\\It's.xla"];
  test.each([
    ['[2]!_xldudf_TWIN_DOS(A1)', "'C:\\Add ins\\It''s.xla'!_xldudf_TWIN_DOS(A1)"],
    ['[1]!_xldudf_TWIN_DOS(A1)', 'Book2.xlsx!_xldudf_TWIN_DOS(A1)'],
    ['[3]!_xldudf_TWIN_DOS(_xldudf_TWIN_ABC(A1))', '[3]!_xldudf_TWIN_DOS(TWIN.ABC(A1))'],
    ['_xldudf_OTHER_X(1)+_xldudf_TWIN_DOS(1)', '_xldudf_OTHER_X(1)+TWIN.DOS(1)'],
    ['[1]Sheet1!A1', '[1]Sheet1!A1'],
  ])('%s', (stored, shown) => expect(fromFileForm(stored, { table: null, links })).toBe(shown));

  test('of others are stored as they are shown; behind a path they cannot be', () => {
    expect(toFileForm('_xldudf_OTHER_X(1)+TWIN.DOS(1)', place()).text).toBe('_xldudf_OTHER_X(1)+_xldudf_TWIN_DOS(1)');
    for (const formula of ["'C:\\x.xla'!_xldudf_TWIN_DOS(1)", '[2]!_xldudf_TWIN_DOS(1)', 'x.xlam!TWIN.DOS(1)'])
      expect(() => toFileForm(formula, place())).toThrow(UnwritableFormula);
  });
});

describe('whether Excel must calculate it as an array', () => {
  // Excel shows =SUM(@A1:A3*B1:B3) for such a formula that is stored as an ordinary one
  test.each([
    'SUM(A1:A3*B1:B3)',
    'SUM((T[Qty]>0)*1)',
    'SEQUENCE(3)',
    'LET(x,1,x)',
    'SUM(A1#)',
    'IF(Sheet2!A1:A3="",1,2)',
  ])('%s: yes', (formula) => expect(toFileForm(formula, place()).dynamic).toBe(true));
  test.each(['SUM(A1:A3)*2', 'A1*B1', 'TWIN.DOS(A1,B1:B9)', '[@Qty]*2', 'COUNTIFS(A:A,">0")', '"A1:A3"&B1'])(
    '%s: no',
    (formula) => expect(toFileForm(formula, inTable).dynamic).toBe(false),
  );
});

describe('what has no text in the file format', () => {
  test.each(['MYSTERY(1)', 'OTHER.ADDIN(1)', '[Book2.xlsx]Sheet1!A1', "'[Book2.xlsx]Sheet1'!A1", 'LET(1,2,3)'])(
    '%s',
    (formula) => expect(() => toFileForm(formula, place())).toThrow(UnwritableFormula),
  );
  test('a name may hold a LAMBDA', () => {
    expect(toFileForm('Margin(A1)', place({ names: new Set(['MARGIN']) })).text).toBe('Margin(A1)');
  });
});

test('tokens joined are the formula, whatever it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(joinTokens(tokenize(text))).toBe(text)));
});

test.each([
  ['A1+$A$1+A$1+$A1', 2, 1, 'B3+$A$1+B$1+$A3'],
  ['SUM(A:A,1:1)&"A1"', 1, 1, 'SUM(B:B,2:2)&"A1"'],
  ["Sheet1!A1+'A1'!A1+LOG10(A1)", 1, 0, "Sheet1!A2+'A1'!A2+LOG10(A2)"],
  ['A1', -1, 0, '#REF!'],
])('%s moved by %i rows and %i columns', (formula, rows, columns, expected) => {
  expect(shiftFormula(formula, rows, columns)).toBe(expected);
});
