import { MAX_LIVE_ITEMS } from '../../src/tables';
import { explainCall } from '../../src/functions/engine';
import { run } from '../../src/functions/engine';
import { runStream } from '../../src/functions/engine/stream';
import { liveHelp } from '../../src/functions/help/live';
import { MOST_LIVE_ITEMS, STOCK } from '../../src/functions/live';
import { createLiveHub, liveHub, type LiveHub, type LiveRow } from '../../src/functions/live-hub';
import { column, HostError, row as line } from '../functions-host';

const NOW = Date.parse('2026-11-23T04:00:00Z');
let hub: LiveHub;
let itemsChanged: jest.Mock;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  globalThis.twinstockLive = hub = createLiveHub();
  itemsChanged = jest.fn();
});
afterEach(() => jest.useRealTimers());

/** A call as Excel makes it: what it showed, and its invocation. */
interface Call {
  shown: unknown[];
  readonly last: unknown;
  message(): string;
  cancel(): void;
}
const error = (value: unknown): unknown => (value instanceof HostError ? value.code : value);
const asRange = (argument: unknown): unknown => (Array.isArray(argument) || argument == null ? argument : [[argument]]);
function stock(sku: unknown, warehouse: unknown = null, measure: unknown = null, more: object = {}): Call {
  const raw: unknown[] = [];
  const shown: unknown[] = [];
  const invocation: { onCanceled?: () => void; setResult(value: unknown): void } = {
    ...more,
    setResult: (value) => {
      raw.push(value);
      const cells = value instanceof HostError ? [[value]] : (value as unknown[][]);
      const codes = cells.map((cell) => cell.map(error));
      shown.push(codes.length === 1 && codes[0]?.length === 1 ? codes[0][0] : codes);
    },
  };
  expect(runStream(STOCK, [...[sku, warehouse, measure].map(asRange), invocation])).toBeUndefined();
  return {
    shown,
    get last() {
      return shown[shown.length - 1];
    },
    message: () => (raw[raw.length - 1] as HostError).message,
    cancel: () => invocation.onCanceled?.(),
  };
}

const row = (
  sku: string,
  warehouse: string | null,
  available: number | null,
  more: Partial<LiveRow> = {},
): LiveRow => ({
  sku,
  warehouse,
  unknown: null,
  available,
  on_hand: 50,
  reserved: null,
  in_transit: 7,
  as_of: '2026-11-23T01:12:00.000Z',
  oldest_warehouse: warehouse ?? 'NGB1',
  in_transit_as_of: '2026-11-23T01:12:00.000Z',
  ...more,
});
const connect = (): void => {
  hub.attach(itemsChanged);
  hub.set({ state: 'waiting' });
};

