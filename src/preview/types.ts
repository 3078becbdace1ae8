import type { Chart } from './chart';

/** What the stand-in for Excel and its parts agree on. Nothing here is shipped. */

/** A cell as a file holds it. `f` without the leading "=", in the form a person types (not the file form). */
export interface BookCell {
  v: string | number | boolean | null;
  /** the value is an error such as "#N/A" */
  error?: true;
  f?: string;
  /** the range a spilled formula fills, e.g. "B2:B10" (on the anchor cell only; the filled cells hold plain v) */
  spill?: string;
  /** index into BookFile.styles */
  s?: number;
}

export interface BookStyle {
  numberFormat?: string;
  bold?: boolean;
  italic?: boolean;
  fontSize?: number;
  fontColor?: string;
  fillColor?: string;
  wrap?: boolean;
  horizontal?: 'left' | 'center' | 'right';
  vertical?: 'top' | 'middle' | 'bottom';
  borderLeft?: string;
  borderBottom?: string;
}

export interface BookTable {
  name: string;
  /** A1 range with headings */
  range: string;
  /** id is stable for the life of the column, in this file and in the host */
  columns: { id: number; name: string }[];
  style: string | null;
  showBandedRows: boolean;
  /** column index → allowed texts; the rows hidden by it are in BookSheet.hiddenRows */
  filter?: Record<number, string[]>;
  showFilterButton: boolean;
}

export interface BookConditionalFormat {
  range: string;
  kind: 'containsText' | 'custom' | 'cellValue';
  text?: string;
  formula?: string;
  operator?: string;
  formula2?: string;
  fontColor?: string;
  fillColor?: string;
  bold?: boolean;
}

export interface BookValidation {
  range: string;
  list?: string[];
  /** cells or a formula that give the list, without the leading "="; instead of `list` */
  listFormula?: string;
  prompt?: { title: string; message: string };
}

export interface BookSheet {
  name: string;
  /** row → column → cell, 0-based */
  cells: Map<number, Map<number, BookCell>>;
  /** widths in characters, heights in points, 0-based */
  columnWidths: Map<number, number>;
  rowHeights: Map<number, number>;
  hiddenRows: Set<number>;
  /** A1 ranges; absent: none */
  merges?: string[];
  /** folded column groups, 0-based inclusive */
  columnGroups: { from: number; to: number; collapsed: boolean }[];
  freeze: { rows: number; columns: number } | null;
  tables: BookTable[];
  conditionalFormats: BookConditionalFormat[];
  validations: BookValidation[];
  charts: Chart<string>[];
  protected: boolean;
  showGridlines: boolean;
  tabColor: string | null;
  visible: boolean;
  page: {
    landscape: boolean;
    fitToWidth: boolean;
    printTitleRows?: string;
    printArea?: string;
    header?: string;
    footer?: string;
  } | null;
}

export interface BookFile {
  sheets: BookSheet[];
  styles: BookStyle[];
  names: { name: string; refersTo: string }[];
  /** document settings of the add-in: key → JSON text */
  settings: Record<string, string>;
}
