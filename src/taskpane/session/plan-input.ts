import { HISTORY_WEEKS, historyWeekId, SIGNAL_WEEKS, type SheetTableId } from '../../tables';
import { businessDate, lastCompleteWeek } from '../../tables/weeks';
import { policyBook } from '../../planning/policy';
import type { LearnedLead, PlanInput, PolicyRow, Tier } from '../../planning/types';
import type { CutStamp, ReadTable } from '../../workbook/types';
import { collectOverrides } from './overrides';
import { figure, flag, text, toRecords } from './records';
import type { PlanRecord } from './types';

/** The tables a plan reads. All but the first three may be missing: the plan says what it could not do for lack of them. */
export const PLAN_SOURCES: SheetTableId[] = [
  'TW_SKU',
  'TW_Stock',
  'TW_Sales',
  'TW_Warehouses',
  'TW_Lanes',
  'TW_Inbound',
  'TW_Calendar',
  'TW_Policy',
  'TW_Corrections',
  'TW_Signals',
  'TW_Overrides',
  'TW_Forecast',
  'TW_Tiers',
];

/** Weeks of history before corrections of demand came: a sheet with no more of them may lack the Corrections sheet, too. */
const OLD_HISTORY_WEEKS = 52;

function learnedLead(row: PlanRecord): LearnedLead | null {
  const [count, mean, sd, p50, p90] = ['count', 'mean', 'sd', 'p50', 'p90'].map((id) => figure(row[`learned_${id}`]));
  return count == null || mean == null || sd == null || p50 == null || p90 == null
    ? null
    : { count, mean, sd, p50, p90 };
}

/**
 * What stands in the sheets now, as the plan's input: the user's edits there count.
 *
 * @param author who types on this computer, for numbers typed over the forecast; '' when nobody said
 */
export function planInput(
  tables: ReadonlyMap<SheetTableId, ReadTable>,
  stamp: CutStamp,
  currency: string,
  author = '',
): PlanInput {
  const records = (id: SheetTableId) => toRecords(tables.get(id));
  const input = sheetInput(tables, stamp, currency);
  // an old workbook without its Corrections sheet, and not a brand that has nothing to correct
  const corrected =
    tables.has('TW_Corrections') ||
    tables.get('TW_Sales')?.columns.includes(historyWeekId(OLD_HISTORY_WEEKS + 1)) === true;
  if (corrected) {
    input.corrections = records('TW_Corrections').map((row) => ({
      sku_id: text(row.sku_id) ?? '',
      warehouse_id: text(row.warehouse_id) ?? '',
      model: text(row.model),
      day: text(row.day) ?? '',
      kind: text(row.kind) ?? '',
      change: figure(row.change),
      use_raw: text(row.use_raw) === 'yes',
    }));
  }
  input.signals = records('TW_Signals').map((row) => ({
    sku_id: text(row.sku_id) ?? '',
    signal: text(row.signal) ?? '',
    weeks: Array.from({ length: SIGNAL_WEEKS }, (_, at) => figure(row[historyWeekId(at + 1)])),
  }));
  input.tierMemory = records('TW_Tiers').flatMap((row) => {
    const sku = text(row.sku_id);
    const tier = text(row.tier);
    return sku && tier ? [{ sku_id: sku, tier: tier as Tier, since: text(row.since) }] : [];
  });
  const policy = policyBook(input.policy, input.asOf);
  input.overrides = collectOverrides(tables, {
    today: input.asOf,
    author,
    days: (sku, warehouse) => policy.value('override_days', { sku, warehouse }),
  });
  return input;
}

