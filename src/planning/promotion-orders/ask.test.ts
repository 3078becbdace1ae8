import { parseDay } from '../calendar';
import { demandCurve } from '../demand-curve';
import type { Promotion } from '../types';
import { promotionAdvice } from './advice';
import { nextAsk, PromotionBook, promotionAsks, promotionsAhead, type AskInput } from './ask';

const asOf = parseDay('2026-11-23') ?? 0;
const promo = (promo_id: string, from: string, to: string, more: Partial<Promotion> = {}): Promotion => ({
  promo_id,
  phase: null,
  name: null,
  // midnight in Shanghai
  starts_at: `${from}T00:00:00+08:00`,
  ends_at: `${to}T00:00:00+08:00`,
  sku_id: null,
  uplift: 3,
  ...more,
});
const asks = (promotions: Promotion[], more: Partial<AskInput> = {}) =>
  promotionAsks(promotionsAhead(promotions, asOf), {
    asOf,
    stock: 200,
    receipts: [],
    // 10 a day, thrice that in the week of 14 December
    demand: demandCurve([70, 70, 70, 210, 70, 70, 70, 70], 0),
    plain: demandCurve(Array<number>(8).fill(70), 0),
    leadP90: 18.2,
    ...more,
  });

describe('a promotion ahead', () => {
  const week = promo('1212', '2026-12-14', '2026-12-21');

  it('has to be ordered for by its start less the P90 lead time', () => {
    const [ask] = asks([week]);
    // 14 December − 19 days
    expect(ask?.orderBy).toBe(parseDay('2026-11-25'));
    // 200 last until 13 December: 210 in the week itself are unmet, none of it too late yet
    expect(ask).toMatchObject({ at: 0, needed: 210, short: 0, change: 140 });
    const [late] = asks([week], { leadP90: 21.2 });
    expect(late).toMatchObject({ orderBy: asOf - 1, needed: 210, short: 210 });
  });

  it('counts what is due before it, and not what has no date', () => {
    expect(asks([week], { receipts: [{ day: 10, qty: 100 }] })[0]?.needed).toBe(120);
    expect(asks([week], { stock: 1000 })[0]?.needed).toBe(0);
    expect(asks([week], { stock: -30, receipts: [{ day: 0, qty: 200 }] })[0]?.needed).toBe(210);
  });

  it('shares its days with others that run on them', () => {
    const two = asks([week, promo('brand', '2026-12-14', '2026-12-21', { sku_id: 'A' })]);
    expect(two.map(({ change }) => change)).toEqual([70, 70]);
  });

  it('is left out when it is over or cannot be read', () => {
    const ahead = promotionsAhead(
      [
        promo('past', '2026-11-01', '2026-11-23'),
        week,
        promo('odd', 'x', 'y'),
        promo('now', '2026-11-20', '2026-11-25'),
      ],
      asOf,
    );
    expect(ahead.map(({ at, label }) => [at, label])).toEqual([
      [1, '1212'],
      [3, 'now'],
    ]);
  });

  it('is named where it asks for an order, the most pressing first', () => {
    const list = [promo('late', '2026-12-21', '2026-12-28', { name: 'Year end', phase: 'main' }), week];
    const ahead = promotionsAhead(list, asOf);
    expect(nextAsk(asks(list), ahead, asOf)?.promotion.label).toBe('1212');
    expect(nextAsk(asks(list, { stock: 425 }), ahead, asOf)?.promotion.label).toBe('Year end main');
    expect(nextAsk(asks(list, { stock: 4000 }), ahead, asOf)).toBeNull();
  });

  it('is asked for by SKU', () => {
    const book = new PromotionBook(
      promotionsAhead([week, promo('own', '2026-12-14', '2026-12-21', { sku_id: 'A' })], asOf),
    );
    expect(book.of('A').map(({ at }) => at)).toEqual([0, 1]);
    expect(book.of('B').map(({ at }) => at)).toEqual([0]);
  });
});

it('sums what each promotion asks over the items, by the slowest lane', () => {
  const list = [promo('1212', '2026-12-14', '2026-12-21'), promo('past', '2026-01-01', '2026-01-02')];
  const answer = promotionAdvice(list, [asks(list), asks(list, { leadP90: 30 })]);
  expect(answer).toEqual([
    { promo_id: '1212', phase: null, sku_id: null, order_by: '2026-11-14', too_late: 210, demand_change: 280 },
    { promo_id: 'past', phase: null, sku_id: null, order_by: null, too_late: null, demand_change: null },
  ]);
});
