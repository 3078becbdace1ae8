import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatDay, parseDay } from '../src/planning/calendar';
import { evaluateAccuracy, originsOf, type AccuracyRow } from '../src/tools/evaluate/accuracy';
import {
  binItems,
  loadImportFolder,
  loadSets,
  monthBins,
  weekBins,
  type EvaluationSet,
} from '../src/tools/evaluate/load';
import { Gauge, QuantileGauge, scaleInside } from '../src/tools/evaluate/measures';
import { accuracyLines } from '../src/tools/evaluate/print';

const ROOT = path.resolve(__dirname, '..');
const CUT = path.join(ROOT, 'test/data/evaluate');

const setOf = (sets: readonly EvaluationSet[], id: string): EvaluationSet => {
  const found = sets.find((set) => set.id === id);
  if (!found) throw new Error(`no set ${id}`);
  return found;
};
const rowOf = (rows: readonly AccuracyRow[], name: string): AccuracyRow => {
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`no row ${name}`);
  return found;
};

describe('measures, worked by hand', () => {
  it('pool WAPE and bias over all forecasts, and average RMSSE and MASE over items', () => {
    const gauge = new Gauge();
    // changes +2, −4 and unknown: mean square (4 + 16)/2 = 10, mean size 3
    const scale = scaleInside([1, 3, -1, null, 5]);
    expect(scale).toEqual({ squared: 10, size: 3 });
    gauge.add('A', scale ?? { squared: 1, size: 1 }, [4, 4], [6, null]);
    gauge.add('B', { squared: 4, size: 1 }, [1, 2], [0, 4]);
    const found = gauge.measured();
    // errors 2; −1, 2: sizes 5, sum 3, actuals 10
    expect(found.wape).toBeCloseTo(0.5, 12);
    expect(found.bias).toBeCloseTo(0.3, 12);
    // A: √(4/10), B: √(5/8); A: 2/3, B: 3/2
    expect(found.rmsse).toBeCloseTo((Math.sqrt(0.4) + Math.sqrt(0.625)) / 2, 12);
    expect(found.mase).toBeCloseTo((2 / 3 + 3 / 2) / 2, 12);
    expect(scaleInside([2, 2, null])).toBeNull();
  });

  it('say how often a quantile held and what it lost', () => {
    const gauge = new QuantileGauge([0.5, 0.9]);
    gauge.add([3, 6], 4);
    gauge.add([3, 6], 2);
    // P50: 0.5 · 1 and 0.5 · 1; P90: 0.1 · 2 and 0.1 · 4; actuals 6
    expect(gauge.measured()).toEqual([
      { level: 0.5, held: 0.5, pinball: expect.closeTo(1 / 6, 12) },
      { level: 0.9, held: 1, pinball: expect.closeTo(0.6 / 6, 12) },
    ]);
  });

  it('spread origins over the newest share and leave each a whole horizon', () => {
    expect(originsOf(60, 13, 8, 1 / 3)).toEqual([39, 40, 41, 42, 43, 44, 45, 46]);
    expect(originsOf(260, 13, 8, 1 / 3).at(-1)).toBe(246);
    expect(originsOf(5, 13, 8, 1 / 3)).toEqual([]);
  });
});

