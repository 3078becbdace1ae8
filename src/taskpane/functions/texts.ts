import { functionTextsEn, functionTextsZh, type FunctionTextId } from '../../messages/function-texts';
import { pageTexts, textsIn, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those of the functions pages. */
export type FunctionTexts = PageTexts<FunctionTextId>;

const own = { en: functionTextsEn, zh: functionTextsZh };
export const functionTexts = textsIn<FunctionTextId>(own);
export const useFunctionTexts = pageTexts<FunctionTextId>(own);
