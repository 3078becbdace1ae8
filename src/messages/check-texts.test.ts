import { madeLane, madeSku } from '../planning/testing';
import { checkInputs } from '../planning/health';
import { checkTextsEn, findingText } from './check-texts';

it('has words for every check, in both languages, with the values the check gives', () => {
  const names = Object.keys(checkTextsEn).flatMap((id) => (id.startsWith('name.') ? [id.slice(5)] : []));
  for (const check of names) expect(checkTextsEn).toHaveProperty([`mend.${check}`]);
  const weeks = Array<number>(52).fill(70);
  const found = checkInputs({
    asOf: '2026-11-23',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: [madeSku('A', { unit_cost: null }), madeSku('B', { cost_currency: 'JPY' }), madeSku('C', { moq: 9000 })],
    warehouses: [{ warehouse_id: 'NGB', name: null, type: 'bonded' }],
    lanes: [madeLane({ lead_p50: 30, lead_p90: 20 })],
    stock: [
      { sku_id: 'A', warehouse_id: 'NGB', available: -4, in_transit: 0, first_expiry: null, confidence: 1 },
      { sku_id: '00B', warehouse_id: 'NGB', available: 4, in_transit: 0, first_expiry: null, confidence: 1 },
    ],
    sales: ['A', 'B', 'C'].map((sku_id) => ({ sku_id, warehouse_id: 'NGB', model: 'bonded', weeks, oos_days_13w: 0 })),
    inbound: [{ doc_id: 'P', line: 1, sku_id: 'A', to_id: 'NGB', open_qty: 20, eta: '2026-10-01' }],
    promotions: [],
    policy: [
      { key: 'service_level', value: '95', scope: 'brand', scope_id: null, effective_from: null, effective_to: null },
    ],
  });
  expect(new Set(found.map(({ check }) => check)).size).toBeGreaterThan(6);
  for (const finding of found) {
    for (const language of ['en', 'zh'] as const) {
      const { name, what, mend } = findingText(finding, language);
      expect([finding.what.id, /undefined|NaN|\{|[(（]none/.test(`${name}${what}${mend}`)]).toEqual([
        finding.what.id,
        false,
      ]);
      expect(what).not.toBe(`what.${finding.what.id}`);
    }
  }
  const late = found.find(({ check }) => check === 'inbound_late');
  expect(late && findingText(late, 'en').what).toBe('P to NGB: 20 units in 1 line were due 2026-10-01, 53 days ago.');
  expect(late && findingText(late, 'zh').what).toBe('P 到 NGB：1 行共 20 件应于 2026-10-01 到货，已过 53 天。');
});
