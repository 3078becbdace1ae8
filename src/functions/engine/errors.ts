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
  not_a_date: [
    'invalidValue',
    '{p} must be a date: a date cell or text like 2026-11-23',
    '{p}必须是日期：日期单元格或 2026-11-23 这样的文本',
  ],
  date_range: ['invalidNumber', '{p} is outside 1900-01-01 to 9999-12-31', '{p}不在 1900-01-01 至 9999-12-31 之间'],
  not_a_choice: ['invalidValue', '{p} must be one of {choices}', '{p}必须是 {choices} 之一'],
  below: ['invalidNumber', '{p} must be at least {min}', '{p}不能小于 {min}'],
  over: ['invalidNumber', '{p} must be at most {max}', '{p}不能大于 {max}'],
  not_above: ['invalidNumber', '{p} must be more than {min}', '{p}必须大于 {min}'],
  not_below: ['invalidNumber', '{p} must be less than {max}', '{p}必须小于 {max}'],
  between: [
    'invalidNumber',
    '{p} must lie between {min} and {max}: write 95% or 0.95',
    '{p}必须在 {min} 和 {max} 之间：请写 95% 或 0.95',
  ],
  within: ['invalidNumber', '{p} must lie from {min} to {max}', '{p}必须在 {min} 到 {max} 之间（含两端）'],
  not_whole: ['invalidNumber', '{p} must be a whole number', '{p}必须是整数'],
  block: ['invalidValue', '{p} takes one value or one column, not a block', '{p}只能是一个值或一列，不能是多行多列'],
  one_value: ['invalidValue', '{p} takes one value, not a range', '{p}只能是一个值，不能是区域'],
  one_line: ['invalidValue', '{p} takes one row or one column, not a block', '{p}只能是一行或一列，不能是多行多列'],
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
  sizes: [
    'invalidValue',
    '{p} has {found} values where {expected} are needed: make the ranges equal',
    '{p}有 {found} 个值，需要 {expected} 个：请让区域大小一致',
  ],
  no_data: ['notAvailable', '{p} holds no known number', '{p}中没有已知数值'],
  too_few: ['notAvailable', '{p} needs at least {least} values', '{p}至少需要 {least} 个数值'],
  no_sales: ['divisionByZero', 'no sales: the stock never runs out', '没有销量：库存不会用完'],
  no_cogs: ['divisionByZero', 'nothing was sold: {p} is 0', '没有销售：{p}为 0'],
  is_zero: ['divisionByZero', '{p} is 0: nothing can be divided by it', '{p}为 0：不能作除数'],
  not_finite: ['invalidNumber', 'the answer is too large to show', '结果超出可表示的范围'],
  unknown_period: [
    'notAvailable',
    '{p} is blank in period {period} and the answer depends on it: enter a forecast, 0 for no demand',
    '{p}第 {period} 期为空，而结果取决于它：请填写预测，没有需求填 0',
  ],
  blank_in_lot: [
    'invalidValue',
    '{p} is blank for lot {lot}: fill it in, or clear the whole lot',
    '第 {lot} 个批次的{p}为空：请填写，或清空整个批次',
  ],
  after_as_of: [
    'invalidNumber',
    '{p} of lot {lot} lies after as_of: correct one of the dates',
    '第 {lot} 个批次的{p}晚于截至日：请更正其中一个日期',
  ],
  not_rising: ['invalidValue', '{p} must rise from left to right, as 30, 60, 90', '{p}必须逐个递增，如 30、60、90'],
  needed_with: [
    'invalidValue',
    '{other} needs {p} too: enter both or neither',
    '{otherZh}要与{p}一起填：两个都填或都不填',
  ],
  live_not_connected: [
    'notAvailable',
    "not connected: open Twinstock and connect this workbook's data",
    '未连接：打开双仓协同，连接本工作簿的数据',
  ],
  live_refused: ['notAvailable', '{en}', '{zh}'],
  live_waiting: ['notAvailable', 'waiting for the data service', '正在等待数据服务'],
  live_away: [
    'notAvailable',
    'data service away since {since}; the cell updates when it is back',
    '数据服务自 {since} 起无应答；恢复后单元格自动更新',
  ],
  live_away_known: [
    'notAvailable',
    'data service away since {since}; last known {value} at {at}',
    '数据服务自 {since} 起无应答；最后已知 {value}（{at}）',
  ],
  live_too_many: [
    'notAvailable',
    'the workbook follows more than {max} live figures: use fewer, or the Stock sheet',
    '本工作簿的实时数值超过 {max} 个：请减少，或使用库存工作表',
  ],
  long_code: ['invalidValue', '{p} is longer than {max} characters: enter a code', '{p}超过 {max} 个字符：请填写代码'],
  unknown_sku: ['notAvailable', 'there is no SKU {sku} in this data', '数据中没有货号 {sku}'],
  unknown_warehouse: ['notAvailable', 'there is no warehouse {warehouse} in this data', '数据中没有仓库 {warehouse}'],
  no_figure: [
    'notAvailable',
    'no figure is known: {measure} of {sku}, {place}',
    '没有已知数值：{sku}{placeZh}的{measureZh}',
  ],
  stale_figure: [
    'notAvailable',
    'the figure is {days} days old: {value} at {at}; import newer data',
    '数值已有 {days} 天：{value}（{at}）；请导入新数据',
  ],
  stale_figure_of: [
    'notAvailable',
    'the figures of {warehouse} are {days} days old: {value} in all, at {at}; import newer data',
    '仓库 {warehouse} 的数值已有 {days} 天：合计 {value}（{at}）；请导入新数据',
  ],
  cuts_order: ['invalidValue', '{p} must not be less than {other}', '{p}不能小于{otherZh}'],
  too_few_seasons: [
    'notAvailable',
    '{p} must hold {least} whole seasons, with a known value for every position of the season',
    '{p}至少要有 {least} 个完整季节，季节内每个位置都要有已知值',
  ],
  position_unknown: [
    'notAvailable',
    '{p} has no known value at position {position} of the season',
    '{p}在季节的第 {position} 个位置没有已知值',
  ],
  not_positive: [
    'invalidNumber',
    '{p} must be above 0 throughout for hw-mul: use hw-add',
    'hw-mul 要求{p}各期都大于 0：请改用 hw-add',
  ],
  promo_blank: [
    'notAvailable',
    '{p} is blank in period {period}: write 0 where no promotion runs',
    '{p}第 {period} 期为空：没有大促请填 0',
  ],
  training_needed: ['notAvailable', '{p} is needed for {metric}: {what}', '计算 {metric} 需要{p}：{whatZh}'],
  no_promotion: ['notAvailable', '{p} has no promotion in a period with known sales', '{p}中没有销量已知的大促期'],
  no_baseline: [
    'notAvailable',
    '{p} leaves no period without promotion to compare with',
    '{p}中没有可作比较的非大促期',
  ],
  baseline_zero: [
    'divisionByZero',
    '{p} is 0 outside promotions: there is no baseline to compare with',
    '{p}在非大促期为 0：没有可比的基线',
  ],
  no_scale: [
    'divisionByZero',
    '{p} gives nothing to divide by: {metric} is not defined',
    '{p}无法作除数：{metric} 没有定义',
  ],
  no_demand: ['notAvailable', '{p} holds no demand: no period is above 0', '{p}中没有需求：没有一期大于 0'],
  stage_blank: [
    'notAvailable',
    '{p} is blank for stage {stage}: enter it, or clear the whole stage',
    '第 {stage} 个环节的{p}为空：请填写，或清空整个环节',
  ],
  p90_below_p50: [
    'invalidNumber',
    '{p} of stage {stage} is below its P50: swap or correct them',
    '第 {stage} 个环节的{p}小于其 P50：请对调或更正',
  ],
  interval_not_whole: [
    'invalidNumber',
    'lead_time + review_period must be whole periods, at least 1: round up or use shorter periods',
    '补货周期加下单间隔必须是整期数，至少 1 期：请向上取整，或改用更短的期',
  ],
  cost_over_price: [
    'invalidNumber',
    'cost must be less than price: no unit earns anything',
    '成本必须小于售价：卖一件不赚钱',
  ],
  salvage_over_cost: [
    'invalidNumber',
    'salvage must be less than cost: a unit left over costs nothing',
    '残值必须小于成本：剩货没有损失',
  ],
  block_size: [
    'invalidValue',
    '{p} is {found} where {expected} is needed (rows × columns): make the ranges fit',
    '{p}是 {found}，需要 {expected}（行 × 列）：请让区域大小一致',
  ],
  demand_unmet: [
    'invalidNumber',
    'demand cannot be met, short of {short}: add supply or lanes, or enter shortage_penalty',
    '需求无法全部满足，缺口{shortZh}：请增加供应或线路，或填写缺货惩罚',
  ],
} as const satisfies Record<string, readonly [keyof typeof CustomFunctions.ErrorCode, string, string]>;

