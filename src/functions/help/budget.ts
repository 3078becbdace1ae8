import { budgetPlan, type BudgetItem } from '../../planning/budget';
import { budgetByRatio } from '../../planning/rules-of-thumb';
import { sum } from '../../planning/statistics';
import { BUDGET, budgetItems } from '../allocation';
import type { Text } from '../words/types';
import { proof, type Format } from './allocation-parts';
import { help, type FamilyHelp, type Step } from './types';

const useful = ({ need, benefit }: BudgetItem, quantity: number): number =>
  benefit * Math.max(0, Math.min(quantity, need));

function budgetWords(item: BudgetItem, bought: number, price: number, format: Format): Text {
  const { need, unitCost, benefit } = item;
  if (need <= 0)
    return {
      en: 'Nothing is needed, so nothing is bought. A need above 0 would change that.',
      zh: '没有需求，所以不买。需求大于 0 时会变。',
    };
  if (benefit === 0)
    return {
      en: 'A unit is worth nothing, so nothing is bought. A benefit above 0 would change that.',
      zh: '单位收益为 0，所以不买。收益大于 0 时会变。',
    };
  const ratio = unitCost > 0 ? format(benefit / unitCost) : '∞';
  const margin = format(price);
  if (bought >= need)
    return {
      en: `The need of ${format(need)} is covered: each unit of money brings ${ratio} here and ${margin} at the margin of the budget. A smaller budget or better items would change that.`,
      zh: `需求 ${format(need)} 全部满足：每单位金额在这里带来 ${ratio} 的收益，预算边际为 ${margin}。预算减少或有更好的货品时会变。`,
    };
  if (bought > 0)
    return {
      en: `${format(bought)} of ${format(need)} fit: the rest of the budget brings more elsewhere. A larger budget would buy the rest.`,
      zh: `需求 ${format(need)} 中买 ${format(bought)}：其余预算用在别处收益更高。增加预算可买足。`,
    };
  return unitCost > 0 && benefit / unitCost < price
    ? {
        en: `Not bought: each unit of money brings ${ratio} here and ${margin} at the margin of the budget. A larger budget or a lower cost would change that.`,
        zh: `不买：每单位金额在这里带来 ${ratio} 的收益，预算边际为 ${margin}。增加预算或降低成本时会变。`,
      }
    : {
        en: 'Not bought: its least quantity does not fit beside better use of the budget. A larger budget, a smaller MOQ or smaller packs would change that.',
        zh: '不买：预算有更好的用法，剩下的不够它的最小数量。增加预算、降低起订量或箱规时会变。',
      };
}

export const budgetHelp: FamilyHelp = {
  BUDGET: help(BUDGET, {
    formula: {
      en: 'max Σ benefit·min(q, need) with Σ unit_cost·q ≤ budget; q = 0 or moq ≤ q ≤ ⌈max(need, moq)/pack⌉·pack, q a multiple of pack',
      zh: 'max Σ 单位收益·min(q, 需求量)，Σ 单位成本·q ≤ 预算；q = 0 或 起订量 ≤ q ≤ ⌈max(需求量, 起订量)/箱规⌉·箱规，q 为箱规的倍数',
    },
    source: {
      en: 'Bounded knapsack problem, solved exactly: Pisinger (1995), EJOR 83; Kellerer, Pferschy & Pisinger (2004), Knapsack Problems',
      zh: '有界背包问题，精确求解：Pisinger (1995), EJOR 83；Kellerer, Pferschy & Pisinger (2004), Knapsack Problems',
    },
    example: 'BUDGET({48;40;40},{60;50;50},{21;17;17},4000,{48;0;0},{12;10;10})',
    explain: ({ values: [needs, unitCosts, benefits, budget, moqs, packs], row, answer, format }) => {
      const items = budgetItems(needs, unitCosts, benefits, moqs, packs);
      const plan = budgetPlan(items, budget);
      const item = items[row] as BudgetItem;
      const bought = Number(answer[0]);
      const simple = budgetByRatio(items, budget);
      const steps: Step[] = [
        ...(item.unitCost > 0
          ? [
              {
                name: { en: 'Benefit per unit of money', zh: '每单位金额的收益' },
                expression: `${format(item.benefit)}/${format(item.unitCost)}`,
                value: item.benefit / item.unitCost,
              },
            ]
          : []),
        {
          name: { en: 'Spent on this item', zh: '本货品金额' },
          expression: `${format(bought)}·${format(item.unitCost)}`,
          value: bought * item.unitCost,
        },
        {
          name: { en: 'Spent in all', zh: '总金额' },
          expression: `${format(plan.spent)} ≤ ${format(budget)}`,
          value: plan.spent,
        },
        { name: { en: 'Benefit in all', zh: '总收益' }, expression: 'Σ', value: plan.benefit },
        {
          name: { en: 'Benefit by best ratio first', zh: '按性价比依次分配的总收益' },
          expression: 'Σ',
          value: sum(items.map((each, at) => useful(each, simple[at] as number))),
        },
        {
          name: { en: 'One more unit of money brings about', zh: '预算多 1 约可增加收益' },
          expression: '≈',
          value: plan.shadowPrice,
        },
        proof(plan.gap),
      ];
      return {
        filled: `${format(item.benefit)}·min(${format(bought)}, ${format(item.need)})`,
        steps,
        words: budgetWords(item, bought, plan.shadowPrice, format),
      };
    },
  }),
};
