import type { BookSheet } from '../types';

/** A sheet of a file with nothing in it, but for the parts given. */
export const emptySheet = (name: string, parts: Partial<BookSheet> = {}): BookSheet => ({
  name,
  cells: new Map(),
  columnWidths: new Map(),
  rowHeights: new Map(),
  hiddenRows: new Set(),
  columnGroups: [],
  freeze: null,
  tables: [],
  conditionalFormats: [],
  validations: [],
  charts: [],
  protected: false,
  showGridlines: true,
  tabColor: null,
  visible: true,
  page: null,
  ...parts,
});