describe('a cell', () => {
  test('shows nothing before the first figure, then every change, and the same only once', () => {
    connect();
    const call = stock('A', 'NGB1');
    expect(call.shown).toEqual([]);
    hub.set({ state: 'open' });
    expect(call.shown).toEqual([]);
    hub.take([row('A', 'NGB1', 12)], false);
    hub.take([row('A', 'NGB1', 12)], false);
    hub.take([row('A', 'NGB1', 13), row('B', null, 1)], false);
    hub.tick();
    expect(call.shown).toEqual([12, 13]);
  });

  test('cancelled: hears and shows nothing any more', () => {
    connect();
    const call = stock('A');
    hub.take([row('A', null, 12)], false);
    call.cancel();
    expect(hub.items()).toEqual([]);
    hub.take([row('A', null, 13)], false);
    expect(call.shown).toEqual([12]);
  });

  test('follows the measure by either name, in any case', () => {
    connect();
    const calls = ['available', '可售', ' ON_HAND ', '在库', 'reserved', '已占用', '在途'].map((word) =>
      stock('A', null, word),
    );
    hub.set({ state: 'open' });
    hub.take([row('A', null, 12, { reserved: 0 })], false);
    expect(calls.map(({ last }) => last)).toEqual([12, 12, 50, 50, 0, 0, 7]);
    expect(hub.items()).toEqual([{ sku: 'A', warehouse: null }]);
  });

  test('takes a code as the data service stores it', () => {
    connect();
    stock(22423, ' ngb1 ');
    stock('ＡＢ－1', '');
    stock({ basicType: 'Double', basicValue: 22423 });
    expect(hub.items()).toEqual([
      { sku: '22423', warehouse: 'ngb1' },
      { sku: 'AB-1', warehouse: null },
      { sku: '22423', warehouse: null },
    ]);
  });

  test.each([
    [[null], '#VALUE!', 'sku is blank'],
    [[''], '#VALUE!', 'sku is blank'],
    [['  '], '#VALUE!', 'sku is blank'],
    [[true], '#VALUE!', 'sku must be text'],
    [[1.5], '#VALUE!', 'sku must be text'],
    [['x'.repeat(201)], '#VALUE!', 'sku is longer than 200 characters'],
    [['A', false], '#VALUE!', 'warehouse must be text'],
    [['A', 'NGB1', 'stock'], '#VALUE!', 'measure must be one of available, on_hand, reserved, in_transit'],
    [[new HostError('#REF!')], '#REF!', ''],
    [
      [
        [
          ['A', 'B'],
          ['C', 'D'],
        ],
      ],
      '#VALUE!',
      'sku takes one value or one column',
    ],
    [[column('A', 'B'), column('X', 'Y', 'Z')], '#VALUE!', 'warehouse has 3 rows'],
  ] as [unknown[], string, string][])('%j answers %s and asks for nothing', (args, code, message) => {
    connect();
    const call = stock(args[0], args[1], args[2]);
    expect(call.shown).toEqual([code]);
    if (code === '#VALUE!') expect(call.message()).toContain(message);
    expect(hub.items()).toEqual([]);
  });

  test('unknown codes and unknown figures are named', () => {
    connect();
    hub.set({ state: 'open' });
    const call = (figures: LiveRow, measure = 'available'): string => {
      const made = stock(figures.sku, figures.warehouse, measure);
      hub.take([figures], false);
      expect(made.last).toBe('#N/A');
      return made.message();
    };
    expect(call(row('NONE', 'NGB1', null, { unknown: 'sku' }))).toBe(
      'there is no SKU NONE in this data · 数据中没有货号 NONE',
    );
    expect(call(row('A', 'XX', null, { unknown: 'warehouse' }))).toBe(
      'there is no warehouse XX in this data · 数据中没有仓库 XX',
    );
    expect(call(row('A', 'NGB1', 5), 'reserved')).toBe(
      'no figure is known: reserved of A, NGB1 · 没有已知数值：A在NGB1的已占用',
    );
    expect(call(row('B', null, null))).toBe(
      'no figure is known: available of B, all warehouses · 没有已知数值：B的可售',
    );
  });
});

describe('age', () => {
  const at = (hours: number): string => new Date(NOW - hours * 3_600_000).toISOString();

  test('72 hours are still shown, a minute more is not, as time goes by', () => {
    connect();
    hub.set({ state: 'open' });
    const call = stock('A', 'NGB1');
    hub.take([row('A', 'NGB1', 12, { as_of: at(72) })], false);
    expect(call.last).toBe(12);
    jest.setSystemTime(NOW + 60_000);
    hub.tick();
    expect(call.last).toBe('#N/A');
    // 72 h before noon in Beijing
    expect(call.message()).toBe(
      'the figure is 3 days old: 12 at 2026-11-20 12:00; import newer data · 数值已有 3 天：12（2026-11-20 12:00）；请导入新数据',
    );
    hub.take([row('A', 'NGB1', 14, { as_of: at(1) })], false);
    expect(call.last).toBe(14);
  });

  test('of several warehouses the oldest counts, and is named', () => {
    connect();
    hub.set({ state: 'open' });
    const call = stock('A');
    hub.take([row('A', null, 12, { as_of: at(100), oldest_warehouse: 'UK01' })], false);
    expect(call.message()).toContain('the figures of UK01 are 4 days old: 12 in all');
  });

  test('what is in transit has an age of its own', () => {
    connect();
    hub.set({ state: 'open' });
    const calls = [stock('A', 'NGB1', 'in_transit'), stock('A', 'NGB1', 'on_hand'), stock('A', null, 'in_transit')];
    hub.take([row('A', 'NGB1', 1, { as_of: at(100) }), row('A', null, 1, { in_transit_as_of: at(100) })], false);
    expect(calls.map(({ last }) => last)).toEqual([7, '#N/A', '#N/A']);
    expect(calls[2]?.message()).toContain('the figure is 4 days old');
  });

  test('the sample brand does not age', () => {
    connect();
    hub.set({ state: 'open' });
    const call = stock('A');
    hub.take([row('A', null, 12, { as_of: at(10_000) })], true);
    expect(call.shown).toEqual([12]);
    hub.take([], false);
    expect(call.last).toBe('#N/A');
  });
});

