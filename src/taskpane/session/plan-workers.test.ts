import { mergePlans, planPart, runPlan, type PlanInput, type PlanPart } from '../../planning';
import { answerPlans, type PartPlanner, type WorkerScope } from './plan-answering';
import type { FromWorker, ToWorker } from './plan-messages';
import { Gathering, piecesOf } from './plan-pieces';
import { planInWorkers, workersFor, type PlanWorker, type PlanWorkersHost } from './plan-workers';

/** SKUs of one brand in one warehouse, of which the first ones sell; sales differ, nothing is random. */
function inputOf(skus: number, selling = Math.min(skus, 40)): PlanInput {
  const ids = Array.from({ length: skus }, (_, i) => `S${i}`);
  return {
    asOf: '2026-11-23',
    lastWeek: '2026-11-16',
    currency: 'CNY',
    skus: ids.map((sku_id, i) => ({
      sku_id,
      name: `Item ${i}`,
      category: null,
      tier_lock: null,
      moq: 24,
      pack_qty: 12,
      unit_cost: 5 + i,
      cost_currency: i === 7 ? 'JPY' : 'CNY',
      price: 20 + i,
      currency: 'CNY',
      shelf_life_days: null,
      launch_date: null,
      hs_remark: null,
      custom_made: null,
    })),
    warehouses: [{ warehouse_id: 'W', name: null, type: 'bonded' }],
    lanes: [
      {
        lane_id: 'L',
        from_id: 'X',
        to_id: 'W',
        purpose: 'replenish',
        mode: null,
        lead_mean_days: 20,
        lead_sd_days: 4,
        lead_p50: null,
        lead_p90: null,
      },
    ],
    stock: ids.map((sku_id, i) => ({
      sku_id,
      warehouse_id: 'W',
      available: i % 5 ? 30 * (i % 9) : null,
      in_transit: 0,
      first_expiry: null,
      confidence: 1,
    })),
    sales: ids.slice(0, selling).map((sku_id, i) => ({
      sku_id,
      warehouse_id: 'W',
      model: 'bonded',
      weeks: Array.from({ length: 60 }, (_, week) => (week === 3 && i % 4 === 0 ? null : (i * 7 + week * 5) % (8 + i))),
      oos_days_13w: 0,
    })),
    inbound: [],
    promotions: [],
    policy: [],
  };
}

type Behaviour = (send: (message: FromWorker) => void, scope: WorkerScope) => void;

/** A worker whose two sides hear each other as in a browser: later, and by copies. */
class FakeWorker implements PlanWorker {
  onmessage: PlanWorker['onmessage'] = null;
  onerror: PlanWorker['onerror'] = null;
  onmessageerror: PlanWorker['onmessageerror'] = null;
  ended = false;
  private readonly scope: WorkerScope = {
    onmessage: null,
    postMessage: (message) => {
      const data = structuredClone(message);
      setTimeout(() => !this.ended && this.onmessage?.({ data }), 0);
    },
  };

  constructor(behaviour: Behaviour) {
    setTimeout(() => !this.ended && behaviour((message) => this.scope.postMessage(message), this.scope), 0);
  }

  fail(message: string): void {
    this.onerror?.({ message });
  }

  postMessage(message: ToWorker): void {
    const data = structuredClone(message);
    setTimeout(() => !this.ended && this.scope.onmessage?.({ data }), 5);
  }

  terminate(): void {
    this.ended = true;
  }
}

const honest =
  (planner: PartPlanner = planPart): Behaviour =>
  (_, scope) =>
    answerPlans(scope, { plan: planner, backtest: planner });

function hostOf(behaviour: Behaviour, more: Partial<PlanWorkersHost> = {}) {
  const workers: FakeWorker[] = [];
  const planHere = jest.fn(runPlan);
  const host: PlanWorkersHost = {
    startWorker: () => {
      const worker = new FakeWorker(behaviour);
      workers.push(worker);
      return worker;
    },
    cores: 4,
    memory: 8,
    planHere,
    merge: (input, parts) => mergePlans(input, parts as readonly PlanPart[]),
    tickMs: 20,
    ...more,
  };
  return { host, workers, planHere, plan: planInWorkers(host) };
}

/** Ends some time after its worker is gone, so that nothing is left behind. */
const late = (): Promise<object> => new Promise((resolve) => setTimeout(() => resolve({}), 300));

describe('pieces of a large object', () => {
  it('make the same object again, whatever its lists hold', () => {
    const whole = {
      name: 'x',
      nothing: null,
      empty: [],
      long: Array.from({ length: 1_234 }, (_, i) => ({ i, list: [i, null] })),
      deep: { list: [1, 2] },
    };
    const pieces = [...piecesOf(whole)];
    const gathering = new Gathering<typeof whole>();
    for (const piece of structuredClone(pieces)) gathering.take(piece);
    expect(gathering.finish()).toEqual(whole);
    // no piece is much larger than the others
    expect(Math.max(...pieces.map((piece) => (piece.field === null ? 0 : piece.rows.length)))).toBeLessThanOrEqual(500);
    expect(whole.empty).toEqual([]);
  });

  it('of two objects one after the other do not mix', () => {
    const gathering = new Gathering<{ rows: number[] }>();
    for (const piece of piecesOf({ rows: [1] })) gathering.take(piece);
    const first = gathering.finish();
    for (const piece of piecesOf({ rows: [2] })) gathering.take(piece);
    expect([first, gathering.finish()]).toEqual([{ rows: [1] }, { rows: [2] }]);
  });
});

