import { sampleBrand } from './build';
import { addDays, shiftDate } from './calendar';
import { displayName, privateBarcode } from './catalogue';
import { chooseSkus, isCancelledOrder, type ChosenSku } from './choose';
import { demand } from './demand';
import { calibrate, lateness, spreadOf } from './lead-times';
import { Random } from './random';
import type { Source, SourceSale } from './source';

const sale = (extra: Partial<SourceSale>): SourceSale => ({
  sku: '22423',
  date: '2011-11-14',
  market: 'UK',
  sold: 10,
  returned: 0,
  adjusted: 0,
  revenue: 12.75,
  orders: 1,
  ...extra,
});
const item = (extra: Partial<ChosenSku> = {}): ChosenSku => ({
  sku: '22423',
  description: 'REGENCY CAKESTAND 3 TIER',
  price: 12.75,
  group: 'hit',
  first: '2010-12-01',
  last: '2011-12-04',
  ...extra,
});

test('moves the calendar by whole weeks to end on the Sunday before the data date', () => {
  expect(shiftDate('2011-12-04')).toBe('2026-11-22');
  expect(shiftDate('2010-12-01')).toBe('2025-11-19');
  expect(new Date('2011-12-04').getUTCDay()).toBe(new Date('2026-11-22').getUTCDay());
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
});

test('drops an order cancelled in full the same day, and only that', () => {
  // the row of 2011-12-09 in the data set
  expect(isCancelledOrder(sale({ sku: '23843', sold: 80995, returned: 80995 }))).toBe(true);
  expect(isCancelledOrder(sale({ sold: 2102, returned: 1930, orders: 21 }))).toBe(false);
  expect(isCancelledOrder(sale({ sold: 12, returned: 12 }))).toBe(false);
});

test('counts no bookings that are not products and no days after the last whole week', () => {
  const items = [
    { sku: '22423', description: 'REGENCY CAKESTAND 3 TIER', price: 12.75 },
    { sku: '21703', description: 'thrown away', price: 1 },
    { sku: 'POST', description: 'POSTAGE', price: 18 },
    { sku: '22424', description: 'ENAMEL BREAD BIN CREAM', price: 0 },
    { sku: '22425', description: 'ENAMEL COLANDER CREAM', price: 2 },
  ];
  const sales = [
    ...items.slice(0, 4).map(({ sku }) => sale({ sku, date: '2011-08-01' })),
    sale({ sku: '22423', date: '2011-11-14' }),
    sale({ sku: '22425', date: '2011-12-08' }),
  ];
  expect(chooseSkus(items, sales).map(({ sku }) => sku)).toEqual(['22423']);
});

test('splits a best seller’s UK orders over both bonded warehouses without losing a unit or a penny', () => {
  const source = Array.from({ length: 60 }, (_, i) =>
    sale({ date: addDays('2011-09-01', i), sold: 7 + i, returned: i % 4, revenue: 10.01 + i, orders: 1 + (i % 5) }),
  );
  const { sales } = demand([item()], source);
  const total = (pick: (one: (typeof sales)[number]) => number) => sales.reduce((sum, one) => sum + pick(one), 0);
  // sums of the series above: 7+i, i mod 4, 1001+100i and 1+(i mod 5) for i = 0…59
  expect(total(({ qty }) => qty)).toBe(420 + 1770);
  expect(total(({ returns }) => returns)).toBe(90);
  expect(total(({ pence }) => pence)).toBe(60060 + 177000);
  expect(total(({ orders }) => orders)).toBe(180);
  const ningbo = sales.filter(({ node }) => node === 'NGB1').reduce((sum, { orders }) => sum + orders, 0);
  // 180 orders at 0.6: mean 108, sd 6.6
  expect(ningbo).toBeGreaterThan(108 - 4 * 6.6);
  expect(ningbo).toBeLessThan(108 + 4 * 6.6);
});

