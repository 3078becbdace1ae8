import type { BacktestComparison, BacktestPoint } from './types';

/** A point as money, or in units where no cost or price is known of any item. */
const coordinates = (point: BacktestPoint): { capital: number; loss: number } => ({
  capital: point.capital ?? point.stockUnits,
  loss: point.lostSales ?? point.lostUnits,
});

/**
 * Each setting of the simple rules beside the plan's trade-off curve at the same capital: what would the plan have lost with
 * that much money in stock? Linear between the plan's settings; settings that held less or more than any of the plan's cannot be
 * compared and are counted.
 */
export function compareCurves(points: readonly BacktestPoint[]): { comparisons: BacktestComparison[]; beyond: number } {
  const curve = points
    .filter(({ rule, value }) => rule === 'plan' && value !== null)
    .map(coordinates)
    .sort((a, b) => a.capital - b.capital);
  const comparisons: BacktestComparison[] = [];
  let beyond = 0;
  for (const point of points) {
    if (point.rule === 'plan') continue;
    const { capital, loss } = coordinates(point);
    const above = curve.findIndex((own) => own.capital >= capital);
    const upper = curve[above];
    const lower = above > 0 ? curve[above - 1] : undefined;
    if (!upper || (!lower && upper.capital > capital)) {
      beyond++;
      continue;
    }
    const width = lower ? upper.capital - lower.capital : 0;
    const part = lower && width > 0 ? (capital - lower.capital) / width : 1;
    const planLoss = lower ? lower.loss + part * (upper.loss - lower.loss) : upper.loss;
    comparisons.push({ rule: point.rule, value: point.value, capital, loss, planLoss });
  }
  return { comparisons, beyond };
}
