import { demandCurve } from '../demand-curve';
import { COVER_DAYS } from '../plan-learning';
import type { ForecastRow, PlanRow, Traffic } from '../types';

export interface ModelTraffic {
  /** days the stock of the model's warehouses lasts; null: no demand, or its stock is unknown */
  cover: number | null;
  traffic: Traffic | null;
  /** median lead time of the fastest lane into one of them; null: unknown */
  leadP50: number | null;
}

/**
 * Traffic advice of a fulfilment model: over one warehouse its own (trafficOf), over several by the same rule on all of their
 * stock and demand together: throttle when the cover is shorter than the fastest median lead time; raise only where every warehouse
 * says so; else hold. So traffic is never pushed to an SKU below cover, and one empty warehouse does not throttle what
 * the others can serve.
 *
 * @param rows plan rows of the SKU in the warehouses of one model
 * @param forecasts theirs
 * @param offset days of the forecast's first week that had passed at the data cut
 */
export function modelTraffic(
  rows: readonly PlanRow[],
  forecasts: readonly ForecastRow[],
  offset: number,
): ModelTraffic {
  const leads = rows.flatMap(({ lead_p50 }) => (lead_p50 === null ? [] : [lead_p50]));
  const leadP50 = leads.length ? Math.min(...leads) : null;
  const [one] = rows;
  if (one && rows.length === 1) return { cover: one.days_of_supply, traffic: one.traffic, leadP50 };
  const known = rows.filter(({ available }) => available !== null);
  const free = known.reduce((total, row) => total + Math.max(0, (row.available ?? 0) - (row.presale_owed ?? 0)), 0);
  const length = Math.max(0, ...forecasts.map(({ weeks }) => weeks.length));
  const weeks = Array.from({ length }, (_, at) => forecasts.reduce((total, row) => total + (row.weeks[at] ?? 0), 0));
  const curve = demandCurve(weeks, offset);
  const cover = !known.length
    ? null
    : free <= 0
      ? 0
      : curve.until(COVER_DAYS) > 0
        ? curve.cover(free, COVER_DAYS)
        : null;
  if (cover === null || leadP50 === null) return { cover, traffic: null, leadP50 };
  if (cover < leadP50) return { cover, traffic: 'throttle', leadP50 };
  return { cover, traffic: rows.every(({ traffic }) => traffic === 'push') ? 'push' : 'hold', leadP50 };
}
