import assert from 'node:assert/strict';
import type { CellValue } from '../../src/tables';
import { journeyWorkbook } from '../data/own-workbooks/workbooks';
import type { Driver } from './driver';
import type { Journey } from './journeys';
import { column, table } from './sheets';

/** Every cell of a sheet by its address, as the formula bar shows it. */
async function cells(driver: Driver, sheet: string, area: string): Promise<CellValue[][]> {
  return driver.formulas(sheet, area);
}

const AREA = 'A1:R20';
const SHEET = '备货计划表';
/** columns of the sheet that the plan may fill: 建议备货数量 and 预计断货日期 */
const FILLED = [14, 15];

let before: CellValue[][] = [];

/** A workbook of the planner's own, without a data service: mapped, planned, written into, taken back. */
export const OWN_JOURNEYS: Journey[] = [
  {
    name: 'own workbook: mapped in four steps, nothing written yet',
    async run(driver) {
      const { bytes, asOf } = await journeyWorkbook();
      await driver.openFile(bytes);
      before = await cells(driver, SHEET, AREA);
      await driver.user('select', SHEET, 'B6');
      await driver.waitFor('Use tables in this workbook');
      await driver.click(/^Use tables in this workbook/);
      await driver.click('Start');
      await driver.waitFor('Step 1 of 4');
      await driver.screenshot('20-own-range');
      await driver.click('Next');
      await driver.waitFor('Step 2 of 4');
      await driver.screenshot('21-own-columns');
      await driver.click('Next');
      await driver.waitFor('Step 3 of 4');
      await driver.screenshot('22-own-keys');
      await driver.click('Next');
      await driver.waitFor('Step 4 of 4');
      await driver.fill('Brand', '示例');
      await driver.fill('Currency', 'CNY');
      await driver.screenshot('23-own-writing');
      await driver.click('Keep this mapping');
      await driver.waitFor('My own tables');
      await driver.session('setOwnOptions', { dataDate: asOf, planSheet: false });
      assert.deepEqual(await cells(driver, SHEET, AREA), before, 'mapping writes nothing');
    },
  },
  {
    name: 'own workbook: planned offline and written in place, every other cell as it was',
    async run(driver) {
      await driver.serviceDown(true);
      await driver.ribbon('TwinPlan');
      await driver.waitFor(/Into your own tables/, 120_000);
      await driver.screenshot('24-own-review');
      assert.deepEqual(await cells(driver, SHEET, AREA), before, 'a review writes nothing');
      await driver.click(/^Write [\d,]+ cells$/);
      await driver.waitFor(/Wrote [\d,]+ cells/, 120_000);
      await driver.settle();
      await driver.screenshot('25-own-written');
      const after = await cells(driver, SHEET, AREA);
      let written = 0;
      after.forEach((row, at) =>
        row.forEach((value, place) => {
          if (value === before[at]?.[place]) return;
          assert.ok(FILLED.includes(place), `row ${at + 1}, column ${place + 1} became ${value}`);
          written += 1;
        }),
      );
      assert.ok(written >= 4, `${written} cells were filled`);
      assert.ok(!(await driver.sheets()).includes('Plan'), 'no sheet was added');
    },
  },
  {
    name: 'own workbook: a figure typed over is kept and compared, sorting in between does no harm',
    async run(driver) {
      const after = await cells(driver, SHEET, AREA);
      const at = after.findIndex((row) => typeof row[14] === 'number' && Number(row[14]) > 0);
      assert.ok(at > 2);
      await driver.user('type', SHEET, `O${at + 1}`, '777');
      await driver.user('type', SHEET, `E${at + 1}`, '1');
      await driver.ribbon('TwinPlan');
      await driver.waitFor(/You changed, plan differs/, 120_000);
      await driver.screenshot('26-own-override');
      assert.equal((await cells(driver, SHEET, AREA))[at]?.[14], 777, 'the planner’s word stands');
    },
  },
  {
    name: 'own workbook: undo gives back what was there',
    async run(driver) {
      const writes = (await driver.session('loadHistory')) as { id: string; canUndo: boolean }[];
      const own = writes.find(({ canUndo }) => canUndo);
      assert.ok(own);
      await driver.session('undo', own.id);
      const now = await cells(driver, SHEET, AREA);
      now.forEach((row, at) =>
        row.forEach((value, place) => {
          if (value === before[at]?.[place] || value === 777 || (place === 4 && value === 1)) return;
          assert.fail(`row ${at + 1}, column ${place + 1} is still ${value}`);
        }),
      );
      await driver.serviceDown(false);
      assert.deepEqual(await driver.unknownMembers(), []);
    },
  },
];

