import type { Coefficients, Constraint, Model } from 'yalps';
import type { TransportInput } from '../../planning/transport';

/** A transportation problem whose demand must be met, without lane limits, as yalps takes it and in the LP format that HiGHS reads. */
export function transportModels(input: TransportInput): { yalps: Model; lp: string } {
  const constraints = new Map<string, Constraint>();
  const variables = new Map<string, Coefficients<string>>();
  const terms: string[] = [];
  const rows: string[] = [];
  input.supply.forEach((most, i) => {
    constraints.set(`s${i}`, { max: most });
    rows.push(`${input.demand.map((_, j) => `x${i}_${j}`).join(' + ')} <= ${most}`);
  });
  input.demand.forEach((wanted, j) => {
    constraints.set(`d${j}`, { equal: wanted });
    rows.push(`${input.supply.map((_, i) => `x${i}_${j}`).join(' + ')} = ${wanted}`);
  });
  input.unitCost.forEach((row, i) =>
    row.forEach((cost, j) => {
      terms.push(`${cost} x${i}_${j}`);
      variables.set(`x${i}_${j}`, { cost: cost as number, [`s${i}`]: 1, [`d${j}`]: 1 });
    }),
  );
  return {
    yalps: { direction: 'minimize', objective: 'cost', constraints, variables },
    lp: `Minimize\n obj: ${terms.join(' + ')}\nSubject To\n${rows.join('\n')}\nEnd`,
  };
}
