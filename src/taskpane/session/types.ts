import type {
  AccuracyGroup,
  BrandInfo,
  BrandSummary,
  CellValue,
  ForecastAccuracyReport,
  ForecastDrift,
  ForecastHistory,
  ForecastVersionInfo,
  ForecastVersionList,
  ImportReport,
  Language,
  Problem,
  PullTableId,
  SheetTableId,
} from '../../tables';
import type { OverrideState, PlanInput, PlanProgress, PlanResult, Sentence } from '../../planning/types';
import type {
  Binding,
  BrokenFormula,
  CellChange,
  CutStamp,
  FormulaScan,
  FunctionNames,
  InsertReport,
  MendReport,
  ReadTable,
  RecalculateReport,
  RefreshOptions,
  RefreshReport,
  RowFilter,
  ScanOptions,
  SelectionInfo,
  TableRows,
  UndoReport,
  WorkbookProblemCode,
  WorkbookState,
  WorkOptions,
  WriteRecord,
  WritePreview,
  WriteReport,
} from '../../workbook/types';
import type { CellExplanation, ExplainView } from '../explain/types';
import type { Area, FormulaReading } from '../../workbook/formula';
import type { ReadFormulaOptions } from '../../workbook/formula/inputs';
import type {
  OwnGuess,
  OwnLook,
  OwnMapping,
  OwnMeaning,
  OwnPort,
  OwnPreview,
  OwnProblem,
} from '../../workbook/own/types';
import type { BacktestOptions, BacktestResult } from '../../planning/backtest/types';
import type { DecisionBoard, NamedScenario, ScenarioBoard, Sending, SendOptions } from './decide-types';
import type { CheckPlace } from '../../planning/health/types';
import type { RowBefore } from '../../workbook/row-before';
import type { InputCheckState } from './input-check-types';
import type { ItemTrace } from './inspect-types';
import type { LiveStock } from './live-stock';
import type { ItemTier, TierBoard, TierLockRequest } from './tier-types';
import type { SellableList } from './sellable';

/**
 * The application behind the pane, without a screen. The pane, the ribbon buttons and programs without a screen all drive
 * this one object; whoever only wants the main job calls `runAll`.
 */
export interface Session {
  /** prefix of the custom functions in this build: TWIN or TWINDEV */
  readonly functionsNamespace: string;
  getState(): SessionState;
  subscribe(listener: () => void): () => void;

  /** Looks at the workbook and, when it is bound to a brand, asks the data service for that brand. Never throws. */
  start(): Promise<void>;
  setLanguage(language: Language): void;

  /** Lists the brands of a data service. Throws `SessionError`; typed values are kept by the caller. */
  connect(options?: ConnectOptions): Promise<BrandInfo[]>;
  /** Binds the workbook to the brand, or throws `other_brand` when it belongs to another one. */
  chooseBrand(brandId: string): Promise<BrandSummary>;
  /** Asks the data service again after it did not answer. */
  reconnect(): Promise<void>;
  chooseSelection(selection: Partial<PullSelection>): Promise<void>;
  /** Sends CSV files to the data service; refused rows are in the report. */
  importFiles(brandId: string, files: readonly ImportFile[], options?: JobOptions): Promise<ImportReport>;

  /** Downloads every table of one data cut, then writes them: until the last page has come, no sheet is touched. */
  pull(options?: PullOptions): Promise<RefreshReport>;
  /** Plans from what stands in the sheets now. Writes nothing. */
  plan(options?: JobOptions): Promise<PlanOutcome>;
  /** Compares the last plan with the sheets. Writes nothing. */
  review(options?: JobOptions): Promise<Review>;
  /** Writes the ticked items of the review (or the items named). */
  write(options?: WriteOptions): Promise<WriteReport>;
  undo(writeId: string, options?: JobOptions): Promise<UndoReport>;
  /** pull, plan and review in one go, ending at the review. */
  refreshAndPlan(options?: JobOptions): Promise<Review>;
  /** Writes the sheet of changes (review, third depth) and shows it. */
  changesSheet(): Promise<string>;
  /** Reads the ticks of that sheet back into the review. */
  readTicks(): Promise<number>;
  /** Writes the sheet that derives the plan's figures again by formulas, and shows it. */
  checkSheet(options?: JobOptions): Promise<string>;

