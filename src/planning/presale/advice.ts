import type { Listing, Sentence, Traffic } from '../types';
import type { Source } from './sources';
import type { ModelTraffic } from './traffic';

/** The model whose stock sells first; null: nothing is offered. */
export function firstModel(sources: readonly Source[]): 'bonded' | 'direct' | null {
  if (!sources.length) return null;
  if (sources.some(({ kind }) => kind === 'spot')) return 'bonded';
  if (sources.some(({ kind }) => kind === 'direct')) return 'direct';
  return sources.some(({ warehouse }) => warehouse.type === 'bonded') ? 'bonded' : 'direct';
}

/**
 * Traffic to the page: as the model that sells first asks for. Nothing to sell: throttle, so that no visit is paid for in vain. Only
 * what has yet to arrive: never raised.
 */
export function trafficOfSku(
  listing: Listing,
  sold: ModelTraffic | null,
  onHand: boolean,
  isKnown: boolean,
): Traffic | null {
  if (listing === 'hide') return isKnown ? 'throttle' : null;
  if (!onHand) return sold?.traffic === 'throttle' ? 'throttle' : 'hold';
  return sold?.traffic ?? null;
}

/** Most units of one order while the stock on hand has to be stretched. */
export function limitOf(traffic: Traffic | null, sold: ModelTraffic | null, sources: readonly Source[]): number | null {
  if (traffic !== 'throttle' || !sold || sold.leadP50 === null) return null;
  const kind = sources.some((source) => source.kind === 'spot') ? 'spot' : 'direct';
  const units = sources.reduce((total, source) => (source.kind === kind ? total + source.qty : total), 0);
  return units > 0 ? Math.max(1, Math.floor(units / Math.max(1, sold.leadP50))) : null;
}

export function trafficWords(model: string, { traffic, cover, leadP50 }: ModelTraffic): Sentence[] {
  if (traffic === null || traffic === 'hold' || cover === null || leadP50 === null) return [];
  return [{ id: `sell_${traffic}`, values: { model, cover, days: leadP50 } }];
}
