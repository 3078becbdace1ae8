import { areaOf } from '../planning/places';
import { routeOrder } from '../planning/routing';
import { answer } from './answer';
import { choice, flag, number, text } from './arguments';

const routeParameters = {
  quantity: number({ above: 0 }),
  service: choice({ fast: ['快'], standard: ['标准', '普通'], patient: ['耐心等待', '耐心'] }),
  area: text(),
  bonded_available: number(),
  direct_available: number(),
  presale_available: number({ default: 0 }),
  direct_allowed: flag({ default: true }),
  bonded_cost: number({ min: 0, default: null }),
  direct_cost: number({ min: 0, default: null }),
};

/**
 * @customfunction ROUTE
 */
export function routeFunction(
  quantity: any[][],
  service: any[][],
  area: any[][],
  bonded_available: any[][],
  direct_available: any[][],
  presale_available?: any[][],
  direct_allowed?: any[][],
  bonded_cost?: any[][],
  direct_cost?: any[][],
): any[][] {
  return answer(
    {
      id: 'ROUTE',
      parameters: routeParameters,
      compute(given) {
        const route = routeOrder({
          quantity: given.quantity,
          service: given.service,
          area: areaOf(given.area),
          bondedAvailable: given.bonded_available,
          directAvailable: given.direct_available,
          presaleAvailable: given.presale_available,
          directAllowed: given.direct_allowed,
          bondedCost: given.bonded_cost,
          directCost: given.direct_cost,
        });
        return [route.choice, route.reason];
      },
    },
    [
      quantity,
      service,
      area,
      bonded_available,
      direct_available,
      presale_available,
      direct_allowed,
      bonded_cost,
      direct_cost,
    ],
  );
}
