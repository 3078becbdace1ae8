import { plainValue } from './book/cell-text';
import { formatArea } from './book/address';
import { HostWorkbook, type SheetChange } from './book/workbook';
import { Batch, type BatchRequest, type BatchResponse } from './executor/batch';
import { Remote, type ApiSet } from './executor/declare';
import { FunctionBridge } from './functions/bridge';
import type { FunctionsMetadata } from './functions/metadata';
import type { HostServices, ModelContext } from './model/context';
import { FUNCTION_SERVICE, serviceByName } from './model/services';
import { workbookClass } from './model/workbook';
import { appContext, DEFAULT_REQUIREMENT_SETS, frameName } from './protocol/app-context';
import { Connection, type Transport } from './protocol/connection';
import { Faults } from './protocol/faults';
import {
  byteLength,
  DISPATCH,
  FUNCTION_CALL,
  FUNCTION_CANCEL,
  RICH_CATEGORY,
  TRANSPORT_ERROR,
  type DispatchData,
  type PageMessage,
} from './protocol/messages';
import type { BookFile } from './types';
import type { Book, CellContent } from './univer/book';
import { fileFromBook } from './book/book-file';
import { loadBook } from './book/load-file';
import { Reader } from './reader';
import { followGrid } from './user-grid';
import { User } from './user';

export interface PreviewHostOptions {
  book: Book;
  /** functions.json of the add-in */
  functions: FunctionsMetadata;
  /** what stands before a function's name in a cell: TWIN */
  namespace: string;
  locale: 'en-US' | 'zh-CN';
  /** sets offered beyond or instead of the default ones, e.g. { ExcelApi: '1.13' } */
  requirementSets?: Record<string, string>;
  addinName?: string;
}

/** How long a read waits for custom functions that do not answer at all before it gives what is there. */
const STALLED_MS = 5000;
const FIRST_ANSWER_MS = 10;

/**
 * A stand-in for Excel on the web: answers the real office.js over its own protocol. One workbook, one add-in page at a
 * time; a page is a browser frame or a jsdom window, told apart by its transport only.
 */
export class PreviewHost {
  readonly workbook: HostWorkbook;
  /** what a person does at the sheet */
  readonly user: User;
  /** the workbook's contents, for tests and for the page around the grid */
  readonly read: Reader;
  readonly faults = new Faults();
  readonly stats = { roundTrips: 0, largestRequestBytes: 0, largestResponseBytes: 0 };
  /** members the add-in used that the preview lacks or that are above the sets it offers */
  readonly unknownMembers: string[] = [];
  private readonly requirementSets: Record<string, string>;
  private readonly bridge: FunctionBridge;
  private readonly context: ModelContext;
  private readonly roots;
  private readonly stopFollowingGrid: () => void;
  private connection: Connection | null = null;
  private queue: Promise<void> = Promise.resolve();
  private openBatches = 0;
  private conversations = 0;
  private paneShown = true;
  private readonly paneListeners = new Set<(visible: boolean) => void>();
  private readonly buttonListeners = new Set<(id: string, enabled: boolean) => void>();
  private readonly runningCommands = new Map<string, () => void>();
  private actionsAreReady = false;
  private readonly actionWaiters = new Set<() => void>();

  constructor(private readonly options: PreviewHostOptions) {
    this.requirementSets = { ...DEFAULT_REQUIREMENT_SETS, ...options.requirementSets };
    this.workbook = new HostWorkbook(options.book, options.locale);
    this.bridge = new FunctionBridge(this.workbook, options.functions, options.namespace);
    this.user = new User(this.workbook);
    this.read = new Reader(this.workbook, (cell) => this.shown(cell), this.bridge);
    this.context = { workbook: this.workbook, services: this.services(), supports: (set) => this.supports(set) };
    this.roots = { global: new Remote(workbookClass, null), service: serviceByName };
    this.workbook.onChange((change) => this.fireChange(change));
    this.workbook.onSelection((sheetId, area) => {
      const address = formatArea(area);
      this.afterBatch(() => {
        this.connection?.fire('documentSelectionChanged', {});
        this.fireRich(14, sheetId, { address, worksheetId: sheetId });
        this.fireRich(14, 'Workbook', { address, worksheetId: sheetId });
      });
    });
    this.stopFollowingGrid = followGrid(this.workbook);
  }

  // ---- the add-in's page --------------------------------------------------------------------------------------

