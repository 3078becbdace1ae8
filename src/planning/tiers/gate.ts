import { packsUp } from '../packs';
import { limitingShelfLife } from '../shelf-life';
import type { GateState, Sentence } from '../types';
import type { ListRule } from './list-remark';
import type { TierSettings } from './settings';
import { VALUE_WEEKS } from './week-levels';

export interface GateInput {
  /** it is to be sold from bonded stock */
  bonded: boolean;
  /** the tier was set by hand */
  locked: boolean;
  list: ListRule | null;
  /** null: the brand keeps no HS codes at all, so it cannot be said */
  hasHsCode: boolean | null;
  /** a return lane leads out of a bonded warehouse; null: the brand has no return lanes, so it is not known */
  hasExit: boolean | null;
  /** units sold from bonded stock in the last year */
  bondedUnits: number;
  /** units in bonded stock or on the way there */
  bondedThere: number;
  /** weeks with a sale, and units of the last 13 weeks (null: unknown) */
  saleWeeks: number;
  units: number | null;
  rating: number | null;
  returnRate: number | null;
  /** units a day; null: unknown */
  demandPerDay: number | null;
  shelfLifeDays: number | null;
  moq: number | null;
  pack: number | null;
}

export interface Gate {
  state: GateState;
  reasons: Sentence[];
  cap: number | null;
}

const say = (id: string, values: Sentence['values'] = {}): Sentence => ({ id, values });

/**
 * The gate before goods go into bonded stock, from where they cannot go back to direct mail. What the list forbids is closed to
 * everybody. A SKU that sells from bonded stock has proved itself; any other needs proof of demand, an HS code, an exit,
 * enough shelf life left when its first batch has sold through, and an MOQ that fits into a first batch. A first batch is
 * capped; a tier locked by hand, or goods that may only be bonded and so cannot be tested by direct mail, need no proof.
 */
export function bondedGate(input: GateInput, settings: TierSettings): Gate {
  const { bonded, bondedUnits, list } = input;
  if (list === 'off_list') return { state: 'closed', reasons: [say('gate_off_list')], cap: null };
  if (!bonded) return { state: 'not_needed', reasons: [], cap: null };
  const law = list === 'bonded_only' ? [say('gate_bonded_only')] : [];
  if (bondedUnits > 0)
    return { state: 'open', reasons: [...law, say('gate_sells', { units: bondedUnits })], cap: null };

  const batch = firstBatch(input, settings);
  const proof = proofGaps(input, settings);
  const excused = input.locked || list === 'bonded_only';
  const shut = [...(excused ? [] : proof), ...otherGaps(input), ...batch.gaps];
  const notKnown = [
    ...(input.returnRate === null ? [say('gate_returns_unknown')] : []),
    ...(input.hasExit === null ? [say('gate_exit_unknown')] : []),
  ];
  if (shut.length) return { state: 'closed', reasons: [...law, ...shut, ...notKnown], cap: null };
  const left = Math.max(0, batch.cap - Math.max(0, input.bondedThere));
  const sized =
    left < batch.cap
      ? say('gate_capped_there', { cap: left, there: input.bondedThere, days: settings.batchDays })
      : say('gate_capped', { cap: batch.cap, days: settings.batchDays });
  const why = proof.length
    ? [...(list === 'bonded_only' ? [] : [say('gate_locked')]), ...proof]
    : [say('gate_proven', { weeks: input.saleWeeks, units: input.units ?? 0, last: VALUE_WEEKS })];
  return { state: 'capped', reasons: [...law, sized, ...why, ...notKnown], cap: left };
}

/** What is missing to prove demand. A figure that is asked for and not known is missing. */
function proofGaps({ saleWeeks, units, rating, returnRate }: GateInput, settings: TierSettings): Sentence[] {
  const gaps: Sentence[] = [];
  if (saleWeeks < settings.proofWeeks)
    gaps.push(say('gate_proof_weeks', { weeks: saleWeeks, least: settings.proofWeeks }));
  if (units === null) gaps.push(say('gate_proof_unknown', { last: VALUE_WEEKS }));
  else if (units < settings.proofUnits)
    gaps.push(say('gate_proof_units', { units, least: settings.proofUnits, last: VALUE_WEEKS }));
  if (settings.proofRating !== null) {
    if (rating === null) gaps.push(say('gate_rating_unknown', { least: settings.proofRating }));
    else if (rating < settings.proofRating) gaps.push(say('gate_rating', { rating, least: settings.proofRating }));
  }
  if (returnRate !== null && returnRate > settings.proofReturns)
    gaps.push(say('gate_returns', { rate: returnRate, limit: settings.proofReturns }));
  return gaps;
}

function otherGaps({ hasHsCode, hasExit }: GateInput): Sentence[] {
  return [...(hasHsCode === false ? [say('gate_no_hs')] : []), ...(hasExit === false ? [say('gate_no_exit')] : [])];
}

/** Size of a first batch in whole packs, and why there can be none. */
function firstBatch(
  { demandPerDay, moq, pack, shelfLifeDays }: GateInput,
  { batchDays, arrivalShare, lifeShare }: TierSettings,
): { cap: number; gaps: Sentence[] } {
  if (demandPerDay === null || demandPerDay <= 0) return { cap: 0, gaps: [say('gate_no_demand')] };
  const size = pack !== null && pack > 0 ? pack : 1;
  const cap = packsUp(batchDays * demandPerDay, size) * size;
  const gaps: Sentence[] = [];
  const least = moq !== null && moq > 0 ? packsUp(moq, size) * size : size;
  if (least > cap) gaps.push(say('gate_moq', { moq: least, cap, days: batchDays, lasts: least / demandPerDay }));
  const life = limitingShelfLife(shelfLifeDays);
  if (life !== null) {
    const days = Math.max(cap, least) / demandPerDay;
    const left = Math.max(0, arrivalShare - days / life);
    if (left < lifeShare) gaps.push(say('gate_life', { days, life, left, least: lifeShare }));
  }
  return { cap, gaps };
}
