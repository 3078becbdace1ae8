/** What is loaded together, see load.ts. */
export { explain, explainPart, insertExample } from '../explain/explain-cell';
export { ExplainPage } from '../explain/explain-page';
export { FAMILIES } from '../../functions/catalogue';
export { FunctionPage } from './function-page';
export { FunctionsPage } from './functions-page';