/** The input without what needs the policy or who types: rows of the sheets, as facts. */
export function sheetInput(tables: ReadonlyMap<SheetTableId, ReadTable>, stamp: CutStamp, currency: string): PlanInput {
  const records = (id: SheetTableId) => toRecords(tables.get(id));
  return {
    asOf: businessDate(stamp.dataTime),
    lastWeek: lastCompleteWeek(stamp.dataTime),
    currency,
    skus: records('TW_SKU').map((row) => ({
      sku_id: text(row.sku_id) ?? '',
      name: text(row.name),
      category: text(row.category),
      tier_lock: text(row.tier_lock) as Tier | null,
      moq: figure(row.moq),
      pack_qty: figure(row.pack_qty),
      unit_cost: figure(row.unit_cost),
      cost_currency: text(row.cost_currency),
      price: figure(row.price),
      currency: text(row.currency),
      shelf_life_days: figure(row.shelf_life_days),
      launch_date: text(row.launch_date),
      hs_remark: text(row.hs_remark),
      custom_made: flag(row.custom_made),
      hs_code: text(row.hs_code),
      supplier_id: text(row.supplier_id),
      weight_g: figure(row.weight_g),
      volume_cm3: figure(row.volume_cm3),
      lock_by: text(row.lock_by),
      lock_why: text(row.lock_why),
      locked_on: text(row.locked_on),
    })),
    warehouses: records('TW_Warehouses').map((row) => ({
      warehouse_id: text(row.warehouse_id) ?? '',
      name: text(row.name),
      type: text(row.type) ?? '',
      city: text(row.city),
      country: text(row.country),
    })),
    lanes: records('TW_Lanes').map((row) => ({
      lane_id: text(row.lane_id) ?? '',
      from_id: text(row.from_id) ?? '',
      to_id: text(row.to_id) ?? '',
      sku_id: text(row.sku_id),
      purpose: text(row.purpose) ?? '',
      mode: text(row.mode),
      lead_mean_days: figure(row.lead_mean_days),
      lead_sd_days: figure(row.lead_sd_days),
      lead_p50: figure(row.lead_p50),
      lead_p90: figure(row.lead_p90),
      learned: learnedLead(row),
      capacity_per_week: figure(row.capacity_per_week),
      cost_per_order: figure(row.cost_per_order),
      cost_per_unit: figure(row.cost_per_unit),
      cost_per_kg: figure(row.cost_per_kg),
      cost_currency: text(row.cost_currency),
    })),
    stock: records('TW_Stock').map((row) => ({
      sku_id: text(row.sku_id) ?? '',
      warehouse_id: text(row.warehouse_id) ?? '',
      available: figure(row.available),
      in_transit: figure(row.in_transit),
      first_expiry: text(row.first_expiry),
      confidence: figure(row.confidence),
      virtual: figure(row.virtual),
    })),
    sales: records('TW_Sales').map((row) => ({
      sku_id: text(row.sku_id) ?? '',
      warehouse_id: text(row.warehouse_id) ?? '',
      model: text(row.model),
      weeks: Array.from({ length: HISTORY_WEEKS }, (_, at) => figure(row[historyWeekId(at + 1)])),
      oos_days_13w: figure(row.oos_days_13w),
      return_rate: figure(row.return_rate),
    })),
    inbound: records('TW_Inbound').map((row) => ({
      doc_id: text(row.doc_id) ?? '',
      line: figure(row.line) ?? 0,
      sku_id: text(row.sku_id) ?? '',
      to_id: text(row.to_id) ?? '',
      open_qty: figure(row.open_qty),
      eta: text(row.eta),
      from_id: text(row.from_id),
      etd: text(row.etd),
      qty_ordered: figure(row.qty_ordered),
      qty_shipped: figure(row.qty_shipped),
      unit_cost: figure(row.unit_cost),
      paid_amount: figure(row.paid_amount),
    })),
    promotions: records('TW_Calendar').flatMap((row) => {
      const promo = text(row.promo_id);
      const starts = text(row.starts_at);
      const ends = text(row.ends_at);
      if (!promo && !starts && !ends) return [];
      return [
        {
          promo_id: promo ?? '',
          phase: text(row.phase),
          name: text(row.name),
          // without its dates the plan leaves it out and names it
          starts_at: starts ?? '',
          ends_at: ends ?? '',
          sku_id: text(row.sku_id),
          uplift: figure(row.uplift),
          presale: flag(row.presale),
        },
      ];
    }),
    policy: policyRows(tables.get('TW_Policy')),
  };
}

/** Rows of the Policy sheet that say something. */
export function policyRows(table: ReadTable | undefined): PolicyRow[] {
  return toRecords(table).flatMap((row) => {
    const key = text(row.key);
    const value = text(row.value);
    if (!key || value === null) return [];
    return [
      {
        key,
        value,
        scope: text(row.scope) ?? 'brand',
        scope_id: text(row.scope_id),
        effective_from: text(row.effective_from),
        effective_to: text(row.effective_to),
      },
    ];
  });
}
