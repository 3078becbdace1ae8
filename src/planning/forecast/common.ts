import { backTest } from './back-test';
import { prepare } from './history';
import { NO_SLICE, noKnowledge, type CommonKnowledge, type KnowledgeSlice } from './knowledge';
import { learnLaunch } from './learn-launch';
import { learnPromotions, promotionEvidence } from './learn-promotions';
import { learnSeason } from './learn-season';
import { learnSpread } from './spread';
import { errorsOf, stackedWeights } from './stack';
import type { DemandSeries } from './types';

export interface CommonSettings {
  /** periods ahead forecasts will be asked for; rules are judged over it */
  horizon: number;
  /** periods in a year: 52 (default) for weeks, 12 for months; 1: no seasons */
  seasonLength?: number;
}

/** Times in the past, as shares of the longest history, whose knowledge is kept apart for forecasts made from then. */
const SLICES = [0.6, 0.75, 0.88, 1] as const;
/** Series the rules are judged on, evenly spread: enough to rank a dozen rules. */
const MOST_JUDGED = 150;

/**
 * What series can lend each other, learnt in one pass: promotion uplift, its course and the dip after it; the season and the
 * launch of a category; how the rules of the pool do; how errors grow with the level. All series end with the same period.
 * Plain data.
 */
export function learnCommon(seriesList: readonly DemandSeries[], settings: CommonSettings): CommonKnowledge {
  const { horizon, seasonLength = 52 } = settings;
  const prepared = seriesList.map((series) => prepare(series, seasonLength)).filter((one) => one !== null);
  const longest = prepared.reduce((most, { demand }) => Math.max(most, demand.length), 0);
  if (!longest) return noKnowledge(seasonLength);
  const evidence = prepared.map(promotionEvidence).filter((one) => one !== null);
  const backs = [...new Set(SLICES.map((share) => longest - Math.round(share * longest)))];
  const slices = backs.map((back): KnowledgeSlice => {
    const promotion = learnPromotions(evidence, back);
    return {
      ...NO_SLICE,
      back,
      promotion,
      season: learnSeason(prepared, promotion, back, seasonLength),
      launch: learnLaunch(prepared, back),
    };
  });
  const every = Math.max(1, Math.ceil(prepared.length / MOST_JUDGED));
  const sample = prepared.filter((_, index) => index % every === 0);
  const errors = sample.flatMap((item) => errorsOf(item, backTest(item, slices, horizon)));
  return {
    seasonLength,
    slices: slices.map((slice) => ({ ...slice, weights: stackedWeights(errors, slice.back) })),
    spread: learnSpread(prepared),
    series: prepared.length,
  };
}
