/**
 * `npm run test:browser`: starts the product as a person does (`npm start` in an empty data folder), runs the journeys in
 * Chromium with screenshots in artifacts/, and tries what can go wrong at the start.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, startProcess, waitForOutput, type Started } from '../../src/tools/start-process';
import { browserDriver, openBrowser } from './browser-driver';
import { FORECAST_JOURNEYS } from './forecast-journeys';
import { JOURNEYS } from './journeys';
import { ODD_DATA_JOURNEYS } from './odd-data-journeys';
import { OWN_JOURNEYS, PLAN_JOURNEYS } from './plan-journeys';

const artifacts = process.env.TWINSTOCK_ARTIFACTS ?? path.resolve(__dirname, '../../artifacts');
const data = mkdtempSync(path.join(tmpdir(), 'twinstock-browser-'));
let passed = 0;
let failed = 0;

async function check(name: string, run: () => Promise<void>): Promise<boolean> {
  const started = Date.now();
  try {
    await run();
    passed += 1;
    console.log(`ok      ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${(error as Error).stack}`);
    return false;
  }
}

const READY = /https:\/\/localhost:\d+\/preview\//;

async function main(): Promise<void> {
  const port = await freePort();
  const start = (...more: string[]): Started =>
    startProcess(['--preview', '--lang', 'en', '--port', String(port), '--data-dir', data, ...more]);
  let first = start();
  let url = '';
  await check('npm start prints where to go, with the sample brand loaded', async () => {
    url = (await waitForOutput(first, READY, 300_000))[0];
    assert.match(first.output(), /Sample brand loaded: [\d,]+ rows/);
    assert.match(first.output(), /not Excel/);
  });
  await check('a data folder held by another process is refused, by name', async () => {
    const second = startProcess(['--preview', '--lang', 'en', '--port', String(await freePort()), '--data-dir', data]);
    assert.equal(await second.exited, 1);
    assert.match(second.output(), new RegExp(`process \\d+`));
  });
  await check('a port in use is refused with the mend', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'twinstock-port-'));
    const blocker = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => blocker.listen(taken, '127.0.0.1', resolve));
    const second = startProcess(['--preview', '--lang', 'en', '--port', String(taken), '--data-dir', other]);
    assert.equal(await second.exited, 1);
    assert.match(second.output(), new RegExp(`Port ${taken} is in use.*--port ${taken + 1}`));
    blocker.close();
    rmSync(other, { recursive: true, force: true });
  });

  const browser = await openBrowser();
  const key = /keep it secret\): (\S+)/.exec(first.output())?.[1] ?? '';
  for (const journeys of [JOURNEYS, FORECAST_JOURNEYS, ODD_DATA_JOURNEYS, OWN_JOURNEYS, PLAN_JOURNEYS]) {
    const driver = await browserDriver(browser, url, { artifacts, key });
    for (const journey of journeys) {
      if (!(await check(journey.name, () => journey.run(driver)))) {
        await driver.screenshot('failed');
        break;
      }
    }
    await check('no script error, and no request left the machine', async () => assert.deepEqual(driver.errors, []));
    await driver.close();
  }

  await check('the pane in Chinese, at every width, light and dark', async () => {
    const chinese = await browserDriver(browser, url, { artifacts, language: 'zh' });
    await chinese.waitFor('示例品牌');
    for (const width of [270, 320, 350, 500]) {
      await chinese.page.locator('#width').selectOption(String(width));
      await chinese.screenshot(`09-zh-${width}`);
      const overflow = await chinese.page
        .frames()
        .find((frame) => frame.url().includes('taskpane.html'))
        ?.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      assert.equal(overflow, 0, `the pane scrolls sideways at ${width} px`);
    }
    await chinese.click('开始');
    await chinese.waitFor(/数据已在表格中/, 120_000);
    await chinese.settle();
    assert.ok((await chinese.sheets()).includes('库存'));
    await chinese.screenshot('10-zh-pulled');
    await chinese.close();
  });
  await browser.close();

  await check('Ctrl-C stops everything; the next start continues with the same data', async () => {
    first.interrupt();
    assert.equal(await first.exited, 0);
    first = start();
    await waitForOutput(first, READY);
    assert.doesNotMatch(first.output(), /Sample brand loaded/);
    first.interrupt();
    assert.equal(await first.exited, 0);
  });
  await check('a broken certificate is named, with the mend', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(path.join(data, 'certificate/cert.pem'), 'broken');
    const broken = start();
    assert.equal(await broken.exited, 1);
    assert.match(broken.output(), /Delete the files key\.pem and cert\.pem/);
  });
}

main()
  .catch((error: Error) => {
    failed += 1;
    console.log(error.stack);
  })
  .finally(() => {
    rmSync(data, { recursive: true, force: true });
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exit(failed ? 1 : 0);
  });
