import { criticalRatio } from '../../planning/newsvendor';
import { normalQuantile } from '../../planning/normal';
import { packsUp } from '../../planning/packs';
import { ATP, EOQ, knownReceipts, NEWSVENDOR, ORDERQTY } from '../order-quantity';
import type { Text } from '../words/types';
import { both, percent, zStep } from './replenishment-parts';
import { help, type FamilyHelp, type Step } from './types';

const SNYDER_SHEN = 'Snyder & Shen (2019), Fundamentals of Supply Chain Theory';
const ORDER = { en: 'Order quantity', zh: '建议补货量' };

type Format = (value: number) => string;

function whyNothing(
  target: number,
  position: number,
  reorder: number | null,
  moq: number,
  cap: number,
  format: Format,
): Text {
  if (reorder !== null && position > reorder)
    return {
      en: `The position of ${format(position)} is above the reorder point of ${format(reorder)}, so nothing is ordered yet.`,
      zh: `含在途可用 ${format(position)} 高于再订货点 ${format(reorder)}，暂不订货。`,
    };
  if (position >= target)
    return {
      en: `The position of ${format(position)} already reaches the order-up-to level of ${format(target)}.`,
      zh: `含在途可用 ${format(position)} 已达到目标库存 ${format(target)}。`,
    };
  return {
    en: `No whole pack fits the cap of ${format(cap)} and the MOQ of ${format(moq)}, so nothing is ordered.`,
    zh: `在上限 ${format(cap)} 之内没有满足起订量 ${format(moq)} 的整箱数，因此不订货。`,
  };
}

