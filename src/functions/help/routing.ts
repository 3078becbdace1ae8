import { compositeRate, fullTax } from '../../planning/cross-border-tax';
import { areaOf } from '../../planning/places';
import { formatDay } from '../../planning/calendar';
import { promisedDay } from '../../planning/promise';
import type { RouteReason } from '../../planning/routing';
import { CBECTAX, PROMISE, ROUTE } from '../routing';
import type { Text } from '../words/types';
import { help, type FamilyHelp, type Step } from './types';

const REASONS: Record<RouteReason, Text> = {
  metro_fast: {
    en: 'A fast order into a metro area goes bonded while bonded stock covers it.',
    zh: '主要城市圈的快单，保税有货就走保税。',
  },
  patient: {
    en: 'The buyer will wait, so it goes by direct mail while that stock covers it.',
    zh: '买家愿意等，直邮有货就走直邮。',
  },
  remote: {
    en: 'The area is remote, so it goes by direct mail while that stock covers it.',
    zh: '收货地偏远，直邮有货就走直邮。',
  },
  cheaper: { en: 'It costs less this way, and the stock covers it.', zh: '这种方式更便宜，而且有货。' },
  default: {
    en: 'Nothing speaks for direct mail, so bonded goes first. Costs of both ways would decide by cost.',
    zh: '没有优先直邮的理由，先走保税。填两种成本可按成本决定。',
  },
  fallback_bonded_short: {
    en: 'Bonded came first but is short, so it goes by direct mail. An order is never split.',
    zh: '首选保税但库存不够，改走直邮。订单不拆分。',
  },
  fallback_direct_short: {
    en: 'Direct mail came first but is short, so it goes bonded. An order is never split.',
    zh: '首选直邮但库存不够，改走保税。订单不拆分。',
  },
  direct_not_allowed: {
    en: 'Direct mail came first but is not allowed, so it goes bonded.',
    zh: '首选直邮但不允许，改走保税。',
  },
  presale_stock: {
    en: 'Neither way covers it now, but stock to come does.',
    zh: '两种方式现在都不够，可预售数量够。',
  },
  no_stock: {
    en: 'No stock covers it, not even stock to come. More stock, or a smaller order, would change that.',
    zh: '现货和可预售数量都不够。补货或减少数量才行。',
  },
};

const percent = (share: number, format: (value: number) => string): string => `${format(share * 100)}%`;

