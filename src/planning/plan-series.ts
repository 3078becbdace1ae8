import { parseDay } from './calendar';
import { weeklyDemand } from './cleaning';
import type { DemandSeries } from './forecast/types';
import { itemName, type PlanItem } from './plan-index';
import type { PolicyBook } from './policy';
import { promotionWeek, type PromotionCalendar, type PromotionSpan, type PromotionWeek } from './promotions';
import { mergeWeeks, outOfStockScale, OOS_WEEKS } from './sales-history';
import type { DemandCorrection, PlanInput, SalesSeries, Sentence } from './types';

const DEPOSITS = 'deposits';

/** Weeks whose corrections are spoken of. */
const RECENT_WEEKS = 13;

const seriesName = (row: { sku_id: string; warehouse_id: string; model: string | null }): string =>
  `${row.sku_id}\u001f${row.warehouse_id}\u001f${row.model ?? ''}`;

/** What was sold and what was demanded, newest week first: weeks[0] is W-1. */
export interface ItemHistory {
  sold: (number | null)[];
  demand: (number | null)[];
  /** corrections of the newest weeks in words */
  words: Sentence[];
}

/** Demand of items as series that forecasts are made from. */
export class SeriesBook {
  private readonly corrections = new Map<string, DemandCorrection[]>();
  private readonly signals = new Map<string, Map<string, (number | null)[]>>();
  private readonly cleaned = new Map<SalesSeries, (number | null)[]>();
  private readonly promotions = new Map<readonly PromotionSpan[] | string, Map<number, PromotionWeek[]>>();

  private depositsApart: { has(sku: string): boolean } = new Set();

  private readonly days = new Map<number | string, PromotionWeek[]>();
  /** promotions of every SKU */
  private readonly everySku: readonly PromotionSpan[];

  constructor(
    private readonly input: PlanInput,
    private readonly lastMonday: number,
    private readonly calendar: PromotionCalendar,
    private readonly policy: PolicyBook,
  ) {
    this.everySku = calendar.spans('');
    for (const correction of input.corrections ?? []) {
      const name = seriesName(correction);
      const list = this.corrections.get(name);
      if (list) list.push(correction);
      else this.corrections.set(name, [correction]);
    }
    for (const { sku_id, signal, weeks } of input.signals ?? []) {
      // how good reviews are leads nothing
      if (signal === 'rating') continue;
      const own = this.signals.get(sku_id) ?? new Map<string, (number | null)[]>();
      own.set(signal, weeks);
      this.signals.set(sku_id, own);
    }
  }

  /** SKUs whose deposits are counted as orders to come: they do not lift the forecast besides. */
  countDepositsApart(skus: { has(sku: string): boolean }): void {
    this.depositsApart = skus;
  }

  /** Weekly demand of one series: its sales with the corrections that count. */
  demandOf(series: SalesSeries): (number | null)[] {
    const corrections = this.corrections.get(seriesName(series));
    if (!corrections) return series.weeks;
    const found = this.cleaned.get(series) ?? weeklyDemand(series.weeks, corrections, this.lastMonday);
    this.cleaned.set(series, found);
    return found;
  }

  /**
   * Sales and demand of an item over its models. Where the input has no corrections at all (a workbook of an earlier
   * version) the newest 13 weeks are scaled up for days out of stock.
   */
  historyOf(item: PlanItem): ItemHistory {
    const series = item.conflict === 'sales' ? [] : item.sales;
    const sold = mergeWeeks(series.map(({ weeks }) => weeks));
    if (!this.input.corrections) {
      const target = { sku: item.sku.sku_id, warehouse: item.warehouse.warehouse_id };
      const scale = outOfStockScale(series, this.policy.value('oos_scale_cap', target));
      const demand = sold.map((qty, age) => (qty === null || age >= OOS_WEEKS ? qty : qty * scale));
      const words = scale > 1 ? [{ id: 'demand_scaled', values: { more: scale - 1 } }] : [];
      return { sold, demand, words };
    }
    const corrections = series.flatMap((one) => this.corrections.get(seriesName(one)) ?? []);
    return {
      sold,
      demand: mergeWeeks(series.map((one) => this.demandOf(one))),
      words: correctionWords(corrections, this.lastMonday),
    };
  }

