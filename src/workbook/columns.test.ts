import { SHEET_TABLES, sheetTable } from '../tables';
import { headingPrompt, matchColumns, missingKeys } from './columns';

const stock = sheetTable('TW_Stock');
const live = (names: readonly string[]): { id: number; name: string }[] =>
  names.map((name, i) => ({ id: i + 1, name }));
const english = stock.columns.map((column) => column.heading.en);
const remembered = Object.fromEntries(stock.columns.map((column, i) => [column.id, i + 1]));
const ids = (columns: readonly ({ id: string } | null)[]): (string | null)[] =>
  columns.map((column) => column?.id ?? null);

describe('finding declared columns in a sheet', () => {
  it('knows the headings of both languages', () => {
    const expected = stock.columns.map(({ id }) => id);
    expect(ids(matchColumns(stock, live(english)).columns)).toEqual(expected);
    expect(ids(matchColumns(stock, live(stock.columns.map(({ heading }) => heading.zh))).columns)).toEqual(expected);
  });

  it('follows renamed, moved and inserted columns by id', () => {
    const columns = live(english);
    columns[0]!.name = '我的编码';
    columns.reverse().splice(3, 0, { id: 99, name: 'Own' });
    const { columns: found, missing } = matchColumns(stock, columns, remembered);
    expect(found[3]).toBeNull();
    expect(found.at(-1)?.id).toBe('sku_id');
    expect(missing).toEqual([]);
  });

  it('two columns that swapped their headings stay what they are', () => {
    const columns = live(english);
    [columns[4]!.name, columns[5]!.name] = [columns[5]!.name, columns[4]!.name];
    expect(ids(matchColumns(stock, columns, remembered).columns)).toEqual(stock.columns.map(({ id }) => id));
  });

  it('names deleted columns, except those left out on purpose and those of the user', () => {
    const columns = live(english).filter(({ name }) => name !== 'On hand' && name !== 'SKU');
    const { missing } = matchColumns(stock, columns, remembered);
    expect(ids(missing)).toEqual(['sku_id', 'on_hand']);
    expect(ids(missingKeys(stock, missing))).toEqual(['sku_id']);
    expect(ids(matchColumns(stock, columns, remembered, ['on_hand']).missing)).toEqual(['sku_id']);
    const sku = sheetTable('TW_SKU');
    const withoutNotes = sku.columns.filter(({ owner }) => owner !== 'user').map(({ heading }) => heading.en);
    expect(matchColumns(sku, live(withoutNotes)).missing).toEqual([]);
  });

  it.each(SHEET_TABLES.map((table) => [table.id, table] as const))(
    '%s: no two headings can be mistaken',
    (_, table) => {
      const owners = new Map<string, string>();
      for (const column of table.columns) {
        for (const heading of new Set(Object.values(column.heading))) {
          expect(owners.get(heading.toLowerCase()) ?? column.id).toBe(column.id);
          owners.set(heading.toLowerCase(), column.id);
        }
      }
    },
  );

  it.each(SHEET_TABLES.map((table) => [table.id, table] as const))(
    "%s: prompts and lists keep to Excel's limits",
    (_, table) => {
      for (const column of table.columns) {
        for (const language of ['en', 'zh'] as const) {
          const { title, message } = headingPrompt(column, language);
          expect(title.length).toBeLessThanOrEqual(32);
          expect(message.length).toBeLessThanOrEqual(255);
          // nothing was cut off: the owner's line stands at the end
          expect(message).toMatch(/(Twinstock|wins|written|写入|为准|改写)$/);
          if (!column.list) continue;
          const list = Object.values(column.words ?? {}).map((word) => word[language]);
          expect(list.join(',').length).toBeLessThanOrEqual(255);
          expect(list.join('')).not.toContain(',');
        }
      }
    },
  );
});