describe('the connection', () => {
  test('none: says what to do, at once and without a pane', () => {
    const call = stock('A');
    expect(call.shown).toEqual(['#N/A']);
    expect(call.message()).toBe(
      "not connected: open Twinstock and connect this workbook's data · 未连接：打开双仓协同，连接本工作簿的数据",
    );
    connect();
    expect(call.message()).toBe('waiting for the data service · 正在等待数据服务');
    hub.set({ state: 'open' });
    hub.take([row('A', null, 12)], false);
    expect(call.last).toBe(12);
  });

  test('away: since when, and the last figure', () => {
    connect();
    const [first, second] = [stock('A', 'NGB1'), stock('B')];
    hub.set({ state: 'open' });
    hub.take([row('A', 'NGB1', 123)], false);
    hub.set({ state: 'away', since: Date.parse('2026-11-23T06:02:00Z') });
    expect(first.message()).toBe(
      'data service away since 2026-11-23 14:02; last known 123 at 2026-11-23 09:12 · 数据服务自 2026-11-23 14:02 起无应答；最后已知 123（2026-11-23 09:12）',
    );
    expect(second.shown).toEqual(['#N/A']);
    expect(second.message()).toContain('away since 2026-11-23 14:02; the cell updates when it is back');
    hub.set({ state: 'open' });
    expect([first.last, second.last]).toEqual([123, '#N/A']);
  });

  test('refused: in the words of the data service', () => {
    connect();
    const call = stock('A');
    hub.set({ state: 'refused', en: 'The access key is not valid.', zh: '访问密钥无效。' });
    expect(call.message()).toBe('The access key is not valid. · 访问密钥无效。');
  });

  test('more items than one connection follows', () => {
    connect();
    hub.set({ state: 'open' });
    const call = stock('A');
    hub.refuse([{ sku: 'A', warehouse: null }]);
    expect(call.message()).toContain('more than 20000 live figures');
    expect(MOST_LIVE_ITEMS).toBe(MAX_LIVE_ITEMS);
  });

  test('other data: figures are forgotten, and the cell says that it waits', () => {
    connect();
    hub.set({ state: 'open' });
    const call = stock('A');
    hub.take([row('A', null, 12)], false);
    hub.forget();
    expect(call.message()).toContain('waiting for the data service');
  });
});

describe('ranges', () => {
  test('spill; a bad row has its own error, the others their figures, all at once', () => {
    connect();
    const call = stock(column('A', '', 'B', 'A', 'NONE'), 'NGB1', 'available');
    hub.set({ state: 'open' });
    hub.take([row('A', 'NGB1', 1)], false);
    expect(call.shown).toEqual([]);
    hub.take([row('B', 'NGB1', 2), row('NONE', 'NGB1', null, { unknown: 'sku' })], false);
    expect(call.shown).toEqual([[[1], ['#VALUE!'], [2], [1], ['#N/A']]]);
    hub.take([row('A', 'NGB1', 5), row('B', 'NGB1', 6)], false);
    expect(call.shown).toHaveLength(2);
    expect(call.last).toEqual([[5], ['#VALUE!'], [6], [5], ['#N/A']]);
    call.cancel();
    expect(hub.items()).toEqual([]);
  });

  test('a row of codes answers a row; measures can differ by row', () => {
    connect();
    const across = stock(line('A', 'B'), null, 'on_hand');
    const down = stock('A', column('NGB1', 'CGO1'), column('on_hand', '在途'));
    hub.set({ state: 'open' });
    hub.take([row('A', null, 1), row('B', null, 2), row('A', 'NGB1', 3), row('A', 'CGO1', 4)], false);
    expect([across.last, down.last]).toEqual([[[50, 50]], [[50], [7]]]);
  });

  test('10,000 codes of one call are told once a change', () => {
    connect();
    const codes = Array.from({ length: 10_000 }, (_, at) => `S${at}`);
    const call = stock(codes.map((code) => [code]));
    hub.set({ state: 'open' });
    hub.take(
      codes.map((code, at) => row(code, null, at)),
      false,
    );
    expect(call.shown).toHaveLength(1);
    expect((call.last as number[][])[9_999]).toEqual([9_999]);
  });
});

