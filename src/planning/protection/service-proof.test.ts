import { itemErrors } from './judged-windows';
import { ASSUMED_LAW } from './assumed-law';
import { chanceOf, correctionAfter, type JudgedWindows } from './correction';
import { learnErrors, protectionRule, proveService, ruleAndProof, type ErrorItem, type ProtectionInput } from '.';
import { servedWith } from './service-proof';
import { madeItem, uniform } from './testing';
import { textbookSafety, trailingMoments, momentSums } from './textbook';
import { demandSums, independentWindows } from './error-windows';

const level = (number: number) => 20 + 10 * number;
const noisy = (number: number, from = 0, shock = 1) => {
  const random = uniform(number + 11);
  return Array.from({ length: 104 }, (_, week) => level(number) * (0.6 + 0.8 * random()) * (week >= from ? shock : 1));
};
const itemsFrom = (from: number, shock: number) =>
  Array.from({ length: 10 }, (_, number) =>
    madeItem({ key: `${number}`, qty: noisy(number, from, shock), expected: () => level(number) }),
  );
const base = { leadMean: 14, leadSd: 0, reviewDays: 7, serviceLevel: 0.95 };
const inputOf = (items: ErrorItem[], at: number, more: Partial<ProtectionInput> = {}): ProtectionInput => ({
  ...base,
  errors: learnErrors(items, { protectionDays: [21] }),
  ...(items[at] as ErrorItem),
  ...more,
});

