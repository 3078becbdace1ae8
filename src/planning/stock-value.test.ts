import { capitalTiedUp, carryingCost } from './capital';
import { grossMarginReturn } from './gmroi';
import { slowMovingUnits } from './slow-moving';
import { turnsAYear } from './turnover';

it('counts what lies beyond the threshold as slow-moving', () => {
  expect(slowMovingUnits(1000, 5, 90)).toBe(550); // 1000 − 450
  expect(slowMovingUnits(300, 5, 90)).toBe(0);
  expect(slowMovingUnits(80, 0, 90)).toBe(80); // never sold
  expect(slowMovingUnits(-4, 0, 90)).toBe(0);
});

it('ties up capital on hand and in transit, and prices its days', () => {
  expect(capitalTiedUp(300, 200, 42.5)).toBe(21_250);
  expect(carryingCost(36_500, 0.08, 30)).toBe(240); // 36,500 · 8% = 2,920 a year, 8 a day
});

it('makes margin and turns annual', () => {
  expect(grossMarginReturn(120_000, 200_000, 91.25)).toBeCloseTo(2.4, 12); // 480,000 a year on 200,000
  expect(grossMarginReturn(5, 0, 365)).toBeNull();
  expect(turnsAYear(300, 100, 365)).toBe(3);
  expect(turnsAYear(100, 200, 73)).toBeCloseTo(2.5, 12); // 500 a year
  expect(turnsAYear(0, 200, 73)).toBe(0);
  expect(turnsAYear(5, 0, 365)).toBeNull();
});
