import { shopCalendar } from './clean';
import { evaluateService, serviceLines } from './service';
import type { DailyItem, EvaluationSet } from './sets';

/** Numbers in 0–1 that are the same in every run (Park & Miller 1988). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** 16 items that sell each day, Monday 2023-01-02 on. */
function made(days: number): EvaluationSet {
  const firstDay = 19_359;
  const items = Array.from({ length: 16 }, (_, number): DailyItem => {
    const random = uniform(101 + number);
    const sold = Array.from({ length: days }, () => Math.round((10 + 5 * number) * (0.2 + 1.6 * random())));
    return { key: `S${number}`, category: null, firstDay, rows: [], demand: sold, actual: sold, promotions: [] };
  });
  return {
    id: 'made',
    title: 'Made up',
    credit: null,
    items,
    firstDay,
    lastDay: firstDay + days - 1,
    calendar: false,
    shop: shopCalendar([], { first: firstDay, last: firstDay + days - 1 }),
    notes: [],
  };
}

describe('evaluateService', () => {
  const table = evaluateService(made(7 * 104), { target: 0.9, protection: 21 });
  const line = (rule: string) => table.lines.filter((one) => one.rule.startsWith(rule));

  it('judges every rule on the same windows, and keeps the promise where nothing changes', () => {
    expect([table.items, table.judged]).toEqual([16, 16]);
    expect(new Set(table.lines.map(({ windows }) => windows)).size).toBe(1);
    for (const achieved of [line('this rule')[0]?.achieved, line('this rule')[0]?.independent])
      expect(Math.abs((achieved ?? 0) - 0.9)).toBeLessThan(0.04);
  });

  it('raises the textbook rule to the service this one reached', () => {
    const own = line('this rule')[0]?.achieved ?? NaN;
    const raised = line('  raised to the same service');
    expect(raised).toHaveLength(2);
    for (const { achieved } of raised) {
      expect(achieved).toBeGreaterThanOrEqual(own);
      expect(achieved).toBeLessThan(own + 0.005);
    }
  });

  it('parts the windows by class, items and time without losing one', () => {
    const windows = table.lines[0]?.windows ?? 0;
    const count = (names: string[]) =>
      table.parts.filter(({ part }) => names.includes(part)).reduce((sum, part) => sum + part.windows, 0);
    expect(count(['half of the items', 'the other half'])).toBe(windows);
    expect(count(['earlier weeks', 'later weeks'])).toBe(windows);
    expect(count(['smooth', 'erratic', 'intermittent', 'lumpy', 'none'])).toBe(windows);
  });

  it('prints what it found', () => {
    const text = serviceLines(table).join('\n');
    expect(text).toContain('safety stock for 90.0% over 21 days');
    expect(text).not.toContain('NaN');
  });

  it('says so when the history is too short', () => {
    const short = evaluateService(made(70), { target: 0.95, protection: 28 });
    expect(serviceLines(short)[1]).toBe('The history is too short to judge any protection interval.');
  });
});
