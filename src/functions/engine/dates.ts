/** Excel's serial number of 1970-01-01 in the 1900 date system. */
const EPOCH_SERIAL = 25_569;
/** 1900-03-01: before it Excel counts a 29 February 1900 that never was. */
const FIRST_TRUE_SERIAL = 61;
const LAST_SERIAL = 2_958_466; // the day after 9999-12-31

const DAY_MS = 86_400_000;

/** Day since 1970-01-01 (fraction = time of day) of an Excel serial; `null` outside 1900–9999. */
export function dayOfSerial(serial: number): number | null {
  if (!(serial >= 1 && serial < LAST_SERIAL)) return null;
  return serial < FIRST_TRUE_SERIAL ? serial + 1 - EPOCH_SERIAL : serial - EPOCH_SERIAL;
}

/** Excel serial of a day since 1970-01-01. */
export function serialOf(day: number): number {
  const serial = day + EPOCH_SERIAL;
  return serial < FIRST_TRUE_SERIAL ? serial - 1 : serial;
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** Day since 1970-01-01 of ISO text `2026-11-23`, optionally with a time of day; `null` when it is none. */
export function dayOfText(text: string): number | null {
  const parts = ISO.exec(text.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return date.getTime() / DAY_MS + (hour * 3600 + minute * 60 + second) / 86_400;
}
