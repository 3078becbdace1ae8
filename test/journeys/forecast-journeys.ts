import assert from 'node:assert/strict';
import { FORECAST_WEEKS } from '../../src/tables';
import {
  BONDED,
  BULK_DAY,
  forecastBrand,
  NEXT_WEEK,
  OVERSEAS,
  PROMOTED_WEEK,
  soldInWeek,
  WEEK_AFTER,
} from '../forecast-brand';
import { filesOf } from '../small-brand';
import type { Driver } from './driver';
import type { Journey } from './journeys';
import { figure, rows, rowWith, table, typeInto, type Row } from './sheets';

/** Days of a date cell: Excel's serial numbers begin on 30 December 1899. */
export const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;
const near = (a: unknown, b: number): boolean => Math.abs(Number(a) - b) <= 1e-6 * (1 + Math.abs(b));
const BRAND = 'mine';

export const item = (SKU: string, Warehouse: string): Row => ({ SKU, Warehouse });
export const forecastOf = (driver: Driver, sku: string, warehouse: string): Promise<Row> =>
  rowWith(driver, 'TW_Forecast', item(sku, warehouse));
const override = (driver: Driver, sku: string, warehouse: string, week: string): Promise<Row> =>
  rowWith(driver, 'TW_Overrides', { ...item(sku, warehouse), 'Week (Monday)': serial(week) });

/** The brand's data come in, and the workbook becomes its workbook. */
export async function open(driver: Driver, brand: string): Promise<void> {
  await driver.session('connect', { key: driver.key });
  await driver.session('chooseBrand', brand);
  await refresh(driver);
}

async function refresh(driver: Driver): Promise<void> {
  await driver.ribbon('TwinRefresh');
  await driver.waitFor(/Updated [\d,]+ rows|Your data is in the sheets/, 120_000);
  await driver.settle();
}

/** Plan, look, write what is ticked: what a planner does who agrees. */
async function planAndWrite(driver: Driver): Promise<void> {
  await driver.ribbon('TwinPlan');
  await driver.waitFor(/Write [\d,]+ cells/, 120_000);
  await driver.click(/^Write [\d,]+ cells$/);
  await driver.waitFor(/Wrote [\d,]+ cells/, 120_000);
  await driver.settle();
}

const weeksOf = (row: Row, prefix: string): number[] =>
  Array.from({ length: FORECAST_WEEKS }, (_, at) => figure(row, `${prefix}${at + 1}`));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** W+1 of one item as each plan of the first week wrote it: what the accuracy is held against later. */
let saidOfNextWeek: number[] = [];
const listen = async (driver: Driver): Promise<void> => {
  saidOfNextWeek.push(figure(await forecastOf(driver, 'STEADY', OVERSEAS), 'W+1'));
};

