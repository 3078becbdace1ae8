import { byCategory } from './by-category';
import { exposureOf } from './exposure';
import type { PreparedSeries } from './history';
import { priorGain, type PromotionKnowledge, type SeasonKnowledge } from './knowledge';

/** A season needs this many of itself to be told from a trend. */
const LEAST_SEASONS = 2;
const MOST_FACTOR = 3;
const LEAST_FACTOR = 1 / 3;
/** Circular weights over neighbouring positions of a long season: a week's factor alone is mostly noise. */
const KERNEL = [1, 2, 3, 2, 1];

/** The mean item of a group per period back from the end (index 0 is the newest), each item relative to its own mean. */
function groupIndex(
  items: readonly PreparedSeries[],
  promotion: PromotionKnowledge,
  back: number,
  length: number,
): { index: Float64Array; counts: Float64Array } {
  const index = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const { series, offset, demand } of items) {
    const gain = priorGain(promotion, series.category);
    const plain = new Float64Array(demand.length).fill(NaN);
    let sum = 0;
    let count = 0;
    for (let at = 0; at < demand.length - back; at += 1) {
      const value = demand[at] as number;
      const week = series.promotion[offset + at];
      if (Number.isNaN(value)) continue;
      let factor = 1;
      if (week && (week.share > 0 || week.after)) {
        const { known, exposure } = exposureOf(week, promotion, gain);
        factor = known + gain * exposure;
      }
      if (!(factor > 0)) continue;
      plain[at] = value / factor;
      sum += plain[at] as number;
      count += 1;
    }
    if (!(sum > 0)) continue;
    const mean = sum / count;
    // items with few units are mostly noise
    const weight = mean / (mean + 2);
    for (let at = 0; at < demand.length - back; at += 1) {
      const value = plain[at] as number;
      if (Number.isNaN(value)) continue;
      const from = demand.length - 1 - at;
      index[from] = (index[from] as number) + weight * Math.min(5, value / mean);
      counts[from] = (counts[from] as number) + weight;
    }
  }
  return { index, counts };
}

/**
 * Seasonal factors of a group: the ratio of each period to the mean of the season around it (two-sided; at the ends the
 * nearest whole season), averaged over the years, smoothed over neighbouring positions, and drawn to 1 as far as the years
 * disagree: the share of the variance between positions that is not explained by the scatter within them.
 */
function factorsOf(
  { index, counts }: { index: Float64Array; counts: Float64Array },
  position: (from: number) => number,
  back: number,
  seasonLength: number,
): number[] | null {
  const values: { at: number; value: number }[] = [];
  for (let from = index.length - 1; from >= back; from -= 1)
    if ((counts[from] as number) > 0.5)
      values.push({ at: from, value: (index[from] as number) / (counts[from] as number) });
  if (values.length < LEAST_SEASONS * seasonLength) return null;
  const sums: number[] = [0];
  for (const { value } of values) sums.push((sums[sums.length - 1] as number) + value);
  const total = new Float64Array(seasonLength);
  const squares = new Float64Array(seasonLength);
  const seen = new Float64Array(seasonLength);
  values.forEach(({ at, value }, n) => {
    const start = Math.min(Math.max(0, n - Math.floor(seasonLength / 2)), values.length - seasonLength);
    const around = ((sums[start + seasonLength] as number) - (sums[start] as number)) / seasonLength;
    if (!(around > 0)) return;
    const ratio = Math.min(MOST_FACTOR, value / around);
    const place = position(at);
    total[place] = (total[place] as number) + ratio;
    squares[place] = (squares[place] as number) + ratio * ratio;
    seen[place] = (seen[place] as number) + 1;
  });
  const raw = Array.from(total, (sum, place) => ((seen[place] as number) > 0 ? sum / (seen[place] as number) : 1));
  let within = 0;
  let freedom = 0;
  raw.forEach((value, place) => {
    const count = seen[place] as number;
    if (count < 2) return;
    within += (squares[place] as number) - count * value * value;
    freedom += count - 1;
  });
  const smooth =
    seasonLength < 20
      ? raw
      : raw.map((_, place) => {
          let sum = 0;
          KERNEL.forEach((weight, step) => {
            sum += weight * (raw[(place + step - 2 + seasonLength) % seasonLength] as number);
          });
          return sum / 9;
        });
  const centre = smooth.reduce((sum, value) => sum + value, 0) / seasonLength;
  if (!(centre > 0) || freedom < 1) return null;
  const between = smooth.reduce((sum, value) => sum + (value - centre) ** 2, 0) / seasonLength;
  // the smoothed mean of so many years; the kernel leaves 19/81 of the variance
  const years = values.length / seasonLength;
  const noise = (Math.max(0, within / freedom) / years) * (seasonLength < 20 ? 1 : 19 / 81);
  const kept = between > 0 ? Math.max(0, 1 - noise / between) : 0;
  if (kept < 0.1) return null;
  return smooth.map((value) => Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, 1 + kept * (value / centre - 1))));
}

const LEAST_ITEMS = 5;

/** Seasons of all items together and of each category with some items, as of `back` periods before the end. */
export function learnSeason(
  prepared: readonly PreparedSeries[],
  promotion: PromotionKnowledge,
  back: number,
  seasonLength: number,
): SeasonKnowledge | null {
  const longest = prepared.reduce((most, { demand }) => Math.max(most, demand.length), 0);
  const reference = prepared.find(({ demand }) => demand.length === longest);
  if (seasonLength < 2 || !reference || longest - back < LEAST_SEASONS * seasonLength) return null;
  const position = (from: number): number => reference.position(longest - 1 - from);
  const all = factorsOf(groupIndex(prepared, promotion, back, longest), position, back, seasonLength);
  if (!all) return null;
  const factors: Record<string, readonly number[]> = {};
  for (const [category, items] of byCategory(prepared, ({ series }) => series.category)) {
    if (items.length < LEAST_ITEMS) continue;
    const own = factorsOf(groupIndex(items, promotion, back, longest), position, back, seasonLength);
    if (own) factors[category] = own;
  }
  return { all, byCategory: factors };
}
