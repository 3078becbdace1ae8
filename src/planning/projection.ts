import type { DemandCurve } from './demand-curve';

export interface Receipt {
  /** days after the data cut */
  day: number;
  qty: number;
}

export interface Projection {
  /** lowest stock on the way, below 0 where demand exceeds what is there */
  lowest: number;
  /** first day the stock is gone; null: it lasts */
  emptyDay: number | null;
  /** units demanded while nothing was there (lost, not waiting) */
  unmet: number;
  /** days without stock */
  daysOut: number;
  end: number;
}

/**
 * Stock projected from the data cut over `days` days, with what is under way arriving at the start of its day and no
 * new order. Demand that meets no stock is lost. Steps of a day, the last one shorter.
 */
export function projectStock(
  available: number,
  demand: DemandCurve,
  receipts: readonly Receipt[],
  days: number,
): Projection {
  let stock = Math.max(0, available);
  const result: Projection = {
    lowest: available,
    emptyDay: available <= 0 ? 0 : null,
    unmet: 0,
    daysOut: 0,
    end: stock,
  };
  const arrivals = [...receipts].sort((a, b) => a.day - b.day);
  let next = 0;
  for (let day = 0; day < days; day++) {
    const until = Math.min(day + 1, days);
    for (let receipt = arrivals[next]; receipt && receipt.day <= day; receipt = arrivals[++next]) stock += receipt.qty;
    const wanted = demand.until(until) - demand.until(day);
    const sold = Math.min(stock, wanted);
    stock -= sold;
    if (wanted > sold) {
      result.unmet += wanted - sold;
      result.daysOut += ((until - day) * (wanted - sold)) / wanted;
      result.emptyDay ??= day;
    }
    result.lowest = Math.min(result.lowest, stock - (wanted - sold));
  }
  result.end = stock;
  return result;
}
