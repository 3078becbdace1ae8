import {
  BaseFunction,
  ErrorType,
  ErrorValueObject,
  FunctionType,
  IFunctionService,
  type BaseValueObject,
} from '@univerjs/engine-formula';
import { formatArea, quoteSheet } from '../book/address';
import type { HostWorkbook } from '../book/workbook';
import { SMALLEST_GRID } from '../univer/book';
import type { DirtyRange } from '../univer/calculation';
import { BUSY_IN_ENGINE, BusyArgument, ErrorInArgument, errorByCode, fromAnswer, toArguments } from './marshal';
import { isErrorArgument, type FunctionMetadata, type FunctionsMetadata } from './metadata';
import { cellId, StreamHolders } from './stream-holders';

const FLAG = { cancelable: 1, streaming: 2, allowErrors: 4 } as const;

/** Remembered answers are forgotten above this many characters of arguments. */
const CACHE_CHARACTERS = 20_000_000;

/** One call on its way: `[invocation id, "ID", arguments, address, flags, null]`. */
export type Invocation = [number, string, unknown[], string, number, null];

/** The page of the add-in, as far as it takes function calls. */
export interface FunctionPage {
  call(calls: Invocation[]): void;
  /** streams that no cell holds any more, by their invocation ids */
  cancel(ids: number[]): void;
}

interface Answer {
  value?: unknown;
  error?: ErrorType;
  message?: string;
}

interface OpenCall {
  key: string;
  streaming: boolean;
}

/**
 * Custom functions in two passes. In the first a call finds no answer, is put into a queue and shows busy; when the
 * engine is done the queue goes to the add-in's page as one event; its answers are remembered and the waiting cells are
 * calculated again. (The engine would await asynchronous functions one after another.)
 */
export class FunctionBridge {
  private readonly byName = new Map<string, FunctionMetadata>();
  private readonly answers = new Map<string, Answer>();
  private readonly queued = new Map<string, Invocation>();
  private readonly open = new Map<number, OpenCall>();
  private readonly openByKey = new Map<string, number>();
  private readonly waiting = new Map<string, Map<string, DirtyRange>>();
  private readonly messages = new Map<string, string>();
  private cacheSize = 0;
  private nextInvocation = 1;
  private ready = false;
  private page: FunctionPage | null = null;
  private readonly idleWaiters = new Set<() => void>();
  private readonly stopFollowing: () => void;
  private readonly holders: StreamHolders;
  /** grows with every answer: tells a slow calculation from a stuck one */
  progress = 0;

  constructor(
    private readonly wb: HostWorkbook,
    private readonly metadata: FunctionsMetadata,
    namespace: string,
  ) {
    const service = wb.book.injector.get(IFunctionService);
    for (const fn of metadata.functions) {
      const name = `${namespace}.${fn.id}`.toUpperCase();
      this.byName.set(name, fn);
      service.registerExecutors(new CustomFunction(name, fn, this));
    }
    service.registerDescriptions(
      ...metadata.functions.map((fn) => ({
        functionName: `${namespace}.${fn.id}`.toUpperCase(),
        functionType: FunctionType.User,
        description: fn.description ?? '',
        abstract: fn.description ?? '',
        functionParameter: fn.parameters.map((parameter) => ({
          name: parameter.name,
          detail: parameter.description ?? '',
          example: '',
          require: parameter.optional ? (0 as const) : (1 as const),
          repeat: parameter.repeating ? (1 as const) : (0 as const),
        })),
      })),
    );
    const streaming = metadata.functions.filter((fn) => fn.options?.stream);
    const names = streaming.map((fn) => `${namespace}.${fn.id}`.toUpperCase());
    // before the queue goes out: what was asked by a formula that is gone already is not asked
    this.holders = new StreamHolders(wb, names, (isHeld) => this.release(isHeld));
    this.stopFollowing = wb.book.calculation.onFinished(() => this.flush());
  }

  /** A page is there but cannot take calls yet; what another page was asked is asked again. */
  connect(page: FunctionPage): void {
    this.page = page;
    this.ready = false;
    const unanswered = [...this.open.values()].map(({ key }) => key);
    this.open.clear();
    this.openByKey.clear();
    this.answers.clear();
    this.cacheSize = 0;
    this.recalculate(unanswered);
  }

