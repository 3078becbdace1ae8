import { openXlsx, saveXlsx } from '../../src/preview/files';
import { createGateway, importFolder, readFolder, type FileSource } from '../../src/gateway';
import { openTestStore } from '../../src/gateway/test-store';
import { openWorkbook, serviceFetch, type HeadlessWorkbook } from '../../src/tools/headless-workbook';
import type { ReadTableInfo } from '../../src/preview/reader';
import { loadSampleBrand } from '../../src/tools/sample-brand/load';
import type { Language } from '../../src/tables';
import { countRows, eventually, markControl, patternOf, type Driver } from './driver';

const tableOf = ({ name, sheet, address, columns }: ReadTableInfo) => ({
  name,
  sheet,
  range: address,
  columns: columns.map((column) => column.name),
  filters: columns.flatMap(({ filter }) => filter ?? []),
});

/** The answer of the pane as plain data. */
const plain = (value: unknown): any => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

export type Service = Awaited<ReturnType<typeof startService>>;

/** The real data service on an embedded database in memory, with the sample brand or a folder of files. */
export async function startService(files?: FileSource[] | string) {
  const store = await openTestStore();
  const gateway = createGateway({ store, version: 'test' });
  if (files === undefined) await loadSampleBrand(store);
  else
    await importFolder(store, {
      brandId: 'mine',
      name: 'Mine',
      files: typeof files === 'string' ? readFolder(files) : files,
    });
  const key = await gateway.createToken({ label: 'test', brands: null, write: true });
  return { store, gateway, key, close: () => store.close() };
}

/** The shipped bundle in jsdom with the real office.js. */
export async function nodeDriver(
  service: Service,
  language: Language = 'en',
): Promise<Driver & { workbook: HeadlessWorkbook; dispose(): Promise<void> }> {
  let letThrough = Infinity;
  const fetch = serviceFetch(service.gateway.app, {
    before: () => {
      if (letThrough-- <= 0) throw new TypeError('Failed to fetch');
    },
  });
  let workbook = await openWorkbook({ fetch, language });
  const document = (): Document => workbook.window.document;
  const target = async (name: string | RegExp): Promise<HTMLElement> => {
    const [source, isPattern] = patternOf(name);
    await eventually(async () => {
      const state = markControl(document(), source, isPattern);
      return state === 'found'
        ? null
        : `The control "${source}" is ${state}. The pane shows: ${document().body.textContent}`;
    });
    return document().querySelector('[data-journey]') as HTMLElement;
  };
  const driver = {
    where: 'node' as const,
    get workbook() {
      return workbook;
    },
    async click(name: string | RegExp) {
      (await target(name)).click();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    async fill(label: string | RegExp, text: string) {
      const input = (await target(label)) as HTMLInputElement;
      const prototype = Object.getPrototypeOf(input);
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
      input.dispatchEvent(new workbook.window.Event('input', { bubbles: true }));
    },
    paneText: async () => (document().body.textContent ?? '').replace(/\s+/g, ' '),
    async waitFor(text: string | RegExp, timeoutMs = 60_000) {
      await eventually(async () => {
        const shown = await driver.paneText();
        const there = typeof text === 'string' ? shown.includes(text) : text.test(shown);
        return there ? null : `The pane does not show ${text}, but: ${shown}`;
      }, timeoutMs);
    },
    ribbon: (action: string) => workbook.host.runCommand(action),
    sheets: async () => workbook.host.read.sheets().map(({ name }) => name),
    tables: async () => workbook.host.read.tables().map(tableOf),
    values: async (sheet: string, address: string) => workbook.host.read.values(sheet, address),
    formulas: async (sheet: string, address: string) => workbook.host.read.formulas(sheet, address),
    async user(action: string, ...args: unknown[]) {
      await (workbook.host.user as any)[action](...args);
    },
    settle: () => workbook.host.idle(),
    // copied, as what crosses into another realm or process is
    session: async (action: string, ...args: unknown[]) => plain(await (workbook.session as any)[action](...args)),
    state: async (part: string) => plain((workbook.session.getState() as any)[part]),
    async importFiles(brand: string, files: Record<string, Buffer>) {
      const sources = Object.entries(files).map(([name, bytes]): FileSource => ({ name, read: async () => bytes }));
      const report = await service.gateway.importFolder({ brandId: brand, name: brand, files: sources });
      return countRows(report);
    },
    key: service.key,
    workersStarted: async () => workbook.workersStarted(),
    unknownMembers: async () => [...workbook.host.unknownMembers],
    async serviceDown(down: boolean, afterRequests = 0) {
      letThrough = down ? afterRequests : Infinity;
    },
    async openFile(bytes: Uint8Array) {
      const file = await openXlsx(bytes);
      await workbook.dispose();
      workbook = await openWorkbook({ fetch, language, file });
    },
    saveAndReopen: async () => driver.openFile(await saveXlsx(workbook.host.toBookFile())),
    screenshot: async () => {},
    dispose: () => workbook.dispose(),
  };
  return driver;
}
