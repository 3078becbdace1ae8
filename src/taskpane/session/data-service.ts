import type {
  AccuracyGroup,
  BrandInfo,
  BrandSummary,
  ForecastAccuracyReport,
  ForecastDrift,
  ForecastHistory,
  ForecastVersionBody,
  ForecastVersionList,
  ImportReport,
  Language,
  Problem,
  ProposalInfo,
  PullTableId,
  SendAnswer,
  SendBody,
  StoredVersion,
  TablePage,
} from '../../tables';
import { SessionError, serviceError, throwIfCancelled } from './problems';
import type { ImportFile } from './types';

const TIMEOUT_MS = 30_000;
const IMPORT_TIMEOUT_MS = 300_000;
/** a large forecast, or a first look at years of sales */
const FORECAST_TIMEOUT_MS = 120_000;
const RETRY_DELAY_MS = 400;
/** the service caps a page at about 1 MB by itself */
const PAGE_ROWS = 2000;

export interface PageRequest {
  warehouses: string[] | null;
  language: Language;
  cursor: string | null;
  /** data cut the other pages are of; another one answers `cut_changed` */
  cut: string | null;
}

export interface DataService {
  readonly address: string;
  brands(signal?: AbortSignal): Promise<BrandInfo[]>;
  brand(brandId: string, warehouses: string[] | null, signal?: AbortSignal): Promise<BrandSummary>;
  page(brandId: string, table: PullTableId, request: PageRequest, signal?: AbortSignal): Promise<TablePage>;
  importFiles(brandId: string, files: readonly ImportFile[], signal?: AbortSignal): Promise<ImportReport>;
  /** The same run sent again is the same version. */
  storeForecast(brandId: string, body: ForecastVersionBody): Promise<StoredVersion>;
  /** The same proposals sent again are the same. */
  sendProposals(brandId: string, body: SendBody, signal?: AbortSignal): Promise<SendAnswer>;
  withdrawProposal(
    brandId: string,
    number: number,
    body: { by: string | null; note: string | null },
  ): Promise<ProposalInfo>;
  forecasts(brandId: string): Promise<ForecastVersionList>;
  forecastDrift(brandId: string, versions: { version?: number; against?: number }): Promise<ForecastDrift>;
  forecastAccuracy(brandId: string, question: AccuracyQuestion): Promise<ForecastAccuracyReport>;
  forecastHistory(
    brandId: string,
    item: { sku: string; warehouse: string; trackingLimit: number },
  ): Promise<ForecastHistory>;
}

export interface AccuracyQuestion {
  by: AccuracyGroup;
  /** null: all */
  sku: string | null;
  warehouse: string | null;
  trackingLimit: number;
}

/** Accepts `service.example.com/api`, `https://…/`, `/api`; answers without a slash at the end. Throws `bad_address`. */
export function normaliseAddress(typed: string, base: string): string {
  const text = typed.trim().replace(/\/+$/, '');
  const absolute = /^https?:\/\//i.test(text) || text.startsWith('/') ? text : `https://${text}`;
  try {
    const url = new URL(absolute, base);
    const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
    if (text === '' || (url.protocol !== 'https:' && !local)) throw new Error('not https');
    return url.href.replace(/\/+$/, '');
  } catch {
    throw new SessionError('bad_address', { address: typed.trim() });
  }
}

/**
 * Client of the data service. Every failure is a `SessionError`: `offline` (this computer has no network), `no_answer`
 * (nothing, too late, or a broken answer from the far side), `not_the_service` (something else lives at that address),
 * or the code of the service's problem document.
 */
