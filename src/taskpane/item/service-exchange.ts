import { normalCdf, normalQuantile } from '../../planning/normal';
import { figure, type PlanRecord } from '../session';

/**
 * Safety days and service level of one item, each read as the other. The plan's own safety stock fixes the scale: at the
 * item's service level the answer is the plan's figure, and away from it the normal curve leads from there. So it is an
 * estimate beside the plan, which works from the item's own errors.
 */
export interface ServiceExchange {
  service: number | null;
  safetyStock: number;
  safetyDays: number;
  /** probability of no stock-out in a protection interval with this many days of demand as safety stock */
  serviceOf(days: number): number;
  /** days of demand that a service level asks for; never negative */
  daysOf(service: number): number;
  unitsOf(days: number): number;
}

/** Null where the plan has no safety stock or no demand to count it in. */
export function serviceExchange(row: PlanRecord): ServiceExchange | null {
  const safetyStock = figure(row.safety_stock);
  const mean = figure(row.demand_mean);
  if (safetyStock === null || mean === null || mean <= 0) return null;
  const service = figure(row.service_target);
  const spread = spreadOf(row);
  const z = service !== null && service > 0 && service < 1 ? normalQuantile(service) : null;
  // units of safety stock per standard normal deviate
  const scale = z !== null && z > 0.05 && safetyStock > 0 ? safetyStock / z : spread;
  if (scale === null || !(scale > 0)) return null;
  return {
    service,
    safetyStock,
    safetyDays: safetyStock / mean,
    serviceOf: (days) => normalCdf((days * mean) / scale),
    daysOf: (level) => Math.max(0, (normalQuantile(level) * scale) / mean),
    unitsOf: (days) => days * mean,
  };
}

/** √((L+R)·σ² + d²·σL²), units; null where an input is missing. */
function spreadOf(row: PlanRecord): number | null {
  const [mean, sd, lead, leadSd, review] = ['demand_mean', 'demand_sd', 'lead_mean', 'lead_sd', 'review_days'].map(
    (id) => figure(row[id]),
  );
  if (mean === null || sd === null || lead === null || review === null) return null;
  if (mean === undefined || sd === undefined || lead === undefined || review === undefined) return null;
  return Math.sqrt((lead + review) * sd * sd + mean * mean * (leadSd ?? 0) ** 2);
}
