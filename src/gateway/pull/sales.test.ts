import { weekSales } from './sales';

// Weeks of Monday 2 and Monday 9 November 2026; the feed's days are chosen around them.
describe('weekSales', () => {
  const feed = { first: '2026-11-02', last: '2026-11-15' };

  test('a recorded sum stands as it is, 0 included', () => {
    expect(weekSales(7, '2026-11-09', null, null)).toBe(7);
    expect(weekSales(0, '2026-11-09', null, null)).toBe(0);
  });

  test('without a record: 0 in a week the feed covers from Monday to Sunday', () => {
    expect(weekSales(undefined, '2026-11-02', '2026-10-01', feed)).toBe(0);
    expect(weekSales(undefined, '2026-11-09', '2026-10-01', feed)).toBe(0);
  });

  test('unknown where the feed begins within the week, or ends before its Sunday', () => {
    expect(weekSales(undefined, '2026-11-02', '2026-10-01', { ...feed, first: '2026-11-03' })).toBeNull();
    expect(weekSales(undefined, '2026-11-09', '2026-10-01', { ...feed, last: '2026-11-14' })).toBeNull();
    expect(weekSales(undefined, '2026-11-09', '2026-10-01', null)).toBeNull();
  });

  test('unknown before the SKU was on sale; the week it began in counts', () => {
    expect(weekSales(undefined, '2026-11-02', '2026-11-08', feed)).toBe(0);
    expect(weekSales(undefined, '2026-11-02', '2026-11-09', feed)).toBeNull();
    expect(weekSales(undefined, '2026-11-02', null, feed)).toBeNull();
  });
});
