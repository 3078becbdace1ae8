import assert from 'node:assert/strict';
import { FORECAST_WEEKS } from '../../src/tables';
import { BONDED, oddBrand, OVERSEAS } from '../forecast-brand';
import { filesOf } from '../small-brand';
import type { Driver } from './driver';
import { forecastOf, item, open } from './forecast-journeys';
import type { Journey } from './journeys';
import { figure, rows, rowWith, typeInto, type Row } from './sheets';

const BRAND = 'odd';

/** Units a day over the weeks without the promotion in W+3. */
const perDay = (row: Row): number => (figure(row, 'Total 13w') - figure(row, 'W+3')) / (7 * (FORECAST_WEEKS - 1));

/** Plans, reads what the pane says of it, and writes all of it. */
async function plan(driver: Driver): Promise<string> {
  await driver.ribbon('TwinPlan');
  await driver.waitFor(/Write [\d,]+ cells/, 120_000);
  const { noteTexts } = (await driver.state('plan')) as { noteTexts: string[] };
  await driver.session('write', { items: 'all' });
  await driver.settle();
  return noteTexts.join('\n');
}

/** Whatever comes in: no cell holds an error or a negative quantity, and a row that is not planned says why. */
async function soundPlan(driver: Driver): Promise<void> {
  for (const name of ['TW_Plan', 'TW_Forecast']) {
    for (const row of await rows(driver, name)) {
      for (const [heading, value] of Object.entries(row)) {
        const where = `${name}, ${row.SKU} ${row.Warehouse}, ${heading}`;
        assert.doesNotMatch(String(value), /^#|NaN|undefined|Infinity/, where);
        if (typeof value === 'number' && heading !== 'Bias') assert.ok(value >= 0, `${where}: ${value}`);
      }
    }
  }
  for (const row of await rows(driver, 'TW_Plan')) {
    if (row['Order qty'] === '') assert.match(String(row.Explanation), /^Not planned: .{10,}/, `${row.SKU}`);
    else assert.ok(figure(row, 'Reorder level') <= figure(row, 'Order-up-to level'));
  }
}

/** Data as nobody should send them and everybody does: what can be planned is, the rest says why not, nothing is made up. */
export const ODD_DATA_JOURNEYS: Journey[] = [
  {
    name: 'odd data: rows that cannot be are refused, the rest is planned or says why not',
    async run(driver) {
      const { refused } = await driver.importFiles(BRAND, filesOf(oddBrand()));
      // a second figure for one day, a negative lead time, a promotion without an end
      assert.equal(refused, 3);
      await open(driver, BRAND);
      const notes = await plan(driver);
      await soundPlan(driver);
      assert.match(notes, /BACKWARDS/, 'a promotion that ends before it begins is named');

      const forecasts = new Map((await rows(driver, 'TW_Forecast')).map((row) => [`${row.SKU} ${row.Warehouse}`, row]));
      const of = (sku: string): Row => forecasts.get(`${sku} ${BONDED}`) ?? {};
      assert.equal(figure(of('ZERO'), 'Total 13w'), 0, 'nothing sold is nothing forecast');
      // one sale of 7 in the last two weeks: something near that, and no accuracy it could not have
      assert.ok(perDay(of('ONE')) > 0 && perDay(of('ONE')) <= 1, `ONE: ${perDay(of('ONE'))} a day`);
      assert.equal(of('ONE').Accuracy, '');
      // 4 to 6 a day, with ten weeks without a row; 3 to 6, and not 900; 5 or 6, whatever is dated after today; 6 every day
      assert.ok(perDay(of('GAPS')) > 3 && perDay(of('GAPS')) <= 6.5, `GAPS: ${perDay(of('GAPS'))} a day`);
      assert.ok(perDay(of('TWICE')) > 3 && perDay(of('TWICE')) <= 6.5, `TWICE: ${perDay(of('TWICE'))} a day`);
      assert.ok(perDay(of('LATER')) >= 5 && perDay(of('LATER')) <= 6.5, `LATER: ${perDay(of('LATER'))} a day`);
      assert.ok(Math.abs(perDay(of('LANE')) - 6) < 0.3, `LANE: ${perDay(of('LANE'))} a day`);
      // the calendar says twice as much in W+3 and knows nothing of January: there the forecast is the plain rate
      const lane = of('LANE');
      const base = figure(lane, 'W+1');
      assert.ok(Math.abs(figure(lane, 'W+3') / base - 2) < 0.2, `12.12: ${figure(lane, 'W+3')} of ${base}`);
      for (let week = 4; week <= FORECAST_WEEKS; week++)
        assert.ok(Math.abs(figure(lane, `W+${week}`) / base - 1) < 0.05, `W+${week} is an ordinary week`);
      // the lane to the overseas warehouse was refused, so nothing is said about orders there
      const overseas = await rowWith(driver, 'TW_Plan', item('LANE', OVERSEAS));
      assert.equal(overseas['Order qty'], '');
      assert.match(String(overseas.Explanation), /no replenishment lane leads to UK01/);
      await driver.screenshot('23-odd-data');
    },
  },
  {
    name: 'odd data: typed into the sheets, the plan leaves out what cannot be and names it',
    async run(driver) {
      const before = await forecastOf(driver, 'LANE', BONDED);
      await typeInto(driver, 'TW_Calendar', { Promotion: 'D12' }, 'Ends', '');
      for (const heading of ['Lead time mean (d)', 'Lead time P50 (d)', 'Lead time P90 (d)'])
        await typeInto(driver, 'TW_Lanes', { Lane: 'L1' }, heading, '-5');
      await typeInto(driver, 'TW_Forecast', item('TWICE', BONDED), 'W+2', '-40');
      await driver.settle();
      const notes = await plan(driver);
      await soundPlan(driver);
      assert.match(notes, /D12/, 'a promotion without an end is named');
      assert.match(notes, /L1/, 'and so is the lane');
      for (const row of await rows(driver, 'TW_Plan')) {
        assert.equal(row['Order qty'], '');
        assert.match(String(row.Explanation), /^Not planned/);
      }
      const after = await forecastOf(driver, 'LANE', BONDED);
      // demand does not hang on the lane; the promotion without an end is in no week
      assert.equal(figure(after, 'W+1'), figure(before, 'W+1'));
      assert.ok(Math.abs(figure(after, 'W+3') / figure(after, 'W+1') - 1) < 0.05);
      const twice = await forecastOf(driver, 'TWICE', BONDED);
      assert.equal(twice['W+2'], twice['Stat. W+2'], 'demand is never negative');
      assert.match(notes, /TWICE/);
    },
  },
];
