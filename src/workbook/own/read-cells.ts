import { businessDate } from '../../tables/weeks';
import { decimalText, plainText, UNKNOWN_MARKS, writtenDate, writtenMoment } from '../../tables/written';
import { codeOf, type CellValue, type SheetTableId } from '../../tables';
import { cellAddress } from '../addresses';
import type { RawCell } from '../cells';
import { dateFromSerial, instantFromSerial } from '../serials';
import { daysIn, headingPath, headingUnit, type HeadingUnit } from './heading-name';
import type { IssueBook } from './issues';
import { isSkuMeaning, isWarehouseMeaning, meaningInfo, type OwnMeaningInfo } from './meanings';
import type { OwnBody, OwnColumn, OwnRow } from './types';

/** What a mark for "nothing here" (`-`) means where nothing was sold, ordered or reserved: see `DashReading`. */
const FLOWS =
  /^TW_Stock\.(?:reserved|locked|defective|near_expiry_lock|in_transit|transfer_in|received)$|^TW_Sales\.(?:last_|per_|period|issued|qty)/;
/** Figures that may be below 0. */
const SIGNED = /^TW_Stock\.(?:on_hand|available|virtual|opening|closing)$/;
const UNITS =
  /^TW_SKU\.moq$|^TW_Stock\.(?:on_hand|reserved|locked|defective|available|in_transit|transfer_in|opening|received|closing)$|^TW_Sales\.(?:last_|per_|period|issued|qty)|^TW_Inbound\.(?:qty_|open_qty)/;
const DAYS = /^TW_SKU\.shelf_life_days$|^TW_Lanes\.\w*(?:days|p50|p90)$|^TW_Policy\.(?:safety|review)_days$/;
const MONEY = /^TW_SKU\.(?:unit_cost|price)$|^TW_Inbound\.(?:unit_cost|paid_amount)$|^TW_Lanes\.cost_/;

/** A column of a range that has a meaning. */
export interface ReadColumn {
  column: OwnColumn;
  info: OwnMeaningInfo;
  /** the heading's last text, for people */
  heading: string;
  path: string[];
  unit: HeadingUnit;
  wants: 'g' | 'cm3' | 'days' | 'units' | 'money' | null;
  /** `-` is 0 here, see `dashIsZero` */
  dashIsZero: boolean;
}

/** A range, its columns with a meaning, and the rows that are data. */
export interface ReadBody {
  body: OwnBody;
  columns: ReadColumn[];
  rows: OwnRow[];
}

const wantsOf = (meaning: string): ReadColumn['wants'] =>
  meaning === 'TW_SKU.weight_g'
    ? 'g'
    : meaning === 'TW_SKU.volume_cm3'
      ? 'cm3'
      : DAYS.test(meaning)
        ? 'days'
        : UNITS.test(meaning)
          ? 'units'
          : MONEY.test(meaning)
            ? 'money'
            : null;

export function readBody(body: OwnBody, issues: IssueBook): ReadBody {
  const rows = body.rows.filter(({ kind }) => kind === 'data');
  const columns = body.mapping.columns.flatMap((column): ReadColumn[] => {
    const info = column.meaning === null ? null : meaningInfo(column.meaning);
    // results are what the plan says, never what it starts from
    if (!info || info.result || isSkuMeaning(info.id) || isWarehouseMeaning(info.id)) return [];
    const path = headingPath(column.heading);
    const wants = wantsOf(info.id);
    const unit = headingUnit(path.join(' '), wants);
    const heading = path.at(-1) ?? info.label.zh;
    const read: ReadColumn = { column, info, heading, path, unit, wants, dashIsZero: false };
    const dashes = dashIsZero(body, read, rows);
    if (dashes > 0)
      issues.add('dash_zero', { heading, count: dashes }, { same: `${body.mapping.id} ${column.position}` });
    return [{ ...read, dashIsZero: dashes > 0 }];
  });
  const keyless = body.rows.filter(
    (row) =>
      row.kind === 'no_key' &&
      columns.some(({ column }) => typeof body.values[row.index]?.[column.position] === 'number'),
  );
  const [first] = keyless;
  if (first)
    issues.add('no_sku', { address: addressOf(body, first, 0), count: keyless.length }, { same: body.mapping.id });
  return { body, columns, rows };
}

export const addressOf = (body: OwnBody, row: OwnRow, position: number): string =>
  cellAddress(body.sheetName, body.firstRow + row.index, body.firstColumn + position);

/**
 * `-` is how some exports write 0. It is read as 0 only in columns of what was sold, reserved or is under way (nothing
 * happened), and only where the column never writes 0 otherwise; in stock, cost and lead time it stays unknown.
 * @returns how many cells that concerns
 */
