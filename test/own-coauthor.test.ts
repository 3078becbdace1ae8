import fc from 'fast-check';
import { applyOwn, keepOwn, previewOwn, undoWrite, WorkbookError, type OwnPreview } from '../src/workbook';
import { BLOCK_LIMITS } from '../src/workbook/own/write-blocks';
import { bind, everything, openWorkbook, stampOf, type OpenWorkbook } from './workbook-harness';
import { cells, fill, lookAndMap, wantedOf, type Cell } from './own/sheets';

// many small batches through jsdom: slow on a busy machine
jest.setTimeout(300_000);

let book: OpenWorkbook;
beforeEach(async () => {
  book = await openWorkbook();
  await bind();
  jest.replaceProperty(BLOCK_LIMITS, 'rows', 4);
});
afterEach(() => {
  jest.restoreAllMocks();
  book.close();
  expect(book.host.unknownMembers).toEqual([]);
});

const ROWS = 12;
const MEANINGS = {
  SKU: 'TW_SKU.sku_id',
  WH: 'TW_Warehouses.warehouse_id',
  Qty: 'TW_Plan.order_qty!',
  Cover: 'TW_Plan.days_of_supply!',
};
let mappings = 0;
const sku = (i: number): string => `S-${String(i).padStart(2, '0')}`;

/** Twelve rows; Qty is 100 + i before and 1000 + i as planned, Cover blank before and 2000 + i as planned. */
async function planned(sheet = 'Plan', more: Cell[][] = []): Promise<OwnPreview> {
  const rows = Array.from({ length: ROWS }, (_, i): Cell[] => [sku(i), i % 2 ? 'NGB' : 'HKG', 'note', 100 + i, null]);
  fill(book, sheet, 'B3', [['SKU', 'WH', 'Note', 'Qty', 'Cover'], ...rows, ...more]);
  // a mapping of its own each time: cells of another one would count as changed by the user
  const mapping = await lookAndMap(`${sheet}!B4`, MEANINGS, { id: `m${++mappings}` });
  const wanted = Array.from({ length: ROWS }, (_, i): [string, string, number, number] => [
    sku(i),
    i % 2 ? 'NGB' : 'HKG',
    1000 + i,
    2000 + i,
  ]);
  return previewOwn(
    [wantedOf(mapping, ['TW_Plan.order_qty', 'TW_Plan.days_of_supply'], wanted)],
    stampOf('2026-11-23', '48'),
  );
}

/** Every row with a key, wherever its columns stand now: SKU → [note, qty, cover]. */
function byKey(sheet = 'Plan'): Map<string, unknown[]> {
  const all = cells(book, sheet, 'A1:K40');
  const head = all.find((row) => row.includes('SKU'))!;
  const at = (name: string): number => head.indexOf(name);
  return new Map(
    all
      .filter((row) => /^(S-\d+|NEW\d*)$/.test(String(row[at('SKU')])))
      .map((row) => [String(row[at('SKU')]), [row[at('Note')], row[at('Qty')], row[at('Cover')]]]),
  );
}

/** Batches of an apply before its first block is sent, found by looking at which one changes the sheet first. */
async function batchesBeforeWrite(): Promise<number> {
  const next = await planned('Probe');
  let batches = 0;
  let first = -1;
  for (let skip = 0; skip < 60; skip++) {
    book.host.faults.beforeNext(() => {
      batches++;
      if (first < 0 && cells(book, 'Probe', 'E4')[0]![0] === 1000) first = batches - 2;
    }, skip);
  }
  await applyOwn(next, 'all');
  book.host.user.deleteSheet('Probe');
  // the visits that did not take place must not meet a later batch
  book.host.faults.forget();
  return first;
}

