import { decideTextsEn, decideTextsZh, type DecideTextId } from '../../messages/decide-texts';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those about deciding and sending. */
export type DecideTexts = PageTexts<DecideTextId>;

export const useDecideTexts = pageTexts<DecideTextId>({ en: decideTextsEn, zh: decideTextsZh });
