import type { BookSheet } from '../types';
import type { NoteSink } from './notes';
import { element, elements, plainText } from './xml';

/** Drop-downs and input prompts as the sheet part holds them (hucre drops prompts that have no rule). */
export function readValidations(xml: string, sheet: string, note: NoteSink): BookSheet['validations'] {
  const found: BookSheet['validations'] = [];
  for (const { attributes, inner } of elements(element(xml, 'dataValidations')?.inner ?? '', 'dataValidation')) {
    const formula = plainText(element(inner, 'formula1')?.inner ?? '');
    const isList = attributes['type'] === 'list' && /^".*"$/s.test(formula);
    const title = plainText(attributes['promptTitle'] ?? '');
    const message = plainText(attributes['prompt'] ?? '');
    const ranges = (attributes['sqref'] ?? '').split(' ').filter(Boolean);
    const byFormula = attributes['type'] === 'list' && !isList && formula !== '';
    if (attributes['type'] && attributes['type'] !== 'none' && !isList && !byFormula) {
      note({
        sheet,
        address: ranges.join(' '),
        en: 'A validation rule that is not a list is not kept.',
        zh: '不是列表的数据验证规则未保留。',
      });
    }
    for (const range of ranges) {
      const one: BookSheet['validations'][number] = { range };
      if (isList) one.list = formula.slice(1, -1).replaceAll('""', '"').split(',');
      if (byFormula) one.listFormula = formula;
      if (title || message) one.prompt = { title, message };
      if (one.list || byFormula || one.prompt) found.push(one);
    }
  }
  return found;
}
