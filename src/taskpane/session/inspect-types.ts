import type { Figure, FigureChange } from '../../planning/inspect';
import type { PlanRecord } from './types';

/** Every figure of one recommendation with what it was made of. */
export interface ItemTrace {
  sku: string;
  warehouse: string;
  /** row of the Plan sheet */
  row: PlanRecord;
  /** business date the figures are of */
  asOf: string;
  dataTime: string;
  planVersion: string | null;
  currency: string;
  figures: Figure[];
  /** the row before the plan was last written; null: this computer does not know */
  before: PlanBefore | null;
}

export interface PlanBefore {
  /** ISO instant of the write that changed it */
  at: string;
  /** plan the row was of before */
  version: string | null;
  /** the line is new since */
  added: boolean;
  changes: FigureChange[];
  /** units by which target − position changed; null: unknown */
  need: number | null;
}
