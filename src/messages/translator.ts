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

/** Texts of a catalogue in one language; compiled messages are kept. */
export function textsOf<Id extends string>(
  catalogue: Readonly<Record<Id, string>>,
  language: Language,
): (id: Id, values?: MessageValues) => string {
  const compiled = new Map<Id, IntlMessageFormat>();
  return (id, values) => {
    const source = catalogue[id];
    if (!source.includes('{')) return source;
    let message = compiled.get(id);
    if (!message) {
      message = new IntlMessageFormat(source, LOCALES[language], undefined, { ignoreTag: true });
      compiled.set(id, message);
    }
    return String(message.format(values));
  };
}

const translators = new Map<Language, Translator>();

/** Texts of one language; calling it again is free. */
export function createTranslator(language: Language): Translator {
  const known = translators.get(language);
  if (known) return known;
  const translator: Translator = { language, t: textsOf(CATALOGUES[language], language) };
  translators.set(language, translator);
  return translator;
}
