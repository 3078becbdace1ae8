import { isArea, isColumn, isFilled, isStacked, type ChartAxis, type ChartKind } from '../chart';
import type { DrawnChart, DrawnSeries } from '../book/chart-data';

export const PIXELS_PER_POINT = 4 / 3;
const INK = '#595959';
const GRID = '#D9D9D9';

/** Dash patterns in widths of the line. */
const DASHES: Record<string, readonly number[]> = {
  Dash: [4, 3],
  DashDot: [4, 3, 1, 3],
  DashDotDot: [4, 2, 1, 2, 1, 2],
  Dot: [2, 2],
  RoundDot: [1, 1.5],
};

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
const round = (value: number): number => Math.round(value * 10) / 10;

const dashAttribute = (style: string, weight: number): string => {
  const dash = DASHES[style]?.map((one) => round(one * Math.max(1, weight))).join(' ');
  return dash ? ` stroke-dasharray="${dash}"` : '';
};

interface Scale {
  minimum: number;
  maximum: number;
  ticks: number[];
}

/** Round figures from the smallest to the largest value; from 0 when nothing is negative. */
export function scaleOf(values: readonly number[], axis: Pick<ChartAxis, 'minimum' | 'maximum' | 'majorUnit'>): Scale {
  const low = axis.minimum ?? Math.min(0, ...values);
  const top = axis.maximum ?? Math.max(low, ...values);
  const high = top > low ? top : low + 1;
  const span = high - low;
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step = axis.majorUnit ?? power * ([1, 2, 5, 10].find((one) => one * power * 6 >= span) ?? 10);
  const minimum = axis.minimum ?? Math.floor(low / step) * step;
  const maximum = axis.maximum ?? Math.max(minimum + step, Math.ceil(high / step) * step);
  const count = Math.min(50, Math.floor((maximum - minimum) / step + 1e-9));
  return { minimum, maximum, ticks: Array.from({ length: count + 1 }, (_, i) => minimum + i * step) };
}

interface Plot {
  left: number;
  top: number;
  width: number;
  height: number;
}

const heightAt = (plot: Plot, { minimum, maximum }: Scale, value: number): number =>
  plot.top + plot.height * (1 - (Math.min(maximum, Math.max(minimum, value)) - minimum) / (maximum - minimum));

/** A chart as SVG, plain but to scale: what the user of the preview sees in the place of Excel's drawing. */
export function chartSvg(chart: DrawnChart): string {
  const [width, height] = [chart.box.width, chart.box.height].map((points) => points * PIXELS_PER_POINT) as [
    number,
    number,
  ];
  const size = chart.fontSize * PIXELS_PER_POINT;
  const secondary = chart.series.some((series) => series.secondary);
  const scales = [false, true].map((right) =>
    scaleOf(plottedValues(chart, right), right ? chart.axes.secondaryValue : chart.axes.value),
  ) as [Scale, Scale];
  const legend = chart.legend.visible ? legendMarkup(chart, width, height, size) : { markup: '', rows: 0 };
  const rightTitle = secondary && chart.axes.secondaryValue.title.visible;
  const leftTitle = chart.axes.value.title.visible;
  const plot: Plot = {
    left: size * (4 + (leftTitle ? 1.5 : 0)),
    top: chart.title ? size * 2.6 : size,
    width: width - size * (5 + (leftTitle ? 1.5 : 0) + (secondary ? 3 : 0) + (rightTitle ? 1.5 : 0)),
    height: height - size * ((chart.title ? 2.6 : 1) + 2 + legend.rows * 1.5),
  };
  if (plot.width < 20 || plot.height < 20) return svg(width, height, chart, '');
  const parts = [
    chart.title
      ? `<text x="${round(width / 2)}" y="${round(size * 1.6)}" text-anchor="middle" font-weight="600" ` +
        `font-size="${round((chart.fontSize + 2) * PIXELS_PER_POINT)}" fill="#242424">${escape(chart.title)}</text>`
      : '',
    valueLabels(plot, scales[0], chart.axes.value, size, 'left', chart.axes.value.gridlines.visible),
    secondary ? valueLabels(plot, scales[1], chart.axes.secondaryValue, size, 'right', false) : '',
    categoryLabels(chart, plot, size),
    ...seriesMarkup(chart, plot, scales),
    legend.markup,
  ];
  return svg(width, height, chart, parts.join(''));
}

