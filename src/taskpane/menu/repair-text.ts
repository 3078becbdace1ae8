import type { BrokenFormula, NoRepair } from '../../workbook/types';
import type { Texts } from '../ui/hooks';

/** What a cell shows, in a line of text. */
export function shownText(value: string | number | boolean, { t, f }: Texts): string {
  if (value === '') return t('repair.blank');
  if (typeof value === 'number') return f.number(value, Math.abs(value) < 100 ? 2 : 0);
  return typeof value === 'boolean' ? String(value).toUpperCase() : value;
}

/** Why nothing is done, and what the user can do. */
export function whyText(why: NoRepair | null, unknown: readonly string[], { t, language }: Texts): string {
  const names = unknown.map((id) => `TWIN.${id}`).join(language === 'zh' ? '、' : ', ');
  if (why === 'unknown_function' && names === '') return t('repair.why.refused');
  return t(`repair.why.${why ?? 'refused'}`, { names });
}

/** What mending does to a formula. */
export function mendText(item: BrokenFormula, texts: Texts): string {
  const { t } = texts;
  if (item.mended === null) return whyText(item.why, item.unknown, texts);
  if (item.mended !== item.formula) return t('repair.becomes', { formula: item.mended });
  return t(item.kind === 'stuck' || item.kind === 'not_calculated' ? 'repair.calculateAgain' : 'repair.enterAgain');
}
