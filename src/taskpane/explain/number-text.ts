/** A number as it stands in a derivation: short enough to follow, exact enough to check with a pocket calculator. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return value.toLocaleString('en-US');
  if (size >= 1e9 || size < 1e-6) return value.toPrecision(4).replace(/\.?0+(?=e|$)/, '');
  const digits = size >= 100 ? 1 : size >= 1 ? 3 : 4;
  const options =
    size >= 1 ? { maximumFractionDigits: digits } : { maximumSignificantDigits: digits, maximumFractionDigits: 10 };
  return value.toLocaleString('en-US', options);
}

export const percentText = (value: number): string => `${shortNumber(Number((value * 100).toPrecision(12)))}%`;

const DAY_MS = 86_400_000;

/** An Excel serial as a date, with the time of day when it has one. */
export function dateText(serial: number): string {
  const day = serial < 61 ? serial + 1 : serial;
  const at = new Date(Math.round((day - 25_569) * DAY_MS));
  if (Number.isNaN(at.getTime())) return shortNumber(serial);
  const iso = at.toISOString();
  return Number.isInteger(serial) ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}
