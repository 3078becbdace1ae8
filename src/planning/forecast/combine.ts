import type { BackTest, Group } from './back-test';
import type { Scratch } from './scratch';

/** Periods of an item's own back-test before they count half. */
const HALF_PERIODS = 10;
/** Combined weights are taken times (least loss / loss) to this power; squared losses differ twice as much. */
const POWER: Record<Group, number> = { regular: 40, intermittent: 30, new: 40 };

/**
 * Weight of each rule at an origin: what did best over all series of the group, leaning to what did best on the item so far
 * (Bates & Granger 1969, Oper. Res. Quarterly 20:451), the more the longer its own back-test.
 */
function weightsAt(test: BackTest, index: number, into: Float64Array): void {
  const { rules, losses, judged, groups, slices } = test;
  const group = groups[index] as Group;
  const common = slices[index]?.weights[group];
  let least = Infinity;
  for (let rule = 0; rule < rules.length; rule += 1)
    least = Math.min(least, losses[index * rules.length + rule] as number);
  const count = judged[index] as number;
  const power = least > 0 ? (POWER[group] * count) / (count + HALF_PERIODS) : 0;
  let total = 0;
  for (let rule = 0; rule < rules.length; rule += 1) {
    const prior = common ? (common[rules[rule]?.id ?? ''] ?? 0) : 1;
    const own = power > 0 ? (least / (losses[index * rules.length + rule] as number)) ** power : 1;
    into[rule] = prior * own;
    total += into[rule] as number;
  }
  for (let rule = 0; rule < rules.length; rule += 1)
    into[rule] = total > 0 ? (into[rule] as number) / total : 1 / rules.length;
}

/** Combined forecasts by origin and step: [origin · reach + ahead − 1]. */
export function combined(test: BackTest, memory: Scratch): { forecasts: Float64Array; newest: Float64Array } {
  const { rules, origins, reach, forecasts } = test;
  const result = memory.take(origins.length * reach);
  const weights = memory.take(rules.length);
  for (let index = 0; index < origins.length; index += 1) {
    weightsAt(test, index, weights);
    for (let rule = 0; rule < rules.length; rule += 1) {
      const weight = weights[rule] as number;
      if (weight === 0) continue;
      const from = (rule * origins.length + index) * reach;
      const to = index * reach;
      for (let step = 0; step < reach; step += 1)
        result[to + step] = (result[to + step] as number) + weight * (forecasts[from + step] as number);
    }
  }
  return { forecasts: result, newest: weights };
}
