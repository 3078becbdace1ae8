import { parseDay } from '../calendar';
import { moneyIn } from '../money';
import { promotionCalendar, type PromotionCalendar } from '../promotions';
import type { LaneFacts, PlanInput, SalesSeries, SkuFacts, StockFacts, WarehouseFacts } from '../types';
import type { CheckFinding, CheckId, CheckLevel, CheckPlace, SheetFacts } from './types';

/** Money at risk from a wrong or missing figure of an item is counted over this many weeks: what passes before it is found out. */
export const RISK_WEEKS = 4;
/** Weeks the usual sales of an item are the mean of. */
const USUAL_WEEKS = 13;
/** A column that so many SKUs leave blank is one finding about the column, not one for each. */
const COLUMN_SHARE = 0.5;
const COLUMN_LEAST = 5;

const PLANNED_TYPES: readonly string[] = ['overseas', 'bonded'];

export const pairKey = (sku: string, warehouse: string): string => `${sku}\u001f${warehouse}`;

export type Raised = Partial<Omit<CheckFinding, 'id' | 'check' | 'level' | 'what' | 'place'>> & {
  values?: CheckFinding['what']['values'];
  /** another wording of the same check */
  text?: string;
};

/** The input in the order checks ask for it, and the findings so far. */
export class HealthContext {
  readonly findings: CheckFinding[] = [];
  readonly asOf: number;
  /** Monday of W-1 */
  readonly lastMonday: number;
  readonly skus = new Map<string, SkuFacts>();
  readonly warehouses = new Map<string, WarehouseFacts>();
  readonly stock = new Map<string, StockFacts>();
  readonly sales = new Map<string, SalesSeries[]>();
  readonly calendar: PromotionCalendar;
  /** SKUs that were sold, are held or are on their way at a planned warehouse */
  readonly active = new Set<string>();
  /** SKUs that any stock, sales or inbound row names at a planned warehouse */
  readonly recorded = new Set<string>();
  /** planned pairs of SKU and warehouse that any record names */
  readonly pairs = new Map<string, { sku: string; warehouse: string }>();
  private readonly weeklyByPair = new Map<string, number>();
  private readonly weeklyBySku = new Map<string, number>();
  private readonly heldBySku = new Map<string, number>();
  private readonly ids = new Set<string>();

  constructor(
    readonly input: PlanInput,
    readonly facts: SheetFacts,
  ) {
    this.asOf = parseDay(input.asOf) ?? 0;
    this.lastMonday = parseDay(input.lastWeek) ?? this.asOf - 7;
    this.calendar = promotionCalendar(input.promotions);
    for (const sku of input.skus) if (sku.sku_id && !this.skus.has(sku.sku_id)) this.skus.set(sku.sku_id, sku);
    for (const one of input.warehouses) {
      if (one.warehouse_id && !this.warehouses.has(one.warehouse_id)) this.warehouses.set(one.warehouse_id, one);
    }
    for (const row of input.stock) {
      const key = pairKey(row.sku_id, row.warehouse_id);
      if (!this.stock.has(key)) this.stock.set(key, row);
      const units = (row.available ?? 0) + (row.in_transit ?? 0);
      this.hold(row.sku_id, row.warehouse_id, units, units !== 0);
    }
    for (const line of input.inbound) {
      this.hold(line.sku_id, line.to_id, 0, (line.open_qty ?? 0) > 0);
    }
    for (const series of input.sales) {
      const key = pairKey(series.sku_id, series.warehouse_id);
      const list = this.sales.get(key);
      if (list) list.push(series);
      else this.sales.set(key, [series]);
      let total = 0;
      let known = 0;
      for (let age = 0; age < USUAL_WEEKS; age++) {
        const qty = series.weeks[age];
        if (qty === null || qty === undefined || !Number.isFinite(qty)) continue;
        known++;
        total += Math.max(0, qty);
      }
      this.hold(series.sku_id, series.warehouse_id, 0, total > 0);
      if (!known) continue;
      const weekly = total / known;
      this.weeklyByPair.set(key, (this.weeklyByPair.get(key) ?? 0) + weekly);
      this.weeklyBySku.set(series.sku_id, (this.weeklyBySku.get(series.sku_id) ?? 0) + weekly);
    }
  }

