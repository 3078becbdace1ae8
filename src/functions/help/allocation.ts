import { budgetHelp } from './budget';
import { rebalanceHelp } from './rebalance';
import { routeOrdersHelp } from './route-orders';
import { transferHelp } from './transfer';
import type { FamilyHelp } from './types';

export const allocationHelp: FamilyHelp = { ...budgetHelp, ...routeOrdersHelp, ...transferHelp, ...rebalanceHelp };
