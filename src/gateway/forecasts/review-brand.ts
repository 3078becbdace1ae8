import { parseDay } from '../../planning/calendar';
import {
  ForecastReview,
  signalAlerts,
  type GroupReview,
  type ItemReview,
  type ReviewedForecast,
} from '../../planning/forecast-review';
import type { AccuracyGroup, AccuracyRow, ForecastAccuracyReport, ForecastVersionInfo } from '../../tables';
import type { Sql } from '../store';
import type { ActualDemand } from './actual-demand';
import { itemKey } from './item-key';
import { readItems, type ItemFilter } from './read-items';

/** Versions a review reads at most, the newest ones: half a year of weekly plans. */
export const REVIEWED_VERSIONS = 26;
/** Rows of items a report gives. */
export const REPORT_ROWS = 500;
const PAUSE_EVERY = 1_000;
const WEEK = 7;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Everything a report can be made from, whatever its grouping and limit. */
export interface BrandReview {
  lastWeek: string;
  versions: number;
  total: GroupReview;
  classes: Map<string, GroupReview>;
  horizons: Map<number, GroupReview>;
  byVersion: Map<number, GroupReview>;
  /** dearest first */
  items: (ItemReview & { sku_id: string; warehouse_id: string })[];
}

const weeksOver = (info: ForecastVersionInfo, lastDay: number): number =>
  Math.round((lastDay - (parseDay(info.last_week) ?? lastDay)) / WEEK);

/** Versions with a week that is over, as the review reads them: newest first, at most `REVIEWED_VERSIONS`. */
export const reviewable = (newestFirst: readonly ForecastVersionInfo[], lastDay: number): ForecastVersionInfo[] =>
  newestFirst.filter((info) => weeksOver(info, lastDay) > 0).slice(0, REVIEWED_VERSIONS);

/** Measures a brand's stored forecasts, newest first, by what came since. */
export async function reviewBrand(
  sql: Sql,
  brandId: string,
  versions: readonly ForecastVersionInfo[],
  actual: ActualDemand,
  filter: ItemFilter,
): Promise<BrandReview> {
  const used = reviewable(versions, actual.lastDay);
  // numbered by age, so that of one week's versions the one that was made last counts
  const numbered = used.map((info, at) => ({
    info,
    version: { version: used.length - at, lastDay: parseDay(info.last_week) ?? actual.lastDay },
  }));
  const byItem = new Map<string, { sku_id: string; warehouse_id: string; forecasts: ReviewedForecast[] }>();
  for (const { info, version } of numbered) {
    const weeks = Math.min(info.weeks, weeksOver(info, actual.lastDay));
    for (const { sku_id, warehouse_id, demand_class, ...lines } of await readItems(sql, brandId, info, weeks, filter)) {
      const key = itemKey({ sku_id, warehouse_id });
      const item = byItem.get(key) ?? { sku_id, warehouse_id, forecasts: [] };
      byItem.set(key, item);
      item.forecasts.push({ version, demandClass: demand_class, ...lines });
    }
    await breathe();
  }
  const review = new ForecastReview(
    numbered.map(({ version }) => version),
    actual.lastDay,
  );
  const items: BrandReview['items'] = [];
  let done = 0;
  for (const { sku_id, warehouse_id, forecasts } of byItem.values()) {
    const found = review.add({ actual: actual.of(sku_id, warehouse_id), forecasts });
    if (found) items.push({ ...found, sku_id, warehouse_id });
    if (++done % PAUSE_EVERY === 0) await breathe();
  }
  const numberOf = new Map(numbered.map(({ info, version }) => [version.version, info.version]));
  return {
    lastWeek: actual.mondays[0] ?? '',
    versions: used.length,
    total: review.total(),
    classes: review.byClass(),
    horizons: review.byHorizon(),
    byVersion: new Map([...review.byVersion()].map(([at, group]) => [numberOf.get(at) ?? at, group])),
    items: items.sort((a, b) => b.size - a.size),
  };
}

function rowOf(
  group: string,
  { signal, ...measures }: GroupReview,
  limit: number,
  item: { sku_id: string; warehouse_id: string } | null = null,
): AccuracyRow {
  const { pairs, wape, bias, mase, rmsse, pinball, coverage, statistical_wape, overridden_pairs, value_added } =
    measures;
  return {
    group,
    sku_id: item?.sku_id ?? null,
    warehouse_id: item?.warehouse_id ?? null,
    pairs,
    wape,
    bias,
    mase,
    rmsse,
    pinball,
    coverage,
    statistical_wape,
    overridden_pairs,
    value_added,
    tracking_signal: signal?.value ?? null,
    alert: signalAlerts(signal, limit),
  };
}

export const itemRow = (item: BrandReview['items'][number], limit: number): AccuracyRow =>
  rowOf(`${item.sku_id} · ${item.warehouse_id}`, item, limit, item);

/** Groups of a review in the order in which they are read. */
function rowsBy(review: BrandReview, by: AccuracyGroup, limit: number): AccuracyRow[] {
  const grouped = <K extends string | number>(groups: Map<K, GroupReview>, order: (a: K, b: K) => number) =>
    [...groups].sort(([a], [b]) => order(a, b)).map(([name, group]) => rowOf(String(name), group, limit));
  switch (by) {
    case 'all':
      return review.total.pairs > 0 ? [rowOf('all', review.total, limit)] : [];
    case 'class':
      return grouped(review.classes, (a, b) => (a < b ? -1 : 1));
    case 'horizon':
      return grouped(review.horizons, (a, b) => a - b);
    case 'version':
      return grouped(review.byVersion, (a, b) => b - a);
    case 'item': {
      const isAlert = (item: ItemReview): boolean => signalAlerts(item.signal, limit);
      const { items } = review;
      const first = [...items.filter(isAlert), ...items.filter((item) => !isAlert(item))].slice(0, REPORT_ROWS);
      return first.map((item) => itemRow(item, limit));
    }
  }
}

export function accuracyReport(
  review: BrandReview,
  cut: string,
  by: AccuracyGroup,
  limit: number,
): ForecastAccuracyReport {
  return {
    by,
    cut,
    last_week: review.lastWeek,
    versions: review.versions,
    limit,
    alerts: review.items.filter(({ signal }) => signalAlerts(signal, limit)).length,
    rows: rowsBy(review, by, limit),
    more: by === 'item' ? Math.max(0, review.items.length - REPORT_ROWS) : 0,
  };
}
