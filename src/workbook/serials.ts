/**
 * Excel's 1900 date system: day 1 is 1900-01-01, and serial 60 is a 29 February 1900 that never was (kept from
 * Lotus 1-2-3), so dates before 1 March 1900 lie one lower than a plain count of days. Source: Microsoft support
 * article 214326.
 */
const DAY_MS = 86_400_000;
const EPOCH_MS = Date.UTC(1899, 11, 30);
const FIRST_AFTER_LEAP_BUG = 61;
/** 9999-12-31, the last day Excel knows */
const LAST_SERIAL = 2_958_465;
/** China keeps one time zone and has had no summer time since 1991, so the offset is a constant for the product. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

function serialFromUtcMs(ms: number): number | null {
  const days = (ms - EPOCH_MS) / DAY_MS;
  const serial = days < FIRST_AFTER_LEAP_BUG ? days - 1 : days;
  return serial >= 1 && serial < LAST_SERIAL + 1 ? serial : null;
}

function utcMsFromSerial(serial: number): number | null {
  if (!(serial >= 1 && serial < LAST_SERIAL + 1)) return null;
  // the day that never was reads as 1 March, the day Excel shows next
  const days = serial < 60 ? serial + 1 : serial < FIRST_AFTER_LEAP_BUG ? FIRST_AFTER_LEAP_BUG : serial;
  return Math.round(days * DAY_MS) + EPOCH_MS;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2026-11-23` → 46349; null when the text is no calendar date, or one Excel cannot hold (before 1900). */
export function dateSerial(iso: string): number | null {
  const parts = DATE.exec(iso);
  if (!parts) return null;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Date(ms).toISOString().slice(0, 10) === iso ? serialFromUtcMs(ms) : null;
}

/** 46349 → `2026-11-23`; a time of day is dropped. */
export function dateFromSerial(serial: number): string | null {
  const ms = utcMsFromSerial(Math.floor(serial));
  return ms === null ? null : new Date(ms).toISOString().slice(0, 10);
}

/** An instant in ISO text → serial of its wall clock in Beijing. */
export function instantSerial(iso: string): number | null {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? null : serialFromUtcMs(ms + SHANGHAI_OFFSET_MS);
}

/** Serial of a wall clock in Beijing → instant in ISO UTC text. */
export function instantFromSerial(serial: number): string | null {
  const ms = utcMsFromSerial(serial);
  return ms === null ? null : new Date(ms - SHANGHAI_OFFSET_MS).toISOString();
}

/** Wall clock in Beijing, `2026-11-23 09:12`. */
export function beijingClock(iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  return new Date(ms + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}
