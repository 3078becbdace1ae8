import { gammaCurve } from './error-curve';
import { ASSUMED_SCALE, expectedError } from './error-scale';
import { ASSUMED_GROWTH } from './error-growth';
import type { ErrorLaw } from './types';

/** Law of a window of which nothing is known, about so many units. */
export const ASSUMED_LAW: ErrorLaw = {
  scale: ASSUMED_SCALE,
  growth: ASSUMED_GROWTH,
  groups: {},
  credibility: 20,
  serviceCredibility: 500,
  cap: 4,
  curves: [1, 10, 100, 1000].map((size) =>
    gammaCurve(size, expectedError(ASSUMED_SCALE, size, 0), Math.log(size + ASSUMED_SCALE.floor)),
  ),
  windows: 0,
};
