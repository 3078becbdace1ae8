import { policyBook, policyDefaults } from './policy';
import type { PolicyRow } from './types';

const row = (key: string, value: string, more: Partial<PolicyRow> = {}): PolicyRow => ({
  key,
  value,
  scope: 'brand',
  scope_id: null,
  effective_from: null,
  effective_to: null,
  ...more,
});
const book = (...rows: PolicyRow[]) => policyBook(rows, '2026-11-23');

it('ships the defaults by tier', () => {
  const policy = book();
  expect(policy.value('service_level', { tier: 'hit' })).toBe(0.975);
  expect(policy.value('service_level', { tier: 'basic' })).toBe(0.95);
  expect(policy.value('service_level', { tier: 'longtail' })).toBe(0.9);
  expect(policy.value('review_days')).toBe(7);
  for (const { key, scope, scope_id, value, min, max, meaning } of policyDefaults) {
    expect(value ?? min).toBeGreaterThanOrEqual(min);
    expect(value ?? max).toBeLessThanOrEqual(max);
    expect(meaning.zh && meaning.en).toBeTruthy();
    expect(
      policyDefaults.filter((other) => other.key === key && other.scope === scope && other.scope_id === scope_id),
    ).toHaveLength(1);
  }
});

it('lets the narrowest scope win: brand < warehouse < tier < sku', () => {
  const rows = [
    row('review_days', '1'),
    row('review_days', '2', { scope: 'warehouse', scope_id: 'NGB' }),
    row('review_days', '3', { scope: 'tier', scope_id: 'hit' }),
    row('review_days', '4', { scope: 'sku', scope_id: '00123' }),
  ];
  const policy = book(...rows);
  expect(policy.value('review_days')).toBe(1);
  expect(policy.value('review_days', { warehouse: 'NGB' })).toBe(2);
  expect(policy.value('review_days', { warehouse: 'NGB', tier: 'hit' })).toBe(3);
  expect(policy.value('review_days', { warehouse: 'NGB', tier: 'hit', sku: '00123' })).toBe(4);
  expect(policy.value('review_days', { warehouse: 'OSA', tier: 'new', sku: '123' })).toBe(1);
});

it('reads percent and dates, first and last day included', () => {
  expect(book(row('service_level', '96%')).value('service_level')).toBe(0.96);
  const on = (from: string | null, to: string | null) =>
    book(row('review_days', '3', { effective_from: from, effective_to: to })).value('review_days');
  expect(on('2026-11-23', null)).toBe(3);
  expect(on('2026-11-24', null)).toBe(7);
  expect(on(null, '2026-11-23')).toBe(3);
  expect(on(null, '2026-11-22')).toBe(7);
});

it('takes the row that came into effect last', () => {
  const later = row('review_days', '3', { effective_from: '2026-06-01' });
  const earlier = row('review_days', '5', { effective_from: '2026-01-01' });
  expect(book(later, earlier).value('review_days')).toBe(3);
  expect(book(earlier, later).value('review_days')).toBe(3);
});

it('refuses a bad value by name and keeps the default', () => {
  const policy = book(
    row('service_level', 'high'),
    row('service_level', '1.2'),
    row('service_level', ''),
    row('review_days', '5', { effective_from: '2026-13-01' }),
    row('review_days', '5', { scope: 'planet', scope_id: 'Earth' }),
    row('review_days', '5', { scope: 'sku' }),
    row('single_limit_cny', '5000'),
  );
  expect(policy.refused).toHaveLength(6);
  expect(policy.refused[0]).toBe('service_level = high');
  expect(policy.value('service_level')).toBe(0.9);
  expect(policy.value('review_days')).toBe(7);
});

it('knows rules that are off until a row gives a value, and a row that switches one off again', () => {
  const policy = book(
    row('safety_days', '14', { scope: 'tier', scope_id: 'hit' }),
    row('safety_days', 'off', { scope: 'sku', scope_id: 'A' }),
    row('safety_days', '关', { scope: 'sku', scope_id: 'B' }),
    row('review_days', 'off'),
  );
  expect(policy.optional('safety_days')).toBeNull();
  expect(policy.optional('safety_days', { tier: 'hit' })).toBe(14);
  expect(policy.optional('safety_days', { tier: 'hit', sku: 'A' })).toBeNull();
  expect(policy.optional('safety_days', { tier: 'hit', sku: 'B' })).toBeNull();
  expect(policy.optional('review_days')).toBe(7);
  expect(policy.refused).toEqual(['review_days = off']);
});

it('names a key of an earlier version that holds a value of the brand’s own, and refuses none', () => {
  const policy = book(row('baseline_weeks', '26'), row('uplift_max', '5'), row('uplift_min_weeks', '3'));
  expect(policy.retired).toEqual(['baseline_weeks = 26']);
  expect(policy.refused).toEqual([]);
});
