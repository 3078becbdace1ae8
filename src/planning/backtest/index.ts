export { backtestPart, finishBacktest, HistoryTooShort, runBacktest, type BacktestPart } from './backtest';
export type * from './types';