/** From the plan on: decide, send, what if, what the shop may sell, what the past says. */
export const PLAN_JOURNEYS: Journey[] = [
  {
    name: 'plan: input check, plan and write the sample brand',
    async run(driver) {
      await driver.waitFor('Try the sample brand');
      await driver.click('Start');
      await driver.waitFor(/Your data is in the sheets/, 120_000);
      await driver.session('setPlanner', 'Li Lei');
      const { findings } = await driver.session('checkInput');
      assert.ok(findings.length > 0 && findings.length < 40, `${findings.length} findings`);
      await driver.ribbon('TwinPlan');
      await driver.waitFor(/Write [\d,]+ cells/, 120_000);
      await driver.click(/^Write [\d,]+ cells$/);
      await driver.waitFor(/Wrote [\d,]+ cells/, 120_000);
      await driver.settle();
      const names = (await driver.tables()).map(({ name }) => name);
      for (const name of ['TW_Plan', 'TW_Tiers', 'TW_Buys', 'TW_Sellable']) assert.ok(names.includes(name), name);
      const weeks = await column(driver, 'TW_Buys', 'Order week');
      assert.ok(new Set(weeks).size > 4, 'buys are planned week by week');
      const gates = await column(driver, 'TW_Tiers', 'Gate because');
      assert.ok(gates.some((text) => String(text).length > 10));
      const pages = await column(driver, 'TW_Sellable', 'Page text (Chinese)');
      assert.ok(pages.some((text) => /发货/.test(String(text))));
    },
  },
  {
    name: 'plan: planned again after one stock figure changed, the same as a whole plan',
    async run(driver) {
      const stock = await table(driver, 'TW_Stock');
      const at = stock.columns.indexOf('Available');
      const letter = String.fromCharCode(65 + at);
      await driver.user('type', stock.sheet, `${letter}6`, '1');
      const workers = await driver.workersStarted();
      const { rows } = await driver.session('plan');
      assert.equal(await driver.workersStarted(), workers, 'no worker was needed for one item');
      assert.ok(rows.length > 400);
    },
  },
  {
    name: 'plan: lines accepted by filter, sent once, and their state comes back',
    async run(driver) {
      await driver.click('Plan');
      await driver.click(/^Decide and send/);
      await driver.waitFor(/Undecided: \d+ lines/);
      await driver.screenshot('30-decide');
      const board = await driver.session('loadDecisions');
      const lines = board.lines.filter((line: any) => line.action === 'buy' && line.orderQty > 0).slice(0, 5);
      await driver.session(
        'decideLines',
        lines.map((line: any) => line.id),
        'accept',
      );
      assert.equal((await column(driver, 'TW_Plan', 'Decided by')).filter((name) => name === 'Li Lei').length, 5);
      await driver.click(/^Send 5 lines/);
      await driver.waitFor(/5 lines to \d suppliers/);
      await driver.screenshot('31-send');
      await driver.click(/^Send 5 lines …$/);
      await driver.click(/^Send 5 lines$/);
      await driver.waitFor(/Sent 5 lines to/);
      await driver.ribbon('TwinRefresh');
      await driver.waitFor(/Updated [\d,]+ rows/, 120_000);
      await driver.settle();
      assert.equal(
        (await column(driver, 'TW_Proposals', 'State')).filter((state) => state === 'Sent').length >= 5,
        true,
      );
      assert.ok((await column(driver, 'TW_Plan', 'Proposal')).some((text) => /^P-\d+ · sent$/.test(String(text))));
    },
  },
  {
    name: 'plan: two scenarios beside the plan, which stays as it is',
    async run(driver) {
      const plan = await column(driver, 'TW_Plan', 'Order qty');
      await driver.session('plan');
      await driver.session('keepScenarios', [
        { name: 'Ships late', scenario: { leadDays: 14 } },
        { name: 'Half the money', scenario: { budget: 100_000 } },
      ]);
      const board = await driver.session('runScenarios');
      assert.ok(board.comparison.measures.length >= 8);
      await driver.session('scenariosSheet');
      assert.ok((await column(driver, 'TW_Scenarios', 'Measure')).length >= 8);
      assert.deepEqual(await column(driver, 'TW_Plan', 'Order qty'), plan);
    },
  },
  {
    name: 'plan: every figure of the worst line explained',
    async run(driver) {
      const [sku, warehouse] = await Promise.all(
        ['SKU', 'Warehouse'].map(async (heading) => (await column(driver, 'TW_Plan', heading))[0]),
      );
      await driver.session('showItem', { sku: String(sku), warehouse: String(warehouse) });
      await driver.click('Item');
      await driver.click(/^Every step/);
      await driver.waitFor(/rules in force on/);
      await driver.screenshot('32-why');
    },
  },
  {
    name: 'plan: a few items of the past year replayed',
    async run(driver) {
      await driver.click('Plan');
      await driver.click('Proof on the last year');
      await driver.fill(/replayed at most/, '12');
      await driver.click('Replay 52 weeks');
      await driver.waitFor('Lost sales against money in stock', 300_000);
      await driver.screenshot('33-replay');
      const { points, items } = await driver.state('backtest');
      assert.equal(items, 12);
      assert.equal(points.length, 25);
      assert.deepEqual(await driver.unknownMembers(), []);
    },
  },
];
