export * from './types';
export { createSession } from './session';
export { SessionError } from './problems';
export { REVIEW_GROUPS, groupItems, tickedCells } from './review';
export { CHART_WEEKS } from './item';