export const orderQuantityHelp: FamilyHelp = {
  ORDERQTY: help(ORDERQTY, {
    formula: '⌈max(S − position, MOQ)/pack⌉·pack ≤ cap',
    source: both('Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains'),
    example: 'ORDERQTY(500,180,100,24,600,200)',
    explain: ({ values: [target, position, moq, pack, cap, reorder], answer, format }) => {
      const quantity = answer[0] as number;
      const need = Math.max(0, target - position);
      const packs = packsUp(Math.max(need, moq), pack);
      const capped = cap !== null && packs * pack > cap;
      const steps: Step[] = [
        {
          name: { en: 'Needed', zh: '需要' },
          expression: `${format(target)} − ${format(position)}`,
          value: target - position,
        },
      ];
      if (quantity > 0)
        steps.push(
          {
            name: { en: 'Whole packs', zh: '整箱数' },
            expression: `⌈max(${format(need)}, ${format(moq)}) / ${format(pack)}⌉`,
            value: packs,
          },
          ...(capped
            ? [
                {
                  name: { en: 'Whole packs within the cap', zh: '上限之内的整箱数' },
                  expression: `⌊${format(cap)} / ${format(pack)}⌋`,
                  value: quantity / pack,
                },
              ]
            : []),
        );
      steps.push({
        name: ORDER,
        expression: quantity > 0 ? `${format(quantity / pack)}·${format(pack)}` : '0',
        value: quantity,
      });
      const rounded = quantity - need;
      return {
        filled: quantity > 0 ? `${format(quantity / pack)}·${format(pack)}` : '0',
        steps,
        words:
          quantity === 0
            ? whyNothing(target, position, reorder, moq, cap ?? 0, format)
            : capped
              ? {
                  en: `The cap of ${format(cap)} lets ${format(quantity)} through, ${format(Math.max(0, need - quantity))} less than needed.`,
                  zh: `上限 ${format(cap)} 只允许订 ${format(quantity)}，比需要少 ${format(Math.max(0, need - quantity))}。`,
                }
              : {
                  en: `Order ${format(quantity)} to lift ${format(position)} to ${format(target)}${rounded > 0 ? `; ${format(rounded)} of it is the ${need < moq ? 'MOQ and pack' : 'pack'} rounding up` : ''}.`,
                  zh: `订 ${format(quantity)}，把 ${format(position)} 补到 ${format(target)}${rounded > 0 ? `；其中 ${format(rounded)} 来自${need < moq ? '起订量和箱规' : '箱规'}取整` : ''}。`,
                },
      };
    },
  }),

  EOQ: help(EOQ, {
    formula: '√(2·K·D/h), √(2·K·D/h · (h + p)/p)',
    source: both(`Harris (1913); ${SNYDER_SHEN}, §3`),
    example: 'EOQ(450,12000,3.6)',
    explain: ({ values: [fixed, demand, holding, stockout], answer, format }) => {
      const lot = answer[0] as number;
      const plain = Math.sqrt((2 * fixed * demand) / holding);
      const ratio = stockout === null ? 1 : (holding + stockout) / stockout;
      const base = `2·${format(fixed)}·${format(demand)} / ${format(holding)}`;
      return {
        filled:
          stockout === null
            ? `√(${base})`
            : `√(${base} · (${format(holding)} + ${format(stockout)})/${format(stockout)})`,
        steps: [
          { name: { en: 'Lot without backorders', zh: '不允许缺货的批量' }, expression: `√(${base})`, value: plain },
          ...(stockout === null
            ? []
            : [
                {
                  name: { en: 'Factor for planned backorders', zh: '计划内缺货的放大倍数' },
                  expression: `√((${format(holding)} + ${format(stockout)}) / ${format(stockout)})`,
                  value: Math.sqrt(ratio),
                },
                {
                  name: { en: 'Economic order quantity', zh: '经济订货批量' },
                  expression: `${format(plain)}·${format(Math.sqrt(ratio))}`,
                  value: lot,
                },
              ]),
          ...(lot > 0
            ? [
                {
                  name: { en: 'Orders in that time', zh: '同期订货次数' },
                  expression: `${format(demand)} / ${format(lot)}`,
                  value: demand / lot,
                },
              ]
            : []),
        ],
        words:
          lot > 0
            ? {
                en: `Lots of ${format(lot)} cost least; ordering and holding cost ${format((2 * fixed * demand) / lot)} in all. The optimum is flat: 20% more or less costs about 2% more, so round to full packs.`,
                zh: `每批 ${format(lot)} 最省，订货与持有合计 ${format((2 * fixed * demand) / lot)}。最优点很平：多订或少订 20% 只贵约 2%，可放心取整箱。`,
              }
            : {
                en: 'Without demand or without a cost of ordering the lot is 0: order as needed.',
                zh: '没有需求或没有订货成本时批量为 0：按需订货即可。',
              },
      };
    },
  }),

  NEWSVENDOR: help(NEWSVENDOR, {
    formula: 'μ + σ·z((r − c)/(r − v))',
    source: both(`${SNYDER_SHEN}, §4.3`),
    example: 'NEWSVENDOR(99,42,15,800,240)',
    explain: ({ values: [price, cost, salvage, mean, sd], answer, format }) => {
      const ratio = criticalRatio({ price, cost, salvage });
      const z = normalQuantile(ratio);
      const quantity = answer[0] as number;
      return {
        filled: `${format(mean)} + ${format(sd)}·z((${format(price)} − ${format(cost)})/(${format(price)} − ${format(salvage)}))`,
        steps: [
          {
            name: { en: 'Lost by one unit too few', zh: '少订一件的损失' },
            expression: `${format(price)} − ${format(cost)}`,
            value: price - cost,
          },
          {
            name: { en: 'Lost by one unit too many', zh: '多订一件的损失' },
            expression: `${format(cost)} − ${format(salvage)}`,
            value: cost - salvage,
          },
          {
            name: { en: 'Critical ratio', zh: '临界比' },
            expression: `${format(price - cost)} / (${format(price - cost)} + ${format(cost - salvage)})`,
            value: ratio,
          },
          zStep(ratio, z, format),
          {
            name: ORDER,
            expression: `${format(mean)} + ${format(sd)}·${format(z)}`,
            value: quantity,
          },
        ],
        words:
          quantity < 0
            ? {
                en: `The margin is so thin that the formula falls below 0: order nothing. Demand this variable is not normal.`,
                zh: `利润太薄，公式结果低于 0：不订货。波动这么大的需求并不服从正态分布。`,
              }
            : {
                en: `Order ${format(quantity)}: demand is met in ${percent(ratio, format)} of seasons. ${ratio >= 0.5 ? 'A missed sale costs more than a unit left over, so the order lies above mean demand' : 'A unit left over costs more than a missed sale, so the order lies below mean demand'}.`,
                zh: `订 ${format(quantity)}：${percent(ratio, format)} 的情况下够卖。${ratio >= 0.5 ? '少卖一件的损失大于剩一件，因此多于平均需求' : '剩一件的损失大于少卖一件，因此少于平均需求'}。`,
              },
      };
    },
  }),

  ATP: help(ATP, {
    formula: 'min over s ≥ t (on hand + Σ receipts − Σ commitments, to s), ≥ 0',
    source: both(
      'Vollmann, Berry, Whybark & Jacobs (2005), Manufacturing Planning and Control for Supply Chain Management',
    ),
    example: 'ATP(120,{0,0,80,0},{30,40,20,60})',
    explain: ({ values: [onHand, receipts, commitments], answer, format }) => {
      const arriving = knownReceipts(receipts);
      let stock = onHand;
      let least = Infinity;
      let tightest = 0;
      const lines = commitments.map((commitment, at): Step => {
        const before = stock;
        stock += (arriving[at] ?? 0) - (commitment ?? 0);
        if (stock < least) [least, tightest] = [stock, at];
        return {
          name: { en: `Left after period ${at + 1}`, zh: `第 ${at + 1} 期后剩余` },
          expression: `${format(before)} + ${format(arriving[at] ?? 0)} − ${format(commitment ?? 0)}`,
          value: stock,
        };
      });
      const first = answer[0] as number;
      const shown = lines.length > 8 ? [...lines.slice(0, 7), lines[tightest] as Step] : lines;
      return {
        filled: `max(0, ${format(least)}), …`,
        steps: [
          ...new Set(shown),
          {
            name: { en: 'Available to promise in period 1', zh: '第 1 期可承诺量' },
            expression: `max(0, ${format(least)})`,
            value: first,
          },
        ],
        words:
          first > 0
            ? {
                en: `${format(first)} can be promised now. Period ${tightest + 1} is the tightest: what more is promised before it would be missing there.`,
                zh: `现在还能答应 ${format(first)} 件。第 ${tightest + 1} 期最紧：在此之前再多答应，到那期就不够。`,
              }
            : {
                en: `Nothing can be promised now: by period ${tightest + 1} commitments exceed stock and receipts by ${format(-least)}.`,
                zh: `现在不能再答应：到第 ${tightest + 1} 期，已承诺量超出库存和到货 ${format(-least)} 件。`,
              },
      };
    },
  }),
};
