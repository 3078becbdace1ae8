/** The script of a plan worker: a file of its own, without the pane, Office or a page. */
import { backtestPart } from '../planning/backtest/backtest';
import type { BacktestOptions } from '../planning/backtest/types';
import { planPart } from '../planning/plan-part';
import { answerPlans, type WorkerScope } from './session/plan-answering';

answerPlans(globalThis as unknown as WorkerScope, {
  plan: planPart,
  backtest: (input, share, options, settings) => backtestPart(input, share, settings as BacktestOptions, options),
});
