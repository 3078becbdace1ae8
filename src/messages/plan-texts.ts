import type { PlanNote, Sentence } from '../planning';
import { TIER_WORDS, type Bilingual, type Language } from '../tables';

/**
 * What a plan says, in both languages. `{name|format}` takes a value: units, days, weeks, cover (days up to the
 * horizon), decimals, money (with the value `currency`), date, tier, model, or span for two values (`{p50-p90|span}`).
 */
const en = {
  buy: 'Buy {qty|units}: stock lasts {cover|cover}, arrival takes {p50-p90|span}.',
  buy_pack:
    'Buy {qty|units}: stock lasts {cover|cover}, arrival takes {p50-p90|span}, rounded to cartons of {pack|units}.',
  buy_moq:
    'Buy {qty|units}: stock lasts {cover|cover}, arrival takes {p50-p90|span}, raised to the MOQ of {moq|units}.',
  buy_out: 'Buy {qty|units}: out of stock now, arrival takes {p50-p90|span} days.',
  buy_out_pack:
    'Buy {qty|units}: out of stock now, arrival takes {p50-p90|span} days, rounded to cartons of {pack|units}.',
  buy_out_moq:
    'Buy {qty|units}: out of stock now, arrival takes {p50-p90|span} days, raised to the MOQ of {moq|units}.',
  buy_expiry:
    'Buy {qty|units}, not {wanted|units}: more would not sell before its stop-sale day (shelf life {life|days}).',
  gap_bonded: 'Even if ordered today it is out for about {days|days}; open direct mail meanwhile.',
  gap: 'Even if ordered today it is out for about {days|days}; slow its traffic meanwhile.',
  gap_late_bonded:
    'Without the {qty|units} in transit that were due {date|date} it is out for about {days|days}: chase them; open direct mail meanwhile.',
  gap_late:
    'Without the {qty|units} in transit that were due {date|date} it is out for about {days|days}: chase them; slow its traffic meanwhile.',
  for_promotion: 'Without the promotion ahead it could wait.',
  if_not: 'If not, it runs out on {date|date}.',
  if_not_money: 'If not, it runs out on {date|date} and about {lost|money} of sales are lost.',
  hold: 'Hold: the position of {position|units} is above the reorder level of {reorder|units}.',
  hold_until: 'Hold: stock lasts {cover|cover}. Order by {date|date} at the latest.',
  hold_inbound:
    'Hold: {available|units} available is under the reorder level of {reorder|units}, but {in_transit|units} in transit make up for it.',
  hold_no_demand: 'Hold: no demand is expected; {available|units} available.',
  stop_max:
    'Stop buying: the position of {position|units} is {excess|units} above the maximum of {max|units}. Sell through first.',
  stop_on_order:
    'Stop buying: {in_transit|units} in transit put the position {excess|units} above the maximum of {max|units}.',
  stop_no_sales: 'Stop buying: nothing sold in {weeks|weeks}, {available|units} available. Clear what is left.',
  stop_tier: 'Stop buying into bonded: this SKU is {tier|tier} and goes by {model|model}.',
  stop_locked: 'Stop buying into bonded: you locked this SKU as {tier|tier}, which goes by {model|model}.',
  stop_list: 'Stop buying for {warehouse}: the list remark allows this SKU through bonded only.',
  stop_expiry:
    'Stop buying: even the smallest order, {least|units}, would not sell before its stop-sale day (shelf life {life|days}).',
  out_until_inbound: 'Out of stock until what is in transit arrives: expedite it.',
  empty_before_inbound: 'It runs out on {date|date}, before all that is in transit arrives: expedite it.',
  sell_through: 'Sell through the {available|units} here.',
  late: '{qty|units} in transit were due {date|date}: chase them.',
  undated: '{qty|units} in transit have no ETA: ask for one.',
  expired: 'The first lot expired on {date|date}: take it out of stock.',
  expiry: 'The first lot expires on {date|date} and the stock will not all be sold by then: sell that lot first.',
  stop_sale:
    "The first lot's stop-sale day is {date|date} and the stock will not all be sold by then: sell that lot first.",
  stop_sale_passed: "The first lot's stop-sale day was {date|date}: take it out of sale.",
  not_planned_lane: 'Not planned: no replenishment lane leads to {warehouse}. Add one to the lanes.',
  not_planned_lead_time:
    'Not planned: lane {lane} has no usable lead time. Add its mean and sd in days (mean 0 to 1,000).',
  not_planned_stock: 'Not planned: no stock record. If there is none left, record 0.',
  not_planned_sales: 'Not planned: no sales record in recent weeks. If nothing was sold, record 0.',
  not_planned_duplicate_stock: 'Not planned: two stock records contradict each other. Keep one.',
  not_planned_duplicate_sales: 'Not planned: two sales records contradict each other. Keep one.',
  not_planned_failed: 'Not planned: a figure of this item cannot be used. Check its stock, sales and lead time.',
  tier_locked: 'Locked by hand as {tier|tier}.',
  tier_custom: 'Made to order.',
  tier_luxury: 'Price {price|decimals} is at or over the luxury price {limit|decimals}.',
  tier_new: 'Launched {weeks|weeks} ago; new until {limit|units}.',
  tier_no_value: 'Sales value unknown: no sales record or no price.',
  tier_no_demand: 'No demand to judge by.',
  tier_class_c: 'Class C by sales value, CV {cv|decimals}.',
  tier_unsteady: 'Class {abc}, but CV {cv|decimals} is over {limit|decimals}.',
  tier_steady: 'Class {abc} by sales value, CV {cv|decimals}.',
};

