import path from 'node:path';
import { createHeadlessBook, loadAddinInJsdom, PreviewHost } from '../../preview/node';
import type { BookCell, BookFile, BookSheet } from '../../preview/types';
import { applyOwn, lookAtOwn, previewOwn, type OwnMapping, type OwnMeaning, type OwnWanted } from '../../workbook';
import type { Say } from '../bench';
import { timed } from './timed';

const ROWS = 20_000;
const FIGURES: readonly OwnMeaning[] = [
  'TW_Plan.order_qty',
  'TW_Plan.available',
  'TW_Plan.in_transit',
  'TW_Plan.days_of_supply',
  'TW_Plan.next_4w',
  'TW_Plan.demand_mean',
  'TW_Plan.demand_sd',
  'TW_Plan.lead_mean',
  'TW_Plan.lead_sd',
  'TW_Plan.lead_p50',
  'TW_Plan.lead_p90',
  'TW_Plan.safety_stock',
];
const OFFICE_PAGE = path.resolve(__dirname, '../../../test/fixtures/office-page');
const SHEET = '备货计划';
const skuOf = (i: number): string => `6974${String(i).padStart(9, '0')}`;

/** A list of 20,000 rows: code, warehouse, a note, and a blank column for each figure. */
function userFile(): BookFile {
  const headings = ['货号', '仓库', '备注', ...FIGURES.map((_, i) => `结果${i + 1}`)];
  const row = (cells: (string | number | null)[]): Map<number, BookCell> =>
    new Map(cells.flatMap((v, i): [number, BookCell][] => (v === null ? [] : [[i, { v }]])));
  const cells = new Map([[0, row(headings)]]);
  for (let i = 0; i < ROWS; i++) cells.set(i + 1, row([skuOf(i), i % 2 ? 'NGB' : 'HKG', '人工备注']));
  const sheet: BookSheet = {
    name: SHEET,
    cells,
    columnWidths: new Map(),
    rowHeights: new Map(),
    hiddenRows: new Set(),
    columnGroups: [],
    freeze: null,
    tables: [],
    conditionalFormats: [],
    validations: [],
    charts: [],
    protected: false,
    showGridlines: true,
    tabColor: null,
    visible: true,
    page: null,
  };
  return { sheets: [sheet], styles: [], names: [], settings: {} };
}

/** Writing 20,000 rows of 12 results into a list of the user's own, whole and after ten figures changed. */
export async function ownWriteBench(say: Say): Promise<void> {
  const host = new PreviewHost({
    book: await createHeadlessBook(),
    functions: { functions: [] },
    namespace: 'TWIN',
    locale: 'en-US',
  });
  const page = await loadAddinInJsdom({
    host,
    distDir: OFFICE_PAGE,
    fetch: () => Promise.reject(new Error('no network')),
  });
  if (page.document.readyState !== 'complete') {
    await new Promise((resolve) => page.window.addEventListener('load', resolve));
  }
  await page.window['officeReady'];
  const names = ['Excel', 'Office', 'OfficeExtension', 'localStorage'];
  Object.assign(globalThis, Object.fromEntries(names.map((name) => [name, page.window[name]])));
  try {
    await host.loadBookFile(userFile());
    const look = await lookAtOwn(`${SHEET}!A1`);
    const meanings: (OwnMeaning | null)[] = ['TW_SKU.sku_id', 'TW_Warehouses.warehouse_id', null, ...FIGURES];
    const mapping: OwnMapping = {
      id: 'bench',
      name: SHEET,
      place: look.place,
      headingRows: look.headingRows,
      warehouse: null,
      columns: look.columns.map(({ position, heading }) => ({
        position,
        heading,
        meaning: meanings[position] ?? null,
        write: position > 2,
      })),
    };
    const wanted = (changed: number): OwnWanted => ({
      mapping,
      meanings: [...FIGURES],
      rows: Array.from({ length: ROWS }, (_, i) => ({
        sku: skuOf(i),
        warehouse: i % 2 ? 'NGB' : 'HKG',
        values: FIGURES.map((_, j) => ((i * 7 + j * 13) % 1000) + (i < changed && j === 0 ? 5000 : 0) + 0.25),
      })),
    });
    const stamp = { cut: 'bench', dataTime: '2026-11-23T01:12:00Z', planVersion: null };
    for (const [what, changed] of [
      ['all 240,000 cells', 0],
      ['10 changed cells', 10],
    ] as const) {
      host.stats.roundTrips = 0;
      host.stats.largestRequestBytes = 0;
      host.stats.largestResponseBytes = 0;
      let preview = await previewOwn([], stamp);
      const looked = await timed(async () => (preview = await previewOwn([wanted(changed)], stamp)));
      const trips = host.stats.roundTrips;
      let cells = 0;
      const wrote = await timed(async () => ({ cells } = await applyOwn(preview, 'all')));
      say(`own list of 20,000 rows × 12, ${what}: preview`, `${looked.toFixed(1)} s, ${trips} round trips`);
      say(
        `own list of 20,000 rows × 12, ${what}: write`,
        `${wrote.toFixed(1)} s, ${cells} cells, ${host.stats.roundTrips - trips} round trips`,
      );
      say(
        '  largest request / answer',
        `${(host.stats.largestRequestBytes / 1e6).toFixed(2)} / ${(host.stats.largestResponseBytes / 1e6).toFixed(2)} MB`,
      );
    }
  } finally {
    page.dispose();
    host.dispose();
  }
}
