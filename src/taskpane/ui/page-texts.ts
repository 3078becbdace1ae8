import { useMemo } from 'react';
import { createTranslator, textsOf, type MessageId, type MessageValues } from '../../messages';
import type { Language } from '../../tables';
import { useTexts, type Texts } from './hooks';

/** The pane's texts and those of a page that is loaded later. */
export interface PageTexts<Id extends string> extends Omit<Texts, 't'> {
  t(id: MessageId | Id, values?: MessageValues): string;
}

type Catalogues<Id extends string> = Readonly<Record<Language, Readonly<Record<Id, string>>>>;

/** Texts by language of a page that has a catalogue of its own beside the pane's. */
export const textsIn =
  <Id extends string>(own: Catalogues<Id>) =>
  (language: Language): PageTexts<Id>['t'] => {
    const t = textsOf(own[language], language);
    const { t: common } = createTranslator(language);
    return (id, values) => (id in own.en ? t(id as Id, values) : common(id as MessageId, values));
  };

/** The same as a hook, in the pane's language. */
export function pageTexts<Id extends string>(own: Catalogues<Id>): () => PageTexts<Id> {
  const texts = textsIn(own);
  return () => {
    const { language, f } = useTexts();
    return useMemo(() => ({ language, f, t: texts(language) }), [language, f]);
  };
}