export type SentenceId = keyof typeof en;

const zh: Record<SentenceId, string> = {
  buy: '补 {qty|units} 件：可售只够 {cover|cover}，到货要 {p50-p90|span} 天。',
  buy_pack: '补 {qty|units} 件：可售只够 {cover|cover}，到货要 {p50-p90|span} 天，按箱规 {pack|units} 取整。',
  buy_moq: '补 {qty|units} 件：可售只够 {cover|cover}，到货要 {p50-p90|span} 天，按起订量 {moq|units} 补足。',
  buy_out: '补 {qty|units} 件：现已缺货，到货要 {p50-p90|span} 天。',
  buy_out_pack: '补 {qty|units} 件：现已缺货，到货要 {p50-p90|span} 天，按箱规 {pack|units} 取整。',
  buy_out_moq: '补 {qty|units} 件：现已缺货，到货要 {p50-p90|span} 天，按起订量 {moq|units} 补足。',
  buy_expiry: '补 {qty|units} 件而非 {wanted|units} 件：再多则停售前卖不完（保质期 {life|days}）。',
  gap_bonded: '今天下单仍会缺货约 {days|days}，可先开直邮。',
  gap: '今天下单仍会缺货约 {days|days}，可先减少引流。',
  gap_late_bonded: '应于 {date|date} 到货的在途 {qty|units} 件若不到，会缺货约 {days|days}：请催办，可先开直邮。',
  gap_late: '应于 {date|date} 到货的在途 {qty|units} 件若不到，会缺货约 {days|days}：请催办，可先减少引流。',
  for_promotion: '若不为后面的大促，可以再等。',
  if_not: '不补则 {date|date} 断货。',
  if_not_money: '不补则 {date|date} 断货，约损失销售额 {lost|money}。',
  hold: '保持：含在途可用 {position|units} 件，高于再订货点 {reorder|units} 件。',
  hold_until: '保持：可售够 {cover|cover}，最晚 {date|date} 下单。',
  hold_inbound:
    '保持：可售 {available|units} 件低于再订货点 {reorder|units} 件，但加上在途 {in_transit|units} 件已够。',
  hold_no_demand: '保持：预计没有需求，可售 {available|units} 件。',
  stop_max: '停止补货：含在途可用 {position|units} 件，比库存上限 {max|units} 件多 {excess|units} 件，先消化。',
  stop_on_order: '停止补货：在途 {in_transit|units} 件使含在途可用比库存上限 {max|units} 件多 {excess|units} 件。',
  stop_no_sales: '停止补货：{weeks|weeks}无销量，可售 {available|units} 件，先清掉剩余。',
  stop_tier: '停止补入保税仓：该货号为{tier|tier}，走{model|model}。',
  stop_locked: '停止补入保税仓：你已把该货号锁定为{tier|tier}，走{model|model}。',
  stop_list: '停止补入 {warehouse}：清单备注只允许该货号走保税。',
  stop_expiry: '停止补货：最少下单 {least|units} 件，停售前也卖不完（保质期 {life|days}）。',
  out_until_inbound: '在途到货前一直缺货，请加急。',
  empty_before_inbound: '{date|date} 断货，早于在途全部到货，请加急。',
  sell_through: '先卖完现有 {available|units} 件。',
  late: '在途 {qty|units} 件应于 {date|date} 到货，请催办。',
  undated: '在途 {qty|units} 件没有预计到货日，请补充。',
  expired: '最早一批已于 {date|date} 到期，请移出可售。',
  expiry: '最早一批 {date|date} 到期，届时库存卖不完，请先卖这一批。',
  stop_sale: '最早一批 {date|date} 停售，届时库存卖不完，请先卖这一批。',
  stop_sale_passed: '最早一批已于 {date|date} 停售，请移出可售。',
  not_planned_lane: '未计划：没有补货线路到 {warehouse}。请在线路中补充。',
  not_planned_lead_time: '未计划：线路 {lane} 缺可用的补货周期。请补充均值（0 到 1,000 天）和标准差。',
  not_planned_stock: '未计划：没有库存记录。若确实没货，请记 0。',
  not_planned_sales: '未计划：近几周没有销量记录。若确实没卖，请记 0。',
  not_planned_duplicate_stock: '未计划：两条库存记录互相矛盾。请保留一条。',
  not_planned_duplicate_sales: '未计划：两条销量记录互相矛盾。请保留一条。',
  not_planned_failed: '未计划：该行有无法使用的数值。请检查库存、销量和补货周期。',
  tier_locked: '人工锁定为{tier|tier}。',
  tier_custom: '定制商品。',
  tier_luxury: '售价 {price|decimals} 达到高价线 {limit|decimals}。',
  tier_new: '上架 {weeks|weeks}，未满 {limit|units} 周。',
  tier_no_value: '销售额未知：没有销量记录或售价。',
  tier_no_demand: '没有需求可供判断。',
  tier_class_c: '按销售额为 C 类，变异系数 {cv|decimals}。',
  tier_unsteady: '{abc} 类，但变异系数 {cv|decimals} 超过 {limit|decimals}。',
  tier_steady: '按销售额为 {abc} 类，变异系数 {cv|decimals}。',
};