  /** Starts a conversation with a page that is about to load; an earlier page is no longer heard. */
  connect(transport: Transport): void {
    this.disconnect();
    this.conversations++;
    // office.js caches document settings by conversation, so every load needs a new one.
    const connection = new Connection(`conv-${Date.now().toString(36)}-${this.conversations}`, transport);
    this.connection = connection;
    const tell = (type: number, messages: { id: number; message: unknown }[]): void => {
      const entries = messages.map(({ id, message }) => [
        RICH_CATEGORY.functions,
        type,
        '',
        JSON.stringify(message),
        id,
      ]);
      this.later(() => connection.fire('richApiMessage', { ArrayData: entries }));
    };
    this.bridge.connect({
      call: (calls) =>
        tell(
          FUNCTION_CALL,
          calls.map((call) => ({ id: call[0], message: call })),
        ),
      cancel: (ids) =>
        tell(
          FUNCTION_CANCEL,
          ids.map((id) => ({ id, message: { invocationId: id } })),
        ),
    });
  }

  disconnect(): void {
    if (this.connection) this.connection.closed = true;
    this.connection = null;
    this.actionsAreReady = false;
    this.bridge.disconnect();
  }

  /** The name the page's frame must have before it is put into the document; call `connect` first. */
  windowName(hostPageUrl: string): string {
    if (!this.connection) throw new Error('connect a page before asking for its window name');
    this.connection.origin = new URL(hostPageUrl).origin;
    return frameName(this.connection.conversationId, this.appId, this.options.locale, hostPageUrl);
  }

  /** A message of the page, as its `postMessage` gave it; anything else is ignored. */
  receive(json: unknown): void {
    const message = parseMessage(json);
    const connection = this.connection;
    if (!message || !connection || message._conversationId !== connection.conversationId) return;
    if (message._actionType === 1) connection.register(message);
    if (message._actionType === 2) connection.unregister(message);
    if (message._actionType === 1 || message._actionType === 2) {
      this.later(() => connection.reply(message, { Error: 0 }));
      return;
    }
    switch (message._actionName) {
      case 'ContextActivationManager_getAppContextAsync':
        this.later(() => connection.reply(message, this.appContext(connection)));
        return;
      case 'ContextActivationManager_notifyHost':
        this.later(() => connection.reply(message, null));
        return;
      case 'executeMethod':
        this.dispatch(connection, message, message._data as DispatchData);
        return;
    }
    this.unknown(`message ${message._actionName}`);
    this.later(() => connection.reply(message, { Version: 1, Error: TRANSPORT_ERROR.notSupported }));
  }

  /** Runs a ribbon button's function and waits until it calls `event.completed()`. */
  async runCommand(actionId: string, buttonId = actionId): Promise<void> {
    if (!this.actionsAreReady) await new Promise<void>((resolve) => this.actionWaiters.add(resolve));
    const commandId = `command-${this.runningCommands.size + 1}-${Date.now()}`;
    const done = new Promise<void>((resolve) => this.runningCommands.set(commandId, resolve));
    const fired = this.connection?.fire('appCommandInvoked', [
      commandId,
      actionId,
      JSON.stringify({ source: { id: buttonId } }),
    ]);
    if (!fired) {
      this.runningCommands.delete(commandId);
      throw new Error(`The add-in's page takes no commands, so ${actionId} cannot run.`);
    }
    await done;
  }

