import { codeOf, sheetTable, wordOf, type CellValue, type SheetTableId } from '../../tables';
import { createTranslator } from '../../messages';
import type { CutStamp } from '../../workbook/types';
import {
  aimLive,
  askService,
  chooseBrand,
  chooseSelection,
  currentBrand,
  importFiles,
  isLocal,
  restoreSelection,
} from './connecting';
import { loadFunctions } from '../functions/load';
import { SessionContext } from './context';
import { quietly } from './courtesies';
import { watchForecasts } from './forecast-watch';
import { SessionError, toSessionError } from './problems';
import {
  loadBacktest,
  loadBudget,
  loadChanges,
  loadCheck,
  loadDecide,
  loadForecasts,
  loadInputCheck,
  loadInspect,
  loadItemEdit,
  loadOwn,
  loadPlanning,
  loadProposals,
  loadScenarios,
  loadSellable,
  loadTierBoard,
  loadTierLock,
} from './planning-chunk';
import { pull } from './pulling';
import { toRecords } from './records';
import { lookUnasked, mendFormulas, recalculateFormulas, scanFormulas, tickFormulas } from './repair';
import { restoreLastPlan, undo } from './undoing';
import type { JobOptions, Session, SessionPorts } from './types';

/** Builds the session over its ports; nothing happens before `start` or a first action. */
export function createSession(ports: SessionPorts): Session {
  const context = new SessionContext(ports);
  const { workbook } = ports;
  const { store } = context;
  if (ports.live) aimLive(context, ports.live);
  watchForecasts(context);

  const session: Session = {
    functionsNamespace: ports.functionsNamespace,
    getState: () => context.state,
    subscribe: (listener) => store.subscribe(listener),

    async start() {
      try {
        await context.lookAtWorkbook();
        const binding = context.state.workbook?.binding;
        if (binding?.dataService) {
          store.update({ connection: { ...context.state.connection, address: binding.dataService } });
        }
        await restoreSelection(context);
        await restoreLastPlan(context);
        await context.readSheets('plan');
        await workbook.onSelection((info) => context.showSelection(info));
      } catch (error) {
        store.update({ problem: toSessionError(error, null).problem });
      }
      store.update({ ready: true });
      void lookUnasked(context);
      // mapped ranges are looked for without holding anything up
      if (context.state.workbook?.binding) {
        void loadOwn().then((own) => quietly(own.lookOwn(context)));
        void loadInputCheck().then((check) => quietly(check.recallCheck(context)));
      }
      // a brand that lives in this workbook alone asks nobody
      if (isLocal(context)) return;
      try {
        await askService(context);
        if (context.state.workbook?.binding) await currentBrand(context);
      } catch {
        // the pane shows the connection's state; working without the service is a normal way to work
      }
    },

    setLanguage(language) {
      context.settings.setLanguage(language);
      store.update({ language });
    },

    connect: (options) => context.guarded(() => askService(context, options)),
    reconnect: () =>
      context.guarded(async () => {
        await askService(context);
        if (context.state.workbook?.binding && !isLocal(context)) await currentBrand(context);
        store.update({ problem: null });
      }),
    chooseBrand: (brandId) => context.guarded(() => chooseBrand(context, brandId)),
    chooseSelection: (selection) => context.guarded(() => chooseSelection(context, selection)),
    importFiles: (brandId, files, options) => importFiles(context, brandId, files, options),

    async pull(options) {
      const report = await pull(context, options);
      void loadInputCheck().then((check) => check.checkQuietly(context));
      return report;
    },
    plan: async (options) => (await loadPlanning()).plan(context, options),
    review: async (options) => (await loadPlanning()).review(context, options),
    write: async (options) => (await loadPlanning()).write(context, options),
    undo: (writeId, options) => undo(context, writeId, options),

    async refreshAndPlan(options) {
      await pull(context, options);
      const { notice } = context.state;
      const { plan, review } = await loadPlanning();
      await plan(context, options);
      const built = await review(context, options);
      // the chain's first result stays in sight
      store.update({ notice });
      return built;
    },

    changesSheet: () =>
      context.guarded(async () => {
        const { review: shown } = context.state;
        if (!shown || !context.basis) throw new SessionError('no_plan');
        const language = context.sheetLanguage;
        const { t } = createTranslator(language);
        const { changesTable } = await loadChanges();
        const table = changesTable(
          shown,
          (group) => t(`group.${group}`),
          (value, column, id) => valueText(value, column, id, language),
          language,
        );
        const name = await workbook.writeRecordSheet(table, context.basis.stamp);
        await workbook.activateSheet('TW_Changes');
        await context.lookAtWorkbook();
        return name;
      }),

    readTicks: () =>
      context.guarded(async () => {
        const { review: shown } = context.state;
        if (!shown) throw new SessionError('no_plan');
        const sheet = (await workbook.readTables(['TW_Changes'])).get('TW_Changes');
        if (!sheet) throw new SessionError('no_table', { table: 'TW_Changes' });
        const { on, off } = (await loadChanges()).readTickColumn(sheet, shown, context.sheetLanguage);
        session.tick(on, true);
        session.tick(off, false);
        store.update({ notice: { kind: 'ticks_read', values: { on: on.length, off: off.length }, undoId: null } });
        return off.length;
      }),

    checkSheet: (options) =>
      context.jobs.run('check', options, async (job) => {
        job.report({ step: 'reading' });
        await context.lookAtWorkbook();
        if (!context.hasTable('TW_Plan')) throw new SessionError('no_plan');
        const ids: SheetTableId[] = ['TW_Plan', 'TW_Stock', 'TW_Sales', 'TW_SKU'];
        const tables = await workbook.readTables(
          ids.filter((id) => context.hasTable(id)),
          { signal: job.signal },
        );
        const stamp: CutStamp | null = tables.get('TW_Plan')?.stamp ?? null;
        if (!stamp) throw new SessionError('no_plan');
        const columns = sheetTable('TW_Plan').columns;
        const { checkSheet } = await loadCheck();
        const { table, formulas } = checkSheet(
          tables,
          ports.functionsNamespace,
          (measure) => columns.find(({ id }) => id === measure)?.heading[context.sheetLanguage] ?? measure,
        );
        job.report({ step: 'writing' });
        const name = await workbook.writeRecordSheet(table, stamp, formulas);
        await workbook.activateSheet('TW_Check');
        await context.lookAtWorkbook();
        return name;
      }),

    tick(itemIds, ticked) {
      const { review: shown } = context.state;
      if (!shown) return;
      const ids = new Set(itemIds);
      const items = shown.items.map((item) => (ids.has(item.id) ? { ...item, ticked } : item));
      store.update({ review: { ...shown, items } });
    },

    cancel: () => context.jobs.cancel(),
    dismiss(what) {
      const { repair } = context.state;
      if (what === 'repair') store.update({ repair: repair && { ...repair, offered: false } });
      else store.update(what === 'problem' ? { problem: null } : { notice: null });
    },

    async loadHistory() {
      const history = await workbook.listWrites();
      store.update({ history });
      return history;
    },

    pin(on) {
      store.update({ pinned: on });
      if (!on) context.followSelection();
    },
    showItem: (key) => context.showItem(key),
    planRow: (key) => context.planRow(key),

    decide: (key, decision, quantity) =>
      context.guarded(async () => (await loadDecide()).decide(context, key, decision, quantity)),
    loadDecisions: () => context.guarded(async () => (await loadDecide()).readBoard(context)),
    decideLines: async (ids, decision, quantity) => (await loadDecide()).decideLines(context, ids, decision, quantity),
    sendProposals: async (options) => (await loadProposals()).sendProposals(context, options),
    withdrawProposal: async (number) => (await loadProposals()).withdrawProposal(context, number),
    setSendLimit(amount) {
      context.settings.setSendLimit(amount);
      store.update({ sendLimit: amount });
    },
    loadScenarios: async () => (await loadScenarios()).loadScenarios(context),
    keepScenarios: (scenarios) =>
      context.guarded(async () => (await loadScenarios()).keepScenarios(context, scenarios)),
    runScenarios: async (options) => (await loadScenarios()).runScenarios(context, options),
    scenariosSheet: () => context.guarded(async () => (await loadScenarios()).scenariosSheet(context)),
    backtest: async (options) => (await loadBacktest()).backtest(context, options),
    backtestSheet: () => context.guarded(async () => (await loadBacktest()).backtestSheet(context)),
    setBudget: (amount) => context.guarded(async () => (await loadBudget()).setBudget(context, amount)),
    override: (key, request) => context.guarded(async () => (await loadItemEdit()).override(context, key, request)),
    withdrawOverride: (key, weeks) =>
      context.guarded(async () => (await loadItemEdit()).withdrawOverride(context, key, weeks)),
    useRawFigure: (key, correction, on) =>
      context.guarded(async () => (await loadItemEdit()).useRawFigure(context, key, correction, on)),
    setItemRule: (key, rule, value) =>
      context.guarded(async () => (await loadItemEdit()).setItemRule(context, key, rule, value)),
    itemTier: async (sku) => (await loadTierLock()).itemTier(context, sku),
    lockTier: (key, request) => context.guarded(async () => (await loadTierLock()).lockTier(context, key, request)),
    unlockTier: (key) => context.guarded(async () => (await loadTierLock()).unlockTier(context, key)),
    tierBoard: async () => (await loadTierBoard()).tierBoard(context),
    setPlanner(name) {
      const planner = name.trim();
      context.settings.setPlanner(planner);
      store.update({ planner });
    },
    forecastVersions: async () => (await loadForecasts()).forecastVersions(context),
    forecastDrift: async (versions) => (await loadForecasts()).forecastDrift(context, versions),
    forecastAccuracy: async (by, filter) => (await loadForecasts()).forecastAccuracy(context, by, filter),
    forecastHistory: async (item) => (await loadForecasts()).forecastHistory(context, item),
    goTo: (table, key, column) => context.guarded(() => workbook.selectRow(table, [...key], column)),
    showSheet: (table) =>
      context.guarded(async () => {
        await workbook.activateSheet(table);
      }),

    async sheetRecords(table) {
      return toRecords((await workbook.readTables([table])).get(table));
    },

    sellable: () => context.guarded(async () => (await loadSellable()).sellableList(context)),

    explain: () => context.guarded(async () => (await loadFunctions()).explain(context)),
    explainPart: (call) => context.guarded(async () => (await loadFunctions()).explainPart(context, call)),
    explainSelection(on) {
      // what cannot be read while moving about (a chart, a sheet just deleted) is passed over
      const look = async (): Promise<unknown> => (await loadFunctions()).explain(context);
      context.onCell = on ? () => void look().catch(() => undefined) : null;
    },
    goToArea: (sheetId, area) => context.guarded(() => workbook.selectArea(sheetId, area)),
    insertExample: (id) => context.guarded(async () => (await loadFunctions()).insertExample(context, id)),

    lookAtOwn: (address, options) => context.guarded(() => workbook.lookAtOwn(address, options)),
    guessOwn: (look, id) => context.guarded(async () => (await loadOwn()).guessOwn(context, look, id)),
    ownAddress: (id) => context.guarded(async () => (await loadOwn()).ownAddress(context, id)),
    checkOwn: (mapping) => context.guarded(async () => (await loadOwn()).checkOwn(context, mapping)),
    keepOwn: (mapping) => context.guarded(async () => (await loadOwn()).keepOwn(context, mapping)),
    listOwn: () => context.guarded(async () => (await loadOwn()).listOwn(context)),
    forgetOwn: (id) => context.guarded(async () => (await loadOwn()).forgetOwn(context, id)),
    bindOwn: (brand) => context.guarded(async () => (await loadOwn()).bindOwn(context, brand)),
    setOwnOptions: (patch) => context.guarded(async () => (await loadOwn()).setOwnOptions(context, patch)),
    goToOwn: (mappingId, sku, warehouse) => context.guarded(() => workbook.selectOwn(mappingId, sku, warehouse)),

    inspectItem: (key) => context.guarded(async () => (await loadInspect()).inspectItem(context, key)),
    checkInput: async (options) => (await loadInputCheck()).checkInput(context, options),
    findRight: (id, on) => context.guarded(async () => (await loadInputCheck()).findRight(context, id, on)),
    inputCheckSheet: () => context.guarded(async () => (await loadInputCheck()).inputCheckSheet(context)),
    goToPlace: (place) => context.guarded(async () => (await loadInputCheck()).goToPlace(context, place)),

    scanFormulas: (options) => scanFormulas(context, options),
    mendFormulas: (options) => mendFormulas(context, options),
    recalculateFormulas: (options) => recalculateFormulas(context, options),
    tickFormulas: (ids, ticked) => tickFormulas(context, ids, ticked),

    async runAll(options) {
      const { brandId, address, key, language, warehouses, signal, onProgress } = options;
      const job: JobOptions = { signal, onProgress };
      if (language) session.setLanguage(language);
      await session.connect({ address, key, signal });
      await session.chooseBrand(brandId);
      if (warehouses) await session.chooseSelection({ warehouses });
      const pulled = await session.pull(job);
      const planned = await session.plan(job);
      const reviewed = await session.review(job);
      if (!reviewed.items.length) {
        const nothing = {
          writeId: '',
          cells: 0,
          rowsAdded: 0,
          skipped: [],
          mismatches: [],
          seconds: 0,
          sheetNames: [],
        };
        return { pull: pulled, plan: planned, review: reviewed, write: nothing };
      }
      const written = await session.write({ ...job, items: 'all', writeHidden: true });
      return { pull: pulled, plan: planned, review: reviewed, write: written };
    },
  };
  return session;
}

/** A value of a change as the sheet shows it: words for codes, figures as they are. */
export function valueText(value: CellValue, column: string, table: SheetTableId, language: 'en' | 'zh'): string {
  if (value === null || value === '') return '';
  const declared = sheetTable(table).columns.find(({ id }) => id === column);
  if (typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  return declared ? wordOf(declared, codeOf(declared, String(value)), language) : String(value);
}
