import { forecastWordsEn, forecastWordsZh, METHOD_PHRASES } from './forecast-words';
import type { PlanNote, Sentence } from '../planning';
import { SIGNAL_WORDS, TIER_WORDS, type Bilingual, type Language } from '../tables';

/**
 * What a plan says, in both languages. `{name|format}` takes a value: units, days, weeks, orders, cover (days up to the
 * horizon), decimals, percent, money (with the value `currency`), date, tier, model, or span for two values (`{p50-p90|span}`).
 */
const en = {
  ...forecastWordsEn,
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
  safety_errors:
    'Safety stock from the errors of {windows|units} forecasts of its own over {days|days}, and from those of items like it.',
  safety_borrowed:
    'No past forecasts over {days|days} of its own to judge by: safety stock from the errors of items like it.',
  safety_assumed: 'No past forecasts to judge by: safety stock from a usual error for demand of this size.',
  safety_by_days:
    'Safety stock of {days|days} as set: judging by past errors that keeps a service of {service|percent}.',
  safety_floor: 'Safety stock raised to the least allowed, {days|days} of demand.',
  safety_cap:
    'Safety stock held to the most allowed, {days|days} of demand: that keeps a service of {service|percent}.',
  safety_corrected:
    'On its own history the rule kept {achieved|percent} instead of {target|percent}: safety stock raised by {raised|percent}.',
  proof_short:
    'No proof yet: only {windows|units} protection intervals in its history that do not overlap, at least {least|units} are needed.',
  proof:
    'On its own past it kept {achieved|percent} of the {target|percent} promised, judged over {windows|units} intervals.',
  proof_textbook:
    'On its own past it kept {achieved|percent} of the {target|percent} promised, judged over {windows|units} intervals; the textbook rule kept {textbook|percent}.',
  lead_learned:
    'Lead time of lane {lane} learned from {count|units} deliveries: {mean|decimals} days on average, sd {sd|decimals}.',
  overridden: 'Your numbers stand in {weeks|weeks} of the forecast.',
  overridden_until: 'Your numbers stand in {weeks|weeks} of the forecast; the first ends on {until|date}.',
  overridden_by: '{weeks|weeks} of the forecast overridden by {by}.',
  overridden_by_until: '{weeks|weeks} of the forecast overridden by {by}; the first ends on {until|date}.',
  with_overrides: 'Your own forecast counts in {weeks|weeks} of it.',
  demand_returns: '{qty|units} returned later left out of the demand of the last {weeks|weeks}.',
  demand_cancelled: '{qty|units} cancelled the same day left out of the demand of the last {weeks|weeks}.',
  demand_bulk: '{qty|units} of one-off orders left out of the demand of the last {weeks|weeks}.',
  demand_out_of_stock: '{qty|units} added to the demand of the last {weeks|weeks} for {days|days} out of stock.',
  demand_presale: '{qty|units} sold on presale kept apart from the demand of the last {weeks|weeks}.',
  demand_closed: 'Weeks in which the shop was closed count as unknown in the last {weeks|weeks}.',
  demand_scaled: 'Sales of the last 13 weeks raised by {more|percent} for days out of stock.',
  clean_returns: '{qty|units} returned on {from|date}: taken off what was sold this day.',
  clean_returns_span: '{qty|units} returned from {from|date} to {to|date}: taken off what was sold this day.',
  clean_returns_negative: '{negative|units} booked below zero: returns, not negative demand.',
  clean_returns_both:
    '{qty|units} returned later: taken off what was sold this day. {lost|units} more came back this day without a sale in the {days|days} before.',
  clean_returns_unmatched:
    '{lost|units} came back without a sale in the {days|days} before to take them off; demand stays as sold.',
  clean_cancelled: '{qty|units} of {sold|units} sold came back the same day: counted as cancelled.',
  clean_bulk: '{qty|units} in one day, {middle|units} on a usual selling day: a one-off, counted as {cap|units}.',
  clean_bulk_order:
    '{qty|units} in {orders|orders}, one of about {size|units}; up to {limit|units} is usual: a one-off, counted as {cap|units}.',
  clean_out:
    'Out of stock for {hours|decimals} of 24 hours: about {lost|decimals} more would have sold, going by {days|days} in stock.',
  clean_out_promotion:
    'Out of stock for {hours|decimals} of 24 hours in a promotion: about {lost|decimals} more would have sold, going by {days|days} of promotion in stock.',
  clean_out_unknown:
    'Out of stock for {hours|decimals} of 24 hours and hardly in stock within {days|days}: demand unknown, not 0.',
  clean_presale: '{qty|units} sold on presale: kept apart from spot demand.',
  clean_not_on_sale: 'First sold here on {date|date}: the {weeks|weeks} before it count as unknown, not 0.',
  clean_closed: 'No sale in the whole shop from {from|date} to {to|date}: closed or not recorded, so unknown, not 0.',
  aside_unreadable: '{count|units} with a date that cannot be read',
  aside_future: '{count|units} dated after the data',
  aside_before_previous: '{count|units} dated before the stage before',
  aside_too_long: '{count|units} over 1,000 days',
  aside_outlier: '{count|units} far off the others',
  aside_no_lane: '{count|units} without a lane',
  aside_repeated: '{count|units} with a stage twice',
};

