import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { FORECAST_VERSIONS_KEPT, MAX_FORECAST_ROWS, type BrandInfo, type ForecastVersionInfo } from '../../tables';
import type { Access } from '../access-keys';
import {
  accuracyReport,
  actualDemandCache,
  decodeItemCursor,
  driftOf,
  historyOf,
  listVersions,
  readVersionPage,
  reviewable,
  reviewBrand,
  storeVersion,
  unknownDemand,
  type BrandReview,
} from '../forecasts';
import { lastFew } from '../last-few';
import type { Logger } from '../log';
import type { Scope } from '../pull';
import type { Sql, Store } from '../store';
import {
  accuracyQuery,
  driftQuery,
  forecastBody,
  historyQuery,
  versionParameter,
  versionQuery,
} from './forecast-schemas';
import { ApiProblem } from './problems';
import { ROUTES } from './routes';

const MEGABYTE = 1024 * 1024;
const LARGEST_FORECAST = 100 * MEGABYTE;
/** Without an access key (the sample brand): some twenty times what the sample's own forecast takes. */
const LARGEST_WITHOUT_KEY = 8 * MEGABYTE;
const REVIEWS_KEPT = 4;
const NO_STORE = { 'Cache-Control': 'no-store' };

/** What the routes take from the app they belong to. */
export interface ForecastRouteTools {
  store: Store;
  now: () => Date;
  log: Logger;
  parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T>;
  brandIn(context: Context): string;
  accessIn(context: Context): Promise<Access | null>;
  readableBrand(sql: Sql, access: Access | null, id: string): Promise<BrandInfo>;
  /** null: nothing has been imported */
  scopeOf(sql: Sql, brand: BrandInfo): Promise<Scope | null>;
}

const tooLarge = (en: string, zh: string): ApiProblem =>
  new ApiProblem('forecast_refused', {
    en: `It has more than ${en}. Choose fewer warehouses, then plan again.`,
    zh: `它超过 ${zh}。请减少所选仓库后重新计划。`,
  });
const tooManyItems = (): ApiProblem =>
  tooLarge(`${MAX_FORECAST_ROWS.toLocaleString('en-US')} items`, `${MAX_FORECAST_ROWS} 个商品`);

