import fc from 'fast-check';
import { levelAfter, NO_LEVEL, replay, runOf } from './hysteresis';

const X = NO_LEVEL;
const weeks = (...levels: number[]): Uint8Array => Uint8Array.from(levels);
const times = (count: number, level: number): number[] => Array<number>(count).fill(level);
const PATIENCE = { promote: 4, demote: 6 };
const end = (levels: Uint8Array): number => levels.length - 1;
const after = (level: number, ...levels: number[]): number =>
  levelAfter(weeks(...levels), levels.length - 1, level, PATIENCE);

describe('weeks in a row that move a tier, worked by hand: four good ones up, six bad ones down', () => {
  it('exactly four weeks do, three do not', () => {
    expect(after(0, 0, 0, 1, 1, 1)).toBe(0);
    expect(after(0, 0, 0, 1, 1, 1, 1)).toBe(1);
  });

  it('exactly six bad weeks do, five do not', () => {
    expect(after(2, 2, ...times(5, 0))).toBe(2);
    expect(after(2, 2, ...times(6, 0))).toBe(0);
  });

  it('a flip-flop never moves, however long', () => {
    const flip = Array.from({ length: 60 }, (_, at) => (at % 2 ? 1 : 0));
    expect(after(0, ...flip)).toBe(0);
    expect(after(1, ...flip)).toBe(1);
    // three good weeks, one bad, and so on
    const almost = Array.from({ length: 60 }, (_, at) => (at % 4 === 3 ? 0 : 2));
    expect(replay(weeks(0, ...almost), false, PATIENCE)).toEqual({ level: 0, moved: null });
  });

  it('an unknown week neither counts nor breaks the row', () => {
    expect(after(0, 0, 1, 1, X, X, X, 1, 1)).toBe(1);
    expect(after(0, 0, 1, 1, X, X, X, 1)).toBe(0);
    expect(after(0, 0, 1, 1, 1, 1, X, X)).toBe(1);
    expect(after(1, X, X, X)).toBe(1);
  });

  it('moves to what all of the weeks support', () => {
    // four weeks above long tail, one of them only basic
    expect(after(0, 0, 2, 2, 1, 2)).toBe(1);
    expect(after(0, 0, 2, 2, 2, 2)).toBe(2);
    // an older basic week no longer counts against the newest four
    expect(after(0, 0, 1, 2, 2, 2, 2)).toBe(2);
    // six weeks below hit, the best of them basic
    expect(after(2, 2, 0, 0, 0, 1, 0, 0)).toBe(1);
    // from basic: class A four times
    expect(after(1, 1, 2, 2, 2, 2)).toBe(2);
  });

  it('tells the row of weeks so far and where it points', () => {
    expect(runOf(weeks(1, 1, 0, 1, 2, X, 1), 6, 0)).toEqual({ weeks: 3, level: 1 });
    expect(runOf(weeks(2, 0, 1, 0), 3, 2)).toEqual({ weeks: 3, level: 1 });
    expect(runOf(weeks(0, 1), 1, 1)).toEqual({ weeks: 0, level: 1 });
    expect(runOf(weeks(), -1, 1)).toEqual({ weeks: 0, level: 1 });
  });
});

describe('a history gone through from its start', () => {
  it('begins unproven and has to earn four weeks', () => {
    expect(replay(weeks(2, 2, 2), false, PATIENCE)).toEqual({ level: 0, moved: null });
    expect(replay(weeks(2, 2, 2, 2), false, PATIENCE)).toEqual({ level: 2, moved: 3 });
    expect(replay(weeks(), false, PATIENCE)).toEqual({ level: 0, moved: null });
  });

  it('takes what was on sale before for what its first weeks show', () => {
    expect(replay(weeks(0, 2), true, PATIENCE)).toEqual({ level: 2, moved: null });
    expect(replay(weeks(0, 0, 2, 2, ...times(5, 0)), true, PATIENCE)).toEqual({ level: 2, moved: null });
    expect(replay(weeks(0, 0, 2, 2, ...times(6, 0)), true, PATIENCE)).toEqual({ level: 0, moved: 9 });
  });

  it('up, and down again: says when', () => {
    const history = weeks(...times(6, 0), ...times(4, 1), ...times(5, 0), 1, ...times(6, 0));
    expect(replay(history.slice(0, 10), false, PATIENCE)).toEqual({ level: 1, moved: 9 });
    // five bad weeks, one good: the count starts anew
    expect(replay(history.slice(0, 21), false, PATIENCE)).toEqual({ level: 1, moved: 9 });
    expect(replay(history, false, PATIENCE)).toEqual({ level: 0, moved: 21 });
  });
});

describe('properties', () => {
  const levels = fc.array(fc.constantFrom(0, 1, 2, NO_LEVEL), { maxLength: 60 }).map((list) => Uint8Array.from(list));
  const patience = fc.record({ promote: fc.integer({ min: 1, max: 8 }), demote: fc.integer({ min: 1, max: 8 }) });

  it('weeks that come later change nothing before them', () => {
    fc.assert(
      fc.property(levels, levels, patience, fc.boolean(), (known, later, rule, settled) => {
        const both = Uint8Array.from([...known, ...later]);
        expect(replay(both.slice(0, known.length), settled, rule)).toEqual(replay(known, settled, rule));
      }),
    );
  });

  it('a week asked about again answers the same, and the memory of last week gives what the whole history gives', () => {
    fc.assert(
      fc.property(levels, patience, fc.boolean(), (history, rule, settled) => {
        const now = replay(history, settled, rule).level;
        expect(levelAfter(history, end(history), now, rule)).toBe(now);
        const known = [...history].filter((level) => level !== NO_LEVEL).length;
        // in its first weeks a settled SKU follows them freely
        if (history.length === 0 || (settled && known <= 4)) return;
        const before = replay(history.slice(0, -1), settled, rule).level;
        expect(levelAfter(history, end(history), before, rule)).toBe(now);
      }),
    );
  });

  it('no move without weeks enough on its side', () => {
    fc.assert(
      fc.property(levels, patience, fc.constantFrom(0, 1, 2), (history, rule, level) => {
        const next = levelAfter(history, end(history), level, rule);
        if (next === level) return;
        const needed = next > level ? rule.promote : rule.demote;
        const newest = [...history].filter((week) => week !== NO_LEVEL).slice(-needed);
        expect(newest).toHaveLength(needed);
        expect(newest.every((week) => (next > level ? week >= next : week <= next))).toBe(true);
      }),
    );
  });
});
