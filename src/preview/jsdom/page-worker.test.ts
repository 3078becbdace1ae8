import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workersOf } from './page-worker';

// Real threads and scripts on disk: what the script of a browser's worker finds, and what its page hears.
const ORIGIN = 'https://localhost:3000';
const folder = mkdtempSync(path.join(tmpdir(), 'twinstock-worker-'));
const { Worker, end } = workersOf({ distDir: folder, origin: ORIGIN });
afterAll(() => {
  end();
  rmSync(folder, { recursive: true, force: true });
});

interface Heard {
  type: string;
  data?: any;
  message?: string;
}

function start(script: string): { worker: any; next: () => Promise<Heard> } {
  writeFileSync(path.join(folder, 'script.js'), script);
  const worker: any = new Worker(`${ORIGIN}/script.js`, { name: 'mine' });
  const heard: Heard[] = [];
  const waiting: ((event: Heard) => void)[] = [];
  const take = (event: Heard): void => {
    const waits = waiting.shift();
    if (waits) waits(event);
    else heard.push(event);
  };
  worker.onmessage = worker.onerror = worker.onmessageerror = take;
  const next = async (): Promise<Heard> => heard.shift() ?? new Promise((resolve) => waiting.push(resolve));
  return { worker, next };
}

it('hands messages over by copy, both ways and in order', async () => {
  const { worker, next } = start('self.onmessage = ({ data }) => postMessage({ got: data });');
  const sent = { list: [1, null, 'x'], nested: { on: '2026-11-23' } };
  worker.postMessage(sent);
  sent.list.push(2);
  worker.postMessage('second');
  expect((await next()).data).toEqual({ got: { list: [1, null, 'x'], nested: { on: '2026-11-23' } } });
  expect((await next()).data).toEqual({ got: 'second' });
  worker.terminate();
});

it('is a scope of its own: no page, its address and name', async () => {
  const { worker, next } = start(
    `addEventListener('message', () => postMessage([typeof window, typeof document, location.href, name, self === globalThis]));`,
  );
  worker.postMessage(null);
  expect((await next()).data).toEqual(['undefined', 'undefined', `${ORIGIN}/script.js`, 'mine', true]);
  worker.terminate();
});

it('does its work beside the page: a busy script does not hold the page up, and is ended at once', async () => {
  const { worker, next } = start('postMessage(1); for (;;);');
  expect((await next()).data).toBe(1);
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
  worker.terminate();
});

it('tells an error of the script, and a script that is not there', async () => {
  const broken = start('onmessage = () => { throw new RangeError("no such week"); };');
  broken.worker.postMessage(1);
  expect(await broken.next()).toMatchObject({ type: 'error', message: 'no such week' });

  const missing: any = new Worker(`${ORIGIN}/none.js`);
  const error = await new Promise<Heard>((resolve) => (missing.onerror = resolve));
  expect(error.message).toContain('none.js');
});

it('refuses a script of another origin, as a browser does', () => {
  expect(() => new Worker('https://elsewhere.example/script.js')).toThrow('may not start a worker');
});

it('says nothing after its end', async () => {
  const { worker, next } = start('setInterval(() => postMessage(1), 1);');
  await next();
  worker.terminate();
  let after = 0;
  worker.onmessage = () => (after += 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(after).toBe(0);
});
