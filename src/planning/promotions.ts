import { shanghaiTime } from './calendar';
import type { Promotion } from './types';

/** One stretch of a week with the same promotions running. */
export interface PromotionPart {
  /** share of the week, 0–1 */
  share: number;
  /** the promotions that run; never empty */
  running: readonly {
    /** given in the calendar; null: learnt */
    uplift: number | null;
    /** names the promotion from year to year, see eventOf; null: it recurs under no name */
    event: string | null;
    /** whole days it has run when this stretch begins, and days it runs in all; null: unknown */
    elapsed: number | null;
    length: number | null;
  }[];
}

/** How much of a week lies in promotions. */
export interface PromotionWeek {
  /** share of the week under any promotion, 0–1 */
  share: number;
  /** demand of the week relative to a week without promotion, given the learnt uplift */
  multiplier(learnt: number): number;
  /** what the share is made of; without it all of it is one promotion without a given uplift */
  parts?: readonly PromotionPart[];
  /** share of the week without promotion that lies within seven days after the end of one; 0 when not given */
  after?: number;
}

export const QUIET_WEEK: PromotionWeek = { share: 0, multiplier: () => 1 };

/** A promotion in time: [from, to) in days since 1970-01-01, with fractions of a day. */
export interface PromotionSpan {
  from: number;
  to: number;
  /** null: learnt */
  uplift: number | null;
  event?: string | null;
}

const YEAR = /(19|20)\d\d\s*年?/g;

/**
 * What a promotion is called every year: its name without the year, in lower case, and its phase: `618 大促 2026` and
 * `2025年618大促` are one. Chinese New Year, which moves in the calendar, is so found where it lies each year. `null` where
 * nothing is left.
 */
export function eventOf(name: string | null, phase: string | null): string | null {
  const bare = (name ?? '')
    .normalize('NFKC')
    .replace(YEAR, ' ')
    .replace(/[\s_\-·.:,()]+/g, '')
    .toLowerCase();
  if (!bare) return null;
  return phase ? `${bare}|${phase.trim().toLowerCase()}` : bare;
}

/** A week of so many shares under promotions whose uplift is learnt. */
export const promotedShare = (share: number, event: string | null = null): PromotionWeek =>
  share > 0
    ? {
        share,
        multiplier: (learnt) => 1 - share + share * learnt,
        parts: [{ share, running: [{ uplift: null, event, elapsed: null, length: null }] }],
      }
    : QUIET_WEEK;

/** Days after a promotion in which buyers may still live on what they stored. */
const AFTER_DAYS = 7;
/** A promotion's stages change this many days after its start: the first days sell the most. */
export const STAGE_DAYS = [4, 12] as const;

/**
 * The week from `monday` on (or so many days) under these promotions. Where they overlap, the largest uplift counts, not their
 * product.
 */
export function promotionWeek(spans: readonly PromotionSpan[], monday: number, days = 7): PromotionWeek {
  const end = monday + days;
  const touching = spans.filter((span) => span.to > span.from && span.to + AFTER_DAYS > monday && span.from < end);
  if (!touching.length) return QUIET_WEEK;
  const within = (at: number): boolean => at > monday && at < end;
  const bounds = [
    ...new Set([
      monday,
      end,
      ...touching
        .flatMap(({ from, to }) => [from, ...STAGE_DAYS.map((day) => Math.min(to, from + day)), to, to + AFTER_DAYS])
        .filter(within),
    ]),
  ].sort((a, b) => a - b);
  const parts: PromotionPart[] = [];
  let after = 0;
  bounds.slice(1).forEach((to, index) => {
    const from = bounds[index] ?? to;
    const share = (to - from) / days;
    const running = touching
      .filter((span) => span.from < to && span.to > from)
      .map((span) => ({
        uplift: span.uplift,
        event: span.event ?? null,
        elapsed: Math.floor(from - span.from + 1e-9),
        length: Math.max(1, Math.round(span.to - span.from)),
      }));
    if (running.length) parts.push({ share, running });
    else if (touching.some((span) => span.to <= from && span.to + AFTER_DAYS >= to)) after += share;
  });
  const share = parts.reduce((total, part) => total + part.share, 0);
  return {
    share,
    multiplier: (learnt) =>
      1 -
      share +
      parts.reduce(
        (total, part) => total + part.share * Math.max(...part.running.map(({ uplift }) => uplift ?? learnt)),
        0,
      ),
    parts,
    ...(after > 0 ? { after } : {}),
  };
}

/** The promotions of a brand, asked by SKU and week (Monday as a day number). */
export interface PromotionCalendar {
  week(sku: string, monday: number): PromotionWeek;
  /** every promotion the SKU takes part in */
  spans(sku: string): readonly PromotionSpan[];
  /** promotions whose start or end cannot be read, or that end before they start */
  refused: string[];
}

export function promotionCalendar(promotions: readonly Promotion[]): PromotionCalendar {
  const refused: string[] = [];
  const everySku: PromotionSpan[] = [];
  const bySku = new Map<string, PromotionSpan[]>();
  for (const promotion of promotions) {
    const from = shanghaiTime(promotion.starts_at);
    const to = shanghaiTime(promotion.ends_at);
    if (from === null || to === null || to < from) {
      refused.push(promotion.promo_id);
      continue;
    }
    const span = { from, to, uplift: promotion.uplift, event: eventOf(promotion.name, promotion.phase) };
    if (promotion.sku_id === null) everySku.push(span);
    else bySku.set(promotion.sku_id, [...(bySku.get(promotion.sku_id) ?? []), span]);
  }
  const common = new Map<number, PromotionWeek>();
  const spans = (sku: string): readonly PromotionSpan[] => {
    const own = bySku.get(sku);
    return own ? [...everySku, ...own] : everySku;
  };
  return {
    refused,
    spans,
    week(sku, monday) {
      if (bySku.has(sku)) return promotionWeek(spans(sku), monday);
      const cached = common.get(monday) ?? promotionWeek(everySku, monday);
      common.set(monday, cached);
      return cached;
    },
  };
}