describe('who follows', () => {
  test('equal items are one; the last to go takes it away', () => {
    connect();
    const calls = [stock('A'), stock('A'), stock(column('A', 'B'))];
    expect(hub.items()).toHaveLength(2);
    calls[0]?.cancel();
    calls[2]?.cancel();
    expect(hub.items()).toEqual([{ sku: 'A', warehouse: null }]);
    calls[1]?.cancel();
    expect(hub.items()).toEqual([]);
    expect(itemsChanged).toHaveBeenCalledTimes(6);
  });

  test('a cell that is calculated again keeps its figure', () => {
    connect();
    hub.set({ state: 'open' });
    const before = stock('A');
    hub.take([row('A', null, 12)], false);
    before.cancel();
    expect(stock('A').shown).toEqual([12]);
    expect(hub.items()).toHaveLength(1);
  });

  test('the connection may come after the cells', () => {
    stock('A');
    hub.attach(itemsChanged);
    expect(itemsChanged).toHaveBeenCalledTimes(1);
  });

  test('functions and pane find the same hub', () => expect(liveHub()).toBe(hub));
});

describe('without a stream', () => {
  test('the preview of a formula shows what is known and follows nothing', () => {
    connect();
    hub.set({ state: 'open' });
    const call = stock('A', null, null, { isInValuePreview: true });
    expect(call.message()).toContain('waiting');
    expect(hub.items()).toEqual([]);
    const cell = stock('A');
    hub.take([row('A', null, 12)], false);
    expect(stock('A', null, null, { isInValuePreview: true }).shown).toEqual([12]);
    expect(stock('', null, null, { isInValuePreview: true }).shown).toEqual(['#VALUE!']);
    cell.cancel();
    expect(hub.items()).toEqual([]);
  });

  test('a host that does not stream gets what is known', () => {
    connect();
    hub.set({ state: 'open' });
    stock('A');
    hub.take([row('A', null, 12)], false);
    expect(runStream(STOCK, [[['A']], null, null])).toEqual([[12]]);
    expect(() => run(STOCK.now, [[['B']]])).toThrow('waiting for the data service');
  });

  test('is explained by what the cell stands on', () => {
    connect();
    hub.set({ state: 'open' });
    stock('22423', 'NGB1');
    hub.take([row('22423', 'NGB1', 2107, { on_hand: 2119, reserved: 12 })], false);
    const explained = explainCall(STOCK.now, [[['22423']], [['NGB1']]]);
    if ('error' in explained) throw new Error(explained.error.en);
    expect(explained).toMatchObject({ values: ['22423', 'NGB1', 'available'], answer: [2107] });
    const { explain } = liveHelp.STOCK!;
    const { filled, steps, words } = explain({ ...explained, format: String } as Parameters<typeof explain>[0]);
    expect(filled).toEqual({ en: 'available of 22423, NGB1 = 2107', zh: '22423 在NGB1的可售 = 2107' });
    expect(steps.map(({ name, value }) => [name.en, value])).toEqual([
      ['On hand', 2119],
      ['Reserved', 12],
      ['Available', 2107],
      ['In transit', 7],
    ]);
    expect(words.en).toContain('2026-11-23 09:12 Beijing time');
  });
});
