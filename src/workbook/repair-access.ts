import type { mendFormulas as MendFormulas } from './repair-mend';
import type { recalculateFormulas as RecalculateFormulas, scanFormulas as ScanFormulas } from './repair-scan';

// Looking for broken formulas and mending them is code of a chunk of its own, loaded when it is first needed.

/** See repair-scan. */
export const scanFormulas: typeof ScanFormulas = async (...args) =>
  (await import(/* webpackChunkName: "repair" */ './repair-scan')).scanFormulas(...args);

/** See repair-scan. */
export const recalculateFormulas: typeof RecalculateFormulas = async (...args) =>
  (await import(/* webpackChunkName: "repair" */ './repair-scan')).recalculateFormulas(...args);

/** See repair-mend. */
export const mendFormulas: typeof MendFormulas = async (...args) =>
  (await import(/* webpackChunkName: "repair" */ './repair-mend')).mendFormulas(...args);
