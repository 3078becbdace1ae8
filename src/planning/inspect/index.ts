export { inspectRow } from './inspect-row';
export { policyOrigin } from './policy-origin';
export { changesOf, type FigureChange } from './compare';
export type {
  Cell,
  Figure,
  FigureId,
  InspectInput,
  PolicyOrigin,
  RowRecord,
  SourcedPolicyRow,
  TraceInput,
  TracePlace,
  TraceRule,
  TraceStep,
} from './types';
