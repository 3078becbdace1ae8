import fc from 'fast-check';
import { eventOf, promotedShare, promotionCalendar, promotionWeek } from './promotions';

const MONDAY = 20_485;

it('names a promotion the same every year', () => {
  expect(
    new Set(['618 大促 2026', '2025年618大促', '618大促（2024）', '618大促 2023年'].map((name) => eventOf(name, null))),
  ).toEqual(new Set(['618大促']));
  expect(eventOf('双11 2026', 'Presale')).toBe('双11|presale');
  expect(eventOf('Black Friday 2026', 'main')).toBe('blackfriday|main');
  expect([eventOf(null, 'main'), eventOf('2026', null), eventOf(' ', null)]).toEqual([null, null, null]);
});

describe('a week', () => {
  it('tells how far a promotion has run, and the days after it', () => {
    // Friday to the Thursday of the next week: 7 days
    const spans = [{ from: MONDAY + 4, to: MONDAY + 11, uplift: null }];
    const first = promotionWeek(spans, MONDAY);
    expect(first.share).toBeCloseTo(3 / 7, 12);
    expect(first.parts).toEqual([{ share: 3 / 7, running: [{ uplift: null, event: null, elapsed: 0, length: 7 }] }]);
    const second = promotionWeek(spans, MONDAY + 7);
    expect(second.parts?.map(({ running }) => running[0]?.elapsed)).toEqual([3, 4]);
    expect(second.after).toBeCloseTo(3 / 7, 12);
    expect(promotionWeek(spans, MONDAY + 14).after).toBeCloseTo(4 / 7, 12);
    expect(promotionWeek(spans, MONDAY + 21)).toMatchObject({ share: 0 });
    expect(second.multiplier(3)).toBeCloseTo(1 + (4 / 7) * 2, 12);
  });

  it('counts the strongest of promotions that overlap, and no quiet day as after one while another runs', () => {
    const week = promotionWeek(
      [
        { from: MONDAY - 7, to: MONDAY, uplift: 9 },
        { from: MONDAY, to: MONDAY + 7, uplift: null },
        { from: MONDAY, to: MONDAY + 3.5, uplift: 4 },
      ],
      MONDAY,
    );
    expect(week.share).toBeCloseTo(1, 12);
    expect(week.after ?? 0).toBe(0);
    expect(week.multiplier(2)).toBeCloseTo(3, 12);
    expect(week.multiplier(5)).toBeCloseTo(5, 12);
  });

  it('has shares that make up the week, whatever the promotions', () => {
    const span = fc.record({
      from: fc.double({ min: MONDAY - 40, max: MONDAY + 20, noNaN: true }),
      length: fc.double({ min: 0, max: 40, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (spans) => {
        const week = promotionWeek(
          spans.map(({ from, length }) => ({ from, to: from + length, uplift: null })),
          MONDAY,
        );
        const parts = (week.parts ?? []).reduce((sum, { share }) => sum + share, 0);
        expect(parts).toBeCloseTo(week.share, 9);
        expect(week.share + (week.after ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(week.multiplier(1)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('may be given by its share alone', () => {
    expect(promotedShare(0.5).multiplier(3)).toBe(2);
    expect(promotedShare(0)).toMatchObject({ share: 0 });
  });
});

it('refuses promotions without dates, and gives each SKU its own with those of all', () => {
  const promotion = { phase: null, name: null, uplift: null, sku_id: null };
  const calendar = promotionCalendar([
    { ...promotion, promo_id: 'all', starts_at: '2026-02-01T16:00:00Z', ends_at: '2026-02-08T16:00:00Z' },
    { ...promotion, promo_id: 'A', sku_id: 'A', starts_at: '2026-02-08T16:00:00Z', ends_at: '2026-02-15T16:00:00Z' },
    { ...promotion, promo_id: 'undated', starts_at: '', ends_at: '2026-02-15T16:00:00Z' },
    { ...promotion, promo_id: 'backwards', starts_at: '2026-03-01T00:00:00Z', ends_at: '2026-02-15T00:00:00Z' },
  ]);
  expect(calendar.refused).toEqual(['undated', 'backwards']);
  expect([calendar.spans('A').length, calendar.spans('B').length]).toEqual([2, 1]);
  const monday = 20_486;
  expect(calendar.week('A', monday).share).toBeCloseTo(1, 12);
  expect(calendar.week('B', monday + 7).share).toBe(0);
});