  tick(itemIds: readonly string[], ticked: boolean): void;
  cancel(): void;
  dismiss(what: 'problem' | 'notice' | 'repair'): void;
  loadHistory(): Promise<WriteRecord[]>;

  pin(on: boolean): void;
  showItem(key: ItemKey): void;
  /** Puts the user's word on a plan row into the sheet: accept, reject, later, or a quantity of their own. */
  decide(key: ItemKey, decision: Decision, quantity?: number): Promise<void>;
  /** Reads the lines of the Plan sheet with what was decided on them; decisions typed there are signed and dated. */
  loadDecisions(): Promise<DecisionBoard>;
  /** The same word on many lines (by id), as one write that can be undone; null takes their decisions back. */
  decideLines(ids: readonly string[], decision: Decision | null, quantity?: number): Promise<void>;
  /** Sends the accepted lines to the data service as purchase proposals; `state.sending` says what came of it. */
  sendProposals(options: SendOptions & JobOptions): Promise<Sending>;
  /** Takes a proposal back that nobody has acknowledged. */
  withdrawProposal(number: number): Promise<void>;
  /** From this sum on (plan's currency) a sending asks for a typed word; null: never. Kept on this computer. */
  setSendLimit(amount: number | null): void;
  loadScenarios(): Promise<NamedScenario[]>;
  keepScenarios(scenarios: readonly NamedScenario[]): Promise<void>;
  /** Plans the scenarios beside the last plan. Writes nothing. */
  runScenarios(options?: JobOptions): Promise<ScenarioBoard>;
  /** Writes the comparison as a sheet and shows it. */
  scenariosSheet(): Promise<string>;
  /** Replays the past weeks of the history in the sheets by the plan and by simple rules. Writes nothing. */
  backtest(options?: JobOptions & Partial<BacktestOptions>): Promise<BacktestOutcome>;
  /** Writes the last replay as a sheet and shows it. */
  backtestSheet(): Promise<string>;
  /** Sets the money of a plan in the Policy sheet; null: no limit. */
  setBudget(amount: number | null): Promise<void>;
  /** Puts a planner's number into weeks of the forecast, with author, reason and expiry; `undo` takes it back. */
  override(key: ItemKey, request: OverrideRequest): Promise<void>;
  /** The statistical forecast counts again in these weeks; the override stays on record. */
  withdrawOverride(key: ItemKey, weeks: readonly string[]): Promise<void>;
  /** Takes the sales of a corrected day as they are, or the corrected demand again. */
  useRawFigure(key: ItemKey, correction: readonly string[], on: boolean): Promise<void>;
  /** Sets a rule for the SKU alone in the Policy sheet; null: the general rule holds again. */
  setItemRule(key: ItemKey, rule: ItemRule, value: number | null): Promise<void>;
  /** Where an SKU stands by the Tiers sheet, and its lock. Throws when the sheets cannot be read. */
  itemTier(sku: string): Promise<ItemTier>;
  /** Locks the tier of an SKU in the SKU sheet, with author and reason; `undo` takes it back. */
  lockTier(key: ItemKey, request: TierLockRequest): Promise<void>;
  unlockTier(key: ItemKey): Promise<void>;
  /** The tiers in short, for their page; null: neither a plan nor a Tiers sheet is there. */
  tierBoard(): Promise<TierBoard | null>;
  /** Name that overrides are signed with; kept on this computer. */
  setPlanner(name: string): void;
  /** The item's row of the Plan sheet as last read; null when the plan has none. */
  planRow(key: ItemKey): PlanRecord | null;

  /** Stored versions of the forecast, newest first. These four ask the data service and throw when it cannot be asked. */
  forecastVersions(): Promise<ForecastVersionList>;
  /** How far a version (default: the newest) differs from another (default: the one before it); null before there are two. */
  forecastDrift(versions?: { version?: number; against?: number }): Promise<ForecastDrift | null>;
  /** How near the stored versions came to what was sold since, with tracking signals by the limit in the Policy sheet. */
  forecastAccuracy(by: AccuracyGroup, filter?: { sku?: string; warehouse?: string }): Promise<ForecastAccuracyReport>;
  /** What each version said of one item, beside what came. */
  forecastHistory(item: { sku: string; warehouse: string }): Promise<ForecastHistory>;

