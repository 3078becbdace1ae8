import { demandCurve } from './demand-curve';
import { projectStock } from './projection';

describe('projectStock', () => {
  const daily = demandCurve([70], 0); // 10 a day

  it('loses demand while nothing is there, and sells again after a receipt', () => {
    const seen = projectStock(25, daily, [{ day: 5, qty: 20 }], 10);
    expect(seen).toMatchObject({ emptyDay: 2, unmet: 55, end: 0 }); // sells 25, then 20 of the last 50
    expect(seen.daysOut).toBeCloseTo(5.5, 12); // 2.5 before the receipt, 3 after it
  });

  it('counts what arrives today and part days', () => {
    expect(projectStock(0, daily, [{ day: 0, qty: 30 }], 2.5)).toMatchObject({ unmet: 0, end: 5, emptyDay: 0 });
    expect(projectStock(-5, daily, [], 1)).toMatchObject({ unmet: 10, lowest: -10, emptyDay: 0 });
    expect(projectStock(100, daily, [], 3)).toMatchObject({
      unmet: 0,
      lowest: 70,
      end: 70,
      emptyDay: null,
      daysOut: 0,
    });
  });
});
