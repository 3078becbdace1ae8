import assert from 'node:assert/strict';
import type { CellValue } from '../../src/tables';
import type { Driver } from './driver';
import { cell, column, FIRST_ROW, letters, table } from './sheets';

/**
 * What a planner does with the product, from the first run to the saved file. The same steps run through the shipped
 * bundle in Node and in Chromium; each builds on the one before.
 */
export interface Journey {
  name: string;
  run(driver: Driver): Promise<void>;
}

async function snapshot(driver: Driver): Promise<string> {
  const tables = await driver.tables();
  const cells = await Promise.all(tables.map(({ sheet, range }) => driver.formulas(sheet, range)));
  return JSON.stringify([await driver.sheets(), tables, cells]);
}

export const JOURNEYS: Journey[] = [
  {
    name: 'first run: the sample brand is the first door',
    async run(driver) {
      await driver.waitFor('Try the sample brand');
      await driver.waitFor('Connect my data');
      await driver.screenshot('01-first-run');
      await driver.click('Start');
      await driver.waitFor(/Your data is in the sheets/, 120_000);
      await driver.settle();
      await driver.screenshot('02-pulled');
      const names = (await driver.tables()).map(({ name }) => name);
      for (const name of [
        'TW_SKU',
        'TW_Warehouses',
        'TW_Lanes',
        'TW_Stock',
        'TW_Sales',
        'TW_Inbound',
        'TW_Calendar',
        'TW_Policy',
      ])
        assert.ok(names.includes(name), name);
    },
  },
  {
    name: 'pull: text stays text, every sheet says its data cut, sales are wide by week',
    async run(driver) {
      const codes = await column(driver, 'TW_SKU', 'SKU');
      assert.ok(codes.length >= 200);
      assert.ok(
        codes.every((code) => typeof code === 'string'),
        'every SKU code is text',
      );
      const barcodes = await column(driver, 'TW_SKU', 'Barcode');
      assert.ok(
        barcodes.every((code) => code === '' || (typeof code === 'string' && /^\d{13}$/.test(code))),
        'barcodes keep 13 digits',
      );
      for (const { sheet } of await driver.tables()) {
        assert.match(String(await cell(driver, sheet, 'A2')), /2026-11-23 09:12/, `${sheet} says its data cut`);
      }
      const sales = await table(driver, 'TW_Sales');
      assert.equal(sales.columns.filter((heading) => /^W-\d+$/.test(heading)).length, 104);
      const total = await column(driver, 'TW_Sales', 'Total 13w');
      const row = FIRST_ROW + total.findIndex((value) => Number(value) > 0);
      const first = letters(sales.columns.indexOf('W-1'));
      const last = letters(sales.columns.indexOf('W-13'));
      const weeks = (await driver.values(sales.sheet, `${first}${row}:${last}${row}`))[0] as CellValue[];
      const sum = weeks.reduce<number>((acc, value) => acc + (value === '' ? 0 : Number(value)), 0);
      assert.equal(sum, total[row - FIRST_ROW]);
    },
  },
  {
    name: "refresh: rows by key, the user's columns, notes, order, filters and names stay",
    async run(driver) {
      const stock = await table(driver, 'TW_Stock');
      await driver.user('sortTable', 'TW_Stock', 'Available', false);
      const order = await column(driver, 'TW_Stock', 'SKU');
      const own = letters(stock.columns.length);
      await driver.user('type', stock.sheet, `${own}5`, 'My column');
      await driver.user('type', stock.sheet, `${own}${FIRST_ROW + 2}`, '=1+1');
      await driver.user(
        'type',
        'SKU',
        `${letters((await table(driver, 'TW_SKU')).columns.indexOf('Note'))}${FIRST_ROW}`,
        'ask the supplier',
      );
      await driver.user('renameSheet', 'Lanes', 'My lanes');
      await driver.user('renameColumn', 'TW_Stock', 'On hand', 'Counted');
      const counted = letters((await table(driver, 'TW_Stock')).columns.indexOf('Counted'));
      const before = await cell(driver, stock.sheet, `${counted}${FIRST_ROW}`);
      await driver.user('type', stock.sheet, `${counted}${FIRST_ROW}`, '999999');
      const filterBy = String(await cell(driver, stock.sheet, `C${FIRST_ROW}`));
      await driver.user('filterTable', 'TW_Stock', 'Warehouse', [filterBy]);
      await driver.settle();
      await driver.ribbon('TwinRefresh');
      await driver.waitFor(/Updated [\d,]+ rows/, 120_000);
      await driver.settle();
      await driver.screenshot('03-refreshed');
      assert.deepEqual(await column(driver, 'TW_Stock', 'SKU'), order, 'the order is the user’s');
      assert.equal(
        await cell(driver, stock.sheet, `${counted}${FIRST_ROW}`),
        before,
        'a renamed column is still ours and is refreshed',
      );
      assert.equal((await driver.formulas(stock.sheet, `${own}${FIRST_ROW + 2}`))[0]?.[0], '=1+1');
      assert.ok((await column(driver, 'TW_SKU', 'Note')).includes('ask the supplier'));
      assert.ok((await driver.sheets()).includes('My lanes'));
      assert.deepEqual((await table(driver, 'TW_Stock')).filters, [filterBy], 'the filter is still set');
      await driver.user('filterTable', 'TW_Stock', 'Warehouse', null);
    },
  },
  {
    name: 'the service goes away in the middle: a message, and every sheet as it was',
    async run(driver) {
      const before = await snapshot(driver);
      await driver.serviceDown(true, 4);
      await driver.ribbon('TwinRefresh');
      await driver.waitFor(/data service did not answer/);
      await driver.screenshot('04-service-away');
      assert.equal(await snapshot(driver), before);
      await driver.serviceDown(false);
    },
  },
  {
    name: 'a protected sheet: named, nothing written anywhere',
    async run(driver) {
      await driver.user('protectSheet', 'Stock', true);
      const before = await snapshot(driver);
      await driver.ribbon('TwinRefresh');
      await driver.waitFor(/"Stock" is protected/);
      assert.equal(await snapshot(driver), before);
      await driver.user('protectSheet', 'Stock', false);
    },
  },
  {
    name: 'plan and review: what will change is shown before anything is written',
    async run(driver) {
      const before = await snapshot(driver);
      await driver.ribbon('TwinPlan');
      await driver.waitFor(/Write [\d,]+ cells/, 120_000);
      await driver.screenshot('05-review');
      assert.equal(await snapshot(driver), before, 'a review writes nothing');
      assert.ok((await driver.workersStarted()) > 0, 'the plan ran beside the page');
    },
  },
  {
    name: 'write: the Plan sheet, checked by reading back',
    async run(driver) {
      await driver.click(/^Write [\d,]+ cells$/);
      await driver.waitFor(/Wrote [\d,]+ cells/, 120_000);
      await driver.settle();
      await driver.screenshot('06-written');
      const actions = await column(driver, 'TW_Plan', 'Action');
      assert.ok(
        actions.includes('Buy') && actions.includes('STOP') && actions.includes('Hold'),
        [...new Set(actions)].join(),
      );
      const [status, explanation] = [
        await column(driver, 'TW_Plan', 'Status'),
        await column(driver, 'TW_Plan', 'Explanation'),
      ];
      assert.ok(status.every((word) => typeof word === 'string' && word !== ''));
      assert.ok(
        explanation.every((text) => typeof text === 'string' && text.length > 10),
        'every line says why',
      );
      const tiers = await column(driver, 'TW_SKU', 'Tier');
      assert.ok(tiers.filter((tier) => tier !== '').length >= 200, 'tiers stand in SKU');
      const forecast = await table(driver, 'TW_Forecast');
      assert.equal(forecast.columns.filter((heading) => /^W\+\d+$/.test(heading)).length, 13);
    },
  },
  {
    name: 'a reader derives the figures again from the sheets, with our functions and with plain formulas',
    async run(driver) {
      const plan = await table(driver, 'TW_Plan');
      const quantities = await column(driver, 'TW_Plan', 'Order qty');
      const row = FIRST_ROW + quantities.findIndex((value) => Number(value) > 0);
      const at = (heading: string): string => {
        const index = plan.columns.indexOf(heading);
        assert.notEqual(index, -1, `Plan has no column ${heading}`);
        return `'${plan.sheet}'!${letters(index)}${row}`;
      };
      await driver.user('addSheet', 'Mine');
      const formulas = [
        // the factor stands in the place of z; its level by the normal distribution gives the same by function
        `=TWIN.SAFETYSTOCK(NORM.S.DIST(${at('Safety factor')},TRUE),${['Demand per day', 'Demand sd per day', 'Lead time mean', 'Lead time sd', 'Review interval'].map(at).join(',')})`,
        `=${at('Safety stock')}`,
        `=${at('Safety factor')}*SQRT((${at('Lead time mean')}+${at('Review interval')})*${at('Demand sd per day')}^2+${at('Demand per day')}^2*${at('Lead time sd')}^2)`,
        `=${at('Available')}+${at('In transit')}-${at('Position')}`,
        `=${at('Position')}<=${at('Reorder level')}`,
        `=${at('Order qty')}+${at('Position')}>=${at('Order-up-to level')}`,
      ];
      for (const [index, formula] of formulas.entries()) await driver.user('type', 'Mine', `A${index + 1}`, formula);
      await driver.settle();
      const got = (await driver.values('Mine', 'A1:A6')).map(([value]) => value);
      assert.ok(
        Math.abs(Number(got[0]) / Number(got[1]) - 1) < 1e-6,
        `safety stock by function ${got[0]}, in the plan ${got[1]}`,
      );
      assert.ok(
        Math.abs(Number(got[2]) / Number(got[1]) - 1) < 1e-9,
        `safety stock by plain formula ${got[2]}, in the plan ${got[1]}`,
      );
      assert.ok(Math.abs(Number(got[3])) < 1e-6, `position = available + in transit, off by ${got[3]}`);
      assert.deepEqual([got[4], got[5]], [true, true]);
    },
  },
  {
    name: 'calculate in cells: ranges spill, functions nest, errors name the mend',
    async run(driver) {
      const type = (address: string, text: string): Promise<void> => driver.user('type', 'Mine', address, text);
      for (const [index, level] of ['0.9', '0.95', '1.2', '0.99'].entries()) await type(`C${index + 1}`, level);
      await type('D1', '=TWIN.SAFETYSTOCK(C1:C4,20,8,40,6)');
      await type('E1', '=ROUND(SUM(TWIN.SAFETYSTOCK(C1:C2,20,8,40,6)),1)');
      await type('F1', '=IFERROR(TWIN.DOS(5,0),"no sales")');
      await type('F2', '=TWIN.DOS(0,12)');
      await type('F3', '=TWIN.TURNOVERDAYS(1000,{100,200},365)');
      await type('G1', '=TWIN.ROUTE(1,"fast","metro",5,9)');
      await type('G2', '=TWIN.ROUTE(1,"耐心等待","乌鲁木齐",5,9)');
      await type('J1', '=TWIN.DOS(TW_Stock[Available],1)');
      await driver.settle();
      // z·√16960 with z from R qnorm(): 0.9 → 1.281551565545, 0.95 → 1.644853626951, 0.99 → 2.326347874041
      const spilled = (await driver.values('Mine', 'D1:D4')).map(([value]) => value);
      assert.ok(Math.abs(Number(spilled[0]) - 1.281551565545 * Math.sqrt(16960)) < 1e-6, String(spilled[0]));
      assert.ok(Math.abs(Number(spilled[1]) - 1.644853626951 * Math.sqrt(16960)) < 1e-6);
      assert.equal(spilled[2], '#NUM!', 'a bad row shows its own error');
      assert.ok(Math.abs(Number(spilled[3]) - 2.326347874041 * Math.sqrt(16960)) < 1e-6, 'the others still answer');
      assert.equal(
        await cell(driver, 'Mine', 'E1'),
        Math.round((1.281551565545 + 1.644853626951) * Math.sqrt(16960) * 10) / 10,
      );
      assert.equal(await cell(driver, 'Mine', 'F1'), 'no sales');
      assert.equal(await cell(driver, 'Mine', 'F2'), 0);
      assert.equal(await cell(driver, 'Mine', 'F3'), 54.75); // 365 · 150 / 1000
      assert.deepEqual((await driver.values('Mine', 'G1:H1'))[0]?.[0], 'bonded');
      assert.deepEqual((await driver.values('Mine', 'G2:H2'))[0]?.[0], 'direct');
      const available = await column(driver, 'TW_Stock', 'Available');
      const days = (await driver.values('Mine', `J1:J${available.length}`)).map(([value]) => value);
      available.forEach((stock, index) => {
        // a rate of 1 a day: the days are the stock itself; an unknown stock is no number
        if (stock === '') assert.match(String(days[index]), /^#/);
        else assert.equal(days[index], Math.max(0, Number(stock)));
      });
    },
  },
  {
    name: 'live stock in a cell: the figures of the Stock sheet, an unknown code named by its error',
    async run(driver) {
      const type = (address: string, text: string): Promise<void> => driver.user('type', 'Mine', address, text);
      const [skus, warehouses, available] = await Promise.all(
        ['SKU', 'Warehouse', 'Available'].map((heading) => column(driver, 'TW_Stock', heading)),
      );
      const known = available!.findIndex((stock) => Number(stock) > 0);
      await type('L1', `=TWIN.STOCK("${String(skus![known])}","${String(warehouses![known])}")`);
      await type('L2', '=IFERROR(TWIN.STOCK("no such code"),"unknown")');
      await type('L3', '=TWIN.STOCK(TW_Stock[SKU],TW_Stock[Warehouse])');
      const until = Date.now() + 30_000;
      while ((await cell(driver, 'Mine', 'L1')) !== available![known] && Date.now() < until) await driver.settle();
      assert.equal(await cell(driver, 'Mine', 'L1'), available![known]);
      assert.equal(await cell(driver, 'Mine', 'L2'), 'unknown');
      const spilled = (await driver.values('Mine', `L3:L${available!.length + 2}`)).map(([value]) => value);
      available!.forEach((stock, index) => {
        if (stock === '') assert.equal(spilled[index], '#N/A');
        else assert.equal(spilled[index], stock);
      });
      await driver.user('clear', 'Mine', 'L1:L3');
    },
  },
  {
    name: 'undo: the write is taken back, what the user typed since stays',
    async run(driver) {
      const note = letters((await table(driver, 'TW_Plan')).columns.indexOf('Note'));
      await driver.user('type', 'Plan', `${note}${FIRST_ROW}`, 'keep this line');
      const kept = await cell(driver, 'Plan', `A${FIRST_ROW}`);
      await driver.ribbon('TwinUndo');
      await driver.waitFor(/Undone|taken back|restored/i, 120_000);
      await driver.settle();
      await driver.screenshot('07-undone');
      const left = await column(driver, 'TW_Plan', 'SKU');
      assert.ok(left.includes(kept), 'the row with the user’s note is still there');
      assert.ok((await column(driver, 'TW_Plan', 'Note')).includes('keep this line'));
      assert.ok(left.length < 5, `${left.length} rows are left`);
    },
  },
  {
    name: 'save as .xlsx and open it again: values, formulas, tables and the binding are there',
    async run(driver) {
      await driver.ribbon('TwinPlan');
      await driver.waitFor(/Write [\d,]+ cells/, 120_000);
      await driver.click(/^Write [\d,]+ cells$/);
      await driver.waitFor(/Wrote [\d,]+ cells/, 120_000);
      await driver.settle();
      const before = await column(driver, 'TW_Plan', 'Order qty');
      await driver.saveAndReopen();
      assert.deepEqual(await column(driver, 'TW_Plan', 'Order qty'), before);
      assert.match(String((await driver.formulas('Mine', 'D1'))[0]?.[0]), /^=TWIN\.SAFETYSTOCK\(/);
      assert.ok(Math.abs(Number(await cell(driver, 'Mine', 'D2')) - 1.644853626951 * Math.sqrt(16960)) < 1e-6);
      await driver.waitFor('Sample brand');
      await driver.screenshot('08-reopened');
      await driver.ribbon('TwinRefresh');
      await driver.waitFor(/Updated [\d,]+ rows/, 120_000);
    },
  },
  {
    name: 'nothing the add-in asked for was missing in the host',
    async run(driver) {
      assert.deepEqual(await driver.unknownMembers(), []);
    },
  },
];