  goTo(table: SheetTableId, key: readonly string[], column?: string): Promise<boolean>;
  showSheet(table: SheetTableId): Promise<void>;
  /** Rows of a sheet of ours by column id, as they stand; none when it is not there. */
  sheetRecords(table: SheetTableId): Promise<PlanRecord[]>;
  /** What the shop may sell, by the plan made here, else as the sheet has it; null: neither is there. */
  sellable(): Promise<SellableList | null>;

  /** Explains the active cell; null when no function of ours is in its formula. */
  explain(): Promise<CellExplanation | null>;
  /** Explains another call of the same formula, by its position in the reading. */
  explainPart(call: number): Promise<void>;
  /** From now on every cell the user selects is explained, until switched off. */
  explainSelection(on: boolean): void;
  /** Goes to cells an explanation names; false when their sheet is gone. */
  goToArea(sheetId: string, area: Area): Promise<boolean>;
  /** Enters a function's example into the active cell, when that is blank; answers its address. */
  insertExample(functionId: string): Promise<string>;

  /** Looks through all sheets for formulas of ours that do not work. Writes nothing. */
  scanFormulas(options?: JobOptions): Promise<RepairState>;
  /** Mends the ticked formulas (or those named); `undo` takes it back. */
  mendFormulas(options?: MendOptions): Promise<MendReport>;
  /** Has Excel calculate every cell with a function of ours again; answers how many. */
  recalculateFormulas(options?: JobOptions): Promise<number>;
  tickFormulas(ids: readonly string[], ticked: boolean): void;

  /** Every figure of a plan row with what it was made of, from the sheets; null when the plan has no such row. */
  inspectItem(key: ItemKey): Promise<ItemTrace | null>;
  /** Looks over what a plan would read, most money at risk first; `state.inputCheck` keeps it. Writes no cell. */
  checkInput(options?: JobOptions): Promise<InputCheckState>;
  /** What a finding asks about is right; remembered in the workbook, with name and date, until the value changes. */
  findRight(id: string, on: boolean): Promise<void>;
  /** Writes the findings as a sheet and shows it; answers its name. */
  inputCheckSheet(): Promise<string>;
  /** Goes to the cell a finding is about, in our sheets or in a range of the user's own; false when it is gone. */
  goToPlace(place: CheckPlace): Promise<boolean>;
  /** What stands around the active cell (or `Sheet!A1`): a table or range of the user's own. Writes nothing. */
  lookAtOwn(address?: string, options?: { headingRows?: number }): Promise<OwnLook>;
  /**
   * What its columns probably hold, as a mapping to agree to; `id`: the kept mapping it takes the place of. Writes nothing;
   * `keepOwn` makes it count.
   */
  guessOwn(look: OwnLook, id?: string): Promise<OwnProposal>;
  /** Where a kept mapping stands now, for `lookAtOwn`; null when it cannot be found. */
  ownAddress(id: string): Promise<string | null>;
  /** How its rows fit to the plan, or to the SKUs known: step 3 of the wizard. Writes nothing. */
  checkOwn(mapping: OwnMapping): Promise<OwnCheck>;
  /** Keeps a mapping in the workbook; from now on `plan`, `review` and `write` work with it. Throws `own_mapping`. */
  keepOwn(mapping: OwnMapping): Promise<void>;
  /** The mappings kept, with what is wrong with each now. */
  listOwn(): Promise<OwnKept[]>;
  forgetOwn(id: string): Promise<void>;
  /** Makes the workbook a brand's own without any data service; a workbook already bound keeps its brand. */
  bindOwn(brand: OwnBrand): Promise<void>;
  setOwnOptions(patch: Partial<OwnOptions>): Promise<void>;
  /** Goes to a row of a mapped range; false when it is not there. */
  goToOwn(mappingId: string, sku: string, warehouse: string | null): Promise<boolean>;

  /** The whole main job: connect, choose the brand, pull, plan, write everything that changed. */
  runAll(options: RunAllOptions): Promise<RunAllResult>;
}

