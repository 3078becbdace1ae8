import { RichError } from '../executor/errors';
import type { BatchResponse } from '../executor/batch';
import { TRANSPORT_ERROR } from './messages';

/** Request flag: wait until the user has left the cell (`delayForCellEdit`). */
const WAIT_FOR_CELL_EDIT = 64;

/** Excel on the web takes and gives at most so much in one request. */
const EXCEL_PAYLOAD_LIMIT = 5 * 1024 * 1024;

/** Excel's states and failures that an add-in must live with. */
export class Faults {
  payloadLimitBytes = EXCEL_PAYLOAD_LIMIT;
  private editing = false;
  private readonly editWaiters = new Set<() => void>();
  private failures: { code: number | string; skip: number }[] = [];
  private visits: { action: () => void; skip: number }[] = [];

  /** The user is typing in a cell: batches fail, or wait when they ask for it. */
  cellEditMode(on: boolean): void {
    this.editing = on;
    if (on) return;
    for (const resolve of this.editWaiters) resolve();
    this.editWaiters.clear();
  }

  /**
   * Lets a coming batch fail.
   * @param code a number is a fault of the transport (7000 access denied, 5012 session expired); a text is the error
   *   code of the batch's first action
   * @param skip so many batches pass before it
   */
  failNext(code: number | string, skip = 0): void {
    this.failures.push({ code, skip });
  }

  /**
   * Lets somebody else do something just before a coming batch, as a co-author might.
   * @param skip so many batches pass before it
   */
  beforeNext(action: () => void, skip = 0): void {
    this.visits.push({ action, skip });
  }

  /** Drops what was to meet coming batches and has not yet. */
  forget(): void {
    this.visits = [];
    this.failures = [];
  }

  /** What becomes of the next batch: null it runs, a number or an error it fails with. */
  async before(flags: number): Promise<number | NonNullable<BatchResponse['Error']> | null> {
    if (this.editing && flags & WAIT_FOR_CELL_EDIT) {
      await new Promise<void>((resolve) => this.editWaiters.add(resolve));
    } else if (this.editing) {
      return TRANSPORT_ERROR.cellEditMode;
    }
    const due = this.visits.filter(({ skip }) => skip <= 0);
    this.visits = this.visits.filter((visit) => !due.includes(visit));
    for (const visit of this.visits) visit.skip--;
    for (const { action } of due) action();
    const failure = this.failures.find(({ skip }) => skip <= 0);
    for (const item of this.failures) item.skip--;
    if (!failure) return null;
    this.failures = this.failures.filter((item) => item !== failure);
    if (typeof failure.code === 'number') return failure.code;
    const { code, message, httpStatus } = new RichError(failure.code);
    return { Code: code, Message: message, Location: '', ActionIndex: 0, HttpStatusCode: httpStatus };
  }
}
