import { applyOwn, keepOwn, listOwn, listWrites, previewOwn, undoWrite, WorkbookError } from '../src/workbook';
import type { OwnMapping, OwnMeaning, OwnPreview } from '../src/workbook';
import { parseOwn } from '../src/workbook/own/store';
import { BLOCK_LIMITS } from '../src/workbook/own/write-blocks';
import type { CellValue } from '../src/tables';
import { cells, fill, lookAndMap, wantedOf } from './own/sheets';
import { bind, everything, openWorkbook, stampOf, type OpenWorkbook } from './workbook-harness';

jest.setTimeout(300_000);

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
  await bind();
});
afterEach(() => {
  jest.restoreAllMocks();
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

const QTY: OwnMeaning = 'TW_Plan.order_qty';
const STATUS: OwnMeaning = 'TW_Plan.status';
const TEXT: OwnMeaning = 'TW_Plan.explanation';
const MEANINGS = {
  SKU: 'TW_SKU.sku_id',
  WH: 'TW_Warehouses.warehouse_id',
  Stock: 'TW_Stock.available',
  Qty: `${QTY}!`,
  Status: `${STATUS}!`,
  Reason: `${TEXT}!`,
};
type Row = [string, string, ...CellValue[]];
const preview = (mapping: OwnMapping, rows: Row[], meanings: OwnMeaning[] = [QTY]): Promise<OwnPreview> =>
  previewOwn([wantedOf(mapping, meanings, rows)], stampOf());
const failure = async (work: Promise<unknown>): Promise<WorkbookError> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookError)) throw new Error(`no WorkbookError but ${String(error)}`);
  return error;
};
const only = (next: OwnPreview, sku: string, warehouse = 'NGB'): Set<string> =>
  new Set(next.changes.flatMap((change) => (change.sku === sku && change.warehouse === warehouse ? change.id : [])));
const state = async (): Promise<unknown> => {
  await book.host.idle();
  return everything(book.host);
};

describe('rows that could be taken for one another', () => {
  it.each([
    ['00123', '123'],
    ['a-1', 'A-1'],
  ])('%s deleted by a co-author: its value does not go to %s', async (gone, stays) => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Qty'],
      [`'${gone}`, 'NGB', null],
      [`'${stays}`, 'NGB', null],
      ['X-1', 'NGB', null],
    ]);
    const next = await preview(await lookAndMap('P!A1', MEANINGS), [
      [gone, 'NGB', 10],
      [stays, 'NGB', 20],
    ]);
    book.host.user.deleteRow('P', 2);
    const report = await applyOwn(next, only(next, gone));
    expect(report).toMatchObject({ cells: 0, leftAlone: [{ sku: gone }] });
    expect(cells(book, 'P', 'C2:C3')).toEqual([[''], ['']]);
  });

  it('titles that name warehouses by their codes count even where only one warehouse is written, and undone', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'Name', 'Qty'],
      ['NGB', null, null],
      ['S-1', 'x', null],
      ['HKG', null, null],
      ['S-1', 'x', null],
    ]);
    const before = await state();
    const next = await preview(await lookAndMap('P!A1', MEANINGS), [
      ['S-1', 'NGB', 10],
      ['S-1', 'HKG', 30],
    ]);
    expect(next.changes.map(({ address }) => address)).toEqual(['P!C3', 'P!C5']);
    const report = await applyOwn(next, only(next, 'S-1'));
    expect(report).toMatchObject({ cells: 1, leftAlone: [] });
    expect(cells(book, 'P', 'C2:C5').flat()).toEqual(['', 10, '', '']);
    expect(await undoWrite(report.writeId)).toMatchObject({ restored: 1, left: [] });
    expect(await state()).toEqual(before);
    const again = await preview(await lookAndMap('P!A1', MEANINGS), [
      ['S-1', 'NGB', 10],
      ['S-1', 'HKG', 30],
    ]);
    book.host.user.deleteRow('P', 3);
    expect(await applyOwn(again, only(again, 'S-1'))).toMatchObject({ cells: 0 });
    expect(cells(book, 'P', 'C2:C4').flat()).toEqual(['', '', '']);
  });

  it('a row that names no warehouse is never taken for the one that was ticked', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Qty'],
      ['S-1', 'NGB', null],
      ['S-1', null, null],
      ['S-2', 'HKG', null],
    ]);
    const rows: Row[] = [
      ['S-1', 'NGB', 10],
      ['S-1', 'HKG', 30],
    ];
    const mapping = await lookAndMap('P!A1', MEANINGS);
    const first = await preview(mapping, rows);
    const report = await applyOwn(first, only(first, 'S-1'));
    expect(report).toMatchObject({ cells: 1, leftAlone: [] });
    expect(await undoWrite(report.writeId)).toMatchObject({ restored: 1 });
    const next = await preview(mapping, rows);
    book.host.user.deleteRow('P', 2);
    await applyOwn(next, only(next, 'S-1'));
    expect(cells(book, 'P', 'C2:C3').flat()).toEqual(['', '']);
  });

  it('two lists of the same headings that changed places are told apart by their titles', async () => {
    const list = (title: string, at: string): void =>
      fill(book, 'P', at, [[title], ['SKU', 'WH', 'Qty'], ['S-1', 'NGB', null], ['S-2', 'NGB', null]]);
    list('November', 'A1');
    list('December', 'A8');
    await keepOwn(await lookAndMap('P!A2:C4', MEANINGS));
    const next = await preview((await listOwn())[0]!.mapping, [['S-1', 'NGB', 10]]);
    expect(next.changes.map(({ address }) => address)).toEqual(['P!C3']);
    fill(book, 'P', 'A1', [['December']]);
    fill(book, 'P', 'A8', [['November']]);
    await applyOwn(next, 'all');
    expect([cells(book, 'P', 'C3')[0]![0], cells(book, 'P', 'C10')[0]![0]]).toEqual(['', 10]);
  });
});

