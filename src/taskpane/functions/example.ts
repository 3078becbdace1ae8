import { evaluateConstants, type Cells } from '../../workbook/formula';
import { callFunction } from './call-function';
import { functionInfo } from './function-list';

export interface Example {
  /** `=TWIN.DOS(361,{38,41,0,47,44})` */
  formula: string;
  /** what it answers; null for live figures, which depend on the data service */
  answer: Cells | null;
}

/** A function's example as it is entered, with its answer computed. */
export function exampleOf(id: string, namespace: string, now = new Date()): Example | null {
  const info = functionInfo(id);
  if (!info) return null;
  const formula = `=${namespace}.${info.example}`;
  if (info.family === 'live') return { formula, answer: null };
  const found = evaluateConstants(formula, callFunction, now);
  return { formula, answer: 'cells' in found ? found.cells : null };
}