const svg = (width: number, height: number, { name, title, fill }: DrawnChart, inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escape(title ?? name)}" width="${round(width)}" ` +
  `height="${round(height)}"><rect x="0.5" y="0.5" width="${round(width - 1)}" height="${round(height - 1)}" ` +
  `fill="${fill ?? 'none'}" stroke="${GRID}"/>${inner}</svg>`;

/** What each series adds to what is stacked below it. */
function stacked(chart: DrawnChart): Map<DrawnSeries, { base: number[]; top: (number | null)[] }> {
  const sums = new Map<string, number[]>();
  return new Map(
    chart.series.map((series) => {
      const key = `${series.kind} ${series.secondary}`;
      const under = sums.get(key) ?? series.values.map(() => 0);
      const base = isStacked(series.kind) ? [...under] : series.values.map(() => 0);
      const top = series.values.map((value, at) => (value === null ? null : (base[at] ?? 0) + value));
      if (isStacked(series.kind)) {
        sums.set(
          key,
          series.values.map((value, at) => (under[at] ?? 0) + (value ?? 0)),
        );
      }
      return [series, { base, top }] as const;
    }),
  );
}

const plottedValues = (chart: DrawnChart, right: boolean): number[] =>
  [...stacked(chart)]
    .filter(([series]) => series.secondary === right)
    .flatMap(([, { top }]) => top)
    .filter((value) => value !== null);

function valueLabels(
  plot: Plot,
  scale: Scale,
  axis: ChartAxis,
  size: number,
  side: 'left' | 'right',
  gridlines: boolean,
): string {
  const x = side === 'left' ? plot.left - size / 2 : plot.left + plot.width + size / 2;
  const anchor = side === 'left' ? 'end' : 'start';
  const digits = Math.max(0, ...scale.ticks.map((tick) => (String(round(tick)).split('.')[1] ?? '').length));
  const marks = scale.ticks.map((tick) => {
    const y = round(heightAt(plot, scale, tick));
    const text = tick.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    const shown = /%/.test(axis.numberFormat ?? '') ? `${round(tick * 100)}%` : text;
    return (
      (gridlines
        ? `<path d="M${round(plot.left)} ${y}h${round(plot.width)}" stroke="${axis.gridlines.line.color ?? GRID}"/>`
        : '') +
      (axis.visible
        ? `<text x="${round(x)}" y="${round(y + size / 3)}" text-anchor="${anchor}" font-size="${round(size)}" fill="${INK}">${shown}</text>`
        : '')
    );
  });
  const at = side === 'left' ? size * 1.2 : plot.left + plot.width + size * 5;
  const middle = plot.top + plot.height / 2;
  const title = axis.title.visible
    ? `<text transform="translate(${round(at)} ${round(middle)}) rotate(-90)" text-anchor="middle" ` +
      `font-size="${round(size)}" fill="${INK}">${escape(axis.title.text)}</text>`
    : '';
  return marks.join('') + title;
}

/** As many labels as there is room for, evenly. */
function categoryLabels({ labels, positions, axes }: DrawnChart, plot: Plot, size: number): string {
  const base = plot.top + plot.height;
  const line = `<path d="M${round(plot.left)} ${round(base)}h${round(plot.width)}" stroke="#BFBFBF"/>`;
  if (!axes.category.visible || axes.category.labels === 'None') return line;
  const longest = Math.max(1, ...labels.map((text) => text.length)) * size * 0.62 + size;
  const fitting = Math.max(1, Math.floor(plot.width / longest));
  const every = axes.category.labelSpacing ?? Math.max(1, Math.ceil(labels.length / fitting));
  return (
    line +
    labels
      .map((text, at) =>
        at % every === 0
          ? `<text x="${round(plot.left + (positions[at] ?? 0) * plot.width)}" y="${round(base + size * 1.4)}" ` +
            `text-anchor="middle" font-size="${round(size)}" fill="${INK}">${escape(text)}</text>`
          : '',
      )
      .join('')
  );
}

