import { fillRate } from '../planning/fill-rate';
import { leadTimeDemand } from '../planning/lead-time-demand';
import { cycleServiceLevel, leadTimeMoments, reorderPoint } from '../planning/reorder-point';
import { choice, fault, number, rowFunction, series } from './engine';

/**
 * Reorder point, in units: the level that covers lead-time demand with a probability, by distribution. Mean m = d·L, variance
 * v = L·σ² + d²·σL². negbin needs v > m, else it is poisson; both answer whole units, the smallest with F ≥ p. Silver, Pyke &
 * Thomas (2017), §6; Boylan & Syntetos (2021), Intermittent Demand Forecasting.
 */
export const REORDERPOINT = rowFunction({
  id: 'REORDERPOINT',
  parameters: [
    number('service_level', '服务水平', { between: [0, 1] }),
    number('demand_mean', '需求均值', { min: 0 }),
    number('demand_sd', '需求标准差', { min: 0 }),
    number('lead_time', '补货周期', { min: 0 }),
    number('lead_time_sd', '补货周期标准差', { min: 0, default: 0 }),
    choice(
      'distribution',
      '分布',
      {
        normal: ['正态', '正态分布'],
        gamma: ['伽马', '伽马分布'],
        negbin: ['负二项', '负二项分布'],
        poisson: ['泊松', '泊松分布'],
      },
      { default: 'normal', wholeCall: true },
    ),
  ],
  row: (serviceLevel, demandMean, demandSd, leadTime, leadTimeSd, distribution) =>
    reorderPoint(serviceLevel, leadTimeMoments({ demandMean, demandSd, leadTime, leadTimeSd }), distribution),
});

/**
 * Smallest demand D, in units, with P(sum of lead_time periods drawn from the history ≤ D) ≥ probability. A whole-number
 * history answers exactly by convolution, any other by a seeded bootstrap of 10,000 draws, the same every time; limits in
 * planning/lead-time-demand.ts. Boylan & Syntetos (2021), Intermittent Demand Forecasting.
 */
export const LEADTIMEDEMAND = rowFunction({
  id: 'LEADTIMEDEMAND',
  parameters: [
    series('history', '历史需求', { min: 0 }),
    number('lead_time', '补货周期', { min: 1, whole: true }),
    number('probability', '概率', { between: [0, 1] }),
  ],
  row: (history, leadTime, probability) =>
    leadTimeDemand(history, leadTime, probability) ?? fault('no_data', 'history'),
});

/**
 * Cycle service level of a reorder point: Φ((ROP − m)/√v), m = d·L, v = L·σ² + d²·σL². Nothing varies: 1 if the reorder point
 * covers the mean, else 0. Silver, Pyke & Thomas (2017), §6.
 */
export const SERVICELEVEL = rowFunction({
  id: 'SERVICELEVEL',
  parameters: [
    number('reorder_point', '再订货点'),
    number('demand_mean', '需求均值', { min: 0 }),
    number('demand_sd', '需求标准差', { min: 0 }),
    number('lead_time', '补货周期', { min: 0 }),
    number('lead_time_sd', '补货周期标准差', { min: 0, default: 0 }),
  ],
  row: (level, demandMean, demandSd, leadTime, leadTimeSd) =>
    cycleServiceLevel(level, leadTimeMoments({ demandMean, demandSd, leadTime, leadTimeSd })),
});

/**
 * Fill rate of a safety stock, exactly for an (R, Q) policy: 1 − σ·(G(k) − G(k + Q/σ))/Q, k = SS/σ. Q = 0: #DIV/0!. Silver,
 * Pyke & Thomas (2017), §6; Zipkin (2000), Foundations of Inventory Management, §6.
 */
export const FILLRATE = rowFunction({
  id: 'FILLRATE',
  parameters: [
    number('safety_stock', '安全库存'),
    number('protection_sd', '保障期标准差', { min: 0 }),
    number('order_quantity', '订货批量', { min: 0 }),
  ],
  row: (stock, protectionSd, lot) =>
    lot === 0 ? fault('is_zero', 'order_quantity') : fillRate(stock, protectionSd, lot),
});
