import { formatDay } from '../../planning/calendar';
import { sumOfStages } from '../../planning/lead-time';
import { periodOf } from '../../planning/periods';
import { known, mean, sum } from '../../planning/statistics';
import { upliftRatio } from '../../planning/uplift';
import { LEADTIME, PERIOD, SEASONINDEX, stagesOf, UPLIFT } from '../demand';
import { Fault } from '../engine';
import type { Text } from '../words/types';
import { demandClassesHelp } from './demand-classes';
import { forecastDemandHelp } from './forecast-demand';
import { help, type FamilyHelp } from './types';

const both = (text: string): Text => ({ en: text, zh: text });
const SPT = both('Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains');

export const demandHelp: FamilyHelp = {
  ...demandClassesHelp,
  ...forecastDemandHelp,

  SEASONINDEX: help(SEASONINDEX, {
    formula: { en: 'mean of the position / mean of all positions', zh: '该位置的均值 ÷ 各位置均值的平均' },
    source: SPT,
    example: 'SEASONINDEX({90,110,130,70,94,108,142,72},4)',
    explain: ({ values: [sales, seasonLength], answer, format }) => {
      const seasons = Math.floor(sales.length / seasonLength);
      const used = sales.slice(sales.length - seasons * seasonLength);
      const indices = answer.map((value) => (typeof value === 'number' ? value : 0));
      const high = indices.indexOf(Math.max(...indices)) + 1;
      return {
        filled: indices.slice(0, 4).map(format).join(', ') + (indices.length > 4 ? ', …' : ''),
        steps: [
          {
            name: { en: 'Whole seasons, the newest ones', zh: '最近的完整季节数' },
            expression: `⌊${sales.length} / ${seasonLength}⌋`,
            value: seasons,
          },
          {
            name: { en: 'Mean of the known periods in them', zh: '其中已知各期的均值' },
            expression: `${format(sum(known(used)))} / ${known(used).length}`,
            value: mean(known(used)) ?? 0,
          },
          {
            name: { en: `Highest index, at position ${high}`, zh: `最高指数，在第 ${high} 个位置` },
            expression: format(Math.max(...indices)),
            value: Math.max(...indices),
          },
        ],
        words: {
          en: `Position ${high} sells ${format(Math.max(...indices))} times an average period. Promotions and moving holidays in the sales are in the index too.`,
          zh: `第 ${high} 个位置是平均期的 ${format(Math.max(...indices))} 倍。销量里的大促和移动节日也会算进指数。`,
        },
      };
    },
  }),

  UPLIFT: help(UPLIFT, {
    formula: { en: 'mean of promotion periods / mean of the others', zh: '大促期均值 ÷ 其余各期均值' },
    source: SPT,
    example: 'UPLIFT({21,17,52,19,24,61},{0,0,1,0,0,1})',
    explain: ({ values: [sales, promo], answer, format }) => {
      const found = upliftRatio(sales, promo);
      const { promoted, baseline } = typeof found === 'object' ? found : { promoted: 0, baseline: 0 };
      const busy = promo.filter((share, at) => share !== null && share > 0 && (sales[at] ?? null) !== null).length;
      const uplift = typeof answer[0] === 'number' ? answer[0] : 0;
      return {
        filled: `${format(promoted)} / ${format(baseline)}`,
        steps: [
          {
            name: { en: `Mean of ${busy} promotion periods`, zh: `${busy} 个大促期的均值` },
            expression: format(promoted),
            value: promoted,
          },
          { name: { en: 'Mean of the others', zh: '其余各期均值' }, expression: format(baseline), value: baseline },
          {
            name: { en: 'Uplift', zh: '大促增幅' },
            expression: `${format(promoted)} / ${format(baseline)}`,
            value: uplift,
          },
        ],
        words: {
          en: `A promotion period sells ${format(uplift)} times a period without one.${busy < 3 ? ' Under three promotions this is mostly chance.' : ''}`,
          zh: `大促期销量是非大促期的 ${format(uplift)} 倍。${busy < 3 ? '大促不足三次，偶然成分大。' : ''}`,
        },
      };
    },
  }),

  PERIOD: help(PERIOD, {
    formula: {
      en: 'xun: 1–10 上旬, 11–20 中旬, 21–end 下旬; week: ISO 8601; month',
      zh: '旬：1–10 上旬，11–20 中旬，21–月末 下旬；周：ISO 8601；月',
    },
    source: { en: 'ISO 8601; ten-day periods of the Chinese planning calendar', zh: 'ISO 8601；中国计划日历的旬' },
    example: 'PERIOD("2024-02-25")',
    explain: ({ values: [day, kind], format }) => {
      const { label, first, last } = periodOf(day, kind);
      const days = last - first + 1;
      return {
        filled: label,
        steps: [
          { name: { en: 'First day', zh: '首日' }, expression: label, value: formatDay(first) },
          { name: { en: 'Last day', zh: '末日' }, expression: label, value: formatDay(last) },
          {
            name: { en: 'Days', zh: '天数' },
            expression: `${formatDay(last)} − ${formatDay(first)} + 1`,
            value: days,
          },
        ],
        words: {
          en: `${formatDay(Math.floor(day))} lies in ${label}, which has ${format(days)} days. Compare periods of unequal length by rates per day.`,
          zh: `${formatDay(Math.floor(day))} 属于 ${label}，共 ${format(days)} 天。长短不同的期按日均比较。`,
        },
      };
    },
  }),

  LEADTIME: help(LEADTIME, {
    formula: both('μ = ln P50, σ = ln(P90/P50)/z(0.9); m = Σ e^(μ+σ²/2), v = Σ (e^σ² − 1)·e^(2μ+σ²)'),
    source: both('Fenton (1960), IRE Trans. Commun. Syst. 8:57'),
    example: 'LEADTIME({14,5,5,4,3},{30,10,10,10,7})',
    explain: ({ values: [p50, p90], format }) => {
      const stages = stagesOf(p50, p90);
      if (stages instanceof Fault) return { filled: '–', steps: [], words: both('–') };
      const total = sumOfStages(stages);
      const added = sum(stages.map((stage) => stage.p90));
      return {
        filled: `${format(total.mean)} ± ${format(total.sd)}, P50 ${format(total.p50)}, P90 ${format(total.p90)}`,
        steps: [
          ...stages.map((stage, at) => {
            const alone = sumOfStages([stage]);
            return {
              name: {
                en: `Stage of ${format(stage.p50)} / ${format(stage.p90)} days, mean`,
                zh: `${format(stage.p50)} / ${format(stage.p90)} 天的环节，均值`,
              },
              expression: `${at ? '+ ' : ''}${format(alone.mean)} (± ${format(alone.sd)})`,
              value: alone.mean,
            };
          }),
          { name: { en: 'Mean of the sum', zh: '合计均值' }, expression: 'Σm', value: total.mean },
          { name: { en: 'Standard deviation of the sum', zh: '合计标准差' }, expression: '√Σs²', value: total.sd },
          { name: { en: 'P90 of the sum', zh: '合计 P90' }, expression: 'P50·e^(1.2816·σ)', value: total.p90 },
        ],
        words: {
          en: `Nine times in ten it takes at most ${format(total.p90)} days. The P90s added would say ${format(added)}, as if every stage were late at once.`,
          zh: `十次中有九次不超过 ${format(total.p90)} 天。若把各环节 P90 相加会得到 ${format(added)} 天，等于假定每个环节同时延误。`,
        },
      };
    },
  }),
};
