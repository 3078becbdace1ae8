import { safetyStockForFillRate } from '../../planning/fill-rate';
import { normalQuantile } from '../../planning/normal';
import { normalLoss } from '../../planning/normal-loss';
import { protectionSd } from '../../planning/safety-stock';
import { protectionPeriods, SAFETYSTOCK, SAFETYSTOCKDYN, SAFETYSTOCKFILL } from '../safety-stock';
import { both, percent, SPT, zStep } from './replenishment-parts';
import { help, type FamilyHelp } from './types';

const plus = (numbers: readonly string[]): string =>
  (numbers.length > 6 ? [...numbers.slice(0, 3), '…', ...numbers.slice(-1)] : numbers).join(' + ');

export const safetyStockHelp: FamilyHelp = {
  SAFETYSTOCK: help(SAFETYSTOCK, {
    formula: 'z·√((R+L)·σ² + d²·σL²)',
    source: {
      en: 'Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, §6; Chopra & Meindl, Supply Chain Management',
      zh: 'Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, §6；Chopra & Meindl, Supply Chain Management',
    },
    example: 'SAFETYSTOCK(95%,20,8,40,6)',
    explain: ({ values: [level, mean, sd, lead, leadSd, review], answer, format }) => {
      const z = normalQuantile(level);
      const fromDemand = (review + lead) * sd * sd;
      const fromLead = mean * mean * leadSd * leadSd;
      const total = protectionSd({
        demandMean: mean,
        demandSd: sd,
        leadTime: lead,
        leadTimeSd: leadSd,
        reviewPeriod: review,
      });
      const stock = answer[0] as number;
      const leadShare = fromLead / (fromDemand + fromLead);
      const byLead = leadShare > 0.5;
      const intervals = `${format(review)} + ${format(lead)}`;
      return {
        filled: `${format(z)}·√((${intervals})·${format(sd)}² + ${format(mean)}²·${format(leadSd)}²)`,
        steps: [
          zStep(level, z, format),
          {
            name: { en: 'Variance from demand', zh: '来自需求的方差' },
            expression: `(${intervals})·${format(sd)}²`,
            value: fromDemand,
          },
          {
            name: { en: 'Variance from lead time', zh: '来自补货周期的方差' },
            expression: `${format(mean)}²·${format(leadSd)}²`,
            value: fromLead,
          },
          {
            name: { en: 'Standard deviation over the protection interval', zh: '保障期标准差' },
            expression: `√(${format(fromDemand)} + ${format(fromLead)})`,
            value: total,
          },
          {
            name: { en: 'Safety stock', zh: '安全库存' },
            expression: `${format(z)}·${format(total)}`,
            value: stock,
          },
        ],
        words:
          total === 0
            ? { en: 'Nothing varies, so no safety stock is needed.', zh: '需求和补货周期都不波动，不需要安全库存。' }
            : stock < 0
              ? {
                  en: `A service level below 50% accepts stock-outs in most intervals, so the stock lies ${format(-stock)} under mean demand.`,
                  zh: `服务水平低于 50%，多数保障期允许缺货，因此库存比平均需求少 ${format(-stock)} 件。`,
                }
              : {
                  en: `Keep ${format(stock)} above mean demand and ${percent(level, format)} of protection intervals end without a stock-out. ${percent(byLead ? leadShare : 1 - leadShare, format)} of the variance comes from ${byLead ? 'the lead time: a steadier one saves most' : 'demand: a better forecast saves most'}.`,
                  zh: `比平均需求多备 ${format(stock)} 件，${percent(level, format)} 的保障期不会缺货。方差的 ${percent(byLead ? leadShare : 1 - leadShare, format)} 来自${byLead ? '补货周期：让它更稳定最省库存' : '需求：预测更准最省库存'}。`,
                },
      };
    },
  }),

  SAFETYSTOCKFILL: help(SAFETYSTOCKFILL, {
    formula: 'z·σ, G(z) = (1 − β)·Q/σ',
    source: both('Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, §6.7 (P2)'),
    example: 'SAFETYSTOCKFILL(98%,130,400)',
    explain: ({ values: [rate, sd, lot], answer, format }) => {
      const stock = answer[0] as number;
      if (sd === 0)
        return {
          filled: '0',
          steps: [{ name: { en: 'Safety stock', zh: '安全库存' }, expression: 'σ = 0', value: 0 }],
          words: { en: 'Nothing varies, so no safety stock is needed.', zh: '需求不波动，不需要安全库存。' },
        };
      const allowed = (1 - rate) * lot;
      const z = safetyStockForFillRate(rate, sd, lot) / sd;
      return {
        filled: `${format(z)}·${format(sd)}, G(${format(z)}) = (1 − ${percent(rate, format)})·${format(lot)}/${format(sd)}`,
        steps: [
          {
            name: { en: 'Units that may be short in each lot', zh: '每批允许缺货的件数' },
            expression: `(1 − ${percent(rate, format)})·${format(lot)}`,
            value: allowed,
          },
          {
            name: { en: 'Normal loss that gives', zh: '对应的正态损失 G(z)' },
            expression: `${format(allowed)} / ${format(sd)}`,
            value: allowed / sd,
          },
          {
            name: { en: 'z with that loss', zh: '损失为此值的 z' },
            expression: `G⁻¹(${format(allowed / sd)})`,
            value: z,
          },
          {
            name: { en: 'Safety stock', zh: '安全库存' },
            expression: `${format(z)}·${format(sd)}`,
            value: stock,
          },
        ],
        words:
          stock < 0
            ? {
                en: `Lots of ${format(lot)} serve more than ${percent(rate, format)} by themselves: without safety stock only ${format(normalLoss(0) * sd)} are short in each. 0 is enough.`,
                zh: `每批 ${format(lot)} 件本身就能满足超过 ${percent(rate, format)}：不备安全库存，每批也只缺 ${format(normalLoss(0) * sd)} 件。取 0 即可。`,
              }
            : {
                en: `With ${format(stock)} in safety stock about ${format(allowed)} of every ${format(lot)} units are short. Larger lots need less safety stock for the same fill rate.`,
                zh: `备 ${format(stock)} 件安全库存，每 ${format(lot)} 件约缺 ${format(allowed)} 件。批量越大，同样满足率所需的安全库存越少。`,
              },
      };
    },
  }),

  SAFETYSTOCKDYN: help(SAFETYSTOCKDYN, {
    formula: 'z·√(Σ(cv·F_i)² + F̄²·σL²), i = t+1 … t+L+R',
    source: SPT,
    example: 'SAFETYSTOCKDYN({100,100,100,300,100,100,100},30%,95%,2)',
    explain: ({ values: [forecast, cv, level, lead, review, leadSd], answer, format }) => {
      // an explained row has an answer, so the interval is whole and its first one known
      const periods = protectionPeriods(lead, review) as number;
      const window = forecast.slice(1, periods + 1).map((value) => value ?? 0);
      const z = normalQuantile(level);
      const total = window.reduce((sum, value) => sum + value, 0);
      const errors = window.reduce((sum, value) => sum + (cv * value) ** 2, 0);
      const mean = total / periods;
      const fromLead = mean * mean * leadSd * leadSd;
      const stocks = answer.filter((one): one is number => typeof one === 'number');
      const [least, most] = [Math.min(...stocks), Math.max(...stocks)];
      const peak = answer.indexOf(most);
      return {
        filled: `${format(z)}·√(${format(errors)} + ${format(mean)}²·${format(leadSd)}²)`,
        steps: [
          {
            name: { en: 'Forecasts of the first protection interval', zh: '第一个保障期的预测之和' },
            expression: plus(window.map(format)),
            value: total,
          },
          {
            name: { en: 'Variance of the forecast errors', zh: '预测误差的方差' },
            expression: plus(window.map((value) => `(${format(cv)}·${format(value)})²`)),
            value: errors,
          },
          {
            name: { en: 'Variance from lead time', zh: '来自补货周期的方差' },
            expression: `(${format(total)} / ${periods})²·${format(leadSd)}²`,
            value: fromLead,
          },
          zStep(level, z, format),
          {
            name: { en: 'Safety stock of the first period', zh: '第一期的安全库存' },
            expression: `${format(z)}·√(${format(errors)} + ${format(fromLead)})`,
            value: stocks[0] as number,
          },
        ],
        words: {
          en: `Each value covers the ${periods} periods after its own, so it rises ahead of a peak. It runs from ${format(least)} to ${format(most)}, highest at forecast ${peak + 1}.`,
          zh: `每个值保障其后的 ${periods} 期，因此在高峰之前上升。范围 ${format(least)} 到 ${format(most)}，最高在第 ${peak + 1} 个预测期。`,
        },
      };
    },
  }),
};
