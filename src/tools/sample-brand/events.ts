/**
 * Promotions ahead of the data date. The real sales knew none of them, so past ones are not listed and the uplift is an
 * assumption of the sample. Times are Beijing's, written in UTC; the platform opens its promotions at 20:00.
 */
export const PROMOTIONS = [
  {
    promo_id: 'BF-2026',
    name: 'Black Friday 黑五',
    phase: 'main',
    starts_at: '2026-11-26T12:00:00Z',
    ends_at: '2026-11-30T15:59:59Z',
    sku_id: '',
    uplift: 1.8,
    presale: 0,
  },
  {
    promo_id: 'D12-2026',
    name: 'Double 12 双12',
    phase: 'main',
    starts_at: '2026-12-09T12:00:00Z',
    ends_at: '2026-12-12T15:59:59Z',
    sku_id: '',
    uplift: 1.5,
    presale: 0,
  },
  {
    promo_id: 'NY-2027',
    name: 'New Year goods 年货节',
    phase: 'main',
    starts_at: '2027-01-14T12:00:00Z',
    ends_at: '2027-01-28T15:59:59Z',
    sku_id: '',
    uplift: 1.3,
    presale: 0,
  },
] as const;
