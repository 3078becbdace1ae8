import { JSDOM } from 'jsdom';
import { runPlan } from '../planning';
import { createNavigation, type Route } from './navigation';
import { createSession } from './session';
import { FakeService } from './session/testing/fake-service';
import { FakeWorkbook } from './session/testing/fake-workbook';
import { fixtureTables } from './session/testing/fixture';

const dom = new JSDOM('<!doctype html><div id="pane"></div>', { url: 'https://localhost/', pretendToBeVisual: true });
const { document } = dom.window;

beforeAll(() => {
  class ResizeObserver {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  const names = [
    'window',
    'document',
    'navigator',
    'HTMLElement',
    'Element',
    'Node',
    'NodeFilter',
    'Event',
    'CustomEvent',
    'KeyboardEvent',
    'MutationObserver',
    'getComputedStyle',
    'requestAnimationFrame',
    'cancelAnimationFrame',
  ];
  for (const name of names) {
    const value = (dom.window as unknown as Record<string, unknown>)[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  Object.assign(dom.window, { ResizeObserver });
  Object.assign(globalThis, { ResizeObserver });
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 8000; waited += 20) {
    if (holds()) return;
    await pause(20);
  }
  throw new Error(`${what} did not come; the pane says: ${document.body.textContent}`);
}

const says = (text: string): boolean => document.body.textContent?.includes(text) ?? false;
/** A button of the page; tabs and menus are not meant. */
const button = (name: string | RegExp): HTMLButtonElement | undefined =>
  [...document.querySelectorAll<HTMLButtonElement>('#pane footer button, #pane main button')].find((candidate) => {
    const label = candidate.getAttribute('aria-label') ?? candidate.textContent ?? '';
    return typeof name === 'string' ? label === name : name.test(label);
  });
async function press(name: string | RegExp): Promise<void> {
  await until(`button ${name}`, () => button(name)?.disabled === false);
  button(name)?.click();
}

async function mount() {
  // both need the globals of the page above
  const { createRoot } = await import('react-dom/client');
  const { App } = await import('./app');
  const workbook = new FakeWorkbook();
  const service = new FakeService(fixtureTables());
  const kept = new Map<string, string>();
  const session = createSession({
    workbook,
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: {
      get: (key) => kept.get(key) ?? null,
      set: (key, value) => void kept.set(key, value),
      remove: (key) => void kept.delete(key),
    },
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language: 'en',
  });
  const navigation = createNavigation();
  const root = createRoot(document.getElementById('pane')!);
  root.render(<App session={session} navigation={navigation} isDark={() => false} />);
  await session.start();
  return { session, navigation, workbook, root };
}

const PAGES: Route[] = [
  { page: 'home' },
  { page: 'data' },
  { page: 'connect' },
  { page: 'plan' },
  { page: 'review' },
  { page: 'group', group: 'eye' },
  { page: 'item' },
  { page: 'history' },
  { page: 'settings' },
  { page: 'help' },
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
  await until('result bar', () => says(`Wrote ${cells} in Plan, Forecast, SKU; all checked.`));
  expect(workbook.tables.has('TW_Plan')).toBe(true);

  workbook.select('TW_Plan', workbook.rowAt('TW_Plan', ['84029G', 'NGB']));
  navigation.go({ page: 'item' });
  await until('item', () => says('84029G · Ningbo bonded'));
  const why = [...document.querySelectorAll('button')].find(({ textContent }) =>
    textContent?.startsWith('Safety stock'),
  );
  why?.click();
  await until('derivation', () => says('z·√((R+L)·σ² + d²·σL²)'));

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
