import { choice, code, fault, type RowAnswer } from './engine';
import { streamFunction } from './engine/stream';
import { liveHub, type LiveFigures, type LiveHub, type LiveRow } from './live-hub';

/** A stock figure older than this is no longer shown as if it were live (the Stock sheet marks it red). */
const OLDEST_HOURS = 72;
const HOUR_MS = 3_600_000;
const BEIJING_MS = 8 * HOUR_MS;
/** What the data service follows at once. */
export const MOST_LIVE_ITEMS = 20_000;

const MEASURES = {
  available: ['可售'],
  on_hand: ['在库'],
  reserved: ['已占用', '占用'],
  in_transit: ['在途'],
} as const;
type Measure = keyof typeof MEASURES;

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-23 09:12` in Beijing, as on the sheets. */
export function beijingTime(instant: number): string {
  const at = new Date(instant + BEIJING_MS);
  const date = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

const asOf = (row: LiveRow, measure: Measure): string | null =>
  measure === 'in_transit' ? row.in_transit_as_of : row.as_of;

function known(row: LiveRow, measure: Measure, value: number, sample: boolean, now: number): RowAnswer {
  const instant = asOf(row, measure);
  if (sample || instant === null) return value;
  const age = now - Date.parse(instant);
  if (!(age > OLDEST_HOURS * HOUR_MS)) return value;
  const values = { days: Math.floor(age / (24 * HOUR_MS)), value, at: beijingTime(Date.parse(instant)) };
  return row.warehouse === null && measure !== 'in_transit' && row.oldest_warehouse !== null
    ? fault('stale_figure_of', null, { ...values, warehouse: row.oldest_warehouse })
    : fault('stale_figure', null, values);
}

function away(since: number, figures: LiveFigures, measure: Measure): RowAnswer {
  const value = typeof figures === 'object' ? figures[measure] : null;
  const instant = typeof figures === 'object' ? asOf(figures, measure) : null;
  return value === null || instant === null
    ? fault('live_away', null, { since: beijingTime(since) })
    : fault('live_away_known', null, { since: beijingTime(since), value, at: beijingTime(Date.parse(instant)) });
}

/** What a cell shows of an item; undefined while the first answer is awaited. */
export function liveAnswer(
  figures: LiveFigures,
  measure: Measure,
  { connection, sample }: Pick<LiveHub, 'connection' | 'sample'>,
  now: number,
): RowAnswer | undefined {
  if (connection.state === 'none') return fault('live_not_connected');
  if (connection.state === 'refused') return fault('live_refused', null, { en: connection.en, zh: connection.zh });
  if (figures === 'too_many') return fault('live_too_many', null, { max: MOST_LIVE_ITEMS });
  if (connection.state === 'away') return away(connection.since, figures, measure);
  if (!figures) return undefined;
  const { sku, warehouse, unknown } = figures;
  if (unknown === 'sku') return fault('unknown_sku', 'sku', { sku });
  if (unknown === 'warehouse') return fault('unknown_warehouse', 'warehouse', { warehouse: warehouse ?? '' });
  const value = figures[measure];
  if (value !== null) return known(figures, measure, value, sample, now);
  return fault('no_figure', null, {
    sku,
    measure,
    place: warehouse ?? 'all warehouses',
    measureZh: MEASURES[measure][0],
    placeZh: warehouse === null ? '' : `在${warehouse}`,
  });
}

/**
 * Live stock of an SKU: available, on hand, reserved or in transit, in sales units, in one warehouse or summed over all
 * warehouses of the brand whose figure is known. The same figures as the Stock sheet, updated when the data service has
 * new ones. #N/A with the reason: an unknown SKU or warehouse, no figure known, one older than 72 hours (the sample brand
 * aside), no connection.
 */
export const STOCK = streamFunction({
  id: 'STOCK',
  parameters: [
    code('sku', '货号'),
    code('warehouse', '仓库', { default: null }),
    choice('measure', '指标', MEASURES, { default: 'available' }),
  ],
  follow(rows, changed) {
    const hub = liveHub();
    const following = hub.follow(
      rows.map(([sku, warehouse]) => ({ sku, warehouse })),
      changed,
    );
    return {
      answers: () =>
        following
          .figures()
          .map((figures, at) => liveAnswer(figures, (rows[at] as (typeof rows)[number])[2], hub, Date.now())),
      stop: () => following.stop(),
    };
  },
});
