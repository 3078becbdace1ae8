import type { NoteBook } from './note-book';
import type { PlanKnowledge } from './plan-learning';
import type { WarehouseLane } from './plan-lead-time';
import type { OverrideBook } from './plan-overrides';
import type { SeriesBook } from './plan-series';
import type { PolicyBook } from './policy';

/** What every item of a plan run is planned against. */
export interface PlanContext {
  asOf: number;
  /** Monday of W-1 */
  lastMonday: number;
  currency: string;
  policy: PolicyBook;
  lanes: Map<string, WarehouseLane>;
  book: SeriesBook;
  knowledge: PlanKnowledge;
  overrides: OverrideBook;
  notes: NoteBook;
}
