import { sheetTable } from '../../../tables';
import type { PlanResult, SellableRow } from '../../../planning/types';
import { sellableTables } from './sellable';

const row = (more: Partial<SellableRow> = {}): SellableRow => ({
  ...{ sku_id: 'A', name: 'Bottle', listing: 'spot_presale', spot_qty: 40, spot_from: 'NGB', presale_qty: null },
  ...{ presale_from: null, dispatch_by: '2026-11-25', limit_per_order: 2, traffic: 'throttle', cover_days: 9.5 },
  ...{ committed: 80, deposits: 100, expected: 80, page: { zh: '保税仓发货', en: 'Ships' } },
  why: [{ id: 'sell_spot', values: { qty: 40, place: 'NGB' } }],
  ...more,
});
const tables = (rows: SellableRow[], language: 'en' | 'zh') =>
  sellableTables({ sellable: rows } as PlanResult, 'v7', language);

it('fills every column of the sheet that is the add-in’s, in the order of the plan', () => {
  const [table] = tables([row(), row({ sku_id: 'B', page: null, why: [{ id: 'sell_nothing', values: {} }] })], 'zh');
  const own = sheetTable('TW_Sellable').columns.filter(({ owner }) => owner === 'addin');
  expect(table?.columns).toEqual(own.map(({ id }) => id));
  const [first, second] = (table?.rows ?? []).map((cells) =>
    Object.fromEntries((table?.columns ?? []).map((id, at) => [id, cells[at]])),
  );
  expect(first).toEqual({
    ...{ sku_id: 'A', name: 'Bottle', listing: 'spot_presale', spot_qty: 40, spot_from: 'NGB', presale_qty: null },
    ...{ presale_from: null, dispatch_by: '2026-11-25', limit_per_order: 2, traffic: 'throttle', cover_days: 9.5 },
    ...{ committed: 80, deposits: 100, expected: 80, page_zh: '保税仓发货', page_en: 'Ships' },
    ...{ why: 'NGB 现货 40 件。', plan_version: 'v7' },
  });
  expect(second).toMatchObject({ page_zh: null, page_en: null, why: '下架：没有现货，也没有能及时到的货。' });
  expect(tables([row()], 'en')[0]?.rows[0]).toContain('40 in stock in NGB.');
});

it('makes no sheet where there is nothing to say', () => {
  expect(tables([], 'en')).toEqual([]);
});
