import type { ProposalConflict, ProposalState } from '../../tables';
import type { ScenarioComparison } from '../../planning/scenario/types';
import type { Scenario } from '../../planning/types';
import type { SessionProblem } from './types';

export type LineState = 'open' | 'accepted' | 'changed' | 'rejected' | 'later' | 'sent';

/** Why an accepted line is not sent. */
export type LineHold = 'no_quantity' | 'plan_changed';

/** A line of the Plan sheet that recommends something, or that somebody has decided on. */
export interface DecisionLine {
  id: string;
  sku: string;
  warehouse: string;
  name: string | null;
  supplier: string | null;
  barcode: string | null;
  packQty: number | null;
  tier: string | null;
  action: string | null;
  reason: string | null;
  status: string | null;
  orderBy: string | null;
  arrives: string | null;
  note: string | null;
  planVersion: string | null;
  /** units the plan recommends now */
  orderQty: number | null;
  /** the planner's own number */
  myQty: number | null;
  state: LineState;
  decidedBy: string | null;
  decidedOn: string | null;
  /** units the plan recommended when it was decided */
  decidedQty: number | null;
  /** the plan now recommends another quantity than when it was decided */
  planChanged: boolean;
  /** units that would be sent; null: unknown */
  quantity: number | null;
  /** of that quantity, in the plan's currency; of the recommended one where nothing would be sent; null: no cost is known */
  value: number | null;
  /** null: it is not accepted, or nothing keeps it from being sent */
  hold: LineHold | null;
  proposal: { number: number; state: ProposalState } | null;
  /** its cell as it stands */
  proposalCell: string | null;
}

/** The lines of the Plan sheet as last read, most money first. */
export interface DecisionBoard {
  lines: DecisionLine[];
  currency: string;
  /** decisions typed into the sheet that were signed at this reading */
  signed: number;
  /** decisions that nobody has put a name to */
  unnamed: number;
  /** instant the plan's data speak for, and the plan's version */
  dataTime: string;
  planVersion: string | null;
}

/** What is being sent: accepted lines that nothing holds, by supplier. */
export interface SendGroup {
  /** null: nobody knows who supplies them */
  supplier: string | null;
  lines: DecisionLine[];
  value: number | null;
}

/** How the last sending ended; null before any. */
export type Sending =
  | { outcome: 'sent'; lines: number; proposals: SentInfo[]; again: number; leftOut: string[]; unmarked: boolean }
  | { outcome: 'conflict'; conflicts: ProposalConflict[] }
  /** the sheet is no longer what was confirmed: nothing was sent */
  | { outcome: 'changed' }
  | { outcome: 'failed'; problem: SessionProblem; said: string | null };

export interface SentInfo {
  name: string;
  supplier: string | null;
  lines: number;
  value: number | null;
}

export interface SendOptions {
  /** what the user has confirmed; where the sheet now says otherwise nothing is sent */
  confirmed: { lines: number; value: number | null };
  /** lines left to whoever sent them first, by id; the other lines of a conflict are sent beside theirs */
  leave?: readonly string[];
}

/** A scenario with its name; up to four stand beside the base plan. */
export interface NamedScenario {
  name: string;
  scenario: Scenario;
}

export interface ScenarioBoard {
  scenarios: NamedScenario[];
  /** null: they have not been run, or have changed since */
  comparison: ScenarioComparison | null;
  /** instant the data speak for */
  dataTime: string | null;
  seconds: number | null;
}
