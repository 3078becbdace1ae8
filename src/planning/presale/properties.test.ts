import fc from 'fast-check';
import { formatDay } from '../calendar';
import type { PlanItem } from '../plan-index';
import { supplyOf } from '../plan-supply';
import { NoteBook } from '../note-book';
import { policyBook } from '../policy';
import { madeLane, madeSku } from '../testing';
import type { ForecastRow, PlanRow, SkuTier } from '../types';
import { promiseLanes } from './lanes';
import { sourcesOf, type Source, type SourceFacts } from './sources';

const AS_OF = 20_000;
const lanes = promiseLanes([madeLane(), madeLane({ lane_id: 'L2', to_id: 'OSA' })]);

interface Case {
  bonded: boolean;
  available: number;
  virtual: number;
  confidence: number;
  arrivals: { in: number; qty: number }[];
  owed: number;
  due: number;
  week: number;
  safety: number;
  share: number;
}

const someCase = fc.record<Case>({
  bonded: fc.boolean(),
  available: fc.integer({ min: -20, max: 500 }),
  virtual: fc.integer({ min: 0, max: 50 }),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  arrivals: fc.array(fc.record({ in: fc.integer({ min: -5, max: 60 }), qty: fc.integer({ min: 0, max: 300 }) }), {
    maxLength: 4,
  }),
  owed: fc.integer({ min: 0, max: 600 }),
  due: fc.integer({ min: 0, max: 50 }),
  week: fc.integer({ min: 0, max: 200 }),
  safety: fc.integer({ min: 0, max: 100 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

const itemOf = ({ bonded, available, virtual, confidence, arrivals }: Case): PlanItem => ({
  sku: madeSku('A'),
  warehouse: { warehouse_id: bonded ? 'NGB' : 'OSA', name: null, type: bonded ? 'bonded' : 'overseas' },
  stock: {
    ...{ sku_id: 'A', warehouse_id: bonded ? 'NGB' : 'OSA', available, in_transit: null, first_expiry: null },
    ...{ confidence, virtual },
  },
  sales: [],
  inbound: arrivals.map((one, line) => ({
    ...{ doc_id: 'PO', line, sku_id: 'A', to_id: bonded ? 'NGB' : 'OSA', open_qty: one.qty },
    eta: formatDay(AS_OF + one.in),
  })),
  conflict: null,
});

const owedOf = ({ owed, due }: Case) => ({ open: owed, counted: owed, day: due });

function offered(given: Case): Source[] {
  const item = itemOf(given);
  const name = `A · ${item.warehouse.warehouse_id}`;
  const facts: SourceFacts = {
    asOf: AS_OF,
    offset: 0,
    policy: policyBook(
      [
        {
          ...{ key: 'presale_cap_share', value: String(given.share), scope: 'brand', scope_id: null },
          ...{ effective_from: null, effective_to: null },
        },
      ],
      formatDay(AS_OF),
    ),
    lanes,
    presale: { bySku: new Map(), byItem: new Map([[name, owedOf(given)]]) },
    rows: new Map([[name, { safety_stock: given.safety } as PlanRow]]),
    forecasts: new Map([[name, { weeks: Array<number>(13).fill(given.week) } as ForecastRow]]),
    warehouses: new Map(),
  };
  return sourcesOf(item, { tier: 'basic', model: 'bonded' } as SkuTier, facts).sources;
}

const total = (sources: readonly Source[], kinds?: readonly Source['kind'][]): number =>
  sources.reduce((units, { kind, qty }) => (!kinds || kinds.includes(kind) ? units + qty : units), 0);

test('spot is never more than is available, and all of it never more than exists', () => {
  fc.assert(
    fc.property(someCase, (given) => {
      const sources = offered(given);
      const available = Math.max(0, given.available);
      const coming = given.arrivals.reduce((units, one) => (one.in >= 0 ? units + one.qty : units), 0);
      expect(total(sources, ['spot'])).toBeLessThanOrEqual(available);
      expect(total(sources, ['spot', 'direct', 'committed'])).toBeLessThanOrEqual(available);
      expect(total(sources)).toBeLessThanOrEqual(available + coming);
      // with what is owed already, it still is not
      expect(total(sources)).toBeLessThanOrEqual(Math.max(0, available + coming - given.owed));
      expect(total(sources, ['arriving'])).toBeLessThanOrEqual(given.share * coming + 1e-6);
      for (const { qty } of sources) expect(Number.isInteger(qty) && qty > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('more deposits never raise what can be promised', () => {
  fc.assert(
    fc.property(someCase, fc.integer({ min: 0, max: 200 }), (given, more) => {
      const [before, after] = [offered(given), offered({ ...given, owed: given.owed + more })];
      expect(total(after, ['spot'])).toBeLessThanOrEqual(total(before, ['spot']));
      expect(total(after, ['arriving'])).toBeLessThanOrEqual(total(before, ['arriving']));
      expect(total(after)).toBeLessThanOrEqual(total(before));
    }),
    { numRuns: 500 },
  );
});

test('nothing is promised beyond the longest wait', () => {
  fc.assert(
    fc.property(someCase, (given) => {
      for (const { dispatch } of offered(given)) expect(dispatch).toBeLessThanOrEqual(45);
    }),
  );
});

describe('the position of an item', () => {
  const supply = (given: Case, owed: boolean) =>
    supplyOf(itemOf(given), AS_OF, new NoteBook(), owed ? owedOf(given) : null);

  test('falls by what presale buyers will take, and nothing is lost or taken twice', () => {
    fc.assert(
      fc.property(someCase, (given) => {
        const [plain, less] = [supply(given, false), supply(given, true)];
        const units = (one: typeof plain) => (one.free ?? 0) + one.receipts.reduce((sum, { qty }) => sum + qty, 0);
        expect((plain.position ?? 0) - (less.position ?? 0)).toBeCloseTo(given.owed, 9);
        expect(units(plain) - units(less)).toBeCloseTo(given.owed, 9);
        // what arrives after it is due serves everybody else
        const after = (one: typeof plain) =>
          one.receipts
            .filter(({ day, qty }) => day > given.due && qty > 0)
            .sort((a, b) => a.day - b.day || a.qty - b.qty);
        expect(after(less)).toEqual(after(plain));
      }),
    );
  });

  test('without a deposit it is as ever', () => {
    fc.assert(
      fc.property(someCase, (given) => {
        const plain = supply(given, false);
        expect(plain.free).toBe(given.available);
        expect(plain.owed).toBeNull();
        expect(plain.position).toBe(given.available + plain.inTransit);
      }),
    );
  });

  test('worked by hand: the last arrivals before the day serve presale first', () => {
    const arrivals = [
      { in: 3, qty: 20 },
      { in: 9, qty: 30 },
      { in: 20, qty: 50 },
    ];
    const given = { bonded: true, available: 100, virtual: 0, confidence: 1, arrivals, owed: 60, due: 10 } as Case;
    // 30 of day 9, 20 of day 3, 10 of stock
    expect(supply(given, true)).toMatchObject({
      ...{ available: 100, free: 90, inTransit: 100, owed: 60, position: 140, receipts: [{ day: 20, qty: 50 }] },
    });
  });
});
