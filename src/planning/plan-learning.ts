import { forecastDemand, learnCommon, type CommonKnowledge } from './forecast/engine';
import type { DemandForecast, DemandSeries } from './forecast/types';
import type { Pace } from './pace';
import type { PlanItem } from './plan-index';
import { laneOf, type WarehouseLane } from './plan-lead-time';
import type { PolicyBook } from './policy';
import type { ItemHistory, SeriesBook } from './plan-series';
import { learnErrors, type ErrorKnowledge } from './protection';

/** Weeks the forecast sheet shows. */
export const FORECAST_WEEKS = 13;
/** Days the cover of stock is looked for. */
export const COVER_DAYS = 91;
/** Items whose past forecasts say how far forecasts miss: as many as it takes to know. */
const MOST_ERROR_ITEMS = 300;

/** An item ready to be forecast. */
export interface ItemSeries {
  history: ItemHistory;
  series: DemandSeries;
  /** weeks ahead that are forecast */
  horizon: number;
}

/** What the items of a plan lend each other; plain data. */
export interface Learnt {
  common: CommonKnowledge;
  errors: ErrorKnowledge;
}

export interface PlanKnowledge extends Learnt {
  /** of each item, in their order */
  series: ItemSeries[];
  /** forecasts that the errors were learnt from, by the position of their item */
  forecasts: ReadonlyMap<number, DemandForecast>;
}

export interface LearningContext {
  asOf: number;
  lastMonday: number;
  policy: PolicyBook;
  lanes: Map<string, WarehouseLane>;
  book: SeriesBook;
  pace: Pace;
}

function protectionOf(item: PlanItem, { policy, lanes }: Pick<LearningContext, 'policy' | 'lanes'>): number {
  const warehouse = item.warehouse.warehouse_id;
  const lead = laneOf(lanes, item.sku.sku_id, warehouse)?.lead?.mean ?? 0;
  return lead + policy.value('review_days', { sku: item.sku.sku_id, warehouse });
}

/** The series of one item, and how far ahead it is forecast: over its protection interval at least. */
export function itemSeries(item: PlanItem, context: Omit<LearningContext, 'pace'>): ItemSeries {
  const { asOf, lastMonday, book } = context;
  const offset = asOf - (lastMonday + 7);
  const horizon = Math.max(FORECAST_WEEKS, Math.ceil((offset + protectionOf(item, context)) / 7));
  const history = book.historyOf(item);
  return { history, series: book.seriesOf(item, history, horizon), horizon };
}

/**
 * What is learnt over all items before each is planned: promotions, seasons, launches and how the rules of the forecast do,
 * then, from a sample spread evenly over the items, how far forecasts miss over the protection intervals in use.
 */
export async function learnFromItems(items: readonly PlanItem[], context: LearningContext): Promise<PlanKnowledge> {
  const { pace } = context;
  const protections = new Set<number>();
  const series: ItemSeries[] = [];
  for (const item of items) {
    const protection = protectionOf(item, context);
    if (protection > 0) protections.add(protection);
    series.push(itemSeries(item, context));
    if (pace.due()) await pace.rest();
  }
  // sums of decimals depend on their order: learning takes the items by name, whatever the order of the rows given
  // what a promoted SKU sold is learnt from where it sold it
  const places = series.flatMap((_, place) => (items[place]?.promoted ? [] : [place]));
  const key = (place: number): string => (series[place] as ItemSeries).series.key;
  places.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const common = learnCommon(
    places.map((place) => (series[place] as ItemSeries).series),
    { horizon: FORECAST_WEEKS },
  );
  if (pace.due()) await pace.rest();

  const forecasts = new Map<number, DemandForecast>();
  const every = Math.max(1, Math.ceil(places.length / MOST_ERROR_ITEMS));
  for (let at = 0; at < places.length; at += every) {
    const place = places[at] as number;
    const { series: one, horizon } = series[place] as ItemSeries;
    forecasts.set(place, forecastDemand(one, common, { horizon }));
    if (pace.due()) await pace.rest();
  }
  const errors = learnErrors(
    [...forecasts].map(([place, forecast]) => ({ series: (series[place] as ItemSeries).series, forecast })),
    { protectionDays: [...protections].sort((a, b) => a - b) },
  );
  if (pace.due()) await pace.rest();
  return { common, errors, series, forecasts };
}
