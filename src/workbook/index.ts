/** Everything that touches Excel: tables, safe writing, undo. It knows tables and cells, not what the figures mean. */
export * from './types';
export { WorkbookError } from './errors';
export { inspectWorkbook, bindWorkbook, unbindWorkbook, readTables, readSetting, writeSetting } from './inspect';
export { readRows } from './read-rows';
export { rowBefore, type RowBefore } from './row-before';
export { refreshTables } from './refresh';
export { previewWrite } from './preview';
export { applyWrite } from './apply';
export { undoWrite, listWrites } from './undo';
export { writeRecordSheet } from './record-sheet';
export { mendFormulas, recalculateFormulas, scanFormulas } from './repair-access';
export { onSelection, selectRow, selectArea, activateSheet } from './selection';
export { readFormula, insertFormula } from './formula-access';
export type * from './own/types';
export {
  applyOwn,
  forgetOwn,
  keepOwn,
  listOwn,
  lookAtOwn,
  ownKeyAt,
  previewOwn,
  readOwn,
  selectOwn,
} from './own-access';
