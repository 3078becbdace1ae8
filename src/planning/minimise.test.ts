import { minimiseOnUnitCube, minimiseOnUnitInterval } from './minimise';

describe('minimiseOnUnitInterval', () => {
  it('finds the deepest valley, inside or at an end', () => {
    expect(minimiseOnUnitInterval((x) => (x - 0.3217) ** 2)).toBeCloseTo(0.3217, 7);
    expect(minimiseOnUnitInterval((x) => x)).toBe(0);
    expect(minimiseOnUnitInterval((x) => -x)).toBe(1);
    // two valleys: −1 at 0.2, −1.1 at 0.9
    const valleys = (x: number) => -Math.exp(-((x - 0.2) ** 2) / 0.005) - 1.1 * Math.exp(-((x - 0.9) ** 2) / 0.005);
    expect(minimiseOnUnitInterval(valleys)).toBeCloseTo(0.9, 6);
  });

  it('takes no account of points without a value', () => {
    expect(minimiseOnUnitInterval((x) => (x < 0.5 ? NaN : (x - 0.6) ** 2))).toBeCloseTo(0.6, 7);
    expect(minimiseOnUnitInterval(() => NaN)).toBe(0);
  });
});

describe('minimiseOnUnitCube', () => {
  it('finds minima inside, on an edge and along a bent valley', () => {
    const [a = 0, b = 0] = minimiseOnUnitCube(([x = 0, y = 0]) => (x - 0.37) ** 2 + 5 * (y - 0.81) ** 2, 2);
    expect(a).toBeCloseTo(0.37, 6);
    expect(b).toBeCloseTo(0.81, 6);
    const edge = minimiseOnUnitCube(([x = 0, y = 0, z = 0]) => (x + 0.4) ** 2 + (y - 0.5) ** 2 + (z - 2) ** 2, 3);
    expect(edge[0]).toBe(0);
    expect(edge[1]).toBeCloseTo(0.5, 6);
    expect(edge[2]).toBe(1);
    // Rosenbrock (1960), brought into the unit square: minimum at (0.6, 0.36)
    const bent = minimiseOnUnitCube(([x = 0, y = 0]) => (0.6 - x) ** 2 + 100 * (y - x * x) ** 2, 2);
    expect(bent[0]).toBeCloseTo(0.6, 4);
    expect(bent[1]).toBeCloseTo(0.36, 4);
  });
});
