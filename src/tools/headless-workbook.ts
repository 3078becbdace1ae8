import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import { PreviewHost, createHeadlessBook, loadAddinInJsdom } from '../preview/node';
import type { BookFile } from '../preview/types';
import type { Language } from '../tables';
import type { TwinstockGlobal } from '../taskpane/session/types';

const root = path.resolve(__dirname, '../..');

export const DIST = path.join(root, 'dist');
export const functionsMetadata = (language: Language = 'en'): any =>
  JSON.parse(readFileSync(path.join(DIST, language === 'zh' ? 'functions.zh-CN.json' : 'functions.json'), 'utf8'));

/**
 * fetch for a page in jsdom, answered by the service in this process: no socket, no port. The page's abort signal is of
 * another realm, so it is carried over by hand.
 */
export function serviceFetch(api: Hono, hooks: { before?: (url: URL) => Promise<void> | void } = {}): typeof fetch {
  const site = new Hono().route('/api', api);
  return async (input, init = {}) => {
    const url = new URL(
      typeof input === 'string' || input instanceof URL ? String(input) : input.url,
      'https://localhost',
    );
    const foreign = init.signal as AbortSignal | undefined;
    const controller = new AbortController();
    const aborted = (): Error => Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
    if (foreign?.aborted) throw aborted();
    const cancelled = new Promise<never>((_, reject) => {
      foreign?.addEventListener('abort', () => {
        controller.abort();
        reject(aborted());
      });
    });
    const answer = (async () => {
      await hooks.before?.(url);
      return site.request(url.pathname + url.search, { ...init, signal: controller.signal });
    })();
    return foreign ? Promise.race([answer, cancelled]) : answer;
  };
}

/** The bundle has run; a page that never gets there would hang without a word. */
async function loaded(window: any, timeoutMs = 30_000): Promise<TwinstockGlobal> {
  const until = Date.now() + timeoutMs;
  while (!window.twinstock) {
    if (Date.now() > until) throw new Error(`The add-in's page did not start within ${timeoutMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return window.twinstock as TwinstockGlobal;
}

export interface HeadlessWorkbook {
  host: PreviewHost;
  window: any;
  session: TwinstockGlobal['session'];
  /** how many workers the page has started so far */
  workersStarted(): number;
  /** waits for the calculation to end: the engine's pending work would keep the process alive */
  dispose(): Promise<void>;
}

/** The shipped bundle with the real office.js in jsdom over a new workbook, or a saved one. */
export async function openWorkbook(options: {
  api?: Hono;
  fetch?: typeof fetch;
  language: Language;
  /** threads the plan may use at once (default: one for every core); 0: it runs in the page */
  threads?: number | undefined;
  /** a saved workbook to open instead of an empty one */
  file?: BookFile;
}): Promise<HeadlessWorkbook> {
  const host = new PreviewHost({
    book: await createHeadlessBook(),
    functions: functionsMetadata(options.language),
    namespace: 'TWIN',
    locale: options.language === 'zh' ? 'zh-CN' : 'en-US',
  });
  if (options.file) await host.loadBookFile(options.file);
  const page = await loadAddinInJsdom({
    host,
    distDir: DIST,
    fetch: options.fetch ?? (options.api ? serviceFetch(options.api) : fetch),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  const twinstock = await loaded(page.window);
  await twinstock.ready;
  return {
    host,
    window: page.window,
    session: twinstock.session,
    workersStarted: page.workersStarted,
    dispose: async () => {
      await host.idle();
      page.dispose();
      host.dispose();
    },
  };
}
