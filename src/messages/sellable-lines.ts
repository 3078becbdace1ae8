import type { SellableRow } from '../planning';
import type { CellValue, Language } from '../tables';
import { renderExplanation } from './plan-texts';

/** A line of the Sellable sheet by column id; codes, not words. */
export type SellableLine = Record<string, CellValue>;

/** Rows of a plan as lines; the sentences that say why in one language, the page texts in both. */
export const sellableLines = (rows: readonly SellableRow[], language: Language): SellableLine[] =>
  rows.map(({ page, why, ...row }) => ({
    ...row,
    page_zh: page?.zh ?? null,
    page_en: page?.en ?? null,
    why: renderExplanation(why, language),
  }));