function dashIsZero(body: OwnBody, { column, info }: ReadColumn, rows: readonly OwnRow[]): number {
  if (!FLOWS.test(info.id)) return 0;
  let dashes = 0;
  for (const row of rows) {
    const raw = body.values[row.index]?.[column.position] ?? '';
    if (raw === 0 || raw === '0') return 0;
    if (typeof raw === 'string' && /^[-–—]{1,2}$/.test(plainText(raw))) dashes++;
  }
  return dashes;
}

/** Reads one cell. Unknown is null; a cell that cannot be read is told with its address and is null, too. */
export function readCell({ body }: ReadBody, read: ReadColumn, row: OwnRow, issues: IssueBook): CellValue {
  const raw = body.values[row.index]?.[read.column.position] ?? '';
  const { info, heading } = read;
  const refuse = (code: 'not_a_number' | 'not_a_date' | 'negative'): null => {
    const [table, column] = info.id.split('.') as [SheetTableId, string];
    issues.add(
      code,
      {
        address: addressOf(body, row, read.column.position),
        heading,
        text: String(raw),
        ...(row.sku ? { sku: row.sku } : {}),
      },
      { table, column, same: `${body.mapping.id} ${read.column.position}` },
    );
    return null;
  };
  if (raw === '') return null;
  switch (info.kind) {
    case 'text': {
      const text = plainText(String(raw));
      return UNKNOWN_MARKS.has(text.toLowerCase()) ? null : codeOf(info.column, text);
    }
    case 'flag':
      return readFlag(raw);
    case 'date':
      return readDay(raw) ?? (isBlankMark(raw) ? null : refuse('not_a_date'));
    case 'datetime':
      return readInstant(raw, info.id) ?? (isBlankMark(raw) ? null : refuse('not_a_date'));
    default: {
      if (isBlankMark(raw)) return read.dashIsZero && plainText(String(raw)) !== '' ? 0 : null;
      const number = readNumber(raw, info.kind === 'percent', read.wants === 'days');
      if (number === null) return refuse('not_a_number');
      if (number < 0 && !SIGNED.test(info.id)) return refuse('negative');
      return number * read.unit.factor;
    }
  }
}

const isBlankMark = (raw: RawCell): boolean =>
  typeof raw === 'string' && UNKNOWN_MARKS.has(plainText(raw).toLowerCase());

/** `12,345 件`, full-width digits, `13%`, `24个月` in a column of days; null when it is no number. */
function readNumber(raw: RawCell, isShare: boolean, inDays: boolean): number | null {
  if (typeof raw === 'boolean') return null;
  // 95 in a column of shares is 95 %
  const share = (value: number): number => (isShare && value > 1 && value <= 100 ? value / 100 : value);
  if (typeof raw === 'number') return Number.isFinite(raw) ? share(raw) : null;
  const text = plainText(raw);
  const percent = /^(.*?)\s*%$/.exec(text)?.[1];
  if (percent !== undefined) {
    const digits = decimalText(percent);
    return digits === null ? null : Number(digits) / 100;
  }
  const digits = decimalText(text);
  if (digits !== null) return share(Number(digits));
  const [, amount = '', unit = ''] = /^([\d.,]+)\s*([^\d\s.,]+)$/.exec(text) ?? [];
  const days = inDays ? daysIn(unit) : /^(?:pcs|units?|ea|瓶|盒|罐|支|片|台|套|袋|包|只|条)$/i.test(unit) ? 1 : null;
  const bare = days === null ? null : decimalText(amount);
  return bare === null || days === null ? null : Number(bare) * days;
}

function readDay(raw: RawCell): string | null {
  if (typeof raw === 'number') return dateFromSerial(raw);
  return typeof raw === 'string' ? writtenDate(plainText(raw)) : null;
}

function readInstant(raw: RawCell, meaning: string): string | null {
  // a promotion that ends on a day ends with that day
  const wholeDay = meaning === 'TW_Calendar.ends_at' ? 86_399_000 : 0;
  if (typeof raw === 'number') {
    const instant = instantFromSerial(raw);
    return instant && Number.isInteger(raw) ? new Date(Date.parse(instant) + wholeDay).toISOString() : instant;
  }
  const at = typeof raw === 'string' ? writtenMoment(plainText(raw)) : null;
  if (!at) return null;
  return new Date(at.local - (at.offset ?? 8 * 3_600_000) + (at.hasTime ? 0 : wholeDay)).toISOString();
}

function readFlag(raw: RawCell): CellValue {
  const word = plainText(String(raw)).toLowerCase();
  if (['1', 'true', 'yes', 'y', '是', '有', '预售', '√', '✓'].includes(word)) return 1;
  return ['0', 'false', 'no', 'n', '否', '无'].includes(word) ? 0 : null;
}

/** The business date of an instant that a column gives; null for none. */
export const dayOf = (instant: CellValue): string | null => {
  try {
    return typeof instant === 'string' ? businessDate(instant) : null;
  } catch {
    return null;
  }
};
