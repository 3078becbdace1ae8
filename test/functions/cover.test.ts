import fs from 'node:fs';
import path from 'node:path';
import { expectExplained, explainExample } from '../functions-example';
import { call, column, HostError, row, shown, words } from '../functions-host';
import { coverHelp } from '../../src/functions/help/cover';

beforeAll(async () => {
  await import('../../src/functions');
});

interface Oracle {
  dosforward: { available: number; forecast: number[]; days: number[]; receipts: number[]; answer: number }[];
  writeoff: {
    quantity: number[];
    expiry: number[];
    forecast: number[];
    days: number[];
    minimum: number[];
    cost: number[];
    answer: number;
  }[];
}

/** Walked day by day in exact fractions by test/oracles/cover.py. */
const oracle = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'oracles', 'cover.json'), 'utf8')) as Oracle;

const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;

describe('DOSFORWARD', () => {
  it('agrees with the stock walked day by day', () => {
    for (const { available, forecast, days, receipts, answer } of oracle.dosforward)
      expect(shown('DOSFORWARD', available, row(...forecast), row(...days), row(...receipts))).toBeCloseTo(answer, 10);
  });

  it('takes 7 days a period, one value for all, or one each', () => {
    expect(shown('DOSFORWARD', 10, row(7, 7, 21))).toBe(10); // 7 + 7·3/7
    expect(shown('DOSFORWARD', 10, row(7, 7, 21), 10)).toBeCloseTo(10 + 30 / 7, 12);
    expect(shown('DOSFORWARD', 30, column(20, 20, 20), column(10, 10, 8))).toBe(15); // 10 + 10·10/20
    expect(shown('DOSFORWARD', 50, column(20, 20, 20), column(10, 10, 8))).toBe(24); // 20 + 8·10/20
  });

  it('lets a receipt in at the start of its period and counts a stock-out before it', () => {
    expect(shown('DOSFORWARD', 10, row(10, 10, 10), 7, row(0, 20, 0))).toBe(21);
    expect(shown('DOSFORWARD', 10, row(10, 10, 10), 7, row(0, 0, 500))).toBe(7);
    expect(shown('DOSFORWARD', 10, row(10, 10, 10), 7, row(null, 20, null))).toBe(21); // blank: none known of
    expect(shown('DOSFORWARD', 10, row(10, 10, 10), 7, row(null, null, null))).toBe(7);
  });

  it('answers the length of the forecast where the stock outlasts it, and 0 without stock', () => {
    expect(shown('DOSFORWARD', 1000, row(10, 10), 7)).toBe(14);
    expect(shown('DOSFORWARD', 5, row(0, 0), row(10, 11))).toBe(21);
    expect(shown('DOSFORWARD', column(0, -5), row(10, 10))).toEqual([[0], [0]]);
  });

  it('stops at an unknown period, unless the stock has run out before', () => {
    expect(shown('DOSFORWARD', 5, row(10, null, 10))).toBe(3.5);
    expect(shown('DOSFORWARD', 15, row(10, null, 10))).toBe('#N/A');
    expect(words('DOSFORWARD', 15, row(10, null, 10))).toBe(
      'forecast is blank in period 2 and the answer depends on it: enter a forecast, 0 for no demand · 预测第 2 期为空，而结果取决于它：请填写预测，没有需求填 0',
    );
    expect(shown('DOSFORWARD', 15, row(null, ''))).toBe('#N/A');
  });

  it('answers each row of a block, a bad one alone', () => {
    const forecast = [
      [7, 7],
      ['x', 7],
      [14, -1],
      [14, 14],
    ];
    expect(shown('DOSFORWARD', column(10, 10, 10, 10), forecast)).toEqual([[10], ['#VALUE!'], ['#NUM!'], [5]]);
  });

  it('refuses lists of other lengths, periods without days and negative receipts', () => {
    expect(shown('DOSFORWARD', 5, row(1, 2, 3), row(7, 7))).toBe('#VALUE!');
    expect(words('DOSFORWARD', 5, row(1, 2, 3), row(7, 7))).toContain('period_days has 2 values where 3 are needed');
    expect(words('DOSFORWARD', 5, row(1, 2, 3), 7, row(7, 7))).toContain('receipts has 2 values');
    expect(shown('DOSFORWARD', 5, row(1, 2), 0)).toBe('#NUM!');
    expect(shown('DOSFORWARD', 5, row(1, 2), row(7, null))).toBe('#VALUE!');
    expect(shown('DOSFORWARD', 5, row(1, 2), 7, row(0, -1))).toBe('#NUM!');
    expect(shown('DOSFORWARD', null, row(1, 2))).toBe('#VALUE!');
  });
});

