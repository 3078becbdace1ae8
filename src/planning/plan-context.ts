import type { NoteBook } from './note-book';
import type { WarehouseLane } from './plan-lead-time';
import type { PolicyBook } from './policy';
import type { PromotionCalendar } from './promotions';

/** What every item of a plan run is planned against. */
export interface PlanContext {
  asOf: number;
  /** Monday of W-1 */
  lastMonday: number;
  currency: string;
  policy: PolicyBook;
  calendar: PromotionCalendar;
  lanes: Map<string, WarehouseLane>;
  notes: NoteBook;
}
