import { HISTORY_WEEKS, SHEET_TABLES, sheetTable } from '../tables';
import { cellAddress, columnLetters, freeSheetName, structuredReference } from './addresses';
import {
  columnCharacters,
  CONDITIONAL_RULES,
  foldedRuns,
  freshnessColumn,
  frozenCount,
  lastPrintedColumn,
  summaryCells,
  widthInPoints,
} from './layout';
import { cutText, footerTexts, freshnessFormula, goneText, isFreshnessFormula, isGoneText } from './sheet-texts';

const stamp = { cut: 'c1', dataTime: '2026-11-23T01:12:00Z', planVersion: '48' };

describe('addresses', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    // the last column of a sheet
    [16383, 'XFD'],
  ])('column %d is %s', (index, letters) => expect(columnLetters(index)).toBe(letters));

  it('quotes sheet names that need it', () => {
    expect(cellAddress('计划', 5, 6)).toBe('计划!G6');
    expect(cellAddress("Bob's plan", 0, 0)).toBe("'Bob''s plan'!A1");
  });

  it('writes headings with special characters as Excel does', () => {
    expect(structuredReference('TW_SKU', '货号')).toBe('TW_SKU[货号]');
    expect(structuredReference('TW_Sales', 'W-1')).toBe('TW_Sales[[W-1]]');
    expect(structuredReference('T', "a#b[c]'d")).toBe("T[[a'#b'[c']''d]]");
  });

  it('finds a sheet name that is free, within 31 characters', () => {
    expect(freeSheetName('SKU', ['Sheet1'])).toBe('SKU');
    expect(freeSheetName('SKU', ['sku'])).toBe('SKU (Twinstock)');
    expect(freeSheetName('SKU', ['SKU', 'SKU (Twinstock)'])).toBe('SKU (Twinstock 2)');
    const long = 'x'.repeat(40);
    expect(freeSheetName(long, ['x'.repeat(31)])).toHaveLength(31);
    expect(freeSheetName('a/b', [])).toBe('a b');
  });
});

describe('width of a column', () => {
  const column = (en: string, width: number, words?: Record<string, { en: string; zh: string }>) => ({
    ...sheetTable('TW_SKU').columns[0]!,
    heading: { en, zh: '采购单价说明' },
    width,
    words,
  });
  // by hand: the longest word or half the heading, and 3 characters for the filter button
  it('holds the heading in two lines without cutting a word', () => {
    expect(columnCharacters(column('Warehouse', 10), 'en')).toBe(12);
    expect(columnCharacters(column('On hand', 10), 'en')).toBe(10);
    // `Out-of-stock` is 12 wide, `Out-of-stock / days 13w` stands in two lines of 12
    expect(columnCharacters(column('Out-of-stock days 13w', 9), 'en')).toBe(15);
  });
  it('counts Chinese characters twice, and breaks between any two', () => {
    expect(columnCharacters(column('', 6), 'zh')).toBe(9);
  });
  it('holds the words the column can show', () => {
    expect(columnCharacters(column('Status', 8, { a: { en: '◆ Surplus on order', zh: '◆ 在途过多' } }), 'en')).toBe(20);
  });
});

describe('layout', () => {
  it.each(SHEET_TABLES.map((table) => [table.id, table] as const))('%s has a sound anatomy', (_, table) => {
    expect(frozenCount(table)).toBeGreaterThan(0);
    const frozen = table.columns.slice(0, frozenCount(table));
    // experience.md §9: with the pane open on a 1366 px screen the decision columns must stay visible
    expect(frozen.reduce((sum, { width }) => sum + width * 7 + 5, 0)).toBeLessThan(400);
    expect(freshnessColumn(table)).toBeLessThan(table.columns.length);
    expect((CONDITIONAL_RULES[table.id] ?? []).length).toBeLessThanOrEqual(6);
    for (const rule of CONDITIONAL_RULES[table.id] ?? []) {
      expect(table.columns.map(({ id }) => id)).toContain(rule.column);
    }
  });

  it('sums quantities and amounts, never prices or rates', () => {
    const formulas = summaryCells(sheetTable('TW_Plan'), 'zh').map(({ formula }) => formula);
    expect(formulas[0]).toBe('=SUBTOTAL(109,TW_Plan[建议补货量])');
    expect(summaryCells(sheetTable('TW_SKU'), 'en')).toEqual([]);
    expect(summaryCells(sheetTable('TW_Sales'), 'en')).toHaveLength(1 + HISTORY_WEEKS);
  });

  it('folds the evidence of the plan and the older weeks of sales', () => {
    expect(foldedRuns(sheetTable('TW_Sales'))).toMatchObject([{ from: 18, to: 108 }]);
    expect(foldedRuns(sheetTable('TW_Plan'))).toHaveLength(1);
    expect(lastPrintedColumn(sheetTable('TW_Plan'))).toBe('S');
    expect(lastPrintedColumn(sheetTable('TW_Sales'))).toBeNull();
    // the cells of the forecast's chart stand right of its table
    expect(lastPrintedColumn(sheetTable('TW_Forecast'))).toBe(
      columnLetters(sheetTable('TW_Forecast').columns.length - 1),
    );
  });

  it("Excel's standard column of 8.43 characters is 48 points wide", () => {
    expect(widthInPoints(8.43)).toBeCloseTo(48, 0);
  });
});

describe('texts around the tables', () => {
  it('say of when the data are', () => {
    expect(cutText(stamp, 'en')).toBe('Data as of 2026-11-23 09:12 Beijing time · plan version 48');
    expect(cutText({ ...stamp, planVersion: null }, 'zh')).toBe('数据时点 2026-11-23 09:12（北京时间）');
    expect(footerTexts(stamp, 'en').left).toContain('2026-11-23 09:12');
  });

  it('age formula counts from the instant of the data', () => {
    const formula = freshnessFormula(stamp, 'en');
    // 46349 + 9.2 h / 24 h
    expect(formula).toContain('NOW()-46349.38333');
    expect(isFreshnessFormula(formula)).toBe(true);
    expect(isFreshnessFormula('=NOW()')).toBe(false);
  });

  it('recognise their own mark of a row that is gone', () => {
    expect(goneText(stamp.dataTime, 'en')).toBe('not in data since 23 Nov');
    expect(goneText(stamp.dataTime, 'zh')).toBe('数据中已无 · 自 11-23');
    for (const language of ['en', 'zh'] as const) expect(isGoneText(goneText(stamp.dataTime, language))).toBe(true);
    expect(isGoneText('Below reorder')).toBe(false);
  });
});