/** What the built pane offers to programs: `globalThis.twinstock`. */
export interface TwinstockGlobal {
  /** resolves when the session has started and the workbook has been looked at */
  ready: Promise<void>;
  session: Session;
}

export interface ConnectOptions {
  /** base address of the data service; default: this page's own origin + /api */
  address?: string;
  /** access key; kept on this computer, never in the workbook */
  key?: string;
  signal?: AbortSignal;
}

export interface JobOptions {
  signal?: AbortSignal;
  onProgress?: (job: Job) => void;
}

export interface PullOptions extends JobOptions {
  /** for tables whose column the user deleted */
  columnDecisions?: RefreshOptions['columnDecisions'];
}

export interface WriteOptions extends JobOptions {
  /** default: the ticked items */
  items?: readonly string[] | 'all';
  /** the user agreed that rows hidden by a filter are written too */
  writeHidden?: boolean;
  /** the user agreed to write although the sheets changed since the plan (else `plan_older` is thrown) */
  writeOlder?: boolean;
}

export interface MendOptions extends JobOptions {
  /** ids of broken formulas; default: the ticked ones */
  items?: readonly string[];
}

export interface RunAllOptions extends JobOptions, ConnectOptions {
  brandId: string;
  language?: Language;
  /** warehouse ids; default: all */
  warehouses?: string[];
}

export interface RunAllResult {
  pull: RefreshReport;
  plan: PlanOutcome;
  review: Review;
  write: WriteReport;
}

export interface ImportFile {
  name: string;
  content: Blob;
}

export interface PullSelection {
  /** null: all warehouses */
  warehouses: string[] | null;
  /** weeks of sales history that come into the Sales sheet */
  historyWeeks: number;
}

export interface Connection {
  state: 'none' | 'connecting' | 'connected' | 'offline' | 'signed_out';
  address: string;
  hasKey: boolean;
}

export type JobKind =
  | 'connect'
  | 'import'
  | 'pull'
  | 'plan'
  | 'review'
  | 'write'
  | 'undo'
  | 'check'
  | 'repair'
  | 'backtest'
  | 'decide'
  | 'send'
  | 'scenarios';
export type JobStep =
  | 'downloading'
  | 'writing'
  | 'checking'
  | 'restoring'
  | 'reading'
  | 'calculating'
  | 'planning'
  | 'replaying'
  | 'comparing'
  | 'connecting'
  | 'sending';

export interface JobTable {
  table: PullTableId;
  done: number;
  /** null until known */
  total: number | null;
  complete: boolean;
}

export interface Job {
  kind: JobKind;
  step: JobStep;
  stepNumber: number;
  steps: number;
  done: number;
  total: number;
  tables: JobTable[];
  startedAt: number;
  cancelling: boolean;
}

export type ProblemCode =
  | WorkbookProblemCode
  | Problem['code']
  | 'offline'
  | 'no_answer'
  | 'bad_address'
  | 'not_the_service'
  | 'no_brand'
  | 'nothing_pulled'
  | 'no_plan'
  | 'nothing_ticked'
  | 'changed_again'
  // a replay takes more weeks of sales than there are
  | 'history_short'
  // the mapped ranges or the pulled data are of another cut than the plan
  | 'plan_older'
  // about ranges of the user's own; `values.why` picks the sentence (own-texts.ts)
  | 'own_mapping'
  | 'busy'
  | 'unexpected';

export interface SessionProblem {
  code: ProblemCode;
  values: Record<string, string | number>;
  during: JobKind | null;
  /** technical text, shown only on request */
  detail: string | null;
  /** what a write that stopped midway left in the sheets; it can be undone */
  partial: { writeId: string; cells: number; wanted: number } | null;
}

export interface Notice {
  kind:
    | 'refreshed'
    | 'written'
    | 'partly_written'
    | 'undone'
    | 'cancelled'
    | 'imported'
    | 'decided'
    | 'overridden'
    | 'withdrawn'
    | 'raw_used'
    | 'corrected_used'
    | 'rule_set'
    | 'rule_ended'
    | 'ticks_read'
    | 'repaired'
    | 'partly_repaired'
    | 'recalculated'
    | 'inserted';
  values: Record<string, string | number>;
  /** what the Undo button takes back */
  undoId: string | null;
}

