import fc from 'fast-check';
import { areaPath, linePath, spreadLabels } from './chart-paths';

const same = (value: number): number => value;

it('breaks a line at an unknown week instead of bridging it', () => {
  expect(linePath([1, 2, null, 4, 5], same, same)).toBe('M0 1L1 2M3 4L4 5');
});

it('shows a week that stands alone, and nothing where nothing is known', () => {
  expect(linePath([null, 7, null], same, same)).toBe('M1 7h0.1');
  expect(linePath([null, null], same, same)).toBe('');
});

it('fills between two lines only where both are known', () => {
  expect(areaPath([1, 2, 3], [5, 6, null], same, same)).toBe('M0 5L1 6L1 2L0 1Z');
  expect(areaPath([null, 2], [5, null], same, same)).toBe('');
});

it('keeps labels apart, in order, and inside as long as there is room', () => {
  const labels = [{ y: 50 }, { y: 52 }, { y: 10 }];
  expect(spreadLabels(labels, 0, 100).map(({ y }) => y)).toEqual([10, 50, 64]);
  // three at the floor move up
  expect(spreadLabels([{ y: 100 }, { y: 100 }, { y: 99 }], 0, 100).map(({ y }) => y)).toEqual([72, 86, 100]);
  fc.assert(
    fc.property(fc.array(fc.record({ y: fc.double({ min: 0, max: 140, noNaN: true }) }), { maxLength: 6 }), (given) => {
      const placed = spreadLabels(given, 0, 140).map(({ y }) => y);
      for (let at = 1; at < placed.length; at++)
        expect((placed[at] ?? 0) - (placed[at - 1] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9);
      for (const y of placed) expect(y).toBeLessThanOrEqual(140);
    }),
  );
});