describe('undo', () => {
  const written = async (): Promise<{ writeId: string; mapping: OwnMapping; before: unknown }> => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Stock', 'Qty', 'Status'],
      ['S-1', 'NGB', 4, 1, null],
      ['S-2', 'NGB', 5, 2, null],
    ]);
    const before = await state();
    const mapping = await lookAndMap('P!A1', MEANINGS);
    const rows: Row[] = [
      ['S-1', 'NGB', 10, 'low'],
      ['S-2', 'NGB', 20, 'ok'],
    ];
    const { writeId, cells: count } = await applyOwn(await preview(mapping, rows, [QTY, STATUS]), 'all');
    expect(count).toBe(4);
    return { writeId, mapping, before };
  };

  it('does not need columns it has not written', async () => {
    const { writeId } = await written();
    book.host.user.deleteColumn('P', 'C');
    expect(await undoWrite(writeId)).toEqual({ restored: 4, rowsRemoved: 0, left: [] });
    expect(cells(book, 'P', 'C2:D3')).toEqual([
      [1, ''],
      [2, ''],
    ]);
  });

  it('a written column that is not found: the others go back, and it too once it is there again', async () => {
    const { writeId, before } = await written();
    book.host.user.type('P', 'D1', 'Something else');
    expect(await undoWrite(writeId)).toEqual({ restored: 2, rowsRemoved: 0, left: [{ address: 'P', found: null }] });
    expect(cells(book, 'P', 'D2:E3')).toEqual([
      [10, ''],
      [20, ''],
    ]);
    expect(await listWrites()).toMatchObject([{ undone: false, canUndo: true }]);
    book.host.user.type('P', 'D1', 'Qty');
    expect(await undoWrite(writeId)).toMatchObject({ restored: 2, left: [] });
    expect(await state()).toEqual(before);
    expect(await listWrites()).toMatchObject([{ undone: true }]);
  });

  it('headings that are gone are named, and the way back is kept', async () => {
    const { writeId, before } = await written();
    book.host.user.clear('P', 'A1:E1');
    expect((await failure(undoWrite(writeId))).problem.code).toBe('range_gone');
    expect(await listWrites()).toMatchObject([{ undone: false, canUndo: true }]);
    fill(book, 'P', 'A1', [['SKU', 'WH', 'Stock', 'Qty', 'Status']]);
    await undoWrite(writeId);
    expect(await state()).toEqual(before);
  });

  it('another list of the sheet is not taken for the one written, although it has the same columns among others', async () => {
    const { writeId } = await written();
    fill(book, 'P', 'A8', [
      ['SKU', 'WH', 'Place', 'Ordered', 'Buyer', 'Qty', 'Status'],
      ['S-1', 'NGB', 'x', 3, 'Ann', 10, 'low'],
      ['S-2', 'NGB', 'x', 3, 'Ann', 20, 'ok'],
    ]);
    book.host.user.clear('P', 'A1:E1');
    const before = await state();
    expect((await failure(undoWrite(writeId))).problem.code).toBe('range_gone');
    expect(await state()).toEqual(before);
  });

  it('a row that was copied since is listed, not passed over in silence', async () => {
    const { writeId } = await written();
    fill(book, 'P', 'A4', [['S-1', 'NGB', 4, 10, null]]);
    const report = await undoWrite(writeId);
    expect(report.restored).toBe(2);
    expect(report.left).toEqual([
      { address: 'P!D2', found: 10 },
      { address: 'P!D4', found: 10 },
      { address: 'P!E2', found: 'low' },
    ]);
  });

  it('a cell changed while it is being put back keeps the change and is listed', async () => {
    const { writeId } = await written();
    // every batch until the change is met
    for (let skip = 4; skip < 40; skip++) {
      book.host.faults.beforeNext(() => {
        if (cells(book, 'P', 'D3')[0]![0] === 20) book.host.user.type('P', 'D3', '77');
      }, skip);
    }
    const report = await undoWrite(writeId);
    book.host.faults.forget();
    expect(cells(book, 'P', 'D2:D3')).toEqual([[1], [77]]);
    expect(report.left.map(({ address }) => address)).toEqual(['P!D3']);
  });

  it('is cancelled whole or not at all', async () => {
    jest.replaceProperty(BLOCK_LIMITS, 'rows', 1);
    const { writeId, before } = await written();
    const after = await state();
    const stop = new AbortController();
    stop.abort();
    expect((await failure(undoWrite(writeId, { signal: stop.signal }))).problem.code).toBe('cancelled');
    expect(await state()).toEqual(after);
    const late = new AbortController();
    for (let skip = 0; skip < 40; skip++) {
      book.host.faults.beforeNext(() => {
        if (cells(book, 'P', 'D2')[0]![0] === 1) late.abort();
      }, skip);
    }
    expect(await undoWrite(writeId, { signal: late.signal })).toMatchObject({ restored: 4, left: [] });
    book.host.faults.forget();
    expect(late.signal.aborted).toBe(true);
    expect(await state()).toEqual(before);
  });
});