/** Stored versions of the forecast: storing, reading, drift and accuracy. */
export function forecastRoutes(app: Hono, tools: ForecastRouteTools): void {
  const { store, now, log, parse, brandIn, accessIn, readableBrand } = tools;
  const demandOf = actualDemandCache();
  const reviews = lastFew<BrandReview>(REVIEWS_KEPT);

  const limitOf = (size: number) =>
    bodyLimit({
      maxSize: size,
      onError: () => {
        throw tooLarge(`${size / MEGABYTE} MB`, `${size / MEGABYTE} MB`);
      },
    });
  const withKey = limitOf(LARGEST_FORECAST);
  const withoutKey = limitOf(LARGEST_WITHOUT_KEY);

  /** A brand the caller may read, with its data; in a snapshot. */
  const within = async <T>(
    context: Context,
    work: (sql: Sql, scope: Scope, versions: ForecastVersionInfo[]) => Promise<T>,
  ): Promise<T> => {
    const id = brandIn(context);
    const access = await accessIn(context);
    return store.snapshot(async (sql) => {
      const brand = await readableBrand(sql, access, id);
      const scope = await tools.scopeOf(sql, brand);
      if (!scope) throw new ApiProblem('no_data', id);
      return work(sql, scope, await listVersions(sql, id));
    });
  };

  const numbered = (versions: readonly ForecastVersionInfo[], version: number): ForecastVersionInfo => {
    const found = versions.find((info) => info.version === version);
    if (!found) {
      throw new ApiProblem('no_forecast', {
        en: `There is no version ${version} of the forecast. The ${FORECAST_VERSIONS_KEPT} kept are in the list of versions.`,
        zh: `没有第 ${version} 版预测。保留的 ${FORECAST_VERSIONS_KEPT} 版见版本列表。`,
      });
    }
    return found;
  };

  app.post(
    ROUTES.storeForecast.path,
    async (context, next) => {
      // before the body is read: strangers do not get to send anything
      const access = await accessIn(context);
      const brand = await readableBrand(store, access, brandIn(context));
      if (brand.cut === null) throw new ApiProblem('no_data', brand.brand_id);
      return (access ? withKey : withoutKey)(context, next);
    },
    async (context) => {
      const access = await accessIn(context);
      const brand = await readableBrand(store, access, brandIn(context));
      const body: unknown = await context.req.json().catch((error: unknown) => {
        if (error instanceof ApiProblem) throw error;
        throw new ApiProblem('bad_request', 'JSON');
      });
      const rows = (body as { rows?: unknown } | null)?.rows;
      if (Array.isArray(rows) && rows.length > MAX_FORECAST_ROWS) throw tooManyItems();
      const started = performance.now();
      const stored = await storeVersion(store, brand, parse(forecastBody, body), {
        madeBy: access?.label ?? null,
        now: now(),
      });
      log({
        level: 'info',
        event: 'forecast',
        brand: brand.brand_id,
        version: stored.version,
        rows: stored.rows,
        created: stored.created,
        seconds: (performance.now() - started) / 1000,
      });
      return context.json(stored, 200, NO_STORE);
    },
  );

  app.get(ROUTES.forecasts.path, async (context) => {
    const versions = await within(context, async (_sql, _scope, stored) => stored);
    return context.json({ versions, kept: FORECAST_VERSIONS_KEPT }, 200, NO_STORE);
  });

  app.get(ROUTES.forecastDrift.path, async (context) => {
    const asked = parse(driftQuery, context.req.query());
    const drift = await within(context, async (sql, scope, versions) => {
      const version = asked.version === undefined ? versions[0] : numbered(versions, asked.version);
      const against =
        asked.against === undefined
          ? version && versions[versions.indexOf(version) + 1]
          : numbered(versions, asked.against);
      if (!version || !against) {
        throw new ApiProblem('no_forecast', {
          en: 'Drift needs two versions of the forecast. Plan again when new data have come.',
          zh: '比较变动需要两版预测。有新数据后请再次计划。',
        });
      }
      return driftOf(sql, scope.brandId, version, against);
    });
    return context.json(drift, 200, NO_STORE);
  });

  app.get(ROUTES.forecastAccuracy.path, async (context) => {
    const { by, sku = null, warehouse = null, tracking_limit } = parse(accuracyQuery, context.req.query());
    const report = await within(context, async (sql, scope, versions) => {
      const review = async (): Promise<BrandReview> => {
        const over = unknownDemand(scope.dataTime);
        const some = reviewable(versions, over.lastDay).length > 0;
        const actual = some ? await demandOf(sql, scope) : over;
        return reviewBrand(sql, scope.brandId, versions, actual, { sku, warehouse });
      };
      // versions and cuts never change, so neither does what they come to
      const stands = `${scope.brandId}/${scope.cut}/${scope.dataTime}/${versions.map((info) => info.version).join()}`;
      const found = sku === null && warehouse === null ? await reviews(stands, review) : await review();
      return accuracyReport(found, scope.cut, by, tracking_limit);
    });
    return context.json(report, 200, NO_STORE);
  });

  app.get(ROUTES.forecastHistory.path, async (context) => {
    const { sku, warehouse, tracking_limit } = parse(historyQuery, context.req.query());
    const history = await within(context, async (sql, scope, versions) =>
      historyOf(sql, scope, versions, await demandOf(sql, scope), { sku, warehouse, limit: tracking_limit }),
    );
    return context.json(history, 200, NO_STORE);
  });

  app.get(ROUTES.forecast.path, async (context) => {
    const version = parse(versionParameter, context.req.param('version'));
    const { sku = null, warehouse = null, cursor, limit } = parse(versionQuery, context.req.query());
    const after = cursor === undefined ? null : decodeItemCursor(cursor);
    if (cursor !== undefined && !after) throw new ApiProblem('bad_request', 'cursor');
    const page = await within(context, async (sql, scope, versions) =>
      readVersionPage(sql, scope.brandId, numbered(versions, version), { after, limit, sku, warehouse }),
    );
    return context.json(page, 200, NO_STORE);
  });
}
