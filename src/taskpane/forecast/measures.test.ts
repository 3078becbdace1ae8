import { HISTORY } from '../session/testing/forecast-answers';
import { accuracyOf, pastWeeks, weeksRunning } from './measures';

describe('weeks that are over', () => {
  it('are judged by the newest version that did not know them, newest first', () => {
    const past = pastWeeks(HISTORY);
    expect(past[0]).toEqual({ week: '2026-11-16', forecast: 280, actual: 320 });
    expect(past).toHaveLength(6);
    // without the version of the week before, the one before that speaks: two weeks ahead
    const [, ...older] = HISTORY.versions;
    expect(pastWeeks({ ...HISTORY, versions: older })[0]?.forecast).toBe(281);
  });

  it('are left out where the demand is unknown or no version forecast them', () => {
    const actual = HISTORY.actual.map((week) => (week.week === '2026-11-09' ? { ...week, quantity: null } : week));
    expect(pastWeeks({ ...HISTORY, actual }).map(({ week }) => week)).not.toContain('2026-11-09');
    expect(pastWeeks({ ...HISTORY, versions: [] })).toEqual([]);
    // a version three weeks long says nothing of the fifth
    const oldest = HISTORY.versions.slice(-1);
    expect(pastWeeks({ ...HISTORY, versions: oldest }).map(({ week }) => week)).toEqual([
      '2026-10-26',
      '2026-10-19',
      '2026-10-12',
    ]);
  });
});

describe('weeks running', () => {
  const weeks = (...misses: number[]) => misses.map((miss, at) => ({ week: `${at}`, forecast: 10, actual: 10 + miss }));
  it.each([
    // newest first: 320, 820, 300, 330 against 280, then 250 under it
    [pastWeeks(HISTORY), 4],
    [weeks(1, 2, 3), 3],
    [weeks(-1, -2, 3), -2],
    [weeks(0, 5, 5), 0],
    [weeks(4, 0, 4), 0],
    [weeks(4, -1, 4), 0],
    [[], 0],
  ])('%#', (past, expected) => expect(weeksRunning(past)).toBe(expected));
});

it('calls 1 − WAPE accuracy, and never under 0', () => {
  expect(accuracyOf({ wape: 0.22 })).toBeCloseTo(0.78, 12);
  expect(accuracyOf({ wape: 1.7 })).toBe(0);
  expect(accuracyOf({ wape: null })).toBeNull();
});
