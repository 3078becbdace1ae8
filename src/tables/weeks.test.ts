import { addDays, businessDate, daysBetween, historyMondays, lastCompleteWeek, mondayOf } from './weeks';

// Weekdays from a wall calendar: 2026-11-23 is a Monday, 2026-01-01 a Thursday, 2027-01-04 a Monday.
describe('weeks', () => {
  test('the business date turns at midnight in Beijing, 16:00 UTC', () => {
    expect(businessDate('2026-11-22T15:59:59Z')).toBe('2026-11-22');
    expect(businessDate('2026-11-22T16:00:00Z')).toBe('2026-11-23');
    expect(businessDate('2026-11-23T09:12:00+08:00')).toBe('2026-11-23');
    expect(() => businessDate('soon')).toThrow(RangeError);
  });

  test('Monday of a week, over a year and a leap day', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(mondayOf('2026-01-01')).toBe('2025-12-29');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysBetween('2026-12-31', '2027-01-04')).toBe(4);
    expect(daysBetween('2027-01-04', '2026-12-31')).toBe(-4);
  });

  test('the last complete week ends before the data cut', () => {
    // Monday 09:12 in Beijing: the week of the 16th ended last night
    expect(lastCompleteWeek('2026-11-23T01:12:00Z')).toBe('2026-11-16');
    // Sunday 23:00 in Beijing: that week still runs
    expect(lastCompleteWeek('2026-11-22T15:00:00Z')).toBe('2026-11-09');
    // an hour and a minute later it is Monday there
    expect(lastCompleteWeek('2026-11-22T16:01:00Z')).toBe('2026-11-16');
  });

  test('104 Mondays, newest first, a week apart', () => {
    const mondays = historyMondays('2026-11-23T01:12:00Z');
    expect(mondays).toHaveLength(104);
    expect(mondays[0]).toBe('2026-11-16');
    expect(mondays[51]).toBe('2025-11-24'); // 51 × 7 = 357 days before 16 Nov 2026
    expect(mondays[103]).toBe('2024-11-25'); // 103 × 7 = 721 days before
  });
});
