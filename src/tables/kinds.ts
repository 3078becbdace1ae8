/** The kinds a value can have, from the import file through the store and the API to the sheet. */
export type ValueKind =
  /** codes and words: never read as a number (leading zeros, 13-digit barcodes and 1E5 survive) */
  | 'text'
  /** whole units */
  | 'whole'
  /** decimal quantity, numeric(19,4) in the store */
  | 'number'
  /** money, numeric(18,4) in the store; its currency stands in a column beside it */
  | 'money'
  /** a share as a fraction: 0.95 is 95% */
  | 'percent'
  /** a business date in Asia/Shanghai, ISO text `2026-11-23` outside sheets, an Excel serial inside */
  | 'date'
  /** an instant, ISO text in UTC outside sheets, an Excel serial in Beijing time inside */
  | 'datetime'
  /** yes or no, 0/1 in files */
  | 'flag';

/** A value on its way between rooms. `null` is unknown; it is never the same as 0 or ''. */
export type CellValue = string | number | boolean | null;

/** A text in both languages of the product. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Bilingual;