export const FORECAST_JOURNEYS: Journey[] = [
  {
    name: 'forecast: eighty weeks and the corrections of demand come into the sheets',
    async run(driver) {
      const { taken, refused } = await driver.importFiles(BRAND, filesOf(forecastBrand('first')));
      assert.ok(taken > 2_000, `${taken} rows taken`);
      assert.equal(refused, 0);
      await open(driver, BRAND);
      const sales = await rowWith(driver, 'TW_Sales', item('STEADY', BONDED));
      assert.equal(sales['W-1'], soldInWeek('STEADY', '2026-11-16'));
      assert.equal(sales['W-80'], soldInWeek('STEADY', '2025-05-12'));
      assert.equal(sales['W-81'], '', 'before the first record nothing is known');
      const bulk = await rowWith(driver, 'TW_Corrections', { SKU: 'BULK', Kind: 'One-off bulk order' });
      assert.equal(bulk.Day, serial(BULK_DAY));
      assert.ok(Number(bulk.Change) < -300, `the order of 400 is taken off: ${bulk.Change}`);
      assert.ok(near(bulk.Demand, Number(bulk.Sold) + Number(bulk.Change)));
      assert.ok(String(bulk.Why).length > 10, 'and it is said why');
      assert.equal(bulk['Use raw'], '');
    },
  },
  {
    name: 'forecast: plan, with band, water lines and the promotion to come',
    async run(driver) {
      await planAndWrite(driver);
      await driver.session('showSheet', 'TW_Forecast');
      await driver.screenshot('20-forecast');
      const all = await rows(driver, 'TW_Forecast');
      assert.equal(all.length, 6);
      for (const row of all) {
        const name = `${row.SKU} ${row.Warehouse}`;
        const [f, s, low, high] = ['W+', 'Stat. W+', 'Low W+', 'High W+'].map((prefix) => weeksOf(row, prefix));
        const lines = ['Reorder W+', 'Target W+', 'Maximum W+'].map((prefix) => weeksOf(row, prefix));
        assert.deepEqual(f, s, `${name}: nothing is overridden yet`);
        f!.forEach((units, at) => {
          assert.ok(units >= 0 && low![at]! <= units && units <= high![at]!, `${name}, W+${at + 1} lies in its band`);
          const [minimum, target, maximum] = lines.map((line) => line[at]!);
          assert.ok(0 <= minimum! && minimum! <= target! && target! <= maximum!, `${name}, water lines of W+${at + 1}`);
        });
        assert.ok(near(row['Total 13w'], sum(f!)), `${name}: total of the weeks`);
        assert.equal(row['W+1 begins'], serial(NEXT_WEEK));
        assert.ok(String(row.Method).length > 2);
      }
      // 12.12 lies in W+3; promotions sold three times as much before
      const promoted = weeksOf(await forecastOf(driver, 'PROMO', BONDED), 'W+');
      assert.ok(promoted[2]! > 1.8 * promoted[1]!, `12.12: ${promoted.slice(0, 4).join(', ')}`);
      // without the order of 400 five a day are sold
      const bulk = sum(weeksOf(await forecastOf(driver, 'BULK', BONDED), 'W+')) / 91;
      assert.ok(bulk > 4 && bulk < 7, `BULK sells ${bulk} a day`);
      for (const row of await rows(driver, 'TW_Plan')) {
        const [reorder, target, most] = ['Reorder level', 'Order-up-to level', 'Maximum'].map((h) => figure(row, h));
        assert.ok(0 <= reorder! && reorder! <= target! && target! <= most!, `${row.SKU}: levels`);
        assert.ok(figure(row, 'Safety factor') >= 0 && figure(row, 'Safety stock') >= 0);
      }
      saidOfNextWeek = [];
      await listen(driver);
    },
  },
  {
    name: 'forecast: a number typed into a week and one given in the pane, each beside the statistical one',
    async run(driver) {
      const before = await forecastOf(driver, 'STEADY', BONDED);
      const overseas = await forecastOf(driver, 'STEADY', OVERSEAS);
      await driver.session('setPlanner', 'Lin');
      await typeInto(driver, 'TW_Forecast', item('STEADY', BONDED), 'W+3', '222');
      await typeInto(driver, 'TW_Forecast', item('STEADY', BONDED), 'Why', 'a shop opens');
      await driver.session(
        'override',
        { sku: 'STEADY', warehouse: OVERSEAS },
        { weeks: [WEEK_AFTER], quantity: { factor: 1.5 }, author: 'Lin', reason: 'advert', expires: '2027-01-15' },
      );
      // holds until the Saturday before the next data come
      await driver.session(
        'override',
        { sku: 'PROMO', warehouse: BONDED },
        { weeks: [PROMOTED_WEEK], quantity: { units: 40 }, author: 'Lin', reason: 'fewer', expires: '2026-11-28' },
      );
      await planAndWrite(driver);

      const typed = await forecastOf(driver, 'STEADY', BONDED);
      assert.equal(typed['W+3'], 222);
      assert.equal(typed['Stat. W+3'], before['Stat. W+3'], 'the statistical number stands beside it');
      assert.equal(typed['Overridden by'], 'Lin');
      assert.ok(near(typed['Total 13w'], Number(before['Total 13w']) - Number(before['W+3']) + 222));
      assert.deepEqual(weeksOf(typed, 'Stat. W+'), weeksOf(before, 'Stat. W+'));
      const onRecord = await override(driver, 'STEADY', BONDED, PROMOTED_WEEK);
      assert.deepEqual(
        [onRecord['My forecast'], onRecord.Statistical, onRecord['Overridden by'], onRecord.Why, onRecord.State],
        [222, before['Stat. W+3'], 'Lin', 'a shop opens', 'Active'],
      );
      assert.equal(onRecord['Made on'], serial('2026-11-23'));

      const raised = await forecastOf(driver, 'STEADY', OVERSEAS);
      const wanted = Math.round(Number(overseas['Stat. W+4']) * 15) / 10;
      assert.ok(near(raised['W+4'], wanted), `${raised['W+4']} is 1.5 × ${overseas['Stat. W+4']}`);
      assert.equal((await override(driver, 'STEADY', OVERSEAS, WEEK_AFTER)).State, 'Active');
      assert.equal((await forecastOf(driver, 'PROMO', BONDED))['W+3'], 40);
      // more is needed than without: the plan reckons with it
      const plan = await rowWith(driver, 'TW_Plan', item('STEADY', BONDED));
      assert.ok(near(plan['Next 4w'], sum(weeksOf(typed, 'W+').slice(0, 4))));
      await listen(driver);
      await driver.screenshot('21-overridden');
    },
  },
  {
    name: 'forecast: planned again, nothing moves',
    async run(driver) {
      const overrides = await rows(driver, 'TW_Overrides');
      await driver.ribbon('TwinPlan');
      await driver.waitFor(/Nothing to review: the sheet matches plan v\d+/, 120_000);
      assert.deepEqual(await rows(driver, 'TW_Overrides'), overrides);
    },
  },
  {
    name: 'forecast: "use raw" on a correction counts the bulk order again',
    async run(driver) {
      const before = await forecastOf(driver, 'BULK', BONDED);
      const plan = await rowWith(driver, 'TW_Plan', item('BULK', BONDED));
      await typeInto(driver, 'TW_Corrections', { SKU: 'BULK', Kind: 'One-off bulk order' }, 'Use raw', 'Yes');
      await planAndWrite(driver);
      const after = await forecastOf(driver, 'BULK', BONDED);
      const planned = await rowWith(driver, 'TW_Plan', item('BULK', BONDED));
      // what was sold is demand now: more of it, and less certain
      assert.ok(figure(after, 'Total 13w') > figure(before, 'Total 13w'));
      assert.ok(figure(planned, 'Demand per day') > figure(plan, 'Demand per day'));
      assert.ok(figure(planned, 'Demand sd per day') > 1.5 * figure(plan, 'Demand sd per day'));
      await listen(driver);
    },
  },
  {
    name: 'forecast: next week’s data, and every number stands in its own week',
    async run(driver) {
      const { refused } = await driver.importFiles(BRAND, filesOf(forecastBrand('week later')));
      assert.equal(refused, 0);
      await refresh(driver);
      const sales = await rowWith(driver, 'TW_Sales', item('STEADY', BONDED));
      assert.equal(sales['W-1'], soldInWeek('STEADY', NEXT_WEEK));
      const bulk = await rowWith(driver, 'TW_Corrections', { SKU: 'BULK', Kind: 'One-off bulk order' });
      assert.equal(bulk['Use raw'], 'Yes', 'the planner’s word outlives the refresh');
      await planAndWrite(driver);
      await driver.screenshot('22-a-week-later');

      const typed = await forecastOf(driver, 'STEADY', BONDED);
      assert.equal(typed['W+1 begins'], serial('2026-11-30'));
      assert.equal(typed['W+2'], 222, 'W+3 became W+2');
      assert.equal(typed['W+3'], typed['Stat. W+3']);
      assert.notEqual(typed['Stat. W+2'], 222);
      assert.equal((await override(driver, 'STEADY', BONDED, PROMOTED_WEEK)).State, 'Active');
      const raised = await forecastOf(driver, 'STEADY', OVERSEAS);
      const kept = await override(driver, 'STEADY', OVERSEAS, WEEK_AFTER);
      assert.equal(raised['W+3'], kept['My forecast']);
      assert.equal(kept.Statistical, raised['Stat. W+3'], 'beside the number of this week’s run');
      assert.equal(raised['W+4'], raised['Stat. W+4']);

      const ended = await forecastOf(driver, 'PROMO', BONDED);
      assert.equal(ended['W+2'], ended['Stat. W+2'], 'the override ran out: the statistical number stands again');
      assert.ok(Number(ended['W+2']) > 1.5 * Number(ended['W+1']), 'with 12.12 in it');
      assert.equal((await override(driver, 'PROMO', BONDED, PROMOTED_WEEK)).State, 'Expired');
    },
  },
  {
    name: 'forecast: drift and accuracy, told by the data service from the stored versions',
    async run(driver) {
      const { versions } = await driver.session('forecastVersions');
      assert.ok(versions.length >= 3, `${versions.length} versions`);
      assert.equal(versions[0].last_week, NEXT_WEEK);
      assert.equal((await driver.state('forecastRecord')).state, 'stored');

      const drift = await driver.session('forecastDrift');
      assert.equal(drift.version.version, versions[0].version);
      assert.equal(drift.weeks.length, FORECAST_WEEKS - 1, 'twelve weeks are in both');
      assert.equal(drift.common, 6);
      assert.ok(drift.change > 0 && drift.change < 1, `changed by ${drift.change}`);
      const steady = drift.items.find((one: any) => one.sku_id === 'STEADY' && one.warehouse_id === OVERSEAS);
      assert.ok(steady.after > steady.before, 'a week that sold more than any before moves it up');

      // what W+1 was said to be, and what came of it: worked out here from the sheet and the sales themselves
      const came = soldInWeek('STEADY', NEXT_WEEK);
      // of several plans in one week the last is the one that was acted upon
      const said = saidOfNextWeek[saidOfNextWeek.length - 1]!;
      const report = await driver.session('forecastAccuracy', 'item', { sku: 'STEADY', warehouse: OVERSEAS });
      assert.equal(report.rows.length, 1);
      const [row] = report.rows;
      assert.equal(row.pairs, 1);
      assert.ok(
        Math.abs(row.wape - Math.abs(came - said) / came) < 1e-4,
        `WAPE ${row.wape}: ${said} said, ${came} came`,
      );
      assert.ok(Math.abs(row.bias - (came - said) / came) < 1e-4);
      const all = await driver.session('forecastAccuracy', 'all');
      assert.ok(all.rows[0].wape > 0 && all.rows[0].wape < 1.5);
      assert.equal(all.last_week, NEXT_WEEK);
      const byHorizon = await driver.session('forecastAccuracy', 'horizon');
      assert.deepEqual(
        byHorizon.rows.map(({ group }: { group: string }) => group),
        ['1'],
      );
    },
  },
  {
    name: 'forecast: nothing the add-in asked for was missing in the host',
    async run(driver) {
      assert.ok((await table(driver, 'TW_Overrides')).columns.includes('State'));
      assert.deepEqual(await driver.unknownMembers(), []);
    },
  },
];
