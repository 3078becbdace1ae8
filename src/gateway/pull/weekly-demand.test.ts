import { parseDay } from '../../planning/calendar';
import { weeklyDemand } from '../../planning/cleaning';
import { addDays, historyMondays, HISTORY_WEEKS, historyWeekId } from '../../tables';
import { importFolder } from '../import/import-folder';
import type { Store } from '../store';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';
import { brandCorrections } from './brand-corrections';
import { cutFactsCache } from './cut-facts';
import { salesSource } from './sales';
import { seriesKey, type Scope } from './table';
import { weeklyDemandOf } from './weekly-demand';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Lehmer's generator (Park & Miller 1988): the same sales every time. */
function* numbers(): Generator<number> {
  for (let seed = 20261123; ;) {
    seed = (seed * 48271) % 2147483647;
    yield seed / 2147483647;
  }
}

test('what the accuracy of forecasts counts is what the Sales and Corrections sheets come to', async () => {
  const random = numbers();
  const next = (below: number): number => Math.floor(random.next().value * below);
  const lines = ['date,sku_id,warehouse_id,model,qty,returns,oos_minutes,presale,promo_id'];
  for (let row = 0; row < 6000; row++) {
    const day = addDays('2026-11-25', -next(800));
    const series = `S${next(6)},${['NB', 'OS', ''][next(3)]},${['bonded', 'direct', ''][next(3)]}`;
    const oddity = next(12);
    const qty = oddity === 0 ? next(900) : next(20) + next(100) / 100;
    lines.push(
      `${day},${series},${qty},${oddity === 1 ? next(5) : ''},${oddity === 2 ? 1440 : ''},${oddity === 3 ? 1 : 0},${oddity === 4 ? 'P' : ''}`,
    );
  }
  // one long gone, and one that began this week
  lines.push('2024-01-05,OLD,NB,bonded,7,,,0,', '2026-11-24,NEW,NB,bonded,7,,,0,');
  const skus = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'OLD', 'NEW', 'NEVER'];
  await importFolder(store, {
    brandId: 'w',
    files: filesOf({
      'sku.csv': `sku_id,launch_date\n${skus.map((sku) => `${sku},${sku === 'S1' ? '2025-06-04' : ''}`).join('\n')}\n`,
      'warehouse.csv': 'warehouse_id,type\nNB,bonded\nOS,overseas\n',
      'sales.csv': `${lines.join('\n')}\n`,
    }),
  });
  const [brand] = await store.query<{ cut: string; data_time: string }>(`SELECT * FROM brand WHERE brand_id = 'w'`);
  const { cut = '', data_time: dataTime = '' } = brand ?? {};
  const scopeOf = async (warehouses: string[] | null): Promise<Scope> => ({
    brandId: 'w',
    cut,
    dataTime,
    today: '2026-11-26',
    warehouses,
    language: 'en',
    facts: await cutFactsCache()(store, 'w', cut),
  });
  for (const warehouses of [null, ['NB']]) {
    const scope = await scopeOf(warehouses);
    const { series, at } = await brandCorrections(store, scope);
    const lastMonday = parseDay(historyMondays(dataTime)[0] ?? null) ?? 0;
    const expected = new Map<string, (number | null)[]>();
    for (const { key, values } of await salesSource.page(store, scope, null, 2000)) {
      const [sku_id = '', warehouse_id = '', model = ''] = key.map(String);
      const sold = Array.from({ length: HISTORY_WEEKS }, (_, i) => values[historyWeekId(i + 1)] as number | null);
      const corrections = series[at.get(seriesKey({ sku_id, warehouse_id, model })) ?? -1]?.corrections ?? [];
      const weeks = weeklyDemand(sold, corrections, lastMonday);
      const before = expected.get(`${sku_id} ${warehouse_id}`) ?? weeks.map(() => null);
      expected.set(
        `${sku_id} ${warehouse_id}`,
        before.map((sum, i) => {
          const qty = weeks[i] ?? null;
          return qty === null ? sum : Math.round(((sum ?? 0) + qty) * 1e4) / 1e4;
        }),
      );
    }
    const { items, mondays } = await weeklyDemandOf(store, scope);
    expect(mondays[0]).toBe('2026-11-16');
    expect(Object.fromEntries(items.map((item) => [`${item.sku_id} ${item.warehouse_id}`, item.weeks]))).toEqual(
      Object.fromEntries(expected),
    );
    expect(items.length).toBe(warehouses ? 8 : 20);
    expect(series.flatMap(({ corrections }) => corrections).length).toBeGreaterThan(100);
  }
});
