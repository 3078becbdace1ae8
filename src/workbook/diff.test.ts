import fc from 'fast-check';
import { sheetTable, type CellValue } from '../tables';
import type { RawCell } from './cells';
import { bodyKeys, bodyRows, diffBody, isGoneRow, type Body, type DiffOptions, type Incoming } from './diff';

const sku = sheetTable('TW_SKU');
const at = (id: string): number => sku.columns.findIndex((column) => column.id === id);
const options: DiffOptions = {
  language: 'en',
  dataTime: '2026-11-23T01:12:00Z',
  markGone: true,
  wasOurs: () => true,
  proposals: false,
};

/** A TW_SKU body with one of the user's own columns at the end. */
function body(rows: Record<string, RawCell>[], formulas: Record<number, Record<string, string>> = {}): Body {
  const columns = [...sku.columns, null];
  const values = rows.map((row) => columns.map((column) => row[column?.id ?? 'mine'] ?? ''));
  return {
    table: sku,
    columns,
    values,
    formulas: values.map((row, i) => row.map((cell, j) => formulas[i]?.[columns[j]?.id ?? 'mine'] ?? cell)),
  };
}
const incoming = (...rows: [string, string, number | null][]): Incoming => ({
  columns: ['sku_id', 'name', 'price'],
  rows: rows as CellValue[][],
});
const written = (diff: ReturnType<typeof diffBody>): [number, string, RawCell][] =>
  diff.wanted.flatMap((row, i) =>
    (row ?? []).flatMap((cell, j): [number, string, RawCell][] =>
      cell === undefined ? [] : [[i, sku.columns[j]?.id ?? 'mine', cell]],
    ),
  );

