import fc from 'fast-check';
import oracle from '../../../test/oracles/protection.json';
import { renderSentence } from '../../messages/plan-texts';
import { learnErrors, protectionRule, ruleAndProof, type ErrorItem, type ProtectionInput } from '.';
import { madeItem, uniform } from './testing';

const { items: drawn, quantiles } = oracle.windows;
const gammaItems = drawn.map(({ qty, mean }, index) => madeItem({ key: `${index}`, qty, expected: () => mean }));
const errors = learnErrors(gammaItems, { protectionDays: [21] });
const base = { errors, leadMean: 14, leadSd: 0, reviewDays: 7, serviceLevel: 0.95 };
const ruleOf = (item: ErrorItem, more: Partial<ProtectionInput> = {}) => protectionRule({ ...base, ...item, ...more });

describe('known distribution: independent gamma weeks', () => {
  it('orders up to the quantile of three weeks', () => {
    for (const [p, exact] of Object.entries(quantiles)) {
      const ratios = gammaItems.map(
        (item, at) => ruleOf(item, { serviceLevel: Number(p) }).target(0) / (exact[at] as number),
      );
      const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      expect(Math.abs(mean - 1)).toBeLessThan(0.03);
      for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
    }
  });

  it('keeps its promise on the past', () => {
    const proofs = gammaItems.map((item) => ruleAndProof({ ...base, ...item }).proof);
    const achieved = proofs.reduce((sum, proof) => sum + (proof.achieved ?? NaN), 0) / proofs.length;
    expect(achieved).toBeGreaterThan(0.935);
    expect(achieved).toBeLessThan(0.965);
  });

  it('finds how errors grow: as the root of the length for independent weeks, and in proportion to the forecast', () => {
    expect(Math.abs((errors.lengths[0]?.now.growth ?? 0) - 0.5)).toBeLessThan(0.06);
    expect(errors.lengths[0]?.now.scale.power).toBeGreaterThan(0.9);
  });

  it('turns safety days into service and back', () => {
    const item = gammaItems[20] as ErrorItem;
    for (const serviceLevel of [0.7, 0.9, 0.95, 0.99]) {
      const byService = ruleOf(item, { serviceLevel, margin: 1 });
      expect(byService.impliedService).toBeCloseTo(serviceLevel, 6);
      const byDays = ruleOf(item, { serviceLevel, margin: 1, safetyDays: byService.safetyDays });
      expect(byDays.safetyStock(0)).toBeCloseTo(byService.safetyStock(0), 6);
      expect(byDays.impliedService).toBeCloseTo(serviceLevel, 6);
    }
  });

  it('keeps within the bounds set in days, and says what they cost', () => {
    const item = gammaItems[20] as ErrorItem;
    const free = ruleOf(item);
    const day = free.mean(0) / 21;
    const capped = ruleOf(item, { capDays: 2 });
    expect(capped.safetyStock(0)).toBeCloseTo(2 * day, 9);
    expect(capped.impliedService).toBeLessThan(0.95);
    expect(capped.words.map(({ id }) => id)).toContain('safety_cap');
    const floored = ruleOf(item, { floorDays: 60 });
    expect(floored.safetyStock(0)).toBeCloseTo(60 * day, 9);
    expect(floored.impliedService).toBeGreaterThan(0.99);
    expect(floored.words.map(({ id }) => id)).toContain('safety_floor');
    // a floor over the cap is a floor: stock is not given up by a slip
    expect(ruleOf(item, { floorDays: 10, capDays: 5 }).safetyStock(0)).toBeCloseTo(10 * day, 9);
  });

  it('counts the days of the first week that have passed', () => {
    const item = gammaItems[0] as ErrorItem;
    expect(ruleOf(item, { offsetDays: 3 }).mean(0)).toBeCloseTo(ruleOf(item).mean(3), 9);
  });
});

describe('a promotion ahead', () => {
  // every ninth week under promotion sells three times as much, and is missed by more
  const isOn = (week: number) => week % 9 === 5;
  const items = Array.from({ length: 12 }, (_, number) => {
    const random = uniform(number + 1);
    const level = 20 + 5 * number;
    const expected = (week: number) => (isOn(week) ? 3 : 1) * level;
    const qty = Array.from(
      { length: 104 },
      (_, week) => expected(week) * (1 + (isOn(week) ? 1.2 : 0.3) * (random() - 0.5)),
    );
    return madeItem({ key: `${number}`, qty, expected, share: (week) => (isOn(week) ? 1 : 0) });
  });
  const known = learnErrors(items, { protectionDays: [21] });
  const rule = protectionRule({ ...base, errors: known, ...(items[6] as ErrorItem) });
  // week 104 is W+1; 104 % 9 = 5, so W+1 and W+10 are on: days 0–7 and 63–70
  const begins = 63;

  it('raises the lines before it starts and lowers them before it ends', () => {
    const quiet = rule.safetyStock(14);
    expect(rule.safetyStock(begins - 22)).toBeCloseTo(quiet, 9);
    expect(rule.safetyStock(begins - 14)).toBeGreaterThan(1.5 * quiet);
    expect(rule.target(begins - 14)).toBeGreaterThan(1.5 * rule.target(14));
    expect(rule.safetyStock(begins + 5)).toBeLessThan(rule.safetyStock(begins));
    expect(rule.safetyStock(begins + 7)).toBeCloseTo(quiet, 9);
  });

  it('learns that its errors are larger than those of as large a quiet window', () => {
    expect(known.lengths[0]?.now.scale.promotion).toBeGreaterThan(0.2);
  });
});