  /** Resolves when no batch is open, the calculation is quiet and every custom function has answered. */
  async idle(): Promise<void> {
    const started = Date.now();
    for (;;) {
      await this.queue;
      await this.calculated();
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (this.openBatches > 0 || this.workbook.book.calculation.isBusy || this.bridge.blocksReads) continue;
      // the first answer of a stream, which no read waits for
      if (!this.bridge.isBusy || Date.now() - started > STALLED_MS) return;
      await new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MS));
    }
  }

  // ---- pane and ribbon ----------------------------------------------------------------------------------------

  get paneVisible(): boolean {
    return this.paneShown;
  }

  /** Called when the add-in shows or hides its pane. */
  onPaneVisible(listener: (visible: boolean) => void): () => void {
    this.paneListeners.add(listener);
    return () => this.paneListeners.delete(listener);
  }

  /** Called when the add-in enables or disables a ribbon button. */
  onButton(listener: (id: string, enabled: boolean) => void): () => void {
    this.buttonListeners.add(listener);
    return () => this.buttonListeners.delete(listener);
  }

  setPaneVisible(visible: boolean): void {
    if (visible === this.paneShown) return;
    this.paneShown = visible;
    for (const listener of this.paneListeners) listener(visible);
  }

  // ---- files --------------------------------------------------------------------------------------------------

  toBookFile(): BookFile {
    return fileFromBook(this.workbook);
  }

  /**
   * Replaces the whole workbook.
   * @returns the defined names that formulas cannot use here; they are kept and saved again
   */
  async loadBookFile(file: BookFile): Promise<string[]> {
    await this.idle();
    const unusable = loadBook(this.workbook, file);
    await this.idle();
    return unusable;
  }

  dispose(): void {
    this.disconnect();
    this.stopFollowingGrid();
    this.bridge.dispose();
    this.workbook.book.dispose();
  }

  // ---- requests -----------------------------------------------------------------------------------------------

  private get appId(): string {
    return '7a1e5c0e-0000-4000-8000-preview00001';
  }

  private appContext(connection: Connection): unknown {
    return appContext({
      appId: this.appId,
      correlationId: connection.conversationId,
      locale: this.options.locale,
      documentUrl: `${connection.origin}/Book1.xlsx`,
      addinName: this.options.addinName ?? 'Twinstock',
      requirementSets: this.requirementSets,
      settings: [...this.workbook.settings].map(([key, value]) => [key, JSON.stringify(value)]),
      paneVisible: this.paneShown,
    });
  }

  private dispatch(connection: Connection, message: PageMessage, data: DispatchData): void {
    const reply = (answer: Record<string, unknown>): void =>
      this.later(() => connection.reply(message, { Version: 1, Error: TRANSPORT_ERROR.none, ...answer }));
    const method = data.DdaMethod?.DispatchId;
    switch (method) {
      case DISPATCH.richApi:
        this.richApi(String(data.ArrayData?.[4] ?? ''), Number(data.ArrayData?.[6] ?? 0), reply);
        return;
      case DISPATCH.saveSettings:
        this.workbook.settings.clear();
        for (const [key, json] of data.DdaSettingsMethod?.Properties ?? [])
          this.workbook.settings.set(key, JSON.parse(json));
        reply({});
        return;
      case DISPATCH.refreshSettings:
        reply({
          Properties: {
            Settings: [...this.workbook.settings].map(([Name, value]) => ({ Name, Value: JSON.stringify(value) })),
          },
        });
        return;
      case DISPATCH.commandCompleted: {
        const commandId = String(data['0']);
        this.runningCommands.get(commandId)?.();
        this.runningCommands.delete(commandId);
        reply({});
        return;
      }
    }
    this.unknown(`method ${method}`);
    reply({ Error: TRANSPORT_ERROR.notSupported });
  }

  private richApi(body: string, flags: number, reply: (answer: Record<string, unknown>) => void): void {
    const bytes = byteLength(body);
    this.stats.roundTrips++;
    this.stats.largestRequestBytes = Math.max(this.stats.largestRequestBytes, bytes);
    if (bytes > this.faults.payloadLimitBytes) return reply({ Error: TRANSPORT_ERROR.requestTooLarge });
    const request = JSON.parse(body) as BatchRequest;
    if (isFunctionBatch(request)) {
      void this.runBatch(request, flags, reply, false);
      return;
    }
    this.openBatches++;
    this.queue = this.queue
      .then(() => this.runBatch(request, flags, reply, !isCleanup(request)))
      .finally(() => this.openBatches--);
  }

  private async runBatch(
    request: BatchRequest,
    flags: number,
    reply: (answer: Record<string, unknown>) => void,
    withFaults: boolean,
  ): Promise<void> {
    if (withFaults) {
      const fault = await this.faults.before(flags);
      if (typeof fault === 'number') return reply({ Error: fault });
      if (fault) return reply(envelope({ Results: [], Error: fault }));
    }
    const batch = new Batch(
      request,
      this.roots,
      this.context,
      () => this.calculated(),
      (member) => this.unknown(member),
    );
    const answer = envelope(await batch.run());
    const bytes = byteLength(answer.Data[2] as string);
    this.stats.largestResponseBytes = Math.max(this.stats.largestResponseBytes, bytes);
    reply(bytes > this.faults.payloadLimitBytes ? { Error: TRANSPORT_ERROR.responseTooLarge } : answer);
  }

  /** Waits for the calculation and for custom functions, as long as answers keep coming. */
  private async calculated(): Promise<void> {
    let progress = -1;
    while (this.workbook.book.calculation.isBusy || (this.bridge.blocksReads && progress !== this.bridge.progress)) {
      progress = this.bridge.progress;
      await this.workbook.book.calculation.quiet();
      if (this.bridge.blocksReads) await withLimit(this.bridge.idle(), STALLED_MS);
    }
  }

  private supports(set: ApiSet): boolean {
    const [name = '', version = ''] = set.split(' ');
    const offered = this.requirementSets[name];
    if (!offered) return false;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const [offeredMajor = 0, offeredMinor = 0] = offered.split('.').map(Number);
    return offeredMajor > major || (offeredMajor === major && offeredMinor >= minor);
  }

  private unknown(member: string): void {
    if (this.unknownMembers.includes(member)) return;
    this.unknownMembers.push(member);
    console.error(`preview: not offered: ${member}`);
  }

  private shown(cell: CellContent): string | number | boolean {
    return cell.error && cell.value === '#CALC!' && this.bridge.hasUnanswered ? '#BUSY!' : plainValue(cell);
  }

  // ---- events -------------------------------------------------------------------------------------------------

  /** Answers and events go out in later turns, events after the answer of the batch that caused them. */
  private later(send: () => void): void {
    setTimeout(send, 0);
  }

  private afterBatch(send: () => void): void {
    void this.queue.then(() => this.later(send));
  }

  private fireRich(type: number, target: string, message: Record<string, unknown>): void {
    if (!this.connection?.listensTo(type, target)) return;
    this.connection.fire('richApiMessage', {
      ArrayData: [[RICH_CATEGORY.objectEvents, type, target, JSON.stringify(message), 0]],
    });
  }

  private fireChange(change: SheetChange): void {
    const { connection } = this;
    const wanted = connection && (connection.listensTo(10, change.sheetId) || connection.listensTo(10, 'Workbook'));
    if (!wanted) return;
    const referenceId = this.workbook.keep({ sheetId: change.sheetId, area: { ...change.area } });
    const message = {
      changeType: change.type,
      source: 'Local',
      triggerSource: change.source === 'addin' ? 'ThisLocalAddin' : 'Unknown',
      worksheetId: change.sheetId,
      address: formatArea(change.area),
      referenceId,
      shiftDirection: 'None',
      ...(change.before === undefined ? {} : { valueBefore: change.before, valueAfter: change.after }),
    };
    this.afterBatch(() => {
      this.fireRich(10, change.sheetId, message);
      this.fireRich(10, 'Workbook', message);
    });
  }

  private services(): HostServices {
    const connection = (): Connection | null => this.connection;
    return {
      startState: 'Inactive',
      functionsReady: () => this.bridge.pageReady(),
      functionResults: (results) => this.bridge.takeResults(results),
      setPaneVisible: (visible) => this.setPaneVisible(visible),
      paneVisible: () => this.paneShown,
      actionsReady: () => {
        this.actionsAreReady = true;
        for (const resolve of this.actionWaiters) resolve();
        this.actionWaiters.clear();
      },
      setButton: (id, enabled) => {
        for (const listener of this.buttonListeners) listener(id, enabled);
      },
      setTab: () => undefined,
      shown: (cell) => this.shown(cell),
      registerEvent: (type, target) => connection()?.registerRich(type, target),
      unregisterEvent: (type, target) => connection()?.unregisterRich(type, target),
    };
  }
}

function parseMessage(json: unknown): PageMessage | null {
  if (typeof json !== 'string' || !json.startsWith('{')) return null;
  try {
    const message = JSON.parse(json) as PageMessage;
    return message._messageType === 0 ? message : null;
  } catch {
    return null;
  }
}

function isFunctionBatch(request: BatchRequest): boolean {
  const paths = Object.values(request.ObjectPaths);
  const isService = (path: { ObjectPathType: number; Name: string }): boolean =>
    path.ObjectPathType === 2 && path.Name === FUNCTION_SERVICE;
  // The library adds the workbook to every batch.
  return paths.some(isService) && paths.every((path) => isService(path) || path.ObjectPathType === 1);
}

/** What the library sends after an `Excel.run`: it must not use up a fault meant for the add-in's own batches. */
function isCleanup(request: BatchRequest): boolean {
  return request.Actions.every(({ ActionType, Name }) => ActionType === 1 || Name === '_RemoveReference');
}

function envelope(response: BatchResponse) {
  return {
    Version: 1,
    Error: TRANSPORT_ERROR.none as number,
    Data: [200, ['Content-Type', 'application/json'], JSON.stringify(response)] as const,
  };
}

function withLimit(promise: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
