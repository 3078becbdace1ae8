import { mergePlans } from './plan-merge';
import { planPart, type PlanOptions } from './plan-part';
import type { PlanInput, PlanResult } from './types';

/**
 * Plans every SKU × warehouse (overseas and bonded) that has stock, sales or inbound: tier, forecast, water lines,
 * recommendation, explanation. Deterministic: the same input gives the same result. It gives way to the host every 50 ms
 * and can be cancelled. Throws RangeError when `asOf` is not a date or `lastWeek` not a Monday; everything else that is wrong with the
 * data ends up in `notes` or in the row it concerns.
 */
export async function runPlan(input: PlanInput, options: PlanOptions = {}): Promise<PlanResult> {
  return mergePlans(input, [await planPart(input, { index: 0, count: 1 }, options)]);
}