describe('a co-author during the write', () => {
  it.each([
    ['sorts', () => book.host.user.sortRange('Plan', 'B4:F15', 0, false)],
    ['puts a row in', () => book.host.user.insertRow('Plan', 5)],
    ['puts rows in above the headings', () => book.host.user.insertRow('Plan', 1, 3)],
    ['takes a row out', () => book.host.user.deleteRow('Plan', 5)],
    ['puts a column in before the codes', () => book.host.user.insertColumn('Plan', 'B')],
    ['puts a column in before the figures', () => book.host.user.insertColumn('Plan', 'E')],
    ['renames the sheet', () => book.host.user.renameSheet('Plan', 'Other')],
  ])('%s just before a block is sent: every value stands in its row', async (_name, act) => {
    const first = await batchesBeforeWrite();
    expect(first).toBeGreaterThan(3);
    for (const block of [0, 2]) {
      const next = await planned();
      book.host.faults.beforeNext(act, first + block);
      const report = await applyOwn(next, 'all');
      const sheet = book.host.workbook.sheetNames().includes('Other') ? 'Other' : 'Plan';
      const gone = ROWS - byKey(sheet).size;
      expect(gone).toBeLessThanOrEqual(1);
      for (const [key, row] of byKey(sheet)) {
        const i = Number(key.slice(2));
        expect([key, ...row]).toEqual([key, 'note', 1000 + i, 2000 + i]);
      }
      expect(report.mismatches).toEqual([]);
      expect(report.cells).toBeGreaterThanOrEqual(2 * (ROWS - gone));
      book.host.user.deleteSheet(sheet);
    }
  });

  it('edits a cell just before its block is sent: the edit stays and is listed', async () => {
    const first = await batchesBeforeWrite();
    const next = await planned();
    book.host.faults.beforeNext(() => {
      book.host.user.type('Plan', 'E4', '7');
      book.host.user.type('Plan', 'E14', '=1+1');
    }, first);
    const report = await applyOwn(next, 'all');
    await book.host.idle();
    expect(report.leftAlone.map(({ sku: key, meaning }) => [key, meaning])).toEqual([
      ['S-00', 'TW_Plan.order_qty'],
      ['S-10', 'TW_Plan.order_qty'],
    ]);
    expect(book.host.read.formulas('Plan', 'E4')).toEqual([[7]]);
    expect(book.host.read.formulas('Plan', 'E14')).toEqual([['=1+1']]);
    expect(report.cells).toBe(2 * ROWS - 2);
  });

  it('moves rows under a merged code: neighbours of the same warehouse are not taken for each other', async () => {
    fill(book, 'M', 'A1', [
      ['SKU', 'WH', 'Qty'],
      ['S-1', 'NGB', 1],
      [null, 'HKG', 2],
      ['S-2', 'NGB', 3],
      [null, 'HKG', 4],
    ]);
    for (const area of ['A2:A3', 'A4:A5']) book.host.user.mergeCells('M', area);
    const mapping = await lookAndMap('M!A2', MEANINGS);
    const next = await previewOwn([wantedOf(mapping, ['TW_Plan.order_qty'], [['S-1', 'HKG', 20]])], stampOf());
    expect(next.changes.map(({ address }) => address)).toEqual(['M!C3']);
    const first = await batchesBeforeWrite();
    book.host.faults.beforeNext(() => book.host.user.deleteRow('M', 2, 2), first);
    const report = await applyOwn(next, 'all');
    expect(report).toMatchObject({ cells: 0 });
    expect(report.leftAlone).toHaveLength(1);
    expect(cells(book, 'M', 'C1:C3')).toEqual([['Qty'], [3], [4]]);
  });

  it('takes a whole section out: the same codes in the next one are not taken for it', async () => {
    fill(book, 'S', 'A1', [
      ['SKU', 'Name', 'Qty'],
      ['宁波仓', null, null],
      ['S-1', 'x', 1],
      ['S-2', 'x', 2],
      ['香港仓', null, null],
      ['S-1', 'x', 3],
      ['S-2', 'x', 4],
      ['宁波仓', null, null],
    ]);
    const mapping = await lookAndMap('S!A1', MEANINGS);
    const warehouses = { 宁波仓: 'NGB', 香港仓: 'HKG' };
    const next = await previewOwn(
      [
        wantedOf(
          mapping,
          ['TW_Plan.order_qty'],
          [
            ['S-1', 'NGB', 10],
            ['S-2', 'NGB', 20],
            ['S-1', 'HKG', 30],
          ],
        ),
      ],
      stampOf(),
      { warehouses },
    );
    expect(next.changes.map(({ address }) => address)).toEqual(['S!C3', 'S!C4', 'S!C6']);
    const first = await batchesBeforeWrite();
    book.host.faults.beforeNext(() => book.host.user.deleteRow('S', 2, 3), first);
    await applyOwn(next, 'all', { warehouses });
    expect(cells(book, 'S', 'A2:C4')).toEqual([
      ['香港仓', '', ''],
      ['S-1', 'x', 30],
      ['S-2', 'x', 4],
    ]);
  });

  it('whatever is done and whenever: no value ever stands in a wrong row, no edit is lost', async () => {
    const kinds = ['sort up', 'sort down', 'insert', 'delete', 'edit', 'edit other', 'insert column'] as const;
    const act = fc.record({
      kind: fc.constantFrom(...kinds),
      at: fc.nat(ROWS - 1),
      skip: fc.integer({ min: 0, max: 24 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 5 }), async (acts) => {
        const sheet = `P${run++}`;
        const next = await planned(sheet);
        const edits = new Set<number>();
        let columns = 0;
        const { user } = book.host;
        for (const { kind, at, skip } of acts) {
          book.host.faults.beforeNext(() => {
            const all = cells(book, sheet, 'A1:Z40');
            const top = all.findIndex((row) => row.includes('SKU'));
            const head = all[top]!;
            const letter = (name: string): string => String.fromCharCode(65 + head.indexOf(name));
            const row = top + 2 + at;
            if (kind === 'sort up' || kind === 'sort down') {
              user.sortRange(
                sheet,
                `${letter('SKU')}${top + 2}:${letter('Cover')}${top + 1 + ROWS}`,
                head.indexOf('Note') - head.indexOf('SKU') - 2,
                kind === 'sort up',
              );
            } else if (kind === 'insert') user.insertRow(sheet, row);
            else if (kind === 'delete') user.deleteRow(sheet, row);
            else if (kind === 'edit') {
              edits.add(50_000 + edits.size);
              user.type(sheet, `${letter('Qty')}${row}`, String(50_000 + edits.size - 1));
            } else if (kind === 'edit other') user.type(sheet, `${letter('Note')}${row}`, 'edited');
            else if (columns++ < 3) user.insertColumn(sheet, letter('Qty'));
          }, skip);
        }
        const failed = await applyOwn(next, 'all').then(
          () => null,
          (error: unknown) => error,
        );
        expect(failed === null || failed instanceof WorkbookError).toBe(true);
        book.host.faults.forget();
        await book.host.idle();
        for (const [key, [, qty, cover]] of byKey(sheet)) {
          const i = Number(key.slice(2));
          const allowed = failed ? [100 + i, 1000 + i] : [1000 + i];
          if (!edits.has(Number(qty))) expect([key, allowed.includes(Number(qty))]).toEqual([key, true]);
          expect([key, (failed ? ['', 2000 + i] : [2000 + i]).includes(cover as number)]).toEqual([key, true]);
        }
        user.deleteSheet(sheet);
      }),
      { numRuns: 12 },
    );
  }, 240_000);
});

