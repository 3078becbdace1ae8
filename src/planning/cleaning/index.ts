export { cleanDemand } from './clean-demand';
export { closedDays, mondayOf, weekdayProfile } from './closed-days';
export { weeklyDemand, type WeekCorrection } from './weekly-demand';
export { weeklySales, weekSales } from './weekly-sales';
export type {
  CleanedDemand,
  CleaningContext,
  ClosedDays,
  Correction,
  CorrectionKind,
  DailyRow,
  Feed,
  RefusedRow,
} from './types';
