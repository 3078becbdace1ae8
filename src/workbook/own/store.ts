import { isSkuMeaning, meaningInfo } from './meanings';
import type { OwnColumn, OwnMapping, OwnMeaning, OwnPlace } from './types';

/** Mappings travel with the file, one document setting each: no setting grows large, and co-authors do not meet in one. */
const PREFIX = 'twinstock.own.';
export const ownKey = (id: string): string => PREFIX + id;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const count = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** Null for anything another program or version left there that is no mapping. */
export function parseOwn(json: string): OwnMapping | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { id, name, headingRows, columns, warehouse, brand } = value;
  const place = parsePlace(value.place);
  if (typeof id !== 'string' || id === '' || !place || !count(headingRows) || headingRows < 1) return null;
  if (!Array.isArray(columns)) return null;
  return {
    id,
    name: typeof name === 'string' ? name : place.sheetName,
    place,
    headingRows: Math.min(3, headingRows),
    columns: columns.map(parseColumn).filter((column) => column !== null),
    warehouse: typeof warehouse === 'string' && warehouse !== '' ? warehouse : null,
    ...(typeof brand === 'string' ? { brand } : {}),
  };
}

function parsePlace(value: unknown): OwnPlace | null {
  if (!isRecord(value) || typeof value.sheetName !== 'string') return null;
  const { sheetName } = value;
  if (value.kind === 'table') {
    if (typeof value.excelId !== 'string' || typeof value.name !== 'string') return null;
    return { kind: 'table', excelId: value.excelId, name: value.name, sheetName };
  }
  const { sheetId, row, column, rows, columns, twins } = value;
  if (typeof sheetId !== 'string' || !count(row) || !count(column) || !count(rows) || !count(columns)) return null;
  const place = { kind: 'range' as const, sheetId, sheetName, row, column, rows, columns };
  if (!isRecord(twins) || !count(twins.index) || !count(twins.count)) return place;
  return { ...place, twins: { index: twins.index, count: twins.count, title: String(twins.title ?? '') } };
}

function parseColumn(value: unknown): OwnColumn | null {
  if (!isRecord(value) || !count(value.position) || !Array.isArray(value.heading)) return null;
  const meaning = typeof value.meaning === 'string' && /^TW_\w+\.\w+$/.test(value.meaning) ? value.meaning : null;
  return {
    position: value.position,
    heading: value.heading.map(String),
    meaning: meaning as OwnMeaning | null,
    // a mapping from elsewhere may tick anything; only results of the plan are written
    write: value.write === true && meaning !== null && meaningInfo(meaning as OwnMeaning)?.result === true,
  };
}

/** Every mapping kept in the workbook, in the order they were made. */
export async function loadOwn(context: Excel.RequestContext): Promise<OwnMapping[]> {
  context.workbook.settings.load('items/key,items/value');
  await context.sync();
  return context.workbook.settings.items
    .filter(({ key }) => key.startsWith(PREFIX))
    .map(({ value }) => parseOwn(String(value)))
    .filter((mapping) => mapping !== null);
}

/** A meaning two columns claim; a mapping in which one does is of no use until the user has chosen. */
export function claimedTwice(
  columns: readonly OwnColumn[],
  mayRepeat: (meaning: OwnMeaning) => boolean,
): [OwnColumn, OwnColumn] | null {
  const seen = new Map<string, OwnColumn>();
  for (const column of columns) {
    if (column.meaning === null || mayRepeat(column.meaning)) continue;
    const claim = isSkuMeaning(column.meaning) ? 'sku' : column.meaning;
    const first = seen.get(claim);
    if (first) return [first, column];
    seen.set(claim, column);
  }
  return null;
}
