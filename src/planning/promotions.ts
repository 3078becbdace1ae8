import { shanghaiTime } from './calendar';
import type { Promotion } from './types';

/** How much of a week lies in promotions. */
export interface PromotionWeek {
  /** share of the week under any promotion, 0–1 */
  share: number;
  /** demand of the week relative to a week without promotion, given the learnt uplift */
  multiplier(learnt: number): number;
}

const QUIET: PromotionWeek = { share: 0, multiplier: () => 1 };

interface Span {
  from: number;
  to: number;
  /** null: learnt */
  uplift: number | null;
}

/** Where promotions overlap, the largest uplift counts, not their product. */
function blend(spans: readonly Span[], monday: number): PromotionWeek {
  const clipped = spans
    .map((span) => ({ ...span, from: Math.max(span.from, monday), to: Math.min(span.to, monday + 7) }))
    .filter((span) => span.to > span.from);
  if (!clipped.length) return QUIET;
  const bounds = [...new Set(clipped.flatMap((span) => [span.from, span.to]))].sort((a, b) => a - b);
  const pieces: { share: number; uplifts: (number | null)[] }[] = [];
  bounds.slice(1).forEach((to, index) => {
    const from = bounds[index] ?? to;
    const uplifts = clipped.filter((span) => span.from < to && span.to > from).map((span) => span.uplift);
    if (uplifts.length) pieces.push({ share: (to - from) / 7, uplifts });
  });
  const share = pieces.reduce((total, piece) => total + piece.share, 0);
  return {
    share,
    multiplier: (learnt) =>
      1 -
      share +
      pieces.reduce(
        (total, { share: part, uplifts }) => total + part * Math.max(...uplifts.map((u) => u ?? learnt)),
        0,
      ),
  };
}

/** The promotions of a brand, asked by SKU and week (Monday as a day number). */
export interface PromotionCalendar {
  week(sku: string, monday: number): PromotionWeek;
  /** promotions whose start or end cannot be read, or that end before they start */
  refused: string[];
}

export function promotionCalendar(promotions: readonly Promotion[]): PromotionCalendar {
  const refused: string[] = [];
  const everySku: Span[] = [];
  const bySku = new Map<string, Span[]>();
  for (const promotion of promotions) {
    const from = shanghaiTime(promotion.starts_at);
    const to = shanghaiTime(promotion.ends_at);
    if (from === null || to === null || to < from) {
      refused.push(promotion.promo_id);
      continue;
    }
    const span = { from, to, uplift: promotion.uplift };
    if (promotion.sku_id === null) everySku.push(span);
    else bySku.set(promotion.sku_id, [...(bySku.get(promotion.sku_id) ?? []), span]);
  }
  const common = new Map<number, PromotionWeek>();
  return {
    refused,
    week(sku, monday) {
      const own = bySku.get(sku);
      if (own) return blend([...everySku, ...own], monday);
      const cached = common.get(monday) ?? blend(everySku, monday);
      common.set(monday, cached);
      return cached;
    },
  };
}
