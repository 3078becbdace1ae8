import fc from 'fast-check';
import { examineFormula, type OwnFunctions } from './repair';

const IDS = new Set(['DOS', 'SAFETYSTOCK', 'REORDERPOINT', 'ABC']);
const released: OwnFunctions = { namespace: 'TWIN', ids: IDS };
const development: OwnFunctions = { namespace: 'TWINDEV', ids: IDS };
const examine = (formula: string, value: string | number | null = '#NAME?', own = released) => {
  const found = examineFormula(formula, value, own);
  return found && [found.kind, found.mended];
};

describe('a formula of ours', () => {
  it.each<[string, string | number | null, string, string]>([
    ['=TWIN.DOS(A2,40)', '#NAME?', 'name_error', '=TWIN.DOS(A2,40)'],
    ['=twin.dos(A2,40)', '#NAME?', 'name_error', '=twin.dos(A2,40)'],
    ['=TWIN.DOS(A2)', '#BUSY!', 'stuck', '=TWIN.DOS(A2)'],
    ['=TWIN.DOS(A2)', '#GETTING_DATA', 'stuck', '=TWIN.DOS(A2)'],
    ['=TWIN.DOS(A2)', null, 'not_calculated', '=TWIN.DOS(A2)'],
    // how files store it (MS-XLSX future functions); Excel shows it so while it does not know the add-in
    ['=_xldudf_TWIN_DOS(A2,40)', '#NAME?', 'file_form', '=TWIN.DOS(A2,40)'],
    ['=_xldudf_TWIN_DOS(A2,40)', 12.5, 'file_form', '=TWIN.DOS(A2,40)'],
    ['=_xldudf_twin_dos(A2)', 12.5, 'file_form', '=TWIN.DOS(A2)'],
    // the forms of office-js#2568 and #2051
    [
      "='C:\\Add ins\\It''s.xla'!_xldudf_TWIN_DOS( A2 , {1,2;3,4} )",
      '#NAME?',
      'foreign_prefix',
      '=TWIN.DOS( A2 , {1,2;3,4} )',
    ],
    ['=[2]!_xldudf_TWIN_DOS(A2)', '#REF!', 'foreign_prefix', '=TWIN.DOS(A2)'],
    ["='https://host/a b/addin.xlam'!TWIN.DOS(A2)", 3, 'foreign_prefix', '=TWIN.DOS(A2)'],
    ['=PERSONAL.XLSB!TWIN.ABC(A2)', '#NAME?', 'foreign_prefix', '=TWIN.ABC(A2)'],
    [
      '=IFERROR(_xldudf_TWIN_DOS([@Qty],SUM([2]!_xldudf_TWIN_ABC(A1)&"_xldudf_TWIN_DOS(")),"–")',
      '#NAME?',
      'foreign_prefix',
      '=IFERROR(TWIN.DOS([@Qty],SUM(TWIN.ABC(A1)&"_xldudf_TWIN_DOS(")),"–")',
    ],
    ['=BYROW(A1:B3,_xldudf_TWIN_DOS)', '#NAME?', 'file_form', '=BYROW(A1:B3,TWIN.DOS)'],
    ['=@_xldudf_TWIN_DOS(库存!A2)', '#NAME?', 'file_form', '=@TWIN.DOS(库存!A2)'],
    ['=_xldudf_TWINDEV_DOS(A2)', 12, 'other_namespace', '=TWIN.DOS(A2)'],
    ['=TWINDEV.DOS(A2)+TWIN.DOS(A3)', '#NAME?', 'other_namespace', '=TWIN.DOS(A2)+TWIN.DOS(A3)'],
  ])('%s showing %s is %s', (formula, value, kind, mended) => {
    expect(examine(formula, value)).toEqual([kind, mended]);
  });

  it.each<[string, string | number]>([
    ['=TWIN.DOS(A2)', 12],
    ['=TWIN.DOS(A2)', ''],
    ['=TWIN.DOS(A2)', '#N/A'],
    ['=TWIN.DOS(A2)', '#DIV/0!'],
    // it works: both builds are installed
    ['=TWINDEV.DOS(A2)', 12],
    ['=SUM(A1:A9)', '#NAME?'],
    ['="TWIN.DOS("', '#NAME?'],
    ['=TWIN.rate*2', '#NAME?'],
    // other add-ins, whatever their state
    ['=_xldudf_OTHER_X(1)', '#NAME?'],
    ["='C:\\x.xla'!_xldudf_OTHER_DOS(1)", '#NAME?'],
    ['=OTHER.DOS(1)', '#BUSY!'],
    ['=MYTWIN.DOS(1)', '#NAME?'],
    ["='C:\\TWIN\\x.xla'!Margin(1)", '#NAME?'],
  ])('%s showing %s is well, or not ours', (formula, value) => expect(examine(formula, value)).toBeNull());

  it('leaves what stands beside it of another add-in as it is', () => {
    expect(examine("=_xldudf_OTHER_DOS(_xldudf_TWIN_DOS(A1))&[3]!f('x'!TWIN)")).toEqual([
      'file_form',
      "=_xldudf_OTHER_DOS(TWIN.DOS(A1))&[3]!f('x'!TWIN)",
    ]);
  });

  it('with a function this version lacks is reported, not mended', () => {
    expect(examineFormula('=_xldudf_TWIN_DOS(_xldudf_TWIN_FUTURE(1))', '#NAME?', released)).toEqual({
      kind: 'file_form',
      mended: null,
      unknown: ['FUTURE'],
    });
    expect(examine('=TWIN.FUTURE(1)')).toEqual(['name_error', null]);
    expect(examine('=TWIN.FUTURE(1)', 5)).toBeNull();
  });

  it('in a development build is the other way round', () => {
    expect(examine('=_xldudf_TWIN_DOS(1)', '#NAME?', development)).toEqual(['other_namespace', '=TWINDEV.DOS(1)']);
    expect(examine('=_xldudf_TWINDEV_DOS(1)', '#NAME?', development)).toEqual(['file_form', '=TWINDEV.DOS(1)']);
  });
});

