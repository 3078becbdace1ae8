import fc from 'fast-check';
import { AreaQueue, areasOf, cellsIn, rectanglesOf, type Area } from './areas';

const key = (row: number, column: number): string => `${row},${column}`;
const cellsOf = (areas: readonly Area[]): string[] =>
  areas.flatMap(({ row, column, rows, columns }) =>
    Array.from({ length: rows * columns }, (_, i) => key(row + Math.floor(i / columns), column + (i % columns))),
  );

const places = fc.uniqueArray(
  fc.record({ row: fc.integer({ min: 100, max: 112 }), column: fc.integer({ min: 30, max: 36 }) }),
  { selector: ({ row, column }) => key(row, column) },
);

it('rectangles cover exactly the cells, each once, with their values', () => {
  fc.assert(
    fc.property(places, (cells) => {
      expect(cellsOf(areasOf(cells)).sort()).toEqual(cells.map(({ row, column }) => key(row, column)).sort());
      for (const box of rectanglesOf(cells.map((cell) => ({ ...cell, value: key(cell.row, cell.column) })))) {
        box.values.forEach((line, i) =>
          line.forEach((value, j) => expect(value).toBe(key(box.row + i, box.column + j))),
        );
      }
    }),
  );
});

it('a column of cells is one rectangle', () => {
  const column = Array.from({ length: 2000 }, (_, i) => ({ row: i + 7, column: 3 }));
  expect(areasOf(column)).toEqual([{ row: 7, column: 3, rows: 2000, columns: 1 }]);
});

describe('portions', () => {
  const area = fc.record({
    row: fc.integer({ min: 0, max: 50 }),
    column: fc.constant(0),
    rows: fc.integer({ min: 1, max: 300 }),
    columns: fc.integer({ min: 1, max: 5 }),
  });

  it('hand out every row once, in order, within the budget unless it is a single row', () => {
    fc.assert(
      fc.property(fc.array(area), fc.integer({ min: 1000, max: 50_000 }), (areas, budget) => {
        const queue = new AreaQueue(
          areas.map((one, id) => ({ id, area: one })),
          20,
          budget,
        );
        const taken: { id: number; area: Area }[] = [];
        while (!queue.isEmpty) {
          const portion = queue.take();
          const bytes = portion.reduce((sum, entry) => sum + 450 + cellsIn(entry.area) * 20, 0);
          expect(bytes <= budget || (portion.length === 1 && portion[0]!.area.rows === 1)).toBe(true);
          taken.push(...portion);
        }
        areas.forEach((one, id) => {
          const parts = taken.filter((entry) => entry.id === id).map((entry) => entry.area);
          let row = one.row;
          for (const part of parts) {
            expect(part.row).toBe(row);
            row += part.rows;
          }
          expect(row).toBe(one.row + one.rows);
        });
      }),
    );
  });

  it('come smaller again when the host found them too large', () => {
    const queue = new AreaQueue([{ area: { row: 0, column: 0, rows: 100, columns: 1 } }], 10, 2000);
    const first = queue.take();
    expect(first[0]!.area.rows).toBe(100);
    expect(queue.putBack(first)).toBe(true);
    expect(queue.take()[0]!.area).toEqual({ row: 0, column: 0, rows: 38, columns: 1 });
    expect(queue.putBack([{ area: { row: 0, column: 0, rows: 1, columns: 9 } }])).toBe(false);
  });
});