const notesEn = {
  duplicate_sku: '{count|units} SKU rows stand twice; the first was used. Remove the others: {examples}',
  duplicate_warehouse: '{count|units} warehouse rows stand twice; the first was used. Remove the others: {examples}',
  duplicate_stock:
    '{count|units} stock rows contradict another of the same SKU and warehouse; not planned. Keep one: {examples}',
  duplicate_sales:
    '{count|units} sales rows contradict another of the same SKU and warehouse; not planned. Keep one: {examples}',
  duplicate_inbound: '{count|units} inbound lines stand twice; the first was used. Remove the others: {examples}',
  unknown_sku: '{count|units} rows name an SKU that is not in the SKU list; left out. Add it: {examples}',
  no_sku: '{count|units} rows have no SKU; left out. Add it: {examples}',
  bad_tier_lock: '{count|units} tier locks are not a tier; ignored. Choose one from the list: {examples}',
  unknown_warehouse: '{count|units} rows name a warehouse that is not in the list; left out. Add it: {examples}',
  no_warehouse: '{count|units} sales rows have no warehouse; used for tiers only. Add it: {examples}',
  no_records: '{count|units} SKUs have no stock, sales or inbound at a planned warehouse; no row for them: {examples}',
  no_lane: '{count|units} rows were not planned: no replenishment lane leads to {examples}. Add the lanes.',
  no_lead_time: '{count|units} rows were not planned: no usable lead time for lane {examples}. Add it to the lanes.',
  no_lead_sd:
    '{count|units} rows were planned without lead-time variance: no sd for lane {examples}. Add it to the lanes.',
  no_stock_record: '{count|units} rows were not planned: no stock record. Record 0 if there is none: {examples}',
  no_sales_record:
    '{count|units} rows were not planned: no sales record in recent weeks. Record 0 if nothing was sold: {examples}',
  short_history:
    '{count|units} rows were forecast from fewer than 4 weeks without promotion; look at them yourself: {examples}',
  negative_stock: '{count|units} rows have negative available stock; taken as it is. Count and correct: {examples}',
  stale_stock:
    '{count|units} rows rest on stock figures over 24 hours older than the newest; taken as they are. Refresh that source: {examples}',
  late_inbound:
    '{count|units} rows have inbound past its ETA; in the position, but no date is counted on. Update the ETA: {examples}',
  undated_inbound:
    '{count|units} rows have inbound without an ETA; in the position, but no date is counted on. Add the ETA: {examples}',
  unknown_open_qty: '{count|units} inbound lines have no open quantity; left out. Add it: {examples}',
  in_transit_differs:
    '{count|units} rows: in transit differs from the inbound lines; the lines were used. Check: {examples}',
  no_cost: '{count|units} SKUs have no unit cost; money leaves them out. Add it: {examples}',
  no_price: '{count|units} SKUs have no price; lost sales leave them out. Add it: {examples}',
  no_currency: '{count|units} costs or prices have no currency; money leaves them out. Add it: {examples}',
  other_currency:
    '{count|units} costs or prices are in another currency; not converted, money leaves them out: {examples}',
  abc_by_units: 'No SKU has a price in {examples}: tiers rank by units, not value. Add prices.',
  bad_date: '{count|units} dates cannot be read; taken as unknown. Write 2026-11-23: {examples}',
  bad_policy: '{count|units} policy rows were refused and the default stands. Correct the value: {examples}',
  bad_promotion:
    '{count|units} promotions were left out: start or end cannot be read or stand the wrong way round: {examples}',
  failed: '{count|units} rows could not be computed; the others are not affected. Check their figures: {examples}',
};

