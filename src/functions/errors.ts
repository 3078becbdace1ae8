/**
 * Every error a function can answer, with its Excel code and its words. Excel shows the words for #VALUE! and #N/A only.
 * `{p}` is the parameter's name, English and Chinese each in its own text.
 */
const CATALOGUE = {
  blank: ['invalidValue', '{p} is blank: enter a value', '{p}为空：请填写'],
  not_a_number: [
    'invalidValue',
    '{p} must be a number, not text or TRUE/FALSE',
    '{p}必须是数字，不能是文本或 TRUE/FALSE',
  ],
  not_text: ['invalidValue', '{p} must be text', '{p}必须是文本'],
  not_a_flag: ['invalidValue', '{p} must be TRUE or FALSE', '{p}必须是 TRUE 或 FALSE'],
  not_a_choice: ['invalidValue', '{p} must be one of {choices}', '{p}必须是 {choices} 之一'],
  below: ['invalidNumber', '{p} must be at least {min}', '{p}不能小于 {min}'],
  not_above: ['invalidNumber', '{p} must be more than {min}', '{p}必须大于 {min}'],
  between: [
    'invalidNumber',
    '{p} must lie between {min} and {max}: write 95% or 0.95',
    '{p}必须在 {min} 和 {max} 之间：请写 95% 或 0.95',
  ],
  not_whole: ['invalidNumber', '{p} must be a whole number', '{p}必须是整数'],
  block: ['invalidValue', '{p} takes one value or one column, not a block', '{p}只能是一个值或一列，不能是多行多列'],
  row_among_columns: [
    'invalidValue',
    '{p} is a row, but not every range is a row of that length: use columns',
    '{p}是一行，但并非所有区域都是同样长的一行：请改用列',
  ],
  heights: [
    'invalidValue',
    '{p} has {rows} rows where another argument has {expected}: make them equal',
    '{p}有 {rows} 行，而另一参数有 {expected} 行：请保持一致',
  ],
  no_data: ['notAvailable', '{p} holds no known number', '{p}中没有已知数值'],
  too_few: ['notAvailable', '{p} needs at least {least} values', '{p}至少需要 {least} 个数值'],
  no_sales: ['divisionByZero', 'no sales: the stock never runs out', '没有销量：库存不会用完'],
  no_cogs: ['divisionByZero', 'nothing was sold: {p} is 0', '没有销售：{p}为 0'],
  not_finite: ['invalidNumber', 'the answer is too large to show', '结果超出可表示的范围'],
} as const satisfies Record<string, readonly [keyof typeof CustomFunctions.ErrorCode, string, string]>;

export type ErrorId = keyof typeof CATALOGUE;

/** Name of a parameter in both languages. */
export interface ParameterName {
  en: string;
  zh: string;
}

export type ErrorValues = Record<string, string | number>;

const fill = (text: string, name: string, values: ErrorValues): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => (key === 'p' ? name : String(values[key] ?? '')));

/** The error for a cell, worded `English · 中文`. */
export function excelError(id: ErrorId, parameter?: ParameterName, values: ErrorValues = {}): CustomFunctions.Error {
  const [code, en, zh] = CATALOGUE[id];
  const message = `${fill(en, parameter?.en ?? '', values)} · ${fill(zh, parameter?.zh ?? '', values)}`;
  return new CustomFunctions.Error(CustomFunctions.ErrorCode[code], message);
}
