import { budgetPlan, type BudgetItem } from '../../planning/budget';
import { assignOrders, assignOrdersInTurn } from '../../planning/order-assignment';
import { rebalanceCost, rebalancePlan, type RebalanceInput } from '../../planning/rebalance';
import { budgetByRatio, cheapestLaneFirst } from '../../planning/rules-of-thumb';
import { sum } from '../../planning/statistics';
import { transportPlan } from '../../planning/transport';
import { BUDGET, REBALANCE, rebalanceQuestion, ROUTEORDERS, TRANSFER, transportQuestion } from '../allocation';
import type { Text } from '../words/types';
import { help, type FamilyHelp, type Step } from './types';

type Format = (value: number) => string;

/** 0 where the answer is proven best. */
const proof = (gap: number): Step => ({
  name: { en: 'Most that any other plan could be better', zh: '其他方案最多可再优化' },
  expression: gap === 0 ? '= 0' : '> 0',
  value: gap,
});

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
  return {
    en: `Not bought: each unit of money brings ${ratio} here and ${margin} at the margin of the budget, or the least quantity does not fit. A larger budget or a smaller MOQ would change that.`,
    zh: `不买：每单位金额在这里带来 ${ratio} 的收益，预算边际为 ${margin}，或最小数量放不进预算。增加预算或降低起订量时会变。`,
  };
}

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

