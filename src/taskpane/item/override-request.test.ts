import type { ItemWeek } from '../session';
import { chosenWeeks, readDraft, readNumber, type OverrideDraft } from './override-request';

const week = (monday: string, statistical: number | null): ItemWeek => ({
  monday,
  offset: 1,
  sold: null,
  demand: null,
  forecast: statistical,
  statistical,
  low: null,
  high: null,
  minimum: null,
  target: null,
  maximum: null,
  overridden: false,
});
const WEEKS = [week('2026-11-23', 520), week('2026-11-30', 310), week('2026-12-07', null)];
const DRAFT: OverrideDraft = {
  from: '2026-11-23',
  to: '2026-11-30',
  by: 'units',
  typed: '400',
  reason: 'Live stream',
  author: 'Zhao',
  expires: '2026-12-20',
};
const read = (patch: Partial<OverrideDraft>) => readDraft({ ...DRAFT, ...patch }, WEEKS, '2026-11-23');

describe('a number as people type it', () => {
  it.each([
    ['400', 400],
    [' 1,200 ', 1200],
    ['12.5', 12.5],
    ['+20', 20],
    ['−15', -15],
    ['-15%', -15],
    ['２００', 200],
    ['20％', 20],
    ['0', 0],
    ['', null],
    ['1,2', null],
    ['1e5', null],
    ['twenty', null],
    ['12345678901', null],
  ])('%s', (typed, expected) => expect(readNumber(typed)).toBe(expected));
});

describe('what is asked for', () => {
  it('is units a week, beside the statistical total', () => {
    const { request, was, now, wrong } = read({});
    expect(request).toEqual({
      weeks: ['2026-11-23', '2026-11-30'],
      quantity: { units: 400 },
      reason: 'Live stream',
      author: 'Zhao',
      expires: '2026-12-20',
    });
    expect([was, now, wrong]).toEqual([830, 800, []]);
  });

  it('is a share of the statistical number', () => {
    expect(read({ by: 'share', typed: '+20' })).toMatchObject({ request: { quantity: { factor: 1.2 } }, now: 996 });
    expect(read({ by: 'share', typed: '-100' })).toMatchObject({ request: { quantity: { factor: 0 } }, now: 0 });
    expect(read({ by: 'share', typed: '-101' }).wrong).toEqual(['typed']);
  });

  it('is no share of what is unknown, but may be units', () => {
    const open = { from: '2026-11-30', to: '2026-12-07' };
    expect(read({ ...open, by: 'share', typed: '20' })).toMatchObject({ request: null, was: null, wrong: ['weeks'] });
    expect(read(open)).toMatchObject({ was: null, now: 800, wrong: [] });
  });

  it('says everything that is missing, and asks for nothing meanwhile', () => {
    expect(read({ typed: 'x', reason: ' ', author: '', expires: '' })).toMatchObject({
      request: null,
      wrong: ['typed', 'reason', 'author', 'expires'],
    });
    expect(read({ typed: '-1' }).wrong).toEqual(['typed']);
    // an override that had ended before it began would do nothing
    expect(read({ expires: '2026-11-23' }).wrong).toEqual(['expires']);
    expect(read({ from: '2027-01-01', to: '2027-01-01' }).wrong).toContain('weeks');
  });

  it('covers the weeks from the first to the last chosen', () => {
    expect(chosenWeeks(WEEKS, { from: '2026-11-30', to: '2026-12-07' }).map(({ monday }) => monday)).toEqual([
      '2026-11-30',
      '2026-12-07',
    ]);
  });
});
