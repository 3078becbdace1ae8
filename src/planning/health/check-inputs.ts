import type { PlanInput } from '../types';
import { checkCodes } from './check-codes';
import { checkInbound } from './check-inbound';
import { checkLanes } from './check-lanes';
import { checkPrices } from './check-prices';
import { checkRows } from './check-rows';
import { checkRules } from './check-rules';
import { checkSales } from './check-sales';
import { checkSkus } from './check-skus';
import { checkStock } from './check-stock';
import { HealthContext } from './context';
import type { CheckFinding, CheckLevel, SheetFacts } from './types';

const CHECKS: readonly ((context: HealthContext) => void)[] = [
  checkRows,
  checkCodes,
  checkSkus,
  checkPrices,
  checkStock,
  checkSales,
  checkInbound,
  checkLanes,
  checkRules,
];

const LEVELS: readonly CheckLevel[] = ['error', 'warning', 'hint'];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Most money at risk first; of equal or unknown money the worse level, then by name. */
const byMoney = (a: CheckFinding, b: CheckFinding): number =>
  (b.atRisk ?? 0) - (a.atRisk ?? 0) ||
  LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
  compare(a.check, b.check) ||
  compare(a.id, b.id);

/**
 * Looks the input of a plan over for what is missing, impossible or unlike its peers, before anything is planned from it. Thresholds
 * stand at the checks; they are chosen so that ordinary data is quiet. Figures are units, days, weeks and money of the plan's
 * currency as in `PlanInput`. Odd values never throw: a figure that
 * is none is unknown.
 *
 * @param facts what only sheets know: parts of the stock figures, ages, cells that cannot be read
 */
export function checkInputs(input: PlanInput, facts: SheetFacts = {}): CheckFinding[] {
  const context = new HealthContext(input, facts);
  for (const check of CHECKS) check(context);
  return context.findings.sort(byMoney);
}