export function createDataService(fetchIt: typeof fetch, address: string, key: string | null): DataService {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (key) headers.Authorization = `Bearer ${key}`;

  async function once<T>(
    path: string,
    init: RequestInit,
    signal: AbortSignal | undefined,
    timeout: number,
  ): Promise<T> {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    signal?.addEventListener('abort', abort);
    const timer = setTimeout(abort, timeout);
    try {
      const response = await fetchIt(address + path, {
        ...init,
        headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
        signal: controller.signal,
      });
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      if (!isJson) {
        if (response.status >= 500) throw new SessionError('no_answer', { status: response.status });
        throw new SessionError('not_the_service', { address });
      }
      const body: unknown = await response.json();
      if (!response.ok) throw serviceError(body as Problem, response.status);
      return body as T;
    } catch (error) {
      if (error instanceof SessionError) throw error;
      throwIfCancelled(signal);
      if (typeof navigator !== 'undefined' && navigator.onLine === false) throw new SessionError('offline');
      throw new SessionError('no_answer', {}, (error as Error).message);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** A read is tried twice: a single lost connection should not cost the user a pull. */
  async function get<T>(path: string, signal?: AbortSignal, timeout = TIMEOUT_MS): Promise<T> {
    throwIfCancelled(signal);
    try {
      return await once<T>(path, {}, signal, timeout);
    } catch (error) {
      if ((error as SessionError).problem?.code !== 'no_answer') throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
      throwIfCancelled(signal);
      return once<T>(path, {}, signal, timeout);
    }
  }

  const post = <T>(path: string, body: unknown, signal?: AbortSignal, timeout = TIMEOUT_MS): Promise<T> =>
    once<T>(
      path,
      { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } },
      signal,
      timeout,
    );
  const brandPath = (brandId: string): string => `/v1/brands/${encodeURIComponent(brandId)}`;
  const forecastsPath = (brandId: string): string => `${brandPath(brandId)}/forecasts`;
  const query = (values: Record<string, string | number | null | undefined>): string => {
    const given = Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] != null);
    return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
  };

  return {
    address,
    async brands(signal) {
      const answer = await get<BrandInfo[] | { brands: BrandInfo[] }>('/v1/brands', signal);
      const list = Array.isArray(answer) ? answer : answer.brands;
      if (!Array.isArray(list)) throw new SessionError('not_the_service', { address });
      return list;
    },
    brand: (brandId, warehouses, signal) =>
      get<BrandSummary>(brandPath(brandId) + query({ warehouses: warehouses?.join(',') ?? null }), signal),
    page: (brandId, table, request, signal) =>
      get<TablePage>(
        `${brandPath(brandId)}/tables/${table}${query({
          warehouses: request.warehouses?.join(',') ?? null,
          lang: request.language,
          limit: PAGE_ROWS,
          cursor: request.cursor,
          cut: request.cut,
        })}`,
        signal,
      ),
    importFiles(brandId, files, signal) {
      const form = new FormData();
      for (const file of files) form.append('files', file.content, file.name);
      return once<ImportReport>(
        `${brandPath(brandId)}/imports`,
        { method: 'POST', body: form },
        signal,
        IMPORT_TIMEOUT_MS,
      );
    },
    storeForecast: (brandId, body) => post<StoredVersion>(forecastsPath(brandId), body, undefined, FORECAST_TIMEOUT_MS),
    sendProposals: (brandId, body, signal) => post<SendAnswer>(`${brandPath(brandId)}/proposals`, body, signal),
    withdrawProposal: (brandId, number, body) =>
      post<ProposalInfo>(`${brandPath(brandId)}/proposals/${number}/withdraw`, body),
    forecasts: (brandId) => get<ForecastVersionList>(forecastsPath(brandId)),
    forecastDrift: (brandId, { version, against }) =>
      get<ForecastDrift>(
        `${forecastsPath(brandId)}/drift${query({ version, against })}`,
        undefined,
        FORECAST_TIMEOUT_MS,
      ),
    forecastAccuracy: (brandId, { by, sku, warehouse, trackingLimit }) =>
      get<ForecastAccuracyReport>(
        `${forecastsPath(brandId)}/accuracy${query({ by, sku, warehouse, tracking_limit: trackingLimit })}`,
        undefined,
        FORECAST_TIMEOUT_MS,
      ),
    forecastHistory: (brandId, { sku, warehouse, trackingLimit }) =>
      get<ForecastHistory>(
        `${forecastsPath(brandId)}/history${query({ sku, warehouse, tracking_limit: trackingLimit })}`,
        undefined,
        FORECAST_TIMEOUT_MS,
      ),
  };
}
