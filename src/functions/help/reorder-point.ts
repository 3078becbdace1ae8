import { normalCdf, normalQuantile } from '../../planning/normal';
import { normalLoss } from '../../planning/normal-loss';
import { known, mean as meanOf } from '../../planning/statistics';
import { FILLRATE, LEADTIMEDEMAND, REORDERPOINT, SERVICELEVEL } from '../reorder-point';
import type { Text } from '../words/types';
import { both, leadTimeSteps, percent, SPT, zStep } from './replenishment-parts';
import { help, type FamilyHelp, type Step } from './types';

const REORDER = { en: 'Reorder point', zh: '再订货点' };

export const reorderPointHelp: FamilyHelp = {
  REORDERPOINT: help(REORDERPOINT, {
    formula: {
      en: 'm = d·L, v = L·σ² + d²·σL²; normal: m + z·√v; gamma: F⁻¹(p), shape m²/v, scale v/m; negbin: F⁻¹(p), r = m²/(v−m), p = m/v; poisson: F⁻¹(p), mean m',
      zh: 'm = d·L，v = L·σ² + d²·σL²；normal：m + z·√v；gamma：F⁻¹(p)，形状 m²/v，尺度 v/m；negbin：F⁻¹(p)，r = m²/(v−m)，p = m/v；poisson：F⁻¹(p)，均值 m',
    },
    source: {
      en: `${SPT.en}; Boylan & Syntetos (2021), Intermittent Demand Forecasting`,
      zh: `${SPT.zh}；Boylan & Syntetos (2021), Intermittent Demand Forecasting`,
    },
    example: 'REORDERPOINT(95%,20,8,40,6,"gamma")',
    explain: ({ values: [level, demandMean, demandSd, lead, leadSd, asked], answer, format }) => {
      const point = answer[0] as number;
      const moments = leadTimeSteps(demandMean, demandSd, lead, leadSd, format);
      const [m, v] = moments.map(({ value }) => value) as [number, number];
      const asPoisson = asked === 'negbin' && v <= m;
      const distribution = asPoisson ? 'poisson' : asked;
      const z = normalQuantile(level);
      const p = percent(level, format);
      const result = (expression: string): Step => ({ name: REORDER, expression, value: point });
      const parts: { filled: string; steps: Step[] } =
        distribution === 'normal'
          ? {
              filled: `${format(m)} + ${format(z)}·√${format(v)}`,
              steps: [zStep(level, z, format), result(`${format(m)} + ${format(z)}·${format(Math.sqrt(v))}`)],
            }
          : m === 0 || (distribution === 'gamma' && v === 0)
            ? { filled: format(point), steps: [result(format(m))] }
            : distribution === 'gamma'
              ? {
                  filled: `GAMMA.INV(${p}, ${format((m * m) / v)}, ${format(v / m)})`,
                  steps: [
                    { name: { en: 'Shape', zh: '形状' }, expression: `${format(m)}²/${format(v)}`, value: (m * m) / v },
                    { name: { en: 'Scale', zh: '尺度' }, expression: `${format(v)}/${format(m)}`, value: v / m },
                    result(`GAMMA.INV(${p}, ${format((m * m) / v)}, ${format(v / m)})`),
                  ],
                }
              : distribution === 'negbin'
                ? {
                    filled: `F⁻¹(${p}; r = ${format((m * m) / (v - m))}, p = ${format(m / v)})`,
                    steps: [
                      {
                        name: both('r'),
                        expression: `${format(m)}²/(${format(v)} − ${format(m)})`,
                        value: (m * m) / (v - m),
                      },
                      { name: both('p'), expression: `${format(m)}/${format(v)}`, value: m / v },
                      result(`F⁻¹(${p})`),
                    ],
                  }
                : { filled: `F⁻¹(${p}; m = ${format(m)})`, steps: [result(`F⁻¹(${p})`)] };
      const fallback: Text = asPoisson
        ? {
            en: ' The variance does not exceed the mean, so Poisson takes the place of negbin.',
            zh: '方差不大于均值，改用泊松分布。',
          }
        : both('');
      return {
        filled: parts.filled,
        steps: [...moments, ...parts.steps],
        words: {
          en: `Ordering at ${format(point)} covers demand until the order arrives in ${p} of cases: mean demand of ${format(m)} and ${format(point - m)} in safety stock.${fallback.en}`,
          zh: `在 ${format(point)} 件时下单，${p} 的情况下能撑到到货：平均需求 ${format(m)}，安全库存 ${format(point - m)}。${fallback.zh}`,
        },
      };
    },
  }),

  LEADTIMEDEMAND: help(LEADTIMEDEMAND, {
    formula: {
      en: 'smallest D with P(Y₁ + … + Y_L ≤ D) ≥ p, each Y drawn from the history',
      zh: '满足 P(Y₁ + … + Y_L ≤ D) ≥ p 的最小 D，各 Y 从历史中抽取',
    },
    source: both('Boylan & Syntetos (2021), Intermittent Demand Forecasting'),
    example: 'LEADTIMEDEMAND({0,3,0,0,7,1,0,2,0,12,0,4},4,95%)',
    explain: ({ values: [history, lead, probability], answer, format }) => {
      const values = known(history);
      const mean = meanOf(values) ?? 0;
      const demand = answer[0] as number;
      const p = percent(probability, format);
      const whole = values.every(Number.isInteger);
      return {
        filled: {
          en: `smallest D with P(sum of ${lead} periods ≤ D) ≥ ${p}`,
          zh: `满足 P(${lead} 期之和 ≤ D) ≥ ${p} 的最小 D`,
        },
        steps: [
          {
            name: { en: 'Known periods of history', zh: '历史中已知的期数' },
            expression: format(values.length),
            value: values.length,
          },
          {
            name: { en: `Mean demand over ${lead} periods`, zh: `${lead} 期的平均需求` },
            expression: `${format(mean)}·${lead}`,
            value: mean * lead,
          },
          {
            name: { en: `Demand not exceeded in ${p}`, zh: `${p} 不会超过的需求` },
            expression: whole ? `F⁻¹(${p})` : 'bootstrap, 10,000',
            value: demand,
          },
        ],
        words: {
          en: `In ${p} of cases ${lead} periods like those of the history need no more than ${format(demand)}, ${format(demand - mean * lead)} above their mean. Periods are taken as independent: a trend or a promotion ahead is not in it.`,
          zh: `与历史相似的 ${lead} 期，${p} 的情况下需求不超过 ${format(demand)}，比均值多 ${format(demand - mean * lead)}。各期视为相互独立，不含趋势和今后的大促。`,
        },
      };
    },
  }),

  SERVICELEVEL: help(SERVICELEVEL, {
    formula: 'Φ((ROP − m)/√v), m = d·L, v = L·σ² + d²·σL²',
    source: SPT,
    example: 'SERVICELEVEL(1000,20,8,40,6)',
    explain: ({ values: [point, demandMean, demandSd, lead, leadSd], answer, format }) => {
      const moments = leadTimeSteps(demandMean, demandSd, lead, leadSd, format);
      const [m, v] = moments.map(({ value }) => value) as [number, number];
      const level = answer[0] as number;
      const z = (point - m) / Math.sqrt(v);
      const one = format(Math.round(1 / (1 - level)));
      const rare = level < 1 && 1 / (1 - level) < 1e6;
      return {
        filled:
          v === 0
            ? `${format(point)} ${level ? '≥' : '<'} ${format(m)}`
            : `Φ((${format(point)} − ${format(m)})/√${format(v)})`,
        steps: [
          ...moments,
          ...(v === 0
            ? []
            : [
                {
                  name: { en: 'Safety stock in it, in standard deviations', zh: '其中安全库存相当于几个标准差' },
                  expression: `(${format(point)} − ${format(m)}) / ${format(Math.sqrt(v))}`,
                  value: z,
                },
              ]),
          {
            name: { en: 'Service level', zh: '服务水平' },
            expression: v === 0 ? format(level) : `NORM.S.DIST(${format(z)}, TRUE)`,
            value: v === 0 ? level : normalCdf(z),
          },
        ],
        words: {
          en: `Ordering at ${format(point)}, ${percent(level, format)} of orders arrive before stock runs out${rare ? `: about one stock-out in ${one} order cycles` : ''}.`,
          zh: `在 ${format(point)} 件时下单，${percent(level, format)} 的订单能在断货前到达${rare ? `：约每 ${one} 个补货周期缺货一次` : ''}。`,
        },
      };
    },
  }),

  FILLRATE: help(FILLRATE, {
    formula: '1 − σ·(G(k) − G(k + Q/σ))/Q, k = SS/σ',
    source: {
      en: `${SPT.en}; Zipkin (2000), Foundations of Inventory Management, §6`,
      zh: `${SPT.zh}；Zipkin (2000), Foundations of Inventory Management, §6`,
    },
    example: 'FILLRATE(150,130,400)',
    explain: ({ values: [stock, sd, lot], answer, format }) => {
      const rate = answer[0] as number;
      const short = (1 - rate) * lot;
      const k = stock / sd;
      const varies = sd > 0 && Number.isFinite(k);
      const [before, after] = [normalLoss(k), normalLoss(k + lot / sd)];
      return {
        filled: varies
          ? `1 − ${format(sd)}·(G(${format(k)}) − G(${format(k + lot / sd)}))/${format(lot)}`
          : `1 − min(${format(Math.max(0, -stock))}, ${format(lot)})/${format(lot)}`,
        steps: [
          ...(varies
            ? [
                { name: both('k'), expression: `${format(stock)} / ${format(sd)}`, value: k },
                { name: both('G(k)'), expression: 'φ(k) − k·(1 − Φ(k))', value: before },
                { name: both('G(k + Q/σ)'), expression: `G(${format(k + lot / sd)})`, value: after },
              ]
            : []),
          {
            name: { en: 'Units short in each lot', zh: '每批缺货件数' },
            expression: varies
              ? `${format(sd)}·(${format(before)} − ${format(after)})`
              : `min(${format(Math.max(0, -stock))}, ${format(lot)})`,
            value: short,
          },
          {
            name: { en: 'Fill rate', zh: '满足率' },
            expression: `1 − ${format(short)} / ${format(lot)}`,
            value: rate,
          },
        ],
        words: {
          en: `Of every ${format(lot)} units about ${format(short)} are short, so ${percent(rate, format)} is served from stock. More safety stock or larger lots raise it.`,
          zh: `每 ${format(lot)} 件约缺 ${format(short)} 件，即 ${percent(rate, format)} 由库存满足。增加安全库存或批量都能提高。`,
        },
      };
    },
  }),
};