describe('TURNOVER', () => {
  it('turns the average of the snapshots, made annual', () => {
    expect(shown('TURNOVER', 600, row(100, 300))).toBe(3); // 600 / 200
    expect(shown('TURNOVER', 600, row(100, null, 300), 73)).toBe(15);
    expect(shown('TURNOVER', column(100, 0), column(50, 50))).toEqual([[2], [0]]);
    // turns and turnover days of the same figures: 365 between them
    const days = shown('TURNOVERDAYS', 7300, row(100, 200, 400), 91) as number;
    expect((shown('TURNOVER', 7300, row(100, 200, 400), 91) as number) * days).toBeCloseTo(365, 9);
  });

  it('cannot divide by no inventory', () => {
    expect(shown('TURNOVER', 5, row(0, 0))).toBe('#DIV/0!');
    expect(words('TURNOVER', 5, 0)).toContain('inventory is 0');
    expect(shown('TURNOVER', 5, row(null, ''))).toBe('#N/A');
    expect(shown('TURNOVER', 5, 5, 0)).toBe('#NUM!');
    expect(shown('TURNOVER', 5, row(5, -1))).toBe('#NUM!');
  });
});

describe('SLOWMOVING', () => {
  it('is what lies beyond the threshold, in units or money', () => {
    expect(shown('SLOWMOVING', 1000, 5)).toBe(550); // 1000 − 90·5
    expect(shown('SLOWMOVING', 1000, 5, 180)).toBe(100);
    expect(shown('SLOWMOVING', 1000, 5, 90, 20)).toBe(11_000);
    expect(shown('SLOWMOVING', column(40, 40, -3), column(0, 1, 0), 30, 2)).toEqual([[80], [20], [0]]);
  });

  it('refuses negative sales, days and costs', () => {
    for (const bad of [
      [10, -1],
      [10, 1, -1],
      [10, 1, 90, -1],
    ])
      expect(shown('SLOWMOVING', ...bad)).toBe('#NUM!');
    expect(shown('SLOWMOVING', 10, null)).toBe('#VALUE!');
  });
});

describe('AGEING', () => {
  const asOf = '2026-11-23';
  // ages on 2026-11-23 by hand: 0, 30, 31, 60, 180, 181, 366
  const inbound = ['2026-11-23', '2026-10-24', '2026-10-23', '2026-09-24', '2026-05-27', '2026-05-26', '2025-11-22'];

  it('sums the lots of each bucket in one row', () => {
    expect(shown('AGEING', asOf, column(1, 2, 4, 8, 16, 32, 64), column(...inbound))).toEqual([[3, 12, 0, 16, 32, 64]]);
    expect(shown('AGEING', serial(asOf), row(1, 2, 4, 8, 16, 32, 64), row(...inbound.map(serial)))).toEqual([
      [3, 12, 0, 16, 32, 64],
    ]);
  });

  it('takes a cost for all or one per lot, and other edges', () => {
    expect(shown('AGEING', asOf, column(2, 3), column('2026-11-22', '2026-11-01'), 10, row(7))).toEqual([[20, 30]]);
    expect(
      shown('AGEING', asOf, column(2, 3), column('2026-11-22', '2026-11-01'), column(10, 100), row(7, 22)),
    ).toEqual([[20, 300, 0]]);
    expect(shown('AGEING', asOf, 5, '2026-11-23', null, 30)).toEqual([[5, 0]]);
  });

  it('counts calendar days, whatever the time of day', () => {
    expect(shown('AGEING', asOf, 5, '2026-11-23 18:00', 1, row(1))).toEqual([[5, 0]]);
    expect(shown('AGEING', serial(asOf) + 0.9, 5, serial('2026-11-22'), 1, row(1))).toEqual([[5, 0]]);
  });

  it('leaves blank lines out and refuses half a lot', () => {
    expect(shown('AGEING', asOf, column(5, null, ''), column('2026-11-20', '', null), 1, row(30))).toEqual([[5, 0]]);
    expect(shown('AGEING', asOf, column(5, null), column('2026-11-20', '2026-11-20'))).toBe('#VALUE!');
    expect(words('AGEING', asOf, column(5, 6), column('2026-11-20', null))).toBe(
      'inbound_date is blank for lot 2: fill it in, or clear the whole lot · 第 2 个批次的入库日为空：请填写，或清空整个批次',
    );
    expect(words('AGEING', asOf, column(5, 6), column('2026-11-20', '2026-11-20'), column(1, null))).toContain(
      'unit_cost is blank for lot 2',
    );
    expect(shown('AGEING', asOf, column(5, 0), column('2026-11-20', null), 1, row(30))).toEqual([[5, 0]]); // nothing there
    expect(shown('AGEING', asOf, column(null, ''), column(null, ''))).toBe('#N/A');
  });

  it('refuses what has not arrived, negative stock and edges out of order', () => {
    expect(shown('AGEING', asOf, column(1, 2), column('2026-11-20', '2026-11-24'))).toBe('#NUM!');
    expect(words('AGEING', asOf, column(1, 2), column('2026-11-20', '2026-11-24'))).toContain('inbound_date of lot 2');
    expect(shown('AGEING', asOf, -1, '2026-11-20')).toBe('#NUM!');
    expect(shown('AGEING', asOf, 1, '2026-11-20', 1, row(60, 30))).toBe('#VALUE!');
    expect(shown('AGEING', asOf, 1, '2026-11-20', 1, row(30, 30))).toBe('#VALUE!');
    expect(shown('AGEING', asOf, 1, '2026-11-20', 1, row(0, 30))).toBe('#NUM!');
    expect(shown('AGEING', asOf, column(1, 2), column('2026-11-20', '2026-11-20', '2026-11-20'))).toBe('#VALUE!');
    expect(shown('AGEING', asOf, 1, '20 Nov')).toBe('#VALUE!');
    expect(shown('AGEING', column(asOf, asOf), 1, '2026-11-20')).toBe('#VALUE!');
    expect(shown('AGEING', asOf, column(1, new HostError('#N/A')), column('x', 'y'))).toBe('#N/A');
  });
});

