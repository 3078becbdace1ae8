import type { Source } from './source';

/** 90% point of the standard normal distribution. */
export const Z90 = 1.2815515594600038;

export interface Stage {
  stage: string;
  /** days, P50 and P90 of the stage as the sample policy has it */
  p50: number;
  p90: number;
}

export interface LeadTime {
  stages: Stage[];
  mean: number;
  sd: number;
}

/** Standard deviation over mean of the real deliveries by this mode; dates that make it blank, 0 or negative are errors. */
export function spreadOf(deliveries: Source['deliveries'], mode: string | null): number {
  const days = deliveries
    .filter((delivery) => mode === null || delivery.mode === mode)
    .flatMap(({ leadDays }) => (leadDays !== null && leadDays > 0 ? [leadDays] : []));
  if (days.length < 30) throw new Error(`only ${days.length} deliveries by ${mode ?? 'any mode'}`);
  const mean = days.reduce((sum, day) => sum + day, 0) / days.length;
  const variance = days.reduce((sum, day) => sum + (day - mean) ** 2, 0) / (days.length - 1);
  return Math.sqrt(variance) / mean;
}

/** Share of deliveries that came late, and the median and 90% point of their days late. */
export function lateness(deliveries: Source['deliveries']): { share: number; p50: number; p90: number } {
  const known = deliveries.flatMap(({ lateDays }) => (lateDays === null ? [] : [lateDays]));
  const late = known.filter((days) => days > 0).sort((a, b) => a - b);
  const at = (share: number): number => late[Math.floor(share * late.length)] ?? 0;
  return { share: late.length / known.length, p50: at(0.5), p90: at(0.9) };
}

/** The stages in a row, each lognormal with its median, independent; `factor` stretches every stage's spread. */
export function inARow(stages: readonly Stage[], factor = 1): LeadTime {
  let mean = 0;
  let variance = 0;
  const scaled = stages.map(({ stage, p50, p90 }) => {
    const sigma = (factor * Math.log(p90 / p50)) / Z90;
    const stageMean = p50 * Math.exp(sigma ** 2 / 2);
    mean += stageMean;
    variance += stageMean ** 2 * (Math.exp(sigma ** 2) - 1);
    return { stage, p50, p90: p50 * Math.exp(sigma * Z90) };
  });
  return { stages: scaled, mean, sd: Math.sqrt(variance) };
}

/** Keeps every stage's median and finds the factor at which the lane's standard deviation over mean is the measured one. */
export function calibrate(stages: readonly Stage[], spread: number): LeadTime {
  let low = 0;
  let high = 5;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    const { mean, sd } = inARow(stages, middle);
    if (sd / mean < spread) low = middle;
    else high = middle;
  }
  return inARow(stages, high);
}
