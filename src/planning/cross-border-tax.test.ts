import fc from 'fast-check';
import { compositeRate, crossBorderTax, fullTax, type CrossBorderTaxInput } from './cross-border-tax';

const tax = (input: Partial<CrossBorderTaxInput>) =>
  crossBorderTax({
    unitValue: 425,
    quantity: 1,
    vat: 0.13,
    consumptionTax: 0,
    tariff: 0,
    annualUsed: 0,
    singleLimit: 5000,
    annualLimit: 26_000,
    ...input,
  });

it('takes 70% of VAT and consumption tax within the limits', () => {
  // skin care at 425 for 20 g is over 10 per g: base 425/0.85 = 500, consumption tax 75·0.7 = 52.50, VAT 65·0.7 = 45.50
  expect(tax({ consumptionTax: 0.15 })).toEqual({ status: 'in_limit', tax: expect.closeTo(98, 10), annualAfter: 425 });
  expect(tax({}).tax).toBeCloseTo(38.675, 12); // 425 · 9.1%
  expect(compositeRate(0.13, 0)).toBeCloseTo(0.091, 15);
  expect(compositeRate(0.13, 0.15)).toBeCloseTo(0.2306, 4);
  expect(tax({ tariff: 0.5 }).tax).toBeCloseTo(38.675, 12); // no duty within the limits
});

it('taxes one single item over the single limit in full', () => {
  // duty 6,000·10% = 600; VAT (6,000 + 600)·13% = 858
  expect(tax({ unitValue: 6000, tariff: 0.1, annualUsed: 10_000 })).toEqual({
    status: 'single_item',
    tax: expect.closeTo(1458, 9),
    annualAfter: 16_000,
  });
  // by hand, with 15% consumption tax: duty 600, (6,000 + 600)/0.85·15% = 1,164.7058…, VAT (6,600 + 1,164.7058…)·13% = 1,009.4117…
  const full = fullTax(6000, { tariff: 0.1, consumptionTax: 0.15, vat: 0.13 });
  expect(full.duty).toBeCloseTo(600, 10);
  expect(full.consumptionTax).toBeCloseTo(19_800 / 17, 9);
  expect(full.vat).toBeCloseTo(17_160 / 17, 9);
});

it('refuses several items over the single limit and anything over the annual one', () => {
  expect(tax({ unitValue: 3000, quantity: 2, tariff: 0.1, annualUsed: 10_000 })).toEqual({
    status: 'refused',
    tax: null,
    annualAfter: 10_000,
  });
  expect(tax({ unitValue: 6000, annualUsed: 21_000 }).status).toBe('refused'); // 27,000
  expect(tax({ unitValue: 100, annualUsed: 25_950 })).toMatchObject({ status: 'refused', annualAfter: 25_950 });
});

it('counts a value at the limit as within it', () => {
  expect(tax({ unitValue: 5000 }).status).toBe('in_limit');
  expect(tax({ unitValue: 5000.01 }).status).toBe('single_item');
  expect(tax({ unitValue: 5000 / 3, quantity: 3 }).status).toBe('in_limit');
  expect(tax({ unitValue: 1666.67, quantity: 3 }).status).toBe('refused'); // 5,000.01
  expect(tax({ unitValue: 4000, annualUsed: 22_000 })).toMatchObject({ status: 'in_limit', annualAfter: 26_000 });
});

it('never falls with the value within a status', () => {
  const value = fc.integer({ min: 0, max: 3_000_000 }).map((fen) => fen / 100);
  const rate = fc.integer({ min: 0, max: 60 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(value, value, rate, rate, rate, (a, b, vat, consumptionTax, tariff) => {
      const [low, high] = [
        tax({ unitValue: Math.min(a, b), vat, consumptionTax, tariff }),
        tax({ unitValue: Math.max(a, b), vat, consumptionTax, tariff }),
      ];
      if (low.status === high.status && low.tax !== null) expect(high.tax).toBeGreaterThanOrEqual(low.tax);
      for (const { status, tax: due, annualAfter } of [low, high]) {
        expect(due === null).toBe(status === 'refused');
        expect(annualAfter).toBeLessThanOrEqual(26_000 * (1 + 1e-9));
      }
    }),
  );
});
