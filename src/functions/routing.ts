import { crossBorderTax } from '../planning/cross-border-tax';
import { areaOf } from '../planning/places';
import { promisedDay, promiseText } from '../planning/promise';
import { routeOrder } from '../planning/routing';
import { choice, date, fault, flag, number, rowFunction, text } from './engine';

/**
 * How one order goes out, and why: bonded, direct, presale or refuse, and a reason code. Fast into a metro area goes bonded
 * first, patient or remote by direct mail first, else the cheaper way where both costs are known, bonded on a tie. If the
 * first choice is short or not allowed: the other, then presale, then refuse. An order is never split.
 */
export const ROUTE = rowFunction({
  id: 'ROUTE',
  parameters: [
    number('quantity', '数量', { above: 0 }),
    choice('service', '时效偏好', { fast: ['快'], standard: ['标准', '普通'], patient: ['耐心等待', '耐心'] }),
    text('area', '区域'),
    number('bonded_available', '保税可售'),
    number('direct_available', '直邮可售'),
    number('presale_available', '预售可售', { default: 0 }),
    flag('direct_allowed', '允许直邮', { default: true }),
    number('bonded_cost', '保税成本', { min: 0, default: null }),
    number('direct_cost', '直邮成本', { min: 0, default: null }),
  ],
  row: (quantity, service, area, bonded, direct, presale, directAllowed, bondedCost, directCost) => {
    const route = routeOrder({
      quantity,
      service,
      area: areaOf(area),
      bondedAvailable: bonded,
      directAvailable: direct,
      presaleAvailable: presale,
      directAllowed,
      bondedCost,
      directCost,
    });
    return [route.choice, route.reason];
  },
});

/** The last day a date can show, 9999-12-31, as a day since 1970-01-01. */
const LAST_DAY = 2_932_896;

/**
 * Text for the product page: where the goods ship from, whether they clear customs, and the days P50–P90 of delivery; for a
 * presale the day by which they are dispatched (P90). Days are added to the paid date, in Beijing time, and rounded up.
 */
export const PROMISE = rowFunction({
  id: 'PROMISE',
  parameters: [
    choice('model', '履约模式', {
      bonded: ['保税', '保税仓'],
      direct: ['直邮', '海外直邮'],
      presale: ['预售'],
    }),
    text('ship_from', '发货地'),
    date('paid_at', '付款时间'),
    number('p50_days', 'P50 天数', { min: 0 }),
    number('p90_days', 'P90 天数', { min: 0 }),
    choice(
      'language',
      '语言',
      { zh: ['中文', 'zh-cn', 'chinese'], en: ['英文', '英语', 'en-us', 'english'] },
      { default: 'zh' },
    ),
  ],
  row: (model, shipFrom, paidAt, p50Days, p90Days, language) => {
    if (p90Days < p50Days) return fault('below', 'p90_days', { min: p50Days });
    const longest = LAST_DAY - Math.floor(paidAt);
    if (promisedDay(paidAt, p90Days) > LAST_DAY) return fault('over', 'p90_days', { max: longest });
    return promiseText({ model, shipFrom, paidAt, p50Days, p90Days, language });
  },
});

/**
 * Tax of a cross-border e-commerce retail import (跨境综合税), the status, and the annual limit used afterwards. Within both
 * limits: value·(ct+vat)/(1−ct)·70%. One single item over the single limit but within the annual one: duty, consumption tax
 * and VAT in full. Otherwise refused: no tax, the annual limit stays as it was. 财关税〔2016〕18号, 财关税〔2018〕49号.
 */
export const CBECTAX = rowFunction({
  id: 'CBECTAX',
  parameters: [
    number('unit_value', '单件完税价格', { min: 0 }),
    number('quantity', '数量', { min: 1, whole: true }),
    number('vat', '增值税率', { within: [0, 1], default: 0.13 }),
    number('consumption_tax', '消费税率', { min: 0, below: 1, default: 0 }),
    number('tariff', '关税率', { min: 0, default: 0 }),
    number('annual_used', '已用额度', { min: 0, default: 0 }),
    number('single_limit', '单次限值', { min: 0, default: 5000 }),
    number('annual_limit', '年度限值', { min: 0, default: 26000 }),
  ],
  row: (unitValue, quantity, vat, consumptionTax, tariff, annualUsed, singleLimit, annualLimit) => {
    const { tax, status, annualAfter } = crossBorderTax({
      unitValue,
      quantity,
      vat,
      consumptionTax,
      tariff,
      annualUsed,
      singleLimit,
      annualLimit,
    });
    return [tax ?? '', status, annualAfter];
  },
});
