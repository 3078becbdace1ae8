import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { JSDOM, ResourceLoader, VirtualConsole, type DOMWindow } from 'jsdom';
import type { PreviewHost } from '../host';
import { workersOf } from './page-worker';

const OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
/** office.js and the page must be https and of one host name, or the library does not trust the page around it. */
const ORIGIN = 'https://localhost:3000';

export interface AddinPage {
  window: DOMWindow & Record<string, any>;
  document: Document;
  /** how many workers it has started so far */
  workersStarted(): number;
  dispose(): void;
}

export interface LoadAddinOptions {
  host: PreviewHost;
  /** folder of the built add-in */
  distDir: string;
  /** page of the add-in, below its folder */
  page?: string;
  /** the page's fetch; relative addresses are the page's own origin */
  fetch: typeof fetch;
  /**
   * Workers the page may use at once, each a thread of Node; by default one for every core, as nobody works beside it and
   * the page's own thread only waits. 0: the page has no `Worker`, as in an old browser.
   */
  threads?: number;
  /** what the page's console says; by default errors only are printed */
  console?: VirtualConsole;
}

/** Loads the built add-in with the unmodified office.js of the npm package into jsdom and connects it to the host. */
export async function loadAddinInJsdom(options: LoadAddinOptions): Promise<AddinPage> {
  const { host } = options;
  const pageName = options.page ?? 'taskpane.html';
  let window: DOMWindow | undefined;
  let closed = false;
  host.connect({
    post: (json) =>
      setTimeout(() => {
        if (closed || !window) return;
        window.dispatchEvent(
          new window.MessageEvent('message', { data: json, origin: ORIGIN, source: window as unknown as Window }),
        );
      }, 0),
  });
  const name = host.windowName(`${ORIGIN}/preview.html`);
  const workers = workersOf({ distDir: options.distDir, origin: ORIGIN });
  const html = await readFile(path.join(options.distDir, pageName), 'utf8');
  const dom = new JSDOM(html, {
    url: `${ORIGIN}/${pageName}`,
    runScripts: 'dangerously',
    pretendToBeVisual: true,
    resources: new DistLoader(options.distDir),
    virtualConsole: options.console ?? errorsOnly(),
    beforeParse: (created) => {
      window = created;
      preparePage(created, name, options.fetch, (text) => setTimeout(() => !closed && host.receive(text), 0));
      prepareThreads(created, options.threads ?? availableParallelism(), workers.Worker);
    },
  });
  return {
    window: dom.window,
    document: dom.window.document,
    workersStarted: workers.started,
    dispose: () => {
      closed = true;
      dom.window.dispatchEvent(new dom.window.Event('pagehide'));
      host.disconnect();
      workers.end();
      dom.window.close();
    },
  };
}

class DistLoader extends ResourceLoader {
  constructor(private readonly distDir: string) {
    super({ strictSSL: false });
  }

  override fetch(url: string): ReturnType<ResourceLoader['fetch']> {
    // jsdom aborts what is still being read when the window closes.
    return Object.assign(this.read(url), { abort: () => undefined }) as unknown as ReturnType<ResourceLoader['fetch']>;
  }

  private read(url: string): Promise<Buffer> {
    const { pathname } = new URL(url);
    if (url.startsWith(OFFICE_JS))
      return readFile(path.join(officeJsDir(), url.slice(OFFICE_JS.length).split('?')[0]!));
    if (url.startsWith(ORIGIN)) return readFile(path.join(this.distDir, decodeURIComponent(pathname)));
    return Promise.reject(new Error(`The page asked for ${url}, which is not part of the add-in.`));
  }
}

const officeJsDir = (): string => path.join(path.dirname(require.resolve('@microsoft/office-js/package.json')), 'dist');

/** What a browser has and jsdom lacks, and what the frame around the page gives it. */
function preparePage(window: DOMWindow, name: string, pageFetch: typeof fetch, post: (text: string) => void): void {
  const page = window as DOMWindow & Record<string, any>;
  page.name = name;
  Object.defineProperty(page, 'parent', { value: { postMessage: (text: string) => post(text) } });
  Object.defineProperty(page.document, 'domain', { value: 'localhost' });
  page['fetch'] = (input: RequestInfo | URL, init?: RequestInit) =>
    pageFetch(typeof input === 'string' ? new URL(input, ORIGIN) : input, init);
  for (const global of ['Response', 'Request', 'Headers', 'TextEncoder', 'TextDecoder', 'structuredClone'] as const) {
    page[global] ??= globalThis[global];
  }
  page['ResizeObserver'] ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  page['IntersectionObserver'] ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
    takeRecords(): [] {
      return [];
    }
  };
  page['matchMedia'] ??= (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    onchange: null,
    dispatchEvent: () => false,
  });
  page['Element'].prototype.scrollIntoView ??= () => undefined;
  page['scrollTo'] = () => undefined;
}

/** What the page is told of the computer, so that it starts this many workers. */
function prepareThreads(window: DOMWindow, threads: number, Worker: unknown): void {
  if (threads > 0) (window as DOMWindow & Record<string, any>)['Worker'] = Worker;
  // a page leaves one core to the program it is part of
  Object.defineProperty(window.navigator, 'hardwareConcurrency', { value: threads + 1 });
  Object.defineProperty(window.navigator, 'deviceMemory', { value: totalmem() / 2 ** 30 });
}

function errorsOnly(): VirtualConsole {
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('error', (...args: unknown[]) => console.error(...args));
  virtualConsole.on('jsdomError', (error) => {
    // jsdom has no layout and no canvas; a page asks for them without needing them.
    if (!/Not implemented|Could not parse CSS/.test(error.message)) console.error(error.message, error.cause ?? '');
  });
  return virtualConsole;
}