export const allocationHelp: FamilyHelp = {
  BUDGET: help(BUDGET, {
    formula: {
      en: 'max Σ benefit·min(q, need) with Σ unit_cost·q ≤ budget; q = 0 or moq ≤ q ≤ ⌈max(need, moq)/pack⌉·pack, q a multiple of pack',
      zh: 'max Σ 单位收益·min(q, 需求量)，Σ 单位成本·q ≤ 预算；q = 0 或 起订量 ≤ q ≤ ⌈max(需求量, 起订量)/箱规⌉·箱规，q 为箱规的倍数',
    },
    source: {
      en: 'Bounded knapsack problem, solved exactly: Pisinger (1995), EJOR 83; Kellerer, Pferschy & Pisinger (2004), Knapsack Problems',
      zh: '有界背包问题，精确求解：Pisinger (1995), EJOR 83；Kellerer, Pferschy & Pisinger (2004), Knapsack Problems',
    },
    example: 'BUDGET({120;60;200},{40;75;18},{16;24;5.5},7000,{0;48;0},{12;12;24})',
    explain: ({ values: [needs, unitCosts, benefits, budget, moqs, packs], row, answer, format }) => {
      const items = needs.map((need, at) => ({
        need,
        unitCost: unitCosts[at] as number,
        benefit: benefits[at] as number,
        moq: moqs[at] as number,
        pack: packs[at] as number,
      }));
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

  ROUTEORDERS: help(ROUTEORDERS, {
    formula: {
      en: 'min Σ cost of the chosen warehouses + unserved_penalty·orders not served, with Σ order_qty at each warehouse ≤ stock',
      zh: 'min Σ 所选仓库的成本 + 未发惩罚·未发订单数，各仓库 Σ 订单数量 ≤ 库存',
    },
    source: {
      en: 'Generalised assignment problem by relaxation, reduction and branch and bound: Martello & Toth (1990), Knapsack Problems, ch. 7',
      zh: '广义指派问题，松弛、约简与分支定界：Martello & Toth (1990), Knapsack Problems, 第 7 章',
    },
    example: 'ROUTEORDERS({3;2;4;1},{8,11;9,10;12,15;7,7.5},{5,9})',
    explain: ({ values: [quantity, cost, stock, unservedPenalty], row, answer, format }) => {
      const input = { quantity, cost, stock: stock as readonly number[], unservedPenalty };
      const plan = assignOrders(input);
      const inTurn = assignOrdersInTurn(input);
      const wanted = quantity[row] as number;
      const lanes = (cost[row] ?? []).flatMap((each, at) => (each === null ? [] : [{ at, each }]));
      lanes.sort((a, b) => a.each - b.each || a.at - b.at);
      const chosen = answer[0] === '' ? null : Number(answer[0]) - 1;
      const paid = chosen === null ? unservedPenalty : (cost[row]?.[chosen] as number);
      const used = input.stock.map((_, at) => sum(quantity.filter((__, order) => plan.warehouse[order] === at)));
      const unserved = plan.warehouse.filter((at) => at === null).length;
      const cheapest = lanes[0];
      const steps: Step[] = [
        {
          name: { en: 'Lanes of this order, cheapest first', zh: '本订单的线路，从低到高' },
          expression: lanes.map(({ at, each }) => `${at + 1}: ${format(each)}`).join(', ') || '–',
          value: chosen === null ? '–' : chosen + 1,
        },
        ...used.map((units, at): Step => ({
          name: { en: `Left in warehouse ${at + 1}`, zh: `仓库 ${at + 1} 剩余` },
          expression: `${format(input.stock[at] as number)} − ${format(units)}`,
          value: (input.stock[at] as number) - units,
        })),
        {
          name: { en: 'Orders not served', zh: '未发订单' },
          expression: `${format(quantity.length)} − ${format(quantity.length - unserved)}`,
          value: unserved,
        },
        { name: { en: 'Cost in all, with penalties', zh: '总成本，含惩罚' }, expression: 'Σ', value: plan.cost },
        {
          name: { en: 'Cost order by order, cheapest first', zh: '逐单选最低价的总成本' },
          expression: 'Σ',
          value: inTurn.cost,
        },
        proof(plan.gap),
      ];
      const words = ((): Text => {
        if (chosen === null && !cheapest)
          return {
            en: 'No warehouse has a lane for this order. A cost in its row would open one.',
            zh: '没有仓库可发此订单。在该行填写成本即可开通。',
          };
        if (chosen === null)
          return {
            en: `Not served: ${format(wanted)} units fit nowhere without pushing out orders that cost more to leave. More stock would change that.`,
            zh: `不发：${format(wanted)} 件放不下，除非挤掉代价更高的订单。增加库存即可。`,
          };
        if (!cheapest || paid <= cheapest.each)
          return {
            en: `Warehouse ${chosen + 1} at ${format(paid)} is its cheapest lane, and the stock there is best used so.`,
            zh: `仓库 ${chosen + 1}（${format(paid)}）是本订单最便宜的线路，库存用在这里最合算。`,
          };
        return {
          en: `Warehouse ${cheapest.at + 1} would cost ${format(cheapest.each)}, but its stock saves more on other orders, so this one goes from ${chosen + 1} at ${format(paid)}. More stock there would change that.`,
          zh: `仓库 ${cheapest.at + 1} 只要 ${format(cheapest.each)}，但那里的库存留给其他订单更省，所以改由仓库 ${chosen + 1} 发（${format(paid)}）。那里增加库存即可。`,
        };
      })();
      return { filled: chosen === null ? format(unservedPenalty) : `${chosen + 1}: ${format(paid)}`, steps, words };
    },
  }),

  TRANSFER: help(TRANSFER, {
    formula: {
      en: 'min Σ unit_cost·x + Σ shortage_penalty·short, with Σ x from a supply ≤ supply, Σ x to a demand + short = demand, 0 ≤ x ≤ lane_capacity',
      zh: 'min Σ 单位运费·x + Σ 缺货惩罚·缺口，每个供应 Σ x ≤ 供应量，每个需求 Σ x + 缺口 = 需求量，0 ≤ x ≤ 线路运力',
    },
    source: {
      en: 'Transportation problem of Hitchcock (1941), solved by the network simplex method: Ahuja, Magnanti & Orlin (1993), Network Flows, ch. 11',
      zh: 'Hitchcock (1941) 运输问题，网络单纯形法：Ahuja, Magnanti & Orlin (1993), Network Flows, 第 11 章',
    },
    example: 'TRANSFER({75;125;100},{80,65,70,85},{464,513,654,867;352,416,690,791;995,682,388,685})',
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
      const words: Text =
        saving > 0
          ? {
              en: `Supply ${row + 1} ships all it has. One more unit there would save about ${format(saving)} in all.`,
              zh: `供应 ${row + 1} 全部发出。那里多 1 件，总成本约省 ${format(saving)}。`,
            }
          : {
              en: `Supply ${row + 1} ships ${format(from)} of ${format(supply)}: for the rest other supplies are cheaper, or nothing is wanted. Cheaper lanes from here would change that.`,
              zh: `供应 ${row + 1} 发出 ${format(from)}，共有 ${format(supply)}：其余由别处发更便宜，或没有需求。降低这里的运费时会变。`,
            };
      const filled = shipped.flatMap((units, j) =>
        units === 0 ? [] : [`${format(question.unitCost[row]?.[j] ?? 0)}·${format(units)}`],
      );
      return { filled: filled.join(' + ') || '0', steps, words };
    },
  }),

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