describe('whatever comes', () => {
  const history = fc.array(fc.oneof(fc.constant(null), fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })), {
    maxLength: 70,
  });
  const set = fc.array(fc.record({ qty: history, level: fc.double({ min: 0, max: 300, noNaN: true }) }), {
    minLength: 1,
    maxLength: 4,
  });
  const policy = fc.record({
    leadMean: fc.double({ min: 0, max: 200, noNaN: true }),
    leadSd: fc.double({ min: 0, max: 60, noNaN: true }),
    reviewDays: fc.integer({ min: 0, max: 92 }),
    serviceLevel: fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
  });
  const itemsOf = (made: { qty: (number | null)[]; level: number }[]) =>
    made.map(({ qty, level }, index) => madeItem({ key: `${index}`, qty, expected: () => level }));

  it('lines are numbers and in order, service is a probability', () => {
    fc.assert(
      fc.property(set, policy, fc.integer({ min: 0, max: 120 }), (made, rest, start) => {
        const items = itemsOf(made);
        const { rule, proof } = ruleAndProof({ errors: learnErrors(items), ...(items[0] as ErrorItem), ...rest });
        const [safety, target, reorder] = [rule.safetyStock(start), rule.target(start), rule.reorder(start)];
        expect(safety).toBeGreaterThanOrEqual(0);
        expect(reorder).toBeGreaterThanOrEqual(safety);
        expect(target).toBeGreaterThanOrEqual(reorder - 1e-9 * target);
        expect(Number.isFinite(target)).toBe(true);
        expect(rule.sdPerDay).toBeGreaterThanOrEqual(0);
        if (rule.impliedService !== null) expect(rule.impliedService).toBeGreaterThan(0);
        if (proof.achieved !== null) expect(proof.achieved).toBeLessThanOrEqual(1);
        expect(proof.reason === null).toBe(proof.achieved !== null);
      }),
      { numRuns: 60 },
    );
  });

  it('safety stock rises with the service level and with the spread of the lead time', () => {
    fc.assert(
      fc.property(set, policy, fc.double({ min: 0.5, max: 0.9999, noNaN: true }), (made, rest, other) => {
        const items = itemsOf(made);
        const known = learnErrors(items);
        const of = (more: Partial<ProtectionInput>) =>
          protectionRule({ errors: known, ...(items[0] as ErrorItem), ...rest, margin: 1, ...more }).safetyStock(0);
        const low = of({ serviceLevel: Math.min(other, rest.serviceLevel) });
        const high = of({ serviceLevel: Math.max(other, rest.serviceLevel) });
        expect(high).toBeGreaterThanOrEqual(low - 1e-9 * (1 + low));
        expect(of({ leadSd: rest.leadSd + 5 })).toBeGreaterThanOrEqual(of({}) - 1e-9 * (1 + of({})));
      }),
      { numRuns: 60 },
    );
  });

  it('without any past the lines come from a usual error, and it says so', () => {
    const item = madeItem({ qty: [], expected: () => 70 });
    const rule = protectionRule({ ...base, errors: learnErrors([item]), ...item });
    expect(rule.safetyStock(0)).toBeGreaterThan(0);
    expect(rule.words).toEqual([{ id: 'safety_assumed', values: {} }]);
    // the usual error of 210 units: 210.5^0.75 = 55.3 mean absolute, 69.3 sd; the 95% point is not far from 1.645 sd
    expect(rule.safetyStock(0) / (1.645 * 69.3)).toBeGreaterThan(0.9);
    expect(rule.safetyStock(0) / (1.645 * 69.3)).toBeLessThan(1.2);
  });

  it('plans nothing where nothing is expected', () => {
    const item = madeItem({ qty: Array<number>(60).fill(0), expected: () => 0 });
    const rule = protectionRule({ ...base, errors: learnErrors([item]), ...item });
    expect([rule.safetyStock(0), rule.target(0), rule.impliedService, rule.safetyDays]).toEqual([0, 0, null, null]);
  });

  it('an item without a past of its own borrows from those like it', () => {
    const item = madeItem({ key: 'new', qty: [3, 5, 4], expected: () => 20 });
    const rule = protectionRule({ ...base, ...item });
    expect(rule.words.map(({ id }) => id)).toEqual(['safety_borrowed']);
    // gamma weeks of shape 4 as all others: SciPy gamma(12, scale=20/4).ppf(0.95) = 91.04
    expect(Math.abs(rule.target(0) / 91.04 - 1)).toBeLessThan(0.1);
    for (const language of ['en', 'zh'] as const)
      expect(renderSentence(rule.words[0] as never, language)).not.toContain('{');
  });
});
