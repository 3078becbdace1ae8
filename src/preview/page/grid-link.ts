import {
  CancelMarkDirtyRowAutoHeightOperation,
  MarkDirtyRowAutoHeightOperation,
  RemoveSheetMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
  type IMarkDirtyRowAutoHeightOperationParams,
  type ISetSelectionsOperationParams,
} from '@univerjs/sheets';
import type { Area } from '../book/address';
import type { PreviewHost } from '../host';
import type { Book } from '../univer/book';

export interface GridMessages {
  /** the user tried to type into a sheet that is protected */
  onProtected(sheetName: string): void;
}

/**
 * Joins what a person does with the mouse and the keyboard to the host, and shows in the grid what the add-in selects:
 * the selection both ways, the state "a cell is being edited", and that protected sheets take no typing.
 * @returns undoes the joining
 */
export function linkGrid(book: Book, host: PreviewHost, messages: GridMessages): () => void {
  const { api } = book;
  // while one side follows the other it must not be followed back
  let following = false;
  const follow = (act: () => void): void => {
    if (following) return;
    following = true;
    try {
      act();
    } finally {
      following = false;
    }
  };

  const commands = book.commands.onCommandExecuted((command) => {
    if (command.id === SetSelectionsOperation.id) {
      const { subUnitId, selections } = command.params as ISetSelectionsOperationParams;
      const range = selections[selections.length - 1]?.range;
      if (!range) return;
      const area = {
        row: Math.max(0, range.startRow),
        column: Math.max(0, range.startColumn),
        rows: range.endRow - Math.max(0, range.startRow) + 1,
        columns: range.endColumn - Math.max(0, range.startColumn) + 1,
      };
      follow(() => selectInHost(host, subUnitId, area));
    } else if (command.id === RemoveSheetMutation.id) {
      follow(() => keepSheetInFront(book));
    } else if (command.id === SetWorksheetActiveOperation.id) {
      const { subUnitId } = command.params as { subUnitId: string };
      follow(() => selectInHost(host, subUnitId, activeArea(book)));
    }
  });

  const heights = cancelHeightsOfRemovedSheets(book);

  host.workbook.onSelection((sheetId, area) => follow(() => showSelection(book, sheetId, area)));

  const starting = api.addEvent(api.Event.BeforeSheetEditStart, (event) => {
    if (!host.workbook.state(event.worksheet.getSheetId()).protection.on) return;
    event.cancel = true;
    messages.onProtected(event.worksheet.getSheetName());
  });
  const started = api.addEvent(api.Event.SheetEditStarted, () => host.faults.cellEditMode(true));
  const ended = api.addEvent(api.Event.SheetEditEnded, () => host.faults.cellEditMode(false));
  return () => {
    for (const one of [commands, heights, starting, started, ended]) one.dispose();
  };
}

/** Univer fits row heights when it has time; a sheet that is deleted before has none left to fit, and it would fail. */
function cancelHeightsOfRemovedSheets(book: Book): { dispose(): void } {
  const waiting = new Map<string, Set<string>>();
  return book.commands.beforeCommandExecuted((command) => {
    if (command.id === MarkDirtyRowAutoHeightOperation.id) {
      const { subUnitId, id } = command.params as IMarkDirtyRowAutoHeightOperationParams;
      const ids = waiting.get(subUnitId);
      if (ids) ids.add(id);
      else waiting.set(subUnitId, new Set([id]));
    } else if (command.id === RemoveSheetMutation.id) {
      const { unitId, subUnitId } = command.params as { unitId: string; subUnitId: string };
      for (const id of waiting.get(subUnitId) ?? []) {
        book.commands.syncExecuteCommand(CancelMarkDirtyRowAutoHeightOperation.id, { unitId, subUnitId, id });
      }
      waiting.delete(subUnitId);
    }
  });
}

/**
 * When the sheet in front is deleted Univer draws no other until one is activated, and fails on the next change.
 */
function keepSheetInFront(book: Book): void {
  const front = book.workbook.getActiveSheet();
  if (front) book.asHost(() => book.workbook.setActiveSheet(front));
}

function selectInHost(host: PreviewHost, sheetId: string, area: Area): void {
  const { selection } = host.workbook;
  const same =
    selection.sheetId === sheetId &&
    selection.area.row === area.row &&
    selection.area.column === area.column &&
    selection.area.rows === area.rows &&
    selection.area.columns === area.columns;
  // while sheets are deleted or hidden Univer still announces them as the one in front
  const { workbook } = host;
  const there = workbook.hasSheet(sheetId) && workbook.state(sheetId).visibility === 'Visible';
  if (!same && there) host.workbook.select(sheetId, area);
}

/** What is selected on the sheet in front; a sheet never looked at has its first cell selected. */
function activeArea(book: Book): Area {
  const range = book.workbook.getActiveSheet().getSelection()?.getActiveRange();
  if (!range) return { row: 0, column: 0, rows: 1, columns: 1 };
  return { row: range.getRow(), column: range.getColumn(), rows: range.getHeight(), columns: range.getWidth() };
}

function showSelection(book: Book, sheetId: string, area: Area): void {
  const sheet = book.sheet(sheetId);
  // whole columns and rows reach beyond the grid, which only grows when something is written
  const rows = Math.min(area.rows, sheet.getMaxRows() - area.row);
  const columns = Math.min(area.columns, sheet.getMaxColumns() - area.column);
  if (rows < 1 || columns < 1) return;
  book.asHost(() => {
    book.workbook.setActiveRange(sheet.getRange(area.row, area.column, rows, columns));
    sheet.scrollToCell(Math.max(0, area.row - 2), area.column);
  });
}