export type NoteCode = keyof typeof notesEn;

const notesZh: Record<NoteCode, string> = {
  duplicate_sku: '{count|units} 行货号重复，采用第一行。请删除其余：{examples}',
  duplicate_warehouse: '{count|units} 行仓库重复，采用第一行。请删除其余：{examples}',
  duplicate_stock: '{count|units} 行库存与同货号同仓的另一行矛盾，未计划。请保留一行：{examples}',
  duplicate_sales: '{count|units} 行销量与同货号同仓的另一行矛盾，未计划。请保留一行：{examples}',
  duplicate_inbound: '{count|units} 行在途重复，采用第一行。请删除其余：{examples}',
  unknown_sku: '{count|units} 行的货号不在商品表中，未采用。请补充：{examples}',
  no_sku: '{count|units} 行没有货号，未采用。请补充：{examples}',
  bad_tier_lock: '{count|units} 个锁定分层不是有效分层，未采用。请从列表选择：{examples}',
  unknown_warehouse: '{count|units} 行的仓库不在仓库表中，未采用。请补充：{examples}',
  no_warehouse: '{count|units} 行销量没有仓库，仅用于分层。请补充：{examples}',
  no_records: '{count|units} 个货号在参与计划的仓库没有库存、销量或在途，没有计划行：{examples}',
  no_lane: '{count|units} 行未计划：没有补货线路到 {examples}。请补充线路。',
  no_lead_time: '{count|units} 行未计划：线路 {examples} 缺可用的补货周期。请在线路中补充。',
  no_lead_sd: '{count|units} 行未计入补货周期波动：线路 {examples} 缺标准差。请在线路中补充。',
  no_stock_record: '{count|units} 行未计划：没有库存记录。若没货请记 0：{examples}',
  no_sales_record: '{count|units} 行未计划：近几周没有销量记录。若没卖请记 0：{examples}',
  short_history: '{count|units} 行的预测只依据不足 4 周的非大促销量，请自行核对：{examples}',
  negative_stock: '{count|units} 行可售为负，按原值计算。请盘点更正：{examples}',
  stale_stock: '{count|units} 行的库存数据比最新数据早 24 小时以上，按原值计算。请更新其来源：{examples}',
  late_inbound: '{count|units} 行有在途已过预计到货日，计入含在途可用但不计到货日。请更新：{examples}',
  undated_inbound: '{count|units} 行有在途没有预计到货日，计入含在途可用但不计到货日。请补充：{examples}',
  unknown_open_qty: '{count|units} 行在途没有未到数量，未采用。请补充：{examples}',
  in_transit_differs: '{count|units} 行的在途与在途明细不符，以明细为准。请核对：{examples}',
  no_cost: '{count|units} 个货号缺采购单价，金额未计入。请补充：{examples}',
  no_price: '{count|units} 个货号缺售价，缺货损失未计入。请补充：{examples}',
  no_currency: '{count|units} 个成本或售价没有币种，金额未计入。请补充：{examples}',
  other_currency: '{count|units} 个成本或售价是其他币种，未换算，金额未计入：{examples}',
  abc_by_units: '没有货号有 {examples} 售价：分层按销量而非销售额排序。请补充售价。',
  bad_date: '{count|units} 个日期无法识别，视为未知。请写成 2026-11-23：{examples}',
  bad_policy: '{count|units} 行规则未采用，仍用默认值。请更正：{examples}',
  bad_promotion: '{count|units} 个大促未采用：开始或结束无法识别，或先后颠倒：{examples}',
  failed: '{count|units} 行无法计算，其他行不受影响。请检查其数值：{examples}',
};

