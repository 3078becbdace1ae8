import { cheapestLaneFirst } from '../../planning/rules-of-thumb';
import { sum } from '../../planning/statistics';
import { transportPlan } from '../../planning/transport';
import { TRANSFER, transportQuestion } from '../allocation';
import type { Text } from '../words/types';
import { proof } from './allocation-parts';
import { help, type FamilyHelp, type Step } from './types';

export const transferHelp: FamilyHelp = {
  TRANSFER: help(TRANSFER, {
    formula: {
      en: 'min Σ unit_cost·x + Σ shortage_penalty·short, with Σ x from a supply ≤ supply, Σ x to a demand + short = demand, 0 ≤ x ≤ lane_capacity',
      zh: 'min Σ 单位运费·x + Σ 缺货惩罚·缺口，每个供应 Σ x ≤ 供应量，每个需求 Σ x + 缺口 = 需求量，0 ≤ x ≤ 线路运力',
    },
    source: {
      en: 'Transportation problem of Hitchcock (1941), solved by the network simplex method: Ahuja, Magnanti & Orlin (1993), Network Flows, ch. 11',
      zh: 'Hitchcock (1941) 运输问题，网络单纯形法：Ahuja, Magnanti & Orlin (1993), Network Flows, 第 11 章',
    },
    example: 'TRANSFER({35;50;40},{45,20,30,30},{8,6,10,9;9,12,13,7;14,9,16,5})',
    explain: ({ values, row, answer, format }) => {
      const question = transportQuestion(...values);
      // an explained cell has an answer, so that nothing is wrong with the sizes
      if ('id' in question) throw new Error(question.id);
      const plan = transportPlan(question);
      const shipped = answer.map(Number);
      const from = sum(shipped);
      const supply = question.supply[row] as number;
      const penalty = (quantity: readonly (readonly number[])[]): number =>
        sum(
          question.demand.map((wanted, j) => {
            const short = wanted - sum(quantity.map((line) => line[j] as number));
            return short > 0 ? short * (question.shortagePenalty?.[j] ?? Infinity) : 0;
          }),
        );
      const cost = (quantity: readonly (readonly number[])[]): number =>
        penalty(quantity) +
        sum(quantity.flatMap((line, i) => line.map((units, j) => units * (question.unitCost[i]?.[j] ?? 0))));
      const simple = cost(cheapestLaneFirst(question));
      const missing = sum(plan.shortage);
      const saving = plan.supplyValue[row] as number;
      const steps: Step[] = [
        {
          name: { en: `Shipped from supply ${row + 1}`, zh: `供应 ${row + 1} 发出` },
          expression:
            shipped
              .filter((units) => units !== 0)
              .map(format)
              .join(' + ') || '0',
          value: from,
        },
        {
          name: { en: 'Left there', zh: '剩余' },
          expression: `${format(supply)} − ${format(from)}`,
          value: supply - from,
        },
        { name: { en: 'Freight in all', zh: '总运费' }, expression: 'Σ', value: plan.cost },
        ...(missing > 0
          ? [
              { name: { en: 'Not delivered', zh: '未送达' }, expression: 'Σ', value: missing },
              { name: { en: 'With penalties', zh: '含惩罚' }, expression: 'Σ', value: cost(plan.quantity) },
            ]
          : []),
        {
          name: { en: 'Cost by cheapest lane first', zh: '先用最便宜线路的总成本' },
          expression: 'Σ',
          value: Number.isFinite(simple) ? simple : '–',
        },
        { name: { en: 'One more unit here saves about', zh: '此处多 1 件约可节省' }, expression: '≈', value: saving },
        proof(0),
      ];
      const all = supply - from <= 1e-9 * supply;
      const words: Text =
        saving > 0
          ? {
              en: `Supply ${row + 1} ships all it has. One more unit there would save about ${format(saving)} in all.`,
              zh: `供应 ${row + 1} 全部发出。那里多 1 件，总成本约省 ${format(saving)}。`,
            }
          : all
            ? {
                en: `Supply ${row + 1} ships all it has, but one more unit there would save nothing. Dearer freight from here would move its load elsewhere.`,
                zh: `供应 ${row + 1} 全部发出，但那里再多 1 件也省不了。这里运费上涨时会改由别处发。`,
              }
            : {
                en: `Supply ${row + 1} ships ${format(from)} of ${format(supply)}: for the rest other supplies are cheaper, or nothing is wanted. Cheaper freight from here would change that.`,
                zh: `供应 ${row + 1} 发出 ${format(from)}，共有 ${format(supply)}：其余由别处发更便宜，或没有需求。降低这里的运费时会变。`,
              };
      const filled = shipped.flatMap((units, j) =>
        units === 0 ? [] : [`${format(question.unitCost[row]?.[j] ?? 0)}·${format(units)}`],
      );
      return { filled: filled.join(' + ') || '0', steps, words };
    },
  }),
};
