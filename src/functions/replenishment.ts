import { safetyStock } from '../planning/safety-stock';
import { answer } from './answer';
import { number } from './arguments';

const safetyStockParameters = {
  service_level: number({ between: [0, 1] }),
  demand_mean: number({ min: 0 }),
  demand_sd: number({ min: 0 }),
  lead_time: number({ min: 0 }),
  lead_time_sd: number({ min: 0, default: 0 }),
  review_period: number({ min: 0, default: 0 }),
};

/**
 * @customfunction SAFETYSTOCK
 */
export function safetyStockFunction(
  service_level: any[][],
  demand_mean: any[][],
  demand_sd: any[][],
  lead_time: any[][],
  lead_time_sd?: any[][],
  review_period?: any[][],
): any[][] {
  return answer(
    {
      id: 'SAFETYSTOCK',
      parameters: safetyStockParameters,
      compute: (given) =>
        safetyStock({
          serviceLevel: given.service_level,
          demandMean: given.demand_mean,
          demandSd: given.demand_sd,
          leadTime: given.lead_time,
          leadTimeSd: given.lead_time_sd,
          reviewPeriod: given.review_period,
        }),
    },
    [service_level, demand_mean, demand_sd, lead_time, lead_time_sd, review_period],
  );
}
