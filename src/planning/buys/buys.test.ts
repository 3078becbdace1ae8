import { normalLoss } from '../normal-loss';
import type { BuyDraft, OrderWorth } from './buy-draft';
import { demandBetween, demandTo } from './demand-knots';
import { buyDraft } from './draft-of';
import { capitalReturn, daysTiedUp, lostUnits, marginSaved, servedChance } from './order-worth';
import { OrderFlow, planRounds, roundWeeks, type OrderRules } from './rounds';
import { bullwhipRatio, clampedVariance, smoothedOrder } from './smoothing';
import { unrestOf } from './unrest';

/** 70 a week evenly, lead time 14 days, weekly rounds; the data cut is a Monday. */
const rules = (more: Partial<OrderRules> = {}): OrderRules => ({
  lane_id: 'L1',
  leadMean: 14,
  leadP50: 14,
  leadP90: 18,
  step: 1,
  week: 0,
  stock: 210,
  receipts: [],
  undated: 0,
  demand: { first: 7, to: Array.from({ length: 18 }, (_, week) => 70 * (week + 1)) },
  reorder: Array<number>(13).fill(160),
  target: Array<number>(13).fill(230),
  max: Array<number>(13).fill(500),
  moq: 0,
  pack: 10,
  saleDays: null,
  batchCap: null,
  open: true,
  first: { week: 0, wanted: 0, allowed: 0, qty: 0, reason: null },
  before: 70,
  changeCap: null,
  weeklySd: 10,
  unitCost: 20,
  worth: null,
  ...more,
});

describe('demand between days', () => {
  const knots = { first: 3, to: [30, 100, 240, 240, 240, 240] };

  it('lies evenly between its Mondays and goes on as in the last four weeks', () => {
    expect(demandTo(knots, 0)).toBe(0);
    expect(demandTo(knots, 1.5)).toBe(15);
    expect(demandTo(knots, 3)).toBe(30);
    expect(demandTo(knots, 10)).toBe(100);
    expect(demandTo(knots, 13.5)).toBe(170);
    // beyond the sixth Monday (day 38): (240 − 100) / 4 a week
    expect(demandTo(knots, 38 + 14)).toBe(240 + 2 * 35);
    expect(demandBetween(knots, 3, 10)).toBe(70);
    expect(demandBetween(knots, 10, 3)).toBe(0);
  });
});

