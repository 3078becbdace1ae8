import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../tables';
import { en, type MessageId } from './en';
import { zh } from './zh';

export type MessageValues = Record<string, string | number>;

export interface Translator {
  readonly language: Language;
  t(id: MessageId, values?: MessageValues): string;
}

const CATALOGUES: Record<Language, Record<MessageId, string>> = { en, zh };
export const LOCALES: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' };

const translators = new Map<Language, Translator>();

/** Texts of one language; compiled messages are kept, so calling it again is free. */
export function createTranslator(language: Language): Translator {
  const known = translators.get(language);
  if (known) return known;
  const compiled = new Map<MessageId, IntlMessageFormat>();
  const translator: Translator = {
    language,
    t(id, values) {
      const source = CATALOGUES[language][id];
      if (!source.includes('{')) return source;
      let message = compiled.get(id);
      if (!message) {
        message = new IntlMessageFormat(source, LOCALES[language], undefined, { ignoreTag: true });
        compiled.set(id, message);
      }
      return String(message.format(values));
    },
  };
  translators.set(language, translator);
  return translator;
}
