import { addDays, businessDate } from '../../tables';
import { listVersions, storeVersion } from '../../gateway/forecasts';
import { listBrands } from '../../gateway/brands';
import { cutFactsCache, type Scope } from '../../gateway/pull';
import type { Store } from '../../gateway';
import { runPlan } from '../../planning';
import { forecastBody } from '../../taskpane/session/forecast-body';
import { planInputOf } from '../store-input';

/** Weekly runs that the sample brand has behind it: enough for tracking signals to say something. */
const WEEKS = 8;
const WEEK_MS = 7 * 86_400_000;
const SIGNED = 'sample';

/**
 * Gives a newly loaded sample brand the forecasts that weekly plans of its last weeks would have stored, each from what was
 * known then, so that drift and accuracy can be tried at once: its data end on a fixed day, and no later week ever comes.
 * Nothing happens where versions are stored already.
 *
 * @returns versions stored
 */
export async function storePastForecasts(store: Store, weeks = WEEKS): Promise<number> {
  const brand = (await listBrands(store)).find(({ sample }) => sample);
  if (!brand?.cut || !brand.data_time || (await listVersions(store, brand.brand_id)).length > 0) return 0;
  const brandId = brand.brand_id;
  const facts = await cutFactsCache()(store, brandId, brand.cut);
  for (let back = weeks; back > 0; back--) {
    const dataTime = new Date(Date.parse(brand.data_time) - back * WEEK_MS).toISOString();
    const today = businessDate(dataTime);
    const yesterday = addDays(today, -1);
    const last = facts.feed && facts.feed.last < yesterday ? facts.feed.last : yesterday;
    const scope: Scope = {
      brandId,
      cut: brand.cut,
      dataTime,
      today,
      warehouses: null,
      language: 'en',
      // sales after that day had not come yet
      facts: { ...facts, feed: facts.feed && { ...facts.feed, last } },
    };
    const stamp = { cut: brand.cut, dataTime, planVersion: null };
    const input = await planInputOf(store, scope, brand.currency);
    const { asOf, forecasts } = await runPlan(input);
    const body = forecastBody({ asOf, forecasts, stamp }, input.policy, new Date(dataTime));
    // a planner who was quicker has the first version: nothing is put before it
    if (!body || (await listVersions(store, brandId)).some(({ made_by }) => made_by !== SIGNED)) return weeks - back;
    await storeVersion(store, brand, body, { madeBy: SIGNED, now: new Date() });
  }
  return weeks;
}
