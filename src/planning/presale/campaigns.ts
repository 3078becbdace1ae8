import { shanghaiTime } from '../calendar';
import type { Promotion } from '../types';

/** A presale: buyers leave a deposit first and pay the balance later. Days since 1970-01-01 in Shanghai, with fractions. */
export interface Campaign {
  promoId: string;
  /** null: every SKU */
  sku: string | null;
  depositFrom: number;
  depositTo: number;
  /** first day the balance can be paid; null: the calendar has no such phase */
  balanceFrom: number | null;
  /** when unpaid deposits lapse: the end of the balance phase; null: as above */
  balanceTo: number | null;
}

const BALANCE = /balance|final|尾款/i;

/**
 * The presales of a calendar: its rows with presale = yes, one presale for each promotion and SKU. A phase named balance (尾款)
 * is when the rest is paid; every other phase is when deposits are taken. A promotion with a balance phase alone takes no
 * deposit, one whose dates cannot be read is left out (the plan notes it with the other promotions).
 */
export function campaignsOf(promotions: readonly Promotion[]): Campaign[] {
  const found = new Map<string, Campaign>();
  for (const promotion of promotions) {
    if (promotion.presale !== true) continue;
    const from = shanghaiTime(promotion.starts_at);
    const to = shanghaiTime(promotion.ends_at);
    if (from === null || to === null || to < from) continue;
    const key = JSON.stringify([promotion.promo_id, promotion.sku_id]);
    const campaign = found.get(key) ?? {
      promoId: promotion.promo_id,
      sku: promotion.sku_id,
      depositFrom: Infinity,
      depositTo: -Infinity,
      balanceFrom: null,
      balanceTo: null,
    };
    if (BALANCE.test(promotion.phase ?? '')) {
      campaign.balanceFrom = Math.min(campaign.balanceFrom ?? from, from);
      campaign.balanceTo = Math.max(campaign.balanceTo ?? to, to);
    } else {
      campaign.depositFrom = Math.min(campaign.depositFrom, from);
      campaign.depositTo = Math.max(campaign.depositTo, to);
    }
    found.set(key, campaign);
  }
  // a balance phase may stand in the calendar once for every SKU while its deposits stand SKU by SKU
  for (const campaign of found.values()) {
    const common = campaign.sku === null ? undefined : found.get(JSON.stringify([campaign.promoId, null]));
    campaign.balanceFrom ??= common?.balanceFrom ?? null;
    campaign.balanceTo ??= common?.balanceTo ?? null;
  }
  return [...found.values()].filter(({ depositFrom }) => depositFrom < Infinity);
}

/** The presales a SKU takes part in; its own rows stand in the place of those for every SKU. */
export function campaignsFor(campaigns: readonly Campaign[], sku: string): Campaign[] {
  const own = campaigns.filter((campaign) => campaign.sku === sku);
  const named = new Set(own.map(({ promoId }) => promoId));
  return [...campaigns.filter((campaign) => campaign.sku === null && !named.has(campaign.promoId)), ...own];
}
