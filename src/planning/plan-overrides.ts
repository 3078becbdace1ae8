import { parseDay } from './calendar';
import type { NoteBook } from './note-book';
import { periodOf } from './periods';
import { itemName } from './plan-index';
import type { ForecastOverride, OverrideOutcome, OverrideState } from './types';

/** An override with the position it has among those given, so that parts of a plan can be put together. */
export interface PlacedOverride {
  place: number;
  outcome: OverrideOutcome;
}

/** An override of a planned item. */
export interface BookedOverride {
  place: number;
  override: ForecastOverride;
  state: OverrideState;
  /** which week of the forecast: 0 is W+1, negative in the past; null: its day cannot be read */
  week: number | null;
}

export interface OverrideBook {
  byItem: ReadonlyMap<string, readonly BookedOverride[]>;
  /** those of no planned item */
  loose: PlacedOverride[];
}

const unused = (override: ForecastOverride, state: OverrideState, statistical: number | null): OverrideOutcome => ({
  ...override,
  statistical,
  state,
  used: null,
});

/**
 * Sorts overrides by item and says what becomes of each: `active`; `past` once its week is over; `expired` from its
 * expiry day on; `refused` where the quantity is missing, negative or unreadable, the week or the expiry is no date, the
 * item is not planned, or another override of the same week was made later (of the same day the one further down
 * stands). A missing quantity is a withdrawn override, which is nothing to note.
 */
export function bookOverrides(
  overrides: readonly ForecastOverride[],
  items: ReadonlySet<string>,
  { asOf, lastMonday, notes }: { asOf: number; lastMonday: number; notes: NoteBook },
): OverrideBook {
  const byItem = new Map<string, BookedOverride[]>();
  const loose: PlacedOverride[] = [];
  overrides.forEach((override, place) => {
    const { sku_id, warehouse_id, quantity } = override;
    const name = itemName(sku_id, warehouse_id);
    const day = parseDay(override.week);
    const expires = parseDay(override.expires);
    const week = day === null ? null : (periodOf(day, 'week').first - lastMonday) / 7 - 1;
    const readable = week !== null && (override.expires === null || expires !== null);
    const usable = quantity !== null && Number.isFinite(quantity) && quantity >= 0;
    if (!items.has(name)) {
      notes.add('override_item', name);
      loose.push({ place, outcome: unused(override, 'refused', null) });
      return;
    }
    let state: OverrideState = 'active';
    if (quantity === null) state = 'refused';
    else if (!readable || !usable) {
      state = 'refused';
      notes.add('bad_override', `${name} ${override.week}`);
    } else if (week < 0) state = 'past';
    else if (expires !== null && expires <= asOf) state = 'expired';

    const booked = byItem.get(name) ?? [];
    const twin =
      state === 'active' ? booked.find((other) => other.state === 'active' && other.week === week) : undefined;
    const entry: BookedOverride = { place, override, state, week };
    if (twin) {
      notes.add('double_override', `${name} ${override.week}`);
      const older = (override.made_on ?? '') < (twin.override.made_on ?? '') ? entry : twin;
      older.state = 'refused';
    }
    byItem.set(name, [...booked, entry]);
  });
  return { byItem, loose };
}

export interface OverriddenWeeks {
  /** what the plan uses */
  weeks: number[];
  /** who overrode a week of the first `shown`, by name in order of the weeks; null: nobody, or nobody signed */
  by: string | null;
  /** when the first of these ends */
  expires: string | null;
  /** overrides in force among the first `shown` weeks */
  count: number;
  outcomes: PlacedOverride[];
}

/** The statistical forecast of an item with its overrides in the place of the weeks they are for. */
export function overrideWeeks(
  statistical: readonly number[],
  booked: readonly BookedOverride[],
  shown: number,
): OverriddenWeeks {
  const weeks = [...statistical];
  const inForce: BookedOverride[] = [];
  const outcomes = booked.map(({ place, override, state, week }): PlacedOverride => {
    const forecast = week === null ? null : (statistical[week] ?? null);
    if (state !== 'active' || week === null || override.quantity === null || forecast === null) {
      return { place, outcome: unused(override, state, forecast) };
    }
    weeks[week] = override.quantity;
    if (week < shown) inForce.push({ place, override, state, week });
    return { place, outcome: { ...override, statistical: forecast, state, used: override.quantity } };
  });
  inForce.sort((a, b) => (a.week ?? 0) - (b.week ?? 0));
  const authors = inForce.flatMap(({ override }) => override.author ?? []);
  const ends = inForce.flatMap(({ override }) => override.expires ?? []).sort();
  return {
    weeks,
    by: [...new Set(authors)].join(', ') || null,
    expires: ends[0] ?? null,
    count: inForce.length,
    outcomes,
  };
}
