import type { Bilingual } from '../tables';

/** Rules of a forecast as a sentence names them. */
export const METHOD_PHRASES: Readonly<Record<string, Bilingual>> = {
  mean: { en: 'the mean of the history', zh: '历史均值' },
  smoothing: { en: 'a mean that favours recent weeks', zh: '偏重近期的均值' },
  trend: { en: 'a trend that levels off', zh: '渐缓的趋势' },
  seasonal: { en: 'the season', zh: '季节' },
  intermittent: { en: 'how often and how much it sells', zh: '成交频率与每次数量' },
  launch: { en: 'the start of other new items', zh: '其他新品的起步' },
  robust: { en: 'a usual week', zh: '平常周' },
};

/** What a forecast is made of; see renderSentence for the formats. */
export const forecastWordsEn = {
  forecast_no_record: 'No forecast: no sales record. If nothing was sold, record 0.',
  forecast_no_demand: 'No demand in {weeks|weeks}, so none is expected.',
  forecast_class_smooth: 'Sells steadily.',
  forecast_class_erratic: 'Sells most weeks, in very different quantities.',
  forecast_class_intermittent: 'Sells now and then, in similar quantities.',
  forecast_class_lumpy: 'Sells now and then, in very different quantities.',
  forecast_class_new: 'New: first sold {weeks|weeks} ago.',
  forecast_class_dying: 'Has all but stopped selling, and not by chance.',
  forecast_class_none: 'No demand.',
  forecast_method: 'Forecast from {method|method}.',
  forecast_methods:
    'Forecast for {percent|percent} from {method|method}, for {second_percent|percent} from {second|method}, as past forecasts did best.',
  forecast_uplift_own:
    'A week of promotion sells {uplift|decimals} times as much as one without, from {weeks|weeks} of its own promotions and those of items like it.',
  forecast_uplift_others:
    'A week of promotion is taken to sell {uplift|decimals} times as much as one without, as with {items|units} other items: this one has had none.',
  forecast_uplift_unknown:
    'Promotions run in {weeks|weeks} ahead, but no past promotion says what they sell, so they add nothing. Give their uplift in the promotions.',
  forecast_uplift_given: 'Promotions with an uplift that you gave run in {weeks|weeks} ahead.',
  forecast_dip: 'In the seven days after a promotion {percent|percent} of demand is missing.',
  forecast_calendar_short:
    'The promotion calendar covers {weeks|weeks} of the {horizon|weeks} ahead; beyond it no promotion is assumed.',
  forecast_season_category: 'The season is that of its category.',
  forecast_season_all: 'The season is that of all {items|units} items together.',
  forecast_launch: 'It has little history of its own: {items|units} items that were new before lend theirs.',
  forecast_signal:
    '{signal|signal} of the last weeks change the next week’s forecast by {change|percent}, fading over {weeks|weeks}: in past forecasts that helped.',
  forecast_accuracy:
    'Forecasts made in the past were off by {wape|percent} of demand by week, with a bias of {bias|percent} (above 0: too low).',
  forecast_not_tested: 'Its history of {weeks|weeks} is too short to test a forecast on.',
};

export const forecastWordsZh: Record<keyof typeof forecastWordsEn, string> = {
  forecast_no_record: '无预测：没有销量记录。若确实没卖，请记 0。',
  forecast_no_demand: '{weeks|weeks}没有需求，预计今后也没有。',
  forecast_class_smooth: '销量平稳。',
  forecast_class_erratic: '多数周有销量，但数量起伏大。',
  forecast_class_intermittent: '时有时无，每次数量相近。',
  forecast_class_lumpy: '时有时无，每次数量差别大。',
  forecast_class_new: '新品：{weeks|weeks}前首次售出。',
  forecast_class_dying: '几乎已停售，并非偶然。',
  forecast_class_none: '没有需求。',
  forecast_method: '按{method|method}预测。',
  forecast_methods:
    '{percent|percent} 按{method|method}、{second_percent|percent} 按{second|method}预测，因为过去的预测这样最准。',
  forecast_uplift_own: '大促一周的销量为平常的 {uplift|decimals} 倍，依据自身 {weeks|weeks}大促及同类商品。',
  forecast_uplift_others: '大促一周按平常的 {uplift|decimals} 倍计，依据其他 {items|units} 个商品：本品还没有过大促。',
  forecast_uplift_unknown: '今后 {weeks|weeks}有大促，但没有过往大促可以参考，因此未计增量。请在大促表中填增幅。',
  forecast_uplift_given: '今后 {weeks|weeks}的大促按你给定的增幅计。',
  forecast_dip: '大促后七天内需求少 {percent|percent}。',
  forecast_calendar_short: '大促日历只到今后 {weeks|weeks}（预测 {horizon|weeks}），其后按没有大促计。',
  forecast_season_category: '季节取自同类商品。',
  forecast_season_all: '季节取自全部 {items|units} 个商品。',
  forecast_launch: '自身历史很少：借用此前 {items|units} 个新品的起步。',
  forecast_signal: '近几周的{signal|signal}使下周预测变化 {change|percent}，{weeks|weeks}内递减：过去的预测因此更准。',
  forecast_accuracy: '过去的预测按周平均偏离需求的 {wape|percent}，偏差 {bias|percent}（大于 0 表示偏低）。',
  forecast_not_tested: '自身历史只有 {weeks|weeks}，不足以检验预测。',
};