describe('WRITEOFF', () => {
  it('agrees with the lots walked day by day', () => {
    for (const { quantity, expiry, forecast, days, minimum, cost, answer } of oracle.writeoff)
      expect(
        shown(
          'WRITEOFF',
          row(...quantity),
          row(...expiry),
          row(...forecast),
          row(...days),
          row(...minimum),
          row(...cost),
        ),
      ).toBeCloseTo(answer, 8);
  });

  it('is 0 for stock that sells in time or is still saleable when the forecast ends', () => {
    expect(shown('WRITEOFF', 100, 10, row(70, 70))).toBe(0); // 10 a day
    expect(shown('WRITEOFF', 100, 9, row(70, 70))).toBe(10);
    expect(shown('WRITEOFF', 500, 15, row(70, 70))).toBe(0); // day 15 lies beyond
    expect(shown('WRITEOFF', 500, 14, row(70, 70))).toBe(360); // day 14 is the last of both
  });

  it('stops the sale before expiry and prices what is left', () => {
    expect(shown('WRITEOFF', column(90, 50), column(37, 40), row(70, 70, 70), 7, 30, 20)).toBe(800); // 20 + 20 units
    expect(shown('WRITEOFF', column(90, 50), column(37, 40), row(70, 70, 70), 7, 30, column(1, 100))).toBe(2020);
    expect(shown('WRITEOFF', column(5, 6), column(-2, 0), row(70), 7, null, 3)).toBe(33); // gone already
  });

  it('reads lots as a row or a column, and leaves blank ones out', () => {
    const asRow = shown('WRITEOFF', row(90, 50), row(7, 10), row(70, 70));
    expect(asRow).toBe(40);
    expect(shown('WRITEOFF', column(90, 50), column(7, 10), column(70, 70))).toBe(asRow);
    expect(shown('WRITEOFF', column(90, 50), row(7, 10), row(70, 70))).toBe(asRow);
    expect(shown('WRITEOFF', row(90, null, 50), row(7, '', 10), row(70, 70))).toBe(asRow);
    expect(shown('WRITEOFF', row(90, 0, 50), row(7, '', 10), row(70, 70))).toBe(asRow);
  });

  const quantity = [
    [90, 50],
    [100, null],
    [10, 20],
  ];
  const expiry = [
    [7, 10],
    [9, null],
    [5, 6],
  ];

  it('answers an item a row, its lots side by side', () => {
    const forecast = [
      [70, 70],
      [70, 70],
      [7, 7],
    ];
    expect(shown('WRITEOFF', quantity, expiry, forecast)).toEqual([[40], [10], [24]]); // third: 5 of 10, 1 of 20 sell
    expect(shown('WRITEOFF', quantity, expiry, forecast, 7, 0, column(1, 2, 3))).toEqual([[40], [20], [72]]);
    expect(shown('WRITEOFF', quantity, expiry, forecast, 7, 0, row(1, 10))).toEqual([[220], [10], [195]]); // a cost per lot
    expect(shown('WRITEOFF', quantity, expiry, row(70, 70))).toEqual([[40], [10], [0]]); // one forecast for all
    expect(shown('WRITEOFF', column(100, 100, 10), column(9, 8, 5), forecast)).toEqual([[10], [20], [5]]);
    expect(shown('WRITEOFF', column(100, 100, 10), 9, forecast, column(7, 10, 7))).toEqual([[10], [37], [1]]);
    // three items of one period each: 10 a day, 5 a day, 1 a day
    expect(shown('WRITEOFF', quantity, expiry, column(100, 50, 10), 10)).toEqual([[40], [55], [24]]);
  });

  it('shows a bad item alone', () => {
    const forecast = [
      [70, 70],
      [70, new HostError('#REF!')],
      [7, -7],
    ];
    expect(shown('WRITEOFF', quantity, expiry, forecast)).toEqual([[40], ['#REF!'], ['#NUM!']]);
    expect(
      shown(
        'WRITEOFF',
        quantity,
        [
          [7, 10],
          [9, 9],
          ['soon', 6],
        ],
        [...forecast.slice(0, 1), [70, null], [7, 7]],
      ),
    ).toEqual([[40], ['#VALUE!'], ['#VALUE!']]);
    expect(
      shown('WRITEOFF', column(10, 90), column(3, 9), [
        [70, null],
        [70, null],
      ]),
    ).toEqual([[0], ['#N/A']]);
  });

  it('needs the demand of an unknown period only where it decides', () => {
    expect(shown('WRITEOFF', 70, 9, row(70, null))).toBe(0);
    expect(shown('WRITEOFF', 80, 9, row(70, null))).toBe('#N/A');
    expect(words('WRITEOFF', 80, 9, row(70, null))).toContain('forecast is blank in period 2');
    expect(shown('WRITEOFF', 80, 30, row(70, null))).toBe(0); // saleable beyond the forecast anyway
  });

  it('refuses half a lot, negative stock and sizes that disagree', () => {
    expect(words('WRITEOFF', column(90, 50), column(7, null), row(70, 70))).toContain(
      'days_to_expiry is blank for lot 2',
    );
    expect(words('WRITEOFF', column(90, 50), column(7, 10), row(70), 7, 0, column(1, null))).toContain(
      'unit_cost is blank for lot 2',
    );
    expect(shown('WRITEOFF', null, 7, row(70))).toBe('#VALUE!');
    expect(shown('WRITEOFF', 5, null, row(70))).toBe('#VALUE!');
    expect(shown('WRITEOFF', 5, 7, row(null, ''))).toBe('#N/A');
    expect(shown('WRITEOFF', -5, 7, row(70))).toBe('#NUM!');
    expect(shown('WRITEOFF', 5, 7, row(70), 0)).toBe('#NUM!');
    expect(shown('WRITEOFF', 5, 7, row(70), 7, -1)).toBe('#NUM!');
    expect(shown('WRITEOFF', column(1, 2, 3), column(1, 2), row(70))).toBe('#VALUE!');
    expect(shown('WRITEOFF', column(1, 2), column(1, 2), row(70, 70, 70), row(7, 7))).toBe('#VALUE!');
    expect(
      shown('WRITEOFF', quantity, expiry, [
        [1, 2],
        [3, 4],
      ]),
    ).toBe('#VALUE!');
    expect(
      shown('WRITEOFF', column(1, 2), column(1, 2), row(70), 7, 0, [
        [1, 2],
        [3, 4],
      ]),
    ).toBe('#VALUE!');
  });
});