describe('what is never written', () => {
  it('keys and figures the plan reads, whatever a mapping ticks', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Stock', 'Qty'],
      ['S-1', 'NGB', 4, null],
    ]);
    const mapping = await lookAndMap('P!A1', { ...MEANINGS, SKU: 'TW_SKU.sku_id!', Stock: 'TW_Stock.available!' });
    const wanted: OwnMeaning[] = ['TW_SKU.sku_id', 'TW_Stock.available', QTY];
    const next = await preview(mapping, [['S-1', 'NGB', 'S-9', 99, 5]], wanted);
    expect(next.changes.map(({ meaning }) => meaning)).toEqual([QTY]);
    expect(next.blocked).toEqual([]);
    const kept = parseOwn(JSON.stringify(mapping))!;
    expect(kept.columns.map(({ write }) => write)).toEqual([false, false, false, true]);
  });

  it('a column of a table that is calculated by the user’s formulas', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Stock', 'Qty', 'Status'],
      ['S-1', 'NGB', 4, '=C2*2', null],
      ['S-2', 'NGB', 5, '=C3*2', null],
      ['S-3', 'NGB', 6, '=C4*2', null],
    ]);
    book.host.user.makeTable('P', 'A1:E4', 'Mine');
    await book.host.idle();
    const mapping = await lookAndMap('P!A2', MEANINGS);
    expect(mapping.place.kind).toBe('table');
    const next = await preview(
      mapping,
      ['S-1', 'S-2', 'S-3'].map((sku): Row => [sku, 'NGB', 50, 'low']),
      [QTY, STATUS],
    );
    expect(next.blocked.map(({ address, why }) => [address, why])).toEqual([
      ['P!D2', 'formula'],
      ['P!D3', 'formula'],
      ['P!D4', 'formula'],
    ]);
    // one cell beside them: nothing spreads to its neighbours, formulas stay, the table keeps its size
    await applyOwn(next, only(next, 'S-2'));
    await book.host.idle();
    expect(book.host.read.formulas('P', 'D2:E4')).toEqual([
      ['=C2*2', ''],
      ['=C3*2', '▲ Low'],
      ['=C4*2', ''],
    ]);
    expect(cells(book, 'P', 'A5:F5').flat().join('')).toBe('');
  });

  it('cells merged over rows since the preview', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Qty'],
      ['S-1', 'NGB', null],
      ['S-2', 'NGB', null],
      ['S-3', 'NGB', null],
    ]);
    const next = await preview(
      await lookAndMap('P!A1', MEANINGS),
      ['S-1', 'S-2', 'S-3'].map((sku, i): Row => [sku, 'NGB', i + 1]),
    );
    book.host.user.mergeCells('P', 'C2:C3');
    const report = await applyOwn(next, 'all');
    expect(report.leftAlone.map(({ sku }) => sku)).toEqual(['S-1', 'S-2']);
    expect(cells(book, 'P', 'C2:C4').flat()).toEqual(['', '', 3]);
  });

  it('a workbook that belongs to another brand, or a mapping made for one', async () => {
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Qty'],
      ['S-1', 'NGB', null],
    ]);
    const mapping = await lookAndMap('P!A1', MEANINGS);
    await keepOwn(mapping);
    const kept = (await listOwn())[0]!;
    expect(kept).toMatchObject({ problem: null, mapping: { brand: 'sample' } });
    const next = await preview(kept.mapping, [['S-1', 'NGB', 5]]);
    expect(next.changes).toHaveLength(1);
    await bind({ brandId: 'other', brandName: 'Other brand' });
    const before = await state();
    for (const work of [applyOwn(next, 'all'), preview(kept.mapping, [['S-1', 'NGB', 5]])]) {
      expect((await failure(work)).problem).toMatchObject({ code: 'other_brand', values: { brand: 'Other brand' } });
    }
    expect((await listOwn())[0]!.problem).toMatchObject({ code: 'other_brand' });
    expect(await state()).toEqual(before);
    // mapped anew it is this brand's
    await keepOwn(mapping);
    expect((await listOwn())[0]).toMatchObject({ problem: null, mapping: { brand: 'other' } });
  });
});