  /** The series of an item with the promotions of so many weeks ahead. */
  seriesOf(item: PlanItem, { demand }: ItemHistory, ahead: number): DemandSeries {
    const { sku_id, category } = item.sku;
    const given = this.signals.get(sku_id);
    const signals =
      given && this.depositsApart.has(sku_id) ? new Map([...given].filter(([signal]) => signal !== DEPOSITS)) : given;
    return {
      key: itemName(sku_id, item.warehouse.warehouse_id),
      category,
      qty: [...demand].reverse(),
      promotion: this.promotionWeeks(sku_id, demand.length, ahead),
      firstDay: this.lastMonday - 7 * (demand.length - 1),
      ...(signals && {
        signals: Object.fromEntries(
          [...signals].map(([signal, weeks]) => [
            signal,
            Array.from({ length: demand.length }, (_, at) => weeks[demand.length - 1 - at] ?? null),
          ]),
        ),
      }),
    };
  }

  /** Promotions of a week ahead: 0 is W+1. */
  promotionOf(sku: string, week: number): PromotionWeek {
    return this.calendar.week(sku, this.lastMonday + 7 * (week + 1));
  }

  /** How a week ahead lies on its days: by the promotions of each day; null: evenly. */
  dayShares(sku: string, week: number, uplift: number): number[] | null {
    if (this.promotionOf(sku, week).share === 0) return null;
    return this.promotionDays(sku, week).map((day) => Math.max(0, day.multiplier(uplift)));
  }

  /** The promotions of each day of a week ahead. */
  private promotionDays(sku: string, week: number): PromotionWeek[] {
    const own = this.calendar.spans(sku);
    const key = own === this.everySku ? week : `${sku}\u001f${week}`;
    const monday = this.lastMonday + 7 * (week + 1);
    const found = this.days.get(key) ?? Array.from({ length: 7 }, (_, day) => promotionWeek(own, monday + day, 1));
    this.days.set(key, found);
    return found;
  }

  /** Promotions of the weeks of a history and of those ahead; SKUs without promotions of their own share one list. */
  private promotionWeeks(sku: string, history: number, ahead: number): PromotionWeek[] {
    const own = this.calendar.spans(sku);
    const key = own === this.everySku ? own : sku;
    const lists = this.promotions.get(key) ?? new Map<number, PromotionWeek[]>();
    this.promotions.set(key, lists);
    const size = 1000 * history + ahead;
    const found =
      lists.get(size) ??
      Array.from({ length: history + ahead }, (_, at) =>
        this.calendar.week(sku, this.lastMonday + 7 * (at - history + 1)),
      );
    lists.set(size, found);
    return found;
  }
}

/** What corrections did to the newest weeks, one sentence a kind, the largest first. */
function correctionWords(corrections: readonly DemandCorrection[], lastMonday: number): Sentence[] {
  const byKind = new Map<string, { change: number; days: number }>();
  for (const { kind, day, change, use_raw } of corrections) {
    const at = parseDay(day);
    if (use_raw || at === null || at < lastMonday - 7 * (RECENT_WEEKS - 1)) continue;
    const seen = byKind.get(kind) ?? { change: 0, days: 0 };
    byKind.set(kind, { change: seen.change + (change ?? 0), days: seen.days + 1 });
  }
  return [...byKind]
    .sort((a, b) => Math.abs(b[1].change) - Math.abs(a[1].change) || (a[0] < b[0] ? -1 : 1))
    .flatMap(([kind, { change, days }]): Sentence[] =>
      SPOKEN_KINDS.includes(kind)
        ? [{ id: `demand_${kind}`, values: { qty: Math.abs(change), days, weeks: RECENT_WEEKS } }]
        : [],
    );
}

const SPOKEN_KINDS = ['returns', 'cancelled', 'bulk', 'out_of_stock', 'presale', 'closed'];
