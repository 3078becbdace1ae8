import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { businessDate, type BrandInfo, type BrandSummary, type Language } from '../../tables';
import { accessOf, mayRead, maySend, type Access } from '../access-keys';
import { findBrand, listBrands, sourcesOf, warehousesOf } from '../brands';
import { importFolder, latestImport } from '../import/import-folder';
import type { FileSource } from '../import/source';
import type { FactsOf } from '../live/brand-figures';
import type { LiveStock } from '../live/live-stock';
import type { Logger } from '../log';
import { countRows, decodeCursor, isPullTable, readPage, type Scope } from '../pull';
import type { Sql, Store } from '../store';
import { forecastRoutes } from './forecast-routes';
import { proposalRoutes } from './proposal-routes';
import { openApi } from './openapi';
import { ApiProblem } from './problems';
import { brandParameter, liveBody, ROUTES, summaryQuery, tableQuery } from './routes';

export interface ApiOptions {
  store: Store;
  version: string;
  now: () => Date;
  log: Logger;
  factsOf: FactsOf;
  live: LiveStock;
}

const MEGABYTE = 1024 * 1024;
const LARGEST_UPLOAD = 100 * MEGABYTE;
const LARGEST_LIVE_REQUEST = 8 * MEGABYTE;
/** An import may hold the embedded store for seconds; health must not wait for it. */
const HEALTH_PATIENCE_MS = 1500;
const NO_STORE = { 'Cache-Control': 'no-store' };

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ApiProblem('bad_request', `${issue?.path.join('.') || 'brand'}: ${issue?.message ?? ''}`);
}

