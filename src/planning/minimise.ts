/** Shares of the range tried before refining, so that the deepest of several valleys is found. */
const GRID = 20;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const GOLDEN_STEPS = 40; // 0.1 · 0.618⁴⁰ = 4e-10

const usable = (value: number): number => (Number.isNaN(value) ? Infinity : value);

/**
 * The point of [0, 1] with the least value of f: a grid, then a golden-section search (Kiefer 1953) around its best point.
 * Deterministic; NaN counts as infinite.
 */
export function minimiseOnUnitInterval(f: (x: number) => number): number {
  let best = 0;
  let least = usable(f(0));
  for (let step = 1; step <= GRID; step += 1) {
    const value = usable(f(step / GRID));
    if (value < least) [best, least] = [step / GRID, value];
  }
  let low = Math.max(0, best - 1 / GRID);
  let high = Math.min(1, best + 1 / GRID);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = usable(f(left));
  let atRight = usable(f(right));
  for (let step = 0; step < GOLDEN_STEPS; step += 1) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = usable(f(left));
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = usable(f(right));
    }
  }
  // the ends of the interval and the grid point stay if they are better
  const refined = atLeft <= atRight ? left : right;
  return Math.min(atLeft, atRight) < least ? refined : best;
}

const clamp = (x: number): number => Math.min(1, Math.max(0, x));
const CORNERS = [0.1, 0.4, 0.8];
const SIMPLEX_STEPS = 200;
const CLOSE = 1e-10;

/**
 * The point of the unit cube with the least value of f: a coarse grid, then the simplex of Nelder & Mead (1965, Computer J. 7:308),
 * points outside drawn onto the cube. Deterministic; NaN counts as infinite.
 */
export function minimiseOnUnitCube(f: (point: readonly number[]) => number, dimensions: number): number[] {
  type Vertex = { at: number[]; value: number };
  const vertex = (at: number[]): Vertex => ({ at, value: usable(f(at)) });
  let grid: number[][] = [[]];
  for (let d = 0; d < dimensions; d += 1) grid = grid.flatMap((at) => CORNERS.map((x) => [...at, x]));
  const order = (vertices: Vertex[]): Vertex[] => vertices.sort((a, b) => a.value - b.value);

  const search = (start: Vertex, size: number): Vertex => {
    let simplex = [start];
    for (let d = 0; d < dimensions; d += 1) {
      const at = [...start.at];
      at[d] = (at[d] ?? 0) + ((at[d] ?? 0) > 0.5 ? -size : size);
      simplex.push(vertex(at));
    }
    for (let step = 0; step < SIMPLEX_STEPS; step += 1) {
      simplex = order(simplex);
      const best = simplex[0] as Vertex;
      const worst = simplex[dimensions] as Vertex;
      const spread = Math.max(
        ...best.at.map((x, d) => Math.max(...simplex.map(({ at }) => Math.abs((at[d] ?? 0) - x)))),
      );
      if (spread < CLOSE) break;
      const centre = best.at.map(
        (_, d) => simplex.slice(0, -1).reduce((sum, { at }) => sum + (at[d] ?? 0), 0) / dimensions,
      );
      const along = (factor: number): Vertex =>
        vertex(centre.map((c, d) => clamp(c + factor * ((worst.at[d] ?? 0) - c))));
      const reflected = along(-1);
      if (reflected.value < best.value) {
        const expanded = along(-2);
        simplex[dimensions] = expanded.value < reflected.value ? expanded : reflected;
      } else if (reflected.value < (simplex[dimensions - 1] as Vertex).value) {
        simplex[dimensions] = reflected;
      } else {
        const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
        if (contracted.value < Math.min(reflected.value, worst.value)) simplex[dimensions] = contracted;
        else {
          simplex = [best, ...simplex.slice(1).map(({ at }) => vertex(at.map((x, d) => ((best.at[d] ?? 0) + x) / 2)))];
        }
      }
    }
    return order(simplex)[0] as Vertex;
  };

  const coarse = order(grid.map(vertex))[0] as Vertex;
  // a second, smaller simplex from where the first one stopped: a simplex can collapse on the way
  return search(search(coarse, 0.2), 0.05).at;
}
