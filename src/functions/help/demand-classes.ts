import { coefficientOfVariation, demandPattern } from '../../planning/demand-class';
import { known, mean, sampleSd, sum } from '../../planning/statistics';
import { tierOf } from '../../planning/tiering';
import { ABC, DEMANDCLASS, NEW_WEEKS, STEADY_CV, TIER, tierInputs, XYZ } from '../demand-classes';
import type { Text } from '../words/types';
import { help, type FamilyHelp, type Step } from './types';

type Format = (value: number) => string;

const SPT: Text = {
  en: 'Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains',
  zh: 'Silver, Pyke & Thomas（2017），Inventory and Production Management in Supply Chains',
};

const percent = (share: number, format: Format): string => `${format(share * 100)}%`;

/** Mean, sd and their ratio, step by step. */
function variationSteps(periods: readonly number[], format: Format): Step[] {
  const centre = mean(periods) ?? 0;
  const sd = sampleSd(periods) ?? 0;
  const cv = coefficientOfVariation(periods);
  return [
    {
      name: { en: 'Mean of the known periods', zh: '已知各期均值' },
      expression: `${format(sum(periods))} / ${periods.length}`,
      value: centre,
    },
    {
      name: { en: 'Sample standard deviation', zh: '样本标准差' },
      expression: `√(Σ(y − ${format(centre)})² / ${Math.max(1, periods.length - 1)})`,
      value: sd,
    },
    {
      name: { en: 'Coefficient of variation', zh: '变异系数' },
      expression: cv === null ? '–' : `${format(sd)} / ${format(centre)}`,
      value: cv ?? '–',
    },
  ];
}

const CLASS_WORDS: Record<string, Text> = {
  smooth: {
    en: 'It sells in nearly every period and in even sizes: plain smoothing forecasts it well.',
    zh: '几乎每期都卖，且数量均匀：一般平滑方法就能预测好。',
  },
  erratic: {
    en: 'It sells in nearly every period, but in very uneven sizes: more safety stock, or promotions taken apart, is what helps.',
    zh: '几乎每期都卖，但数量很不均匀：需要更多安全库存，或把大促分开看。',
  },
  intermittent: {
    en: 'It sells now and then in even sizes: SBA or TSB forecasts it.',
    zh: '隔一阵才卖，数量均匀：适合 SBA 或 TSB。',
  },
  lumpy: {
    en: 'It sells now and then in very uneven sizes: hard to forecast, so keep it out of bonded stock where you can.',
    zh: '隔一阵才卖，数量又很不均匀：难以预测，尽量不备保税库存。',
  },
};

const RULE_WORDS: Record<string, Text> = {
  tier_custom: { en: 'It is made to order, and that decides before all else.', zh: '定制商品，优先按此判定。' },
  tier_luxury: { en: 'Its price reaches the luxury limit.', zh: '单价达到高价界限。' },
  tier_new: {
    en: `It was launched less than ${NEW_WEEKS} weeks ago; after that value and steadiness decide.`,
    zh: `上市不足 ${NEW_WEEKS} 周；之后按价值和平稳程度判定。`,
  },
  tier_no_demand: { en: 'It has no demand, so no stock is placed ahead.', zh: '没有需求，不提前备货。' },
  tier_class_c: {
    en: 'It is class C by value. More sales would lift it to B or A.',
    zh: '按价值属 C 类。卖得更多才能升到 B 或 A。',
  },
  tier_unsteady: {
    en: 'Its demand varies too much for a bonded warehouse. Steadier demand would change that.',
    zh: '需求波动太大，不适合备保税。需求更平稳才会改变。',
  },
  tier_steady: {
    en: 'Value and steadiness both speak for a bonded warehouse.',
    zh: '价值和平稳程度都适合备保税。',
  },
};

