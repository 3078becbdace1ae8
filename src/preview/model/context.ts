import type { HostWorkbook } from '../book/workbook';
import type { ApiSet } from '../executor/declare';
import type { CellContent } from '../univer/cells';

/** The services a batch may reach beside the workbook; provided by the host. */
export interface HostServices {
  /** the add-in page is ready to take custom-function calls */
  functionsReady(): void;
  /** answers of custom functions: [[id, true, value] | [id, false, message, code]] */
  functionResults(results: unknown[]): void;
  setPaneVisible(visible: boolean): void;
  paneVisible(): boolean;
  startState: string;
  actionsReady(): void;
  setButton(id: string, enabled: boolean): void;
  setTab(id: string, visible: boolean): void;
  /** a cell's value as the add-in sees it: "#BUSY!" while a custom function has not answered */
  shown(cell: CellContent): string | number | boolean;
  registerEvent(type: number, target: string): void;
  unregisterEvent(type: number, target: string): void;
}

/** What the members of the object model work on. */
export interface ModelContext {
  workbook: HostWorkbook;
  services: HostServices;
  /** whether the host advertises a requirement set */
  supports(set: ApiSet): boolean;
}
