import { spawnSync } from 'node:child_process';
import { forecastDemand, learnCommon } from '../../planning/forecast/engine';
import type { DemandSeries } from '../../planning/forecast/types';
import { promotedShare, QUIET_WEEK } from '../../planning/promotions';
import type { Say } from '../bench';

const WEEKS = 104;
const HORIZON = 13;
const PEER_SERIES = 50;

/** Weekly demand that differs from item to item, varied without chance. */
const demandOf = (item: number, week: number): number =>
  Math.max(0, Math.round(((item * 17 + week * 29) % (6 + (item % 20))) * (1 + 0.3 * Math.sin((week + item) / 8)))) +
  ((week + item) % 12 === 0 ? 10 : 0);

function seriesOf(count: number, promotions: boolean): DemandSeries[] {
  return Array.from({ length: count }, (_, item) => ({
    key: `S${item}`,
    category: `C${item % 10}`,
    firstDay: 19_359,
    qty: Array.from({ length: WEEKS }, (_, week) => demandOf(item, week)),
    promotion: Array.from({ length: WEEKS + HORIZON }, (_, week) =>
      promotions && (week + item) % 12 === 0 ? promotedShare(0.5) : QUIET_WEEK,
    ),
  }));
}

/** Wall and processor seconds: on a busy machine the second says what one core needs. */
function measured(work: () => void): { wall: number; core: number } {
  const cpu = process.cpuUsage();
  const started = performance.now();
  work();
  const used = process.cpuUsage(cpu);
  return { wall: (performance.now() - started) / 1000, core: (used.user + used.system) / 1e6 };
}

function forecastAll(list: readonly DemandSeries[]): void {
  const common = learnCommon(list, { horizon: HORIZON });
  for (const series of list) forecastDemand(series, common, { horizon: HORIZON });
}

/** Seconds that R's automatic ETS takes for some of the series; null: R or its package is not there. */
function peer(): number | null {
  const rows = seriesOf(PEER_SERIES, false).map(({ qty }) => `c(${qty.join(',')})`);
  const script = `suppressMessages(library(forecast)); y <- list(${rows.join(',')});
    cat(system.time(for (s in y) forecast(ets(ts(s)), h = ${HORIZON}))[["elapsed"]])`;
  const run = spawnSync('Rscript', ['-'], { input: script, encoding: 'utf8' });
  const seconds = Number(run.stdout);
  return run.status === 0 && run.stdout.trim() !== '' && Number.isFinite(seconds) ? seconds : null;
}

export async function forecastBench(say: Say): Promise<void> {
  const shown = ({ wall, core }: { wall: number; core: number }): string =>
    `${wall.toFixed(2)} s, ${core.toFixed(2)} s of a core`;
  forecastAll(seriesOf(200, true));
  for (const promotions of [false, true]) {
    const list = seriesOf(1000, promotions);
    say(
      `forecast of 1,000 series × ${WEEKS} weeks, ${promotions ? 'with' : 'without'} promotions`,
      shown(measured(() => forecastAll(list))),
    );
  }
  for (const count of [10_000, 100_000]) {
    // the histories of a large brand do not stay in memory together with their forecasts
    const list = seriesOf(count, false);
    say(`  ${count.toLocaleString('en-US')} series`, shown(measured(() => forecastAll(list))));
  }
  const seconds = peer();
  say(
    `  R forecast::ets, ${PEER_SERIES} of them, as 1,000`,
    seconds === null
      ? 'R with the package forecast is not installed'
      : `${((seconds * 1000) / PEER_SERIES).toFixed(1)} s`,
  );
}
