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
  buy_first_batch: 'Buy {qty|units}, not {wanted|units}: a first bonded batch is at most {cap|units}.',
  buy_smoothed_down:
    'Buy {qty|units}, not {wanted|units}: orders change only so far from cycle to cycle; stock still lasts.',
  buy_smoothed_up: 'Buy {qty|units} now, {wanted|units} due: orders change only so far from cycle to cycle.',
  buy_lane_full: 'Buy {qty|units} of {wanted|units}: lane {lane} is full this week, the rest follows.',
  hold_lane_full: 'Hold: {wanted|units} are wanted, but lane {lane} is full this week. Buy next week.',
  buy_over_budget: 'Buy {qty|units} of {wanted|units}: the budget of {budget|money} goes to buys with a better return.',
  hold_over_budget:
    'Hold: {wanted|units} are wanted, but the budget of {budget|money} goes to buys with a better return.',
  to_bonded:
    'Switch to bonded with a first buy of {qty|units}: direct mail sells about {week|units} a week, arrival takes {p50-p90|span} days.',
  to_bonded_capped: 'Switch to bonded with {qty|units}, not {wanted|units}: a first batch is at most {cap|units}.',
  bonded_most_sales:
    '{warehouse} over lane {lane}: {share|percent} of bonded sales leave from there. Next best: {other}.',
  bonded_only_site: '{warehouse} over lane {lane}: the only bonded warehouse that can be replenished.',
  bonded_quickest: '{warehouse} over lane {lane}: the quickest to replenish, as nothing is sold from bonded stock yet.',
  bonded_there: '{warehouse} over lane {lane}: it has stock there or on its way there.',
  hold_bonded_gate: 'Hold: not yet to be bought into bonded.',
  hold_first_batch: 'Hold: of a first bonded batch only {room|units} are left to buy; see how it sells first.',
  for_promotion: 'Without the promotion ahead it could wait.',
  for_promotion_by: 'Without {promo} it could wait; order by {date|date} for it.',
  promo_order_by: 'For {promo} order by {date|date}.',
  promo_too_late:
    'About {qty|units} for {promo} cannot be sure to arrive before it begins: the last order day was {date|date}.',
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
  stop_no_sales: 'Stop buying: nothing sold in {weeks|weeks}.',
  stop_off_list: 'Stop buying: the list remark shuts this SKU out of cross-border import.',
  to_direct_tier: 'Switch to {model|model}: this SKU is {tier|tier} now. Buy no more into bonded.',
  to_direct_locked: 'Switch to {model|model}: you locked this SKU as {tier|tier}. Buy no more into bonded.',
  clear_no_sales: 'Clear {available|units}: nothing sold in {weeks|weeks}. Buy no more.',
  clear_lasts: 'Clear: {available|units} last {cover|days}, more than the {limit|days} allowed.',
  clear_expiry:
    'Clear about {unsold|units} of {available|units}: they would not sell by {date|date}, when the first lot has to leave the sale.',
  stop_tier: 'Stop buying into bonded: this SKU is {tier|tier} and goes by {model|model}.',
  stop_locked: 'Stop buying into bonded: you locked this SKU as {tier|tier}, which goes by {model|model}.',
  stop_list: 'Stop buying for {warehouse}: the list remark allows this SKU through bonded only.',
  stop_expiry:
    'Stop buying: even the smallest order, {least|units}, would not sell before its stop-sale day (shelf life {life|days}).',
  inbound_keep: 'Keep: right as it is.',
  inbound_keep_needed: 'Keep: without it stock runs out on {date|date}.',
  inbound_overdue: 'It was due {date|date}: chase it.',
  inbound_undated: 'It has no ETA: ask for one.',
  inbound_expedite: 'Expedite: stock runs out on {date|date}; there by then it saves {days|days} without stock.',
  inbound_expedite_money:
    'Expedite: stock runs out on {date|date}; there by then it saves {days|days} without stock and about {money|money} of sales.',
  inbound_cut: 'Cut from {qty|units} to {left|units}.',
  inbound_cut_money: 'Cut from {qty|units} to {left|units}: that frees {money|money}.',
  inbound_cancel: 'Cancel the {qty|units}.',
  inbound_cancel_money: 'Cancel the {qty|units}: that frees {money|money}.',
  inbound_shipped: 'Keep: {excess|units} too many, but it is shipped and cannot be stopped.',
  inbound_over_max: 'The position is {excess|units} above the most it should be, {most|units}.',
  inbound_ended:
    'No more is bought here: the position is {excess|units} above what still sells until an order could arrive.',
  inbound_unsold: 'Nothing has sold of late.',
  inbound_not_judged: 'Not judged: its item could not be planned.',
  inbound_paid: 'Something is paid on it already: ask what comes back.',
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
  tier_new: 'Launched {weeks|weeks} ago; it counts as new for {limit|weeks}.',
  tier_no_value: 'Sales value unknown: no sales record or no price.',
  tier_no_demand: 'No demand to judge by.',
  tier_class_c: 'Class C by sales value, CV {cv|decimals}.',
  tier_unsteady: 'Class {abc}, but CV {cv|decimals} is over {limit|decimals}.',
  tier_steady: 'Class {abc} by sales value, CV {cv|decimals}.',
  tier_locked_by: 'Locked by hand as {tier|tier} by {by}.',
  tier_locked_why: 'Locked by hand as {tier|tier}: {why}.',
  tier_locked_by_why: 'Locked by hand as {tier|tier} by {by}: {why}.',
  tier_kept: 'No sales value known of late: stays {tier|tier}.',
  tier_kept_unsure: 'Too few weeks without promotion to judge by: stays {tier|tier}.',
  tier_rising:
    'Class {abc} and CV {cv|decimals} (at most {limit|decimals}): {weeks|weeks} in a row point to {tier|tier}, raised after {needed|units}.',
  tier_falling:
    'Class {abc} and CV {cv|decimals} (at most {limit|decimals}): {weeks|weeks} in a row point to {tier|tier}, lowered after {needed|units}.',
  tier_falling_no_demand:
    'Class {abc} and no demand: {weeks|weeks} in a row point to {tier|tier}, lowered after {needed|units}.',
  moves_unlock: 'Unlocked, it would be {tier|tier} by its sales.',
  moves_custom: 'It stays luxury while it is made to order.',
  moves_price: 'With a price under {limit|decimals} it would be {tier|tier} by its sales.',
  moves_new: 'New for another {weeks|weeks}; then it is {tier|tier} unless its sales have earned it more.',
  moves_new_earned: 'New for another {weeks|weeks}; then it is {tier|tier}, which its sales have earned it.',
  moves_value: 'With a price and sales records the plan can judge it.',
  moves_up_going:
    'After another {weeks|weeks} in class {abc} or better with CV at or under {limit|decimals} it is raised to {tier|tier}.',
  moves_up_value:
    'Class {abc} begins at sales of {need|money} in 13 weeks ({value|units} now); after {weeks|weeks} in a row there with CV at or under {limit|decimals} it is raised to {tier|tier}.',
  moves_up_class:
    'After {weeks|weeks} in a row in class {abc} with CV at or under {limit|decimals} it is raised to {tier|tier}.',
  moves_up_cv:
    'After {weeks|weeks} in a row with CV at or under {limit|decimals} ({cv|decimals} now) it is raised to {tier|tier}.',
  moves_up_demand:
    'After {weeks|weeks} in a row with demand and CV at or under {limit|decimals} it is raised to {tier|tier}.',
  moves_down_going:
    'After another {weeks|weeks} in class C or with CV over {limit|decimals} it is lowered to {tier|tier}.',
  moves_down: 'After {weeks|weeks} in a row in class C or with CV over {limit|decimals} it is lowered to {tier|tier}.',
  moves_down_class: 'After another {weeks|weeks} below class A it is lowered to {tier|tier}.',
  gate_off_list: 'The list remark says it is not on the positive list: it must not be bought for cross-border sale.',
  gate_bonded_only: 'The list lets it through bonded only: it cannot be tested by direct mail.',
  gate_sells: 'It already sells from bonded stock: {units|units} in the last year.',
  gate_capped: 'First bonded buy: at most {cap|units}, {days|days} of demand.',
  gate_capped_there:
    'First bonded buy: {there|units} are in bonded stock or on the way, at most {cap|units} more ({days|days} of demand in all).',
  gate_proven: 'Demand proven: sold in {weeks|weeks}, {units|units} in the last {last|weeks}.',
  gate_locked: 'Locked by hand, so proof of demand is not asked for.',
  gate_proof_weeks: 'Sold in {weeks|weeks} so far; {least|units} are needed.',
  gate_proof_units: '{units|units} sold in the last {last|weeks}; {least|units} are needed.',
  gate_proof_unknown: 'Sales of the last {last|weeks} are not known.',
  gate_rating: 'Rating {rating|decimals}; at least {least|decimals} is needed.',
  gate_rating_unknown: 'Rating not known; at least {least|decimals} is needed.',
  gate_returns: 'Return rate {rate|percent}; at most {limit|percent} is allowed.',
  gate_returns_unknown: 'Return rate not known, so not checked.',
  gate_no_hs: 'No HS code: the positive list cannot be checked. Add the code.',
  gate_no_exit: 'No return lane leads out of a bonded warehouse: what does not sell could not leave. Add a lane.',
  gate_exit_unknown: 'No return lanes in the data: whether it can leave bonded stock is not known.',
  gate_no_demand: 'No demand to size a first batch by.',
  gate_moq: 'The smallest order, {moq|units}, lasts {lasts|days}: over the {days|days} of a first batch ({cap|units}).',
  gate_life:
    'When a first batch has sold through after {days|days}, {left|percent} of its shelf life of {life|days} is left; {least|percent} is needed.',
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
  with_overrides: 'Your own numbers stand in {weeks|weeks} of the forecast.',
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
  presale_before:
    '{qty|units} of the orders expected from {deposits|units} presale deposits are taken off the position: {share|percent} of them until balance day, {date|date}.',
  presale_after:
    '{qty|units} orders expected from {deposits|units} presale deposits and not sent yet are taken off the position.',
  presale_counted:
    '{qty|units} of the orders expected from {deposits|units} presale deposits are taken off the position: {share|percent} of them, the calendar has no balance day.',
  sell_spot: '{qty|units} in stock in {place}.',
  sell_direct: '{qty|units} in stock in {place}, by direct mail.',
  sell_arriving: '{qty|units} arriving in {place}, sent by {date|date}.',
  sell_committed: '{qty|units} committed by the supplier, sent from {place} by {date|date}.',
  sell_haircut: 'Stock figures of {place} are old: {share|percent} of them count.',
  sell_unknown: 'Stock of {place} unknown, so not offered. Record 0 if there is none.',
  sell_unsure: '{qty|units} arriving in {place} are late or have no ETA: not promised. Update the ETA.',
  sell_no_lane: '{qty|units} for {place} not promised: no lead time of a lane there. Add it to the lanes.',
  sell_too_far: '{qty|units} for {place} not presold: a buyer would wait {wait|days}, over the {days|days} allowed.',
  sell_owed: '{qty|units} presold and not yet sent: promised to nobody else.',
  sell_deposits: '{deposits|units} deposits, {conversion|percent} become orders: {expected|units} expected.',
  sell_deposits_booked:
    '{deposits|units} deposits, {conversion|percent} become orders: {expected|units} expected, {booked|units} booked so far.',
  sell_off_list: 'Hidden: off the positive list.',
  sell_bonded_only: 'Not offered from overseas: the list remark allows this SKU through bonded only.',
  sell_nothing: 'Hidden: nothing in stock or arriving in time.',
  sell_throttle: 'Throttle {model|model}: it lasts {cover|cover}, a new order takes {days|days}.',
  sell_push: 'Raise traffic to {model|model}: more than the maximum, lasts {cover|cover}.',
  sell_limit: 'At most {qty|units} an order, so that it lasts until goods arrive.',
  page_no_lane: 'No page text: no fulfilment lane from {place} has a lead time. Add one to the lanes.',
  page_no_place: 'No page text: {place} has no city, country or name. Add it to the warehouses.',
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
  buy_first_batch: '补 {qty|units} 件而非 {wanted|units} 件：首批保税备货最多 {cap|units} 件。',
  buy_smoothed_down: '补 {qty|units} 件而非 {wanted|units} 件：每次补货量变动有上限，库存仍够。',
  buy_smoothed_up: '现补 {qty|units} 件（按需 {wanted|units} 件）：每次补货量变动有上限。',
  buy_lane_full: '补 {wanted|units} 件中的 {qty|units} 件：线路 {lane} 本周运力已满，其余随后。',
  hold_lane_full: '保持：需补 {wanted|units} 件，但线路 {lane} 本周运力已满，下周再补。',
  buy_over_budget: '补 {wanted|units} 件中的 {qty|units} 件：预算 {budget|money} 先给回报更高的补货。',
  hold_over_budget: '保持：需补 {wanted|units} 件，但预算 {budget|money} 先给回报更高的补货。',
  to_bonded: '转保税，首批补 {qty|units} 件：直邮每周约卖 {week|units} 件，到货要 {p50-p90|span} 天。',
  to_bonded_capped: '转保税，首批补 {qty|units} 件而非 {wanted|units} 件：首批最多 {cap|units} 件。',
  bonded_most_sales: '选 {warehouse}（线路 {lane}）：{share|percent} 的保税销量由此发出，其次为 {other}。',
  bonded_only_site: '选 {warehouse}（线路 {lane}）：唯一可补货的保税仓。',
  bonded_quickest: '选 {warehouse}（线路 {lane}）：尚无保税销量，该仓补货最快。',
  bonded_there: '选 {warehouse}（线路 {lane}）：该仓已有库存或在途。',
  hold_bonded_gate: '保持：暂不补入保税仓。',
  hold_first_batch: '保持：首批保税备货只剩 {room|units} 件额度，先看销售情况。',
  for_promotion: '若不为后面的大促，可以再等。',
  for_promotion_by: '若不为{promo}，可以再等；为它最晚 {date|date} 下单。',
  promo_order_by: '为{promo}最晚 {date|date} 下单。',
  promo_too_late: '{promo}所需约 {qty|units} 件不能保证在开始前到货：最晚下单日为 {date|date}。',
  if_not: '不补则 {date|date} 断货。',
  if_not_money: '不补则 {date|date} 断货，约损失销售额 {lost|money}。',
  hold: '保持：含在途可用 {position|units} 件，高于再订货点 {reorder|units} 件。',
  hold_until: '保持：可售够 {cover|cover}，最晚 {date|date} 下单。',
  hold_inbound:
    '保持：可售 {available|units} 件低于再订货点 {reorder|units} 件，但加上在途 {in_transit|units} 件已够。',
  hold_no_demand: '保持：预计没有需求，可售 {available|units} 件。',
  stop_max: '停止补货：含在途可用 {position|units} 件，比库存上限 {max|units} 件多 {excess|units} 件，先消化。',
  stop_on_order: '停止补货：在途 {in_transit|units} 件使含在途可用比库存上限 {max|units} 件多 {excess|units} 件。',
  stop_no_sales: '停止补货：{weeks|weeks}无销量。',
  stop_off_list: '停止补货：清单备注不允许该货号跨境进口。',
  to_direct_tier: '转{model|model}：该货号现为{tier|tier}，不再补入保税仓。',
  to_direct_locked: '转{model|model}：你已把该货号锁定为{tier|tier}，不再补入保税仓。',
  clear_no_sales: '清仓 {available|units} 件：{weeks|weeks}无销量，不再补货。',
  clear_lasts: '清仓：可售 {available|units} 件够 {cover|days}，超过允许的 {limit|days}。',
  clear_expiry: '清仓：可售 {available|units} 件中约 {unsold|units} 件到首批须停售的 {date|date} 卖不完。',
  stop_tier: '停止补入保税仓：该货号为{tier|tier}，走{model|model}。',
  stop_locked: '停止补入保税仓：你已把该货号锁定为{tier|tier}，走{model|model}。',
  stop_list: '停止补入 {warehouse}：清单备注只允许该货号走保税。',
  stop_expiry: '停止补货：最少下单 {least|units} 件，停售前也卖不完（保质期 {life|days}）。',
  inbound_keep: '保持：仍合适。',
  inbound_keep_needed: '保持：若没有它，{date|date} 断货。',
  inbound_overdue: '应于 {date|date} 到货，请催办。',
  inbound_undated: '没有预计到货日，请补充。',
  inbound_expedite: '加急：{date|date} 断货，届时到货可少缺货 {days|days}。',
  inbound_expedite_money: '加急：{date|date} 断货，届时到货可少缺货 {days|days}，约挽回销售额 {money|money}。',
  inbound_cut: '由 {qty|units} 件减为 {left|units} 件。',
  inbound_cut_money: '由 {qty|units} 件减为 {left|units} 件，释放 {money|money}。',
  inbound_cancel: '取消这 {qty|units} 件。',
  inbound_cancel_money: '取消这 {qty|units} 件，释放 {money|money}。',
  inbound_shipped: '保持：多出 {excess|units} 件，但已发运，无法停止。',
  inbound_over_max: '含在途可用比应有上限 {most|units} 件多 {excess|units} 件。',
  inbound_ended: '这里不再补货：含在途可用比到货前还能卖的多 {excess|units} 件。',
  inbound_unsold: '近期无销量。',
  inbound_not_judged: '未评估：该货号在该仓无法计划。',
  inbound_paid: '已付部分款项，请问可退多少。',
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
  tier_new: '上架 {weeks|weeks}，{limit|weeks}内按新品。',
  tier_no_value: '销售额未知：没有销量记录或售价。',
  tier_no_demand: '没有需求可供判断。',
  tier_class_c: '按销售额为 C 类，变异系数 {cv|decimals}。',
  tier_unsteady: '{abc} 类，但变异系数 {cv|decimals} 超过 {limit|decimals}。',
  tier_steady: '按销售额为 {abc} 类，变异系数 {cv|decimals}。',
  tier_locked_by: '由 {by} 人工锁定为{tier|tier}。',
  tier_locked_why: '人工锁定为{tier|tier}：{why}。',
  tier_locked_by_why: '由 {by} 人工锁定为{tier|tier}：{why}。',
  tier_kept: '近期销售额未知：保持{tier|tier}。',
  tier_kept_unsure: '非大促的周太少，无法判断：保持{tier|tier}。',
  tier_rising:
    '{abc} 类，变异系数 {cv|decimals}（上限 {limit|decimals}）：连续 {weeks|weeks}指向{tier|tier}，满 {needed|units} 周升级。',
  tier_falling:
    '{abc} 类，变异系数 {cv|decimals}（上限 {limit|decimals}）：连续 {weeks|weeks}指向{tier|tier}，满 {needed|units} 周降级。',
  tier_falling_no_demand: '{abc} 类且没有需求：连续 {weeks|weeks}指向{tier|tier}，满 {needed|units} 周降级。',
  moves_unlock: '解锁后，按销量为{tier|tier}。',
  moves_custom: '只要是定制商品，就保持高价定制。',
  moves_price: '售价低于 {limit|decimals} 时，按销量为{tier|tier}。',
  moves_new: '还有 {weeks|weeks}为新品，之后为{tier|tier}，除非销量已达到更高分层。',
  moves_new_earned: '还有 {weeks|weeks}为新品，之后为{tier|tier}，销量已达标。',
  moves_value: '有了售价和销量记录才能判断。',
  moves_up_going: '再有 {weeks|weeks}达到 {abc} 类或以上且变异系数不超过 {limit|decimals}，升为{tier|tier}。',
  moves_up_value:
    '{abc} 类要求近 13 周销售额达到 {need|money}（现为 {value|units}）；连续 {weeks|weeks}达到且变异系数不超过 {limit|decimals}，升为{tier|tier}。',
  moves_up_class: '连续 {weeks|weeks}达到 {abc} 类且变异系数不超过 {limit|decimals}，升为{tier|tier}。',
  moves_up_cv: '连续 {weeks|weeks}变异系数不超过 {limit|decimals}（现为 {cv|decimals}），升为{tier|tier}。',
  moves_up_demand: '连续 {weeks|weeks}有需求且变异系数不超过 {limit|decimals}，升为{tier|tier}。',
  moves_down_going: '再有 {weeks|weeks}为 C 类或变异系数超过 {limit|decimals}，降为{tier|tier}。',
  moves_down: '连续 {weeks|weeks}为 C 类或变异系数超过 {limit|decimals}，降为{tier|tier}。',
  moves_down_class: '再有 {weeks|weeks}低于 A 类，降为{tier|tier}。',
  gate_off_list: '清单备注表明不在正面清单内：不得采购用于跨境销售。',
  gate_bonded_only: '清单只允许走保税，无法用直邮试销。',
  gate_sells: '已有保税销售：近一年 {units|units} 件。',
  gate_capped: '首次保税备货：最多 {cap|units} 件，即 {days|days}的需求。',
  gate_capped_there:
    '首次保税备货：保税仓在库及在途 {there|units} 件，最多再补 {cap|units} 件（合计 {days|days}的需求）。',
  gate_proven: '需求已验证：{weeks|weeks}有销量，近 {last|weeks}售出 {units|units} 件。',
  gate_locked: '人工锁定，不要求需求验证。',
  gate_proof_weeks: '目前 {weeks|weeks}有销量，需要 {least|units} 周。',
  gate_proof_units: '近 {last|weeks}售出 {units|units} 件，需要 {least|units} 件。',
  gate_proof_unknown: '近 {last|weeks}销量未知。',
  gate_rating: '评分 {rating|decimals}，至少需要 {least|decimals}。',
  gate_rating_unknown: '评分未知，至少需要 {least|decimals}。',
  gate_returns: '退货率 {rate|percent}，上限 {limit|percent}。',
  gate_returns_unknown: '退货率未知，未核对。',
  gate_no_hs: '没有 HS 编码，无法核对正面清单。请补充编码。',
  gate_no_exit: '没有从保税仓发出的退货线路，卖不掉的货无法离开。请补充线路。',
  gate_exit_unknown: '数据中没有退货线路，能否离开保税仓未知。',
  gate_no_demand: '没有需求，无法确定首批数量。',
  gate_moq: '最少下单 {moq|units} 件可卖 {lasts|days}，超过首批的 {days|days}（{cap|units} 件）。',
  gate_life: '首批 {days|days}后卖完时，保质期 {life|days}只剩 {left|percent}，需要 {least|percent}。',
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
  with_overrides: '预测中有 {weeks|weeks}用你的数。',
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
  presale_before:
    '{deposits|units} 件预售定金预计成交中的 {qty|units} 件已从含在途可用扣除：尾款日 {date|date} 前按 {share|percent} 计。',
  presale_after: '{deposits|units} 件预售定金预计成交而未发货的 {qty|units} 件已从含在途可用扣除。',
  presale_counted:
    '{deposits|units} 件预售定金预计成交中的 {qty|units} 件已从含在途可用扣除：按 {share|percent} 计，日历没有尾款日。',
  sell_spot: '{place} 现货 {qty|units} 件。',
  sell_direct: '{place} 有货 {qty|units} 件，走海外直邮。',
  sell_arriving: '{qty|units} 件将到 {place}，{date|date} 前发货。',
  sell_committed: '供应商承诺 {qty|units} 件，{date|date} 前由 {place} 发货。',
  sell_haircut: '{place} 的库存数据陈旧：按 {share|percent} 计。',
  sell_unknown: '{place} 库存未知，不上架。若没货请记 0。',
  sell_unsure: '到 {place} 的 {qty|units} 件已晚到或没有预计到货日，不承诺。请更新。',
  sell_no_lane: '到 {place} 的 {qty|units} 件不承诺：没有线路补货周期。请在线路中补充。',
  sell_too_far: '到 {place} 的 {qty|units} 件不预售：买家要等 {wait|days}，超过上限 {days|days}。',
  sell_owed: '已预售未发货 {qty|units} 件，不再承诺给他人。',
  sell_deposits: '定金 {deposits|units} 件，按 {conversion|percent} 转尾款：预计成交 {expected|units} 件。',
  sell_deposits_booked:
    '定金 {deposits|units} 件，按 {conversion|percent} 转尾款：预计成交 {expected|units} 件，已入账 {booked|units} 件。',
  sell_off_list: '下架：不在正面清单。',
  sell_bonded_only: '海外库存不上架：清单备注只允许该货号走保税。',
  sell_nothing: '下架：没有现货，也没有能及时到的货。',
  sell_throttle: '{model|model}限流：只够 {cover|cover}，到货要 {days|days}。',
  sell_push: '{model|model}加推：超过库存上限，够 {cover|cover}。',
  sell_limit: '每单限购 {qty|units} 件，以便撑到到货。',
  page_no_lane: '没有页面文案：{place} 没有带时效的发货线路。请在线路中补充。',
  page_no_place: '没有页面文案：{place} 没有城市、国家或名称。请在仓库中补充。',
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
  lock_unsigned: '{count|units} tier locks hold without a name or a reason. Add both: {examples}',
  bonded_only_direct:
    '{count|units} SKUs may go through bonded only, but their tier sends them by direct mail. Unlock or delist them: {examples}',
  list_unchecked:
    'No SKU has an HS code: the positive list was not checked for {count|units} first bonded buys. Add the codes: {examples}',
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
  promotion_too_late:
    '{count|units} rows cannot be sure of stock before a promotion begins; the last order day has passed: {examples}',
  no_bonded_lane:
    '{count|units} SKUs are to be bonded, but no replenishment lane leads to a bonded warehouse. Add one: {examples}',
  deposits_without_presale:
    '{count|units} SKUs have new presale deposits, but the calendar has no presale they belong to; not counted. Add its phases deposit and balance with Presale = yes: {examples}',
  sellable_failed:
    '{count|units} SKUs have no line in Sellable: their figures cannot be used. Check stock, inbound and lanes: {examples}',
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
  lock_unsigned: '{count|units} 个锁定分层没有锁定人或理由，仍然有效。请补充：{examples}',
  bonded_only_direct: '{count|units} 个货号只允许走保税，分层却走直邮。请解锁或下架：{examples}',
  list_unchecked: '所有货号都没有 HS 编码：{count|units} 个首次保税备货未核对正面清单。请补充：{examples}',
  abc_by_units: '没有货号有 {examples} 售价：分层按销量而非销售额排序。请补充售价。',
  bad_date: '{count|units} 个日期无法识别，视为未知。请写成 2026-11-23：{examples}',
  bad_policy: '{count|units} 行规则未采用，仍用默认值。请更正：{examples}',
  bad_promotion: '{count|units} 个大促未采用：开始或结束无法识别，或先后颠倒：{examples}',
  retired_policy: '{count|units} 行规则属于旧版本，已不再使用。请删除：{examples}',
  bad_override: '{count|units} 条人工调整的数量、周或失效日无法使用，已采用统计预测。请更正：{examples}',
  override_item: '{count|units} 条人工调整的货号和仓库不在计划内，未采用：{examples}',
  double_override: '{count|units} 条人工调整与另一条同周重复，采用最后一条。请保留一条：{examples}',
  promotion_too_late: '{count|units} 行不能保证在大促开始前到货，最晚下单日已过：{examples}',
  no_bonded_lane: '{count|units} 个货号应转保税，但没有补货线路到任何保税仓。请补充：{examples}',
  deposits_without_presale:
    '{count|units} 个货号有新的预售定金，但大促日历没有对应的预售，未计入。请补充定金、尾款阶段并把“预售”填为“是”：{examples}',
  sellable_failed: '{count|units} 个货号没有可售行：有无法使用的数值。请检查库存、在途和线路：{examples}',
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