describe('CAPITAL', () => {
  it('is the value of what is on hand and in transit', () => {
    expect(shown('CAPITAL', 300, 200, 42.5)).toBe(21_250);
    expect(shown('CAPITAL', column(1, 2), 0, column(10, 20))).toEqual([[10], [40]]);
  });

  it('is the carrying cost where a rate and days are given', () => {
    expect(shown('CAPITAL', 300, 65, 100, 0.08, 30)).toBe(240); // 36,500 · 8% = 2,920 a year, 8 a day
    expect(shown('CAPITAL', 300, 65, 100, 0, 30)).toBe(0);
  });

  it('needs both or neither', () => {
    expect(words('CAPITAL', 1, 1, 1, 0.08)).toBe(
      'annual_rate needs days too: enter both or neither · 年利率要与天数一起填：两个都填或都不填',
    );
    expect(words('CAPITAL', 1, 1, 1, null, 30)).toContain('days needs annual_rate too');
    expect(shown('CAPITAL', column(1, 2), 1, 1, column(0.08, 0.08), column(null, 365))).toEqual([['#VALUE!'], [0.24]]);
    expect(shown('CAPITAL', 1, null, 1)).toBe('#VALUE!');
    expect(shown('CAPITAL', 1, 1, -1)).toBe('#NUM!');
  });
});