/** The HTTP API as a Hono app with relative routes; mount it where it shall stand, at `/api`. */
export function createApi({ store, version, now, log, factsOf, live }: ApiOptions): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    const started = performance.now();
    await next();
    log({
      level: context.res.status >= 500 ? 'error' : 'info',
      event: 'request',
      method: context.req.method,
      path: context.req.path,
      status: context.res.status,
      ms: Math.round(performance.now() - started),
    });
  });
  app.onError((error, context) => {
    const problem = error instanceof ApiProblem ? error : new ApiProblem('internal');
    if (problem.code === 'internal')
      log({ level: 'error', event: 'failed', path: context.req.path, message: error.message });
    if (problem.code === 'unauthorised') context.header('WWW-Authenticate', 'Bearer realm="twinstock"');
    return context.body(JSON.stringify(problem.document()), problem.status as 500, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...NO_STORE,
    });
  });
  /** The caller's rights; null without a key. A key that is not valid ends the request. */
  const accessIn = async (context: Context): Promise<Access | null> => {
    const header = context.req.header('authorization');
    if (header === undefined) return null;
    const access = await accessOf(store, /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1] ?? '');
    if (!access) throw new ApiProblem('unauthorised');
    return access;
  };

  /** Whether a brand exists is told only to those who may read it. */
  const readableBrand = async (sql: Sql, access: Access | null, id: string): Promise<BrandInfo> => {
    const brand = await findBrand(sql, id);
    if (brand?.sample) return brand;
    if (!access) throw new ApiProblem('unauthorised');
    if (!mayRead(access, id)) throw new ApiProblem('forbidden', id);
    if (!brand) throw new ApiProblem('brand_not_found', id);
    return brand;
  };

  const brandIn = (context: Context): string => parse(brandParameter, context.req.param('brand'));

  const scopeOf = async (
    sql: Sql,
    brand: BrandInfo,
    warehouses: string[] | null,
    language: Language,
  ): Promise<Scope | null> => {
    if (brand.cut === null || brand.data_time === null) return null;
    return {
      brandId: brand.brand_id,
      cut: brand.cut,
      dataTime: brand.data_time,
      today: businessDate(brand.data_time),
      warehouses,
      language,
      facts: await factsOf(sql, brand.brand_id, brand.cut),
    };
  };

  app.get(ROUTES.health.path, async (context) => {
    const late = new Promise<'busy'>((resolve) => setTimeout(resolve, HEALTH_PATIENCE_MS, 'busy').unref());
    const status = await Promise.race([store.query('SELECT 1').then(() => 'ok' as const), late]);
    return context.json({ status, name: 'twinstock', version, store: store.kind }, 200, NO_STORE);
  });

  app.get(ROUTES.openapi.path, (context) => context.json(openApi(version)));

  app.get(ROUTES.brands.path, async (context) => {
    const access = await accessIn(context);
    const brands = (await listBrands(store)).filter((brand) => brand.sample || mayRead(access, brand.brand_id));
    return context.json({ brands }, 200, NO_STORE);
  });

  app.get(ROUTES.brand.path, async (context) => {
    const id = brandIn(context);
    const { warehouses } = parse(summaryQuery, context.req.query());
    const access = await accessIn(context);
    const summary = await store.snapshot(async (sql): Promise<BrandSummary> => {
      const brand = await readableBrand(sql, access, id);
      const scope = await scopeOf(sql, brand, warehouses, 'en');
      if (!scope) throw new ApiProblem('no_data', id);
      return {
        ...brand,
        warehouses: await warehousesOf(sql, id),
        sources: await sourcesOf(sql, id),
        counts: await countRows(sql, scope),
        may_send: maySend(access, brand),
      };
    });
    return context.json(summary, 200, NO_STORE);
  });

  app.get(ROUTES.table.path, async (context) => {
    const id = brandIn(context);
    const table = context.req.param('table');
    if (!isPullTable(table)) throw new ApiProblem('table_not_found', table);
    const { warehouses, cursor: text, limit, lang, cut } = parse(tableQuery, context.req.query());
    const cursor = text === undefined ? null : decodeCursor(table, text);
    if (text !== undefined && !cursor) throw new ApiProblem('bad_request', 'cursor');
    const access = await accessIn(context);
    const page = await store.snapshot(async (sql) => {
      const brand = await readableBrand(sql, access, id);
      const scope = await scopeOf(sql, brand, warehouses, lang);
      if (!scope) throw new ApiProblem('no_data', id);
      if ([cut, cursor?.cut].some((wanted) => wanted !== undefined && wanted !== scope.cut)) {
        throw new ApiProblem('cut_changed', id);
      }
      return readPage(sql, scope, table, cursor, limit);
    });
    return context.json(page, 200, NO_STORE);
  });

  app.get(ROUTES.latestImport.path, async (context) => {
    const id = brandIn(context);
    const access = await accessIn(context);
    await readableBrand(store, access, id);
    const report = await latestImport(store, id);
    if (!report) throw new ApiProblem('no_data', id);
    return context.json(report, 200, NO_STORE);
  });

  app.post(
    ROUTES.live.path,
    bodyLimit({
      maxSize: LARGEST_LIVE_REQUEST,
      onError: () => {
        throw new ApiProblem('bad_request', `items: more than ${LARGEST_LIVE_REQUEST / MEGABYTE} MB`);
      },
    }),
    async (context) => {
      const id = brandIn(context);
      const allowed = async (): Promise<BrandInfo> => readableBrand(store, await accessIn(context), id);
      const brand = await allowed();
      if (brand.cut === null) throw new ApiProblem('no_data', id);
      const body: unknown = await context.req.json().catch(() => {
        throw new ApiProblem('bad_request', 'JSON');
      });
      const stream = live.open({
        brandId: id,
        sample: brand.sample,
        items: parse(liveBody, body).items,
        refusal: () =>
          allowed().then(
            () => null,
            (error: unknown) => {
              if (error instanceof ApiProblem) return error.document();
              throw error;
            },
          ),
        signal: context.req.raw.signal,
      });
      return context.body(stream, 200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // proxies hand it on as it comes
        'X-Accel-Buffering': 'no',
        ...NO_STORE,
      });
    },
  );

  app.post(
    ROUTES.import.path,
    async (context, next) => {
      // before the body is read: strangers do not get to upload anything
      const id = brandIn(context);
      const access = await accessIn(context);
      if (!access) throw new ApiProblem('unauthorised');
      // the sample is open to everybody, so nobody's data may get into it
      const sample = (await findBrand(store, id))?.sample === true;
      if (!access.write || !mayRead(access, id) || sample) throw new ApiProblem('forbidden', id);
      await next();
    },
    bodyLimit({
      maxSize: LARGEST_UPLOAD,
      onError: () => {
        throw new ApiProblem('too_large', `${LARGEST_UPLOAD / MEGABYTE} MB`);
      },
    }),
    async (context) => {
      const form = await context.req.formData().catch(() => {
        throw new ApiProblem('bad_request', 'multipart/form-data');
      });
      const files: FileSource[] = [];
      for (const value of form.values()) {
        if (typeof value === 'string') continue;
        // browsers send a chosen folder's files with their path
        const name = value.name.split(/[\\/]/).pop() ?? '';
        files.push({ name, read: async () => new Uint8Array(await value.arrayBuffer()) });
      }
      const field = (name: string): string | undefined => {
        const value = form.get(name);
        return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;
      };
      const currency = field('currency');
      if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) throw new ApiProblem('bad_request', 'currency');
      const report = await importFolder(store, {
        brandId: brandIn(context),
        files,
        name: field('name'),
        nameZh: field('name_zh'),
        currency,
        signal: context.req.raw.signal,
        now,
      });
      live.changed(report.brand_id);
      log({ level: 'info', event: 'import', brand: report.brand_id, cut: report.cut, seconds: report.seconds });
      if (report.cut === null) {
        const first = report.problems[0]?.message ?? { en: '', zh: '' };
        throw new ApiProblem('import_refused', first, { problems: report.problems });
      }
      return context.json(report, 200, NO_STORE);
    },
  );

  forecastRoutes(app, {
    store,
    now,
    log,
    parse,
    brandIn,
    accessIn,
    readableBrand,
    scopeOf: (sql, brand) => scopeOf(sql, brand, null, 'en'),
  });
  proposalRoutes(app, { store, now, log, parse, brandIn, accessIn, readableBrand });

  // here and not by `notFound`, which an app that mounts this one would not take over
  app.all('*', (context) => {
    throw new ApiProblem('not_found', context.req.path);
  });
  return app;
}
