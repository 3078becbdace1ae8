import { figure, text } from './records';
import { sumOf } from './review-items';
import type { PlanRecord, PlanSummary } from './types';

const PROBLEM_OF_STATUS: Record<string, PlanSummary['problems'][number]['id']> = {
  out_of_stock: 'out',
  will_run_out: 'out',
  low: 'low',
  expiry: 'low',
  surplus_on_order: 'surplus',
  overstock: 'surplus',
  no_sales: 'dead',
};

/** Plan rows by problem, the dearest problem first. Rows without a known amount are counted, their money is not. */
export function summarisePlan(rows: readonly PlanRecord[]): PlanSummary {
  const byProblem = new Map<PlanSummary['problems'][number]['id'], PlanRecord[]>();
  for (const row of rows) {
    const problem = PROBLEM_OF_STATUS[text(row.status) ?? ''];
    if (!problem) continue;
    const found = byProblem.get(problem);
    if (found) found.push(row);
    else byProblem.set(problem, [row]);
  }
  const stake = (row: PlanRecord): number => figure(row.at_stake) ?? -1;
  const problems = [...byProblem].map(([id, found]) => {
    const worst = found.reduce((most, row) => (stake(row) > stake(most) ? row : most));
    return {
      id,
      count: found.length,
      skus: new Set(found.map(({ sku_id }) => sku_id)).size,
      money: sumOf(found.map(({ at_stake }) => figure(at_stake))),
      worst: [text(worst.sku_id) ?? '', text(worst.warehouse_id) ?? ''] as [string, string],
    };
  });
  const buys = rows.filter(({ action }) => action === 'buy' || action === 'to_bonded');
  return {
    rows: rows.length,
    problems: problems.sort((a, b) => (b.money ?? -1) - (a.money ?? -1)),
    buyLines: buys.length,
    buyValue: sumOf(buys.map(({ value }) => figure(value))),
    undecided: buys.filter(({ decision, my_qty }) => text(decision) === null && figure(my_qty) === null).length,
    notEnoughData: rows.filter(({ status }) => status === 'not_enough_data').length,
  };
}