export const demandClassesHelp: FamilyHelp = {
  ABC: help(ABC, {
    formula: {
      en: 'share of the larger items before it: under cut_a → A, under cut_b → B, else C; ≤ 0 → C',
      zh: '排在前面各项的累计占比：小于 A 类界限 → A，小于 B 类界限 → B，其余 C；≤ 0 → C',
    },
    source: SPT,
    example: 'ABC({420;180;90;60;30;15;5})',
    explain: ({ values: [values, cutA, cutB], row, answer, format }) => {
      const value = values[row] ?? 0;
      const total = sum(values.filter((one) => one > 0));
      const before = sum(values.filter((one, at) => one > value || (one === value && at < row && one > 0)));
      const share = value > 0 ? before / total : 1;
      const [found] = answer;
      return {
        filled:
          value > 0
            ? `${percent(share, format)} ${share < cutA ? '<' : '≥'} ${percent(cutA, format)}`
            : `${format(value)} ≤ 0`,
        steps: [
          {
            name: { en: 'Total of the values above 0', zh: '大于 0 的价值合计' },
            expression: format(total),
            value: total,
          },
          {
            name: { en: 'Share of the larger items before it', zh: '前面各项的累计占比' },
            expression: value > 0 ? `${format(before)} / ${format(total)}` : '–',
            value: value > 0 ? percent(share, format) : '–',
          },
          {
            name: { en: 'Cuts of A and B', zh: 'A、B 类界限' },
            expression: `${percent(cutA, format)}, ${percent(cutB, format)}`,
            value: String(found),
          },
        ],
        words:
          value > 0
            ? {
                en: `The larger items make up ${percent(share, format)} of the value, so it is ${String(found)}. The item that crosses a cut belongs to the upper class.`,
                zh: `前面各项占价值的 ${percent(share, format)}，所以是 ${String(found)} 类。跨过界限的一项归上一类。`,
              }
            : { en: 'It has no value, so it is C.', zh: '没有价值，归 C 类。' },
      };
    },
  }),

  XYZ: help(XYZ, {
    formula: {
      en: 'CV = sample sd / mean; X ≤ cut_x < Y ≤ cut_y < Z',
      zh: 'CV = 样本标准差 ÷ 均值；X ≤ X 类界限 < Y ≤ Y 类界限 < Z',
    },
    source: SPT,
    example: 'XYZ({21,17,24,19,26,20;3,0,14,0,2,31})',
    explain: ({ values: [demand, cutX, cutY], row, answer, format }) => {
      const periods = known(demand[row] ?? []);
      const cv = coefficientOfVariation(periods);
      const [x, y] = [cutX[row] ?? 0, cutY[row] ?? 0];
      const found = String(answer[0]);
      return {
        filled:
          cv === null
            ? { en: 'no demand', zh: '没有需求' }
            : found === 'X'
              ? `${format(cv)} ≤ ${format(x)}`
              : found === 'Y'
                ? `${format(x)} < ${format(cv)} ≤ ${format(y)}`
                : `${format(cv)} > ${format(y)}`,
        steps: variationSteps(periods, format),
        words:
          cv === null
            ? { en: 'There was no demand at all, so it is Z.', zh: '完全没有需求，归 Z 类。' }
            : {
                en: `Demand varies by ${percent(cv, format)} of its mean, so it is ${found}. Promotions in the periods make it look less steady than it is.`,
                zh: `需求的波动是均值的 ${percent(cv, format)}，所以是 ${found} 类。若含大促期，会显得比实际更不稳。`,
              },
      };
    },
  }),

  DEMANDCLASS: help(DEMANDCLASS, {
    formula: {
      en: 'ADI = periods / periods with demand; CV² = (sample sd / mean)² of the sizes',
      zh: 'ADI = 期数 ÷ 有需求的期数；CV² =（需求量的样本标准差 ÷ 均值）²',
    },
    source: {
      en: 'Syntetos, Boylan & Croston (2005), J. Oper. Res. Soc. 56:495',
      zh: 'Syntetos, Boylan & Croston（2005），J. Oper. Res. Soc. 56:495',
    },
    example: 'DEMANDCLASS({0,3,0,0,4,0,2,0,0,3})',
    explain: ({ values: [demand, adiCut, cv2Cut], answer, format }) => {
      const periods = known(demand);
      const sizes = periods.filter((value) => value > 0);
      const { adi, cv2 } = demandPattern(periods) ?? { adi: Infinity, cv2: 0 };
      const found = String(answer[0]);
      return {
        filled: `ADI ${format(adi)} ${adi < adiCut ? '<' : '≥'} ${format(adiCut)}, CV² ${format(cv2)} ${cv2 < cv2Cut ? '<' : '≥'} ${format(cv2Cut)}`,
        steps: [
          {
            name: { en: 'ADI, average interval', zh: 'ADI，平均间隔' },
            expression: `${periods.length} / ${sizes.length}`,
            value: adi,
          },
          {
            name: { en: 'CV² of the sizes', zh: '需求量的 CV²' },
            expression: sizes.length > 1 ? `(${format(sampleSd(sizes) ?? 0)} / ${format(mean(sizes) ?? 0)})²` : '0',
            value: cv2,
          },
        ],
        words: CLASS_WORDS[found] ?? { en: found, zh: found },
      };
    },
  }),

  TIER: help(TIER, {
    formula: {
      en: `custom_made or unit_price ≥ luxury_price → luxury; age_weeks < ${NEW_WEEKS} → new; A and CV ≤ ${STEADY_CV} → hit; B and CV ≤ ${STEADY_CV} → basic; else longtail`,
      zh: `定制或单价 ≥ 高价界限 → luxury；上市周数 < ${NEW_WEEKS} → new；A 类且 CV ≤ ${STEADY_CV} → hit；B 类且 CV ≤ ${STEADY_CV} → basic；其余 longtail`,
    },
    source: {
      en: 'Tiering rule of bonded and direct-mail operations, over ABC and XYZ classes',
      zh: '保税与直邮双模式分层规则，基于 ABC 与 XYZ 分类',
    },
    example: 'TIER({52000;9000;3000},{21,17,24,19;6,4,7,5;0,9,0,1},{60;40;5},{299;129;89})',
    explain: ({ values, row, answer, format }) => {
      const [, demand, , , , luxuryPrice] = values;
      const input = tierInputs(...values)[row];
      if (!input) return { filled: '–', steps: [], words: { en: '–', zh: '–' } };
      const { reason, tier } = tierOf(input);
      return {
        filled: `${String(answer[0])}, ${String(answer[1])}`,
        steps: [
          {
            name: { en: 'Made to order', zh: '定制' },
            expression: input.customMade ? 'TRUE' : 'FALSE',
            value: input.customMade ? '✓' : '–',
          },
          {
            name: { en: 'Price against the luxury limit', zh: '单价与高价界限' },
            expression:
              input.price === null
                ? '–'
                : `${format(input.price)} ${input.price >= input.luxuryPrice ? '≥' : '<'} ${format(luxuryPrice[row] ?? 0)}`,
            value: input.price !== null && input.price >= input.luxuryPrice ? '✓' : '–',
          },
          {
            name: { en: 'Age in weeks', zh: '上市周数' },
            expression:
              input.ageWeeks === null
                ? '–'
                : `${format(input.ageWeeks)} ${input.ageWeeks < NEW_WEEKS ? '<' : '≥'} ${NEW_WEEKS}`,
            value: input.ageWeeks !== null && input.ageWeeks < NEW_WEEKS ? '✓' : '–',
          },
          {
            name: { en: 'ABC class over all rows', zh: '所有行中的 ABC 类' },
            expression: 'ABC',
            value: input.abc ?? '–',
          },
          ...variationSteps(known(demand[row] ?? []), format).slice(2),
        ],
        words: RULE_WORDS[reason.id] ?? { en: tier, zh: tier },
      };
    },
  }),
};
