import type { Language, SheetTableId } from '../tables';
import type { Binding, CutStamp } from './types';

/** Keys of the document settings that travel with the file. No access key is ever among them. */
export const BINDING_KEY = 'twinstock.binding';
/** id of a workbook that is not bound but has something to remember: formulas were repaired in it */
export const WORKBOOK_KEY = 'twinstock.workbook';
export const markKey = (table: SheetTableId): string => `twinstock.table.${table}`;
/** prefix of what the pane keeps through readSetting and writeSetting */
export const PANE_PREFIX = 'twinstock.pane.';

export const newWorkbookId = (): string => globalThis.crypto.randomUUID();

/** What the workbook remembers of one of our tables. */
export interface TableMark {
  /** Excel's id of the table: survives renaming */
  excelId: string;
  brandId: string;
  language: Language;
  /** declared column id → Excel's id of the table column: survives renaming and moving */
  columns: Record<string, number>;
  /** columns the user deleted and does not want back */
  leftOut: string[];
  stamp: CutStamp | null;
  /** text of the cut line as last written; a line the user rewrote is left alone */
  cutText: string;
  /** the keys the add-in has written, see known-keys.ts */
  keys: string;
}

const parsed = (json: string | undefined): unknown => {
  if (json === undefined) return null;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
};
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null for anything another program or version left there that is no binding. */
export function parseBinding(json: string | undefined): Binding | null {
  const value = parsed(json);
  if (!isRecord(value)) return null;
  const { workbookId, brandId, brandName, language, currency, dataService } = value;
  if (typeof workbookId !== 'string' || typeof brandId !== 'string') return null;
  return {
    workbookId,
    brandId,
    brandName: typeof brandName === 'string' ? brandName : brandId,
    language: language === 'zh' ? 'zh' : 'en',
    currency: typeof currency === 'string' ? currency : '',
    dataService: typeof dataService === 'string' ? dataService : '',
  };
}

export function parseMark(json: string | undefined): TableMark | null {
  const value = parsed(json);
  if (!isRecord(value) || typeof value.excelId !== 'string' || typeof value.brandId !== 'string') return null;
  const columns = isRecord(value.columns) ? value.columns : {};
  const stamp = isRecord(value.stamp) && typeof value.stamp.dataTime === 'string' ? value.stamp : null;
  return {
    excelId: value.excelId,
    brandId: value.brandId,
    language: value.language === 'zh' ? 'zh' : 'en',
    columns: Object.fromEntries(
      Object.entries(columns).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    ),
    leftOut: Array.isArray(value.leftOut) ? value.leftOut.filter((id): id is string => typeof id === 'string') : [],
    stamp: stamp && {
      cut: String(stamp.cut ?? ''),
      dataTime: String(stamp.dataTime),
      planVersion: typeof stamp.planVersion === 'string' ? stamp.planVersion : null,
    },
    cutText: typeof value.cutText === 'string' ? value.cutText : '',
    keys: typeof value.keys === 'string' ? value.keys : '',
  };
}