describe('the small cut', () => {
  const sets = loadSets(CUT);
  const pasta = setOf(sets, 'pasta-promo');
  const retail = setOf(sets, 'online-retail');

  it('holds whole ISO weeks and months', () => {
    const weeks = weekBins(pasta);
    expect([weeks.edges[0], weeks.edges.at(-1)].map((day) => formatDay(day ?? 0))).toEqual([
      '2014-01-06',
      '2018-12-31',
    ]);
    expect(formatDay(monthBins(pasta).edges[0] ?? 0)).toBe('2014-02-01');
  });

  it('cleans with what was known at the time', () => {
    const bins = weekBins(retail);
    const asOf = (bins.edges[31] as number) - 1;
    const then = binItems(retail, bins, { calendar: false, asOf });
    const cut: EvaluationSet = {
      ...retail,
      items: retail.items.map((item) => ({
        ...item,
        rows: item.rows?.map((row) => (Number(row.date) > asOf ? { ...row, qty: 99_999, returns: 99_999 } : row)),
      })),
    };
    binItems(cut, bins, { calendar: false, asOf }).forEach(({ demand }, at) =>
      expect(demand).toEqual(then[at]?.demand),
    );
    expect(then.every(({ demand }) => demand.slice(31).every((value) => value === null))).toBe(true);
  });

  it('is forecast better with the promotion calendar than by anything that ignores it', () => {
    const table = evaluateAccuracy(pasta, { bins: weekBins(pasta), horizon: 13, origins: 4 });
    const blind = Math.min(...table.rows.filter(({ calendar }) => !calendar).map(({ wape }) => wape));
    const single = Math.min(...table.rows.filter(({ engine }) => !engine).map(({ wape }) => wape));
    expect(rowOf(table.rows, 'engine, with the calendar').wape).toBeLessThan(0.8 * blind);
    expect(rowOf(table.rows, 'engine, without the calendar').wape).toBeLessThan(single);
    const [, , p90] = table.quantiles;
    // 18 items share their promotions, so that coverage varies more than as many independent forecasts would
    expect(Math.abs((p90?.held ?? 0) - 0.9)).toBeLessThan(0.08);
    expect(accuracyLines(table).join('\n')).toMatch(
      /engine, with the calendar: WAPE −\d\d\.\d % against the best single method/,
    );
  });

  it('is forecast better than by each single method where promotions are not known', () => {
    const table = evaluateAccuracy(retail, { bins: weekBins(retail), horizon: 8, origins: 4 });
    const engine = rowOf(table.rows, 'engine').wape;
    for (const row of table.rows.filter((one) => !one.engine))
      expect([row.name, engine < row.wape]).toEqual([row.name, true]);
  });
});

describe('an import folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'twinstock-evaluate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const from = parseDay('2024-01-01') as number;
  const sales = (weeks: number): string => {
    const rows = ['date,sku_id,qty,returns'];
    for (let day = 0; day < 7 * weeks; day += 1)
      for (const [index, sku] of ['A', 'B', 'C'].entries())
        rows.push(`${formatDay(from + day)},${sku},${5 + index + ((day * 7 + index) % 5) + (day % 84 < 7 ? 20 : 0)},0`);
    rows.push('2024-02-30,A,5,0', 'someday,B,1,0', '2024-03-01,A,many,0');
    return rows.join('\n');
  };

  it('is read as an import reads it: bad rows are refused, promotions without dates left out', async () => {
    writeFileSync(path.join(folder, 'sales.csv'), sales(30));
    writeFileSync(
      path.join(folder, 'promo.csv'),
      'promo_id,name,starts_at,ends_at\nP1,Spring 2024,2024-01-01 00:00,2024-01-07 23:59\nP2,No end,2024-05-01 00:00,\nP3,Backwards,2024-06-02 00:00,2024-06-01 00:00',
    );
    const { set, problems } = await loadImportFolder(folder);
    expect(problems.map(({ line }) => line)).toEqual(expect.arrayContaining([632, 633, 634]));
    expect(set?.items.map(({ key, promotions }) => [key, promotions.length])).toEqual([
      ['A', 1],
      ['B', 1],
      ['C', 1],
    ]);
    expect(set?.notes.join()).toContain('P3');
    expect(set?.calendar).toBe(true);
  });

  it('answers with nothing where there are no sales', async () => {
    writeFileSync(path.join(folder, 'sales.csv'), 'date,sku_id,qty\n');
    expect((await loadImportFolder(folder)).set).toBeNull();
  });

  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/tools/evaluate.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

  it('is judged by the command, which says how', () => {
    writeFileSync(path.join(folder, 'sales.csv'), sales(60));
    const { status, stdout } = run('--data', folder, '--horizon', '4', '--only', 'accuracy');
    expect(stdout).toContain('WAPE = Σ|a − f|/Σa');
    expect(stdout).toMatch(/all items, ISO weeks, 4 ahead: 3 items, \d+ forecasts from 8 origins/);
    expect(stdout).toMatch(/engine +0\.\d{3}/);
    expect(status).toBe(0);
  });

  it('ends with 2 for a wrong option and 1 for nothing to judge', () => {
    expect(run('--horizon', 'soon').status).toBe(2);
    writeFileSync(path.join(folder, 'sales.csv'), 'date,sku_id,qty\n');
    expect(run('--data', folder).status).toBe(1);
    expect(run('--data', path.join(folder, 'nowhere')).status).toBe(1);
  });
});
