import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { robustLevel } from '../forecast-methods/robust-level';
import { promotedShare } from '../promotions';
import { designOf } from './design';
import { demandQuantile } from './distribution';
import { prepare, type PreparedSeries } from './history';
import { NO_PROMOTION_KNOWLEDGE, NO_SLICE } from './knowledge';
import { emptyRun, runRule } from './run-rule';
import { RULES, type Rule } from './rules';
import { simplexWeights } from './stack';

/** From NumPy and SciPy, see test/oracles/forecast.py. */
const oracle = JSON.parse(readFileSync(path.resolve(__dirname, '../../../test/oracles/forecast.json'), 'utf8')) as {
  share: number[];
  demand: number[];
  levels: { memory: number; gain: number; weight: number; answer: [number, number] }[];
  quantiles: { mean: number; coefficient: number; exponent: number; p: number; whole: number; any: number }[];
  stacked: { first: number };
};

const near = (found: number | undefined, expected: number, relative = 1e-9): void =>
  expect(Math.abs((found ?? NaN) - expected)).toBeLessThanOrEqual(relative * (1 + Math.abs(expected)));

describe('the level rule', () => {
  const prepared = prepare(
    {
      key: 'A',
      category: null,
      qty: oracle.demand,
      promotion: oracle.share.map((share) => promotedShare(share)),
      firstDay: null,
    },
    1,
  ) as PreparedSeries;

  it('is the least-squares fit of baseline and promotion, drawn to the category (numpy.linalg.lstsq)', () => {
    for (const { memory, gain, weight, answer } of oracle.levels) {
      const promotion = { ...NO_PROMOTION_KNOWLEDGE, gain, weight };
      const design = designOf(prepared, { back: 0, ...NO_SLICE, promotion }, 0);
      const rule: Rule = { id: 'x', kind: 'level', memory, season: false };
      const run = emptyRun(rule, prepared.demand.length, 1);
      runRule(prepared, design, run, run, [], 0, prepared.demand.length);
      near(run.base.at(-1), answer[0]);
      near(run.gain.at(-1), answer[1]);
    }
  });
});

it('gives the quantiles of negative binomial, Poisson and gamma demand (scipy.stats)', () => {
  for (const { mean, coefficient, exponent, p, whole, any } of oracle.quantiles) {
    expect(demandQuantile(p, mean, { coefficient, exponent, whole: true })).toBe(whole);
    near(demandQuantile(p, mean, { coefficient, exponent, whole: false }), any);
  }
  expect(demandQuantile(0.9, 0, { coefficient: 2, exponent: 1, whole: true })).toBe(0);
});

it('finds the weights of the combination with the least squared error', () => {
  const first = Array.from({ length: 400 }, (_, at) => 3 * Math.sin(1.7 * at) + 0.5);
  const second = Array.from({ length: 400 }, (_, at) => 2 * Math.cos(0.9 * at + 0.3) - 0.2);
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const gram = Float64Array.of(dot(first, first), dot(first, second), dot(first, second), dot(second, second));
  const weights = simplexWeights(gram, 2);
  near(weights[0], oracle.stacked.first, 2e-3);
  near((weights[0] ?? 0) + (weights[1] ?? 0), 1);
});

describe('the robust level', () => {
  const levelsOf = (history: readonly (number | null)[], memory: number, excess: number): Float64Array => {
    const levels = new Float64Array(history.length);
    robustLevel(history, { memory, excess }, levels);
    return levels;
  };

  it('holds one large period to twice the usual size, and spreads the rest as asked', () => {
    // 9 periods of 10, then one of 100: capped to 20, so that the plain level is (90 + 20)/10 = 11
    const history = [...Array<number>(9).fill(10), 100];
    near(levelsOf(history, 1, 0).at(-1), 11);
    // what was cut comes back in proportion to all that was sold over all that was counted, remembered at 0.98
    let all = 0;
    let usual = 0;
    for (const value of history) {
      all = 0.98 * all + value;
      usual = 0.98 * usual + Math.min(value, 20);
    }
    near(levelsOf(history, 1, 1).at(-1), (11 * all) / usual);
  });

  it('is the plain mean where nothing is large, and never above the largest period', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 10, max: 20 }), { minLength: 1, maxLength: 40 }), (history) => {
        near(levelsOf(history, 1, 0.5).at(-1), history.reduce((sum, value) => sum + value, 0) / history.length);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), (history) => {
        expect(levelsOf(history, 0.8, 0).at(-1)).toBeLessThanOrEqual(Math.max(...history) + 1e-9);
      }),
    );
  });
});

it('names every rule once', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