  disconnect(): void {
    this.page = null;
    this.ready = false;
  }

  pageReady(): void {
    this.ready = true;
    this.flush();
  }

  /** Calls that were made and not yet answered; of a stream the first answer counts. */
  get isBusy(): boolean {
    if (this.blocksReads) return true;
    for (const call of this.open.values()) if (call.streaming && !this.answers.has(call.key)) return true;
    return false;
  }

  /** Calls whose answer a read waits for. A stream is none of them: what it waits for may need a read first. */
  get blocksReads(): boolean {
    if (this.ready && this.queued.size > 0) return true;
    for (const call of this.open.values()) if (!call.streaming) return true;
    return false;
  }

  /** Whether a cell shows busy because of a call, its own or one it depends on. */
  get hasUnanswered(): boolean {
    return this.queued.size > 0 || this.isBusy;
  }

  /** Resolves when reads need not wait. */
  idle(): Promise<void> {
    if (!this.blocksReads) return Promise.resolve();
    return new Promise((resolve) => this.idleWaiters.add(resolve));
  }

  /** The message of the error a cell's function answered with. */
  message(sheetId: string, row: number, column: number): string | null {
    return this.messages.get(cellId(sheetId, row, column)) ?? null;
  }

  /** Called by the engine for every cell that calls a function. */
  call(
    fn: FunctionMetadata,
    values: readonly BaseValueObject[],
    at: { sheetId: string; row: number; column: number },
  ): BaseValueObject {
    const here = cellId(at.sheetId, at.row, at.column);
    const streams = fn.options?.stream === true;
    this.messages.delete(here);
    const allowErrors = this.metadata.allowErrorForDataTypeAny === true;
    let args: unknown[];
    try {
      args = toArguments(values, fn, allowErrors, (rows) => this.isWholeColumn(rows));
    } catch (error) {
      if (error instanceof BusyArgument) return ErrorValueObject.create(BUSY_IN_ENGINE);
      if (streams) this.holders.hold(at, here, null);
      if (error instanceof ErrorInArgument) return ErrorValueObject.create(error.code as ErrorType);
      throw error;
    }
    const address = `${quoteSheet(this.wb.sheetName(at.sheetId))}!${formatArea({ row: at.row, column: at.column, rows: 1, columns: 1 })}`;
    const key = `${fn.id} ${fn.options?.requiresAddress ? address : ''} ${JSON.stringify(args)}`;
    const known = this.answers.get(key);
    if (streams) this.holders.hold(at, here, key);
    if (streams || !known) this.wait(key, here, at);
    if (known) {
      if (known.message) this.messages.set(here, known.message);
      return known.error
        ? ErrorValueObject.create(known.error)
        : fromAnswer(known.value, { unitId: this.wb.book.unitId, ...at });
    }
    if (!this.openByKey.has(key) && !this.queued.has(key)) {
      const flags =
        (fn.options?.cancelable ? FLAG.cancelable : 0) |
        (streams ? FLAG.streaming : 0) |
        (allowErrors ? FLAG.allowErrors : 0);
      this.queued.set(key, [this.nextInvocation++, fn.id.toUpperCase(), args, address, flags, null]);
    }
    return ErrorValueObject.create(BUSY_IN_ENGINE);
  }

  /** Answers of the page: `[id, true, value]` or `[id, false, message, code]`. */
  takeResults(results: unknown[]): void {
    const answered: string[] = [];
    for (const result of results as [number, boolean, unknown, unknown][]) {
      const [id, ok, value, code] = result;
      const call = this.open.get(id);
      if (!call) continue;
      if (!call.streaming) {
        this.open.delete(id);
        this.openByKey.delete(call.key);
      }
      if (!this.answers.has(call.key)) this.cacheSize += call.key.length;
      const error = ok ? undefined : errorByCode(code);
      const message = ok ? messageIn(value) : typeof value === 'string' && value !== '' ? value : undefined;
      this.answers.set(call.key, { ...(ok ? { value } : { error: error! }), ...(message ? { message } : {}) });
      answered.push(call.key);
    }
    this.progress += answered.length;
    this.recalculate(answered);
    if (!this.blocksReads) this.wakeWaiters();
  }

