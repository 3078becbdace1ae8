/** Custom functions are declarations: parameters and the maths. Shapes, blanks, errors and spilling are done here. */
export { type Cell } from './cells';
export { serialOf } from './dates';
export {
  callFunction,
  columnsFunction,
  rowFunction,
  type Answer,
  type CallFunction,
  type ColumnsFunction,
  type Declaration,
  type RowAnswer,
  type RowFunction,
} from './declaration';
export { describeFault, Fault, fault, isProblem, PassedError, type ErrorId, type Problem } from './errors';
export { explainCall, type ExplainedCall, type ExplainedError } from './explain-call';
export { type Bounds } from './bounds';
export { type Parameter } from './parameter';
export { series, type Series } from './series';
export { choice, code, date, flag, number, text } from './values';
export { dates, list, matrix, matrixRows, single } from './wholes';
export { run } from './run';
