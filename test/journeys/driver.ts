import type { CellValue, ImportReport } from '../../src/tables';

/** A person before the product: what they see and do, in jsdom or in Chromium. The journeys know nothing else. */
export interface Driver {
  readonly where: 'node' | 'chromium';
  /** clicks the control of the pane with this accessible name */
  click(name: string | RegExp): Promise<void>;
  fill(label: string | RegExp, text: string): Promise<void>;
  paneText(): Promise<string>;
  /** waits until the pane shows it; fails with what the pane shows instead */
  waitFor(text: string | RegExp, timeoutMs?: number): Promise<void>;
  /** a ribbon button by the id of its action */
  ribbon(action: string): Promise<void>;
  sheets(): Promise<string[]>;
  /** `columns` are the headings, `filters` the texts that filters let through */
  tables(): Promise<{ name: string; sheet: string; range: string; columns: string[]; filters: string[] }[]>;
  values(sheet: string, address: string): Promise<CellValue[][]>;
  formulas(sheet: string, address: string): Promise<CellValue[][]>;
  /** what a person does in Excel itself: type, renameSheet, protectSheet, sortTable, … */
  user(action: string, ...args: unknown[]): Promise<void>;
  /** calculation is quiet */
  settle(): Promise<void>;
  unknownMembers(): Promise<string[]>;
  /** workers that the pane has started so far */
  workersStarted(): Promise<number>;
  /** what programs without a screen drive: an action of the pane's session, and a part of its state by name */
  session(action: string, ...args: unknown[]): Promise<any>;
  state(part: string): Promise<any>;
  /** new files for a brand at the data service, as somebody else loads them */
  importFiles(brand: string, files: Record<string, Buffer>): Promise<{ taken: number; refused: number }>;
  /** access key for brands other than the sample */
  key: string;
  /** the data service stops or starts answering; `afterRequests` lets that many through first */
  serviceDown(down: boolean, afterRequests?: number): Promise<void>;
  /** opens a file of the user's own */
  openFile(bytes: Uint8Array): Promise<void>;
  /** saves as .xlsx and opens it in a new workbook */
  saveAndReopen(): Promise<void>;
  screenshot(name: string): Promise<void>;
}

/** Rows that an import took and refused. */
export const countRows = ({ tables }: ImportReport): { taken: number; refused: number } =>
  tables.reduce((sum, table) => ({ taken: sum.taken + table.taken, refused: sum.refused + table.refused }), {
    taken: 0,
    refused: 0,
  });

/** Runs in the pane's page: finds the control with an accessible name, marks it, and answers whether it may be used. */
export function markControl(page: Document, name: string, isPattern: boolean): 'found' | 'disabled' | 'missing' {
  const matches = (text: string | null | undefined): boolean => {
    const clean = (text ?? '').replace(/\s+/g, ' ').trim();
    return isPattern ? new RegExp(name).test(clean) : clean === name;
  };
  const nameOf = (element: Element): string[] => {
    const labelled = (element.getAttribute('aria-labelledby') ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((id) => page.getElementById(id)?.textContent ?? '')
      .join(' ');
    const label = (element as HTMLInputElement).labels?.[0]?.textContent ?? '';
    return [
      element.getAttribute('aria-label') ?? '',
      labelled,
      label,
      element.textContent ?? '',
      element.getAttribute('title') ?? '',
    ];
  };
  page.querySelectorAll('[data-journey]').forEach((element) => element.removeAttribute('data-journey'));
  const selector =
    'button, a, input, select, textarea, [role=tab], [role=radio], [role=checkbox], [role=menuitem], [role=option], [role=row], summary';
  const candidates = [...page.querySelectorAll(selector)].filter(
    (element) => nameOf(element).some(matches) && !element.closest('[aria-hidden=true], [hidden]'),
  );
  const usable = candidates.find(
    (element) => !(element as HTMLButtonElement).disabled && element.getAttribute('aria-disabled') !== 'true',
  );
  const chosen = usable ?? candidates[0];
  if (!chosen) return 'missing';
  chosen.setAttribute('data-journey', 'target');
  return usable ? 'found' : 'disabled';
}

/** Asks until the answer is yes; fails with the reason it last gave. */
export async function eventually(ask: () => Promise<string | null>, timeoutMs = 30_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const wrong = await ask();
    if (wrong === null) return;
    if (Date.now() > until) throw new Error(wrong);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const patternOf = (name: string | RegExp): [source: string, isPattern: boolean] =>
  typeof name === 'string' ? [name, false] : [name.source, true];
