import type { Language } from '../../tables';
import { meaningInfo } from '../../workbook/own/meanings';
import type { OwnMeaning } from '../../workbook/own/types';

/** A meaning in the pane's words. */
export const labelOf = (meaning: OwnMeaning, language: Language): string =>
  meaningInfo(meaning)?.label[language] ?? meaning;

export const columnLetters = (index: number): string => {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
};
