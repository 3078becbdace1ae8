import type { RawCell } from '../cells';

/** A text as it is compared: full-width letters and digits made plain, spaces of all kinds single, none at the ends. */
export const tidy = (raw: RawCell): string =>
  String(raw)
    .normalize('NFKC')
    .replace(/[\s\u00a0\u200b-\u200d\ufeff]+/g, ' ')
    .trim();

/**
 * The code a cell holds. A number (a barcode shown as 6.97432E+12 included) gives its digits; null is a blank cell.
 */
export function skuText(raw: RawCell): string | null {
  const text = typeof raw === 'boolean' ? String(raw).toUpperCase() : tidy(raw).replace(/^'/, '');
  return text === '' ? null : text;
}

/** Codes that differ only by case or, made of digits alone, by leading zeros that a number cell has lost. */
export const loose = (sku: string): string => (/^\d+$/.test(sku) ? sku.replace(/^0+(?=\d)/, '') : sku.toUpperCase());

function grouped(codes: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const code of new Set(codes)) {
    const group = groups.get(loose(code));
    if (group) group.push(code);
    else groups.set(loose(code), [code]);
  }
  return groups;
}

/**
 * Which known code each code of a sheet means: itself, or the only one that differs by case or lost zeros. Where two
 * of either side could be meant (123 and 00123), only the exact ones are taken.
 */
export function matchSkus(inSheet: Iterable<string>, known: Iterable<string>): Map<string, string> {
  const exact = new Set(known);
  const bySheet = grouped(inSheet);
  const byKnown = grouped(exact);
  const found = new Map<string, string>();
  for (const [form, codes] of bySheet) {
    const meant = byKnown.get(form) ?? [];
    for (const code of codes) {
      if (exact.has(code)) found.set(code, code);
      else if (codes.length === 1 && meant.length === 1) found.set(code, meant[0]!);
    }
  }
  return found;
}

export type WarehouseOf = (raw: RawCell) => string | null;

/** Reads a warehouse cell: a code whatever its case, or one of the names; anything else stands for itself. */
export function warehouseReader(
  names: Readonly<Record<string, string>> = {},
  codes: Iterable<string> = [],
): WarehouseOf {
  const byText = new Map<string, string>();
  const learn = (text: string, code: string): void => {
    const key = tidy(text).toLowerCase();
    if (key !== '' && !byText.has(key)) byText.set(key, code);
  };
  for (const code of codes) learn(code, code);
  for (const code of Object.values(names)) learn(code, code);
  for (const [name, code] of Object.entries(names)) learn(name, code);
  return (raw) => {
    const text = tidy(raw);
    return text === '' ? null : (byText.get(text.toLowerCase()) ?? text);
  };
}

/** Whether a text names a warehouse that is known; a section title may. */
export const knownWarehouse = (read: WarehouseOf, codes: ReadonlySet<string>, text: RawCell): string | null => {
  const code = read(text);
  return code !== null && codes.has(code) ? code : null;
};
