import type { NoteBook } from './note-book';
import type { PlanKnowledge } from './plan-learning';
import type { WarehouseLane } from './plan-lead-time';
import type { OverrideBook } from './plan-overrides';
import type { SeriesBook } from './plan-series';
import type { PolicyBook } from './policy';
import type { PromotionBook } from './promotion-orders/ask';
import type { PresaleBook } from './presale/book';
import type { Scenario } from './types';

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
  presale: PresaleBook;
  promotions: PromotionBook;
  scenario: Scenario | undefined;
  notes: NoteBook;
}
