import type { Text } from '../words/types';
import type { Step } from './types';

type Format = (value: number) => string;

export const both = (text: string): Text => ({ en: text, zh: text });

export const SPT = both('Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains, §6');

export const percent = (share: number, format: Format): string => `${format(share * 100)}%`;

/** z of a probability, as Excel itself computes it. */
export const zStep = (probability: number, z: number, format: Format): Step => ({
  name: { en: `z of ${percent(probability, format)}`, zh: `${percent(probability, format)} 对应的 z` },
  expression: `NORM.S.INV(${percent(probability, format)})`,
  value: z,
});

/** Mean and variance of lead-time demand. */
export function leadTimeSteps(mean: number, sd: number, lead: number, leadSd: number, format: Format): [Step, Step] {
  return [
    {
      name: { en: 'Mean lead-time demand', zh: '补货周期内需求均值' },
      expression: `${format(mean)}·${format(lead)}`,
      value: mean * lead,
    },
    {
      name: { en: 'Its variance', zh: '其方差' },
      expression: `${format(lead)}·${format(sd)}² + ${format(mean)}²·${format(leadSd)}²`,
      value: lead * sd * sd + mean * mean * leadSd * leadSd,
    },
  ];
}
