import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openWorkbook, serviceFetch, type HeadlessWorkbook } from '../src/tools/headless-workbook';
import { eventually, markControl, patternOf } from './journeys/driver';
import { startService, type Service } from './journeys/node-driver';

/** The shipped pane against the real data service: a wrong key, a wrong address, then one's own CSV files. */
const FOLDER = path.resolve(__dirname, '../assets/sample-brand');
const ADDRESS = 'https://localhost/api';

let service: Service;
let workbook: HeadlessWorkbook;

beforeAll(async () => {
  service = await startService();
  const answer = serviceFetch(service.gateway.app);
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input), 'https://localhost');
    if (url.hostname !== 'localhost') throw new TypeError('Failed to fetch');
    return answer(input, { ...init, body: isForm(init.body) ? await nodeForm(init.body) : init.body });
  };
  workbook = await openWorkbook({ fetch, language: 'en' });
}, 300_000);

afterAll(async () => {
  await workbook?.dispose();
  await service?.close();
});

/** A form of the page is of jsdom's realm; the service in this process reads Node's. */
const isForm = (body: unknown): body is FormData => typeof (body as FormData | null)?.getAll === 'function';
async function nodeForm(form: FormData): Promise<FormData> {
  const copy = new FormData();
  for (const file of form.getAll('files') as File[]) {
    const bytes = await new Promise<ArrayBuffer>((resolve, reject) => {
      const reader = new workbook.window.FileReader();
      reader.onload = () => resolve(reader.result as ArrayBuffer);
      reader.onerror = () => reject(reader.error as Error);
      reader.readAsArrayBuffer(file);
    });
    copy.append('files', new Blob([bytes]), file.name);
  }
  return copy;
}

const page = (): Document => workbook.window.document;
const shows = (text: string | RegExp, timeoutMs?: number): Promise<void> =>
  eventually(async () => {
    const shown = (page().body.textContent ?? '').replace(/\s+/g, ' ');
    const there = typeof text === 'string' ? shown.includes(text) : text.test(shown);
    return there ? null : `The pane does not show ${text}, but: ${shown}`;
  }, timeoutMs);
async function control(name: string | RegExp): Promise<HTMLElement> {
  const [source, isPattern] = patternOf(name);
  await eventually(async () => {
    const state = markControl(page(), source, isPattern);
    return state === 'found' ? null : `The control "${source}" is ${state}: ${page().body.textContent}`;
  });
  return page().querySelector('[data-journey]') as HTMLElement;
}
const click = async (name: string | RegExp): Promise<void> => (await control(name)).click();
async function fill(label: string, text: string): Promise<void> {
  const input = (await control(label)) as HTMLInputElement;
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')!;
  set!.call(input, text);
  input.dispatchEvent(new workbook.window.Event('input', { bubbles: true }));
}
function choose(names: string[]): void {
  const input = page().querySelector('input[type=file]') as HTMLInputElement;
  const files = names.map((name) => new workbook.window.File([readFileSync(path.join(FOLDER, name))], name));
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new workbook.window.Event('change', { bubbles: true }));
}

it('leads from the first run to the form and keeps what was typed when something is wrong', async () => {
  await shows('Try the sample brand');
  (page().querySelector('input[value=connect]') as HTMLElement).click();
  await click('Start');
  await shows('Address of the data service');

  await fill('Access key', 'tw_wrong');
  await click('Connect');
  await shows('does not know this access key. Type it again');
  expect(((await control('Access key')) as HTMLInputElement).value).toBe('tw_wrong');
  // said once, at the field
  expect(page().querySelectorAll('[role=alert] .fui-MessageBar')).toHaveLength(0);

  await fill('Address of the data service', 'http://stock.example.com/api');
  await click('Connect');
  await shows('"http://stock.example.com/api" is no address');
  await fill('Address of the data service', 'https://stock.example.com/api');
  await click('Connect');
  await shows('The data service at https://stock.example.com/api did not answer. Check the address');
  expect(workbook.host.read.sheets()).toHaveLength(1);
});

it('lists why files were refused, and changes nothing', async () => {
  await fill('Address of the data service', ADDRESS);
  await fill('Access key', service.key);
  await fill('Brand code', 'my-brand');
  choose(['stock.csv']);
  await click('Send 1 file');
  await shows('The files were refused and nothing was changed');
  await shows('Refused rows');
  await shows(/sku\.csv/);
  expect(workbook.host.read.sheets()).toHaveLength(1);
});

it('takes the files of a whole folder, and pulls them into the sheets', async () => {
  choose(readdirSync(FOLDER).filter((name) => name.endsWith('.csv')));
  await click('Send 10 files');
  await shows('Your data is in the sheets', 120_000);
  const stock = workbook.host.read.tables().find(({ name }) => name === 'TW_Stock')!;
  // 533 SKU × warehouse, from 897 batches of stock.csv; the brand's money is that of sku.csv
  const keys = new Set(
    readFileSync(path.join(FOLDER, 'stock.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2).join()),
  );
  expect(stock.address.endsWith(String(5 + keys.size))).toBe(true);
  expect(workbook.session.getState().workbook?.binding).toMatchObject({ brandId: 'my-brand', currency: 'GBP' });
}, 180_000);