describe('GMROI', () => {
  it('makes the margin annual', () => {
    expect(shown('GMROI', 480_000, 200_000)).toBe(2.4);
    expect(shown('GMROI', 120_000, 200_000, 91.25)).toBeCloseTo(2.4, 12);
    expect(shown('GMROI', -50, 100)).toBe(-0.5);
    expect(shown('GMROI', column(1, 1), column(4, 0))).toEqual([[0.25], ['#DIV/0!']]);
    expect(shown('GMROI', 1, 1, 0)).toBe('#NUM!');
  });
});

describe('DOS', () => {
  it('never answers a number for a rate too large to add up', () => {
    expect(shown('DOS', 5, row(1e308, 1e308))).toBe('#NUM!');
  });
});

describe('explanations', () => {
  const explained = (example: string) => {
    const { filled, steps, words: said } = explainExample(coverHelp, example);
    return { filled, values: steps.map(({ value }) => Number(Number(value).toPrecision(9))), said };
  };

  it.each([
    ['DOS(361,{38,42})', '361 / 40', [40, 9.025]],
    ['DOS(0,5)', '0', [5, 0]],
    ['DOSFORWARD(120,{40,40,90},7,{0,0,30})', '14 + 7·70/90', [150, 14, 70, 5.44444444]],
    ['DOSFORWARD(90,{40,40},10)', '20', [90, 20, 10]],
    ['DOSFORWARD(0,{40,40})', '0', [0, 0, 0, 0]],
    ['TURNOVER(600,{100,300},73)', '600 / 200 · 365 / 73', [200, 3000, 15]],
    ['TURNOVERDAYS(7300,{100,200,400},365,"closing")', '365 · 400 / 7300', [400, 20]],
    ['SLOWMOVING(1000,5,90,20)', 'max(0, 1000 − 90·5)·20', [450, 550, 11_000]],
    ['AGEING("2026-11-23",{3;4},{"2026-11-20";"2026-01-01"},{10;5},{30,60})', '30 + 0 + 20 = 50', [30, 0, 20]],
    ['WRITEOFF({50;90;5},{40;37;90},{70,70},7,30,20)', '20·20 + 20·20 + 0·20', [20, 20, 0]],
    ['CAPITAL(1,2,3)', '(1 + 2)·3', [9]],
    ['CAPITAL(300,65,100,8%,30)', '(300 + 65)·100·8%·30/365', [36_500, 240]],
    ['GMROI(120000,200000,73)', '120000·365/73 / 200000', [600_000, 3]],
  ])('%s is %s', (example, filled, values) => expectExplained(explained(example), filled, values));
});

describe('speed', () => {
  // 10,000 rows × 52 periods belong under a second; the limit leaves room for a busy machine
  const rows = 10_000;
  const forecast = Array.from({ length: rows }, (_, at) =>
    Array.from({ length: 52 }, (_, t) => (at * 7 + t * 13) % 40),
  );
  const timed = (id: string, ...args: unknown[]): number => {
    const before = performance.now();
    expect(call(id, ...args)).toHaveLength(rows);
    return performance.now() - before;
  };

  it('answers whole columns at once', () => {
    const stock = forecast.map((_, at) => [(at % 900) + 1]);
    const receipts = forecast.map((line) => line.map((qty, t) => (t % 8 === 7 ? qty * 4 : 0)));
    const lots = forecast.map((_, at) => [at % 90, at % 300, at % 120, at % 50]);
    const expiry = forecast.map((_, at) => [(at % 400) - 5, at % 365, (at * 3) % 365, (at * 5) % 365]);
    expect(timed('DOSFORWARD', stock, forecast, 7, receipts)).toBeLessThan(3000);
    expect(timed('WRITEOFF', lots, expiry, forecast, 7, 30, 12.5)).toBeLessThan(3000);
  });
});
