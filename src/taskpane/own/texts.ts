import { ownTextsEn, ownTextsZh, type OwnTextId } from '../../messages/own-texts';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those about tables of the user’s own. */
export type OwnTexts = PageTexts<OwnTextId>;

export const useOwnTexts = pageTexts<OwnTextId>({ en: ownTextsEn, zh: ownTextsZh });
