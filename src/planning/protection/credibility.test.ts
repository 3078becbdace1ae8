import oracle from '../../../test/oracles/protection.json';
import { credibilityConstant } from './credibility';

it('is the one published for the Hachemeister data', () => {
  const { means, counts, within, between } = oracle.credibility;
  // actuar prints within variance 139,120,026 and between variance 89,639
  expect(within).toBeCloseTo(139_120_026, 0);
  expect(between).toBeCloseTo(89_639, 0);
  expect(credibilityConstant(means, counts, within, Infinity)).toBeCloseTo(139_120_026 / 89_638.73, 1);
});

it('trusts the group alone where members do not differ beyond chance, or there is but one', () => {
  expect(credibilityConstant([1, 1, 1], [10, 10, 10], 1)).toBe(500);
  expect(credibilityConstant([3], [10], 1)).toBe(500);
  expect(credibilityConstant([], [], 1)).toBe(500);
  // members far apart with hardly any noise: still one observation to begin with
  expect(credibilityConstant([1, 100], [5, 5], 0.001)).toBe(1);
});
