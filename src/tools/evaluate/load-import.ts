import { decode } from '../../gateway/import/decode';
import { codesOf, readTable, type KnownCodes, type ReadTable } from '../../gateway/import/read-table';
import { readFolder } from '../../gateway/import/source';
import { parseDay } from '../../planning/calendar';
import type { DailyRow } from '../../planning/cleaning';
import { promotionCalendar } from '../../planning/promotions';
import type { Promotion } from '../../planning';
import { IMPORT_TABLES, type ImportProblem, type ImportTableId } from '../../tables';
import { cleanedDays, shopCalendar } from './clean';
import type { DailyItem, EvaluationSet } from './sets';

export interface LoadedFolder {
  /** null: no usable sales.csv, `problems` says why */
  set: EvaluationSet | null;
  /** rows refused, one by one */
  problems: ImportProblem[];
  moreProblems: number;
}

const MAX_PROBLEMS = 1000;
const NEEDED: readonly string[] = ['sku', 'warehouse', 'sales', 'promo', 'behaviour'];

type Value = ReadTable['values'][number][number];
type Row = Record<string, Value>;

const rowsOf = (read: ReadTable | undefined): Row[] =>
  Array.from({ length: read?.taken ?? 0 }, (_, at) =>
    Object.fromEntries((read?.columns ?? []).map((column, index) => [column.id, read?.values[index]?.[at] ?? null])),
  );

const numberOf = (value: Value | undefined): number => Number(value ?? 0) || 0;
const figureOf = (value: Value | undefined): number | null =>
  value === null || value === undefined || value === '' ? null : Number(value);
const textOf = (value: Value | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

async function readTables(folder: string): Promise<{
  read: Map<string, ReadTable>;
  problems: ImportProblem[];
  moreProblems: number;
}> {
  const files = readFolder(folder);
  const read = new Map<string, ReadTable>();
  const problems: ImportProblem[] = [];
  let moreProblems = 0;
  const known: KnownCodes = {};
  for (const table of IMPORT_TABLES) {
    const source = files.find((file) => file.name.toLowerCase() === table.file);
    if (!source || !NEEDED.includes(table.id)) continue;
    const decoded = decode(await source.read());
    if (!decoded) continue;
    const one = await readTable(table, decoded.text, source.name, {
      known,
      maxProblems: Math.max(0, MAX_PROBLEMS - problems.length),
      pause: async () => undefined,
    });
    problems.push(...one.problems);
    moreProblems += one.moreProblems;
    if (!one.usable) continue;
    read.set(table.id, one);
    known[table.id as ImportTableId] = codesOf(one);
  }
  return { read, problems, moreProblems };
}

/**
 * Sales (and, where there are any, promotions, categories and leading signals) of an import folder, read as an import reads
 * them: bad rows are refused one by one. An item is a SKU in a warehouse. From its first sale on a day without a row sold
 * nothing, until the last day of the file.
 */
export async function loadImportFolder(folder: string): Promise<LoadedFolder> {
  const { read, problems, moreProblems } = await readTables(folder);
  const sales = rowsOf(read.get('sales'));
  const categories = new Map(rowsOf(read.get('sku')).map((row) => [String(row.sku_id), textOf(row.category)]));
  const days = sales.map((row) => parseDay(textOf(row.date)));
  let firstDay = Infinity;
  let lastDay = -Infinity;
  for (const day of days) {
    if (day === null) continue;
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  if (!Number.isFinite(firstDay)) return { set: null, problems, moreProblems };

  const length = lastDay - firstDay + 1;
  const bySku = new Map<string, { sku: string; rows: DailyRow[] }>();
  sales.forEach((row, at) => {
    const day = days[at] ?? null;
    if (day === null) return;
    const sku = String(row.sku_id);
    const warehouse = textOf(row.warehouse_id);
    const key = warehouse ? `${sku} · ${warehouse}` : sku;
    let item = bySku.get(key);
    if (!item) bySku.set(key, (item = { sku, rows: [] }));
    item.rows.push({
      date: day,
      qty: numberOf(row.qty),
      returns: figureOf(row.returns),
      orders: figureOf(row.orders),
      presale: row.presale === true,
      promo_id: textOf(row.promo_id),
      oos_minutes: figureOf(row.oos_minutes),
    });
  });
  const shop = shopCalendar(
    [...bySku.values()].map(({ rows }) => rows),
    { first: firstDay, last: lastDay },
  );

  const promotions = rowsOf(read.get('promo')).map((row): Promotion => ({
    promo_id: String(row.promo_id),
    phase: textOf(row.phase),
    name: textOf(row.name),
    starts_at: String(row.starts_at),
    ends_at: String(row.ends_at),
    sku_id: textOf(row.sku_id),
    uplift: row.uplift === null || row.uplift === undefined ? null : numberOf(row.uplift),
  }));
  const calendar = promotionCalendar(promotions);
  const signals = signalsOf(rowsOf(read.get('behaviour')), firstDay, length);
  const items = [...bySku.keys()].sort().map((key): DailyItem => {
    const { sku, rows } = bySku.get(key) as NonNullable<ReturnType<typeof bySku.get>>;
    const spans = calendar.spans(sku);
    const actual = Array<number | null>(length).fill(null);
    const first = Math.min(...rows.map(({ date }) => Number(date)));
    for (let at = first - firstDay; at < length; at += 1) actual[at] = shop.closed.has(firstDay + at) ? null : 0;
    for (const { date, qty, returns, presale } of rows) {
      if (presale) continue;
      const at = Number(date) - firstDay;
      const sold = Math.max(0, qty ?? 0);
      actual[at] = (actual[at] ?? 0) + sold - Math.min(sold, returns ?? 0);
    }
    const own = signals.get(sku);
    return {
      key,
      category: categories.get(sku) ?? null,
      firstDay,
      rows,
      demand: cleanedDays(rows, spans, shop, lastDay),
      actual,
      promotions: spans,
      ...(own ? { signals: own } : {}),
    };
  });
  return {
    set: {
      id: folder,
      title: folder,
      credit: null,
      items,
      firstDay,
      lastDay,
      shop,
      calendar: promotions.length > calendar.refused.length,
      notes: calendar.refused.length ? [`promotions left out (no usable dates): ${calendar.refused.join(', ')}`] : [],
    },
    problems,
    moreProblems,
  };
}

/** Leading signals by SKU and name; a day without a row is unknown. */
function signalsOf(rows: readonly Row[], firstDay: number, length: number) {
  const result = new Map<string, Record<string, (number | null)[]>>();
  for (const row of rows) {
    const day = parseDay(textOf(row.date));
    if (day === null || day < firstDay || day >= firstDay + length) continue;
    const sku = String(row.sku_id);
    const own = result.get(sku) ?? {};
    result.set(sku, own);
    for (const [name, value] of Object.entries(row)) {
      // how good reviews are leads nothing, and is no sum
      if (typeof value !== 'number' || name === 'rating') continue;
      const signal = (own[name] ??= Array<number | null>(length).fill(null));
      signal[day - firstDay] = (signal[day - firstDay] ?? 0) + value;
    }
  }
  return result;
}
