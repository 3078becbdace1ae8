import path from 'node:path';
import { createHeadlessBook, loadAddinInJsdom, PreviewHost, type AddinPage } from '../src/preview/node';
import { sheetTable, type CellValue, type SheetTableId } from '../src/tables';
import { bindWorkbook, type Binding, type CutStamp, type TableRows } from '../src/workbook';

/** src/workbook against the stand-in for Excel: the real office.js in jsdom, its globals lent to the test. */
export interface OpenWorkbook {
  host: PreviewHost;
  page: AddinPage;
  close(): void;
}

export async function openWorkbook(requirementSets?: Record<string, string>): Promise<OpenWorkbook> {
  const host = new PreviewHost({
    book: await createHeadlessBook(),
    functions: { functions: [] },
    namespace: 'TWIN',
    locale: 'en-US',
    ...(requirementSets ? { requirementSets } : {}),
  });
  const distDir = path.join(__dirname, 'fixtures/office-page');
  const page = await loadAddinInJsdom({ host, distDir, fetch: () => Promise.reject(new Error('no network')) });
  if (page.document.readyState !== 'complete') {
    await new Promise((resolve) => page.window.addEventListener('load', resolve));
  }
  await page.window['officeReady'];
  page.window['localStorage'].clear();
  Object.assign(globalThis, {
    Excel: page.window['Excel'],
    Office: page.window['Office'],
    OfficeExtension: page.window['OfficeExtension'],
    localStorage: page.window['localStorage'],
  });
  return {
    host,
    page,
    close: () => {
      page.dispose();
      host.dispose();
    },
  };
}

export const binding: Binding = {
  workbookId: 'book-1',
  brandId: 'sample',
  brandName: 'Sample brand',
  language: 'en',
  currency: 'GBP',
  dataService: 'https://localhost:3000/api',
};
export const bind = (changes: Partial<Binding> = {}): Promise<void> => bindWorkbook({ ...binding, ...changes });

/** 09:12 in Beijing on the day given. */
export const stampOf = (day = '2026-11-23', planVersion: string | null = null): CutStamp => ({
  cut: `cut-${day}`,
  dataTime: `${day}T01:12:00Z`,
  planVersion,
});

/** Rows given as objects; columns that none of them names are absent. */
export function tableRows(table: SheetTableId, rows: Record<string, CellValue>[], columns?: string[]): TableRows {
  const named =
    columns ??
    sheetTable(table)
      .columns.map(({ id }) => id)
      .filter((id) => rows.some((row) => id in row));
  return { table, columns: named, rows: rows.map((row) => named.map((id) => row[id] ?? null)) };
}

/** Points of a row nobody has set a height for. */
const DEFAULT_HEIGHT = 15;

/** Everything in the workbook a person could notice, to compare before and after. */
export function everything(host: PreviewHost): unknown {
  const file = host.toBookFile();
  return JSON.parse(
    JSON.stringify(file.sheets, (name, value: unknown) => {
      if (value instanceof Map && name === 'rowHeights') {
        return [...value].filter(([, height]) => Math.abs(height - DEFAULT_HEIGHT) > 1);
      }
      if (value instanceof Map) {
        const entries = [...value.entries()].sort(([a], [b]) => Number(a) - Number(b));
        return entries.filter(([, item]) => !(item instanceof Map && item.size === 0));
      }
      return value instanceof Set ? [...value].sort() : value;
    }),
  );
}
