import { backtestTextsEn, backtestTextsZh, type BacktestTextId } from '../../messages/backtest-texts';
import { pageTexts } from '../ui/page-texts';

export const useProofTexts = pageTexts<BacktestTextId>({ en: backtestTextsEn, zh: backtestTextsZh });
