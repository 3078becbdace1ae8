import { daysOfSupplyFunction, turnoverDaysFunction } from './cover';
import { safetyStockFunction } from './replenishment';
import { routeFunction } from './routing';

/** Every id of functions.json with the code behind it. An id never changes. */
CustomFunctions.associate('SAFETYSTOCK', safetyStockFunction);
CustomFunctions.associate('DOS', daysOfSupplyFunction);
CustomFunctions.associate('TURNOVERDAYS', turnoverDaysFunction);
CustomFunctions.associate('ROUTE', routeFunction);
