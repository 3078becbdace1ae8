import fc from 'fast-check';
import { parseBinding, parseMark } from './binding';
import { lastWritten } from './images';
import { knownKeys, packKeys } from './known-keys';
import { MAX_CHARACTERS, WriteRecords, type KeyValueStore, type StoredWrite } from './records';

class FakeStore implements KeyValueStore {
  readonly map = new Map<string, string>();
  constructor(private readonly quota = Infinity) {}
  getItem(key: string): string | null {
    return this.map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    const others = [...this.map].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), 0);
    if (others + value.length > this.quota) throw new Error('QuotaExceededError');
    this.map.set(key, value);
  }
  removeItem(key: string): void {
    this.map.delete(key);
  }
}

const write = (id: string, size = 10, workbookId = 'w1'): StoredWrite => ({
  id,
  workbookId,
  kind: 'plan',
  at: '2026-11-23T01:12:00Z',
  stamp: { cut: 'c', dataTime: '2026-11-23T01:12:00Z', planVersion: null },
  cells: 1,
  rowsAdded: 0,
  undone: false,
  canUndo: true,
  images: [
    {
      table: 'TW_Plan',
      created: false,
      columns: ['order_qty'],
      cells: { 'A\u001fN': [0, 1, 'x'.repeat(size)] },
      added: [],
      markBefore: null,
    },
  ],
});

describe('write records', () => {
  it('keep the last 20 of a workbook, newest first', () => {
    const records = new WriteRecords(new FakeStore(), 'p:');
    for (let i = 0; i < 25; i++) records.add(write(`r${i}`));
    records.add(write('other', 10, 'w2'));
    expect(records.list('w1').map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `r${24 - i}`));
    expect(records.list('w2')).toHaveLength(1);
    expect(records.get('r4')).toBeNull();
    expect(records.get('r5')?.images).toHaveLength(1);
  });

  it('stay under four million characters by dropping the oldest', () => {
    const store = new FakeStore();
    const records = new WriteRecords(store, '');
    for (let i = 0; i < 5; i++) records.add(write(`r${i}`, 1_500_000));
    expect(records.list('w1').map(({ id }) => id)).toEqual(['r4', 'r3']);
    expect([...store.map.values()].join('').length).toBeLessThan(MAX_CHARACTERS + 10_000);
  });

  it('a write too large to keep is listed without undo', () => {
    const records = new WriteRecords(new FakeStore(), '');
    records.add(write('big', MAX_CHARACTERS));
    expect(records.list('w1')).toMatchObject([{ id: 'big', canUndo: false }]);
    expect(records.get('big')?.images).toBeNull();
  });

  it('make room when the browser refuses, and survive when it always does', () => {
    const records = new WriteRecords(new FakeStore(6_000), '');
    records.add(write('old', 3_000));
    records.add(write('new', 3_000));
    expect(records.list('w1')).toMatchObject([{ id: 'new', canUndo: true }]);
    const none = new WriteRecords(new FakeStore(0), '');
    expect(() => none.add(write('x'))).not.toThrow();
    expect(none.list('w1')).toEqual([]);
  });

  it('an undone write cannot be undone again', () => {
    const records = new WriteRecords(new FakeStore(), '');
    records.add(write('r'));
    records.markUndone('r');
    expect(records.list('w1')).toMatchObject([{ undone: true, canUndo: false }]);
    expect(records.get('r')?.images).toBeNull();
  });

  it('partitions do not see each other', () => {
    const store = new FakeStore();
    new WriteRecords(store, 'a').add(write('r'));
    expect(new WriteRecords(store, 'b').list('w1')).toEqual([]);
  });

  it('tell what was written last, leaving undone writes out', () => {
    const first = { ...write('1'), images: [{ ...write('1').images![0]!, cells: { 'A\u001fN': [0, 1, 5] } }] };
    const second = { ...first, images: [{ ...first.images[0]!, cells: { 'A\u001fN': [0, 5, 8] } }] };
    const last = lastWritten([second, first], 'TW_Plan');
    expect(last(['A', 'N'], 'order_qty')).toBe(8);
    expect(last(['A', 'N'], 'reason')).toBeUndefined();
    expect(lastWritten([{ ...second, undone: true }, first], 'TW_Plan')(['A', 'N'], 'order_qty')).toBe(5);
    expect(lastWritten([second], 'TW_SKU')(['A', 'N'], 'order_qty')).toBeUndefined();
  });
});

describe('known keys', () => {
  it('never forget a key', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => {
        const known = knownKeys(packKeys(keys));
        expect(keys.every(known)).toBe(true);
      }),
    );
  });

  it('rarely take an unknown key for known, and stay small', () => {
    const packed = packKeys(Array.from({ length: 5_000 }, (_, i) => `SKU${i}\u001fNGB`));
    expect(packed.length).toBeLessThan(14_000);
    const known = knownKeys(packed);
    const wrong = Array.from({ length: 20_000 }, (_, i) => `X${i}\u001fNGB`).filter(known).length;
    // 16 bits and 8 hashes a key: expected share (1 - e^(-8/16))^8 = 0.06%, so 12 of 20,000
    expect(wrong).toBeLessThan(60);
  });

  it('nothing packed knows nothing', () => {
    expect(knownKeys('')('a')).toBe(false);
    expect(knownKeys('not base64 !')('a')).toBe(false);
  });
});

describe('settings another program or version left', () => {
  it.each([undefined, '', '{', '[]', 'null', '{"brandId":1}'])('%j is no binding and no mark', (json) => {
    expect(parseBinding(json)).toBeNull();
    expect(parseMark(json)).toBeNull();
  });

  it('missing parts get safe values', () => {
    expect(parseMark('{"excelId":"t","brandId":"b","columns":{"a":1,"b":"x"},"leftOut":[1,"c"]}')).toEqual({
      excelId: 't',
      brandId: 'b',
      language: 'en',
      columns: { a: 1 },
      leftOut: ['c'],
      stamp: null,
      cutText: '',
      keys: '',
    });
  });
});
