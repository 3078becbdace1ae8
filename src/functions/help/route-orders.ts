import { assignOrders, assignOrdersInTurn } from '../../planning/order-assignment';
import { sum } from '../../planning/statistics';
import { ROUTEORDERS } from '../allocation';
import type { Text } from '../words/types';
import { proof } from './allocation-parts';
import { help, type FamilyHelp, type Step } from './types';

export const routeOrdersHelp: FamilyHelp = {
  ROUTEORDERS: help(ROUTEORDERS, {
    formula: {
      en: 'min Σ cost of the chosen warehouses + unserved_penalty·orders not served, with Σ order_qty at each warehouse ≤ stock',
      zh: 'min Σ 所选仓库的成本 + 未发惩罚·未发订单数，各仓库 Σ 订单数量 ≤ 库存',
    },
    source: {
      en: 'Generalised assignment problem by relaxation, reduction and branch and bound: Martello & Toth (1990), Knapsack Problems, ch. 7',
      zh: '广义指派问题，松弛、约简与分支定界：Martello & Toth (1990), Knapsack Problems, 第 7 章',
    },
    example: 'ROUTEORDERS({3;2;4;1},{8,9;7,14;12,13;6,9},{3,9})',
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
};
