import { createHash } from 'node:crypto';
import {
  FORECAST_VERSIONS_KEPT,
  lastCompleteWeek,
  type BrandInfo,
  type ForecastVersionBody,
  type StoredForecast,
  type StoredVersion,
} from '../../tables';
import { ApiProblem } from '../api/problems';
import type { Sql, Store } from '../store';
import { itemKey, SEPARATOR } from './item-key';
import { pack } from './pack';
import { listVersions, superfluous } from './versions';

/** Rows a statement, as for imports. */
const BATCH = 8_000;
const EXAMPLES = 20;

const refused = (en: string, zh: string): ApiProblem => new ApiProblem('forecast_refused', { en, zh });

/** What the lengths and dates within a body must be to one another. */
function check(body: ForecastVersionBody, brand: BrandInfo): void {
  const [first] = body.rows;
  const weeks = first?.weeks.length ?? 0;
  const keys = new Set<string>();
  for (const row of body.rows) {
    const band = row.lows.length === 0 && row.highs.length === 0;
    const lines = [row.weeks, row.statistical, ...(band ? [] : [row.lows, row.highs])];
    const name = `${row.sku_id} · ${row.warehouse_id}`;
    if (lines.some((line) => line.length !== weeks)) {
      throw refused(
        `${name} has not the ${weeks} weeks that the first item has. Every line of every item needs as many.`,
        `${name} 的周数与首个商品（${weeks} 周）不同。每个商品的每一行周数须相同。`,
      );
    }
    const key = itemKey(row);
    if (keys.has(key)) {
      throw refused(
        `${name} is there twice. Each SKU and warehouse may be there once.`,
        `${name} 出现两次。每个商品与仓库的组合只能出现一次。`,
      );
    }
    keys.add(key);
  }
  if (body.last_week !== lastCompleteWeek(body.data_time)) {
    throw refused(
      `last_week ${body.last_week} is not the last week complete at ${body.data_time}, which began on ${lastCompleteWeek(body.data_time)}. Correct one of them.`,
      `last_week ${body.last_week} 不是 ${body.data_time} 时最后一个完整周（${lastCompleteWeek(body.data_time)} 起）。请更正其一。`,
    );
  }
  const newest = brand.data_time === null ? null : lastCompleteWeek(brand.data_time);
  if (newest !== null && body.last_week > newest) {
    throw refused(
      `It knows sales up to the week of ${body.last_week}, the data service only up to ${newest}. Refresh the sheets, then plan again.`,
      `它依据的销量到 ${body.last_week} 当周，而数据服务只到 ${newest}。请刷新表格后重新计划。`,
    );
  }
}

/** Rows of SKUs and warehouses that the brand's data know; without a list of warehouses any will do. */
async function knownRows(sql: Sql, brandId: string, rows: readonly StoredForecast[]) {
  const codes = async (table: string, column: string): Promise<Set<string>> =>
    new Set(
      (await sql.query<{ code: string }>(`SELECT ${column} AS code FROM ${table} WHERE brand_id = $1`, [brandId])).map(
        ({ code }) => code,
      ),
    );
  const skus = await codes('sku', 'sku_id');
  const warehouses = await codes('warehouse', 'warehouse_id');
  const isKnown = (row: StoredForecast): boolean =>
    skus.has(row.sku_id) && (warehouses.size === 0 || row.warehouse_id === '' || warehouses.has(row.warehouse_id));
  const known = rows.filter(isKnown);
  const unknown = rows.length === known.length ? [] : rows.filter((row) => !isKnown(row));
  return {
    known,
    leftOut: {
      count: unknown.length,
      examples: unknown.slice(0, EXAMPLES).map((row) => `${row.sku_id} · ${row.warehouse_id}`),
    },
  };
}

