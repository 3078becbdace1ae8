import { exposureOf } from './exposure';
import type { PreparedSeries } from './history';
import { Scratch } from './scratch';
import type { DemandSeries } from './types';
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

/** A calendar of promotions under one slice of knowledge and one gain. */
interface CalendarDesign {
  length: number;
  known: Float64Array;
  exposure: Float64Array;
  /** last period with exposure; −1: none */
  lastExposed: number;
}

/** Most items have one calendar in common: what it comes to is worked out once a slice and gain. */
const calendars = new WeakMap<DemandSeries['promotion'], WeakMap<KnowledgeSlice, Map<number, CalendarDesign>>>();

function calendarOf(
  weeks: DemandSeries['promotion'],
  slice: KnowledgeSlice,
  gain: number,
  length: number,
): CalendarDesign {
  const bySlice = calendars.get(weeks) ?? new WeakMap<KnowledgeSlice, Map<number, CalendarDesign>>();
  calendars.set(weeks, bySlice);
  const byGain = bySlice.get(slice) ?? new Map<number, CalendarDesign>();
  bySlice.set(slice, byGain);
  const standing = byGain.get(gain);
  if (standing && standing.length >= length) return standing;
  const known = new Float64Array(length).fill(1);
  const exposure = new Float64Array(length);
  let lastExposed = -1;
  for (let at = 0; at < length; at += 1) {
    const week = weeks[at];
    if (!week || (!(week.share > 0) && !week.after)) continue;
    const found = exposureOf(week, slice.promotion, gain);
    known[at] = found.known;
    exposure[at] = found.exposure;
    if (found.exposure > 0) lastExposed = at;
  }
  const made = { length, known, exposure, lastExposed };
  byGain.set(gain, made);
  return made;
}

export function designOf(
  { series, offset, demand, position }: PreparedSeries,
  slice: KnowledgeSlice,
  ahead: number,
  memory = new Scratch(),
): Design {
  const { promotion, season, launch } = slice;
  const { category } = series;
  const length = demand.length + ahead;
  const gain = priorGain(promotion, category);
  const calendar = calendarOf(series.promotion, slice, gain, offset + length);
  const known = calendar.known.subarray(offset, offset + length);
  const exposure = calendar.exposure.subarray(offset, offset + length);
  const promoted = calendar.lastExposed >= offset && exposure.some((value) => value > 0);
  const factor = memory.take(length).fill(1);
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
