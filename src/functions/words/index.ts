import { allocationEnums, allocationWords } from './allocation';
import { coverEnums, coverWords } from './cover';
import { demandEnums, demandWords } from './demand';
import { liveEnums, liveWords } from './live';
import { replenishmentEnums, replenishmentWords } from './replenishment';
import { routingEnums, routingWords } from './routing';
import type { Enums, Words } from './types';

export type { Enums, Text, Words } from './types';

/** Descriptions and parameter texts of every function, by id. */
export const WORDS: Words = {
  ...replenishmentWords,
  ...allocationWords,
  ...coverWords,
  ...demandWords,
  ...routingWords,
  ...liveWords,
};

/** Lists of words that parameters offer, by their id in functions.json. */
export const ENUMS: Enums = {
  ...replenishmentEnums,
  ...allocationEnums,
  ...coverEnums,
  ...demandEnums,
  ...routingEnums,
  ...liveEnums,
};
