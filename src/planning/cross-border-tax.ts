/**
 * Tax on goods bought through cross-border e-commerce retail import (跨境电商零售进口综合税).
 *
 * Basis: 财关税〔2016〕18号 and 财关税〔2018〕49号 with the limits in force since 2019-01-01 — CNY 5,000 a transaction and 26,000 a
 * person and year. Within both: no duty, import VAT and consumption tax at 70%. A transaction over the single limit but within
 * the annual one that holds exactly one item keeps the channel and is taxed in full. Beyond that the goods go as general trade.
 */
export interface CrossBorderTaxInput {
  /** dutiable value of one item, freight and insurance included */
  unitValue: number;
  /** items in the transaction, a whole number */
  quantity: number;
  /** rates as fractions; the consumption tax below 1, ad valorem only */
  vat: number;
  consumptionTax: number;
  tariff: number;
  /** what the buyer has used of the annual limit before this transaction */
  annualUsed: number;
  singleLimit: number;
  annualLimit: number;
}

export type CrossBorderStatus = 'in_limit' | 'single_item' | 'refused';

export interface CrossBorderTax {
  status: CrossBorderStatus;
  /** null: refused, so no tax of this kind is due */
  tax: number | null;
  annualAfter: number;
}

/** Share of VAT and consumption tax that is levied within the limits. */
export const IN_LIMIT_SHARE = 0.7;

/** 3 × 1,666.666… is 5,000: within the limit, although binary fractions may say a hair more. */
const within = (value: number, limit: number): boolean => value <= limit * (1 + 1e-9);

/** (consumption tax + VAT)/(1 − consumption tax) · 70%: 9.1% without consumption tax, 23.06% with 15%, at 13% VAT. */
export const compositeRate = (vat: number, consumptionTax: number): number =>
  ((consumptionTax + vat) / (1 - consumptionTax)) * IN_LIMIT_SHARE;

export interface FullTax {
  duty: number;
  consumptionTax: number;
  vat: number;
}

/** Full tax of a value: duty d = v·t, consumption tax on (v + d)/(1 − ct), VAT on v + d + consumption tax. */
export function fullTax(value: number, { tariff, consumptionTax, vat }: Rates): FullTax {
  const duty = value * tariff;
  const consumption = ((value + duty) / (1 - consumptionTax)) * consumptionTax;
  return { duty, consumptionTax: consumption, vat: (value + duty + consumption) * vat };
}
type Rates = Pick<CrossBorderTaxInput, 'tariff' | 'consumptionTax' | 'vat'>;

/** Tax, status and the annual limit used afterwards. Money is not rounded: customs round to the fen, at the total of a list. */
export function crossBorderTax(input: CrossBorderTaxInput): CrossBorderTax {
  const value = input.unitValue * input.quantity;
  const annualAfter = input.annualUsed + value;
  if (within(annualAfter, input.annualLimit)) {
    if (within(value, input.singleLimit)) {
      return { status: 'in_limit', tax: value * compositeRate(input.vat, input.consumptionTax), annualAfter };
    }
    if (input.quantity === 1) {
      const { duty, consumptionTax, vat } = fullTax(value, input);
      return { status: 'single_item', tax: duty + consumptionTax + vat, annualAfter };
    }
  }
  return { status: 'refused', tax: null, annualAfter: input.annualUsed };
}
