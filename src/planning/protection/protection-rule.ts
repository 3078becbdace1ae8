import { demandCurve } from '../demand-curve';
import type { Sentence } from '../types';
import { itemErrors, type ItemErrors } from './judged-windows';
import { ASSUMED_LAW } from './assumed-law';
import { logit } from './error-curve';
import { leadMargin, leadSpread } from './lead-spread';
import { proofOf } from './service-proof';
import type { ProtectionInput, ProtectionRule, ServiceProof } from './types';
import {
  boundSafety,
  clampService,
  intervalError,
  safetyAt,
  safetyBounds,
  SD_PER_ABSOLUTE,
  type IntervalErrors,
} from './window-safety';

/** Smallest probability whose quantile reaches `wanted`, by bisection on ln(p/(1 − p)). */
function probabilityOf(quantile: (p: number) => number, wanted: number): number {
  const [least, most] = [clampService(0), clampService(1)];
  let low = logit(least);
  let high = logit(most);
  const at = (x: number): number => quantile(1 / (1 + Math.exp(-x)));
  if (at(low) >= wanted) return least;
  if (at(high) <= wanted) return most;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (at(middle) < wanted) low = middle;
    else high = middle;
  }
  return 1 / (1 + Math.exp(-high));
}

/** A rule together with what it rests on, so that the proof need not be worked out again. */
export function ruleAndProof(input: ProtectionInput): { rule: ProtectionRule; proof: ServiceProof } {
  const found = itemErrors(input);
  return { rule: ruleFrom(input, found), proof: proofOf(found, input.serviceLevel) };
}

/**
 * Safety stock and water lines of an item for a protection interval (lead time + review) that begins on any day ahead: the
 * quantile of demand over the interval, from the errors of past forecasts of windows of about that length (dynamic: they
 * scale with the forecast, and those under promotion apart), the lead time's spread and the item's own proof. It rises as
 * soon as the interval reaches into a promotion, so before the promotion starts.
 */
export function protectionRule(input: ProtectionInput): ProtectionRule {
  return ruleFrom(input, itemErrors(input));
}

function ruleFrom(input: ProtectionInput, found: ItemErrors | null): ProtectionRule {
  const { series, forecast, reviewDays, offsetDays = 0 } = input;
  const leadMean = Math.max(0, input.leadMean);
  const leadSd = leadSpread(input.leadSd, input.leadP50, input.leadP90);
  const protection = Math.max(1, leadMean + reviewDays);
  const serviceLevel = clampService(input.serviceLevel);
  const interval: IntervalErrors = found?.interval ?? {
    law: ASSUMED_LAW,
    factor: 1,
    stretch: 1,
  };
  const correction = found?.correction ?? 1;

  const curve = input.demand ?? demandCurve(forecast.mean, offsetDays);
  const history = series.qty.length;
  const promoted = demandCurve(
    forecast.mean.map((demand, ahead) => demand * (series.promotion[history + ahead]?.share ?? 0)),
    offsetDays,
  );
  const between = (from: number, days: number): number => Math.max(0, curve.until(from + days) - curve.until(from));
  const mean = (startDay: number): number => between(startDay, protection);
  const shareAt = (startDay: number, days = protection): number => {
    const demand = between(startDay, days);
    return demand > 0
      ? Math.min(1, Math.max(0, promoted.until(startDay + days) - promoted.until(startDay)) / demand)
      : 0;
  };
  /** safety stock for a service, before floor and cap, possibly negative below one half */
  const safetyFor = (p: number, startDay: number): number => {
    const demand = mean(startDay);
    const days = leadMargin(leadMean, leadSd, p);
    const late = days > 0 ? between(startDay + protection, days) : (days / protection) * demand;
    return correction * safetyAt(interval, demand, shareAt(startDay), p, late);
  };
  const bounds = safetyBounds(input);
  const dayOf = (startDay: number): number => mean(startDay) / protection;
  const safetyStock = (startDay: number): number =>
    boundSafety(bounds, safetyFor(serviceLevel, startDay), dayOf(startDay));

  const [first, day] = [safetyStock(0), dayOf(0)];
  const words: Sentence[] = [];
  if (found && found.windows.count > 0) {
    words.push({ id: 'safety_errors', values: { windows: found.windows.count, days: protection } });
  } else if (interval.law.windows > 0) words.push({ id: 'safety_borrowed', values: { days: protection } });
  else words.push({ id: 'safety_assumed', values: {} });
  // a search, for what few ask
  let service: number | null | undefined;
  const implied = (): number | null => (service ??= day > 0 ? probabilityOf((p) => safetyFor(p, 0), first) : null);
  const { safetyDays, floorDays, capDays } = bounds;
  if (day > 0) {
    const wanted = safetyDays === null ? Math.max(0, safetyFor(serviceLevel, 0)) : safetyDays * day;
    if (safetyDays !== null)
      words.push({ id: 'safety_by_days', values: { days: first / day, service: implied() as number } });
    if (first > wanted * (1 + 1e-9)) words.push({ id: 'safety_floor', values: { days: floorDays } });
    if (first < wanted * (1 - 1e-9))
      words.push({ id: 'safety_cap', values: { days: capDays, service: implied() as number } });
  }
  if (correction > 1 && found && found.shortOf !== null) {
    words.push({
      id: 'safety_corrected',
      values: { achieved: found.shortOf, target: serviceLevel, raised: correction - 1 },
    });
  }
  return {
    safetyStock,
    mean,
    target: (startDay) => mean(startDay) + safetyStock(startDay),
    reorder: (startDay) => between(startDay, leadMean) + safetyStock(startDay),
    quantile: (p, startDay) => Math.max(0, mean(startDay) + safetyFor(clampService(p), startDay)),
    quantileOver(p, startDay, days) {
      const over = { ...interval, stretch: (interval.stretch * days) / protection };
      const demand = between(startDay, days);
      return Math.max(0, demand + safetyAt(over, demand, shareAt(startDay, days), clampService(p), 0));
    },
    sdPerDay: (correction * SD_PER_ABSOLUTE * intervalError(interval, mean(0), shareAt(0))) / Math.sqrt(protection),
    get impliedService() {
      return implied();
    },
    safetyDays: day > 0 ? first / day : null,
    correction,
    words,
  };
}
