import fc from 'fast-check';
import { findCalls, tokenizeFormula, type TokenKind } from './tokens';

const short = (formula: string): string[] =>
  tokenizeFormula(formula).map(({ kind, text }) =>
    kind === 'operator' || kind === 'comma' ? text : `${kind}:${text}`,
  );

describe('tokens of a formula', () => {
  it.each<[string, string[]]>([
    ['=A1+$B$2', ['=', 'reference:A1', '+', 'reference:$B$2']],
    ['=SUM(A1:B2,"a""b")', ['=', 'function:SUM', 'open:(', 'reference:A1:B2', ',', 'text:"a""b"', 'close:)']],
    ["='It''s'!A1:B2", ['=', "reference:'It''s'!A1:B2"]],
    ['=库存!$A:$C', ['=', 'reference:库存!$A:$C']],
    ["='[Book.xlsx]Sheet 1'!A1", ['=', "reference:'[Book.xlsx]Sheet 1'!A1"]],
    ['=[1]Sheet1!A1', ['=', 'reference:[1]Sheet1!A1']],
    ['=[2]!rate*2', ['=', 'name:[2]!rate', '*', 'number:2']],
    ['=Sheet1:Sheet3!A1', ['=', 'reference:Sheet1:Sheet3!A1']],
    ['=Sheet1!#REF!', ['=', 'reference:Sheet1!#REF!']],
    ['=TW_Stock[[#This Row],[A b]]', ['=', 'reference:TW_Stock[[#This Row],[A b]]']],
    ["=T['[x']]+[@Col]", ['=', "reference:T['[x']]", '+', 'reference:[@Col]']],
    ['=[@[A b]:[C]]', ['=', 'reference:[@[A b]:[C]]']],
    ['={1,2;"}",4}', ['=', 'array:{1,2;"}",4}']],
    ['=A1#', ['=', 'reference:A1#']],
    ['=SUM(A1#)', ['=', 'function:SUM', 'open:(', 'reference:A1#', 'close:)']],
    ['=@TWIN.DOS(A1)', ['=', '@', 'function:TWIN.DOS', 'open:(', 'reference:A1', 'close:)']],
    [
      '=A1:INDEX(B:B,3)',
      ['=', 'reference:A1', ':', 'function:INDEX', 'open:(', 'reference:B:B', ',', 'number:3', 'close:)'],
    ],
    ['=3:5', ['=', 'reference:3:5']],
    ['=A1.:.B9', ['=', 'reference:A1.:.B9']],
    ['=1.5E-3%', ['=', 'number:1.5E-3', '%']],
    ['=.5', ['=', 'number:.5']],
    ['=TRUE', ['=', 'boolean:TRUE']],
    ['=TRUE()', ['=', 'function:TRUE', 'open:(', 'close:)']],
    [
      '=IF(A1=#N/A,#REF!)',
      ['=', 'function:IF', 'open:(', 'reference:A1', '=', 'error:#N/A', ',', 'error:#REF!', 'close:)'],
    ],
    ['=LOG10(XFE1)', ['=', 'function:LOG10', 'open:(', 'name:XFE1', 'close:)']],
    ['=A1048577', ['=', 'name:A1048577']],
    ['=A1<>B1', ['=', 'reference:A1', '<>', 'reference:B1']],
    ['=A1 B1', ['=', 'reference:A1', 'space: ', 'reference:B1']],
    [
      '=LET(x,1,x+x)',
      ['=', 'function:LET', 'open:(', 'name:x', ',', 'number:1', ',', 'name:x', '+', 'name:x', 'close:)'],
    ],
    [
      "='C:\\a b\\x.xla'!_xldudf_TWIN_DOS(1)",
      ['=', "function:'C:\\a b\\x.xla'!_xldudf_TWIN_DOS", 'open:(', 'number:1', 'close:)'],
    ],
    ['=[2]!_xldudf_TWIN_DOS()', ['=', 'function:[2]!_xldudf_TWIN_DOS', 'open:(', 'close:)']],
    ['="open', ['=', 'other:"open']],
    ["='lone", ['=', "other:'", 'name:lone']],
    ['=1;2', ['=', 'number:1', 'other:;', 'number:2']],
  ])('%s', (formula, expected) => {
    expect(short(formula)).toEqual(expected);
  });

  /** pieces that make the interesting ways to go wrong likely */
  const piece = fc.constantFrom(
    ...['=', '"', "'", '[', ']', '{', '}', '(', ')', ',', ';', '#', '@', '!', ':', '.', '$', '%', '\\', ' ', '\n'],
    ...['A1', 'XFD1048576', '#N/A', '#REF!', 'TWIN.DOS', '_xldudf_TWIN_DOS', '[2]!', "'C:\\x.xla'!", 'T[@a]', '1E-5'],
    ...['库存', 'é', '😀', 'TRUE', '""', "''", '<>', 'é'],
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 30 }).map((list) => list.join('')),
  );

  it('gives back every text, without holes', () => {
    fc.assert(
      fc.property(anything, (formula) => {
        const tokens = tokenizeFormula(formula);
        expect(tokens.map(({ text }) => text).join('')).toBe(formula);
        let at = 0;
        for (const { text, start, end } of tokens) {
          expect(start).toBe(at);
          expect(end - start).toBe(text.length);
          expect(text).not.toBe('');
          at = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('finds calls in every text without throwing, each inside the formula', () => {
    fc.assert(
      fc.property(anything, (formula) => {
        for (const { start, end, nameStart, nameEnd, args } of findCalls(formula, ['TWIN'])) {
          expect(start).toBeLessThanOrEqual(nameStart);
          expect(nameEnd).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(formula.length);
          for (const { text, start: from, end: to } of args) expect(formula.slice(from, to)).toBe(text);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps references of all sorts whole', () => {
    const sheet = fc.constantFrom('', 'Plan!', "'My plan'!", "'It''s'!", '库存!', "'[B.xlsx]S 1'!", '[1]S!');
    const corner = fc
      .tuple(
        fc.constantFrom('', '$'),
        fc.constantFrom('A', 'az', 'XFD'),
        fc.constantFrom('', '$'),
        fc.integer({ min: 1, max: 1_048_576 }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(sheet, corner, fc.option(corner, { nil: undefined }), (name, from, to) => {
        const text = `${name}${from}${to === undefined ? '' : `:${to}`}`;
        const [, token, rest] = tokenizeFormula(`=${text}`);
        expect<[TokenKind | undefined, string | undefined]>([token?.kind, token?.text]).toEqual(['reference', text]);
        expect(rest).toBeUndefined();
      }),
    );
  });
});

describe('calls of our functions', () => {
  const ours = ['TWIN', 'TWINDEV'];

  it('gives the arguments at their own level only', () => {
    const formula = '=IFERROR( twin.DOS( SUM(A1,B1) , {1,2;3,4},"a,b", ) ,0)';
    const [call, ...others] = findCalls(formula, ours);
    expect(others).toEqual([]);
    expect(call).toMatchObject({ namespace: 'TWIN', id: 'DOS', prefix: '', fileForm: false, depth: 0 });
    expect(call?.args.map(({ text }) => text)).toEqual(['SUM(A1,B1)', '{1,2;3,4}', '"a,b"', '']);
    expect(formula.slice(call?.start, call?.end)).toBe('twin.DOS( SUM(A1,B1) , {1,2;3,4},"a,b", )');
    expect(formula.slice(call?.nameStart, call?.nameEnd)).toBe('twin.DOS');
  });

  it('gives outer calls before inner ones, with their depth', () => {
    const calls = findCalls('=TWINDEV.ORDERQTY(TWIN.REORDERPOINT(1,TWIN.DOS(2,3)),(4+5)*2)+TWIN.EOQ(1,2,3)', ours);
    expect(calls.map(({ namespace, id, depth }) => `${namespace} ${id} ${depth}`)).toEqual([
      'TWINDEV ORDERQTY 0',
      'TWIN REORDERPOINT 1',
      'TWIN DOS 2',
      'TWIN EOQ 0',
    ]);
    expect(calls[0]?.args.map(({ text }) => text)).toEqual(['TWIN.REORDERPOINT(1,TWIN.DOS(2,3))', '(4+5)*2']);
    expect(calls[1]?.args.map(({ text }) => text)).toEqual(['1', 'TWIN.DOS(2,3)']);
  });

  it.each([
    ["='C:\\Add ins\\x.xla'!_xldudf_TWIN_DOS(A1)", "'C:\\Add ins\\x.xla'!", true],
    ['=[2]!_xldudf_TWIN_DOS(A1)', '[2]!', true],
    ["='https://host/addin.xlam'!TWIN.DOS(A1)", "'https://host/addin.xlam'!", false],
    ['=addin.xlam!TWIN.DOS(A1)', 'addin.xlam!', false],
    ['=_xldudf_TWIN_DOS(A1)', '', true],
    ['=_xlfn._xldudf_twin_dos(A1)', '', true],
  ])('reads the prefix and the form of %s', (formula, prefix, fileForm) => {
    expect(findCalls(formula, ours)).toMatchObject([
      { namespace: 'TWIN', id: 'DOS', prefix, fileForm, start: 1, end: formula.length, args: [{ text: 'A1' }] },
    ]);
  });

  it('knows a call without arguments, and one that never closes', () => {
    expect(findCalls('=TWIN.DOS( )', ours)[0]?.args).toEqual([]);
    expect(findCalls('=TWIN.DOS(A1,', ours)[0]?.args.map(({ text }) => text)).toEqual(['A1', '']);
  });

  it('leaves others alone: texts, sheets, names, other namespaces', () => {
    const formula = '="TWIN.DOS(1)"&TWIN.DOS&\'TWIN.DOS(1)\'!A1&_xldudf_OTHER_DOS(1)&TWINS.DOS(1)&MYTWIN.DOS(1)';
    expect(findCalls(formula, ours)).toEqual([]);
  });
});
