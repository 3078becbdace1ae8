import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker as Thread } from 'node:worker_threads';

/**
 * What a classic script finds in a worker of a browser, over a thread of Node. Runs as text inside the thread, so that the
 * script of the add-in is the first file loaded there.
 */
const SCOPE = `
const { parentPort, workerData } = require('node:worker_threads');
const vm = require('node:vm');
const listeners = new EventTarget();
Object.assign(globalThis, {
  self: globalThis,
  name: workerData.name,
  location: new URL(workerData.url),
  onmessage: null,
  postMessage: (message) => parentPort.postMessage(message),
  close: () => process.exit(),
  addEventListener: listeners.addEventListener.bind(listeners),
  removeEventListener: listeners.removeEventListener.bind(listeners),
});
parentPort.on('message', (data) => {
  const event = Object.assign(new Event('message'), { data });
  listeners.dispatchEvent(event);
  globalThis.onmessage?.(event);
});
vm.runInThisContext(workerData.script, { filename: workerData.file });
`;

interface Happening {
  type: 'message' | 'error' | 'messageerror';
  data?: unknown;
  message?: string;
  preventDefault(): void;
}
type Listener = ((event: Happening) => void) | null;

/** `Worker` for a page in jsdom: scripts of the add-in's own folder, each in a thread of Node. */
export function workersOf(options: { distDir: string; origin: string }): {
  Worker: new (url: string | URL, settings?: { name?: string }) => unknown;
  /** how many the page has started so far */
  started(): number;
  /** ends every worker that still runs */
  end(): void;
} {
  const running = new Set<PageWorker>();
  let started = 0;

  class PageWorker {
    onmessage: Listener = null;
    onerror: Listener = null;
    onmessageerror: Listener = null;
    private readonly thread: Thread;
    private ended = false;

    constructor(url: string | URL, settings: { name?: string } = {}) {
      const { href, origin, pathname } = new URL(url, options.origin);
      // as in a browser: a worker's script is of the page's own origin
      if (origin !== options.origin) throw new Error(`The page may not start a worker from ${href}.`);
      const file = path.join(options.distDir, decodeURIComponent(pathname));
      let script: string;
      try {
        script = readFileSync(file, 'utf8');
      } catch (error) {
        script = `throw new Error(${JSON.stringify((error as Error).message)})`;
      }
      this.thread = new Thread(SCOPE, {
        eval: true,
        workerData: { script, file, url: href, name: settings.name ?? '' },
        // what the process was started with (a loader of TypeScript, a test runner's) is nothing to the script
        execArgv: [],
      });
      running.add(this);
      started += 1;
      this.thread.on('message', (data: unknown) => this.happen({ type: 'message', data }));
      this.thread.on('messageerror', () => this.happen({ type: 'messageerror' }));
      this.thread.on('error', (error: Error) => this.happen({ type: 'error', message: error.message }));
      this.thread.on('exit', () => running.delete(this));
    }

    postMessage(message: unknown): void {
      this.thread.postMessage(message);
    }

    terminate(): void {
      this.ended = true;
      running.delete(this);
      void this.thread.terminate();
    }

    private happen(what: Omit<Happening, 'preventDefault'>): void {
      if (this.ended) return;
      const event: Happening = { ...what, preventDefault: () => undefined };
      const listener = { message: this.onmessage, error: this.onerror, messageerror: this.onmessageerror }[what.type];
      listener?.(event);
    }
  }

  return {
    Worker: PageWorker,
    started: () => started,
    end: () => [...running].forEach((worker) => worker.terminate()),
  };
}
