import type { Formats } from '../../messages';
import { whyTextsEn, whyTextsZh, type WhyTextId } from '../../messages/why-texts';
import { sheetTable, TRAFFIC_WORDS, wordOf, type Language, type SheetTableId } from '../../tables';
import type { Cell, Figure, TraceInput } from '../../planning/inspect';
import { pageTexts, type PageTexts } from '../ui/page-texts';

/** The pane's texts and those of the page "Why". */
export type WhyTexts = PageTexts<WhyTextId>;

export const useWhyTexts = pageTexts<WhyTextId>({ en: whyTextsEn, zh: whyTextsZh });

const TABLES: readonly SheetTableId[] = ['TW_Plan', 'TW_SKU', 'TW_Tiers'];

/** What a figure, an input or a step is called: as the sheets head it. */
export function labelOf(id: string, { t, language }: WhyTexts): string {
  const term = `term.${id}`;
  if (term in whyTextsEn) return t(term as WhyTextId);
  for (const table of TABLES) {
    const column = sheetTable(table).columns.find((one) => one.id === id);
    if (column) return column.heading[language];
  }
  return id;
}

/** Definition of a figure, as its column gives it. */
export const definitionOf = (id: string, language: Language): string | null =>
  sheetTable('TW_Plan').columns.find((one) => one.id === id)?.definition?.[language] ?? null;

const PERCENT: readonly string[] = ['service_target', 'service_level', 'service_proof', 'textbook_proof', 'share'];
const MONEY: readonly string[] = ['value', 'at_stake'];

/** A value as people read it: words for codes, few decimals, money with its currency. */
export function cellText(id: string, value: Cell | undefined, texts: WhyTexts, currency: string): string {
  const { t, f, language } = texts;
  if (value === null || value === undefined || value === '') return t('input.unknown');
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    for (const table of TABLES) {
      const column = sheetTable(table).columns.find((one) => one.id === id);
      if (column) return wordOf(column, value, language);
    }
    return TRAFFIC_WORDS[value]?.[language] ?? value;
  }
  if (PERCENT.includes(id)) return f.percent(value);
  if (MONEY.includes(id)) return f.money(value, currency);
  return numberText(value, f);
}

/** Two decimals under ten, one under a thousand. */
export const numberText = (value: number, f: Formats): string =>
  f.number(value, Math.abs(value) < 10 ? 3 : Math.abs(value) < 1000 ? 1 : 0);

/** A template with names, or with numbers, in the place of its `{ids}`. */
export function filled(template: string, figure: Figure, texts: WhyTexts, as: 'words' | 'numbers'): string {
  const valueOf = (id: string): Cell | undefined => {
    const input = figure.inputs.find((one) => one.id === id);
    if (input) return input.value;
    const step = figure.steps.find((one) => one.id === id);
    return step ? step.value : id === figure.id ? figure.cell : undefined;
  };
  return template.replace(/\{(\w+)\}/g, (_, id: string) => {
    if (as === 'words' || id === 'forecast') return labelOf(id, texts);
    const value = valueOf(id);
    // an unknown spread of the lead time counts as none, a missing MOQ or pack as one
    if (value === null && id === 'lead_sd') return '0';
    if (value === null && id === 'moq') return '0';
    if (value === null && id === 'pack_qty') return '1';
    return typeof value === 'number'
      ? numberText(value, texts.f)
      : value === undefined
        ? labelOf(id, texts)
        : String(value ?? '–');
  });
}

/** Which row of the policy table a value is from, in words. */
export function policyText({ policy }: TraceInput, { t }: WhyTexts): string | null {
  if (!policy) return null;
  const line = t('policy.line', {
    key: policy.key,
    scope: policy.scope_id ?? 'brand',
    from: policy.effective_from ?? 'none',
    kind: t(policy.isDefault ? 'policy.default' : 'policy.own'),
  });
  return policy.source ? `${line} (${policy.source})` : line;
}

/** What is said about a figure. */
export function wordText({ id, values }: Figure['words'][number], texts: WhyTexts): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === 'reason'
        ? cellText('reason', value, texts, '')
        : typeof value === 'number'
          ? name === 'share'
            ? texts.f.percent(value, 0)
            : numberText(value, texts.f)
          : value,
    ]),
  );
  return texts.t(`word.${id}` as WhyTextId, said);
}

/** A figure and its derivation as lines of text, for copying. */
export function figureLines(figure: Figure, texts: WhyTexts, currency: string): string[] {
  const { t } = texts;
  const lines = [`${labelOf(figure.id, texts)}: ${cellText(figure.id, figure.cell, texts, currency)}`];
  for (const step of figure.steps) {
    const value = step.value === null ? t('input.unknown') : numberText(step.value, texts.f);
    lines.push(
      `  ${labelOf(step.id, texts)} = ${filled(step.template, figure, texts, 'words')} = ${filled(step.template, figure, texts, 'numbers')} = ${value}`,
    );
  }
  for (const input of figure.inputs) {
    const policy = policyText(input, texts);
    lines.push(`  ${inputName(input, texts)}: ${inputValue(input, texts, currency)}${policy ? ` · ${policy}` : ''}`);
  }
  for (const words of figure.words) lines.push(`  ${wordText(words, texts)}`);
  return lines;
}

export const inputName = ({ id, policy }: TraceInput, texts: WhyTexts): string =>
  policy ? policy.key : labelOf(id, texts);

export function inputValue(input: TraceInput, texts: WhyTexts, currency: string): string {
  if (input.policy && input.policy.value === null) return texts.t('input.off');
  const value = cellText(input.id, input.value, texts, currency);
  return input.now === undefined
    ? value
    : `${value} (${texts.t('input.now', { value: cellText(input.id, input.now, texts, currency) })})`;
}