/** Rows in the order and form in which they are stored, and what tells this content from any other. */
function prepare(body: ForecastVersionBody, rows: StoredForecast[]) {
  const keys = new Map(rows.map((row) => [row, itemKey(row)]));
  const order = (row: StoredForecast): string => keys.get(row) ?? '';
  const sorted = [...rows].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const packed = sorted.map(pack);
  const settings = Object.fromEntries(Object.entries(body.settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const hash = createHash('sha256').update(JSON.stringify([body.cut, body.data_time, body.last_week, settings]));
  sorted.forEach((row, at) =>
    hash.update(`${order(row)}${SEPARATOR}${row.demand_class}${SEPARATOR}${row.method}${packed[at]}`),
  );
  const content = hash.digest('hex');
  const run = createHash('sha256').update(`${body.made_at} ${content}`).digest('hex');
  return { sorted, packed, settings, content, run };
}

const overriddenWeeks = (rows: readonly StoredForecast[]): number =>
  rows.reduce(
    (sum, row) =>
      sum + row.weeks.filter((week, at) => Math.fround(week) !== Math.fround(row.statistical[at] ?? NaN)).length,
    0,
  );

async function insertItems(sql: Sql, brandId: string, version: number, rows: StoredForecast[], packed: string[]) {
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = rows.slice(from, from + BATCH);
    await sql.query(
      `INSERT INTO forecast_item (brand_id, version, sku_id, warehouse_id, demand_class, method, numbers)
       SELECT $1, $2, sku_id, warehouse_id, demand_class, method, numbers::bytea
         FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
           AS u(sku_id, warehouse_id, demand_class, method, numbers)`,
      [
        brandId,
        version,
        part.map((row) => row.sku_id),
        part.map((row) => row.warehouse_id),
        part.map((row) => row.demand_class),
        part.map((row) => row.method),
        packed.slice(from, from + BATCH),
      ],
    );
  }
}

/**
 * Stores a run's forecast as the brand's next version. The same run sent again, and a run whose forecast is that of the newest
 * version, add none: that version is answered. Beyond `FORECAST_VERSIONS_KEPT` versions others go, see `superfluous`.
 * @throws ApiProblem forecast_refused
 */
export async function storeVersion(
  store: Store,
  brand: BrandInfo,
  body: ForecastVersionBody,
  { madeBy, now }: { madeBy: string | null; now: Date },
): Promise<StoredVersion> {
  const brandId = brand.brand_id;
  check(body, brand);
  let gone: number[] = [];
  const answer = await store.transaction(async (sql): Promise<StoredVersion> => {
    // held to the end of the transaction: two versions of one brand follow each other
    await sql.query('SELECT 1 FROM brand WHERE brand_id = $1 FOR UPDATE', [brandId]);
    const { known, leftOut } = await knownRows(sql, brandId, body.rows);
    if (known.length === 0) {
      throw refused(
        `None of its ${body.rows.length} items is in the data of "${brandId}" (${leftOut.examples.slice(0, 3).join(', ')}). Refresh the sheets, then plan again.`,
        `其中 ${body.rows.length} 个商品都不在“${brandId}”的数据中（${leftOut.examples.slice(0, 3).join('、')}）。请刷新表格后重新计划。`,
      );
    }
    const { sorted, packed, settings, content, run } = prepare(body, known);
    const [same] = await sql.query<{ version: number }>(
      `SELECT version FROM (SELECT version, content, run, row_number() OVER (ORDER BY made_at DESC, version DESC) AS place
                              FROM forecast_version WHERE brand_id = $1) AS stored
        WHERE run = $2 OR (content = $3 AND place = 1) ORDER BY place LIMIT 1`,
      [brandId, run, content],
    );
    const before = await listVersions(sql, brandId);
    const found = before.find(({ version }) => version === same?.version);
    if (found) return { ...found, created: false, left_out: leftOut };
    const version = Math.max(0, ...before.map((info) => info.version)) + 1;
    // a clock that is ahead must not make a run the newest for days
    const madeAt = new Date(Math.min(Date.parse(body.made_at), now.getTime())).toISOString();
    await sql.query(
      `INSERT INTO forecast_version (brand_id, version, made_at, made_by, cut, data_time, last_week, weeks, items, overrides,
                                     settings, content, run)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        brandId,
        version,
        madeAt,
        madeBy,
        body.cut,
        body.data_time,
        body.last_week,
        sorted[0]?.weeks.length ?? 0,
        sorted.length,
        overriddenWeeks(sorted),
        JSON.stringify(settings),
        content,
        run,
      ],
    );
    await insertItems(sql, brandId, version, sorted, packed);
    const stored = await listVersions(sql, brandId);
    const info = stored.find((candidate) => candidate.version === version);
    if (!info) throw new Error(`version ${version} was not stored`);
    gone = superfluous(stored, FORECAST_VERSIONS_KEPT).filter((candidate) => candidate !== version);
    if (gone.length > 0) {
      await sql.query('DELETE FROM forecast_item WHERE brand_id = $1 AND version = ANY($2::int[])', [brandId, gone]);
      await sql.query('DELETE FROM forecast_version WHERE brand_id = $1 AND version = ANY($2::int[])', [brandId, gone]);
    }
    return { ...info, created: true, left_out: leftOut };
  });
  // the embedded store has no autovacuum to make room where versions went
  if (gone.length > 0 && store.kind === 'embedded') await store.query('VACUUM forecast_item');
  return answer;
}
