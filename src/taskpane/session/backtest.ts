import { sheetTable, type CellValue, type Language } from '../../tables';
import { backtestText, settingText } from '../../messages/backtest-words';
import type { BacktestOptions, BacktestPoint, BacktestResult } from '../../planning/backtest/types';
import type { CutStamp, TableRows } from '../../workbook/types';
import type { SessionContext } from './context';
import { planInput } from './plan-input';
import { planSources } from './plan-sources';
import { SessionError, throwIfCancelled } from './problems';
import type { BacktestOutcome, JobOptions } from './types';

/** A year, and as many items as take about a minute. */
export const BACKTEST_DEFAULTS: BacktestOptions = { weeks: 52, items: 400 };

/**
 * Replays the weeks of the history that stands in the sheets. Writes nothing.
 *
 * @throws SessionError nothing_pulled; history_short with the weeks there are
 */
export function backtest(
  context: SessionContext,
  options: JobOptions & Partial<BacktestOptions> = {},
): Promise<BacktestOutcome> {
  const { weeks = BACKTEST_DEFAULTS.weeks, items = BACKTEST_DEFAULTS.items } = options;
  return context.jobs.run('backtest', options, async (job) => {
    const { tables, stamp } = await planSources(context, job);
    const input = planInput(tables, stamp, context.state.workbook?.binding?.currency ?? '', context.state.planner);
    job.report({ step: 'replaying', done: 0, total: 0 });
    const run = context.ports.runBacktest;
    if (!run) throw new SessionError('unexpected');
    const result = await run(
      input,
      { weeks, items },
      { signal: job.signal, onProgress: ({ done, total }) => job.report({ step: 'replaying', done, total }) },
    ).catch((error: unknown) => {
      throw historyShort(error) ?? error;
    });
    throwIfCancelled(job.signal);
    const outcome: BacktestOutcome = { ...result, stamp };
    context.store.update({ backtest: outcome });
    return outcome;
  });
}

/** The error of a worker has only its name and words left. */
function historyShort(error: unknown): SessionError | null {
  if (!(error instanceof Error) || error.name !== 'HistoryTooShort') return null;
  const [least = '', weeks = ''] = error.message.match(/\d+/g) ?? [];
  return new SessionError('history_short', { least, weeks });
}

const FIGURES: Readonly<Record<string, keyof BacktestPoint>> = {
  service: 'inStock',
  stockout_days: 'stockoutDays',
  lost_units: 'lostUnits',
  lost_sales: 'lostSales',
  capital: 'capital',
  written_off: 'writtenOff',
  orders: 'orders',
  bullwhip: 'bullwhip',
};

/** The replay as rows of the Backtest sheet. */
export function backtestTable({ points }: BacktestResult, language: Language): TableRows {
  const columns = sheetTable('TW_Backtest').columns.map(({ id }) => id);
  const rows = points.map((point) =>
    columns.map((id): CellValue => {
      if (id === 'rule') return backtestText(language, `rule.${point.rule}`);
      if (id === 'setting') return settingText(point, language);
      const figure = FIGURES[id];
      return figure === undefined ? null : (point[figure] as number | null);
    }),
  );
  return { table: 'TW_Backtest', columns, rows };
}

/** Writes the last replay as a sheet and shows it. */
export async function backtestSheet(context: SessionContext): Promise<string> {
  const { backtest: outcome } = context.state;
  if (!outcome) throw new SessionError('no_plan');
  const stamp: CutStamp = { ...outcome.stamp, planVersion: null };
  const name = await context.ports.workbook.writeRecordSheet(backtestTable(outcome, context.sheetLanguage), stamp);
  await context.ports.workbook.activateSheet('TW_Backtest');
  await context.lookAtWorkbook();
  return name;
}
