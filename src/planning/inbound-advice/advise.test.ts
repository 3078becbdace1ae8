import { parseDay } from '../calendar';
import { demandCurve } from '../demand-curve';
import type { InboundLine } from '../types';
import { inboundAdvice, type AdviceInput } from './advise';

const asOf = parseDay('2026-11-23') ?? 0;
const line = (more: Partial<InboundLine> = {}): InboundLine => ({
  doc_id: 'PO1',
  line: 1,
  sku_id: 'A',
  to_id: 'NGB',
  open_qty: 100,
  eta: '2026-12-13',
  qty_ordered: 100,
  qty_shipped: 0,
  ...more,
});
/** 10 a day, 50 on hand; costs 20, sells at 99. */
const advise = (lines: InboundLine[], more: Partial<AdviceInput> = {}) =>
  inboundAdvice({
    asOf,
    lines,
    stock: 50,
    demand: demandCurve(Array<number>(30).fill(70), 0),
    position: 50 + lines.reduce((sum, { open_qty }) => sum + (open_qty ?? 0), 0),
    most: 500,
    excessBecause: 'inbound_over_max',
    newOrderDays: 20,
    gainDays: 3,
    moq: 0,
    pack: 1,
    price: 99,
    unitCost: 20,
    currency: 'CNY',
    ...more,
  });
const ids = (lines: InboundLine[], more: Partial<AdviceInput> = {}) =>
  advise(lines, more).map(({ advice, quantity, why }) => [advice, quantity, ...why.map(({ id }) => id)]);

describe('an order under way that comes too late', () => {
  it('is to be expedited where that saves enough days without stock', () => {
    // 50 last until 28 November, it comes on 13 December: 15 days without. There on the 28th, its 100 serve ten of them
    const [advice] = advise([line()]);
    expect(advice).toMatchObject({
      ...{ doc_id: 'PO1', line: 1, sku_id: 'A', to_id: 'NGB', advice: 'expedite', quantity: null },
      why: [{ id: 'inbound_expedite_money', values: { date: '2026-11-28', currency: 'CNY' } }],
    });
    expect(advice?.why[0]?.values.days).toBeCloseTo(10, 9);
    expect(advice?.why[0]?.values.money).toBeCloseTo(9900, 6);
    expect(ids([line()], { gainDays: 11 })).toEqual([['keep', null, 'inbound_keep_needed']]);
    expect(ids([line()], { price: null })).toEqual([['expedite', null, 'inbound_expedite']]);
  });

  it('counts what was expedited before it as there', () => {
    // 52 and the first 100 last 15.2 days; the second, due on day 25, saves the 9.8 days after that
    const lines = [line({ line: 2, eta: '2026-12-18' }), line()];
    const [first, second] = advise(lines, { stock: 52 });
    expect(first).toMatchObject({ line: 1, advice: 'expedite' });
    expect(second).toMatchObject({ line: 2, advice: 'expedite' });
    expect(second?.why[0]?.values.date).toBe('2026-12-08');
    expect(second?.why[0]?.values.days).toBeCloseTo(9.8, 9);
  });

  it('is to be chased where it is overdue or has no date', () => {
    // until a new order could arrive (day 20) 15 days are without stock
    expect(ids([line({ eta: '2026-11-20' })])).toEqual([
      ['expedite', null, 'inbound_expedite_money', 'inbound_overdue'],
    ]);
    expect(ids([line({ eta: null })])).toEqual([['expedite', null, 'inbound_expedite_money', 'inbound_undated']]);
    expect(ids([line({ eta: '2026-11-20' })], { stock: 400 })).toEqual([['keep', null, 'inbound_overdue']]);
  });

  it('is right as it is where stock lasts until it arrives', () => {
    expect(ids([line({ eta: '2026-11-27' })])).toEqual([['keep', null, 'inbound_keep_needed']]);
    expect(ids([line()], { stock: 5000 })).toEqual([['keep', null, 'inbound_keep']]);
    expect(ids([line({ open_qty: 0 }), line({ open_qty: null })])).toEqual([]);
  });
});

describe('an order under way that is too much', () => {
  it('is cut to what the position may be, in packs and at least the MOQ', () => {
    // 50 + 300 over 240 is 110 too many: 300 → 190, in packs of 20: 200
    const [advice] = advise([line({ open_qty: 300, qty_ordered: 300 })], { most: 240, pack: 20 });
    expect(advice).toMatchObject({ advice: 'cut', quantity: 200 });
    expect(advice?.why).toEqual([
      { id: 'inbound_cut_money', values: { qty: 300, left: 200, cut: 100, money: 2000, currency: 'CNY' } },
      { id: 'inbound_over_max', values: { excess: 110, most: 240 } },
    ]);
    expect(ids([line({ open_qty: 300 })], { most: 240, moq: 280, pack: 20 })).toEqual([
      ['keep', null, 'inbound_keep_needed'],
    ]);
    expect(ids([line({ open_qty: 300 })], { most: 240, moq: 250, pack: 20 })[0]?.slice(0, 2)).toEqual(['cut', 260]);
  });

  it('is cancelled whole where none of it is wanted, the latest first', () => {
    const lines = [line(), line({ line: 2, eta: '2026-12-20' }), line({ line: 3, eta: null })];
    // 350 over 180: 170 too many: the undated 100, and 70 of the next
    expect(ids(lines, { most: 180 }).map((one) => one.slice(0, 2))).toEqual([
      ['keep', null],
      ['cut', 30],
      ['cancel', 0],
    ]);
    expect(ids([line({ paid_amount: 500 })], { most: 10, excessBecause: 'inbound_unsold' })).toEqual([
      ['cancel', 0, 'inbound_cancel_money', 'inbound_unsold', 'inbound_paid'],
    ]);
  });

  it('cannot be stopped once it is shipped, and says so', () => {
    expect(ids([line({ qty_shipped: 100 })], { most: 10 })).toEqual([
      ['keep', null, 'inbound_shipped', 'inbound_over_max'],
    ]);
    // 60 of 100 are on their way: at most 40 can be cut
    expect(ids([line({ qty_shipped: 60 })], { most: 10 })[0]?.slice(0, 2)).toEqual(['cut', 60]);
    // nothing is recorded as shipped: the ETD says
    expect(ids([line({ qty_shipped: null, etd: '2026-11-20' })], { most: 10 })[0]?.[0]).toBe('keep');
    expect(ids([line({ qty_shipped: null, etd: '2026-11-30' })], { most: 10 })[0]?.[0]).toBe('cancel');
  });

  it('is left alone for a trifle', () => {
    expect(ids([line()], { most: 145 })[0]?.[0]).toBe('keep');
  });
});
