import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import oracle from '../../test/oracles/protection.json';
import { blendLead, learnedLead, learnLeadTimes, statedLead, type StageEvent } from './lead-time-learning';
import { durationOutliers, sampleQuantile } from './robust-outliers';

/** Deliveries of the SCMS excerpt as two stage dates each: ordered and delivered. */
function scmsEvents(): StageEvent[] {
  const text = readFileSync(path.join(__dirname, '../../test/data/scms-deliveries.csv'), 'utf8').trim();
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [doc_id = '', country, mode, ordered = '', scheduled = '', delivered = ''] = line.split(',');
      const lane = `${country}/${mode}`;
      return [
        { doc_id, stage: 'ordered', planned_at: ordered, actual_at: ordered, lane },
        { doc_id, stage: 'delivered', planned_at: scheduled, actual_at: delivered, lane },
      ];
    });
}

describe('real deliveries', () => {
  const learned = learnLeadTimes(scmsEvents(), { asOf: '2015-12-31' });

  it('learns every lane as NumPy does, the impossible dates apart', () => {
    expect(learned.lanes.map(({ lane }) => lane).sort()).toEqual(Object.keys(oracle.deliveries).sort());
    for (const lane of learned.lanes) {
      const expected = oracle.deliveries[lane.lane as 'Sudan/Air'];
      expect([lane.lane, lane.count]).toEqual([lane.lane, expected.count]);
      expect([lane.from, lane.to]).toEqual(['ordered', 'delivered']);
      expect(lane.setAside).toBe(
        (expected as { negative: number }).negative + ((expected as { outliers?: number[] }).outliers?.length ?? 0),
      );
      if (expected.mean === undefined) {
        expect(lane.lead).toBeNull();
        continue;
      }
      for (const key of ['mean', 'sd', 'p50', 'p90'] as const) expect(lane.lead?.[key]).toBeCloseTo(expected[key], 9);
      expect(lane.onTime).toBeCloseTo(expected.onTime, 12);
    }
  });

  it('lists each impossible one with its days and the reason', () => {
    // four deliveries dated before their order, down to 292 days
    expect(learned.counts).toEqual({ before_previous: 4 });
    expect(learned.setAside.map(({ days }) => days).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([-292, -160, -3, -1]);
  });
});

const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
const STAGES = ['ready', 'shipped', 'cleared'];
/** A delivery ready on `start` + late, shipped 10 days later, cleared another 5, each with its plan. */
const way = (doc: number, { ship = 10, clear = 5, late = 0, lane = 'L1' as string | null } = {}): StageEvent[] => {
  const start = 20_000 + 3 * doc;
  return STAGES.map((stage, index) => ({
    doc_id: `D${doc}`,
    stage,
    planned_at: day(start + [0, 10, 15][index]!),
    actual_at: day(start + late + [0, ship, ship + clear][index]!),
    lane,
  }));
};
const many = (count: number, more: (doc: number) => Parameters<typeof way>[1] = () => ({})) =>
  Array.from({ length: count }, (_, doc) => way(doc, more(doc))).flat();

describe('stages', () => {
  it('measures each from the one before, in order of their dates, and the whole way', () => {
    const { lanes, setAside } = learnLeadTimes(
      many(6, (doc) => ({ ship: 8 + doc })),
      { asOf: '2030-01-01' },
    );
    expect(setAside).toEqual([]);
    const lane = lanes[0]!;
    expect([lane.from, lane.to, lane.count]).toEqual(['ready', 'cleared', 6]);
    // ship 8 … 13 days: mean 10.5, sample variance 3.5, P50 10.5, P90 12.5; clearing always 5
    expect(lane.stages.map(({ stage, from, count }) => [stage, from, count])).toEqual([
      ['shipped', 'ready', 6],
      ['cleared', 'shipped', 6],
    ]);
    expect(lane.stages[0]?.lead).toEqual({ count: 6, mean: 10.5, sd: Math.sqrt(3.5), p50: 10.5, p90: 12.5 });
    expect(lane.stages[1]?.lead).toEqual({ count: 6, mean: 5, sd: 0, p50: 5, p90: 5 });
    expect(lane.lead?.mean).toBe(15.5);
  });

  it('finds the stage the lateness arises in, not the one it shows in', () => {
    // shipping takes 4 days too long in half the deliveries; clearing is then late by as much without a fault of its own
    const { lanes } = learnLeadTimes(
      many(8, (doc) => ({ ship: doc % 2 ? 14 : 10 })),
      { asOf: '2030-01-01' },
    );
    const lane = lanes[0]!;
    expect(lane.cause).toBe('shipped');
    expect(lane.stages.map(({ addedLate, onTime }) => [addedLate, onTime])).toEqual([
      [2, 0.5],
      [0, 0.5],
    ]);
    expect(learnLeadTimes(many(6), { asOf: '2030-01-01' }).lanes[0]?.cause).toBeNull();
    expect(
      learnLeadTimes(
        many(6, () => ({ late: 3 })),
        { asOf: '2030-01-01' },
      ).lanes[0]?.cause,
    ).toBe('ready');
  });

  it('takes the order of stages that is stated', () => {
    const stages = new Map([['L1', ['ready', 'cleared']]]);
    const { lanes } = learnLeadTimes(many(6), { asOf: '2030-01-01', stages });
    expect(lanes[0]?.stages.map(({ stage, lead }) => [stage, lead?.mean])).toEqual([['cleared', 15]]);
  });
});

describe('what is not learnt from', () => {
  it('is counted with the reason, never dropped in silence', () => {
    const sound = many(12);
    const bad: StageEvent[] = [
      ...way(20, { ship: -4 }),
      ...way(21, { ship: 1200 }),
      ...way(22).map((event) => ({ ...event, actual_at: '2031-02-01' })),
      ...way(23, { lane: null }),
      { ...way(24)[0]!, actual_at: 'soon' },
      ...way(0).slice(0, 1),
      ...way(25, { ship: 90 }),
    ];
    const { lanes, counts, setAside } = learnLeadTimes([...sound, ...bad], { asOf: '2030-01-01' });
    expect(counts).toEqual({
      before_previous: 1,
      too_long: 1,
      future: 3,
      no_lane: 3,
      unreadable: 1,
      repeated: 1,
      outlier: 2,
    });
    expect(setAside.find(({ reason }) => reason === 'too_long')).toEqual({
      doc_id: 'D21',
      lane: 'L1',
      stage: 'shipped',
      reason: 'too_long',
      days: 1200,
    });
    // twelve sound ones are left, the way and the stage of D25 being outliers
    expect([lanes[0]?.count, lanes[0]?.lead?.mean, lanes[0]?.stages[0]?.count]).toEqual([12, 15, 12]);
  });

  it('does not count what has not happened yet as missing', () => {
    const under = way(30).map((event, index) => (index ? { ...event, actual_at: null } : event));
    const { setAside, lanes } = learnLeadTimes([...many(5), ...under], { asOf: '2030-01-01' });
    expect(setAside).toEqual([]);
    expect(lanes[0]?.count).toBe(5);
  });

  it('teaches nothing from fewer than five', () => {
    const { lanes } = learnLeadTimes(many(4), { asOf: '2030-01-01' });
    expect([lanes[0]?.count, lanes[0]?.lead]).toEqual([4, null]);
    expect(learnLeadTimes([], { asOf: '2030-01-01' })).toEqual({ lanes: [], setAside: [], counts: {} });
  });

  it('loses no delivery: each is learnt from, set aside or not complete', () => {
    const date = fc.oneof(fc.constant(null), fc.constant('?'), fc.integer({ min: 19_000, max: 22_500 }).map(day));
    const event = fc.record({
      doc_id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      stage: fc.constantFrom(...STAGES),
      planned_at: date,
      actual_at: date,
      lane: fc.constantFrom('L1', 'L2', null),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { lanes, setAside, counts } = learnLeadTimes(events, { asOf: '2030-01-01' });
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(setAside.length);
        for (const lane of lanes) {
          for (const lead of [lane.lead, ...lane.stages.map((stage) => stage.lead)]) {
            if (!lead) continue;
            expect(lead.p50).toBeGreaterThanOrEqual(0);
            expect(lead.p90).toBeGreaterThanOrEqual(lead.p50);
            expect(Number.isFinite(lead.sd)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('durationOutliers', () => {
  it('is the modified z-score of Iglewicz & Hoaglin', () => {
    // ln(1 + d): hand-worked: median ln 12, MAD the floor ln(13/12) = 0.0800 or ln(12/11) = 0.0870, (ln 81 − ln 12)·0.6745/0.0870 = 14.8
    expect(durationOutliers([9, 10, 10, 11, 11, 12, 12, 13, 80])).toEqual([...Array<boolean>(8).fill(false), true]);
    expect(durationOutliers([9, 10, 10, 11, 11, 12, 12, 13, 15])).not.toContain(true);
    // too short is judged by the days themselves: (30 − 100)·0.6745/5 = −9.4
    expect(durationOutliers([30, 90, 95, 95, 100, 100, 100, 105, 105, 110])[0]).toBe(true);
  });

  it('finds none among few, among equals, and where they would be the spread itself', () => {
    expect(durationOutliers([1, 1, 1, 500])).not.toContain(true);
    expect(durationOutliers([...Array<number>(12).fill(0), 90, 200])).not.toContain(true);
    expect(durationOutliers([9, 10, 10, 11, 11, 12, 12, 80, 90])).not.toContain(true);
  });
});

it('sampleQuantile interpolates as R and NumPy do by default', () => {
  // numpy.quantile([1, 2, 4, 8], [0.5, 0.9]) = 3, 6.8
  expect(sampleQuantile([1, 2, 4, 8], 0.5)).toBe(3);
  expect(sampleQuantile([1, 2, 4, 8], 0.9)).toBeCloseTo(6.8, 12);
  expect(sampleQuantile([], 0.5)).toBeNaN();
});

describe('blendLead', () => {
  const learned = { count: 30, mean: 50, sd: 10, p50: 48, p90: 64 };
  const stated = { mean: 30, sd: 6, p50: 29, p90: 38 };

  it('lets the stated one weigh as much as ten deliveries', () => {
    // 30 of 40: 30 + 0.75·20, √(0.75·100 + 0.25·36)
    expect(blendLead(learned, stated)).toEqual({ mean: 45, sd: Math.sqrt(84), p50: 43.25, p90: 57.5 });
    expect(blendLead({ ...learned, count: 5 }, stated)?.mean).toBeCloseTo(30 + (5 / 15) * 20, 12);
  });

  it('is the one there is', () => {
    expect(blendLead(null, stated)).toBe(stated);
    expect(blendLead(learned, null)).toEqual({ mean: 50, sd: 10, p50: 48, p90: 64 });
    expect(blendLead(null, null)).toBeNull();
    expect(statedLead(50, 30)).toBeNull();
    expect(statedLead(30, 30)).toEqual({ mean: 30, sd: 0, p50: 30, p90: 30 });
  });

  it('adds the stated time of a first stage whose start no date tells', () => {
    const lane = { from: 'ready', lead: learned };
    expect(learnedLead(lane, [])).toBe(learned);
    const whole = learnedLead(lane, [
      { stage: 'ready', p50: 14, p90: 14 },
      { stage: 'shipped', p50: 30, p90: 50 },
    ]);
    expect([whole?.count, whole?.mean, whole?.sd]).toEqual([30, 64, 10]);
    // the lognormal with mean 64 and sd 10: SciPy median 64/√(1 + (10/64)²) = 63.2327…
    expect(whole?.p50).toBeCloseTo(64 / Math.sqrt(1 + (10 / 64) ** 2), 9);
    expect(learnedLead({ from: 'ordered', lead: learned }, [{ stage: 'ready', p50: 14, p90: 14 }])).toBe(learned);
  });
});