describe('whatever the formula', () => {
  const call = fc
    .tuple(
      fc.constantFrom('', "'C:\\a.xla'!", '[2]!', 'b.xlam!', '@'),
      fc.constantFrom('_xldudf_TWIN_DOS', 'TWIN.ABC', '_xldudf_OTHER_X', 'twindev.dos', 'SUM'),
    )
    .map(([prefix, name]) => `${prefix}${name}(`);
  const other = fc.constantFrom(
    ')',
    'A1',
    '{1;2}',
    '[@[a b]]',
    "'It''s'!B2",
    '"_xldudf_TWIN_DOS("',
    '库存!A1',
    '(',
    '"',
  );
  const formulas = fc
    .array(fc.tuple(fc.oneof(call, other), fc.constantFrom(',', '+', '&', ' ', ';')), { maxLength: 12 })
    .map((pieces) => `=${pieces.flat().join('')}`);

  it('a mended formula is well, once it shows a value; mending it again changes nothing', () => {
    fc.assert(
      fc.property(formulas, fc.constantFrom('#NAME?', 5, null), (formula, value) => {
        const mended = examineFormula(formula, value, released)?.mended;
        if (!mended) return;
        expect(examineFormula(mended, 1, released)).toBeNull();
        expect(examineFormula(mended, '#NAME?', released)?.mended).toBe(mended);
      }),
      { numRuns: 3000 },
    );
  });

  it('what is not the name of a function of ours stays in place, character for character', () => {
    const bare = (text: string): string =>
      text
        .replace(/(?:'C:\\a\.xla'!|\[2\]!|b\.xlam!)?(?:_xldudf_TWIN_|TWIN(?:DEV)?\.)(?=dos|abc)/gi, 'TWIN.')
        .toUpperCase();
    fc.assert(
      fc.property(formulas, (formula) => {
        const mended = examineFormula(formula, '#NAME?', released)?.mended;
        if (mended) expect(bare(mended)).toBe(bare(formula));
      }),
      { numRuns: 3000 },
    );
  });
});
