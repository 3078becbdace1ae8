import fc from 'fast-check';
import { ageBuckets, stockAge } from './stock-age';

const EDGES = [30, 60, 90, 180, 365];

it('counts whole calendar days', () => {
  expect(stockAge(100, 100)).toBe(0);
  expect(stockAge(100, 100.75)).toBe(0); // arrived in the afternoon of that day
  expect(stockAge(100.25, 99.9)).toBe(1);
  expect(stockAge(100, 101)).toBe(-1);
});

it('puts the age of an edge into the bucket that ends there', () => {
  const ages = [0, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366, 4000];
  const lots = ages.map((age, index) => ({ quantity: 2 ** index, inbound: 5000 - age }));
  // powers of two show which lots lie in which bucket
  expect(ageBuckets(5000, lots, EDGES)).toEqual([1 + 2, 4 + 8, 16 + 32, 64 + 128, 256 + 512, 1024 + 2048]);
});

it('loses nothing: the buckets add up to the stock', () => {
  const lot = fc.record({
    quantity: fc.integer({ min: 0, max: 10_000 }),
    inbound: fc.integer({ min: 0, max: 20_000 }),
  });
  const rising = fc
    .uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 1 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.array(lot), rising, (lots, edges) => {
      const buckets = ageBuckets(20_000, lots, edges);
      expect(buckets).toHaveLength(edges.length + 1);
      expect(buckets.reduce((total, value) => total + value, 0)).toBe(lots.reduce((all, one) => all + one.quantity, 0));
    }),
  );
});
