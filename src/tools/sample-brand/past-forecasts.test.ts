import { createGateway, type Gateway } from '../../gateway';
import { filesOf } from '../../gateway/test-files';
import { openTestStore } from '../../gateway/test-store';
import { addDays, type ForecastAccuracyReport, type ForecastPage, type ForecastVersionList } from '../../tables';
import { storePastForecasts } from './past-forecasts';

const LAST = '2026-11-22';

/** A year of sales of two SKUs; `later` is what a day sells from 2 November on. */
function salesFile(later: number): string {
  const lines = ['date,sku_id,warehouse_id,qty'];
  for (let day = addDays(LAST, -370); day <= LAST; day = addDays(day, 1)) {
    const at = Number(day.slice(8));
    lines.push(`${day},A,NB,${day >= '2026-11-02' ? later : 10 + (at % 5)}`, `${day},B,NB,${at % 3}`);
  }
  return `${lines.join('\n')}\n`;
}

async function sampleWith(later: number) {
  const store = await openTestStore();
  const gateway: Gateway = createGateway({ store, version: '1' });
  await gateway.importFolder({
    brandId: 'sample',
    sample: true,
    files: filesOf({
      'sku.csv': 'sku_id,category\nA,x\nB,x\n',
      'warehouse.csv': 'warehouse_id,type\nNB,bonded\n',
      'sales.csv': salesFile(later),
    }),
  });
  const read = async <T>(what: string): Promise<T> =>
    (await (await gateway.app.request(`/v1/brands/sample/forecasts${what}`)).json()) as T;
  return { store, gateway, read };
}

test('the sample begins with weekly versions, each from what was known then', async () => {
  const { store, gateway, read } = await sampleWith(40);
  expect(await storePastForecasts(store, 3)).toBe(3);
  const { versions } = await read<ForecastVersionList>('');
  // the data end with Sunday 22 November: weekly runs on the mornings of 2, 9 and 16 November
  expect(versions.map(({ version, last_week, made_by, rows }) => [version, last_week, made_by, rows])).toEqual([
    [3, '2026-11-09', 'sample', 2],
    [2, '2026-11-02', 'sample', 2],
    [1, '2026-10-26', 'sample', 2],
  ]);
  const report = await read<ForecastAccuracyReport>('/accuracy?by=horizon');
  expect(report.rows.map(({ group, pairs }) => [group, pairs])).toEqual([
    ['1', 6],
    ['2', 4],
    ['3', 2],
  ]);
  // it happens once
  expect(await storePastForecasts(store, 3)).toBe(0);

  // had A stopped selling on 2 November, the run of that morning would have said the same, later ones not
  const other = await sampleWith(0);
  await storePastForecasts(other.store, 3);
  const items = async (from: typeof read, version: number) => (await from<ForecastPage>(`/${version}`)).items;
  expect(await items(other.read, 1)).toEqual(await items(read, 1));
  expect(await items(other.read, 3)).not.toEqual(await items(read, 3));
  await Promise.all([gateway.close(), other.gateway.close()]);
});

test('nothing happens without a sample brand', async () => {
  const store = await openTestStore();
  expect(await storePastForecasts(store)).toBe(0);
  await store.close();
});
