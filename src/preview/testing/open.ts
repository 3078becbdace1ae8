import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PreviewHost, createHeadlessBook, loadAddinInJsdom, type AddinPage, type PreviewHostOptions } from '../node';

const ADDIN = path.join(__dirname, 'addin');

export interface TestWorkbook {
  host: PreviewHost;
  page: AddinPage;
  /**
   * Runs a function inside the add-in's page, with the real office.js. It must not use anything from the test's scope;
   * what it returns must be JSON.
   */
  run<T>(script: (context: Excel.RequestContext) => Promise<T>): Promise<T>;
  /** Like run, but answers the error the script ends with. */
  fails(
    script: (context: Excel.RequestContext) => Promise<unknown>,
  ): Promise<{ code: string; message: string; location: string }>;
  dispose(): void;
}

/** A workbook with the test add-in (testing/addin) loaded by the real office.js. */
export async function openTestWorkbook(options: Partial<PreviewHostOptions> = {}): Promise<TestWorkbook> {
  const host = new PreviewHost({
    book: await createHeadlessBook(),
    functions: JSON.parse(readFileSync(path.join(ADDIN, 'functions.json'), 'utf8')),
    namespace: 'TWIN',
    locale: 'en-US',
    ...options,
  });
  const page = await loadAddinInJsdom({ host, distDir: ADDIN, fetch });
  await new Promise<void>((resolve) => {
    if (page.document.readyState === 'complete') resolve();
    else page.window.addEventListener('load', () => resolve());
  });
  await page.window['officeReady'];
  const inPage = (script: (context: Excel.RequestContext) => Promise<unknown>): Promise<unknown> =>
    page.window['Excel'].run(page.window['evaluate'](String(script)));
  return {
    host,
    page,
    run: async <T>(script: (context: Excel.RequestContext) => Promise<T>) => {
      const answer = await inPage(script);
      return answer === undefined ? (undefined as T) : (JSON.parse(JSON.stringify(answer)) as T);
    },
    fails: async (script) => {
      try {
        await inPage(script);
      } catch (error) {
        const { code, message, debugInfo } = error as {
          code: string;
          message: string;
          debugInfo?: { errorLocation?: string };
        };
        return { code, message, location: debugInfo?.errorLocation ?? '' };
      }
      throw new Error('the script did not fail');
    },
    dispose: () => {
      page.dispose();
      host.dispose();
    },
  };
}
