import {
  HISTORY_WEEKS,
  PULL_TABLES,
  historyWeekId,
  type BrandSummary,
  type CellValue,
  type Language,
  type PullTableId,
} from '../../tables';
import { lastCompleteWeek } from '../../tables/weeks';
import type { CutStamp, TableRows } from '../../workbook/types';
import type { DataService } from './data-service';
import { SessionError } from './problems';
import type { JobTable, PullSelection } from './types';

export interface Download {
  tables: TableRows[];
  stamp: CutStamp;
}

export interface DownloadOptions {
  service: DataService;
  brand: BrandSummary;
  selection: PullSelection;
  language: Language;
  signal?: AbortSignal;
  onProgress: (tables: JobTable[]) => void;
}

const DAY_MS = 86_400_000;

/** The Monday `weeks` before a Monday, both ISO. */
export const weeksBefore = (monday: string, weeks: number): string =>
  new Date(Date.parse(`${monday}T00:00:00Z`) - weeks * 7 * DAY_MS).toISOString().slice(0, 10);

/**
 * All pull tables of one data cut, in memory. When the service takes in new data meanwhile the download starts over, once;
 * a second time throws `changed_again`.
 */
export async function downloadTables(options: DownloadOptions): Promise<Download> {
  try {
    return await downloadCut(options);
  } catch (error) {
    if (!(error instanceof SessionError) || error.problem.code !== 'cut_changed') throw error;
  }
  try {
    return await downloadCut(options);
  } catch (error) {
    if (error instanceof SessionError && error.problem.code === 'cut_changed') throw new SessionError('changed_again');
    throw error;
  }
}

async function downloadCut({
  service,
  brand,
  selection,
  language,
  signal,
  onProgress,
}: DownloadOptions): Promise<Download> {
  const progress: JobTable[] = PULL_TABLES.map(({ id }) => ({
    table: id as PullTableId,
    done: 0,
    total: brand.counts[id as PullTableId] ?? null,
    complete: false,
  }));
  onProgress(progress);
  const tables: TableRows[] = [];
  let cut: string | null = null;
  let dataTime = '';
  for (const [index, { table }] of progress.entries()) {
    let cursor: string | null = null;
    let columns: string[] = [];
    const rows: CellValue[][] = [];
    do {
      const page = await service.page(
        brand.brand_id,
        table,
        { warehouses: selection.warehouses, language, cursor, cut },
        signal,
      );
      cut ??= page.cut;
      if (page.cut !== cut) throw new SessionError('cut_changed');
      dataTime = page.data_time;
      columns = page.columns;
      for (const row of page.rows) rows.push(row);
      cursor = page.next;
      progress[index] = { table, done: rows.length, total: page.total, complete: cursor === null };
      onProgress(progress);
    } while (cursor !== null);
    tables.push({ table, columns, rows });
  }
  if (cut === null) throw new SessionError('no_data', { brand: brand.name });
  shapeSales(tables, selection.historyWeeks, dataTime);
  return { tables, stamp: { cut, dataTime, planVersion: null } };
}

/** Real Mondays over the week columns; weeks outside the chosen window stay unknown. */
function shapeSales(tables: TableRows[], historyWeeks: number, dataTime: string): void {
  const sales = tables.find(({ table }) => table === 'TW_Sales');
  if (!sales) return;
  const newest = lastCompleteWeek(dataTime);
  sales.bandTexts = {};
  for (let week = 1; week <= HISTORY_WEEKS; week++) {
    sales.bandTexts[historyWeekId(week)] = weeksBefore(newest, week - 1);
    const at = sales.columns.indexOf(historyWeekId(week));
    if (week <= historyWeeks || at < 0) continue;
    for (const row of sales.rows) row[at] = null;
  }
}