describe('stopping midway', () => {
  it('cancelling leaves whole blocks that can be undone, or the rest written', async () => {
    const before = await planned().then(() => everything(book.host));
    const next = await planned();
    const stop = new AbortController();
    const error = await applyOwn(next, 'all', {
      signal: stop.signal,
      onProgress: ({ step, done }) => {
        if (step === 'writing' && done >= 8) stop.abort();
      },
    }).then(
      () => null,
      (reason: unknown) => reason as WorkbookError,
    );
    expect(error).toMatchObject({ problem: { code: 'cancelled' }, partial: { cells: 8 } });
    await undoWrite(error!.partial!.writeId);
    await book.host.idle();
    expect(everything(book.host)).toEqual(before);
    expect(await applyOwn(next, 'all')).toMatchObject({ cells: 2 * ROWS });
  });

  it('a connection dropped between blocks: what was written is known, undoing or going on works', async () => {
    const first = await batchesBeforeWrite();
    for (const again of ['undo', 'continue']) {
      const next = await planned();
      const before = everything(book.host);
      book.host.faults.failNext(5012, first + 1);
      const error = await applyOwn(next, 'all').then(
        () => null,
        (reason: unknown) => reason as WorkbookError,
      );
      expect(error?.partial).toMatchObject({ cells: 8 });
      if (again === 'undo') {
        await undoWrite(error!.partial!.writeId);
        await book.host.idle();
        expect(everything(book.host)).toEqual(before);
      } else {
        expect(await applyOwn(next, 'all')).toMatchObject({ cells: 2 * ROWS - 8 });
      }
      book.host.user.deleteSheet('Plan');
    }
  });

  it('a sheet deleted between blocks: nothing of it is left, the error says so', async () => {
    const first = await batchesBeforeWrite();
    const next = await planned();
    await keepOwn(next.mappings[0]!);
    book.host.faults.beforeNext(() => book.host.user.deleteSheet('Plan'), first + 1);
    const error = await applyOwn(next, 'all').then(
      () => null,
      (reason: unknown) => reason as WorkbookError,
    );
    expect(error).toBeInstanceOf(WorkbookError);
    expect((await applyOwn(next, 'all').catch((reason: unknown) => reason)) as WorkbookError).toMatchObject({
      problem: { code: 'range_gone' },
    });
  });
});
