import { rebalanceCost, rebalancePlan, type RebalanceInput } from '../../planning/rebalance';
import { sum } from '../../planning/statistics';
import { REBALANCE, rebalanceQuestion } from '../allocation';
import type { Text } from '../words/types';
import { proof, type Format } from './allocation-parts';
import { help, type FamilyHelp, type Step } from './types';

function rebalanceWords(input: RebalanceInput, moved: number, saved: number, format: Format): Text {
  if (moved > 0)
    return {
      en: `Moving ${format(moved)} units saves ${format(saved)} against leaving all as it is. Dearer freight or a smaller penalty would move fewer.`,
      zh: `调拨 ${format(moved)} 件，比不调节省 ${format(saved)}。运费更贵或惩罚更小时会少调。`,
    };
  const noReason = [input.shortagePenalty, input.overstockPenalty].flat().every((penalty) => !penalty);
  return noReason
    ? {
        en: 'Both penalties are 0, so nothing is worth moving. Enter what a missing unit costs as shortage_penalty.',
        zh: '两种惩罚都是 0，所以不值得调拨。请在缺货惩罚填写每缺一件的代价。',
      }
    : {
        en: 'No transfer saves more than its freight. Cheaper lanes, smaller packs or a larger penalty would change that.',
        zh: '没有一笔调拨省下的钱超过运费。运费更低、箱规更小或惩罚更大时会变。',
      };
}

export const rebalanceHelp: FamilyHelp = {
  REBALANCE: help(REBALANCE, {
    formula: {
      en: 'min Σ unit_cost·x + Σ lane_fixed_cost of lanes used + Σ shortage_penalty·max(0, target − after) + Σ overstock_penalty·max(0, after − target), x whole packs, Σ x from a warehouse ≤ on_hand',
      zh: 'min Σ 单位运费·x + Σ 所用线路固定费用 + Σ 缺货惩罚·max(0, 目标 − 调后) + Σ 积压惩罚·max(0, 调后 − 目标)，x 为整箱，每仓调出 ≤ 在库',
    },
    source: {
      en: 'Fixed-charge network flow by branch and bound: Balinski (1961), Naval Res. Logist. Q. 8; Ahuja, Magnanti & Orlin (1993), Network Flows, ch. 14',
      zh: '固定费用网络流，分支定界：Balinski (1961), Naval Res. Logist. Q. 8；Ahuja, Magnanti & Orlin (1993), Network Flows, 第 14 章',
    },
    example: 'REBALANCE({130;80;76},{100;100;100},{0,1,2;1,0,1.5;2,1.5,0},6,20,5)',
    explain: ({ values, row, answer, format }) => {
      const question = rebalanceQuestion(...values);
      if ('id' in question) throw new Error(question.id);
      const plan = rebalancePlan(question);
      const move = plan.moves[row];
      const moved = sum(plan.moves.map(({ quantity }) => quantity));
      const asItIs = rebalanceCost(question, []);
      const freight = sum(plan.moves.map(({ from, to, quantity }) => quantity * (question.unitCost[from]?.[to] ?? 0)));
      const steps: Step[] = [
        ...(move
          ? [
              {
                name: {
                  en: `Freight from ${move.from + 1} to ${move.to + 1}`,
                  zh: `${move.from + 1} → ${move.to + 1} 运费`,
                },
                expression: `${format(move.quantity)}·${format(question.unitCost[move.from]?.[move.to] ?? 0)}`,
                value: move.quantity * (question.unitCost[move.from]?.[move.to] ?? 0),
              },
            ]
          : []),
        { name: { en: 'Units moved in all', zh: '调拨总件数' }, expression: 'Σ', value: moved },
        { name: { en: 'Freight in all', zh: '总运费' }, expression: 'Σ', value: freight },
        {
          name: { en: 'Lanes, shortage and overstock afterwards', zh: '线路、调后缺货与积压' },
          expression: `${format(plan.cost)} − ${format(freight)}`,
          value: plan.cost - freight,
        },
        { name: { en: 'Cost in all', zh: '总成本' }, expression: 'Σ', value: plan.cost },
        { name: { en: 'Cost of moving nothing', zh: '不调拨的成本' }, expression: 'Σ', value: asItIs },
        proof(plan.gap),
      ];
      return {
        filled: move ? `${String(answer[0])} → ${String(answer[1])}: ${format(move.quantity)}` : '0',
        steps,
        words: rebalanceWords(question, moved, asItIs - plan.cost, format),
      };
    },
  }),
};
