import type { Cell, RowRecord } from './types';

/** A figure that is another one than by the plan before. */
export interface FigureChange {
  id: string;
  before: Cell;
  now: Cell;
  /** now − before of numbers; null: one of them is none */
  difference: number | null;
  /** units by which it moved the order-up-to need (target − position); null: it did not */
  effect: number | null;
}

const SAME = 0.005;
const num = (row: RowRecord, id: string): number | null => {
  const value = row[id];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** Figures compared, in the order they are read. */
const COMPARED = [
  'order_qty',
  'action',
  'status',
  'reason',
  'order_by',
  'position',
  'available',
  'in_transit',
  'target_level',
  'demand_mean',
  'safety_stock',
  'lead_mean',
  'review_days',
  'service_target',
  'tier',
  'model',
  'at_stake',
];

/**
 * Why a recommendation changed: what of its figures differs, and for the parts of the need (target − position = d·(L + R) + SS − available −
 * in transit + presale owed) by how many units each moved it. Demand is valued at the interval before and the interval at the demand now, so the effects
 * of demand, interval, safety stock and stock add up to the change of the need exactly.
 */
export function changesOf(before: RowRecord, now: RowRecord): { changes: FigureChange[]; need: number | null } {
  const interval = (row: RowRecord): number | null => {
    const lead = num(row, 'lead_mean');
    const review = num(row, 'review_days');
    return lead === null || review === null ? null : lead + review;
  };
  const delta = (id: string): number | null => {
    const [a, b] = [num(before, id), num(now, id)];
    return a === null || b === null ? null : b - a;
  };
  const days = [interval(before), interval(now)] as const;
  const effects: Record<string, number | null> = {
    demand_mean: product(delta('demand_mean'), days[0]),
    lead_mean: product(num(now, 'demand_mean'), delta('lead_mean')),
    review_days: product(num(now, 'demand_mean'), delta('review_days')),
    safety_stock: delta('safety_stock'),
    available: negated(delta('available')),
    in_transit: negated(delta('in_transit')),
  };
  const changes = COMPARED.flatMap((id): FigureChange[] => {
    const [was, is] = [before[id] ?? null, now[id] ?? null];
    const same = typeof was === 'number' && typeof is === 'number' ? Math.abs(was - is) <= SAME : was === is;
    if (same) return [];
    const effect = effects[id] ?? null;
    return [
      {
        id,
        before: was,
        now: is,
        difference: delta(id),
        effect: effect !== null && Math.abs(effect) > SAME ? effect : null,
      },
    ];
  });
  const [target, position] = [delta('target_level'), delta('position')];
  return { changes, need: target === null || position === null ? null : target - position };
}

const product = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);
const negated = (value: number | null): number | null => (value === null ? null : -value);