export type SentenceId = keyof typeof en;

const zh: Record<SentenceId, string> = {
  ...forecastWordsZh,
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
  safety_errors: '安全库存取自该货号 {windows|units} 次 {days|days}预测的误差，并参照同类货号的误差。',
  safety_borrowed: '该货号尚无可评的 {days|days}历史预测：安全库存参照同类货号的误差。',
  safety_assumed: '尚无可评的历史预测：安全库存按此需求规模的常见误差。',
  safety_by_days: '安全库存按设定取 {days|days}：依历史误差，相当于 {service|percent} 的服务水平。',
  safety_floor: '安全库存提高到下限，即 {days|days}的需求。',
  safety_cap: '安全库存以上限为准，即 {days|days}的需求：相当于 {service|percent} 的服务水平。',
  safety_corrected: '按其历史，该规则只达到 {achieved|percent}，未到 {target|percent}：安全库存上调 {raised|percent}。',
  proof_short: '暂无实绩：历史中互不重叠的保障期只有 {windows|units} 个，至少需要 {least|units} 个。',
  proof: '按其历史 {windows|units} 个保障期回测，服务水平达到 {achieved|percent}，目标 {target|percent}。',
  proof_textbook:
    '按其历史 {windows|units} 个保障期回测，服务水平达到 {achieved|percent}，目标 {target|percent}；教科书公式为 {textbook|percent}。',
  lead_learned: '线路 {lane} 的补货周期由 {count|units} 次到货学得：平均 {mean|decimals} 天，标准差 {sd|decimals}。',
  overridden: '预测中 {weeks|weeks}用你的数。',
  overridden_until: '预测中 {weeks|weeks}用你的数，最早的到 {until|date} 为止。',
  overridden_by: '预测中 {weeks|weeks}由 {by} 调整。',
  overridden_by_until: '预测中 {weeks|weeks}由 {by} 调整，最早的到 {until|date} 为止。',
  with_overrides: '其中 {weeks|weeks}按你自己的预测。',
  demand_returns: '近 {weeks|weeks}的需求已扣除后来退回的 {qty|units} 件。',
  demand_cancelled: '近 {weeks|weeks}的需求已扣除当日取消的 {qty|units} 件。',
  demand_bulk: '近 {weeks|weeks}的需求已剔除一次性大单 {qty|units} 件。',
  demand_out_of_stock: '近 {weeks|weeks}的需求因缺货 {days|days}补上 {qty|units} 件。',
  demand_presale: '近 {weeks|weeks}的预售 {qty|units} 件与现货需求分开。',
  demand_closed: '近 {weeks|weeks}中停业的周视为未知。',
  demand_scaled: '近 13 周销量因缺货上调 {more|percent}。',
  clean_returns: '{from|date} 退回 {qty|units} 件，从当日销量中扣除。',
  clean_returns_span: '{from|date} 至 {to|date} 退回 {qty|units} 件，从当日销量中扣除。',
  clean_returns_negative: '记为负数的 {negative|units} 件是退货，不是负需求。',
  clean_returns_both:
    '之后退回 {qty|units} 件，从当日销量中扣除。当日另有 {lost|units} 件退货，此前 {days|days}内无销量可冲减。',
  clean_returns_unmatched: '退回 {lost|units} 件，此前 {days|days}内无销量可冲减，需求按销量计。',
  clean_cancelled: '售出 {sold|units} 件中 {qty|units} 件当日退回，视为取消。',
  clean_bulk: '单日 {qty|units} 件，平时有销量的一天为 {middle|units} 件：视为一次性大单，按 {cap|units} 件计。',
  clean_bulk_order:
    '{orders|orders}共 {qty|units} 件，其中一单约 {size|units} 件，平时一单不超过 {limit|units} 件：视为一次性大单，按 {cap|units} 件计。',
  clean_out: '24 小时中缺货 {hours|decimals} 小时：按 {days|days}有货日推算，约少卖 {lost|decimals} 件。',
  clean_out_promotion:
    '大促中 24 小时缺货 {hours|decimals} 小时：按大促中 {days|days}有货日推算，约少卖 {lost|decimals} 件。',
  clean_out_unknown: '24 小时中缺货 {hours|decimals} 小时，前后 {days|days}内几乎无货：需求未知，而非 0。',
  clean_presale: '预售 {qty|units} 件，与现货需求分开。',
  clean_not_on_sale: '{date|date} 在此首次售出：此前 {weeks|weeks}视为未知，而非 0。',
  clean_closed: '{from|date} 至 {to|date} 全店无销量：停业或未记录，视为未知，而非 0。',
  aside_unreadable: '{count|units} 单日期无法识别',
  aside_future: '{count|units} 单日期晚于数据时点',
  aside_before_previous: '{count|units} 单日期早于上一环节',
  aside_too_long: '{count|units} 单超过 1,000 天',
  aside_outlier: '{count|units} 单远离其余各单',
  aside_no_lane: '{count|units} 单没有线路',
  aside_repeated: '{count|units} 单环节重复',
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
  retired_policy: '{count|units} policy rows are of an earlier version and no longer used. Remove them: {examples}',
  bad_override:
    '{count|units} overrides have no usable quantity, week or expiry; the statistical forecast was used. Correct them: {examples}',
  override_item: '{count|units} overrides are for an SKU and warehouse that are not planned; not used: {examples}',
  double_override: '{count|units} overrides stand twice for one week; the one made last was used. Keep one: {examples}',
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
  retired_policy: '{count|units} 行规则属于旧版本，已不再使用。请删除：{examples}',
  bad_override: '{count|units} 条人工调整的数量、周或失效日无法使用，已采用统计预测。请更正：{examples}',
  override_item: '{count|units} 条人工调整的货号和仓库不在计划内，未采用：{examples}',
  double_override: '{count|units} 条人工调整与另一条同周重复，采用最后一条。请保留一条：{examples}',
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
  percent: (value, language) => number(value, language, 'percent'),
  days: (value, language) => counted(value, language, 'day', '天'),
  cover: (value, language) =>
    Number(value) >= HORIZON_DAYS
      ? `≥${counted(HORIZON_DAYS, language, 'day', '天')}`
      : counted(value, language, 'day', '天'),
  weeks: (value, language) => counted(value, language, 'week', '周'),
  orders: (value, language) => counted(value, language, 'order', '单'),
  money: (value, language, values) => `${values.currency ?? ''} ${number(value, language, 'whole')}`.trim(),
  date: (value) => String(value),
  method: (value, language) => word(METHOD_PHRASES, value, language),
  signal: (value, language) => word(SIGNAL_WORDS, value, language),
  tier: (value, language) => word(TIER_WORDS, value, language),
  model: (value, language) => word(MODEL_PHRASES, value, language),
};

const formatter = (language: string, decimals: number, style: 'decimal' | 'percent' = 'decimal') =>
  new Intl.NumberFormat(language, { style, maximumFractionDigits: decimals });

/** Made once: a plan renders tens of thousands of figures. */
type Precision = 'whole' | 'decimals' | 'percent';
const FORMATTERS: Record<Language, Record<Precision, Intl.NumberFormat>> = {
  en: { whole: formatter('en', 0), decimals: formatter('en', 2), percent: formatter('en', 1, 'percent') },
  zh: { whole: formatter('zh-CN', 0), decimals: formatter('zh-CN', 2), percent: formatter('zh-CN', 1, 'percent') },
};

function number(value: string | number, language: Language, precision: Precision): string {
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
