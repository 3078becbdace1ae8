import { sumOfStages } from '../planning/lead-time';
import { periodOf } from '../planning/periods';
import { seasonIndex } from '../planning/season-index';
import { upliftRatio } from '../planning/uplift';
import { choice, date, Fault, fault, number, rowFunction, series, serialOf, type Series } from './engine';

export { ABC, DEMANDCLASS, TIER, XYZ } from './demand-classes';
export { ACCURACY, FORECASTDEMAND } from './forecast-demand';

/**
 * Seasonal index, `season_length` ratios to the mean side by side, their mean 1. Whole seasons only: of a series that is no
 * multiple of the season length the newest ones count. The first index is that of the season position of the first period
 * given. Unknown periods are skipped. Less than a season, or a position never known: #N/A; nothing sold: #DIV/0!. Silver,
 * Pyke & Thomas (2017), ch. 3.
 */
export const SEASONINDEX = rowFunction({
  id: 'SEASONINDEX',
  parameters: [series('sales', '销量'), number('season_length', '季节长度', { min: 1, whole: true })],
  row: (sales, seasonLength) => {
    const found = seasonIndex(sales, seasonLength);
    if (!('problem' in found)) return found;
    switch (found.problem) {
      case 'too_few_seasons':
        return fault('too_few', 'sales', { least: seasonLength });
      case 'position_unknown':
        return fault('position_unknown', 'sales', { position: found.position });
      case 'no_sales':
        return fault('is_zero', 'sales');
    }
  },
});

/**
 * Promotion uplift: mean sales of the periods under promotion (promo above 0) / mean of the others. A period unknown in
 * either is skipped. No promotion period or no other one: #N/A; the others sold nothing: #DIV/0!.
 */
export const UPLIFT = rowFunction({
  id: 'UPLIFT',
  parameters: [series('sales', '销量'), series('promo', '大促占比', { min: 0 })],
  row: (sales, promo) => {
    if (promo.length !== sales.length)
      return new Fault('sizes', 'promo', { found: promo.length, expected: sales.length }, true);
    const found = upliftRatio(sales, promo);
    if (typeof found === 'object') return found.uplift;
    return fault(found, found === 'baseline_zero' ? 'sales' : 'promo');
  },
});

/**
 * The planning period of a date: label, first and last day. xun (旬): 2024-02-下旬, 1st–10th 上旬, 11th–20th 中旬, then 下旬; week:
 * ISO 8601, 2024-W09, Monday to Sunday, in the year of its Thursday; month: 2024-02.
 */
export const PERIOD = rowFunction({
  id: 'PERIOD',
  parameters: [
    date('date', '日期'),
    choice('kind', '类型', { xun: ['旬'], week: ['周'], month: ['月'] }, { default: 'xun' }),
  ],
  row: (day, kind) => {
    const { label, first, last } = periodOf(day, kind);
    return [label, serialOf(first), serialOf(last)];
  },
});

/** The stages of a row, or what is wrong with one of them. Both quantiles blank: no stage. */
export function stagesOf(p50: Series, p90: Series): { p50: number; p90: number }[] | Fault {
  if (p90.length !== p50.length)
    return new Fault('sizes', 'stage_p90', { found: p90.length, expected: p50.length }, true);
  const stages: { p50: number; p90: number }[] = [];
  for (let at = 0; at < p50.length; at += 1) {
    const middle = p50[at] ?? null;
    const late = p90[at] ?? null;
    const stage = at + 1;
    if (middle === null && late === null) continue;
    if (middle === 0) continue;
    if (middle === null) return fault('stage_blank', 'stage_p50', { stage });
    if (late === null) return fault('stage_blank', 'stage_p90', { stage });
    if (late < middle) return fault('p90_below_p50', 'stage_p90', { stage });
    stages.push({ p50: middle, p90: late });
  }
  return stages;
}

/**
 * Lead time of a chain of independent lognormal stages, each given by its P50 and P90 in days: mean, sd, P50 and P90 of the sum,
 * the quantiles by the lognormal with the same mean and variance (Fenton 1960). μ = ln P50, σ = ln(P90/P50)/z(0.9). P90 = P50 is
 * a fixed stage, P50 = 0 none, a stage with both blank none. A stage half known: #N/A; P90 under P50: #NUM!.
 */
export const LEADTIME = rowFunction({
  id: 'LEADTIME',
  parameters: [series('stage_p50', '环节 P50', { min: 0 }), series('stage_p90', '环节 P90', { min: 0 })],
  row: (p50, p90) => {
    const stages = stagesOf(p50, p90);
    if (stages instanceof Fault) return stages;
    const lead = sumOfStages(stages);
    const answer = [lead.mean, lead.sd, lead.p50, lead.p90];
    return answer.every(Number.isFinite) ? answer : fault('not_finite');
  },
});
