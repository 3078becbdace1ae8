import { textsOf } from '../../messages';
import { ownTextsEn, ownTextsZh, type OwnTextId } from '../../messages/own-texts';
import { meaningInfo } from '../../workbook/own/meanings';
import type { Language } from '../../tables';
import type { OwnMeaning } from '../../workbook/own/types';
import type { SessionContext } from './context';
import type { MappingFault } from './own-mapping';
import { SessionError } from './problems';
import type { PlanOlder } from './types';

export const ownTextsOf = (language: Language) => textsOf(language === 'zh' ? ownTextsZh : ownTextsEn, language);

type ErrorId = Extract<OwnTextId, `own.error.${string}`> extends `own.error.${infer Id}` ? Id : never;

/** Something about the user's own tables that they can mend: `why` for programs, `text` for people. */
export function ownError(
  { state }: SessionContext,
  why: ErrorId,
  values: Record<string, string | number> = {},
): SessionError {
  const text = ownTextsOf(state.language)(`own.error.${why}`, values);
  return new SessionError('own_mapping', { ...values, why, text });
}

export const meaningLabel = (meaning: OwnMeaning, language: Language): string =>
  meaningInfo(meaning)?.label[language] ?? meaning;

/** In Chinese lists are divided by 、. */
export const listed = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ');

export function faultError(context: SessionContext, fault: MappingFault, name: string): SessionError {
  const { language } = context.state;
  const meaning = 'meaning' in fault ? meaningLabel(fault.meaning, language) : '';
  const columns = 'columns' in fault ? listed(fault.columns, language) : '';
  return ownError(context, fault.why, { meaning, columns, name });
}

export function olderError({ state }: SessionContext, older: PlanOlder): SessionError {
  const t = ownTextsOf(state.language);
  const names = listed(older.own, state.language);
  const text = older.own.length ? t('own.olderOwn', { names }) : t('own.olderData');
  return new SessionError('plan_older', { names, text });
}
