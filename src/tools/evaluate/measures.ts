import { seasonalDifferences } from '../../planning/accuracy';
import { sum } from '../../planning/statistics';

/** What a method came to over all items, origins and steps. */
export interface Measured {
  /** Σ|a − f| / Σa over every item, origin and step */
  wape: number;
  /** Σ(a − f) / Σa; above 0: too low */
  bias: number;
  /** mean over items, relative to the naive error inside each history */
  rmsse: number;
  mase: number;
}

interface ItemErrors {
  squares: number;
  sizes: number;
  count: number;
  /** scales of the origins, summed per period */
  squaredScale: number;
  sizeScale: number;
}

/** Gathers the errors of one method. */
export class Gauge {
  private sizes = 0;
  private errors = 0;
  private actuals = 0;
  private readonly items = new Map<string, ItemErrors>();

  add(key: string, scale: Scale, forecast: readonly number[], actual: readonly (number | null)[]): void {
    let own = this.items.get(key);
    if (!own) this.items.set(key, (own = { squares: 0, sizes: 0, count: 0, squaredScale: 0, sizeScale: 0 }));
    for (let step = 0; step < forecast.length; step += 1) {
      const value = actual[step] ?? null;
      if (value === null) continue;
      const error = value - (forecast[step] as number);
      this.sizes += Math.abs(error);
      this.errors += error;
      this.actuals += value;
      own.squares += error * error;
      own.sizes += Math.abs(error);
      own.count += 1;
      own.squaredScale += scale.squared;
      own.sizeScale += scale.size;
    }
  }

  measured(): Measured {
    const over = (value: (item: ItemErrors) => number, scale: (item: ItemErrors) => number): number => {
      const ratios = [...this.items.values()]
        .filter((item) => scale(item) > 0)
        .map((item) => value(item) / scale(item));
      return sum(ratios) / ratios.length;
    };
    return {
      wape: this.sizes / this.actuals,
      bias: this.errors / this.actuals,
      rmsse: over(
        (item) => Math.sqrt(item.squares),
        (item) => Math.sqrt(item.squaredScale),
      ),
      mase: over(
        (item) => item.sizes,
        (item) => item.sizeScale,
      ),
    };
  }

  get judged(): number {
    return this.items.size;
  }
}

/** Mean squared and absolute change from period to period inside a history; null: it never changed. */
export interface Scale {
  squared: number;
  size: number;
}

export function scaleInside(history: readonly (number | null)[]): Scale | null {
  const changes = seasonalDifferences(history, 1);
  const squared = sum(changes.map((change) => change ** 2));
  if (!(squared > 0)) return null;
  return { squared: squared / changes.length, size: sum(changes.map(Math.abs)) / changes.length };
}

/** How quantiles held: share of periods at or under each, and the pinball loss over Σa. */
export class QuantileGauge {
  private readonly under: Float64Array;
  private readonly loss: Float64Array;
  private count = 0;
  private actuals = 0;

  constructor(readonly levels: readonly number[]) {
    this.under = new Float64Array(levels.length);
    this.loss = new Float64Array(levels.length);
  }

  add(quantiles: readonly number[], actual: number): void {
    this.count += 1;
    this.actuals += actual;
    quantiles.forEach((quantile, at) => {
      const level = this.levels[at] as number;
      if (actual <= quantile) this.under[at] = (this.under[at] as number) + 1;
      const error = actual - quantile;
      this.loss[at] = (this.loss[at] as number) + (error >= 0 ? level * error : (level - 1) * error);
    });
  }

  measured(): { level: number; held: number; pinball: number }[] {
    return this.levels.map((level, at) => ({
      level,
      held: (this.under[at] as number) / this.count,
      pinball: (this.loss[at] as number) / this.actuals,
    }));
  }
}
