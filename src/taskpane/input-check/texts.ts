import { checkTextsEn, checkTextsZh, type CheckTextId } from '../../messages/check-texts';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those of the input check. */
export type InputCheckTexts = PageTexts<CheckTextId>;

export const useInputCheckTexts = pageTexts<CheckTextId>({ en: checkTextsEn, zh: checkTextsZh });
