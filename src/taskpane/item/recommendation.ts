import type { PlanRecord } from '../session';
import type { ForecastTexts } from '../forecast/texts';

/** The recommendation in a few words: what, how many, by when. */
export function recommendation(row: PlanRecord, { t, f }: ForecastTexts, now: Date): string {
  if (row.status === 'not_enough_data') return t('item.unknown');
  switch (row.action) {
    case 'buy': {
      const qty = typeof row.order_qty === 'number' ? row.order_qty : null;
      const by = typeof row.order_by === 'string' ? row.order_by : null;
      if (qty === null) return t('item.unknown');
      if (!by) return t('item.buy', { qty });
      const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      return by <= today ? t('item.buyNow', { qty }) : t('item.buyBy', { qty, date: f.date(by) });
    }
    case 'to_bonded':
      return t('item.toBonded', { qty: typeof row.order_qty === 'number' ? row.order_qty : 0 });
    case 'to_direct':
      return t('item.toDirect');
    case 'clear':
      return t('item.clear');
    case 'stop':
      return t('item.stop');
    case 'hold':
      return t('item.hold');
    default:
      return t('item.unknown');
  }
}