  private hold(sku: string, warehouse: string, units: number, counts: boolean): void {
    if (!this.isPlanned(warehouse) || !this.skus.has(sku)) return;
    const key = pairKey(sku, warehouse);
    if (!this.pairs.has(key)) this.pairs.set(key, { sku, warehouse });
    if (units > 0) this.heldBySku.set(sku, (this.heldBySku.get(sku) ?? 0) + units);
    this.recorded.add(sku);
    if (counts) this.active.add(sku);
  }

  isPlanned(warehouse: string): boolean {
    return PLANNED_TYPES.includes(this.warehouses.get(warehouse)?.type ?? '');
  }

  /** Usual units a week at one warehouse, or of the SKU everywhere; 0 where no week is known. */
  weekly(sku: string, warehouse?: string): number {
    return (warehouse === undefined ? this.weeklyBySku.get(sku) : this.weeklyByPair.get(pairKey(sku, warehouse))) ?? 0;
  }

  /** Units available and in transit of a SKU, everywhere. */
  held(sku: string): number {
    return this.heldBySku.get(sku) ?? 0;
  }

  /** Cost of a unit in the plan's currency; null: not known in it. */
  cost(sku: string): number | null {
    const facts = this.skus.get(sku);
    return facts ? moneyIn(this.input.currency, facts.unit_cost, facts.cost_currency).amount : null;
  }

  price(sku: string): number | null {
    const facts = this.skus.get(sku);
    return facts ? moneyIn(this.input.currency, facts.price, facts.currency).amount : null;
  }

  /** Units at cost, at price where no cost is known; null: neither is. */
  worth(sku: string, units: number): number | null {
    const unit = this.cost(sku) ?? this.price(sku);
    return unit === null ? null : Math.abs(units) * unit;
  }

  /** Usual sales of four weeks at price (at cost without a price): what a row may lose while it cannot be planned. */
  salesAtRisk(sku: string, warehouse?: string): number | null {
    const unit = this.price(sku) ?? this.cost(sku);
    return unit === null ? null : unit * RISK_WEEKS * this.weekly(sku, warehouse);
  }

  /** Replenishment lanes into a warehouse. */
  lanesInto(warehouse: string): LaneFacts[] {
    return this.input.lanes.filter((lane) => lane.purpose === 'replenish' && lane.to_id === warehouse);
  }

  add(check: CheckId, level: CheckLevel, place: CheckPlace | null, raised: Raised = {}): void {
    const { values = {}, text = check, ...rest } = raised;
    const parts = place ? [place.table, ...place.key, place.column ?? ''] : [String(values.source ?? '')];
    const id = [check, ...parts].join('|');
    // two rows of one key have one place: it is said once
    if (this.ids.has(id)) return;
    this.ids.add(id);
    const atRisk = rest.atRisk ?? null;
    this.findings.push({
      id,
      check,
      level,
      sku_id: null,
      warehouse_id: null,
      other: null,
      count: 1,
      found: null,
      expected: null,
      ...rest,
      place,
      atRisk: atRisk === null || !Number.isFinite(atRisk) ? null : atRisk,
      what: { id: text, values },
    });
  }

  /**
   * A column that must not be blank: one finding for each SKU that lacks it, or one for the column where half of the SKUs in use
   * (and at least five) lack it.
   */
  missing(
    check: CheckId,
    level: CheckLevel,
    column: string,
    lacking: readonly SkuFacts[],
    of: number,
    atRisk: (sku: string) => number | null,
  ): void {
    if (lacking.length >= COLUMN_LEAST && lacking.length >= COLUMN_SHARE * of) {
      const known = lacking.flatMap(({ sku_id }) => atRisk(sku_id) ?? []);
      this.add(check, level, skuPlace(lacking[0]?.sku_id ?? '', column), {
        count: lacking.length,
        found: null,
        text: `${check}_column`,
        values: { n: lacking.length, of },
        atRisk: known.length ? known.reduce((a, b) => a + b, 0) : null,
      });
      return;
    }
    for (const { sku_id } of lacking) {
      this.add(check, level, skuPlace(sku_id, column), { sku_id, values: { sku: sku_id }, atRisk: atRisk(sku_id) });
    }
  }
}

export const skuPlace = (sku: string, column: string | null): CheckPlace => ({ table: 'TW_SKU', key: [sku], column });
export const stockPlace = (sku: string, warehouse: string, column: string | null): CheckPlace => ({
  table: 'TW_Stock',
  key: [sku, warehouse],
  column,
});
export const salesPlace = (series: SalesSeries, column: string | null): CheckPlace => ({
  table: 'TW_Sales',
  key: [series.sku_id, series.warehouse_id, series.model ?? ''],
  column,
});
