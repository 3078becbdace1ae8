import { sellableTextsEn, sellableTextsZh, type SellableTextId } from '../../messages/sellable-texts';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those about what the shop may sell. */
export type SellableTexts = PageTexts<SellableTextId>;

export const useSellableTexts = pageTexts<SellableTextId>({ en: sellableTextsEn, zh: sellableTextsZh });
