import { coverAhead, type SupplyPeriod } from '../../planning/cover';
import { known, mean, sum } from '../../planning/statistics';
import { inventoryLevel } from '../../planning/turnover';
import { CAPITAL, DOS, DOSFORWARD, GMROI, SLOWMOVING, TURNOVER, TURNOVERDAYS } from '../cover';
import { supplyPeriods } from '../cover-periods';
import { ageingHelp } from './ageing';
import { help, type FamilyHelp } from './types';
import { writeOffHelp } from './write-off';

const SPT = 'Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains';
const CHOPRA = 'Chopra & Meindl, Supply Chain Management';
const both = (text: string) => ({ en: text, zh: text });

/** The last figures of a list, so that a long one stays readable. */
function tail(values: readonly (number | null)[], format: (value: number) => string): string {
  const shown = values.slice(-3).map((value) => (value === null ? '?' : format(value)));
  return (values.length > 3 ? ['…', ...shown] : shown).join(', ');
}

const SIGN: Record<string, string> = { average: 'Ī', trapezoid: '(I₀/2 + I₁ + … + Iₙ/2)/n', closing: 'Iₙ' };

export const coverHelp: FamilyHelp = {
  DOS: help(DOS, {
    formula: { en: 'available / mean(last window days of sales)', zh: '可售 / 最近若干天日销量的均值' },
    source: both(SPT),
    example: 'DOS(361,{38,41,0,47,44})',
    explain: ({ values: [available, sales, window], format }) => {
      const days = known(sales.slice(-window));
      const rate = mean(days) ?? 0;
      const none = available <= 0;
      return {
        filled: none ? '0' : `${format(available)} / ${format(rate)}`,
        steps: [
          {
            name: { en: `Daily sales (known days: ${days.length})`, zh: `日均销量（已知 ${days.length} 天）` },
            expression: days.length > 1 ? `${format(sum(days))} / ${days.length}` : format(rate),
            value: rate,
          },
          {
            name: { en: 'Days of supply', zh: '可售天数' },
            expression: none ? '0' : `${format(available)} / ${format(rate)}`,
            value: none ? 0 : available / rate,
          },
        ],
        words: none
          ? { en: 'Nothing is available, so it lasts 0 days.', zh: '没有可售库存，所以是 0 天。' }
          : {
              en: `At ${format(rate)} a day, ${format(available)} last ${format(available / rate)} days. A promotion ahead is not in this rate: DOSFORWARD with a forecast has it.`,
              zh: `每天卖 ${format(rate)}，${format(available)} 件够卖 ${format(available / rate)} 天。这个速度不含今后的大促：用 DOSFORWARD 按预测算。`,
            },
      };
    },
  }),

  DOSFORWARD: help(DOSFORWARD, {
    formula: {
      en: 'whole periods served + days · stock left / forecast of the period it ends in',
      zh: '够卖的整期天数 + 用完那一期的天数 × 剩余库存 / 该期预测',
    },
    source: both(SPT),
    example: 'DOSFORWARD(120,{40,40,90,60},7,{0,0,30,0})',
    explain: ({ values: [available, forecast, periodDays, receipts], format }) => {
      // an explained row has an answer, so its lists fit
      const periods = supplyPeriods(forecast, periodDays, receipts) as SupplyPeriod[];
      const { days, end, period, left } = coverAhead(available, periods);
      const before = periods.slice(0, period);
      const whole = sum(before.map((one) => one.days));
      const last = periods[period];
      const outlasts = end === 'outlasts' || !last;
      const ratio = outlasts ? '' : `${format(last.days)}·${format(Math.max(0, left))}/${format(last.qty ?? 0)}`;
      const arrived = sum(periods.slice(0, period + 1).map((one) => one.receipt ?? 0));
      return {
        filled: outlasts || left <= 0 ? format(days) : `${format(whole)} + ${ratio}`,
        steps: [
          {
            name: { en: 'Available and arrived', zh: '可售加已到货' },
            expression: `${format(available)} + ${format(arrived)}`,
            value: available + arrived,
          },
          {
            name: { en: 'Whole periods served', zh: '够卖的整期' },
            expression:
              before.length > 6 ? `${before.length}` : before.map((one) => format(one.days)).join(' + ') || '0',
            value: whole,
          },
          ...(outlasts
            ? [{ name: { en: 'Left at the end', zh: '期末剩余' }, expression: format(left), value: left }]
            : [
                {
                  name: { en: `Left for period ${period + 1}`, zh: `留给第 ${period + 1} 期` },
                  expression: format(left),
                  value: left,
                },
                {
                  name: { en: `Days of period ${period + 1}`, zh: `第 ${period + 1} 期中的天数` },
                  expression: left <= 0 ? '0' : ratio,
                  value: days - whole,
                },
              ]),
        ],
        words: outlasts
          ? {
              en: `The stock outlasts the forecast, so ${format(days)} days is a floor. A longer forecast would tell more.`,
              zh: `库存比预测更耐卖，${format(days)} 天只是下限。预测更长才能看得更远。`,
            }
          : left <= 0 && period === 0
            ? {
                en: 'Nothing is there when the forecast begins, so the stock lasts 0 days.',
                zh: '预测开始时没有库存，所以是 0 天。',
              }
            : {
                en: `Demand first meets no stock after ${format(days)} days, in period ${period + 1}. A receipt by the start of that period would carry it further.`,
                zh: `${format(days)} 天后断货，在第 ${period + 1} 期。到货若赶在该期期初，就能卖得更久。`,
              },
      };
    },
  }),

  TURNOVER: help(TURNOVER, {
    formula: 'COGS / Ī · 365 / period_days',
    source: both(CHOPRA),
    example: 'TURNOVER(912500,{380000,410000,350000},365)',
    explain: ({ values: [cogs, inventory, periodDays], answer, format }) => {
      const level = inventoryLevel(known(inventory), 'average') ?? 0;
      const turns = Number(answer[0]);
      return {
        filled: `${format(cogs)} / ${format(level)} · 365 / ${format(periodDays)}`,
        steps: [
          {
            name: { en: 'Average inventory', zh: '平均库存' },
            expression: `(${tail(inventory, format)}) / ${known(inventory).length}`,
            value: level,
          },
          {
            name: { en: 'Cost of goods sold a year', zh: '折算一年的销售成本' },
            expression: `${format(cogs)} · 365 / ${format(periodDays)}`,
            value: (cogs * 365) / periodDays,
          },
          {
            name: { en: 'Turns a year', zh: '年周转次数' },
            expression: `${format((cogs * 365) / periodDays)} / ${format(level)}`,
            value: turns,
          },
        ],
        words: {
          en: `The inventory of ${format(level)} is sold ${format(turns)} times a year. Selling more or holding less raises it.`,
          zh: `平均 ${format(level)} 的库存一年卖出 ${format(turns)} 遍。多卖或少压货都会提高它。`,
        },
      };
    },
  }),

  TURNOVERDAYS: help(TURNOVERDAYS, {
    formula: 'period_days · I / COGS',
    source: both(CHOPRA),
    example: 'TURNOVERDAYS(912500,{380000,410000,350000},365,"trapezoid")',
    explain: ({ values: [cogs, inventory, periodDays, method], answer, format }) => {
      const level = inventoryLevel(known(inventory), method) ?? 0;
      const days = Number(answer[0]);
      return {
        filled: `${format(periodDays)} · ${format(level)} / ${format(cogs)}`,
        steps: [
          {
            name: { en: `Inventory, ${method}`, zh: '库存' },
            expression: `${SIGN[method] ?? ''}: ${tail(inventory, format)}`,
            value: level,
          },
          {
            name: { en: 'Turnover days', zh: '周转天数' },
            expression: `${format(periodDays)} · ${format(level)} / ${format(cogs)}`,
            value: days,
          },
        ],
        words: {
          en: `At the pace of the period, the inventory of ${format(level)} takes ${format(days)} days to sell. Other methods of taking the inventory give other days.`,
          zh: `按本期的速度，${format(level)} 的库存要 ${format(days)} 天卖完。库存口径不同，天数也不同。`,
        },
      };
    },
  }),

  SLOWMOVING: help(SLOWMOVING, {
    formula: 'max(0, on_hand − threshold_days·daily_sales)·unit_cost',
    source: {
      en: 'Stock beyond the cover of a threshold, 90 or 180 days in Chinese planning practice',
      zh: '超出门槛天数的库存，国内计划常用 90 或 180 天',
    },
    example: 'SLOWMOVING(1000,5,90,20)',
    explain: ({ values: [onHand, dailySales, threshold, cost], answer, format }) => {
      const healthy = threshold * dailySales;
      const beyond = Math.max(0, onHand - healthy);
      return {
        filled: `max(0, ${format(onHand)} − ${format(threshold)}·${format(dailySales)})·${format(cost)}`,
        steps: [
          {
            name: { en: 'Sold within the threshold', zh: '门槛天数内可卖' },
            expression: `${format(threshold)}·${format(dailySales)}`,
            value: healthy,
          },
          {
            name: { en: 'Units beyond it', zh: '超出的件数' },
            expression: `max(0, ${format(onHand)} − ${format(healthy)})`,
            value: beyond,
          },
          {
            name: { en: 'Slow-moving', zh: '滞销' },
            expression: `${format(beyond)}·${format(cost)}`,
            value: Number(answer[0]),
          },
        ],
        words: beyond
          ? {
              en: `${format(beyond)} of ${format(onHand)} units would not sell within ${format(threshold)} days at ${format(dailySales)} a day. Faster sales would shrink this.`,
              zh: `按每天 ${format(dailySales)} 件，${format(onHand)} 件中有 ${format(beyond)} 件 ${format(threshold)} 天内卖不完。卖得更快，滞销就会减少。`,
            }
          : {
              en: `All ${format(onHand)} units sell within ${format(threshold)} days at ${format(dailySales)} a day, so nothing is slow-moving.`,
              zh: `按每天 ${format(dailySales)} 件，${format(onHand)} 件 ${format(threshold)} 天内都能卖完，没有滞销。`,
            },
      };
    },
  }),

  ...ageingHelp,
  ...writeOffHelp,

  CAPITAL: help(CAPITAL, {
    formula: '(on_hand + in_transit)·unit_cost [·annual_rate·days/365]',
    source: both(CHOPRA),
    example: 'CAPITAL(300,200,42.5,8%,30)',
    explain: ({ values: [onHand, inTransit, cost, rate, days], answer, format }) => {
      const value = (onHand + inTransit) * cost;
      const base = `(${format(onHand)} + ${format(inTransit)})·${format(cost)}`;
      const tied = { name: { en: 'Capital tied up', zh: '占用资金' }, expression: base, value };
      if (rate === null || days === null)
        return {
          filled: base,
          steps: [tied],
          words: {
            en: `${format(onHand)} on hand and ${format(inTransit)} in transit tie up ${format(value)}. Add a rate and days for their carrying cost.`,
            zh: `在库 ${format(onHand)} 件、在途 ${format(inTransit)} 件，占用资金 ${format(value)}。加上年利率和天数可算资金成本。`,
          },
        };
      const percent = `${format(rate * 100)}%`;
      const carrying = Number(answer[0]);
      return {
        filled: `${base}·${percent}·${format(days)}/365`,
        steps: [
          tied,
          {
            name: { en: 'Carrying cost', zh: '资金成本' },
            expression: `${format(value)}·${percent}·${format(days)}/365`,
            value: carrying,
          },
        ],
        words: {
          en: `${format(value)} tied up for ${format(days)} days at ${percent} a year costs ${format(carrying)}. Each day less saves ${format((value * rate) / 365)}.`,
          zh: `${format(value)} 占用 ${format(days)} 天，年利率 ${percent}，资金成本 ${format(carrying)}。每少一天省 ${format((value * rate) / 365)}。`,
        },
      };
    },
  }),

  GMROI: help(GMROI, {
    formula: 'gross_margin·365/period_days / average_inventory',
    source: both('Levy & Weitz, Retailing Management'),
    example: 'GMROI(120000,200000,91)',
    explain: ({ values: [margin, inventory, periodDays], answer, format }) => {
      const annual = (margin * 365) / periodDays;
      const value = Number(answer[0]);
      return {
        filled: `${format(margin)}·365/${format(periodDays)} / ${format(inventory)}`,
        steps: [
          {
            name: { en: 'Gross margin a year', zh: '折算一年的毛利' },
            expression: `${format(margin)}·365/${format(periodDays)}`,
            value: annual,
          },
          {
            name: { en: 'Return on inventory', zh: '库存毛利回报' },
            expression: `${format(annual)} / ${format(inventory)}`,
            value,
          },
        ],
        words: {
          en: `Each 1 of inventory at cost earns ${format(value)} of gross margin a year. A better margin or less stock for the same sales raises it.`,
          zh: `每 1 元库存成本一年带来 ${format(value)} 元毛利。毛利更高，或同样销量压货更少，都会提高它。`,
        },
      };
    },
  }),
};
