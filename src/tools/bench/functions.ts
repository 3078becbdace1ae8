import { readFileSync } from 'node:fs';
import path from 'node:path';
import jStat from 'jstat';
import { safetyStock } from '../../planning';
import type { Say } from '../bench';

type Cells = unknown[][];
type Called = (...args: (Cells | null)[]) => Cells;

/** The functions of the shipped bundle. */
function shippedFunctions(): Map<string, Called> {
  const associated = new Map<string, Called>();
  const host = {
    associate: (id: string, fn: Called) => associated.set(id, fn),
    Error: class extends Error {
      constructor(
        readonly code: string,
        message?: string,
      ) {
        super(message);
      }
    },
    ErrorCode: { invalidValue: '#VALUE!', notAvailable: '#N/A', divisionByZero: '#DIV/0!', invalidNumber: '#NUM!' },
  };
  const bundle = readFileSync(path.resolve(__dirname, '../../../dist/functions.js'), 'utf8');
  new Function('CustomFunctions', bundle)(host);
  return associated;
}

/** Milliseconds of the middle run of several. */
function middle(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}

const column = (rows: number, value: (row: number) => number): number[][] =>
  Array.from({ length: rows }, (_, row) => [value(row)]);
const block = (rows: number, width: number, value: (row: number, at: number) => number): Cells =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: width }, (_, at) => value(row, at)));

/** 100,000 rows with a service level, demand and lead time of their own, varied without chance. */
const safetyStockRows = (rows: number): SixColumns => [
  column(rows, (i) => 0.8 + (i % 190) / 1000),
  column(rows, (i) => 5.5 + (i % 90)),
  column(rows, (i) => 1.25 + (i % 30)),
  column(rows, (i) => 10 + (i % 60)),
  column(rows, (i) => 0.5 + (i % 9)),
  column(rows, (i) => i % 14),
];

type Column = number[][];
type SixColumns = readonly [Column, Column, Column, Column, Column, Column];

/** The same cells through the maths alone: what is left when nothing is read, checked or spilled. */
function bareLoop(args: SixColumns): Cells {
  const [p, mean, sd, lead, leadSd, review] = args;
  const out: Cells = new Array(p.length);
  for (let i = 0; i < p.length; i++) {
    out[i] = [
      safetyStock({
        serviceLevel: p[i]![0]!,
        demandMean: mean[i]![0]!,
        demandSd: sd[i]![0]!,
        leadTime: lead[i]![0]!,
        leadTimeSd: leadSd[i]![0]!,
        reviewPeriod: review[i]![0]!,
      }),
    ];
  }
  return out;
}

/** The same with the quantile of jStat. */
function jStatLoop(args: SixColumns): Cells {
  const [p, mean, sd, lead, leadSd, review] = args;
  const out: Cells = new Array(p.length);
  for (let i = 0; i < p.length; i++) {
    const demand = (review[i]![0]! + lead[i]![0]!) * sd[i]![0]! ** 2;
    const time = (mean[i]![0]! * leadSd[i]![0]!) ** 2;
    out[i] = [jStat.normal.inv(p[i]![0]!, 0, 1) * Math.sqrt(demand + time)];
  }
  return out;
}

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

export async function functionsBench(say: Say): Promise<void> {
  const functions = shippedFunctions();
  const call = (id: string, ...args: (Cells | null)[]): Cells => (functions.get(id) as Called)(...args);

  const args = safetyStockRows(100_000);
  const shipped = (): Cells => call('SAFETYSTOCK', ...args);
  // both warm before either is timed, then in turns
  for (let warm = 0; warm < 3; warm++) [shipped(), bareLoop(args)].forEach(() => undefined);
  const ours = middle(11, shipped);
  const bare = middle(11, () => bareLoop(args));
  const withJStat = middle(5, () => jStatLoop(args));
  say('SAFETYSTOCK, 100,000 rows in one call', `${ms(ours)}, ${(ours / bare).toFixed(2)} × the bare loop`);
  say('  bare loop over the same maths', ms(bare));
  say('  bare loop with jStat', ms(withJStat));

  const single = [[[0.95]], [[20]], [[8]], [[40]], [[6]], null];
  const cells = middle(5, () => {
    for (let i = 0; i < 10_000; i++) call('SAFETYSTOCK', ...single);
  });
  say('SAFETYSTOCK, 10,000 cells of their own', `${ms(cells)}, ${(cells / 10).toFixed(2)} µs a cell`);

  const PERIODS = 52;
  const weekly = (rows: number): Cells => block(rows, PERIODS, (i, t) => (i * 17 + t * 29) % (6 + (i % 20)));
  const many: Record<string, (rows: number) => (Cells | null)[]> = {
    LEADTIMEDEMAND: (rows) => [weekly(rows), [[4]], [[0.95]]],
    ATP: (rows) => [column(rows, (i) => i % 300), block(rows, PERIODS, (i, t) => (t % 4 ? 0 : i % 50)), weekly(rows)],
    DOSFORWARD: (rows) => [
      column(rows, (i) => 50 + (i % 600)),
      weekly(rows),
      [[7]],
      block(rows, PERIODS, (i, t) => (t % 6 ? 0 : i % 30)),
    ],
    WRITEOFF: (rows) => [
      block(rows, 3, (i, lot) => 20 + ((i + lot) % 90)),
      block(rows, 3, (i, lot) => 30 * (lot + 1) + (i % 40)),
      weekly(rows),
    ],
    FORECASTDEMAND: (rows) => [weekly(rows), [[13]]],
    DEMANDCLASS: (rows) => [weekly(rows)],
  };
  for (const [id, make] of Object.entries(many)) {
    const sizes = id === 'FORECASTDEMAND' ? [500, 1000, 2000] : [5_000, 10_000, 20_000];
    const times = sizes.map((rows) => {
      const given = make(rows);
      call(id, ...given);
      return middle(3, () => call(id, ...given));
    });
    const growth = times.slice(1).map((time, at) => (time / (times[at] as number)).toFixed(2));
    say(
      `${id}, ${sizes[1]?.toLocaleString('en-US')} rows × ${PERIODS} periods in one call`,
      `${ms(times[1] as number)}; twice the rows: × ${growth.join(', × ')}`,
    );
  }
  const doubled = [25_000, 50_000, 100_000].map((rows) => {
    const given = safetyStockRows(rows);
    return middle(7, () => call('SAFETYSTOCK', ...given));
  });
  say('SAFETYSTOCK, 25,000 → 50,000 → 100,000 rows', doubled.map(ms).join(' → '));
}