function seriesMarkup(chart: DrawnChart, plot: Plot, scales: [Scale, Scale]): string[] {
  const heights = stacked(chart);
  const columns = chart.series.filter(({ kind }) => isColumn(kind));
  const drawn = chart.series.map((series) => {
    const scale = scales[series.secondary ? 1 : 0];
    const { base, top } = heights.get(series) ?? { base: [], top: [] };
    const x = (at: number): number => plot.left + (chart.positions[at] ?? 0) * plot.width;
    const y = (value: number): number => heightAt(plot, scale, value);
    if (series.color === null) return '';
    if (isColumn(series.kind)) {
      const share = (plot.width / Math.max(1, top.length)) * 0.6;
      const side = series.kind === 'ColumnStacked' ? 1 : columns.length;
      const index = series.kind === 'ColumnStacked' ? 0 : columns.indexOf(series);
      const width = share / side;
      return top
        .map((value, at) => {
          if (value === null) return '';
          const [from, to] = [y(base[at] ?? 0), y(value)];
          const left = x(at) - share / 2 + index * width;
          return `<rect x="${round(left)}" y="${round(Math.min(from, to))}" width="${round(width)}" height="${round(Math.abs(from - to))}" fill="${series.color}"/>`;
        })
        .join('');
    }
    const runs = runsOf(top);
    if (isArea(series.kind)) {
      return runs
        .map((run) => {
          const up = run.map((at) => `${round(x(at))} ${round(y(top[at] ?? 0))}`);
          const down = [...run].reverse().map((at) => `${round(x(at))} ${round(y(base[at] ?? 0))}`);
          return `<path d="M${[...up, ...down].join('L')}Z" fill="${series.color}"/>`;
        })
        .join('');
    }
    if (series.style === 'None') return '';
    const weight = series.weight * PIXELS_PER_POINT;
    const d = runs.map((run) => `M${run.map((at) => `${round(x(at))} ${round(y(top[at] ?? 0))}`).join('L')}`).join('');
    return (
      `<path d="${d}" fill="none" stroke="${series.color}" stroke-width="${round(weight)}" stroke-linejoin="round"` +
      `${dashAttribute(series.style, weight)}><title>${escape(series.name)}</title></path>`
    );
  });
  // areas lie under columns, and lines over both
  const order = (kind: ChartKind): number => (isArea(kind) ? 0 : isColumn(kind) ? 1 : 2);
  return chart.series
    .map((series, at) => ({ rank: order(series.kind), markup: drawn[at] ?? '' }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ markup }) => markup);
}

/** Stretches of values without a gap. */
function runsOf(values: readonly (number | null)[]): number[][] {
  const runs: number[][] = [];
  let open: number[] | null = null;
  values.forEach((value, at) => {
    if (value === null) open = null;
    else if (open) open.push(at);
    else runs.push((open = [at]));
  });
  return runs;
}

/** Entries side by side in as many rows as they need, at the lower edge of the chart. */
function legendMarkup(
  { series }: DrawnChart,
  width: number,
  height: number,
  size: number,
): { markup: string; rows: number } {
  const KEY = size * 2.2;
  const letters = (text: string): number =>
    [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 1 : 0.58), 0);
  const rows: { series: DrawnSeries; x: number }[][] = [[]];
  let x = 0;
  for (const one of series) {
    const wide = KEY + (letters(one.name) + 2) * size;
    if (x + wide > width - size && x > 0) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ series: one, x });
    x += wide;
  }
  const widest = Math.max(
    ...rows.map((row) => (row.at(-1)?.x ?? 0) + KEY + (letters(row.at(-1)?.series.name ?? '') + 1) * size),
  );
  const left = Math.max(size / 2, (width - widest) / 2);
  const markup = rows.flatMap((row, index) =>
    row.map(({ series: one, x: at }) => {
      const y = height - size * 0.7 - (rows.length - 1 - index) * size * 1.5;
      const weight = one.weight * PIXELS_PER_POINT;
      const key = isFilled(one.kind)
        ? `<rect x="${round(left + at)}" y="${round(y - size * 0.8)}" width="${round(size)}" height="${round(size * 0.8)}" fill="${one.color ?? 'none'}"/>`
        : `<path d="M${round(left + at)} ${round(y - size / 3)}h${round(KEY - size / 2)}" stroke="${one.color ?? 'none'}" stroke-width="${round(weight)}"${dashAttribute(one.style, weight)}/>`;
      return `${key}<text x="${round(left + at + KEY)}" y="${round(y)}" font-size="${round(size)}" fill="${INK}">${escape(one.name)}</text>`;
    }),
  );
  return { markup: markup.join(''), rows: rows.length };
}
