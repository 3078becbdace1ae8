import { JSDOM } from 'jsdom';
import type { Root } from 'react-dom/client';
import { runPlan } from '../../../planning';
import { createNavigation, type Navigation } from '../../navigation';
import { createSession, type Session, type SessionPorts } from '..';
import { FakeService } from './fake-service';
import { FakeWorkbook } from './fake-workbook';
import { fixtureTables, storageIn } from './fixture';

/** The pane's page, as far as React and Fluent need a browser. */
export const dom = new JSDOM('<!doctype html><div id="pane"></div>', {
  url: 'https://localhost/',
  pretendToBeVisual: true,
});
const { document } = dom.window;

/** Lends the page's globals to the test. */
export function lendGlobals(): void {
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
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 8000; waited += 20) {
    if (holds()) return;
    await pause(20);
  }
  throw new Error(`${what} did not come; the pane says: ${document.body.textContent}`);
}

export const says = (text: string): boolean => document.body.textContent?.includes(text) ?? false;

/** A button of the page; tabs and menus are not meant. */
export const button = (name: string | RegExp): HTMLButtonElement | undefined =>
  [...document.querySelectorAll<HTMLButtonElement>('#pane footer button, #pane main button')].find((candidate) => {
    const label = candidate.getAttribute('aria-label') ?? candidate.textContent ?? '';
    return typeof name === 'string' ? label === name : name.test(label);
  });

export async function press(name: string | RegExp): Promise<void> {
  await until(`button ${name}`, () => button(name)?.disabled === false);
  button(name)?.click();
}

export interface MountedPane {
  session: Session;
  navigation: Navigation;
  workbook: FakeWorkbook;
  root: Root;
}

/** The whole pane over a workbook in memory. */
export async function mount(ports: Partial<SessionPorts> = {}): Promise<MountedPane> {
  // both need the globals of the page above
  const { createRoot } = await import('react-dom/client');
  const { App } = await import('../../app');
  const workbook = new FakeWorkbook();
  const service = new FakeService(fixtureTables());
  const kept = new Map<string, string>();
  const session = createSession({
    workbook,
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: storageIn(kept),
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language: 'en',
    ...ports,
  });
  const navigation = createNavigation();
  const root = createRoot(document.getElementById('pane')!);
  root.render(<App session={session} navigation={navigation} isDark={() => false} />);
  await session.start();
  return { session, navigation, workbook, root };
}
