import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import type { ImportReport } from '../../src/tables';
import { countRows, eventually, markControl, patternOf, type Driver } from './driver';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS });

/** The preview page in Chromium, with the shipped bundle in its pane. */
export async function browserDriver(
  browser: Browser,
  url: string,
  options: { artifacts: string; language?: 'en' | 'zh'; key?: string },
): Promise<Driver & { page: Page; errors: string[]; close(): Promise<void> }> {
  mkdirSync(options.artifacts, { recursive: true });
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1366, height: 768 },
    locale: options.language === 'zh' ? 'zh-CN' : 'en-US',
    acceptDownloads: true,
  });
  // functions sent to the page carry the helper that the TypeScript runner puts around their names
  await context.addInitScript('globalThis.__name = (target) => target;');
  let letThrough = Infinity;
  const errors: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
  let workers = 0;
  page.on('worker', (worker) => (workers += Number(/\/plan-worker\.\w+\.js$/.test(worker.url()))));
  page.on('dialog', (dialog) => dialog.accept());
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !/^(blob|data):/.test(request.url()))
      errors.push(`left the machine: ${request.url()}`);
  });
  await context.route('**/api/**', async (route) => (letThrough-- > 0 ? route.continue() : route.abort()));
  await page.goto(url);
  await page.waitForFunction('window.preview && window.preview.ready');
  await page.evaluate('window.preview.ready');

  const pane = async (): Promise<Frame> => {
    for (;;) {
      const frame = page.frames().find((candidate) => candidate.url().includes('taskpane.html'));
      if (frame) return frame;
      await page.waitForTimeout(50);
    }
  };
  const started = async (): Promise<Frame> => {
    const frame = await pane();
    await frame.waitForFunction('globalThis.twinstock');
    await frame.evaluate('globalThis.twinstock.ready');
    return frame;
  };
  const inHost = (part: string, method: string, args: unknown[]): Promise<any> =>
    page.evaluate(
      ([where, name, values]) => {
        const host = (window as any).preview.host;
        const target = where === '' ? host : host[where as string];
        return target[name as string](...(values as unknown[]));
      },
      [part, method, args] as const,
    );
  const target = async (name: string | RegExp): Promise<Frame> => {
    const [source, isPattern] = patternOf(name);
    const frame = await pane();
    await eventually(async () => {
      const state = await frame.evaluate(
        `(${markControl.toString()})(document, ${JSON.stringify(source)}, ${isPattern})`,
      );
      return state === 'found'
        ? null
        : `The control "${source}" is ${state}. The pane shows: ${await driver.paneText()}`;
    });
    return frame;
  };
  const driver = {
    where: 'chromium' as const,
    page,
    errors,
    async click(name: string | RegExp) {
      const frame = await target(name);
      await frame.locator('[data-journey=target]').click({ force: true });
    },
    async fill(label: string | RegExp, text: string) {
      const frame = await target(label);
      await frame.locator('[data-journey=target]').fill(text);
    },
    paneText: async () =>
      ((await (await pane()).evaluate('document.body ? document.body.innerText : ""')) as string).replace(/\s+/g, ' '),
    async waitFor(text: string | RegExp, timeoutMs = 60_000) {
      await eventually(async () => {
        const shown = await driver.paneText();
        const there = typeof text === 'string' ? shown.includes(text) : text.test(shown);
        return there ? null : `The pane does not show ${text}, but: ${shown}`;
      }, timeoutMs);
    },
    ribbon: (action: string) => inHost('', 'runCommand', [action]),
    sheets: async () => (await inHost('read', 'sheets', [])).map(({ name }: { name: string }) => name),
    tables: async () =>
      (await inHost('read', 'tables', [])).map(({ name, sheet, address, columns }: any) => ({
        name,
        sheet,
        range: address,
        columns: columns.map((column: any) => column.name),
        filters: columns.flatMap((column: any) => column.filter ?? []),
      })),
    values: (sheet: string, address: string) => inHost('read', 'values', [sheet, address]),
    formulas: (sheet: string, address: string) => inHost('read', 'formulas', [sheet, address]),
    user: (action: string, ...args: unknown[]) => inHost('user', action, args),
    settle: () => inHost('', 'idle', []),
    session: async (action: string, ...args: unknown[]) =>
      (await started()).evaluate(
        async ([name, values]) => {
          const answer = await (globalThis as any).twinstock.session[name as string](...(values as unknown[]));
          return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
        },
        [action, args] as const,
      ),
    state: async (part: string) =>
      (await started()).evaluate(
        (name) => JSON.parse(JSON.stringify((globalThis as any).twinstock.session.getState()[name])),
        part,
      ),
    async importFiles(brand: string, files: Record<string, Buffer>) {
      const report = await page.evaluate(
        async ([id, key, contents]) => {
          const form = new FormData();
          for (const [name, text] of Object.entries(contents as Record<string, string>))
            form.append('files', new Blob([text]), name);
          const headers = { authorization: `Bearer ${key as string}` };
          const response = await fetch(`/api/v1/brands/${id as string}/imports`, {
            method: 'POST',
            headers,
            body: form,
          });
          const answer = await response.json();
          if (!response.ok) throw new Error(JSON.stringify(answer));
          return answer;
        },
        [
          brand,
          options.key ?? '',
          Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString('utf8')])),
        ] as const,
      );
      return countRows(report as ImportReport);
    },
    key: options.key ?? '',
    workersStarted: async () => workers,
    unknownMembers: () => page.evaluate('[...window.preview.host.unknownMembers]') as Promise<string[]>,
    async serviceDown(down: boolean, afterRequests = 0) {
      letThrough = down ? afterRequests : Infinity;
    },
    async openFile(bytes: Uint8Array) {
      await started();
      const file = path.join(options.artifacts, 'opened-in-browser.xlsx');
      writeFileSync(file, bytes);
      await driver.openPath(file);
    },
    async openPath(file: string) {
      await page.locator('input[type=file][accept*="xlsx"]').setInputFiles(file);
      if (!(await page.evaluate('window.preview.opened'))) {
        throw new Error(`The file was not opened: ${await page.locator('#message').innerText()}`);
      }
      // the add-in's functions calculate only once its scripts have started
      await eventually(async () => ((await driver.paneText()) ? null : 'The pane stays empty.'));
      await driver.settle();
    },
    async saveAndReopen() {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: /Save as \.xlsx/i }).click();
      const file = path.join(options.artifacts, 'saved-in-browser.xlsx');
      await (await download).saveAs(file);
      await driver.openPath(file);
    },
    screenshot: async (name: string) => {
      await page.screenshot({ path: path.join(options.artifacts, `${name}.png`) });
    },
    close: () => context.close(),
  };
  return driver;
}
