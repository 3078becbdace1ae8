import { createFormats, createTranslator } from '../../messages';
import { placeLabels } from '../item/level-bar';
import { createNavigation, tabOf } from '../navigation';
import type { SessionProblem, SessionState } from '../session';
import { dataAge } from './data-age';
import type { Texts } from './hooks';
import { problemText } from './problem-text';

const NOW = new Date('2026-11-23T04:00:00Z');
const textsOf = (language: 'en' | 'zh'): Texts => ({
  language,
  t: createTranslator(language).t,
  f: createFormats(language, () => NOW),
});

describe('age of the data (domain.md §3e: marked from 24 h, harder from 72 h)', () => {
  const age = (hours: number, sample = false) =>
    dataAge(new Date(NOW.getTime() - hours * 3_600_000).toISOString(), NOW, sample, textsOf('en'));
  it.each([
    [0.2, 'fresh', '12 min old'],
    [23.9, 'fresh', '23 h old'],
    [24, 'stale', '24 h old'],
    [71.9, 'stale', '2 d old'],
    [72, 'old', '3 d old'],
    [24 * 80, 'old', 'from 4 Sep'],
  ])('%d hours', (hours, level, text) => expect(age(hours)).toEqual({ level, text }));

  it('never marks the sample, whose data are of a fixed day', () => {
    expect(age(24 * 80, true)).toEqual({ level: 'fresh', text: 'data of 4 Sep' });
  });
});

describe('problems in words', () => {
  const state = {
    connection: { address: 'https://stock.test/api' },
    workbook: { tables: [{ table: 'TW_Plan', sheetName: 'My plan', stamp: { dataTime: '2026-11-23T01:12:00Z' } }] },
  } as unknown as SessionState;
  const problem = (code: SessionProblem['code'], values: SessionProblem['values'] = {}): SessionProblem => ({
    code,
    values,
    during: null,
    detail: null,
    partial: null,
  });

  // experience.md §5, table of messages
  it('says what, where and the mend', () => {
    const text = (wanted: SessionProblem, language: 'en' | 'zh' = 'en') =>
      problemText(wanted, state, textsOf(language));
    expect(text(problem('no_answer'))).toBe(
      'The data service did not answer. Your sheets still show 23 Nov 09:12. Try again, or plan offline.',
    );
    expect(text(problem('no_answer'), 'zh')).toBe(
      '数据服务没有响应。表格仍是 11-23 09:12 的数据。可重试，或先离线计划。',
    );
    expect(text(problem('protected', { sheet: 'Plan' }))).toBe(
      'Sheet "Plan" is protected. Unprotect it and write again; we never do that for you.',
    );
    expect(text(problem('column_gone', { table: 'TW_Plan', column: 'order_qty' }))).toContain(
      '"Order qty" was deleted from My plan',
    );
    expect(text(problem('duplicate_keys', { key: '84029G · NGB', rows: '41, 388', sheet: 'Plan' }))).toContain(
      'rows 41, 388',
    );
  });

  it('names the address when there are no data yet', () => {
    const empty = { ...state, workbook: null };
    expect(problemText(problem('no_answer'), empty, textsOf('en'))).toContain('https://stock.test/api');
  });
});

it('keeps the labels of the water lines apart and inside', () => {
  const labels = placeLabels(
    [
      { at: 10, text: 'Safety stock 400' },
      { at: 60, text: 'Reorder 1,543' },
      { at: 290, text: 'Target 2,104' },
    ],
    296,
  );
  // by hand, 6.6 px a letter: Target starts at 296 − 79, Reorder ends at 64 + 86, Safety stock at 14 + 106, past Reorder's start
  expect(labels.map(({ row }) => row)).toEqual([1, 0, 0]);
  expect(labels.every(({ x }) => x >= 0)).toBe(true);
  expect(labels[2]!.x).toBeLessThan(296 - 12 * 6);
});

it('goes back along the way it came, and tabs start a new one', () => {
  const navigation = createNavigation();
  navigation.go({ page: 'plan' });
  navigation.go({ page: 'review' });
  navigation.go({ page: 'group', group: 'eye' });
  expect(tabOf(navigation.get())).toBe('plan');
  navigation.back();
  expect(navigation.get().page).toBe('review');
  navigation.go({ page: 'history' });
  navigation.back();
  expect(navigation.get().page).toBe('review');
  navigation.go({ page: 'item' });
  navigation.back();
  expect(navigation.get().page).toBe('home');
});
