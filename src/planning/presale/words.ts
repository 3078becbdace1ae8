import type { Sentence } from '../types';
import type { DepositState } from './types';

/** What deposits did to the position of an item. */
export function presaleWords(state: DepositState | undefined, counted: number | null): Sentence[] {
  if (!state || !counted) return [];
  const { deposits, conversion, balanceDay, balanceOpen, share } = state;
  const values = { qty: counted, deposits, conversion, share };
  if (balanceOpen) return [{ id: 'presale_after', values }];
  return balanceDay === null
    ? [{ id: 'presale_counted', values }]
    : [{ id: 'presale_before', values: { ...values, date: balanceDay } }];
}
