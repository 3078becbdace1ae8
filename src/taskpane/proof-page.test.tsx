import type { BacktestPoint, BacktestResult } from '../planning/backtest';
import { HistoryTooShort } from '../planning/backtest';
import { button, dom, lendGlobals, mount, press, says, until } from './session/testing/pane';

const { document } = dom.window;

beforeAll(lendGlobals);

const point = (
  rule: BacktestPoint['rule'],
  value: number | null,
  capital: number,
  lostSales: number,
): BacktestPoint => ({
  rule,
  value,
  capital,
  lostSales,
  inStock: 0.934,
  filled: 0.9,
  stockoutDays: 12,
  lostUnits: 34,
  stockUnits: 56,
  writtenOff: 789,
  orders: 90,
  bullwhip: 1.5,
});

const RESULT: BacktestResult = {
  from: '2026-03-23',
  to: '2026-11-16',
  weeks: 35,
  items: 2,
  leftOut: 3,
  withoutLead: 0,
  withoutCost: 1,
  withoutPrice: 0,
  currency: 'CNY',
  points: [
    point('plan', null, 150_000, 30_000),
    point('plan', 0.9, 100_000, 50_000),
    point('plan', 0.95, 200_000, 10_000),
    point('min_max', 0.95, 150_000, 40_000),
    point('fixed_days', 30, 180_000, 10_000),
  ],
  comparisons: [
    { rule: 'min_max', value: 0.95, capital: 150_000, loss: 40_000, planLoss: 30_000 },
    { rule: 'fixed_days', value: 30, capital: 180_000, loss: 10_000, planLoss: 18_000 },
  ],
  beyond: 2,
};

describe('the replay of the past year', () => {
  it('is run on what stands in the sheets, says where the plan is better and where not, and makes a sheet', async () => {
    const asked: object[] = [];
    const { session, navigation, workbook, root } = await mount({
      runBacktest: async (input, settings, options) => {
        asked.push(settings);
        expect(input.sales.length).toBeGreaterThan(0);
        options?.onProgress?.({ done: 1, total: 4 });
        return RESULT;
      },
    });
    await session.connect();
    await session.chooseBrand('sample');
    await session.pull();
    navigation.go({ page: 'proof' });
    await press('Replay 52 weeks');
    await until('the verdict', () =>
      says(
        'At the same money in stock the plan loses less than the simple rules at 1 of 2 settings, and more at 1: Fixed days lead time + 30 d.',
      ),
    );
    expect(asked).toEqual([{ weeks: 52, items: 400 }]);
    expect(says('2 settings lie beyond the ends of the plan’s curve.')).toBe(true);
    expect(says('3 more sold and were not replayed')).toBe(true);
    expect(says('1 have no unit cost')).toBe(true);
    expect(says('93.4% of days in stock, CNY 30K of sales lost, CNY 150K tied up on average')).toBe(true);
    expect(document.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain(
      'The plan from CNY 50K to CNY 10K',
    );

    await press('Show as table');
    await until('the table', () => says('by tier, 95.0% for basic') || says('by tier, 95% for basic'));
    await press('As sheet');
    await until('the sheet', () => workbook.tables.has('TW_Backtest'));
    const table = workbook.tables.get('TW_Backtest');
    expect(table?.rows).toHaveLength(5);
    expect(table?.rows[3]?.slice(0, 3)).toEqual(['Min/max', '95%', 0.934]);

    session.setLanguage('zh');
    await until('Chinese', () =>
      says('占用同样资金时，2 个可比参数中计划有 1 个损失更低，1 个更高：固定天数 补货周期+30 天。'),
    );
    root.unmount();
  });

  it('says how many weeks are missing', async () => {
    const { session, navigation, root } = await mount({
      runBacktest: async () => {
        // as it comes from a worker: name and words alone
        const { name, message } = new HistoryTooShort(12, 21);
        throw Object.assign(new Error(message), { name });
      },
    });
    await session.connect();
    await session.chooseBrand('sample');
    await session.pull();
    navigation.go({ page: 'proof' });
    await press('Replay 52 weeks');
    await until('the reason', () => says('A replay takes at least 21 weeks of sales; there are 12.'));
    root.unmount();
  });

  it('cannot be run before there are data', async () => {
    const { navigation, root } = await mount();
    navigation.go({ page: 'proof' });
    await until('the page', () => says('Refresh first: the replay reads the sheets SKU, Stock and Sales.'));
    expect(button('Replay 52 weeks')?.disabled).toBe(true);
    root.unmount();
  });
});
