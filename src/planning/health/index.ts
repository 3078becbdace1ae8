export { checkInputs } from './check-inputs';
export type { CheckFinding, CheckId, CheckLevel, CheckPlace, CheckTable, SheetFacts, StockParts } from './types';
