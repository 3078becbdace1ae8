export * from './types';
export { createSession } from './session';
export { SessionError } from './problems';
export { REVIEW_GROUPS, groupItems, tickedCells } from './review';
export { notWorking, REPAIR_GROUPS, repairItems, tickedRepairs } from './repair';
export { CHART_WEEKS } from './item-weeks';
export { figure } from './records';
