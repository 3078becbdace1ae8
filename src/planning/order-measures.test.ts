import fc from 'fast-check';
import { availableToPromise } from './available-to-promise';
import { economicOrderQuantity } from './economic-order';
import { criticalRatio, newsvendorQuantity } from './newsvendor';
import { normalLoss } from './normal-loss';
import { orderQuantity } from './order-quantity';

const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });

describe('economicOrderQuantity', () => {
  it('knows textbook answers', () => {
    // Snyder & Shen (2019), examples 3.1 and 3.8, digits from stockpyl 1.0.2: K = 8, λ = 1300, h = 0.225, p = 5
    expect(Math.abs(economicOrderQuantity(8, 1300, 0.225) / 304.0467800264368 - 1)).toBeLessThan(1e-14);
    expect(Math.abs(economicOrderQuantity(8, 1300, 0.225, 5) / 310.81255515896464 - 1)).toBeLessThan(1e-14);
    expect(economicOrderQuantity(0, 1300, 0.225)).toBe(0);
  });

  it('has the least cost of all lots, with and without backorders', () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        positive,
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (K, D, h, p, factor) => {
          const cost = (lot: number) => (K * D) / lot + (h * lot) / 2;
          const backordered = (lot: number) => (K * D) / lot + (((h * p) / (h + p)) * lot) / 2;
          const [lot, planned] = [economicOrderQuantity(K, D, h), economicOrderQuantity(K, D, h, p)];
          expect(cost(lot)).toBeLessThanOrEqual(cost(lot * factor) * (1 + 1e-12));
          expect(backordered(planned)).toBeLessThanOrEqual(backordered(planned * factor) * (1 + 1e-12));
        },
      ),
    );
  });
});

describe('newsvendorQuantity', () => {
  it('knows a textbook answer', () => {
    // Snyder & Shen (2019), example 4.3, digits from stockpyl 1.0.2: h = 0.18, p = 0.70, N(50, 8²)
    const input = { price: 1, cost: 0.3, salvage: 0.12, demandMean: 50, demandSd: 8 };
    expect(criticalRatio(input)).toBeCloseTo(0.7955, 4);
    expect(Math.abs(newsvendorQuantity(input) / 56.60395592743389 - 1)).toBeLessThan(1e-14);
  });

  it('has the best expected profit of all quantities', () => {
    fc.assert(
      fc.property(positive, positive, positive, fc.double({ min: -2, max: 2, noNaN: true }), (under, over, sd, z) => {
        const [cost, demandMean] = [over, 5 * sd];
        const [price, salvage] = [cost + under, cost - over];
        // (p − v)·(μ − σ·G((Q − μ)/σ)) − (c − v)·Q
        const profit = (q: number) =>
          (price - salvage) * (demandMean - sd * normalLoss((q - demandMean) / sd)) - (cost - salvage) * q;
        const best = newsvendorQuantity({ price, cost, salvage, demandMean, demandSd: sd });
        expect(profit(best)).toBeGreaterThanOrEqual(
          profit(best + z * sd) - 1e-9 * (price - salvage) * (demandMean + 10 * sd),
        );
      }),
    );
  });

  it('keeps its digits as the ratio nears 1, and is the mean without variation', () => {
    // overage 1e-12 of underage 1: z(1 − 1e-12) = 7.034483825301271 (mpmath at 40 digits)
    const input = { price: 1 + 1e-12, cost: 1e-12, salvage: 0, demandMean: 0, demandSd: 1 };
    expect(newsvendorQuantity(input)).toBeCloseTo(7.034483825301271, 12);
    expect(newsvendorQuantity({ ...input, demandMean: 30, demandSd: 0 })).toBe(30);
  });
});

describe('availableToPromise', () => {
  it('looks ahead', () => {
    // 100 on hand, commitments of 70 in period 3 before the receipt of 4: only 30 may go earlier, less what is committed
    expect(availableToPromise(100, [0, 0, 0, 50], [10, 0, 70, 5])).toEqual([20, 20, 20, 65]);
    expect(availableToPromise(10, [], [0, 30, 0])).toEqual([0, 0, 0]);
    expect(availableToPromise(10, [null, 40], [null, 30])).toEqual([10, 20]);
    expect(availableToPromise(-5, [20], [0])).toEqual([15]);
    expect(availableToPromise(0.3, [0], [0.1 + 0.2])).toEqual([0]);
  });

  it('is the most that can be promised at each period on top of what is committed', () => {
    const flows = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), flows, (onHand, given) => {
        const receipts = given.map(([receipt]) => receipt);
        const commitments = given.map(([, commitment]) => commitment);
        const feasible = (period: number, extra: number) => {
          let stock = onHand;
          return given.every(([receipt, commitment], at) => {
            stock += receipt - commitment - (at === period ? extra : 0);
            return at < period || stock >= 0;
          });
        };
        availableToPromise(onHand, receipts, commitments).forEach((promise, period) => {
          if (promise > 0) expect(feasible(period, promise)).toBe(true);
          expect(feasible(period, promise + 1)).toBe(false);
        });
      }),
    );
  });
});

describe('orderQuantity', () => {
  it('does not take rounding for a need, a breach of the reorder point or of the cap', () => {
    expect(orderQuantity({ target: 0.1 + 0.2, position: 0.3, moq: 10 })).toBe(0);
    expect(orderQuantity({ target: 1, position: 0.1 + 0.2, reorderLevel: 0.3, pack: 0.1 })).toBeCloseTo(0.7, 12);
    expect(orderQuantity({ target: 0.3, position: 0, pack: 0.1, cap: 0.3, moq: 0.3 })).toBeCloseTo(0.3, 12);
    expect(orderQuantity({ target: 123_456.7, position: 0, pack: 0.1 })).toBeCloseTo(123_456.7, 6);
    expect(orderQuantity({ target: 10, position: 0, cap: 0 })).toBe(0);
  });

  it('covers the need in whole packs, at least the MOQ, within the cap', () => {
    const whole = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(
        whole,
        whole,
        whole,
        fc.integer({ min: 1, max: 48 }),
        fc.option(whole, { nil: undefined }),
        (target, position, moq, pack, cap) => {
          const quantity = orderQuantity({ target, position, moq, pack, ...(cap === undefined ? {} : { cap }) });
          expect(quantity % pack).toBe(0);
          if (target <= position) return expect(quantity).toBe(0);
          const full = Math.ceil(Math.max(target - position, moq) / pack) * pack;
          if (cap === undefined || full <= cap) return expect(quantity).toBe(full);
          const within = Math.floor(cap / pack) * pack;
          expect(quantity).toBe(within < moq ? 0 : within);
        },
      ),
    );
  });
});
