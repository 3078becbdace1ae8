import type { DemandSeries } from '../forecast/types';
import { demandClass } from '../demand-class';
import type { DemandClass } from '../types';
import type { ErrorLaw } from './types';

/** Demand class by the first `end` weeks alone, so that nothing later is known. */
export function classAt(qty: readonly (number | null)[], end: number): DemandClass {
  const known: number[] = [];
  for (let week = 0; week < end; week++) {
    const value = qty[week] ?? null;
    if (value !== null) known.push(value);
  }
  return demandClass(known);
}

/** The groups an item shares its error size with: its class by the first `end` weeks, and its category. */
export const groupsAt = ({ qty, category }: Pick<DemandSeries, 'qty' | 'category'>, end: number): string[] => [
  `class ${classAt(qty, end)}`,
  ...(category === null ? [] : [`category ${category}`]),
];

/** Size of an item's errors that its groups suggest. */
export const groupFactor = (law: ErrorLaw, groups: readonly string[]): number =>
  groups.reduce((factor, group) => factor * (law.groups[group] ?? 1), 1);

/** An item's own share in its scale: (Σ sizes + K · group) / (n + K), n its independent windows. */
export const blendedScale = (law: ErrorLaw, sum: number, count: number, independent: number, factor: number): number =>
  count === 0
    ? factor
    : Math.max(1e-6, ((sum / count) * independent + law.credibility * factor) / (independent + law.credibility));
