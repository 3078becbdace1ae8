import { IMPORT_TABLES, importTable } from '../../tables';
import { matchHeaders } from './headers';

const columns = (table: Parameters<typeof importTable>[0], headers: string[]): Record<string, number> =>
  Object.fromEntries(
    matchHeaders(importTable(table), headers, 'x.csv').matched.map(({ column, index }) => [column.id, index]),
  );

describe('matchHeaders', () => {
  test('by id, by alias, in any case, in full width, with marks', () => {
    expect(columns('stock', ['数据时点', ' 仓库 ', 'SKU', 'ＱＴＹ'])).toEqual({
      as_of: 0,
      warehouse_id: 1,
      sku_id: 2,
      qty: 3,
    });
    expect(columns('sku', ['SKU ID*', 'Name', '保质期（天）'])).toEqual({ sku_id: 0, name: 1, shelf_life_days: 2 });
  });

  test('unknown headers are named, blank ones not', () => {
    expect(matchHeaders(importTable('sku'), ['sku_id', '负责人', ''], 'sku.csv').ignored).toEqual(['负责人']);
  });

  test('a missing required column refuses the file and names its headers', () => {
    const { problems } = matchHeaders(importTable('stock'), ['as_of', 'sku_id', 'qty'], 'stock.csv');
    expect(problems.map((problem) => [problem.code, problem.column])).toEqual([['missing_column', 'warehouse_id']]);
    expect(problems[0]?.message.en).toBe(
      'stock.csv: The column warehouse_id is missing. Add it under one of these headers: warehouse_id, 仓库, 仓库编号, 仓库编码.',
    );
    expect(problems[0]?.message.zh).toContain('缺少列 warehouse_id');
  });

  test('two headers of one column refuse the file and are both named', () => {
    const { problems } = matchHeaders(importTable('sku'), ['货号', 'name', '商品编码'], 'sku.csv');
    expect(problems.map((problem) => problem.code)).toEqual(['two_headers']);
    expect(problems[0]?.message.en).toContain('"货号" and "商品编码" both mean sku_id');
  });

  test('no header of a table means two of its columns', () => {
    for (const table of IMPORT_TABLES) {
      for (const column of table.columns) {
        for (const header of [column.id, ...column.aliases]) {
          const { matched } = matchHeaders(table, [header], table.file);
          expect([table.id, header, matched[0]?.column.id]).toEqual([table.id, header, column.id]);
        }
      }
    }
  });
});
