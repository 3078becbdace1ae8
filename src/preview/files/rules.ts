import type { CellStyle, ConditionalRule, DataValidation } from 'hucre';
import type { BookConditionalFormat, BookSheet } from '../types';
import { cellAddress, parseArea } from './addresses';
import type { NoteSink } from './notes';
import { colorText, type Palette } from './styles';
import { escapeCharacters } from './xml';

/** Comparison names: Office.js (ConditionalCellValueOperator) → file. */
const OPERATORS: Record<string, string> = {
  Between: 'between',
  NotBetween: 'notBetween',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
  GreaterThan: 'greaterThan',
  LessThan: 'lessThan',
  GreaterThanOrEqual: 'greaterThanOrEqual',
  LessThanOrEqual: 'lessThanOrEqual',
};
const FROM_FILE = Object.fromEntries(Object.entries(OPERATORS).map(([office, file]) => [file, office]));

const withoutEquals = (formula: string): string => formula.replace(/^=/, '');
const rgb = (color: string): { rgb: string } => ({ rgb: color.replace('#', '').toUpperCase() });

function differential(format: BookConditionalFormat): CellStyle {
  const style: CellStyle = {};
  if (format.fontColor || format.bold)
    style.font = {
      ...(format.bold ? { bold: true } : {}),
      ...(format.fontColor ? { color: rgb(format.fontColor) } : {}),
    };
  // in a differential style the fill's visible colour is the background one
  if (format.fillColor) style.fill = { type: 'pattern', pattern: 'solid', bgColor: rgb(format.fillColor) };
  return style;
}

/** The first format of the book is the strongest. */
export function toFileRule(
  format: BookConditionalFormat,
  priority: number,
  formula: (text: string) => string,
): ConditionalRule {
  const base = { priority, range: format.range, style: differential(format) };
  if (format.kind === 'containsText') {
    const { top, left } = parseArea(format.range.split(/[ ,]/)[0] ?? format.range);
    const text = format.text ?? '';
    return {
      ...base,
      type: 'containsText',
      // hucre's type lists only comparisons; the file format wants the word here as well
      operator: 'containsText' as ConditionalRule['operator'],
      text: escapeCharacters(text),
      formula: `NOT(ISERROR(SEARCH("${text.replaceAll('"', '""')}",${cellAddress(top, left)})))`,
    };
  }
  if (format.kind === 'custom')
    return { ...base, type: 'expression', formula: formula(withoutEquals(format.formula ?? '')) };
  const operator = OPERATORS[format.operator ?? ''] ?? format.operator ?? 'equal';
  return {
    ...base,
    type: 'cellIs',
    operator: operator as ConditionalRule['operator'],
    formula: [format.formula, format.formula2].filter((f) => f !== undefined).map((f) => formula(withoutEquals(f))),
  };
}

export function fromFileRules(
  rules: readonly ConditionalRule[],
  sheet: string,
  palette: Palette,
  formula: (text: string) => string,
  note: NoteSink,
): BookConditionalFormat[] {
  const found: BookConditionalFormat[] = [];
  for (const rule of [...rules].sort((a, b) => a.priority - b.priority)) {
    const formulas = (
      Array.isArray(rule.formula) ? rule.formula : rule.formula === undefined ? [] : [rule.formula]
    ).map(formula);
    const look: Partial<BookConditionalFormat> = {};
    const fontColor = colorText(rule.style?.font?.color, palette);
    const fill = rule.style?.fill;
    const fillColor = fill?.type === 'pattern' ? colorText(fill.bgColor ?? fill.fgColor, palette) : undefined;
    if (fontColor) look.fontColor = fontColor;
    if (fillColor) look.fillColor = fillColor;
    if (rule.style?.font?.bold) look.bold = true;
    for (const range of rule.range.split(' ').filter(Boolean)) {
      if (rule.type === 'containsText' && rule.text !== undefined)
        found.push({ range, kind: 'containsText', text: rule.text, ...look });
      else if (rule.type === 'expression' && formulas[0] !== undefined)
        found.push({ range, kind: 'custom', formula: formulas[0], ...look });
      else if (rule.type === 'cellIs' && formulas[0] !== undefined)
        found.push({
          range,
          kind: 'cellValue',
          operator: FROM_FILE[rule.operator ?? ''] ?? 'EqualTo',
          formula: formulas[0],
          ...(formulas[1] === undefined ? {} : { formula2: formulas[1] }),
          ...look,
        });
      else
        note({
          sheet,
          address: range,
          en: `A conditional format of kind "${rule.type}" is not kept.`,
          zh: `“${rule.type}”类条件格式未保留。`,
        });
    }
  }
  return found;
}

/** Excel's own limits; a longer text makes it repair the file. */
const LONGEST_LIST = 255;
const LONGEST_PROMPT = 255;
const LONGEST_TITLE = 32;

const promptText = (text: string): string => escapeCharacters(text).replace(/\n/g, '_x000a_');
const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

export function toFileValidations(sheet: BookSheet, note: NoteSink): DataValidation[] {
  const found: DataValidation[] = [];
  for (const one of sheet.validations) {
    const rule: DataValidation = { type: 'none' as DataValidation['type'], range: one.range.replaceAll(',', ' ') };
    if (one.list) {
      const joined = one.list.join(',').replaceAll('"', '""');
      if (joined.length > LONGEST_LIST || one.list.some((text) => text.includes(','))) {
        note({
          sheet: sheet.name,
          address: one.range,
          en: 'The drop-down list is not saved: an entry contains a comma, or the list is longer than 255 characters.',
          zh: '下拉列表未保存：有选项含逗号，或列表总长超过 255 个字符。',
        });
      } else Object.assign(rule, { type: 'list', values: [joined], allowBlank: true, showErrorMessage: true });
    }
    if (one.listFormula !== undefined) {
      Object.assign(rule, { type: 'list', formula1: one.listFormula, allowBlank: true, showErrorMessage: true });
    }
    if (one.prompt) {
      rule.showInputMessage = true;
      if (one.prompt.title) rule.inputTitle = promptText(cut(one.prompt.title, LONGEST_TITLE));
      if (one.prompt.message) rule.inputMessage = promptText(cut(one.prompt.message, LONGEST_PROMPT));
    }
    if (rule.type === 'list' || one.prompt) found.push(rule);
  }
  return found;
}
