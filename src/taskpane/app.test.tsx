import '../../test/functions-host';
import type { Route } from './navigation';
import { button, dom, lendGlobals, mount, pause, press, says, until } from './session/testing/pane';

const { document } = dom.window;

beforeAll(lendGlobals);

const PAGES: Route[] = [
  { page: 'home' },
  { page: 'data' },
  { page: 'connect' },
  { page: 'plan' },
  { page: 'review' },
  { page: 'group', group: 'eye' },
  { page: 'item' },
  { page: 'forecast' },
  { page: 'history' },
  { page: 'settings' },
  { page: 'help' },
  { page: 'explain' },
  { page: 'functions' },
  { page: 'function', id: 'SAFETYSTOCK' },
  { page: 'repair' },
  { page: 'repairGroup', group: 'file_form' },
];

it('leads from the first run to a written plan and back, in both languages', async () => {
  const { session, navigation, workbook, root } = await mount();
  await until('first run', () => says('Try the sample brand'));
  expect(document.querySelector('nav')).toBeNull();

  await press('Start');
  await until('home', () => says('Your data is in the sheets.'));
  await press('Plan');
  await until('review', () => says('Needs your eye'));
  expect(workbook.tables.has('TW_Plan')).toBe(false);

  // a group's tick decides what the button promises
  const promised = button(/^Write [\d,]+ cells$/)?.textContent;
  document.querySelector<HTMLInputElement>('input[type=checkbox][aria-label="Write Needs your eye"]')?.click();
  await until('a smaller promise', () => button(/^Write [\d,]+ cells$/)?.textContent !== promised);
  document.querySelector<HTMLInputElement>('input[type=checkbox][aria-label="Write Needs your eye"]')?.click();
  await until('the whole promise', () => button(/^Write [\d,]+ cells$/)?.textContent === promised);

  await press(/^Write [\d,]+ cells$/);
  const cells = promised?.replace('Write ', '');
  await until('result bar', () => says(`Wrote ${cells} in Plan, Forecast, SKU, `));
  expect(workbook.tables.has('TW_Plan')).toBe(true);

  workbook.select('TW_Plan', workbook.rowAt('TW_Plan', ['84029G', 'NGB']));
  navigation.go({ page: 'item' });
  await until('item', () => says('84029G · Ningbo bonded'));
  const why = [...document.querySelectorAll('button')].find(({ textContent }) =>
    textContent?.startsWith('Safety stock'),
  );
  why?.click();
  await until('derivation', () => says('·√((R+L)·σ² + d²·σL²)'));

  for (const language of ['en', 'zh'] as const) {
    session.setLanguage(language);
    await session.plan();
    await session.review();
    for (const route of PAGES) {
      navigation.go(route);
      await pause(30);
      expect([route.page, says('stopped working') || says('停止工作')]).toEqual([route.page, false]);
      const nameless = [...document.querySelectorAll('#pane button')].filter(
        (candidate) => !(candidate.getAttribute('aria-label') ?? candidate.textContent)?.trim(),
      );
      expect([route.page, nameless.length]).toEqual([route.page, 0]);
      expect([route.page, document.querySelectorAll('#pane h1').length]).toEqual([route.page, 1]);
    }
  }
  expect(document.documentElement.lang).toBe('zh-CN');

  navigation.go({ page: 'history' });
  await press('撤销写入');
  await until('undone', () => says('已撤销'));
  expect(workbook.tables.has('TW_Plan')).toBe(false);
  root.unmount();
}, 60_000);

it('lets the first run be skipped, and found again', async () => {
  const { root } = await mount();
  await press('Skip');
  await until('an empty Home', () => says('No data connected.'));
  // Fluent gives the provider's class to the layer of its menus: a height or ground in it would hide the page there
  expect(document.querySelector('#pane > .fui-FluentProvider')?.getAttribute('style')).toBe('height: 100%;');
  await press('Choose where to start');
  await until('the doors', () => says('Try the sample brand'));
  root.unmount();
});
