import fc from 'fast-check';
import { blocks, cellBytes, fewRectangles, rectangles, rowSpans, type Rectangle, type Wanted } from './blocks';
import type { RawCell } from './cells';

const paint = (boxes: Rectangle[]): Map<string, RawCell> => {
  const cells = new Map<string, RawCell>();
  for (const box of boxes) {
    box.values.forEach((row, i) =>
      row.forEach((value, j) => {
        const at = `${box.row + i},${box.column + j}`;
        expect(cells.has(at)).toBe(false);
        cells.set(at, value);
      }),
    );
  }
  return cells;
};
const cellsOf = (wanted: Wanted): Map<string, RawCell> => {
  const cells = new Map<string, RawCell>();
  wanted.forEach((row, i) => row?.forEach((value, j) => value !== undefined && cells.set(`${i},${j}`, value)));
  return cells;
};
const sparse = fc.array(
  fc.option(fc.array(fc.option(fc.integer(), { nil: undefined }), { minLength: 6, maxLength: 6 }), { nil: undefined }),
);

describe('rectangles', () => {
  it('cover exactly the wanted cells, each once', () => {
    fc.assert(fc.property(sparse, (wanted) => expect(paint(rectangles(wanted))).toEqual(cellsOf(wanted))));
  });

  it('a full block is one rectangle', () => {
    expect(rectangles(Array.from({ length: 50 }, () => [1, 2, 3]))).toHaveLength(1);
  });

  it('with filling, still write every wanted cell, and never one that must not be', () => {
    const fill = (row: number, column: number): RawCell | undefined => (column === 2 ? undefined : `${row}/${column}`);
    fc.assert(
      fc.property(sparse, (wanted) => {
        const painted = paint(rectangles(wanted, fill));
        const asked = cellsOf(wanted);
        for (const [at, value] of asked) expect(painted.get(at)).toBe(value);
        for (const [at, value] of painted) {
          if (!asked.has(at)) expect(value).toBe(at.replace(',', '/'));
          if (at.endsWith(',2')) expect(asked.has(at)).toBe(true);
        }
      }),
    );
  });

  it('scattered changes do not take a range each', () => {
    const wanted: Wanted = Array.from({ length: 2000 }, (_, row) =>
      Array.from({ length: 52 }, (_, column) => ((row * 7 + column * 3) % 5 === 0 ? 1 : undefined)),
    );
    expect(rectangles(wanted).length).toBeGreaterThan(10_000);
    expect(fewRectangles(wanted, () => 0).length).toBe(1);
  });
});

describe('blocks', () => {
  it('keep everything, in order, and stay under the budget', () => {
    const box = fc.record({
      row: fc.integer({ min: 0, max: 1000 }),
      column: fc.integer({ min: 0, max: 50 }),
      values: fc.array(fc.tuple(fc.string({ maxLength: 60 }), fc.integer()), { minLength: 1, maxLength: 30 }),
    });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 8 }), (boxes) => {
        const made = blocks(boxes, 2_000);
        expect(made.flat().flatMap(({ values }) => values)).toEqual(boxes.flatMap(({ values }) => values));
        for (const block of made) {
          const rows = block.flatMap(({ values }) => values);
          const bytes = rows.flat().reduce<number>((sum, cell) => sum + cellBytes(cell), 0);
          expect(rows.length === 1 || bytes <= 2_000).toBe(true);
        }
      }),
    );
  });

  it('estimate no fewer bytes than the JSON takes', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(cell, (value) => {
        // control characters take six bytes as \u00XX: rare enough in a stock table to be left out of the estimate
        fc.pre(typeof value !== 'string' || !/[\u0000-\u001f\u007f]/.test(value));
        expect(cellBytes(value)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)));
      }),
    );
  });

  it('row spans cover all rows once', () => {
    expect(rowSpans(10, 300, 1_000)).toEqual([
      { row: 0, rows: 3 },
      { row: 3, rows: 3 },
      { row: 6, rows: 3 },
      { row: 9, rows: 1 },
    ]);
    expect(rowSpans(2, 5_000, 1_000)).toHaveLength(2);
    expect(rowSpans(0, 10, 10)).toEqual([]);
  });
});
