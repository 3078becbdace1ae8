/** Where a line of a purchase proposal stands; the last three are ends. */
export const PROPOSAL_STATES = ['sent', 'acknowledged', 'ordered', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What whoever buys may answer; only the sender's side withdraws. */
export const PROPOSAL_ANSWERS = ['acknowledged', 'ordered', 'refused'] as const;
export type ProposalAnswer = (typeof PROPOSAL_ANSWERS)[number];

/** Most lines one sending holds, over all its proposals. */
export const MAX_PROPOSAL_LINES = 20_000;

/** An accepted line of a plan, on its way to whoever buys. */
export interface ProposalLineBody {
  sku_id: string;
  warehouse_id: string;
  /** units wanted: the planner's own number where there is one */
  qty: number;
  /** units the plan recommended when it was decided; null: unknown */
  recommended_qty: number | null;
  order_by: string | null;
  arrives: string | null;
  /** in the sending's currency; null: no cost is known */
  value: number | null;
  decided_by: string | null;
  decided_on: string | null;
}

/** The lines of one supplier. */
export interface ProposalBody {
  /** made by the sender from what is sent: the same again is the same proposal */
  id: string;
  /** null: lines whose supplier nobody knows */
  supplier_id: string | null;
  lines: ProposalLineBody[];
}

export interface SendBody {
  /** the planner's name; null: nobody said */
  sent_by: string | null;
  /** highest proposal number the sender's data had; what came after it and asks for the same is a conflict */
  seen: number;
  /** later ones that the sender knows nevertheless: their own, and those of a conflict they have looked at */
  known: number[];
  plan_version: string | null;
  /** the data the plan read: their cut and the instant they speak for */
  cut: string;
  data_time: string;
  currency: string;
  proposals: ProposalBody[];
}

export interface ProposalInfo {
  /** within the brand, 1 first; never used again. `P-0012` in sheets */
  number: number;
  id: string;
  supplier_id: string | null;
  /** the least advanced of its lines that are neither refused nor withdrawn */
  state: ProposalState;
  lines: number;
  /** of the lines whose value is known; null: of none */
  value: number | null;
  currency: string;
  plan_version: string | null;
  cut: string;
  data_time: string;
  sent_at: string;
  sent_by: string | null;
  /** label of the access key it was sent with; null: none was needed */
  sent_with: string | null;
}

/** Answer to a sending, its proposals in the order they were sent in. */
export interface SendAnswer {
  /** `created` false: it had been sent before */
  proposals: (ProposalInfo & { created: boolean })[];
  /** lines that were not taken because the brand's data do not know their SKU or warehouse */
  left_out: { count: number; examples: string[]; lines: { sku_id: string; warehouse_id: string }[] };
}

/** A line that somebody else has sent since. */
export interface ProposalConflict {
  sku_id: string;
  warehouse_id: string;
  /** units in this sending */
  qty: number;
  theirs: { number: number; qty: number; state: ProposalState; sent_by: string | null; sent_at: string };
}

export interface ProposalLine extends ProposalLineBody {
  line: number;
  state: ProposalState;
  answered_qty: number | null;
  answer: string | null;
}

/** What happened to a proposal, by whom and when. */
export interface ProposalEvent {
  at: string;
  by: string | null;
  /** label of the access key */
  with: string | null;
  state: ProposalState;
  lines: number;
  note: string | null;
}

export interface ProposalList {
  /** newest first */
  proposals: ProposalInfo[];
  /** pass as `cursor` for the next page; null at the end */
  next: string | null;
}

/** One page of a proposal's lines. */
export interface ProposalPage extends ProposalInfo {
  items: ProposalLine[];
  /** oldest first */
  events: ProposalEvent[];
  next: string | null;
}

/** As sheets and people name a proposal. */
export const proposalName = (number: number): string => `P-${String(number).padStart(4, '0')}`;

/** The number in such a name, alone or before a state; null when there is none. */
export function proposalNumber(text: string): number | null {
  const [, digits] = /^\s*P-0*(\d+)\b/i.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
