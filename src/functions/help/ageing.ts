import { ageBuckets, stockAge, type AgedLot } from '../../planning/stock-age';
import { agedLots, AGEING } from '../ageing';
import { help, type FamilyHelp, type Step } from './types';

/** Most lots that are written out in a step. */
const SHOWN = 4;

export const ageingHelp: FamilyHelp = {
  AGEING: help(AGEING, {
    formula: 'Σ quantity·unit_cost, age = as_of − inbound_date ∈ [0, e₁], (e₁, e₂], …, (eₙ, ∞)',
    source: {
      en: 'Stock ageing by lot; the usual edges follow storage charges that rise from day 181',
      zh: '按批次的库龄结构；常用分段对应 181 天起加收的仓储费',
    },
    example: 'AGEING("2026-11-23",{120;80;40},{"2026-11-10";"2026-08-20";"2025-10-01"},{20;22;25})',
    explain: ({ values: [asOf, quantity, inbound, unitCost, edges], format }) => {
      // an explained row has an answer, so its lots are whole
      const lots = agedLots(asOf, quantity, inbound, unitCost) as AgedLot[];
      const days = edges.map((edge) => edge ?? 0);
      const buckets = ageBuckets(asOf, lots, days);
      const total = buckets.reduce((sum, value) => sum + value, 0);
      const steps = buckets.map((value, at): Step => {
        const [after, upTo] = [at === 0 ? -1 : (days[at - 1] as number), days[at] ?? Infinity];
        const inside = lots.filter((lot) => {
          const age = stockAge(asOf, lot.inbound);
          return age > after && age <= upTo;
        });
        const written = inside.slice(0, SHOWN).map((lot) => format(lot.quantity));
        const range = upTo === Infinity ? `> ${format(after)}` : `${format(after + 1)}–${format(upTo)}`;
        return {
          name: { en: `${range} days`, zh: `${range} 天` },
          expression: [...written, ...(inside.length > SHOWN ? ['…'] : [])].join(' + ') || '0',
          value,
        };
      });
      const oldest = Math.max(0, ...lots.map((lot) => stockAge(asOf, lot.inbound)));
      const last = days[days.length - 1] ?? 0;
      return {
        filled: `${buckets.map(format).join(' + ')} = ${format(total)}`,
        steps,
        words: {
          en: `${format(total)} in ${lots.length} lots, the oldest ${format(oldest)} days old; ${format(buckets[buckets.length - 1] ?? 0)} is older than ${format(last)} days. Selling the oldest lots first moves it to the left.`,
          zh: `共 ${format(total)}，${lots.length} 个批次，最老 ${format(oldest)} 天；超过 ${format(last)} 天的有 ${format(buckets[buckets.length - 1] ?? 0)}。先卖最老的批次，结构就会左移。`,
        },
      };
    },
  }),
};
