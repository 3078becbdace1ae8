import { buyLines } from '../buys/buy-lines';
import { unrestOf } from '../buys/unrest';
import { parseDay } from '../calendar';
import type { PartOrders } from '../plan-part';
import type { UnrankedRow } from '../plan-row';
import { policyBook } from '../policy';
import { budgetOf } from '../scenario/apply';
import { planMeasures } from '../scenario/measures';
import type { PlanMeasures } from '../scenario/types';
import type { BuyLine, PlanInput, PlanLimits, SkuFacts } from '../types';
import { applyLimits } from './apply-limits';
import { cutRow } from './cut-row';

export interface LimitedPlan {
  rows: UnrankedRow[];
  /** by item in the order of the rows, then by week */
  buys: BuyLine[];
  limits: PlanLimits;
  measures: PlanMeasures;
}

/** Rows with their orders cut to the room on lanes and to the budget, and the buys of all weeks ahead. */
export function limitBuys(input: PlanInput, rows: readonly UnrankedRow[], orders: readonly PartOrders[]): LimitedPlan {
  const policy = policyBook(input.policy, input.asOf);
  const budget = budgetOf(policy, input.scenario);
  const asOf = parseDay(input.asOf) ?? 0;
  const lastMonday = parseDay(input.lastWeek) ?? 0;
  const skus = new Map<string, SkuFacts>();
  for (const sku of input.skus) if (!skus.has(sku.sku_id)) skus.set(sku.sku_id, sku);

  const planned = rows.flatMap((row, at) => {
    const { draft, promoted } = orders[at] as PartOrders;
    const { sku_id, warehouse_id } = row;
    return draft ? [{ at, sku_id, warehouse_id, draft, atStake: row.at_stake ?? 0, last: promoted }] : [];
  });
  const answer = applyLimits(planned, {
    lanes: input.lanes,
    budget,
    budgetStep: policy.value('budget_step'),
  });

  const limited = [...rows];
  const buys: BuyLine[] = [];
  planned.forEach(({ at, draft }, place) => {
    const list = answer.orders[place] ?? [];
    const [first] = list;
    let row = rows[at] as UnrankedRow;
    if (list !== draft.orders) {
      row = { ...row, bullwhip: unrestOf(draft, list) };
      if (first && first.week === draft.week && first.qty < draft.first.qty)
        row = cutRow(row, draft, first, { budget, currency: input.currency });
      limited[at] = row;
    }
    buys.push(...buyLines(row, skus.get(row.sku_id), draft, list, { asOf, lastMonday }));
  });
  const measures = planMeasures(
    limited.map((row, at) => ({ row, draft: orders[at]?.draft ?? null })),
    skus,
    input.currency,
  );
  return { rows: limited, buys, limits: answer.limits, measures };
}