export const routingHelp: FamilyHelp = {
  ROUTE: help(ROUTE, {
    formula: {
      en: 'fast and metro → bonded; patient or remote → direct; else the cheaper, bonded on a tie; short or not allowed → the other → presale → refuse',
      zh: '快单且主要城市圈 → 保税；耐心等待或偏远 → 直邮；其余取便宜者，相同取保税；不够或不允许 → 另一种 → 预售 → 拒绝',
    },
    source: {
      en: 'Routing rule of bonded and direct-mail operations; metro = tier 1 and new tier 1 cities (2022 list)',
      zh: '保税与直邮双模式分仓规则；主要城市圈 = 一线与新一线城市（2022 年名单）',
    },
    example: 'ROUTE(2,"fast","上海",5,40)',
    explain: ({ values, answer, format }) => {
      const [quantity, service, area, bonded, direct, presale, allowed, bondedCost, directCost] = values;
      const [choice, reason] = answer as [string, RouteReason];
      const compare = (stock: number): string =>
        `${format(stock)} ${stock >= quantity ? '≥' : '<'} ${format(quantity)}`;
      const steps: Step[] = [
        { name: { en: 'Area', zh: '区域' }, expression: area.trim(), value: areaOf(area) },
        { name: { en: 'Service', zh: '时效偏好' }, expression: service, value: service },
        ...(bondedCost !== null && directCost !== null
          ? [
              {
                name: { en: 'Cost bonded, direct', zh: '保税成本、直邮成本' },
                expression: `${format(bondedCost)}, ${format(directCost)}`,
                value: bondedCost <= directCost ? 'bonded' : 'direct',
              },
            ]
          : []),
        { name: { en: 'Bonded', zh: '保税' }, expression: compare(bonded), value: bonded >= quantity ? '✓' : '–' },
        {
          name: { en: 'Direct', zh: '直邮' },
          expression: allowed ? compare(direct) : 'direct_allowed = FALSE',
          value: allowed && direct >= quantity ? '✓' : '–',
        },
        { name: { en: 'Presale', zh: '预售' }, expression: compare(presale), value: presale >= quantity ? '✓' : '–' },
      ];
      return { filled: `${service}, ${areaOf(area)} → ${choice} (${reason})`, steps, words: REASONS[reason] };
    },
  }),

  PROMISE: help(PROMISE, {
    formula: {
      en: 'paid date + ⌈p50_days⌉ to paid date + ⌈p90_days⌉; presale: by paid date + ⌈p90_days⌉',
      zh: '付款日 + ⌈P50 天数⌉ 至 付款日 + ⌈P90 天数⌉；预售：付款日 + ⌈P90 天数⌉ 前',
    },
    source: {
      en: 'JD Worldwide service rules: dispatch within 48 hours, first scan within 72, presale from the last promised day; check the rules of your platform',
      zh: '京东国际服务规则：48 小时内发货、72 小时内揽收，预售按最晚承诺日起算；请核对你所在平台的规则',
    },
    example: 'PROMISE("bonded","宁波","2026-11-23",2,4,"zh")',
    explain: ({ values: [model, , paidAt, p50Days, p90Days], answer, format }) => {
      const paid = formatDay(Math.floor(paidAt));
      const [from, to] = [p50Days, p90Days].map((days) => formatDay(promisedDay(paidAt, days))) as [string, string];
      const presale = model === 'presale';
      const step = (name: Text, days: number, value: string): Step => ({
        name,
        expression: `${paid} + ⌈${format(days)}⌉`,
        value,
      });
      return {
        filled: String(answer[0]),
        steps: [
          ...(presale ? [] : [step({ en: 'Half arrive by (P50)', zh: '一半送达（P50）' }, p50Days, from)]),
          step(
            presale
              ? { en: 'Nine of ten ship by (P90)', zh: '九成发货（P90）' }
              : { en: 'Nine of ten arrive by (P90)', zh: '九成送达（P90）' },
            p90Days,
            to,
          ),
        ],
        words: presale
          ? {
              en: `Nine of ten such orders ship by ${to}, so the page promises that day. A lead time with less spread would allow an earlier one.`,
              zh: `九成同类订单在 ${to} 前发出，所以承诺这一天。补货周期更稳定，就能承诺得更早。`,
            }
          : {
              en: `Half of such orders arrive by ${from}, nine of ten by ${to}. Days count from the paid date and are rounded up, so no day is promised too early.`,
              zh: `一半同类订单在 ${from} 前送达，九成在 ${to} 前。天数从付款日算起并向上取整，不会承诺过早。`,
            },
      };
    },
  }),

  CBECTAX: help(CBECTAX, {
    formula: {
      en: 'in limit: v·(ct + vat)/(1 − ct)·70%; single item: d + ct·(v + d)/(1 − ct) + vat·(v + d + consumption tax), d = v·tariff',
      zh: '限值内：v·(ct + vat)/(1 − ct)·70%；单件超限：d + ct·(v + d)/(1 − ct) + vat·(v + d + 消费税)，d = v·关税率',
    },
    source: {
      en: '财关税〔2016〕18号, 财关税〔2018〕49号: limits of CNY 5,000 and 26,000 since 2019-01-01. Not legal advice: check with your customs broker',
      zh: '财关税〔2016〕18号、财关税〔2018〕49号：自 2019-01-01 起单次 5,000 元、年度 26,000 元。不构成法律意见，请与清关行核对',
    },
    example: 'CBECTAX(425,1,13%,15%)',
    explain: ({ values, answer, format }) => {
      const [unit, quantity, vat, consumptionTax, tariff, used, singleLimit, annualLimit] = values;
      const value = unit * quantity;
      const [tax, status] = answer;
      const steps: Step[] = [
        {
          name: { en: 'Value, against the single limit', zh: '交易金额，对单次限值' },
          expression: `${format(unit)}·${format(quantity)} ${value <= singleLimit ? '≤' : '>'} ${format(singleLimit)}`,
          value,
        },
        {
          name: { en: 'Used this year, against the annual limit', zh: '年度累计，对年度限值' },
          expression: `${format(used)} + ${format(value)} ${used + value <= annualLimit ? '≤' : '>'} ${format(annualLimit)}`,
          value: used + value,
        },
      ];
      const ct = percent(consumptionTax, format);
      if (status === 'refused')
        return {
          filled: 'refused',
          steps,
          words:
            used + value > annualLimit * (1 + 1e-9)
              ? {
                  en: `With ${format(value)} the buyer would pass the annual limit of ${format(annualLimit)}, so this channel is closed. Nothing of the limit is used.`,
                  zh: `加上 ${format(value)} 会超过年度限值 ${format(annualLimit)}，不能走此渠道。额度不变。`,
                }
              : {
                  en: `${format(quantity)} items over the single limit of ${format(singleLimit)} are refused; only one single item may pass it. Splitting an order to fit the limit is not allowed.`,
                  zh: `${format(quantity)} 件合计超过单次限值 ${format(singleLimit)}，不能走此渠道；只有单件商品可以超限。不得拆单避限。`,
                },
        };
      if (status === 'in_limit') {
        const rate = compositeRate(vat, consumptionTax);
        return {
          filled: `${format(value)}·(${ct} + ${percent(vat, format)})/(1 − ${ct})·70%`,
          steps: [
            ...steps,
            {
              name: { en: 'Composite rate', zh: '综合税率' },
              expression: `(${ct} + ${percent(vat, format)})/(1 − ${ct})·70%`,
              value: percent(rate, format),
            },
            {
              name: { en: 'Tax', zh: '税额' },
              expression: `${format(value)}·${percent(rate, format)}`,
              value: Number(tax),
            },
          ],
          words: {
            en: `Within both limits there is no tariff, and VAT and consumption tax are levied at 70%. Over ${format(singleLimit)} the full tax would be due.`,
            zh: `在两个限值内：免关税，增值税与消费税按 70% 征收。超过 ${format(singleLimit)} 则全额征税。`,
          },
        };
      }
      const full = fullTax(value, { tariff, consumptionTax, vat });
      const base = value + full.duty;
      return {
        filled: `${format(full.duty)} + ${format(full.consumptionTax)} + ${format(full.vat)}`,
        steps: [
          ...steps,
          {
            name: { en: 'Duty', zh: '关税' },
            expression: `${format(value)}·${percent(tariff, format)}`,
            value: full.duty,
          },
          {
            name: { en: 'Consumption tax', zh: '消费税' },
            expression: `${format(base)}/(1 − ${ct})·${ct}`,
            value: full.consumptionTax,
          },
          {
            name: { en: 'VAT', zh: '增值税' },
            expression: `(${format(base)} + ${format(full.consumptionTax)})·${percent(vat, format)}`,
            value: full.vat,
          },
        ],
        words: {
          en: `One single item over ${format(singleLimit)} stays in the channel while the annual limit holds, but is taxed in full. Within the limit 70% of VAT and consumption tax would do.`,
          zh: `单件超过 ${format(singleLimit)}，年度限值内仍可走此渠道，但全额征税。限值内则只征增值税与消费税的 70%。`,
        },
      };
    },
  }),
};
