export * from './types';
export { compareScenarios } from './compare';
export { NO_MEASURES } from './measures';