  dispose(): void {
    this.stopFollowing();
    this.holders.dispose();
    this.wakeWaiters();
  }

  private isWholeColumn(rows: number): boolean {
    return rows >= SMALLEST_GRID && this.wb.sheetIds().some((id) => this.wb.book.worksheet(id).getRowCount() === rows);
  }

  private wait(
    key: string,
    here: string,
    { sheetId, row, column }: { sheetId: string; row: number; column: number },
  ): void {
    let cells = this.waiting.get(key);
    if (!cells) this.waiting.set(key, (cells = new Map()));
    cells.set(here, { sheetId, startRow: row, endRow: row, startColumn: column, endColumn: column });
  }

  private recalculate(keys: string[]): void {
    const dirty: DirtyRange[] = [];
    for (const key of keys) {
      const cells = this.waiting.get(key);
      if (!cells) continue;
      for (const range of cells.values()) if (this.wb.hasSheet(range.sheetId)) dirty.push(range);
      this.waiting.delete(key);
    }
    this.wb.book.calculation.markDirty(dirty);
  }

  /** After a calculation: what it queued goes out in one event. */
  private flush(): void {
    if (this.ready && this.page && this.queued.size > 0) {
      const calls: Invocation[] = [];
      for (const [key, call] of this.queued) {
        this.open.set(call[0], { key, streaming: (call[4] & FLAG.streaming) !== 0 });
        this.openByKey.set(key, call[0]);
        calls.push(call);
      }
      this.queued.clear();
      this.page.call(calls);
      return;
    }
    if (this.blocksReads) return;
    if (this.cacheSize > CACHE_CHARACTERS && this.open.size === 0) {
      this.answers.clear();
      this.cacheSize = 0;
    }
    this.wakeWaiters();
  }

  /** Ends the streams that no cell holds. */
  private release(isHeld: (key: string) => boolean): void {
    for (const [key, call] of this.queued) {
      if ((call[4] & FLAG.streaming) !== 0 && !isHeld(key)) {
        this.queued.delete(key);
        this.waiting.delete(key);
      }
    }
    const ended: number[] = [];
    for (const [id, { key, streaming }] of this.open) {
      if (!streaming || isHeld(key)) continue;
      ended.push(id);
      this.open.delete(id);
      this.openByKey.delete(key);
      this.waiting.delete(key);
      if (this.answers.delete(key)) this.cacheSize -= key.length;
    }
    if (ended.length === 0) return;
    this.page?.cancel(ended);
    if (!this.blocksReads) this.wakeWaiters();
  }

  private wakeWaiters(): void {
    const waiters = [...this.idleWaiters];
    this.idleWaiters.clear();
    for (const resolve of waiters) resolve();
  }
}

/** The message of an error that was set as an answer, alone: of a spill only the codes are shown. */
function messageIn(value: unknown): string | undefined {
  const only: unknown = Array.isArray(value) && value.length === 1 ? (value[0] as unknown[])[0] : value;
  if (typeof only !== 'object' || only === null) return undefined;
  const { code, message } = only as { code?: unknown; message?: unknown };
  const isError = isErrorArgument(only) || typeof code === 'string';
  return isError && typeof message === 'string' && message !== '' ? message : undefined;
}

/** The engine's function behind `=TWIN.X(…)`. A `calculate` that throws would stop the whole calculation. */
class CustomFunction extends BaseFunction {
  override minParams: number;
  override maxParams: number;

  constructor(
    name: string,
    private readonly metadata: FunctionMetadata,
    private readonly bridge: FunctionBridge,
  ) {
    super(name);
    const required = metadata.parameters.filter(({ optional, repeating }) => !optional && !repeating);
    this.minParams = required.length;
    this.maxParams = metadata.parameters.at(-1)?.repeating ? 255 : metadata.parameters.length;
  }

  override calculate(...values: BaseValueObject[]): BaseValueObject {
    try {
      return this.bridge.call(this.metadata, values, {
        sheetId: this.subUnitId ?? '',
        row: this.row,
        column: this.column,
      });
    } catch (error) {
      console.error(`preview: ${this.name} failed`, error);
      return ErrorValueObject.create(ErrorType.VALUE);
    }
  }
}
