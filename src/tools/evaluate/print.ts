import { formatDay } from '../../planning/calendar';
import { SMALL_VOLUME, type AccuracyRow, type AccuracyTable } from './accuracy';

const three = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : '–');
const signedPercent = (value: number): string => `${value >= 0 ? '+' : '−'}${Math.abs(100 * value).toFixed(1)} %`;

type Measure = 'wape' | 'rmsse';

/** By how much the first is lower than the second. */
export const lower = (row: AccuracyRow, than: AccuracyRow, measure: Measure): number =>
  1 - row[measure] / than[measure];

const best = (rows: readonly AccuracyRow[], measure: Measure): AccuracyRow | undefined =>
  [...rows].sort((a, b) => a[measure] - b[measure])[0];

function verdicts({ rows, options }: AccuracyTable): string[] {
  const measure: Measure = options.items ? 'rmsse' : 'wape';
  const label = measure.toUpperCase();
  const singles = rows.filter(({ engine }) => !engine);
  const lines: string[] = [];
  for (const row of rows.filter(({ engine }) => engine)) {
    const single = best(singles, measure);
    if (single)
      lines.push(
        `${row.name}: ${label} ${signedPercent(-lower(row, single, measure))} against the best single method, ${single.name}`,
      );
    const blind = best(
      rows.filter(({ calendar }) => !calendar),
      measure,
    );
    if (row.calendar && blind && blind.engine)
      lines.push(
        `${row.name}: ${label} ${signedPercent(-lower(row, blind, measure))} against the best without the calendar, ${blind.name}`,
      );
  }
  if (options.items) {
    const usual = best(
      singles.filter(({ name }) => ['mean of 8', 'TSB', 'SES'].includes(name)),
      measure,
    );
    const engine = rows.filter((row) => row.engine).at(-1);
    if (usual && engine)
      lines.push(
        `${engine.name}: RMSSE ${signedPercent(-lower(engine, usual, 'rmsse'))} against the best of mean of 8, TSB and SES, ${usual.name}`,
      );
  }
  return lines;
}

const WHICH = {
  all: 'all items',
  rare: 'demand now and then, as known at the origin',
  small: `low-volume items (under ${SMALL_VOLUME} a period over the whole data, not every period)`,
};

/** One table in words a reader can check: what was judged, how, and what came out. */
export function accuracyLines(table: AccuracyTable): string[] {
  const { options, origins, items, forecasts, rows, quantiles } = table;
  const { bins, horizon } = options;
  const unit = bins.kind === 'week' ? 'ISO weeks' : 'months';
  const day = (origin: number): string => formatDay((bins.edges[origin + 1] as number) - 1);
  const title = `${WHICH[options.items ?? 'all']}, ${unit}, ${horizon} ahead`;
  if (!forecasts) return [`  ${title}: nothing to judge (${bins.edges.length - 1} ${unit} of data)`];
  const width = Math.max(...rows.map(({ name }) => name.length));
  return [
    `  ${title}: ${items} items, ${forecasts} forecasts from ${origins.length} origins, ${day(origins[0] as number)} to ${day(origins.at(-1) as number)}`,
    `  ${'method'.padEnd(width)}   WAPE    bias   RMSSE   MASE  seconds`,
    ...rows.map(
      (row) =>
        `  ${row.name.padEnd(width)}  ${three(row.wape)}  ${three(row.bias).padStart(6)}  ${three(row.rmsse).padStart(6)}  ${three(row.mase).padStart(5)}  ${row.seconds.toFixed(1).padStart(6)}`,
    ),
    `  quantiles of the engine: ${quantiles.map(({ level, held, pinball }) => `P${Math.round(100 * level)} held ${(100 * held).toFixed(1)} %, pinball ${three(pinball)}`).join('; ')}`,
    ...verdicts(table).map((line) => `  → ${line}`),
  ];
}

export const HOW_MEASURED = `Out of sample: from each origin a method sees only what was known then (cleaning and common knowledge included).
WAPE = Σ|a − f|/Σa and bias = Σ(a − f)/Σa (above 0: too low) over every item, origin and period ahead, each period by itself;
RMSSE and MASE are means over items, relative to the naive error inside each history; pinball is Σ loss/Σa by period.
Actuals are what was sold less what was cancelled the same day. Items are judged once they have sold in 4 known periods or more.`;
