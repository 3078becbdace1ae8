import { allocationHelp } from './allocation';
import { coverHelp } from './cover';
import { demandHelp } from './demand';
import { liveHelp } from './live';
import { replenishmentHelp } from './replenishment';
import { routingHelp } from './routing';
import type { FamilyHelp } from './types';

export type { Explained, Explanation, FamilyHelp, Help, Step } from './types';

/** Formula, source, example and explanation of every function, by id. */
export const HELP: FamilyHelp = {
  ...replenishmentHelp,
  ...allocationHelp,
  ...coverHelp,
  ...demandHelp,
  ...routingHelp,
  ...liveHelp,
};
