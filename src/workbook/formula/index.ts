/** Formulas taken apart: what they call, what they refer to, what constants in them come to. */
export type { Area } from '../areas';
export { evaluate, type Evaluated, type NoValue } from './evaluate';
export { parseExpression, referencesIn, type Expression } from './expression';
export {
  callsIn,
  evaluateArguments,
  evaluateConstants,
  type CallFunction,
  type FormulaCall,
  type FormulaReading,
  type ReadReference,
  type ReferencePlace,
} from './reading';
export { MAX_COLUMNS, MAX_ROWS, parseReference, placeAddress } from './references';
export { NAMESPACES } from './tokens';
export { isError, numberText, type Cells, type FormulaError, type FormulaValue } from './values';
