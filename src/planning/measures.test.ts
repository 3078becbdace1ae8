import { abcClasses } from './abc';
import { daysOfSupply, forwardCover } from './cover';
import { coefficientOfVariation, demandClass, xyzClass } from './demand-class';
import { lognormalFromMoments, lognormalFromQuantiles, sumOfStages } from './lead-time';
import { normalQuantile } from './normal';
import { orderQuantity } from './order-quantity';
import { protectionSd, safetyStock } from './safety-stock';
import { sampleSd } from './statistics';
import { inventoryLevel, turnoverDays } from './turnover';

describe('normalQuantile', () => {
  // SciPy 1.17 norm.ppf
  it.each([
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965322],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.0749, -1.4402382675279635],
    [0.076, -1.4325027208258116],
    [0.25, -0.6744897501960817],
    [0.95, 1.6448536269514722],
    [0.999999, 4.753424308817087],
  ])('of %p is %p', (p, z) => {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-14);
  });

  it('is 0 in the middle and infinite at the ends', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
  });
});

describe('safetyStock', () => {
  it('weighs demand and lead-time variance', () => {
    // √(40·8² + 20²·6²) = √16960
    expect(protectionSd({ demandMean: 20, demandSd: 8, leadTime: 40, leadTimeSd: 6 })).toBeCloseTo(
      Math.sqrt(16960),
      10,
    );
    expect(safetyStock({ serviceLevel: 0.95, demandMean: 20, demandSd: 8, leadTime: 40, leadTimeSd: 6 })).toBeCloseTo(
      214.21021679989542,
      9,
    );
  });
});

describe('cover', () => {
  it('looks backward', () => {
    expect(daysOfSupply(100, 8)).toBe(12.5);
    expect(daysOfSupply(-1, 8)).toBe(0);
    expect(daysOfSupply(1, 0)).toBeNull();
  });

  it('looks forward, the last period pro rata', () => {
    const weeks = [7, 7, 21].map((qty) => ({ days: 7, qty }));
    expect(forwardCover(10, weeks)).toBe(10); // 7 + 7·3/7
    expect(forwardCover(17, weeks)).toBe(15); // 14 + 7·3/21
    expect(forwardCover(36, weeks)).toBe(21); // outlasts the horizon: a floor
    expect(forwardCover(0, weeks)).toBe(0);
  });
});

describe('turnover', () => {
  it('is days times stock over cost of goods sold', () => {
    expect(turnoverDays(910, 100, 91)).toBe(10);
    expect(turnoverDays(0, 100, 91)).toBeNull();
    expect(inventoryLevel([100, 200, 400], 'trapezoid')).toBe(225);
    expect(inventoryLevel([100], 'trapezoid')).toBeNull();
    expect(inventoryLevel([], 'closing')).toBeNull();
  });
});

describe('orderQuantity', () => {
  it.each([
    [{ target: 100, position: 40 }, 60],
    [{ target: 100, position: 100 }, 0],
    [{ target: 100, position: 40, pack: 24 }, 72],
    [{ target: 100, position: 40, moq: 100, pack: 24 }, 120],
    [{ target: 0.3, position: 0, pack: 0.1 }, 0.3], // three cartons of 0.1, not four
    [{ target: 100, position: 40, reorderLevel: 39 }, 0],
    [{ target: 100, position: 40, reorderLevel: 40 }, 60], // at the level it orders
    [{ target: 100, position: 40, pack: 24, cap: 60 }, 48],
    [{ target: 100, position: 40, moq: 50, pack: 24, cap: 60 }, 0],
    [{ target: 100, position: -40 }, 140],
  ])('%j → %p', (input, expected) => expect(orderQuantity(input)).toBeCloseTo(expected, 12));
});

describe('abcClasses', () => {
  it('puts the item that crosses a cut into the upper class', () => {
    expect(abcClasses([90, 6, 4])).toEqual(['A', 'B', 'C']); // 90% alone is A, 96% crosses 95%
    expect(abcClasses([40, 40, 15, 5])).toEqual(['A', 'A', 'B', 'C']);
    expect(abcClasses([5, null, 0, -3])).toEqual(['A', null, 'C', 'C']);
  });
});

describe('demand classes', () => {
  it('takes the sample sd', () => {
    expect(sampleSd([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12); // textbook set: Σ(x−5)² = 32
    expect(coefficientOfVariation([0, 0])).toBeNull();
    expect([xyzClass([9, 10, 11]), xyzClass([1, 9, 5]), xyzClass([0, 0, 9]), xyzClass([0, 0])]).toEqual([
      'X',
      'Y',
      'Z',
      'Z',
    ]);
  });

  it('classes by interval and size, zeros before the first demand left out', () => {
    expect(demandClass([5, 6, 5, 6])).toBe('smooth'); // ADI 1, CV² 0.011
    expect(demandClass([1, 20, 1, 1])).toBe('erratic'); // ADI 1, CV² 2.72
    expect(demandClass([5, 0, 5, 0])).toBe('intermittent'); // ADI 2
    expect(demandClass([1, 0, 20, 0, 1, 0])).toBe('lumpy'); // ADI 2, CV² 2.2
    expect(demandClass([0, 0, 0, 5, 6, 5, 6])).toBe('smooth');
    expect(demandClass([0, 0])).toBe('none');
  });
});

describe('lead time', () => {
  it('sums independent lognormal stages', () => {
    // five stages of sea freight from Japan, moments and refit computed with SciPy 1.17
    const lead = sumOfStages([
      { p50: 14, p90: 30 },
      { p50: 5, p90: 10 },
      { p50: 5, p90: 10 },
      { p50: 4, p90: 10 },
      { p50: 3, p90: 7 },
    ]);
    expect(lead.mean).toBeCloseTo(37.180939223963414, 9);
    expect(lead.sd).toBeCloseTo(12.909243775729921, 9);
    expect(lead.p50).toBeCloseTo(35.12408960425265, 9);
    expect(lead.p90).toBeCloseTo(54.12214362101894, 9); // the P90s added would be 67
  });

  it('keeps fixed and missing stages', () => {
    expect(
      sumOfStages([
        { p50: 5, p90: 5 },
        { p50: 0, p90: 3 },
      ]),
    ).toEqual({ mean: 5, sd: 0, p50: 5, p90: 5 });
    expect(lognormalFromMoments(10, 0)).toEqual({ p50: 10, p90: 10 });
    const { mean, variance } = lognormalFromQuantiles(10, 20);
    const back = lognormalFromMoments(mean, Math.sqrt(variance));
    expect(back.p50).toBeCloseTo(10, 9);
    expect(back.p90).toBeCloseTo(20, 9);
  });
});
