import fc from 'fast-check';
import { coverAhead, type SupplyPeriod } from './cover';

const weeks = (quantities: (number | null)[], receipts: number[] = []): SupplyPeriod[] =>
  quantities.map((qty, at) => ({ days: 7, qty, receipt: receipts[at] ?? 0 }));

describe('coverAhead', () => {
  it('ends where demand first meets no stock, the last period pro rata', () => {
    expect(coverAhead(10, weeks([7, 7, 21]))).toEqual({ days: 10, end: 'runs_out', period: 1, left: 3 }); // 7 + 7·3/7
    expect(coverAhead(17, weeks([7, 7, 21])).days).toBe(15); // 14 + 7·3/21
  });

  it('puts a receipt at the start of its period, so that a stock-out before it counts', () => {
    expect(coverAhead(10, weeks([10, 10, 10], [0, 20, 0]))).toMatchObject({ days: 21, end: 'outlasts' }); // 10 + 20 = 30
    expect(coverAhead(10, weeks([10, 10, 10], [0, 0, 500]))).toMatchObject({ days: 7, end: 'runs_out', period: 1 });
    expect(coverAhead(0, weeks([10], [5])).days).toBe(3.5); // there from the first day: 7·5/10
    expect(coverAhead(0, weeks([0, 10], [0, 50])).days).toBe(0);
  });

  it('waits through periods without demand', () => {
    expect(coverAhead(10, weeks([10, 0, 10])).days).toBe(14);
    expect(coverAhead(10, weeks([0, 0]))).toMatchObject({ days: 14, end: 'outlasts', left: 10 });
  });

  it('knows nothing beyond an unknown period', () => {
    expect(coverAhead(5, weeks([10, null])).days).toBe(3.5);
    expect(coverAhead(10, weeks([10, null, 5]))).toMatchObject({ end: 'unknown', period: 1, days: 7 });
    expect(coverAhead(10, weeks([null]))).toMatchObject({ end: 'unknown', period: 0 });
  });

  it('does not call rounding a stock-out', () => {
    // 0.3 − 0.1 − 0.1 leaves a hair less than 0.1 in binary
    expect(coverAhead(0.3, weeks([0.1, 0.1, 0.1, 0], [0, 0, 0, 9]))).toMatchObject({ days: 28, end: 'outlasts' });
  });

  const quantity = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4);
  const periods = fc.array(
    fc.record({ days: fc.integer({ min: 1, max: 11 }), qty: quantity, receipt: fc.oneof(fc.constant(0), quantity) }),
    { minLength: 1, maxLength: 12 },
  );

  it('never falls when there is more stock or more arrives, never rises with demand', () => {
    fc.assert(
      fc.property(periods, quantity, quantity, fc.nat(11), (ahead, stock, more, at) => {
        const change = (by: Partial<SupplyPeriod>) =>
          ahead.map((period, index) => (index === at % ahead.length ? { ...period, ...by } : period));
        const one = ahead[at % ahead.length] as SupplyPeriod & { qty: number };
        const days = coverAhead(stock, ahead).days;
        expect(coverAhead(stock + more, ahead).days).toBeGreaterThanOrEqual(days);
        expect(coverAhead(stock, change({ receipt: (one.receipt ?? 0) + more })).days).toBeGreaterThanOrEqual(days);
        expect(coverAhead(stock, change({ qty: one.qty + more })).days).toBeLessThanOrEqual(days);
      }),
    );
  });

  it('is the same in pieces and in cartons', () => {
    fc.assert(
      fc.property(periods, quantity, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (ahead, stock, scale) => {
        const scaled = ahead.map(({ days, qty, receipt }) => ({ days, qty: qty * scale, receipt: receipt * scale }));
        expect(coverAhead(stock * scale, scaled).days).toBeCloseTo(coverAhead(stock, ahead).days, 8);
      }),
    );
  });
});