/** Both languages of every template, for the parity test. */
export const PLAN_TEXTS = { en: { ...en, ...notesEn }, zh: { ...zh, ...notesZh } };

const HORIZON_DAYS = 91;

/** Fulfilment models as a sentence names them (the sheet's own words are shorter). */
const MODEL_PHRASES: Readonly<Record<string, Bilingual>> = {
  bonded: { en: 'bonded stock', zh: '保税' },
  direct: { en: 'direct mail', zh: '海外直邮' },
  virtual: { en: 'virtual stock', zh: '虚拟库存' },
};

type Values = Sentence['values'];

const FORMATS: Record<string, (value: string | number, language: Language, values: Values) => string> = {
  units: (value, language) => number(value, language, 'whole'),
  decimals: (value, language) => number(value, language, 'decimals'),
  days: (value, language) => counted(value, language, 'day', '天'),
  cover: (value, language) =>
    Number(value) >= HORIZON_DAYS
      ? `≥${counted(HORIZON_DAYS, language, 'day', '天')}`
      : counted(value, language, 'day', '天'),
  weeks: (value, language) => counted(value, language, 'week', '周'),
  money: (value, language, values) => `${values.currency ?? ''} ${number(value, language, 'whole')}`.trim(),
  date: (value) => String(value),
  tier: (value, language) => word(TIER_WORDS, value, language),
  model: (value, language) => word(MODEL_PHRASES, value, language),
};

const formatter = (language: string, decimals: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: decimals });

/** Made once: a plan renders tens of thousands of figures. */
const FORMATTERS: Record<Language, Record<'whole' | 'decimals', Intl.NumberFormat>> = {
  en: { whole: formatter('en', 0), decimals: formatter('en', 2) },
  zh: { whole: formatter('zh-CN', 0), decimals: formatter('zh-CN', 2) },
};

function number(value: string | number, language: Language, precision: 'whole' | 'decimals'): string {
  return FORMATTERS[language][precision].format(Number(value));
}

/** A number of days or weeks with its unit, one or many as shown. */
function counted(value: string | number, language: Language, one: string, chinese: string): string {
  const shown = number(value, language, 'whole');
  return language === 'zh' ? `${shown} ${chinese}` : `${shown} ${shown === '1' ? one : `${one}s`}`;
}

function word(words: Readonly<Record<string, Bilingual>>, code: string | number, language: Language): string {
  const text = words[String(code)]?.[language] ?? String(code);
  return language === 'en' ? text.toLowerCase() : text;
}

function span(from: string | number, to: string | number, language: Language): string {
  const [low, high] = [number(from, language, 'whole'), number(to, language, 'whole')];
  return low === high ? low : `${low}–${high}`;
}

function fill(template: string, values: Values, language: Language): string {
  return template.replace(/\{([\w-]+)(?:\|(\w+))?\}/g, (_, name: string, format?: string) => {
    if (format === 'span') {
      const [from = '', to = ''] = name.split('-');
      return span(values[from] ?? '', values[to] ?? '', language);
    }
    const value = values[name] ?? '';
    return (format && FORMATS[format]?.(value, language, values)) || String(value);
  });
}

/** One sentence of a plan in words. An id without a text shows itself, so that nothing is silently lost. */
export function renderSentence(sentence: Sentence, language: Language): string {
  const template: string | undefined = (language === 'zh' ? zh : en)[sentence.id as SentenceId];
  return template === undefined ? sentence.id : fill(template, sentence.values, language);
}

/** The explanation of a row: its sentences one after the other. */
export function renderExplanation(sentences: readonly Sentence[], language: Language): string {
  return sentences.map((sentence) => renderSentence(sentence, language)).join(language === 'zh' ? '' : ' ');
}

const SHOWN_EXAMPLES = 5;

/** What a plan note says: how many, what was done, and what to mend, with a few names. */
export function renderPlanNote(note: PlanNote, language: Language): string {
  const template: string | undefined = (language === 'zh' ? notesZh : notesEn)[note.code as NoteCode];
  const shown = note.examples.slice(0, SHOWN_EXAMPLES).join(language === 'zh' ? '、' : ', ');
  const more = note.examples.length > SHOWN_EXAMPLES ? ' …' : '';
  if (template === undefined) return `${note.code} (${note.count}): ${shown}${more}`;
  return fill(template, { count: note.count, examples: `${shown}${more}` }, language);
}
