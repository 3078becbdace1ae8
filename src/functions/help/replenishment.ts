import { orderQuantityHelp } from './order-quantity';
import { reorderPointHelp } from './reorder-point';
import { safetyStockHelp } from './safety-stock';
import type { FamilyHelp } from './types';

export const replenishmentHelp: FamilyHelp = { ...safetyStockHelp, ...reorderPointHelp, ...orderQuantityHelp };
