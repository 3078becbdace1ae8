import type { Tier } from '../types';
import type { Cell, InspectInput, TraceInput, TracePlace } from './types';
import { policyOrigin } from './policy-origin';
import type { PolicyKey } from '../policy';
import { laneLead, laneOf, replenishmentLanes, type WarehouseLead } from '../plan-lead-time';

const SAME = 0.005;

const differs = (a: Cell, b: Cell): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) > SAME : a !== b;

/** The row of a plan with what its figures came from: the one place where ids become values and places. */
export class PlanRecordReader {
  readonly key: string[];
  readonly lead: WarehouseLead | null;

  constructor(readonly input: InspectInput) {
    this.key = [this.word('sku_id') ?? '', this.word('warehouse_id') ?? ''];
    const lanes = replenishmentLanes(input.lanes);
    this.lead =
      laneOf(lanes, this.key[0] ?? '', this.key[1] ?? '')?.lead ?? input.lanes.map(laneLead).find(Boolean) ?? null;
  }

  figure(id: string): number | null {
    const value = this.input.row[id];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  word(id: string): string | null {
    const value = this.input.row[id];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  private at(table: string, key: string[], column: string): TracePlace {
    return { table, key, column };
  }

  /** An input that stands in the plan row, with the sheet it came from. */
  planned(id: string): TraceInput {
    const { stock, sku, inbound, sold } = this.input;
    const [skuId = '', warehouse = ''] = this.key;
    const value = this.figure(id) ?? this.word(id);
    const from = (place: TracePlace | null, now: Cell | undefined): TraceInput => ({
      id,
      value,
      ...(now !== undefined && now !== null && differs(now, value) ? { now } : {}),
      place,
      policy: null,
    });
    switch (id) {
      case 'available':
        return from(this.at('TW_Stock', this.key, id), stock?.available);
      case 'in_transit': {
        const open = inbound.reduce((sum, { open_qty }) => sum + Math.max(0, open_qty ?? 0), 0);
        const [line] = inbound;
        return line
          ? from(this.at('TW_Inbound', [line.doc_id, String(line.line)], 'open_qty'), open)
          : from(this.at('TW_Stock', this.key, id), stock?.in_transit);
      }
      case 'lead_mean':
      case 'lead_sd':
      case 'lead_p50':
      case 'lead_p90': {
        const part = id.slice('lead_'.length) as 'mean' | 'sd' | 'p50' | 'p90';
        const { lead } = this;
        if (!lead) return from(null, undefined);
        const stated = { mean: 'lead_mean_days', sd: 'lead_sd_days', p50: 'lead_p50', p90: 'lead_p90' }[part];
        const column = lead.learnedFrom === null ? stated : `learned_${part}`;
        return from(this.at('TW_Lanes', [lead.lane.lane_id], column), lead[part]);
      }
      case 'demand_mean':
      case 'demand_sd':
      case 'next_4w':
        return from(this.at('TW_Forecast', this.key, 'f1'), undefined);
      case 'moq':
      case 'pack_qty':
      case 'unit_cost':
      case 'price':
        return {
          id,
          value: sku?.[id] ?? null,
          place: this.at('TW_SKU', [skuId], id),
          policy: null,
        };
      case 'sold_13w': {
        const model = sold[0]?.model ?? '';
        return { id, value: null, place: this.at('TW_Sales', [skuId, warehouse, model], 'w1'), policy: null };
      }
      default:
        return from(this.at('TW_Plan', this.key, id), undefined);
    }
  }

  /** A value of the policy table with the row that gave it. */
  rule(key: PolicyKey): TraceInput {
    const [sku = '', warehouse = ''] = this.key;
    const tier = (this.word('tier') ?? undefined) as Tier | undefined;
    const policy = policyOrigin(this.input.policy, this.input.asOf, key, { sku, warehouse, ...(tier ? { tier } : {}) });
    return { id: key, value: policy.value, place: policy.place, policy };
  }
}
