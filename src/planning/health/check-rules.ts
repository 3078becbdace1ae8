import { shanghaiTime } from '../calendar';
import { policyBook } from '../policy';
import type { PolicyRow, Promotion } from '../types';
import { RISK_WEEKS, type HealthContext } from './context';
import type { CheckPlace } from './types';

/** Sales in a promotion over sales without it: below 1 it is no promotion, above 20 a percentage was typed. */
const UPLIFT = { least: 1, most: 20 } as const;
/** Promotions last no longer than this: the year or month of one date is a slip. */
const LONGEST_DAYS = 120;
const TIERS: readonly string[] = ['hit', 'basic', 'longtail', 'new', 'luxury'];

const policyPlace = (row: PolicyRow): CheckPlace => ({
  table: 'TW_Policy',
  key: [row.key, row.scope, row.scope_id ?? '', row.effective_from ?? ''],
  column: 'value',
});
const promotionPlace = ({ promo_id, phase, sku_id }: Promotion, column: string): CheckPlace => ({
  table: 'TW_Calendar',
  key: [promo_id, phase ?? '', sku_id ?? ''],
  column,
});

/** Policy rows the plan refuses or that are about nothing, and promotions it cannot use. */
export function checkRules(context: HealthContext): void {
  const { input } = context;
  for (const row of input.policy) {
    const about = { key: row.key, value: row.value, scope: row.scope_id ?? '' };
    if (policyBook([row], input.asOf).refused.length) {
      context.add('policy_refused', 'error', policyPlace(row), { found: row.value, values: about });
      continue;
    }
    const id = row.scope_id ?? '';
    const known =
      row.scope === 'sku'
        ? context.skus.has(id)
        : row.scope === 'warehouse'
          ? context.warehouses.has(id)
          : row.scope === 'tier'
            ? TIERS.includes(id)
            : true;
    if (!known) context.add('policy_scope', 'warning', policyPlace(row), { found: id, values: about });
  }
  const spans: { promotion: Promotion; from: number; to: number }[] = [];
  for (const promotion of input.promotions) {
    const from = shanghaiTime(promotion.starts_at);
    const to = shanghaiTime(promotion.ends_at);
    const name = promotion.name ?? promotion.promo_id;
    const sku = promotion.sku_id;
    if (from === null || to === null || to < from || to - from > LONGEST_DAYS) {
      const text = from === null || to === null ? 'promotion_dates' : to < from ? 'promotion_turned' : 'promotion_long';
      const level = text === 'promotion_long' ? 'warning' : 'error';
      const column = from === null ? 'starts_at' : 'ends_at';
      context.add('promotion_dates', level, promotionPlace(promotion, column), {
        sku_id: sku,
        text,
        found: from === null ? promotion.starts_at : promotion.ends_at,
        values: {
          promotion: name,
          ...(text === 'promotion_long' ? { days: Math.round((to ?? 0) - (from ?? 0)) } : {}),
        },
        atRisk: promotedSales(context, sku, 1),
      });
      continue;
    }
    spans.push({ promotion, from, to });
    const { uplift } = promotion;
    if (uplift !== null && to >= context.asOf && (uplift < UPLIFT.least || uplift > UPLIFT.most)) {
      context.add('promotion_uplift', 'warning', promotionPlace(promotion, 'uplift'), {
        sku_id: sku,
        found: uplift,
        expected: '1–20',
        values: { promotion: name, uplift },
        atRisk: promotedSales(context, sku, Math.min(1, (to - from) / (7 * RISK_WEEKS))),
      });
    }
  }
  overlaps(context, spans);
}

/** Promotions to come of one SKU (or of all) that overlap by more than a day under different names: the largest uplift counts, not both. */
function overlaps(context: HealthContext, spans: readonly { promotion: Promotion; from: number; to: number }[]): void {
  const ahead = spans.filter(({ to }) => to >= context.asOf).sort((a, b) => a.from - b.from);
  const byScope = new Map<string, typeof ahead>();
  for (const span of ahead) {
    const scope = span.promotion.sku_id ?? '';
    for (const earlier of byScope.get(scope) ?? []) {
      const days = Math.min(earlier.to, span.to) - span.from;
      if (earlier.promotion.promo_id === span.promotion.promo_id || days <= 1) continue;
      const name = ({ promo_id, name: given }: Promotion): string => given ?? promo_id;
      context.add('promotion_overlap', 'hint', promotionPlace(span.promotion, 'starts_at'), {
        sku_id: span.promotion.sku_id,
        other: promotionPlace(earlier.promotion, 'ends_at'),
        values: { one: name(earlier.promotion), other: name(span.promotion), days: Math.floor(days) },
        atRisk: promotedSales(context, span.promotion.sku_id, Math.min(1, days / (7 * RISK_WEEKS))),
      });
    }
    byScope.set(scope, [...(byScope.get(scope) ?? []), span]);
  }
}

/** Four weeks' sales of what a promotion is about, times the share of them in question. */
function promotedSales(context: HealthContext, sku: string | null, share: number): number | null {
  const amounts = (sku === null ? [...context.active] : [sku]).flatMap((one) => context.salesAtRisk(one) ?? []);
  return amounts.length ? share * amounts.reduce((a, b) => a + b, 0) : null;
}
