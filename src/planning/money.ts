export interface Money {
  /** null: cannot be said in the wanted currency */
  amount: number | null;
  /** why not */
  problem: 'unknown' | 'no_currency' | 'other_currency' | null;
}

/** An amount as money of the wanted currency. Other currencies are not converted, a missing one is not assumed. */
export function moneyIn(wanted: string, amount: number | null, currency: string | null): Money {
  if (amount === null) return { amount: null, problem: 'unknown' };
  if (!currency) return { amount: null, problem: 'no_currency' };
  return currency.trim().toUpperCase() === wanted.trim().toUpperCase()
    ? { amount, problem: null }
    : { amount: null, problem: 'other_currency' };
}
