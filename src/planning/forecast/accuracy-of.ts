import type { ForecastAccuracy, RollingForecasts } from './types';

/** Accuracy of rolling forecasts against what came: every period of every window counts once per forecast made for it. */
export function accuracyOf(
  demand: Float64Array,
  offset: number,
  { origins, expected }: RollingForecasts,
): ForecastAccuracy {
  let pairs = 0;
  let actuals = 0;
  let errors = 0;
  let sizes = 0;
  let squares = 0;
  // plain loops: a figure that a closure changes is a new object each time
  for (let index = 0; index < origins.length; index += 1) {
    const steps = expected[index] ?? [];
    const from = (origins[index] as number) - offset + 1;
    for (let step = 0; step < steps.length && from + step < demand.length; step += 1) {
      const actual = demand[from + step] as number;
      if (Number.isNaN(actual)) continue;
      const value = steps[step] as number;
      pairs += 1;
      actuals += actual;
      errors += actual - value;
      sizes += Math.abs(actual - value);
      squares += (actual - value) ** 2;
    }
  }
  let steps = 0;
  let absolute = 0;
  let squared = 0;
  for (let at = 1; at < demand.length; at += 1) {
    const change = (demand[at] as number) - (demand[at - 1] as number);
    if (Number.isNaN(change)) continue;
    steps += 1;
    absolute += Math.abs(change);
    squared += change * change;
  }
  return {
    wape: actuals > 0 ? sizes / actuals : null,
    bias: actuals > 0 ? errors / actuals : null,
    rmsse: pairs && squared > 0 ? Math.sqrt(squares / pairs / (squared / steps)) : null,
    mase: pairs && absolute > 0 ? sizes / pairs / (absolute / steps) : null,
  };
}
