import type { readFormula as ReadFormula } from './formula/inputs';
import type { insertFormula as InsertFormula } from './insert-formula';

// Reading formulas and putting one in is code of a chunk of its own, loaded when it is first needed.

/** See formula/inputs. */
export const readFormula: typeof ReadFormula = async (options) =>
  (await import(/* webpackChunkName: "functions-help" */ './formula/inputs')).readFormula(options);

/** See insert-formula. */
export const insertFormula: typeof InsertFormula = async (formula, size) =>
  (await import(/* webpackChunkName: "functions-help" */ './insert-formula')).insertFormula(formula, size);