/** A replay, and the data it was made from. */
export interface BacktestOutcome extends BacktestResult {
  stamp: CutStamp;
}

export interface PlanOutcome extends PlanResult {
  stamp: CutStamp;
  /** the result's notes in words, in the pane's language */
  noteTexts: string[];
  seconds: number;
}

/** What became of the last plan's forecast: each run is stored by the data service as a version. */
export interface ForecastRecord {
  /**
   * none: no plan has run since the pane opened; waiting: not stored because of `problem`, sent again when the service
   * answers; refused: not stored because of `problem`, for good
   */
  state: 'none' | 'storing' | 'stored' | 'waiting' | 'refused';
  /** its number, once stored */
  version: number | null;
  /** items the data service does not know and left out */
  leftOut: number;
  problem: SessionProblem | null;
}

/** The stored forecasts in short, for Home. */
export interface ForecastStanding {
  versions: number;
  newest: ForecastVersionInfo | null;
  /** versions that forecast a week that is over */
  reviewed: number;
  /** Monday of the last week of which the demand is known */
  lastWeek: string;
  /** items whose tracking signal alerts */
  alerts: number;
  /** of all items, out of sample; null: nothing to compare with yet */
  wape: number | null;
  bias: number | null;
}

/** What a report on accuracy is asked for. */
export interface ForecastQuestion {
  by: AccuracyGroup;
  sku?: string;
  warehouse?: string;
}

/** The last plan this workbook has seen, kept with the workbook. */
export interface PlanMark {
  version: number;
  at: string;
  cut: string;
  dataTime: string;
}

export type ReviewGroupId = 'eye' | 'overridden' | 'new' | 'drift';

/** Lists of a review that hold nothing to tick. */
export type OtherGroup = 'blocked' | 'unknown' | 'lacking' | 'duplicates';

/** A change of a cell, in a sheet of ours or (`own`) in a range of the user's. */
export interface ReviewChange extends CellChange {
  own?: { mappingId: string; warehouse: string; address: string; heading: string; wrote?: CellValue };
}

/** Why an item stands in "needs your eye", or what kind of change it is. */
export type ReviewFlag =
  | 'new_stop'
  | 'legal'
  | 'over_budget'
  | 'first_bonded'
  | 'over_limit'
  | 'tier_changed'
  | 'you_changed'
  | 'edited'
  | 'first'
  | 'drift'
  | 'changed';

/** One thing to decide: a plan row (with its forecast), or a tier change of an SKU. */
export interface ReviewItem {
  id: string;
  group: ReviewGroupId;
  flag: ReviewFlag;
  table: SheetTableId;
  key: string[];
  name: string | null;
  /** the change that stands for the item */
  head: ReviewChange;
  changes: ReviewChange[];
  /** cells the item writes: its changes, and the keys of rows that are new */
  cells: number;
  money: number | null;
  reason: string | null;
  ticked: boolean;
}

export interface Review {
  id: string;
  version: string;
  items: ReviewItem[];
  blocked: WritePreview['blocked'];
  gone: number;
  newTables: SheetTableId[];
  filtered: SheetTableId[];
  cells: number;
  rows: number;
  columns: number;
  currency: string;
  /** value of all buy lines: in the sheet now and as planned */
  money: { before: number | null; after: number | null };
  /** rows that are out of stock by the new plan */
  outOfStock: number;
  /** null: no range of the user's own is written */
  own: ReviewOwn | null;
  /** ranges of the user's that would be written, were they found as they were mapped */
  lost: OwnKept[];
  /** the sheets changed since the plan was made; null: they did not */
  older: PlanOlder | null;
}

/** What a review says about the user's own ranges beside the changes. */
export interface ReviewOwn {
  /** ranges that would be written, by name */
  names: string[];
  /** mapping id → name; `<mapping id>|<meaning>` → heading of the column */
  nameOf: Record<string, string>;
  headings: Record<string, string[]>;
  blocked: OwnPreview['blocked'];
  unknown: OwnPreview['unknown'];
  lacking: OwnPreview['lacking'];
  duplicates: OwnPreview['duplicates'];
  /** sheets of the user's with rows hidden by a filter */
  filtered: string[];
}