describe('text', () => {
  it('stays text on the way in and on the way back', async () => {
    const long = '6974320000017'.repeat(4);
    fill(book, 'P', 'A1', [
      ['SKU', 'WH', 'Reason', 'Qty'],
      ["'00123", 'NGB', "'00456", null],
      [6974320000017, 'NGB', "'=1+1", null],
      ["'0007", 'NGB', "'2026-12-05", null],
      ['X-4', 'NGB', "'TRUE", null],
    ]);
    book.host.user.format('P', 'A3', '0');
    const file = (): unknown[][] => {
      const sheet = book.host.toBookFile().sheets.find(({ name }) => name === 'P')!;
      return [1, 2, 3, 4].map((row) => [0, 2].map((c) => sheet.cells.get(row)!.get(c)));
    };
    const before = file();
    const whole = await state();
    const rows: Row[] = [
      ['00123', 'NGB', '=1+1', 1],
      ['6974320000017', 'NGB', '00099', 2],
      ['0007', 'NGB', long, 3],
      ['X-4', 'NGB', '6974320000017', 4],
    ];
    const next = await preview(await lookAndMap('P!A1', MEANINGS), rows, [TEXT, QTY]);
    const report = await applyOwn(next, 'all');
    expect(report).toMatchObject({ cells: 8, mismatches: [], leftAlone: [] });
    await book.host.idle();
    expect(file().map(([, cell]) => cell)).toMatchObject(['=1+1', '00099', long, '6974320000017'].map((v) => ({ v })));
    expect(file().some(([, cell]) => (cell as { f?: string }).f !== undefined)).toBe(false);
    expect(file().map(([key]) => key)).toEqual(before.map(([key]) => key));
    expect(await undoWrite(report.writeId)).toMatchObject({ restored: 8, left: [] });
    expect(file()).toEqual(before);
    expect(await state()).toEqual(whole);
  });
});
