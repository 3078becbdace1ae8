import { normalQuantile } from './normal';

export interface DynamicSafetyStockInput {
  /** demand by period, the current one first; null: not known */
  forecast: readonly (number | null)[];
  /** sd of the forecast error of a period as a share of its forecast, ≥ 0 */
  errorCv: number;
  /** probability of no stock-out in a protection interval, strictly between 0 and 1 */
  serviceLevel: number;
  /** lead time + review interval: whole periods, ≥ 1 */
  protectionPeriods: number;
  /** sd of the lead time in periods, ≥ 0 */
  leadTimeSd?: number;
}

/**
 * Safety stock by period: at t, z·√(Σ(cv·F_i)² + F̄²·σL²) over the protection interval t + 1 … t + P, F̄ the mean of those
 * forecasts, for every t from the first period on that has a full interval ahead: T − P values. It rises before a promotion,
 * not in it. The sd is that of the forecast error, errors of different periods taken as independent: Silver, Pyke & Thomas
 * (4th ed. 2017), §6; season and promotion are in the forecast and not counted again. `null` where a period of the interval
 * is not known.
 */
export function dynamicSafetyStock(input: DynamicSafetyStockInput): (number | null)[] {
  const { forecast, errorCv, serviceLevel, protectionPeriods, leadTimeSd = 0 } = input;
  const z = normalQuantile(serviceLevel);
  const stocks: (number | null)[] = [];
  for (let start = 1; start + protectionPeriods <= forecast.length; start++) {
    let sum = 0;
    let squares = 0;
    let unknown = false;
    for (let at = start; at < start + protectionPeriods; at++) {
      const demand = forecast[at];
      if (demand == null) unknown = true;
      else {
        sum += demand;
        squares += demand * demand;
      }
    }
    const sd = Math.hypot(errorCv * Math.sqrt(squares), (sum / protectionPeriods) * leadTimeSd);
    stocks.push(unknown ? null : sd === 0 ? 0 : z * sd);
  }
  return stocks;
}
