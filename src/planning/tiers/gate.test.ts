import { bondedGate, type Gate, type GateInput } from './gate';
import type { TierSettings } from './settings';

// the shipped values, see policyDefaults
const SETTINGS: TierSettings = {
  cvMax: 1,
  cvWeeks: 26,
  luxuryPrice: 5000,
  newWeeks: 8,
  promote: 4,
  demote: 6,
  xyzX: 0.5,
  xyzY: 1,
  noSalesWeeks: 13,
  proofWeeks: 8,
  proofUnits: 30,
  proofRating: null,
  proofReturns: 0.1,
  batchDays: 30,
  lifeShare: 0.5,
  arrivalShare: 0.667,
};
const gate = (more: Partial<GateInput> = {}, settings: Partial<TierSettings> = {}): Gate =>
  bondedGate(
    {
      bonded: true,
      locked: false,
      list: null,
      hasHsCode: true,
      hasExit: true,
      bondedUnits: 0,
      bondedThere: 0,
      saleWeeks: 12,
      units: 91,
      rating: null,
      returnRate: 0.02,
      demandPerDay: 1,
      shelfLifeDays: null,
      moq: null,
      pack: null,
      ...more,
    },
    { ...SETTINGS, ...settings },
  );
const ids = ({ reasons }: Gate): string[] => reasons.map(({ id }) => id);

it('a proven SKU may buy a first batch of 30 days of demand', () => {
  expect(gate()).toEqual({
    state: 'capped',
    cap: 30,
    reasons: [
      { id: 'gate_capped', values: { cap: 30, days: 30 } },
      { id: 'gate_proven', values: { weeks: 12, units: 91, last: 13 } },
    ],
  });
});

it('is not asked of what is not to be bonded, and open to what already sells from there', () => {
  expect(gate({ bonded: false })).toEqual({ state: 'not_needed', reasons: [], cap: null });
  const selling = gate({ bondedUnits: 400, saleWeeks: 1, units: 2, hasHsCode: false, hasExit: false, moq: 900 });
  expect(selling).toEqual({ state: 'open', reasons: [{ id: 'gate_sells', values: { units: 400 } }], cap: null });
});

describe('proof of demand', () => {
  it.each<[string, Partial<GateInput>, Partial<TierSettings>, string]>([
    ['too few weeks', { saleWeeks: 7 }, {}, 'gate_proof_weeks'],
    ['too few units', { units: 29 }, {}, 'gate_proof_units'],
    ['units not known', { units: null }, {}, 'gate_proof_unknown'],
    ['rating too low', { rating: 4.4 }, { proofRating: 4.5 }, 'gate_rating'],
    ['a rating asked for and not known', {}, { proofRating: 4.5 }, 'gate_rating_unknown'],
    ['too many returns', { returnRate: 0.11 }, {}, 'gate_returns'],
  ])('%s closes it', (_, more, settings, id) => {
    const shut = gate(more, settings);
    expect([shut.state, shut.cap, ids(shut)]).toEqual(['closed', null, [id]]);
  });

  it('stands at the very limits', () => {
    expect(gate({ saleWeeks: 8, units: 30, rating: 4.5, returnRate: 0.1 }, { proofRating: 4.5 }).state).toBe('capped');
  });

  it('a return rate not known is said, not held against it', () => {
    expect(ids(gate({ returnRate: null }))).toEqual(['gate_capped', 'gate_proven', 'gate_returns_unknown']);
  });

  it('a lock by hand stands in for it, and what is missing is said', () => {
    const locked = gate({ locked: true, saleWeeks: 2, units: 5 });
    expect([locked.state, locked.cap]).toEqual(['capped', 30]);
    expect(ids(locked)).toEqual(['gate_capped', 'gate_locked', 'gate_proof_weeks', 'gate_proof_units']);
  });

  it('all that is missing is listed', () => {
    expect(ids(gate({ saleWeeks: 2, units: 5, hasHsCode: false }))).toEqual([
      'gate_proof_weeks',
      'gate_proof_units',
      'gate_no_hs',
    ]);
  });
});

describe('the law', () => {
  it('off the list: closed to everybody, sold before or locked or not bonded at all', () => {
    for (const more of [{}, { bondedUnits: 50 }, { locked: true }, { bonded: false }])
      expect(gate({ list: 'off_list', ...more })).toMatchObject({
        state: 'closed',
        reasons: [{ id: 'gate_off_list' }],
      });
  });

  it('bonded only: it cannot be tested by direct mail, so a first batch needs no proof', () => {
    const only = gate({ list: 'bonded_only', saleWeeks: 1, units: 4 });
    expect(only.state).toBe('capped');
    expect(ids(only)).toEqual(['gate_bonded_only', 'gate_capped', 'gate_proof_weeks', 'gate_proof_units']);
  });

  it('no HS code closes it only where the brand keeps HS codes', () => {
    expect(ids(gate({ hasHsCode: false }))).toEqual(['gate_no_hs']);
    expect(gate({ hasHsCode: null }).state).toBe('capped');
  });
});

it('no way out closes it; no return lanes at all are "not known"', () => {
  expect(gate({ hasExit: false })).toMatchObject({ state: 'closed', reasons: [{ id: 'gate_no_exit' }] });
  expect(ids(gate({ hasExit: null }))).toEqual(['gate_capped', 'gate_proven', 'gate_exit_unknown']);
});

describe('a first batch', () => {
  it('comes in whole packs, the last one opened', () => {
    // 30 days of 1 a day: 3 packs of 12
    expect(gate({ pack: 12 }).cap).toBe(36);
    // less than a pack is one pack
    expect(gate({ demandPerDay: 0.1, pack: 12 }).cap).toBe(12);
  });

  it('holds one MOQ or is not bought', () => {
    expect(gate({ moq: 30 }).cap).toBe(30);
    // 31 in packs of 12 are 36, as many as the cap
    expect(gate({ moq: 31, pack: 12 }).cap).toBe(36);
    expect(gate({ moq: 37, pack: 12 })).toMatchObject({
      state: 'closed',
      reasons: [{ id: 'gate_moq', values: { moq: 48, cap: 36, days: 30, lasts: 48 } }],
    });
    // a lock by hand does not make an MOQ smaller
    expect(gate({ moq: 500, locked: true }).state).toBe('closed');
  });

  it('what lies or travels there already is taken off', () => {
    expect(gate({ bondedThere: 12 })).toMatchObject({ state: 'capped', cap: 18 });
    expect(gate({ bondedThere: 40 })).toMatchObject({
      state: 'capped',
      cap: 0,
      reasons: [{ id: 'gate_capped_there', values: { there: 40, cap: 0 } }, {}],
    });
    expect(gate({ bondedThere: -5 }).cap).toBe(30);
  });

  it('needs demand to be sized by', () => {
    expect(ids(gate({ demandPerDay: null }))).toEqual(['gate_no_demand']);
    expect(ids(gate({ demandPerDay: 0 }))).toEqual(['gate_no_demand']);
  });

  it('must leave enough shelf life when it has sold through', () => {
    // arrives with 66.7%, half must be left: 16.7% of the life for 30 days → 179.6 days at least
    expect(gate({ shelfLifeDays: 180 }).state).toBe('capped');
    const short = gate({ shelfLifeDays: 179 });
    expect(short.state).toBe('closed');
    expect(short.reasons[0]).toEqual({
      id: 'gate_life',
      values: { days: 30, life: 179, left: expect.closeTo(0.667 - 30 / 179, 9), least: 0.5 },
    });
    // no shelf life is recorded as 0 as well
    expect(gate({ shelfLifeDays: 0 }).state).toBe('capped');
  });
});