/** What changed after the plan: `own` the mapped ranges named, `data` the pulled sheets. */
export interface PlanOlder {
  own: string[];
  data: boolean;
}

/** A range of the user's own that is mapped, and what is wrong with it now. */
export interface OwnKept {
  mapping: OwnMapping;
  problem: OwnProblem | null;
}

/** What a range could be mapped as. */
export interface OwnProposal {
  guesses: OwnGuess[];
  /**
   * every guess taken over, sure or not, but of columns that claim one meaning none has it; written are plan figures
   * whose column is empty, or was written before
   */
  mapping: OwnMapping;
  claimed: OwnClaim[];
  /** the range is mapped already: this is its mapping's id too */
  kept: boolean;
}

/** Columns that claim one meaning. */
export interface OwnClaim {
  meaning: OwnMeaning;
  positions: number[];
}

/** How the rows of a mapped range fit to what is known. */
export interface OwnCheck {
  /** of the addresses below */
  sheetId: string;
  /** what they were compared with: rows of the last plan, the SKUs of other sheets, or nothing yet */
  against: 'plan' | 'skus' | 'nothing';
  /** rows with a key, and those of them that are known */
  rows: number;
  matched: number;
  /** rows that hold something but no SKU, as addresses */
  noKey: string[];
  unknown: { sku: string; warehouse: string | null; address: string }[];
  /** known, and not in the range */
  lacking: { sku: string; warehouse: string | null }[];
  duplicates: { sku: string; warehouse: string | null; rows: number[]; address: string }[];
  /** totals, section titles and repeated headings that are passed over */
  passedOver: number;
  /** cells that cannot be read as they stand, and how figures are read, in the pane's language */
  issues: { text: string; address: string | null; mend: boolean }[];
  /** warehouses of which nothing says whether they are bonded or overseas */
  untyped: string[];
}

export interface OwnBrand {
  name: string;
  /** ISO code */
  currency: string;
  /** of the words written; default: the pane's */
  language?: Language;
}

/** How the workbook's own ranges are used; kept in the workbook. */
export interface OwnOptions {
  /** also keep Twinstock's own sheets of the plan; of no effect while no own range is written */
  planSheet: boolean;
  /** where both have a figure: true: the user's own range counts, false: the pulled sheet */
  first: boolean;
  /** business date the own figures are of; null: the newest date in them, or today */
  dataDate: string | null;
  /** warehouse → `bonded`, `overseas` …, where neither a column nor its name says it */
  warehouseTypes: Record<string, string>;
}

export interface OwnState {
  kept: OwnKept[];
  options: OwnOptions;
  /** the mapped ranges hold what a plan needs: stock and sales */
  canPlan: boolean;
}

/** Broken formulas by what is wrong with them; `cannot`: whatever it is, nothing can be done here. */
export type RepairGroupId = BrokenFormula['kind'] | 'cannot';

export interface RepairItem extends BrokenFormula {
  group: RepairGroupId;
  ticked: boolean;
}

/** Formulas of ours that do not work, as the last look found them. */
export interface RepairState {
  found: RepairItem[];
  /** cells with a function of ours, broken or not */
  ours: number;
  /** false: the workbook has more formulas than were looked at */
  complete: boolean;
  manualCalculation: boolean;
  /** of the repair before this look */
  report: MendReport | null;
  /** found without being asked: the pane says so above its pages */
  offered: boolean;
}

export type ItemKey = { sku: string; warehouse: string | null };
export type Decision = 'accept' | 'change' | 'reject' | 'later';
export type PlanRecord = Record<string, CellValue>;

