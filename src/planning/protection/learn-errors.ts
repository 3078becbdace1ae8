import { ASSUMED_LAW } from './assumed-law';
import { lawAt, type PooledItem } from './error-law';
import { growthAt, growthLengths, growthWindows, type GrowthWindows } from './error-growth';
import { demandSums, errorWindows } from './error-windows';
import type { ErrorItem, ErrorKnowledge, ErrorSettings, LengthKnowledge } from './types';

const USUAL_WEEKS: readonly number[] = [1, 2, 3, 4, 6, 8, 10, 13];
const MOST_WINDOWS = 20_000;
/** Laws of the past: so many at most, and not nearer to each other than this, weeks. */
const MOST_PAST = 8;
const LEAST_APART = 4;
/** What teaches before the first judgement: this share of the weeks with origins, and no fewer than so many weeks. */
const WARM_UP_SHARE = 0.25;
const WARM_UP_LEAST = 8;

function learnLength(items: readonly PooledItem[], weeks: number, growth: GrowthWindows): LengthKnowledge {
  const oldest = items
    .filter(({ windows }) => windows.count > 0)
    .map(({ windows }) => windows.age[0] as number)
    .sort((a, b) => a - b);
  const reachBack = oldest[Math.floor(0.9 * oldest.length)] ?? 0;
  const first = Math.floor(reachBack - weeks - Math.max(WARM_UP_LEAST, WARM_UP_SHARE * reachBack));
  const apart = Math.max(LEAST_APART, Math.ceil(first / MOST_PAST));
  const past: LengthKnowledge['past'] = [];
  for (let age = first; age > 0; age -= apart) {
    const law = lawAt(items, weeks, age, growthAt(growth, age));
    if (law) past.push({ age, law });
  }
  return { weeks, now: lawAt(items, weeks, 0, growthAt(growth, 0)) ?? ASSUMED_LAW, past };
}

/** Lengths to learn: the whole weeks around each interval in use. */
function lengthsOf(settings: ErrorSettings, reach: number): number[] {
  const wanted = settings.protectionDays?.flatMap((days) => [Math.floor(days / 7), Math.ceil(days / 7)]) ?? USUAL_WEEKS;
  const lengths = wanted.map((weeks) => Math.min(Math.max(1, weeks), Math.max(1, reach)));
  return [...new Set(lengths)].sort((a, b) => a - b);
}

/**
 * What the errors of past forecasts look like over all items, per length of window: how they grow with the forecast and
 * under promotion, how far items differ, the shape of their distribution by size, now and as it was known at times past.
 * One cheap pass over the rolling forecasts; a sample of the items serves as well.
 */
export function learnErrors(items: readonly ErrorItem[], settings: ErrorSettings = {}): ErrorKnowledge {
  const reach = items.reduce((most, { forecast }) => Math.max(most, forecast.rolling.reach), 0);
  const lengths = lengthsOf(settings, reach);
  const origins = items.reduce((sum, { forecast }) => sum + forecast.rolling.origins.length, 0);
  const stride = Math.max(1, origins / (settings.mostWindows ?? MOST_WINDOWS));
  const sample: ErrorItem[] = [];
  for (let at = 0; at < items.length; at += stride) {
    sample.push(items[Math.floor(at)] as ErrorItem);
  }
  const sums = sample.map(({ actual, series }) => demandSums(actual ?? series.qty));
  const pooled = new Map(
    growthLengths(lengths, reach).map((weeks): [number, PooledItem[]] => [
      weeks,
      sample.map((item, index) => ({ item, windows: errorWindows(item, weeks, sums[index]) })),
    ]),
  );
  const growth = growthWindows(pooled);
  return { lengths: lengths.map((weeks) => learnLength(pooled.get(weeks) ?? [], weeks, growth)) };
}
