/** Dates as whole days since 1970-01-01, so that arithmetic knows no time zone. */
const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Day number of an ISO date `2026-11-23`; `null` when it is not one. */
export function parseDay(text: string | null): number | null {
  const match = text === null ? null : /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return formatDay(time / DAY_MS) === match[0] ? time / DAY_MS : null;
}

/** ISO date of a day number. */
export const formatDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Days since 1970-01-01 in Shanghai (UTC+8 all year), with the time of day as a fraction; `null` when no instant. */
export function shanghaiTime(instant: string): number | null {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? null : (time + SHANGHAI_OFFSET_MS) / DAY_MS;
}

/** 1970-01-01 was a Thursday. */
export const isMonday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 === 0;