describe('diff by key', () => {
  it('writes only what changed, wherever the row stands', () => {
    const held = body([
      { sku_id: 'B', name: 'Mug', price: 2 },
      { sku_id: 'A', name: 'Lamp', price: 5, owner: 'Li', note: 'n', mine: 7 },
    ]);
    const diff = diffBody(held, incoming(['A', 'Lamp', 6], ['B', 'Mug', 2]), options);
    expect(written(diff)).toEqual([[1, 'price', 6]]);
    expect(diff).toMatchObject({ added: [], gone: [], matched: 2, changedRows: 1 });
  });

  it('changes nothing when nothing changed', () => {
    const held = body([{ sku_id: '00123', name: '=Lamp', price: 0.3 }]);
    const diff = diffBody(held, incoming(['00123', '=Lamp', 0.1 + 0.2]), options);
    expect(written(diff)).toEqual([]);
  });

  it('unknown blanks a figure; it does not become 0', () => {
    const diff = diffBody(body([{ sku_id: 'A', name: 'x', price: 5 }]), incoming(['A', 'x', null]), options);
    expect(written(diff)).toEqual([[0, 'price', '']]);
  });

  it('adds rows that are not there, without touching the columns of the user', () => {
    const diff = diffBody(body([]), incoming(['00123', '+lamp', 1]), options);
    expect(diff.added).toHaveLength(1);
    const cells = diff.added[0]!.cells;
    expect([cells[at('sku_id')], cells[at('name')], cells[at('price')]]).toEqual(['00123', "'+lamp", 1]);
    expect([cells[at('owner')], cells[at('note')], cells[sku.columns.length]]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps rows that are gone, blanks their figures and says since when', () => {
    const held = body([{ sku_id: 'A', name: 'Lamp', price: 5, tier_reason: 'r', owner: 'Li', tier_lock: 'Hit' }]);
    const diff = diffBody(held, incoming(), options);
    expect(written(diff)).toEqual([
      [0, 'tier_reason', 'not in data since 23 Nov'],
      [0, 'price', ''],
    ]);
    expect(diff.gone).toEqual([0]);
  });

  it('keeps the day a row went, and takes the mark away when it is back', () => {
    const held = body([{ sku_id: 'A', name: 'Lamp', tier_reason: 'not in data since 16 Nov' }]);
    expect(written(diffBody(held, incoming(), options))).toEqual([]);
    expect(isGoneRow(held, held.values[0]!)).toBe(true);
    const back = diffBody(held, incoming(['A', 'Lamp', 5]), options);
    expect(written(back)).toEqual([
      [0, 'tier_reason', ''],
      [0, 'price', 5],
    ]);
  });

  it('never blanks a row the user typed in', () => {
    const held = body([{ sku_id: 'MINE', name: 'typed', price: 5 }]);
    const diff = diffBody(held, incoming(['A', 'x', 1]), { ...options, wasOurs: (key) => key === 'A' });
    expect(written(diff)).toEqual([]);
    expect(diff.gone).toEqual([]);
  });

  it('leaves every row of a key that stands twice, and names them', () => {
    const held = body([
      { sku_id: 'A', name: 'x', price: 1 },
      { sku_id: 'B', name: 'y', price: 1 },
      { sku_id: 'A', name: 'x', price: 3 },
    ]);
    const diff = diffBody(held, incoming(['A', 'x', 2], ['B', 'y', 2]), options);
    expect(written(diff)).toEqual([[1, 'price', 2]]);
    expect(diff.duplicates).toEqual([{ key: 'A', rows: [0, 2] }]);
    expect(diff.added).toEqual([]);
    expect(diff.blocked.map(({ row, why }) => [row, why])).toEqual([
      [0, 'duplicate_key'],
      [2, 'duplicate_key'],
    ]);
  });

  it('never writes over a formula the user put into a column of ours', () => {
    const held = body([{ sku_id: 'A', name: 'x', price: 5 }], { 0: { price: '=B6*2' } });
    const diff = diffBody(held, incoming(['A', 'x', 9]), options);
    expect(written(diff)).toEqual([]);
    expect(diff.blocked).toMatchObject([{ row: 0, position: at('price'), why: 'formula', wanted: 9 }]);
  });

  it('a text that begins with "=" is no formula', () => {
    const held = body([{ sku_id: 'A', name: '=x' }]);
    expect(written(diffBody(held, incoming(['A', 'y', null]), options))).toEqual([[0, 'name', 'y']]);
  });

  it('fills proposed columns when a row is born and never again, unless asked to', () => {
    const proposal: Incoming = { columns: ['sku_id', 'tier_lock'], rows: [['A', 'hit']] };
    expect(diffBody(body([]), proposal, options).added[0]!.cells[at('tier_lock')]).toBe('Hit');
    const held = body([{ sku_id: 'A', tier_lock: 'Basic' }]);
    expect(written(diffBody(held, proposal, options))).toEqual([]);
    expect(written(diffBody(held, proposal, { ...options, proposals: true }))).toEqual([[0, 'tier_lock', 'Hit']]);
    const blank: Incoming = { columns: ['sku_id', 'tier_lock'], rows: [['A', null]] };
    expect(written(diffBody(held, blank, { ...options, proposals: true }))).toEqual([]);
  });

  describe('a proposed column that is refilled', () => {
    const forecast = sheetTable('TW_Forecast');
    const place = (id: string): number => forecast.columns.findIndex((column) => column.id === id);
    const held = (cells: Record<string, RawCell>): Body => {
      const values = [forecast.columns.map((column) => cells[column.id] ?? '')];
      return { table: forecast, columns: [...forecast.columns], values, formulas: values };
    };
    const standing = held({ sku_id: 'A', warehouse_id: 'NGB', f1: 50, s1: 40, why: 'TV spot' });
    const news = (f1: number | null): Incoming => ({
      columns: ['sku_id', 'warehouse_id', 'f1', 's1'],
      rows: [['A', 'NGB', f1, 40]],
    });
    const asked: DiffOptions = { ...options, proposals: true };

    it('is written anew by a plan, blanks included, and left alone by a refresh', () => {
      expect(diffBody(standing, news(null), asked).wanted[0]?.[place('f1')]).toBe('');
      expect(diffBody(standing, news(60), asked).wanted[0]?.[place('f1')]).toBe(60);
      expect(diffBody(standing, news(60), options).wanted).toEqual([]);
    });

    it('is blanked with the figures of a row that is gone', () => {
      const diff = diffBody(standing, { columns: ['sku_id', 'warehouse_id', 'f1', 's1'], rows: [] }, asked);
      expect([diff.wanted[0]?.[place('f1')], diff.wanted[0]?.[place('s1')], diff.wanted[0]?.[place('why')]]).toEqual([
        '',
        '',
        undefined,
      ]);
    });
  });

  it('after its own changes are made there is nothing left to change', () => {
    const rows = fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('A', '00123', '1E5', '6974318532161', '=x'),
        name: fc.string(),
        price: fc.option(fc.integer()),
      }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const held = body(before.map(({ key, name, price }) => ({ sku_id: key, name, price: price ?? '' })));
        const news = incoming(
          ...after.map(({ key, name, price }): [string, string, number | null] => [key, name, price]),
        );
        const diff = diffBody(held, news, options);
        diff.wanted.forEach((row, i) =>
          row?.forEach((cell, j) => {
            if (cell !== undefined) held.values[i]![j] = typeof cell === 'string' ? cell.replace(/^'/, '') : cell;
          }),
        );
        for (const { cells } of diff.added) {
          held.values.push(cells.map((cell) => (typeof cell === 'string' ? cell.replace(/^'/, '') : (cell ?? ''))));
        }
        held.formulas = held.values;
        const again = diffBody(held, news, options);
        expect(written(again)).toEqual([]);
        expect(again.added).toEqual([]);
        const names = new Map<string, string | null>(after.map(({ key, name }) => [key, name === '' ? null : name]));
        bodyRows(held, ['sku_id', 'name']).forEach(([key, name]) => {
          if (names.has(String(key))) expect(name).toBe(names.get(String(key)));
        });
      }),
    );
  });
});

it('a row that holds nothing but what the user typed into proposed columns is not one that is gone', () => {
  const overrides = sheetTable('TW_Overrides');
  const row = (cells: Record<string, RawCell>): RawCell[] => overrides.columns.map(({ id }) => cells[id] ?? '');
  const table: Body = { table: overrides, columns: [...overrides.columns], values: [], formulas: [] };
  const key = { sku_id: 'A', warehouse_id: 'NGB', week: 46356 };
  expect(isGoneRow(table, row({ ...key, quantity: 50 }))).toBe(false);
  expect(isGoneRow(table, row(key))).toBe(true);
});

it('rows without a key are not rows of ours', () => {
  expect(bodyKeys(body([{ name: 'total' }, { sku_id: ' A ' }, { sku_id: 22752 }]))).toEqual([null, 'A', '22752']);
});