describe('the rounds of orders', () => {
  it('order in each week what its water lines ask for, in packs', () => {
    // day 0: 210 held (above 160). Day 7: 140 left, ≤ 160: 90 → 230. Day 14: 70 + 90 = 160 ≤ 160: 70. Then 70 every week.
    const orders = planRounds(rules());
    expect(orders.map(({ qty }) => qty)).toEqual([0, 90, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70]);
    expect(orders.map(({ week }) => week)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('count what arrives, what was ordered before, and lose what meets no stock', () => {
    const flow = new OrderFlow(rules({ stock: 30, receipts: [{ day: 5, qty: 40 }], undated: 7 }));
    expect(flow.position).toBe(77);
    flow.place(100);
    expect(flow.position).toBe(177);
    // 3 days of 10 sell 30, two days lose 20, from day 5 on 20 sell until day 7
    flow.goTo(7);
    expect([flow.onHand, flow.lost, flow.position]).toEqual([20, 20, 127]);
    // day 9 is empty; the order comes on day 14
    flow.goTo(14);
    expect(flow.lost).toBe(70);
    expect([flow.onHand, flow.position]).toEqual([100, 107]);
  });

  it('come every second week with a review of two, from the week of the data cut on', () => {
    expect(roundWeeks(rules({ step: 2 }))).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(roundWeeks(rules({ week: 1, step: 3 }))).toEqual([1, 4, 7, 10]);
    expect(roundWeeks(rules({ week: -1 }))).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('never order where buying has ended', () => {
    expect(planRounds(rules({ open: false, stock: 0 })).every(({ qty }) => qty === 0)).toBe(true);
  });

  it('keep to MOQ, shelf life and first batch', () => {
    const orders = planRounds(rules({ moq: 150, pack: 20 })).map(({ qty }) => qty);
    // day 7: 140 left: 90 → MOQ 150 → 8 packs of 20
    expect(orders.slice(0, 4)).toEqual([0, 160, 0, 160]);
    // what sells until 21 days after the order: 210; less the position of 140: 70, and 10 packs of 10 are 7
    const short = planRounds(rules({ saleDays: 21 }));
    expect(short[1]).toMatchObject({ wanted: 90, allowed: 70, qty: 70, reason: 'expiry_gate' });
    const batch = planRounds(rules({ batchCap: 200 }));
    expect(batch[1]).toMatchObject({ wanted: 90, allowed: 60, reason: 'first_batch' });
  });

  it('stand in a draft without the rounds that want nothing', () => {
    expect(buyDraft(rules()).orders.map(({ week }) => week)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('what an order is worth', () => {
  const worth: OrderWorth = { margin: 30, price: 50, position: 100, mean: 150, sd: 40, rate: 5, leadMean: 20 };

  it('is the lost units it avoids times their margin', () => {
    // σ·G(k): G(−1.25) = 1.3006, G(0) = 0.39894 (Silver, Pyke & Thomas, appendix II: 1.25 + G(1.25), G(1.25) = 0.05059)
    expect(lostUnits(worth, 100)).toBeCloseTo(40 * 1.30059, 3);
    expect(lostUnits(worth, 150)).toBeCloseTo(40 * 0.398942, 4);
    expect(marginSaved(worth, 50)).toBeCloseTo(30 * 40 * (1.30059 - 0.398942), 1);
    expect(lostUnits({ mean: 150, sd: 0 }, 100)).toBe(50);
    expect(marginSaved({ ...worth, sd: 0 }, 80)).toBe(30 * 50);
    expect(marginSaved({ ...worth, margin: -1 }, 80)).toBe(0);
    expect(servedChance(worth, 150)).toBeCloseTo(0.5, 12);
    expect(servedChance({ mean: 1, sd: 0 }, 1)).toBe(1);
  });

  it('falls with every further unit', () => {
    const gains = Array.from(
      { length: 20 },
      (_, at) => marginSaved(worth, 10 * (at + 1)) - marginSaved(worth, 10 * at),
    );
    for (let at = 1; at < gains.length; at++) expect(gains[at]).toBeLessThan(gains[at - 1] as number);
  });

  it('is turned into a return by the days the money is tied up', () => {
    // what is there sells in 20 days, the order's own middle unit after 60/2/5 = 6 more
    expect(daysTiedUp(worth, 60)).toBe(26);
    expect(daysTiedUp({ ...worth, position: 10 }, 60)).toBe(26); // not before it has arrived
    expect(capitalReturn(worth, 60, 20)).toBeCloseTo((marginSaved(worth, 60) * 365) / (26 * 60 * 20), 9);
    expect(capitalReturn(worth, 60, 0)).toBeNull();
    expect(capitalReturn(null, 60, 20)).toBeNull();
    expect(normalLoss(0)).toBeCloseTo(0.398942, 6);
  });
});

describe('smoothing', () => {
  const order = { mean: 100, cap: 0.3, moq: 0, pack: 10, needed: 0, most: 1000 };

  it('holds an order within its band, in packs', () => {
    expect(smoothedOrder({ ...order, qty: 200 })).toBe(130);
    expect(smoothedOrder({ ...order, qty: 0 })).toBe(70);
    expect(smoothedOrder({ ...order, qty: 110 })).toBe(110);
    expect(smoothedOrder({ ...order, qty: 200, pack: 48 })).toBe(96);
  });

  it('never runs a shelf empty for it, nor fills one over the maximum', () => {
    expect(smoothedOrder({ ...order, qty: 200, needed: 164 })).toBe(170);
    expect(smoothedOrder({ ...order, qty: 200, needed: 999 })).toBe(200);
    expect(smoothedOrder({ ...order, qty: 0, most: 45 })).toBe(40);
    expect(smoothedOrder({ ...order, qty: 0, most: -5 })).toBe(0);
  });

  it('leaves an order alone that its MOQ keeps out of the band', () => {
    expect(smoothedOrder({ ...order, qty: 0, moq: 200 })).toBe(0);
    expect(smoothedOrder({ ...order, qty: 240, moq: 200 })).toBe(200);
    expect(smoothedOrder({ ...order, qty: 240, mean: 0 })).toBe(240);
  });

  it('evens out what a plan orders', () => {
    const shock = rules({
      reorder: [160, 160, 160, 400, ...Array<number>(9).fill(160)],
      target: [230, 230, 230, 470, ...Array<number>(9).fill(230)],
    });
    const raw = buyDraft(shock);
    const smooth = buyDraft({ ...shock, changeCap: 0.2 });
    const [before, after] = [unrestOf(raw, raw.orders), unrestOf(smooth, smooth.orders)];
    expect(before).toBeGreaterThan(10);
    expect(after).toBeLessThan((before as number) / 5);
    for (const { qty } of smooth.orders) expect(qty % 10).toBe(0);
  });
});

describe('bullwhip', () => {
  it('is the ratio of the variances where the forecast is right', () => {
    // variances of {0, 100, 0, 100} and {40, 60, 40, 60}: 2500 and 100
    const input = { orders: [0, 100, 0, 100], demand: [40, 60, 40, 60], limit: null };
    expect(bullwhipRatio({ ...input, sd: 0 })).toBe(25);
    // errors of variance 900 pass on in full: (2500 + 900) / (100 + 900)
    expect(bullwhipRatio({ ...input, sd: 30 })).toBeCloseTo(3.4, 12);
    // held within ± 0: nothing passes on
    expect(bullwhipRatio({ ...input, sd: 30, limit: 0 })).toBeCloseTo(2.5, 12);
    expect(bullwhipRatio({ orders: [1], demand: [1], sd: 1, limit: null })).toBeNull();
    expect(bullwhipRatio({ orders: [1, 1], demand: [5, 5], sd: 0, limit: null })).toBeNull();
  });

  it('knows the variance of a clamped deviate', () => {
    // scipy: integrate z²φ over ±1 plus 2·Φ(−1): 0.1987480 + 0.3173105
    expect(clampedVariance(1, 1)).toBeCloseTo(0.5160585, 6);
    expect(clampedVariance(10, 1e9)).toBe(100);
    expect(clampedVariance(0, 5)).toBe(0);
  });
});

const draftOf = (more: Partial<OrderRules>): BuyDraft => buyDraft(rules(more));

it('keeps quantities 0 or at least the MOQ and in packs, whatever the rules', () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let run = 0; run < 300; run++) {
    const pack = 1 + Math.floor(random() * 12);
    const moq = Math.floor(random() * 60);
    const draft = draftOf({
      pack,
      moq,
      stock: Math.floor(random() * 300),
      leadP50: random() * 40,
      step: 1 + Math.floor(random() * 3),
      saleDays: random() < 0.3 ? 20 + random() * 100 : null,
      batchCap: random() < 0.3 ? random() * 200 : null,
      changeCap: random() < 0.5 ? random() : null,
    });
    const fits = (units: number): boolean => (units === 0 || units >= moq) && units % pack === 0;
    expect(
      draft.orders.filter(
        ({ qty, allowed, wanted }) => !(fits(qty) && fits(allowed) && fits(wanted) && allowed <= wanted),
      ),
    ).toEqual([]);
  }
});