describe('proveService', () => {
  const items = itemsFrom(0, 1);

  it('knows nothing of a window before it is over', () => {
    // from week 91 on everything sells three times as much; what was decided before must be the same to the last digit
    const [calm, shaken] = [itemsFrom(104, 3), itemsFrom(91, 3)].map((made) => itemErrors(inputOf(made, 4))?.judged);
    let compared = 0;
    for (let at = 0; at < (calm?.count ?? 0); at++) {
      // decided at the end of week 103 − age
      if (103 - (calm?.age[at] as number) >= 91) continue;
      expect(shaken?.held[at]).toBe(calm?.held[at]);
      expect(shaken?.textbookSafety[at]).toBe(calm?.textbookSafety[at]);
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
    expect(shaken?.held[(shaken.count ?? 1) - 1]).not.toBe(calm?.held[(calm?.count ?? 1) - 1]);
  });

  it('counts windows, those that do not overlap, and judges the textbook rule on the same', () => {
    const proof = proveService(inputOf(items, 4));
    expect(proof.reason).toBeNull();
    expect(proof.independentWindows).toBe(Math.ceil(proof.windows / 3));
    // weeks vary by 0.4·√(1/3) of the level; both rules keep about 95% where nothing moves
    for (const achieved of [proof.achieved, proof.uncorrected, proof.textbook.achieved])
      expect(Math.abs((achieved ?? 0) - 0.95)).toBeLessThan(0.08);
    expect(proof.meanStock as number).toBeGreaterThan(proof.meanSafetyStock as number);
  });

  it('is absent, with the reason, where the history is too short', () => {
    for (const qty of [[], [5], [5, 0, null, 3], Array<number>(20).fill(4)]) {
      const item = madeItem({ qty, expected: () => 4 });
      const proof = proveService({ ...base, errors: learnErrors([item]), ...item });
      expect([proof.achieved, proof.meanStock, proof.textbook.achieved]).toEqual([null, null, null]);
      expect(proof.reason?.id).toBe('proof_short');
    }
  });

  it('judges the bounds and the safety days the planner set, not the rule alone', () => {
    const none = proveService(inputOf(items, 4, { safetyDays: 0 }));
    expect(none.meanSafetyStock).toBe(0);
    expect(none.achieved as number).toBeLessThan(0.75);
    const floored = proveService(inputOf(items, 4, { floorDays: 21 }));
    expect(floored.meanSafetyStock as number).toBeCloseTo(3 * level(4), 6);
    expect(floored.achieved).toBe(1);
    expect(proveService(inputOf(items, 4, { capDays: 0 })).meanSafetyStock).toBe(0);
  });

  it('holds more for a lead time that varies, and proves it on lead times that vary', () => {
    const [steady, varying] = [0, 6].map((leadSd) => proveService(inputOf(items, 4, { leadSd })));
    expect(varying?.meanSafetyStock as number).toBeGreaterThan(1.3 * (steady?.meanSafetyStock as number));
    expect(Math.abs((varying?.achieved ?? 0) - 0.95)).toBeLessThan(0.06);
  });
});

/** Judged windows that do not overlap: demand beside a forecast of 10 and a safety stock of 2. */
function judgedWith(demand: number[]): JudgedWindows {
  const count = demand.length;
  const filled = (value: number) => new Float64Array(count).fill(value);
  return {
    count,
    weeks: 3,
    age: Int32Array.from(demand, (_, at) => 3 * (count - at)),
    mean: filled(10),
    normal: filled(0),
    raw: filled(2),
    plain: filled(2),
    held: filled(2),
    textbookMean: filled(0),
    textbookSafety: filled(0),
    demand: Float64Array.from(demand),
    leadDemand: filled(0),
    atoms: 1,
  };
}

describe('correction', () => {
  const law = (serviceCredibility: number) => ({ ...ASSUMED_LAW, serviceCredibility });
  const of = (demand: number[], margin: number, credibility: number) =>
    correctionAfter(judgedWith(demand), demand.length, 0.95, margin, law(credibility));
  // 16 of 20 served; SciPy binom.cdf(16, 20, 0.95) = 0.0159: beyond chance
  const short = [...Array<number>(16).fill(11), 14, 14, 14, 15];
  // 18 of 20 served; binom.cdf(18, 20, 0.95) = 0.2642: may be chance
  const perhaps = [...Array<number>(18).fill(11), 14, 15];

  it('takes the factor that would have kept the promise by the share of its own evidence', () => {
    // the largest excess is 5 over a safety stock of 2: 2.5; the item's 20 windows weigh half against 20 of the others
    expect(of(short, 0.02, 500)).toEqual({ factor: 1 + 0.5 * 1.5, achieved: 0.8 });
    expect(of(short, 0.02, 5)).toEqual({ factor: 1 + 0.8 * 1.5, achieved: 0.8 });
    // what may be chance weighs by how far items differ at all: 20 against 500
    expect(of(perhaps, 0.02, 500).factor).toBeCloseTo(1 + (20 / 520) * 1.5, 12);
  });

  it('is none within the margin, with too few windows, and where it would hardly be felt', () => {
    const none = { factor: 1, achieved: null };
    expect(of(short, 0.15, 500)).toEqual(none);
    expect(of([15, 15, 15], 0.02, 5)).toEqual(none);
    expect(of([...Array<number>(18).fill(11), 12.1, 12.1], 0.02, 500)).toEqual(none);
  });

  it('knows the binomial tail', () => {
    // SciPy binom.cdf
    expect(chanceOf(16, 20, 0.95)).toBeCloseTo(0.015901526019764, 10);
    expect(chanceOf(18, 20, 0.95)).toBeCloseTo(0.26416047505615, 10);
    expect(chanceOf(20, 20, 0.95)).toBeCloseTo(1, 12);
  });

  it('shows in the safety stock, in the proof and in words', () => {
    // steady weeks the forecast knows, and in one item now and then a much taller one
    const items = Array.from({ length: 24 }, (_, number) => {
      const random = uniform(number + 31);
      const wild = number === 20;
      const qty = Array.from({ length: 104 }, () => 40 * (0.5 + random()) * (wild && random() < 0.1 ? 6 : 1));
      return madeItem({ key: `${number}`, qty, expected: () => 40 });
    });
    const errors = learnErrors(items, { protectionDays: [21] });
    const found = items.map((item, at) => ({ at, ...ruleAndProof({ ...base, ...item, errors }) }));
    const raised = found.filter(({ rule }) => rule.correction > 1);
    expect(raised.map(({ at }) => at)).toContain(20);
    for (const { rule, proof, at } of raised) {
      const plain = protectionRule({ ...base, ...(items[at] as ErrorItem), errors, margin: 1 });
      expect(rule.safetyStock(0)).toBeCloseTo(rule.correction * plain.safetyStock(0), 9);
      const said = rule.words.find(({ id }) => id === 'safety_corrected');
      expect(said?.values.target).toBe(0.95);
      expect(said?.values.achieved).toBeLessThan(0.93);
      expect(proof.achieved as number).toBeGreaterThanOrEqual(proof.uncorrected as number);
    }
    for (const { rule } of found.filter(({ rule: { correction } }) => correction === 1))
      expect(rule.words.map(({ id }) => id)).not.toContain('safety_corrected');
  });
});

describe('servedWith', () => {
  it('is the share of windows the level covers, and the stock between deliveries', () => {
    // hand-worked: levels 10, demand 8 and 12 over the interval, 5 and 6 before the delivery
    const judged = {
      count: 2,
      weeks: 3,
      age: Int32Array.of(10, 7),
      mean: Float64Array.of(9, 9),
      normal: new Float64Array(2),
      raw: new Float64Array(2),
      plain: new Float64Array(2),
      held: Float64Array.of(1, 1),
      textbookMean: new Float64Array(2),
      textbookSafety: new Float64Array(2),
      demand: Float64Array.of(8, 12),
      leadDemand: Float64Array.of(5, 6),
      atoms: 1,
    };
    // stock (5 + 2)/2 = 3.5 and (4 + 0)/2 = 2
    expect(servedWith(judged, judged.mean, judged.held)).toEqual({
      windows: 2,
      achieved: 0.5,
      meanSafetyStock: 1,
      meanStock: 2.75,
    });
    expect(servedWith(judged, judged.mean, judged.held, 3)?.achieved).toBe(1);
    expect([...independentWindows(judged)]).toEqual([0, 1]);
  });
});

describe('textbook rule', () => {
  it('is z·√(P·σ² + d²·σL²) by the year before', () => {
    // 60 weeks, the last 52 alternating 10 and 14: mean 12, sample variance 4·52/51; one unknown week is left out
    const qty = [...Array<number>(8).fill(999), ...Array.from({ length: 52 }, (_, week) => (week % 2 ? 14 : 10))];
    const found = trailingMoments(momentSums(demandSums(qty), qty), 60);
    expect(found?.mean).toBe(12);
    expect(found?.sd).toBeCloseTo(Math.sqrt((4 * 52) / 51), 12);
    expect(textbookSafety(1.6449, { mean: 12, sd: 2 }, 3, 0.5)).toBeCloseTo(1.6449 * Math.sqrt(12 + 36), 12);
    expect(trailingMoments(momentSums(demandSums([1, 2, 3]), [1, 2, 3]), 3)).toBeNull();
  });
});
