import { useMemo } from 'react';
import { createTranslator, type MessageId, type MessageValues } from '../../messages';
import { checkTexts, checkTextsEn, type CheckTextId } from '../../messages/check-texts';
import { useTexts, type Texts } from '../ui/hooks';

/** The pane's texts and those of the input check. */
export interface InputCheckTexts extends Omit<Texts, 't'> {
  t(id: MessageId | CheckTextId, values?: MessageValues): string;
}

export function useInputCheckTexts(): InputCheckTexts {
  const { language, f } = useTexts();
  return useMemo(() => {
    const own = checkTexts(language);
    const { t } = createTranslator(language);
    return {
      language,
      f,
      t: (id, values) => (id in checkTextsEn ? own(id as CheckTextId, values) : t(id as MessageId, values)),
    };
  }, [language, f]);
}