describe('how many workers', () => {
  const many = inputOf(4_000);
  test.each([
    // cores, gigabytes, workers: one core is left free, one worker for a gigabyte, four where that is unknown
    [8, 8, 7],
    [8, 2, 2],
    [8, 0.5, 1],
    [16, undefined, 4],
    [2, 8, 1],
    [1, 8, 1],
    [NaN, undefined, 1],
  ])('%p cores and %p GB: %p', (cores, memory, expected) => {
    expect(workersFor(many, { cores, memory })).toBe(expected);
  });

  it('a small plan has one, however large the computer', () => {
    expect(workersFor(inputOf(40), { cores: 32, memory: 64 })).toBe(1);
    expect(workersFor(inputOf(900), { cores: 32, memory: 64 })).toBe(3);
  });
});

describe('a plan in workers', () => {
  it('is the plan of one thread, and ends its workers', async () => {
    const input = inputOf(1_100);
    const { plan, workers, planHere } = hostOf(honest());
    const result = await plan(input);
    expect(workers).toHaveLength(3);
    expect(workers.every(({ ended }) => ended)).toBe(true);
    expect(planHere).not.toHaveBeenCalled();
    expect(result).toEqual(await runPlan(input));
    expect(result.rows).toHaveLength(1_100);
  });

  it('tells its progress as the sum of all, never going back, up to the whole', async () => {
    const told: number[] = [];
    const totals = new Set<number>();
    const { plan } = hostOf(honest());
    await plan(inputOf(1_000), {
      onProgress: ({ done, total }) => {
        told.push(done);
        totals.add(total);
      },
    });
    expect([...totals]).toEqual([1_000]);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told[told.length - 1]).toBe(1_000);
  });

  it('is cancelled at once, even by a worker that hears nothing', async () => {
    const { plan, workers, planHere } = hostOf((send) => send({ kind: 'ready' }));
    const controller = new AbortController();
    const run = plan(inputOf(500), { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    await expect(run).rejects.toMatchObject({ name: 'AbortError', message: expect.stringContaining('计划已取消') });
    expect(workers.every(({ ended }) => ended)).toBe(true);
    expect(planHere).not.toHaveBeenCalled();
    await expect(plan(inputOf(1), { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('carries through what the plan says is wrong', async () => {
    const { plan, planHere } = hostOf(honest());
    const wrong = { ...inputOf(5), asOf: '23 Nov' };
    const [inWorker, inPage] = await Promise.all(
      [plan(wrong), runPlan(wrong)].map((run) =>
        run.then(
          () => null,
          ({ name, message }: Error) => ({ name, message }),
        ),
      ),
    );
    expect(inWorker).toEqual(inPage);
    expect(inWorker?.message).toContain('asOf "23 Nov" is not a date');
    expect(planHere).not.toHaveBeenCalled();
  });
});

describe('where workers do not work, the page plans, without a word', () => {
  const input = inputOf(30);
  const expected = runPlan(input);

  test.each<[string, (fail: (message: string) => void) => Partial<PlanWorkersHost> & { behaviour?: Behaviour }]>([
    [
      'there are none',
      () => ({
        startWorker: () => {
          throw new ReferenceError('Worker is not defined');
        },
      }),
    ],
    ['the script cannot be fetched', (fail) => ({ behaviour: () => fail('404') })],
    [
      'one dies midway',
      (fail) => ({
        behaviour: (_, scope) => {
          answerPlans(scope, { plan: late, backtest: late });
          setTimeout(() => fail('out of memory'), 60);
        },
      }),
    ],
    ['one never starts', () => ({ behaviour: () => undefined })],
    ['one falls silent', () => ({ behaviour: (send) => send({ kind: 'ready' }) })],
    [
      'what it plans cannot be copied',
      () => ({
        behaviour: (send) => {
          send({ kind: 'ready' });
          setTimeout(() => broken[0]?.onmessageerror?.(), 20);
        },
      }),
    ],
  ])('%s', async (_, make) => {
    const workers: FakeWorker[] = [];
    broken = workers;
    const { behaviour, ...more } = make((message) => workers[0]?.fail(message));
    const { plan, planHere } = hostOf(honest(), {
      startWorker: () => {
        const worker = new FakeWorker(behaviour ?? honest());
        workers.push(worker);
        return worker;
      },
      ...more,
    });
    expect(await plan(input)).toEqual(await expected);
    expect(planHere).toHaveBeenCalledTimes(1);
    expect(workers.every(({ ended }) => ended)).toBe(true);
  });

  it('an input that cannot be copied', async () => {
    const { plan, planHere } = hostOf(honest());
    // the copy of a function is refused; the plan does not look at it
    const odd = { ...input, skus: input.skus.map((sku) => ({ ...sku, extra: () => 0 })) };
    expect((await plan(odd)).rows).toEqual((await expected).rows);
    expect(planHere).toHaveBeenCalledTimes(1);
  });

  it('a page whose workers never start waits for them once', async () => {
    const { plan, workers, planHere } = hostOf(() => undefined);
    await plan(input);
    await plan(input);
    expect(planHere).toHaveBeenCalledTimes(2);
    expect(workers).toHaveLength(1);
  });

  it('a worker that works for long is not given up', async () => {
    const slow: PartPlanner = async (...args) => {
      // longer than the silence that is allowed, at 20 ms a tick
      await new Promise((resolve) => setTimeout(resolve, 1_600));
      const [given, share, options] = args;
      return planPart(given, share, options);
    };
    const { plan, planHere } = hostOf(honest(slow), { tickMs: 40 });
    expect(await plan(input)).toEqual(await expected);
    expect(planHere).not.toHaveBeenCalled();
  });
});

let broken: FakeWorker[] = [];
