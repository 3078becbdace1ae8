const DRAWS = 10_000;
const SEED = 0x7477696e;
/** Most draws that are kept. */
const KEPT = 2 ** 20;

/** Uniform numbers in [0, 1), the same ones every time. Mulberry32 (T. Ettinger, public domain). */
function uniforms(): () => number {
  let state = SEED;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Which of `choices` periods each draw takes, kept for the next item: draws are the same for all of equal history length. */
let keptDraws = new Uint32Array(0);
let keptChoices = 0;

function drawsOf(choices: number, count: number): Uint32Array {
  if (keptChoices !== choices || keptDraws.length < count) {
    const next = uniforms();
    keptDraws = new Uint32Array(count);
    for (let at = 0; at < count; at++) keptDraws[at] = next() * choices;
    keptChoices = choices;
  }
  return keptDraws;
}

const totals = new Float64Array(DRAWS);

function drawTotals(history: Float64Array, periods: number): void {
  const choices = history.length;
  if (DRAWS * periods <= KEPT) {
    const draws = drawsOf(choices, DRAWS * periods);
    for (let draw = 0, at = 0; draw < DRAWS; draw++) {
      let total = 0;
      for (const end = at + periods; at < end; at++) total += history[draws[at] as number] as number;
      totals[draw] = total;
    }
    return;
  }
  const next = uniforms();
  for (let draw = 0; draw < DRAWS; draw++) {
    let total = 0;
    for (let period = 0; period < periods; period++) total += history[Math.floor(next() * choices)] as number;
    totals[draw] = total;
  }
}

const BUCKETS = 1024;
const buckets = new Uint32Array(BUCKETS + 1);

/** The total that would stand at `rank` (from 0) if they were sorted: only the bucket it falls into is. */
function ranked(rank: number, least: number, most: number): number {
  const scale = BUCKETS / (most - least);
  if (!Number.isFinite(scale)) return totals.sort()[rank] as number;
  buckets.fill(0);
  for (let draw = 0; draw < DRAWS; draw++) {
    const bucket = ((totals[draw] as number) - least) * scale;
    buckets[bucket | 0] = (buckets[bucket | 0] as number) + 1;
  }
  let wanted = 0;
  let before = 0;
  for (; before + (buckets[wanted] as number) <= rank; wanted++) before += buckets[wanted] as number;
  const inside = new Float64Array(buckets[wanted] as number);
  for (let draw = 0, at = 0; draw < DRAWS; draw++) {
    const total = totals[draw] as number;
    if ((((total - least) * scale) | 0) === wanted) inside[at++] = total;
  }
  return inside.sort()[rank - before] as number;
}

/**
 * Smallest total that a share p of 10,000 resampled sums of `periods` draws from the history does not exceed. The history is
 * sorted. The seed is fixed: the same arguments answer the same. Efron (1979), Annals of Statistics 7:1–26; independent draws as in the bootstrap
 * that Willemain, Smart & Schwarz (2004), International Journal of Forecasting 20:375–387, compare theirs with.
 */
export function bootstrapSumQuantile(history: Float64Array, periods: number, p: number): number {
  drawTotals(history, periods);
  const rank = Math.ceil(p * DRAWS - 1e-9) - 1;
  const [least, most] = [history[0] as number, history[history.length - 1] as number];
  return ranked(Math.min(DRAWS - 1, Math.max(0, rank)), periods * least, periods * most);
}
