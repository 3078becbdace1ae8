import { exposureOf } from './exposure';
import type { PreparedSeries } from './history';
import { priorGain, type KnowledgeSlice } from './knowledge';

/** What one slice of knowledge makes of a series' calendar, per period of the history and ahead. */
export interface Design {
  /** factor of promotions whose uplift is given, and of the dip after promotions */
  known: Float64Array;
  /** share under promotions whose uplift is learnt, by their strength */
  exposure: Float64Array;
  /** season of the category, 1 without one */
  factor: Float64Array;
  /** there is anything but quiet periods */
  promoted: boolean;
  seasonal: boolean;
  /** gain its promotions are drawn to, and how many periods that weighs */
  gain: number;
  weight: number;
  /** demand by periods since the first sale, relative to the first ones' mean */
  launch: (age: number) => number;
  launchLevel: number | null;
}

export function designOf(
  { series, offset, demand, position }: PreparedSeries,
  slice: KnowledgeSlice,
  ahead: number,
): Design {
  const { promotion, season, launch } = slice;
  const { category } = series;
  const length = demand.length + ahead;
  const known = new Float64Array(length).fill(1);
  const exposure = new Float64Array(length);
  const factor = new Float64Array(length).fill(1);
  const gain = priorGain(promotion, category);
  let promoted = false;
  for (let at = 0; at < length; at += 1) {
    const week = series.promotion[offset + at];
    if (!week || (!(week.share > 0) && !week.after)) continue;
    const found = exposureOf(week, promotion, gain);
    known[at] = found.known;
    exposure[at] = found.exposure;
    if (found.exposure > 0) promoted = true;
  }
  const factors = season && ((category === null ? undefined : season.byCategory[category]) ?? season.all);
  if (factors) for (let at = 0; at < length; at += 1) factor[at] = factors[position(at)] ?? 1;
  const { profile } = launch;
  const last = profile.length ? (profile[profile.length - 1] as number) : 1;
  return {
    known,
    exposure,
    factor,
    promoted,
    seasonal: !!factors,
    gain,
    weight: promotion.weight,
    launch: (age) => profile[age] ?? last,
    launchLevel: (category === null ? undefined : launch.levelByCategory[category]) ?? launch.level,
  };
}
