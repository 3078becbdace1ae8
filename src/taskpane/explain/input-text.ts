import { isError, placeAddress, type FormulaValue, type ReferencePlace } from '../../workbook/formula';
import type { FunctionTexts as Texts } from '../functions/texts';
import { dateText, percentText, shortNumber } from './number-text';
import type { CellExplanation, ExplainedInput } from './types';

/** A list shows its ends; the whole of it is in the sheet. */
const SHOWN_AT_START = 4;
const SHOWN_AT_END = 2;

export function valueText(value: FormulaValue, { t }: Pick<Texts, 't'>, as: ExplainedInput['as'] = 'number'): string {
  if (value === null || value === '') return t('explain.blank');
  if (isError(value)) return value.error;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (as === 'date') return dateText(value);
  // outside of it a share is a slip, and 9500% would hide that 95 was typed
  return as === 'share' && value >= 0 && value <= 1 ? percentText(value) : shortNumber(value);
}

/** What a cell shows, unless it is too narrow to show it. */
const shownIn = ({ shown }: ReferencePlace): string | null => (shown && !/^#+$/.test(shown) ? shown : null);

/** What the function got for this input. */
export function inputText(input: ExplainedInput, texts: Pick<Texts, 't'>): string {
  const { value, as, parameter, places } = input;
  const { t } = texts;
  switch (value.kind) {
    case 'one': {
      const [place] = places;
      const own = input.isReference && place && typeof value.value === 'number' ? shownIn(place) : null;
      return own ?? valueText(value.value, texts, as);
    }
    case 'list': {
      const { values } = value;
      const short = values.length <= SHOWN_AT_START + SHOWN_AT_END;
      const ends = short ? values : [...values.slice(0, SHOWN_AT_START), '…', ...values.slice(-SHOWN_AT_END)];
      const some = ends.map((one) => (one === null ? '–' : valueText(one, texts, as))).join(', ');
      return t('explain.list', { n: values.length, some });
    }
    case 'block':
      return t('explain.block', { rows: value.rows, columns: value.columns });
    case 'standard':
      return parameter.standard ?? t('explain.leftOut');
    case 'none':
      return '–';
  }
}

/** Why an input has no value here; null when it has one. */
export function missingText({ value }: ExplainedInput, { t }: Pick<Texts, 't'>): string | null {
  if (value.kind !== 'none') return null;
  const { what } = value;
  if (value.why === 'excel') return t('explain.excel', { what });
  return value.why === 'lost' ? t('explain.lost', { what }) : t('explain.tooLarge', { what });
}

export const addressOf = ({ sheetName, area }: ReferencePlace): string => placeAddress(sheetName, area);

/** What people call the place: heading of the column and what the row is about. */
export const placeWords = ({ heading, rowLabel }: ReferencePlace): string | null =>
  [heading, rowLabel].filter(Boolean).join(' · ') || null;

/** Where the input comes from, as one line of text. */
export function whereText(input: ExplainedInput, { t }: Pick<Texts, 't'>): string {
  const { text, places, isReference, value, parameter } = input;
  if (text === null || (value.kind === 'standard' && places.length === 0))
    return parameter.standard === null ? '' : t('explain.standard');
  if (places.length === 0) return t('explain.constant');
  const cells = places.map((place) => [addressOf(place), placeWords(place)].filter(Boolean).join(' · ')).join('; ');
  return isReference ? cells : `${text} (${cells})`;
}

export const parameterName = ({ name, zh }: { name: string; zh: string }, language: Texts['language']): string =>
  language === 'zh' ? zh : name;

/** The cell as it is shown where that is readable, otherwise its value. */
export function cellText({ reading }: CellExplanation, texts: Pick<Texts, 't'>): string {
  const { shown, value } = reading;
  return shown && !/^#+$/.test(shown) ? shown : valueText(value, texts);
}

/** The whole explanation for a mail or a note. */
export function explanationText(explanation: CellExplanation, texts: Texts): string {
  const { t, language } = texts;
  const { reading, inputs, info, filled, steps, words, error } = explanation;
  const lines = [`${reading.address}  ${reading.formula}`, `${t('explain.result')}: ${cellText(explanation, texts)}`];
  if (explanation.agreement === 'stale' || explanation.agreement === 'around')
    lines.push(differenceText(explanation, texts));
  if (error) lines.push(`${error.code}: ${error.text[language]}`);
  if (info) lines.push('', `${t('explain.formula')}: ${info.formula[language]}`);
  if (filled) lines.push(filled[language]);
  lines.push('', `${t('explain.inputs')}:`);
  for (const input of inputs) {
    const where = missingText(input, texts) ?? whereText(input, texts);
    lines.push(
      `- ${parameterName(input.parameter, language)}: ${inputText(input, texts)}${where === '' ? '' : `  [${where}]`}`,
    );
  }
  if (steps.length > 0) {
    lines.push('', `${t('explain.steps')}:`);
    for (const { name, expression, value } of steps) lines.push(`- ${name[language]}: ${stepText(expression, value)}`);
  }
  if (words) lines.push('', words[language]);
  if (info) lines.push('', `${t('functions.source')}: ${info.source[language]}`);
  return lines.join('\n');
}

/**
 * A step's arithmetic with its result; a result that is the arithmetic is said once, and a comparison or a formula that
 * already says what it comes to stands alone.
 */
export function stepText(expression: string, value: number | string): string {
  const result = typeof value === 'number' ? shortNumber(value) : value;
  const said = expression.trim();
  if (said === '' || said === '=' || said === result) return result;
  if (/[=≈]$/.test(said)) return `${said} ${result}`;
  if (typeof value === 'number' && said === `${shortNumber(value * 100)}%`) return said;
  return /[=≈<>≤≥]/.test(said) ? said : `${said} = ${result}`;
}

/** The weeks of the Sales sheet run from the newest to the oldest; a series is read the other way. */
export const runsNewestFirst = ({ isReference, places }: ExplainedInput): boolean =>
  isReference && places.some(({ heading, area }) => heading === 'W-1' && area.columns > 1);

/** Errors of functions are no sentences of their own. */
export const sentence = (text: string, language: Texts['language']): string =>
  /[.。!?]$/.test(text) ? text : `${text}${language === 'zh' ? '。' : '.'}`;

/** How cell and function stand to each other, in a sentence. */
export function differenceText(explanation: CellExplanation, texts: Pick<Texts, 't'>): string {
  const { reading, answer, agreement, call } = explanation;
  const { t } = texts;
  const around = reading.calls[call]?.around ?? '';
  const values = { cell: cellText(explanation, texts), answer: valueText(answer, texts), around };
  if (agreement === 'around') {
    const asShown = valueText(reading.value, texts);
    return asShown === values.answer ? t('explain.aroundSame', values) : t('explain.around', values);
  }
  return t('explain.stale', values);
}