export type ErrorId = keyof typeof CATALOGUE;

/** Name of a parameter in both languages. */
export interface ParameterName {
  en: string;
  zh: string;
}

export type ErrorValues = Readonly<Record<string, string | number>>;

/** A problem with a call or with one of its rows; becomes the error of the cell it concerns. */
export class Fault {
  constructor(
    readonly id: ErrorId,
    /** identifier of the parameter the words name */
    readonly about: string | null = null,
    readonly values: ErrorValues = {},
    /** wrong for the whole call, not for a row alone */
    readonly wholeCall = false,
  ) {}
}

/** An error value that stood in an argument: it comes out as it went in. */
export class PassedError {
  constructor(readonly error: CustomFunctions.Error) {}
}

export type Problem = Fault | PassedError;

export const isProblem = (value: unknown): value is Problem => value instanceof Fault || value instanceof PassedError;

/** The error a row answers: an entry of the catalogue, the parameter it is about, figures for its words. */
export const fault = (id: ErrorId, about: string | null = null, values: ErrorValues = {}): Fault =>
  new Fault(id, about, values);

/** A fault thrown where the whole call cannot be answered. */
export class CallProblem extends Error {
  constructor(readonly problem: Problem) {
    super('call');
  }
}

const fill = (text: string, name: string, values: ErrorValues): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => (key === 'p' ? name : String(values[key] ?? '')));

/** Code and words of a fault, for places that show them without Excel. */
export function describeFault(
  { id, values }: Fault,
  name: ParameterName | undefined,
): { code: keyof typeof CustomFunctions.ErrorCode; en: string; zh: string } {
  const [code, en, zh] = CATALOGUE[id];
  return { code, en: fill(en, name?.en ?? '', values), zh: fill(zh, name?.zh ?? '', values) };
}

/** The error for a cell, worded `English · 中文`. */
export function excelError(problem: Problem, nameOf: (about: string) => ParameterName): CustomFunctions.Error {
  if (problem instanceof PassedError) return problem.error;
  const { code, en, zh } = describeFault(problem, problem.about === null ? undefined : nameOf(problem.about));
  return new CustomFunctions.Error(CustomFunctions.ErrorCode[code], `${en} · ${zh}`);
}
