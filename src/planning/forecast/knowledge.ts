/** What promotions do, learnt over all series. Effects are relative to the demand of a period without promotion. */
export interface PromotionKnowledge {
  /** extra demand of a period wholly under an average promotion, relative to the baseline: uplift − 1; 0: nothing learnt */
  gain: number;
  /** the same by category, drawn towards the gain of all */
  gainByCategory: Readonly<Record<string, number>>;
  /** how many periods under promotion the category's gain weighs beside an item's own */
  weight: number;
  /** relative strength by length and stage of the promotion, see promotionCell; 1 is average */
  intensity: readonly number[];
  /** relative strength of promotions that recur under one name; 1 is average */
  events: Readonly<Record<string, number>>;
  /** share of demand that is missing in the seven days after a promotion, 0–0.6 */
  dip: number;
  /** items and periods under promotion it was learnt from */
  items: number;
  periods: number;
}

/** Level of demand by season position, 1 on average. */
export interface SeasonKnowledge {
  all: readonly number[];
  byCategory: Readonly<Record<string, readonly number[]>>;
}

export interface LaunchKnowledge {
  /** demand of each period since the first sale, relative to the mean of the first ones; 1 after the last */
  profile: readonly number[];
  /** mean demand per period of an item in its first periods; null: no item was launched within the history */
  level: number | null;
  levelByCategory: Readonly<Record<string, number>>;
  items: number;
}

/** What was known at one time in the past, or (`back` 0) is known now. */
export interface KnowledgeSlice {
  /** periods at the end of the history that it does not use */
  back: number;
  promotion: PromotionKnowledge;
  season: SeasonKnowledge | null;
  launch: LaunchKnowledge;
  /**
   * By group of series, the weights of the rules that would have made the best combination over all series. A rule that is
   * not there was never judged.
   */
  weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Cross-section knowledge: plain data, so that it can be handed to a worker. */
export interface CommonKnowledge {
  /** positions in a season: 52 for weeks, 12 for months; 1: no seasons are looked for */
  seasonLength: number;
  /** oldest first; the last one has `back` 0. Forecasts of the past use the newest slice that was known then */
  slices: readonly KnowledgeSlice[];
  /** spread of forecast errors: variance = coefficient · mean^exponent */
  spread: { coefficient: number; exponent: number };
  series: number;
}

export const NO_PROMOTION_KNOWLEDGE: PromotionKnowledge = {
  gain: 0,
  gainByCategory: {},
  weight: 2,
  intensity: [],
  events: {},
  dip: 0,
  items: 0,
  periods: 0,
};

export const NO_LAUNCH_KNOWLEDGE: LaunchKnowledge = { profile: [], level: null, levelByCategory: {}, items: 0 };

/** Before the first slice. */
export const NO_SLICE: Omit<KnowledgeSlice, 'back'> = {
  promotion: NO_PROMOTION_KNOWLEDGE,
  season: null,
  launch: NO_LAUNCH_KNOWLEDGE,
  weights: {},
};

/** Spread of errors where too few series tell. */
export const USUAL_SPREAD: CommonKnowledge['spread'] = { coefficient: 1.5, exponent: 1.5 };

/** What is known when nothing has been learnt: each series stands alone. */
export const noKnowledge = (seasonLength = 52): CommonKnowledge => ({
  seasonLength,
  slices: [{ back: 0, ...NO_SLICE }],
  spread: USUAL_SPREAD,
  series: 0,
});

/** The gain an item's promotions are expected to have before its own are looked at. */
export const priorGain = (
  { gain, gainByCategory }: Pick<PromotionKnowledge, 'gain' | 'gainByCategory'>,
  category: string | null,
): number => (category === null ? undefined : gainByCategory[category]) ?? gain;
