import { dynamicSafetyStock } from '../planning/dynamic-safety-stock';
import { safetyStockForFillRate } from '../planning/fill-rate';
import { safetyStock } from '../planning/safety-stock';
import { fault, number, rowFunction, series, type Fault } from './engine';

/**
 * Safety stock for a cycle service level, in units: z·√((R+L)·σ² + d²·σL²). Demand and lead time share one time unit. Negative
 * below 50%. Silver, Pyke & Thomas (2017), Inventory and Production Management in Supply Chains; Chopra & Meindl.
 */
export const SAFETYSTOCK = rowFunction({
  id: 'SAFETYSTOCK',
  parameters: [
    number('service_level', '服务水平', { between: [0, 1] }),
    number('demand_mean', '需求均值', { min: 0 }),
    number('demand_sd', '需求标准差', { min: 0 }),
    number('lead_time', '补货周期', { min: 0 }),
    number('lead_time_sd', '补货周期标准差', { min: 0, default: 0 }),
    number('review_period', '下单间隔', { min: 0, default: 0 }),
  ],
  row: (serviceLevel, demandMean, demandSd, leadTime, leadTimeSd, reviewPeriod) =>
    safetyStock({ serviceLevel, demandMean, demandSd, leadTime, leadTimeSd, reviewPeriod }),
});

/**
 * Safety stock for a fill rate β, in units: z·σ with G(z) = (1 − β)·Q/σ, G the standard normal loss. Negative where the lot
 * alone serves better. σ = 0: 0. Q = 0: #DIV/0!. Silver, Pyke & Thomas (2017), §6.7 (P2).
 */
export const SAFETYSTOCKFILL = rowFunction({
  id: 'SAFETYSTOCKFILL',
  parameters: [
    number('fill_rate', '满足率', { between: [0, 1] }),
    number('protection_sd', '保障期标准差', { min: 0 }),
    number('order_quantity', '订货批量', { min: 0 }),
  ],
  row: (rate, protectionSd, lot) =>
    lot === 0 && protectionSd > 0
      ? fault('is_zero', 'order_quantity')
      : safetyStockForFillRate(rate, protectionSd, lot),
});

/** Lead time and review interval together in whole periods. */
export function protectionPeriods(leadTime: number, reviewPeriod: number): number | Fault {
  const periods = Math.round(leadTime + reviewPeriod);
  const whole = Math.abs(leadTime + reviewPeriod - periods) <= 1e-9 * periods;
  return whole && periods >= 1 ? periods : fault('interval_not_whole', 'lead_time');
}

/**
 * Safety stock by period from a forecast, in units: at t, z·√(Σ(cv·F_i)² + F̄²·σL²) over the protection interval of L+R
 * whole periods after t. The first value of the forecast is the current period, t = 0; T − L − R values, side by side. A value
 * whose interval holds a blank period is #N/A. Silver, Pyke & Thomas (2017), §6.
 */
export const SAFETYSTOCKDYN = rowFunction({
  id: 'SAFETYSTOCKDYN',
  parameters: [
    series('forecast', '预测', { min: 0 }),
    number('error_cv', '误差变异系数', { min: 0 }),
    number('service_level', '服务水平', { between: [0, 1] }),
    number('lead_time', '补货周期', { min: 0 }),
    number('review_period', '下单间隔', { min: 0, default: 0 }),
    number('lead_time_sd', '补货周期标准差', { min: 0, default: 0 }),
  ],
  row: (forecast, errorCv, serviceLevel, leadTime, reviewPeriod, leadTimeSd) => {
    const periods = protectionPeriods(leadTime, reviewPeriod);
    if (typeof periods !== 'number') return periods;
    if (forecast.length <= periods) return fault('too_few', 'forecast', { least: periods + 1 });
    const stocks = dynamicSafetyStock({ forecast, errorCv, serviceLevel, protectionPeriods: periods, leadTimeSd });
    return stocks.map((stock, t) => {
      if (stock !== null) return stock;
      return fault('unknown_period', 'forecast', { period: forecast.indexOf(null, t + 1) + 1 });
    });
  },
});
