import type { BrandInfo, BrandSummary, ImportReport } from '../../tables';
import type { Binding } from '../../workbook/types';
import type { SessionContext } from './context';
import { createDataService, normaliseAddress, type DataService } from './data-service';
import type { LiveStock } from './live-stock';
import { SessionError, toSessionError } from './problems';
import type { ConnectOptions, ImportFile, JobOptions, PullSelection } from './types';

const SELECTION_SETTING = 'selection';

/** The workbook's brand lives in its own ranges alone: no data service knows it, and none is told. */
export function isLocal({ state }: SessionContext): boolean {
  const binding = state.workbook?.binding;
  return binding?.dataService === '' && binding.brandId.startsWith('own-');
}

/** Keeps the connection's state in step with what the service answered. */
export function noteConnection(context: SessionContext, error: SessionError): void {
  const { connection } = context.state;
  const { code } = error.problem;
  if (code === 'unauthorised' || code === 'forbidden') {
    context.store.update({ connection: { ...connection, state: 'signed_out' } });
  } else if (code === 'no_answer' || code === 'offline') {
    context.store.update({ connection: { ...connection, state: 'offline' } });
  }
}

/** Asks a data service for its brands and, when it answers, works with it from now on. */
export async function askService(context: SessionContext, options: ConnectOptions = {}): Promise<BrandInfo[]> {
  const { ports, settings, store } = context;
  const address = normaliseAddress(options.address ?? context.state.connection.address, ports.defaultAddress);
  const key = options.key?.trim() || settings.key(address);
  const before = context.state.connection;
  store.update({ connection: { state: 'connecting', address, hasKey: key !== null } });
  const candidate = createDataService(ports.fetch, address, key);
  try {
    const brands = await candidate.brands(options.signal);
    context.service = candidate;
    settings.remember(address, key);
    store.update({ brands, connection: { state: 'connected', address, hasKey: key !== null } });
    return brands;
  } catch (error) {
    const failure = toSessionError(error, 'connect');
    // the address that was tried, which is not the one in use
    failure.problem.values.address ??= address;
    store.update({ connection: { ...before, state: context.service ? before.state : 'none' } });
    if (!context.service) noteConnection(context, failure);
    throw failure;
  }
}

export async function connectedService(context: SessionContext, signal?: AbortSignal): Promise<DataService> {
  if (!context.service) await askService(context, { signal });
  return context.service as DataService;
}

/** The brand this workbook belongs to, as the service knows it now. Throws `no_brand` before one is chosen. */
export async function currentBrand(context: SessionContext, signal?: AbortSignal): Promise<BrandSummary> {
  const binding = context.state.workbook?.binding;
  if (!binding || isLocal(context)) throw new SessionError('no_brand');
  try {
    const service = await connectedService(context, signal);
    const brand = await service.brand(binding.brandId, context.state.selection.warehouses, signal);
    context.store.update({ brand, connection: { ...context.state.connection, state: 'connected' } });
    return brand;
  } catch (error) {
    const failure = toSessionError(error, null);
    noteConnection(context, failure);
    throw failure;
  }
}

/** One workbook = one brand: binding to another one is refused while tables of the first stand in it. */
export async function chooseBrand(context: SessionContext, brandId: string): Promise<BrandSummary> {
  const service = await connectedService(context);
  await context.lookAtWorkbook();
  const bound = context.state.workbook?.binding;
  if (bound && bound.brandId !== brandId && context.state.workbook?.tables.length) {
    const wanted = context.state.brands.find(({ brand_id }) => brand_id === brandId);
    const name = (context.state.language === 'zh' && wanted?.name_zh) || wanted?.name || brandId;
    throw new SessionError('other_brand', { bound: bound.brandName, wanted: name });
  }
  const brand = await service.brand(brandId, null);
  const language = bound?.language ?? context.state.language;
  const binding: Binding = {
    workbookId: bound?.workbookId ?? globalThis.crypto.randomUUID(),
    brandId: brand.brand_id,
    brandName: (language === 'zh' && brand.name_zh) || brand.name,
    language,
    currency: brand.currency,
    dataService: service.address,
  };
  await context.ports.workbook.bindWorkbook(binding);
  await context.lookAtWorkbook();
  context.store.update({ brand, problem: null });
  return brand;
}

export async function chooseSelection(context: SessionContext, patch: Partial<PullSelection>): Promise<void> {
  const selection = { ...context.state.selection, ...patch };
  context.store.update({ selection });
  if (!context.state.workbook?.binding) return;
  await context.ports.workbook.writeSetting(SELECTION_SETTING, selection);
  if (context.service && !isLocal(context)) await currentBrand(context);
}

export async function restoreSelection(context: SessionContext): Promise<void> {
  const kept = (await context.ports.workbook.readSetting(SELECTION_SETTING)) as PullSelection | null | undefined;
  if (kept && typeof kept.historyWeeks === 'number') context.store.update({ selection: kept });
}

/** Sends CSV files to the data service as the new data of a brand; rows it refuses are in the report. */
export function importFiles(
  context: SessionContext,
  brandId: string,
  files: readonly ImportFile[],
  options?: JobOptions,
): Promise<ImportReport> {
  return context.jobs.run('import', options, async (job) => {
    job.report({ step: 'sending', total: files.length });
    const service = await connectedService(context, job.signal);
    context.store.update({ imported: null });
    const imported = await service.importFiles(brandId, files, job.signal).catch((error: unknown) => {
      const refused = error instanceof SessionError ? error.refused : [];
      if (refused.length) {
        const report = { brand_id: brandId, cut: null, tables: [], problems: refused, more_problems: 0, seconds: 0 };
        context.store.update({ imported: report });
      }
      throw error;
    });
    context.store.update({ imported });
    if (imported.cut !== null) {
      await askService(context, { signal: job.signal });
      const { taken, refused } = imported.tables.reduce(
        (sum, table) => ({ taken: sum.taken + table.taken, refused: sum.refused + table.refused }),
        { taken: 0, refused: 0 },
      );
      context.store.update({ notice: { kind: 'imported', values: { taken, refused }, undoId: null } });
    }
    return imported;
  });
}

/**
 * Live figures come from the data service the session works with, before its first answer from the one the workbook names.
 * They need nobody to press anything: a bound workbook has all they need.
 */
export function aimLive(context: SessionContext, live: LiveStock): void {
  let seen: unknown[] = [];
  let wasConnected = false;
  const look = (): void => {
    const { ready, workbook, connection } = context.state;
    const now = [ready, workbook?.binding, connection];
    if (now.every((part, at) => part === seen[at])) return;
    seen = now;
    const binding = workbook?.binding;
    if (binding && !isLocal(context)) {
      const address = context.service?.address ?? (binding.dataService || connection.address);
      live.aim({ address, key: context.settings.key(address), brandId: binding.brandId });
    } else if (ready) live.aim(null);
    const isConnected = connection.state === 'connected';
    if (isConnected && !wasConnected) live.retry();
    wasConnected = isConnected;
  };
  context.store.subscribe(look);
  look();
}
