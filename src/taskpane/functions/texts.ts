import { useMemo } from 'react';
import { createTranslator, textsOf, type MessageId, type MessageValues } from '../../messages';
import { functionTextsEn, functionTextsZh, type FunctionTextId } from '../../messages/function-texts';
import type { Language } from '../../tables';
import { useTexts, type Texts } from '../ui/hooks';

/** The pane's texts and those of the functions pages. */
export interface FunctionTexts extends Omit<Texts, 't'> {
  t(id: MessageId | FunctionTextId, values?: MessageValues): string;
}

export function functionTexts(language: Language): FunctionTexts['t'] {
  const own = textsOf(language === 'zh' ? functionTextsZh : functionTextsEn, language);
  const { t } = createTranslator(language);
  return (id, values) => (id in functionTextsEn ? own(id as FunctionTextId, values) : t(id as MessageId, values));
}

export function useFunctionTexts(): FunctionTexts {
  const { language, f } = useTexts();
  return useMemo(() => ({ language, f, t: functionTexts(language) }), [language, f]);
}