/** What the Item page shows. */
export interface ItemView {
  sku: string;
  warehouse: string | null;
  /** plan row by column id, as the sheet holds it; null when the plan has no such row */
  row: PlanRecord | null;
  /** plan rows of the same SKU in other warehouses */
  others: PlanRecord[];
  /** name of the SKU, from whichever sheet has it */
  name: string | null;
  /** business date of the data the plan reads; null before any data came */
  asOf: string | null;
  /** history and forecast by week, oldest first; empty until the sheets have been read, or when they have neither */
  weeks: ItemWeek[];
  /** row of the Forecast sheet by column id */
  forecast: PlanRecord | null;
  /** promotions that touch a week shown */
  promotions: ItemPromotion[];
  corrections: ItemCorrection[];
  overrides: ItemOverride[];
  rules: ItemRules;
  /** what the forecast is made of, from the last plan run in this pane; null: none has run since it opened */
  words: Sentence[] | null;
  /** something was decided here that the plan's figures do not hold yet */
  pending: boolean;
}

/** A week of an item; figures in units, null where unknown. */
export interface ItemWeek {
  monday: string;
  /** weeks after the last complete one: 1 is W+1, −1 is W-1 */
  offset: number;
  sold: number | null;
  /** sold, with the corrections that count */
  demand: number | null;
  /** as the sheet holds it, a planner's number included */
  forecast: number | null;
  statistical: number | null;
  low: number | null;
  high: number | null;
  /** water lines at the start of the week */
  minimum: number | null;
  target: number | null;
  maximum: number | null;
  /** a planner's number stands in the place of the statistical one */
  overridden: boolean;
}

export interface ItemPromotion {
  id: string;
  name: string;
  /** business dates, both included */
  from: string;
  to: string;
  /** given in the calendar; null: learnt from history */
  uplift: number | null;
}

export interface ItemCorrection {
  /** key of its row in the Corrections sheet */
  key: string[];
  day: string;
  model: string | null;
  kind: string;
  raw: number | null;
  corrected: number | null;
  change: number | null;
  why: string | null;
  useRaw: boolean;
}

/** `new`: no plan has run since it was made. */
export type ItemOverrideState = OverrideState | 'new' | 'withdrawn';

export interface ItemOverride {
  week: string;
  quantity: number | null;
  statistical: number | null;
  author: string | null;
  reason: string | null;
  madeOn: string | null;
  expires: string | null;
  state: ItemOverrideState;
}

/** Rows of the Policy sheet for this SKU alone that are in force, and what a new override starts from. */
export interface ItemRules {
  serviceLevel: number | null;
  safetyDays: number | null;
  /** days a new override holds, by the policy */
  overrideDays: number;
}

export interface OverrideRequest {
  /** Mondays, each a week of the Forecast sheet */
  weeks: readonly string[];
  /** units a week, or the factor on the statistical forecast: 1.2 is +20% */
  quantity: { units: number } | { factor: number };
  author: string;
  reason: string;
  /** from this business date on the statistical forecast counts again */
  expires: string;
}

/** What a planner can set for one SKU in the Policy sheet. */
export type ItemRule = 'service_level' | 'safety_days';

/** The plan as it stands in the workbook, summed up by money for Home. */
export interface PlanSummary {
  rows: number;
  problems: {
    id: 'out' | 'low' | 'surplus' | 'dead';
    count: number;
    skus: number;
    money: number | null;
    worst: [sku: string, warehouse: string];
  }[];
  buyLines: number;
  buyValue: number | null;
  undecided: number;
  notEnoughData: number;
}

export interface SessionState {
  /** the workbook has been looked at */
  ready: boolean;
  language: Language;
  /** who signs overrides on this computer; '' before anybody said */
  planner: string;
  workbook: WorkbookState | null;
  connection: Connection;
  brands: BrandInfo[];
  /** null offline, or before a brand is chosen */
  brand: BrandSummary | null;
  selection: PullSelection;
  job: Job | null;
  problem: SessionProblem | null;
  notice: Notice | null;
  plan: PlanOutcome | null;
  /** the last plan made in this pane, also after it was written */
  planned: PlanOutcome | null;
  lastPlan: PlanMark | null;
  /** the last replay made in this pane */
  backtest: BacktestOutcome | null;
  forecastRecord: ForecastRecord;
  /** null: the data service has not said yet, or cannot be asked */
  forecastStanding: ForecastStanding | null;
  review: Review | null;
  summary: PlanSummary | null;
  item: ItemView | null;
  pinned: boolean;
  /** the selection stands on no SKU: the item in sight is the last one */
  elsewhere: boolean;
  /** formula of the selected cell when a function of ours is in it */
  cellFormula: { address: string; formula: string } | null;
  /** what the page "Explain this cell" shows; null before it was first asked for */
  explain: ExplainView | null;
  history: WriteRecord[];
  imported: ImportReport | null;
  /** null before anybody looked */
  repair: RepairState | null;
  /** null: not read since the sheets changed */
  decisions: DecisionBoard | null;
  /** how the last sending of accepted lines ended */
  sending: Sending | null;
  /** see `setSendLimit` */
  sendLimit: number | null;
  /** null before they were asked for */
  scenarios: ScenarioBoard | null;
  /** ranges of the user's own; null before they were looked at */
  own: OwnState | null;
  /** null: nobody has looked the input over */
  inputCheck: InputCheckState | null;
}