test('ships other countries’ orders and new goods from overseas, and leaves out price-0 bookings', () => {
  const abroad = demand([item()], [sale({ market: 'France' })]);
  expect(abroad.sales.map(({ node }) => node)).toEqual(['UK01']);
  const fresh = demand([item({ group: 'new' })], [sale({})]);
  expect(fresh.sales.map(({ node }) => node)).toEqual(['UK01']);
  const damaged = demand([item()], [sale({ sold: 0, adjusted: -30, revenue: 0, orders: 0 })]);
  expect([damaged.sales, damaged.adjustments]).toEqual([[], 1]);
});

test('a lane takes the measured spread and keeps its stages’ medians', () => {
  const stages = [
    { stage: 'a', p50: 14, p90: 30 },
    { stage: 'b', p50: 35, p90: 50 },
  ];
  const lane = calibrate(stages, 0.32);
  expect(lane.sd / lane.mean).toBeCloseTo(0.32, 9);
  expect(lane.stages.map(({ p50 }) => p50)).toEqual([14, 35]);
  // one lognormal stage: sd/mean = sqrt(exp(σ²) − 1), so 0.5 means σ = 0.4723807 and P90 = 10·exp(1.2815516·σ) = 18.319
  expect(calibrate([{ stage: 'a', p50: 10, p90: 20 }], 0.5).stages[0]?.p90).toBeCloseTo(18.319, 3);
});

test('measures spread on positive lead times only, and lateness on days late', () => {
  const days = [...Array<number>(20).fill(90), ...Array<number>(20).fill(110)];
  const deliveries = [...days, -292, 0, null].map((leadDays, i) => ({
    mode: 'Air',
    leadDays,
    lateDays: i < 10 ? i : 0,
  }));
  // mean 100, squared deviations 40 × 100 over 39
  expect(spreadOf(deliveries, 'Air')).toBeCloseTo(Math.sqrt(4000 / 39) / 100, 12);
  expect(() => spreadOf(deliveries, 'Ocean')).toThrow('only 0 deliveries by Ocean');
  expect(lateness(deliveries)).toEqual({ share: 9 / 43, p50: 5, p90: 9 });
});

test('writes descriptions as titles and private barcodes with their check digit', () => {
  expect(displayName('WHITE HANGING HEART T-LIGHT HOLDER')).toBe('White hanging heart T-light holder');
  expect(displayName('SWISS ROLL TOWEL, CHOCOLATE  SPOTS')).toBe('Swiss roll towel, chocolate spots');
  expect(displayName('FANCY FONT BIRTHDAY CARD,')).toBe('Fancy font birthday card');
  // 2·1 + 1·3 = 5, so the check digit is 5
  expect(privateBarcode(1)).toBe('2000000000015');
});

test('random streams repeat by key and cover the interval evenly', () => {
  const draw = (key: string) =>
    Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.next()
      )(new Random(key)),
    );
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  const random = new Random('mean');
  const mean = Array.from({ length: 20000 }, () => random.next()).reduce((sum, x) => sum + x, 0) / 20000;
  // uniform: mean 0.5, sd of the mean 0.2887/√20000 = 0.002
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
});

test('the same shop gives the same bytes, whatever the order of its rows', () => {
  const random = new Random('shop');
  const items = Array.from({ length: 400 }, (_, i) => ({
    sku: String(20000 + i),
    description: i % 3 ? 'RED CANDLE' : 'BLUE MUG',
    price: 0.5 + (i % 40) / 4,
  }));
  const sales = items.flatMap(({ sku }, i) =>
    Array.from({ length: 6 }, (_, k) => {
      const sold = random.whole(1, 60) * (i % 7 === 0 ? 5 : 1);
      return sale({
        sku,
        date: addDays(i < 380 ? '2011-06-05' : '2011-10-20', k * 7 + (i % 5)),
        sold,
        revenue: sold * 2,
      });
    }),
  );
  const deliveries = ['Ocean', 'Air'].flatMap((mode) =>
    Array.from({ length: 40 }, (_, i) => ({ mode, leadDays: 60 + i * 2, lateDays: i % 9 ? 0 : i + 1 })),
  );
  const source: Source = { items, sales, deliveries };
  const once = sampleBrand(source).files;
  const again = sampleBrand({ items: [...items].reverse(), sales: [...sales].reverse(), deliveries }).files;
  expect(again).toEqual(once);
  expect(Object.keys(once)).toContain('lane_stage.csv');
});
