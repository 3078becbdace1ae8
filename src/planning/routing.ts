import type { Area } from './places';

export type Service = 'fast' | 'standard' | 'patient';
export type RouteChoice = 'bonded' | 'direct' | 'presale' | 'refuse';
export type RouteReason =
  | 'metro_fast'
  | 'patient'
  | 'remote'
  | 'cheaper'
  | 'default'
  | 'fallback_bonded_short'
  | 'fallback_direct_short'
  | 'direct_not_allowed'
  | 'presale_stock'
  | 'no_stock';

export interface RouteInput {
  quantity: number;
  service: Service;
  area: Area;
  bondedAvailable: number;
  directAvailable: number;
  presaleAvailable?: number;
  /** false: a list remark or the buyer's quota shuts direct mail out */
  directAllowed?: boolean;
  /** cost of this order each way; used only when both are known */
  bondedCost?: number | null;
  directCost?: number | null;
}

export interface Route {
  choice: RouteChoice;
  reason: RouteReason;
}

function preference({ service, area, bondedCost, directCost }: RouteInput): Route & { choice: 'bonded' | 'direct' } {
  if (service === 'fast' && area === 'metro') return { choice: 'bonded', reason: 'metro_fast' };
  if (service === 'patient') return { choice: 'direct', reason: 'patient' };
  if (area === 'remote') return { choice: 'direct', reason: 'remote' };
  if (bondedCost == null || directCost == null || bondedCost === directCost)
    return { choice: 'bonded', reason: 'default' };
  return { choice: directCost < bondedCost ? 'direct' : 'bonded', reason: 'cheaper' };
}

/**
 * How one order goes out. Fast into a metro area: bonded first; patient or remote: direct mail first; else the cheaper,
 * bonded on a tie or without costs. If the first choice is short or not allowed: the other, then presale, then refuse.
 * An order is never split.
 */
export function routeOrder(input: RouteInput): Route {
  const { quantity, directAllowed = true, presaleAvailable = 0 } = input;
  const first = preference(input);
  const bondedFits = input.bondedAvailable >= quantity;
  const directFits = directAllowed && input.directAvailable >= quantity;
  if (first.choice === 'bonded' ? bondedFits : directFits) return first;
  if (first.choice === 'bonded' && directFits) return { choice: 'direct', reason: 'fallback_bonded_short' };
  if (first.choice === 'direct' && bondedFits) {
    return { choice: 'bonded', reason: directAllowed ? 'fallback_direct_short' : 'direct_not_allowed' };
  }
  return presaleAvailable >= quantity
    ? { choice: 'presale', reason: 'presale_stock' }
    : { choice: 'refuse', reason: 'no_stock' };
}
