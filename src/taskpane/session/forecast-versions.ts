import type {
  AccuracyGroup,
  ForecastAccuracyReport,
  ForecastDrift,
  ForecastHistory,
  ForecastVersionBody,
  ForecastVersionList,
} from '../../tables';
import { businessDate } from '../../tables/weeks';
import { policyBook } from '../../planning/policy';
import { connectedService, noteConnection } from './connecting';
import type { SessionContext } from './context';
import type { DataService } from './data-service';
import { forecastBody } from './forecast-body';
import { policyRows } from './plan-input';
import { SessionError, toSessionError } from './problems';
import type { ForecastQuestion, ForecastRecord, PlanOutcome, ProblemCode } from './types';

/** A forecast that has not reached the data service; the newest run's is enough. */
interface Unsent {
  brandId: string;
  body: ForecastVersionBody;
}

const unsentOf = new WeakMap<SessionContext, Unsent>();
/** Versions are sent one after another. */
const sendingOf = new WeakMap<SessionContext, Promise<void>>();

/** What the data service may think better of, once it can be reached or the key is right; anything else it has refused. */
const PASSING: readonly ProblemCode[] = ['offline', 'no_answer', 'unauthorised', 'forbidden', 'internal', 'cancelled'];

const record = (context: SessionContext, patch: Partial<ForecastRecord>): void =>
  context.store.update({ forecastRecord: { version: null, leftOut: 0, problem: null, state: 'none', ...patch } });

/**
 * Hands a plan's forecast to the data service as the next version. Never throws: the plan stands without it. What cannot be
 * sent now waits in memory and goes with `sendForecast` when the service answers again.
 */
export async function storeForecast(context: SessionContext, outcome: PlanOutcome): Promise<void> {
  const brandId = context.state.workbook?.binding?.brandId;
  if (brandId === undefined) return;
  try {
    const body = forecastBody(outcome, context.basis?.input.policy ?? [], context.ports.now());
    if (!body) return;
    unsentOf.set(context, { brandId, body });
  } catch (error) {
    record(context, { state: 'refused', problem: toSessionError(error, null).problem });
    return;
  }
  const { state } = context.state.connection;
  if (context.service && state === 'connected') return sendForecast(context);
  const why = state === 'signed_out' ? 'unauthorised' : 'no_answer';
  record(context, { state: 'waiting', problem: new SessionError(why).problem });
}

/** Sends the forecast that waits, if any. Never throws. */
export function sendForecast(context: SessionContext): Promise<void> {
  const sending = (sendingOf.get(context) ?? Promise.resolve()).then(() => send(context));
  sendingOf.set(context, sending);
  return sending;
}

async function send(context: SessionContext): Promise<void> {
  const unsent = unsentOf.get(context);
  const { service } = context;
  // a workbook begun anew for another brand has nothing to do with it
  if (!unsent || !service || context.state.workbook?.binding?.brandId !== unsent.brandId) return;
  const done = (patch: Partial<ForecastRecord>, keep = false): void => {
    // a plan made meanwhile waits its own turn
    if (unsentOf.get(context) !== unsent) return;
    if (!keep) unsentOf.delete(context);
    record(context, patch);
  };
  record(context, { state: 'storing' });
  try {
    const { version, left_out } = await service.storeForecast(unsent.brandId, unsent.body);
    done({ state: 'stored', version, leftOut: left_out.count });
  } catch (error) {
    const failure = toSessionError(error, null);
    noteConnection(context, failure);
    const waits = PASSING.includes(failure.problem.code);
    done({ state: waits ? 'waiting' : 'refused', problem: failure.problem }, waits);
    return;
  }
  void lookAtForecasts(context);
}

/** What Home shows of the stored versions: how many, how near they came, how many items need an eye. Never throws. */
export async function lookAtForecasts(context: SessionContext): Promise<void> {
  const { brand } = context.state;
  if (!brand || !context.service) return;
  try {
    const [list, report] = await Promise.all([
      context.service.forecasts(brand.brand_id),
      context.service.forecastAccuracy(brand.brand_id, await question(context, { by: 'all' })),
    ]);
    const total = report.rows[0];
    context.store.update({
      forecastStanding: {
        versions: list.versions.length,
        newest: list.versions[0] ?? null,
        reviewed: report.versions,
        lastWeek: report.last_week,
        alerts: report.alerts,
        wape: total?.wape ?? null,
        bias: total?.bias ?? null,
      },
    });
  } catch {
    // an older data service, or one that has just gone: Home does without
  }
}

/** The limit of tracking signals as the Policy sheet has it now. */
async function trackingLimit(context: SessionContext): Promise<number> {
  const sheet = context.hasTable('TW_Policy')
    ? (await context.ports.workbook.readTables(['TW_Policy'])).get('TW_Policy')
    : undefined;
  const asOf = businessDate(sheet?.stamp?.dataTime ?? context.ports.now().toISOString());
  return policyBook(policyRows(sheet), asOf).value('tracking_limit');
}

async function question(context: SessionContext, asked: ForecastQuestion) {
  return { sku: null, warehouse: null, ...asked, trackingLimit: await trackingLimit(context) };
}

/** Asks the data service about the workbook's brand. */
async function ask<T>(
  context: SessionContext,
  what: (service: DataService, brandId: string) => Promise<T>,
): Promise<T> {
  const brandId = context.state.workbook?.binding?.brandId;
  if (brandId === undefined) throw new SessionError('no_brand');
  try {
    return await what(await connectedService(context), brandId);
  } catch (error) {
    const failure = toSessionError(error, null);
    noteConnection(context, failure);
    throw failure;
  }
}

/** The stored versions, newest first. */
export const forecastVersions = (context: SessionContext): Promise<ForecastVersionList> =>
  ask(context, (service, brandId) => service.forecasts(brandId));

/** How far a version (the newest) differs from another (the one before it); null before there are two. */
export async function forecastDrift(
  context: SessionContext,
  versions: { version?: number; against?: number } = {},
): Promise<ForecastDrift | null> {
  try {
    return await ask(context, (service, brandId) => service.forecastDrift(brandId, versions));
  } catch (error) {
    if ((error as SessionError).problem.code === 'no_forecast') return null;
    throw error;
  }
}

/** How near the stored versions came to what was sold, item by item or by whatever else is asked. */
export const forecastAccuracy = (
  context: SessionContext,
  by: AccuracyGroup,
  filter: { sku?: string; warehouse?: string } = {},
): Promise<ForecastAccuracyReport> =>
  ask(context, async (service, brandId) =>
    service.forecastAccuracy(brandId, await question(context, { by, ...filter })),
  );

/** What each version said of an item, beside what came. */
export const forecastHistory = (
  context: SessionContext,
  item: { sku: string; warehouse: string },
): Promise<ForecastHistory> =>
  ask(context, async (service, brandId) =>
    service.forecastHistory(brandId, { ...item, trackingLimit: await trackingLimit(context) }),
  );