/** The workbook room as the session uses it. */
export interface WorkbookPort extends OwnPort {
  inspectWorkbook(): Promise<WorkbookState>;
  bindWorkbook(binding: Binding): Promise<void>;
  refreshTables(tables: TableRows[], options: RefreshOptions): Promise<RefreshReport>;
  readTables(ids: SheetTableId[], options?: WorkOptions): Promise<Map<SheetTableId, ReadTable>>;
  readRows(
    filters: Partial<Record<SheetTableId, RowFilter>>,
    options?: WorkOptions,
  ): Promise<Map<SheetTableId, ReadTable>>;
  previewWrite(tables: TableRows[], stamp: CutStamp, options?: WorkOptions): Promise<WritePreview>;
  applyWrite(
    preview: WritePreview,
    accepted: ReadonlySet<string> | 'all',
    options: WorkOptions & { writeHidden?: boolean },
  ): Promise<WriteReport>;
  undoWrite(writeId: string, options?: WorkOptions): Promise<UndoReport>;
  listWrites(): Promise<WriteRecord[]>;
  writeRecordSheet(table: TableRows, stamp: CutStamp, formulas?: Record<string, (string | null)[]>): Promise<string>;
  onSelection(listener: (info: SelectionInfo) => void): Promise<() => Promise<void>>;
  selectRow(table: SheetTableId, key: string[], column?: string): Promise<boolean>;
  activateSheet(table: SheetTableId): Promise<unknown>;
  selectArea(sheetId: string, area: Area): Promise<boolean>;
  readFormula(options?: ReadFormulaOptions): Promise<FormulaReading>;
  insertFormula(formula: string, size: { rows: number; columns: number }): Promise<InsertReport>;
  scanFormulas(names: FunctionNames, options?: ScanOptions): Promise<FormulaScan>;
  mendFormulas(items: readonly BrokenFormula[], names: FunctionNames, options?: WorkOptions): Promise<MendReport>;
  recalculateFormulas(names: FunctionNames, options?: WorkOptions): Promise<RecalculateReport>;
  /** a row as it stood before the plan was last written; a workbook that keeps no images leaves it out */
  rowBefore?(table: SheetTableId, key: readonly string[]): Promise<RowBefore | null>;
  readSetting(key: string): Promise<unknown>;
  writeSetting(key: string, value: unknown): Promise<void>;
}

/** Small texts kept on this computer. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export interface SessionPorts {
  workbook: WorkbookPort;
  runPlan(
    input: PlanInput,
    options?: { signal?: AbortSignal; onProgress?: (progress: PlanProgress) => void },
  ): Promise<PlanResult>;
  /** a session without it cannot replay the past */
  runBacktest?(
    input: PlanInput,
    settings: BacktestOptions,
    options?: { signal?: AbortSignal; onProgress?: (progress: PlanProgress) => void },
  ): Promise<BacktestResult>;
  fetch: typeof fetch;
  /** brings live figures to cells; a session without any leaves it out */
  live?: LiveStock;
  storage: KeyValueStore;
  now(): Date;
  /** for what is done some time later, unasked; a session without it does nothing of that kind */
  wait?(ms: number): Promise<void>;
  /** data service used until the user names another */
  defaultAddress: string;
  /** prefix of the custom functions: TWIN, or TWINDEV in development builds */
  functionsNamespace: string;
  language: Language;
}
