import { forecastDemand, learnCommon } from '../../planning/forecast/engine';
import { learnErrors, type ErrorItem } from '../../planning/protection';
import type { JudgedWindows } from '../../planning/protection/correction';
import { independentWindows } from '../../planning/protection/error-windows';
import { classAt } from '../../planning/protection/item-groups';
import { itemErrors } from '../../planning/protection/judged-windows';
import { servedWith } from '../../planning/protection/service-proof';
import { binItems, weekBins, type EvaluationSet } from './sets';

export interface ServiceOptions {
  /** share of protection intervals without a stock-out */
  target: number;
  /** days from an order to the end of the sales its arrival has to last for: lead time + review */
  protection: number;
  /** days of it that are review; default 7, no more than the interval */
  review?: number;
  /** weeks ahead the forecasts are made for; default: as far as the interval, at least 13 */
  horizon?: number;
}

export interface ServiceLine {
  rule: string;
  windows: number;
  achieved: number;
  /** service over windows that do not overlap */
  independent: number;
  /** units per item, mean over all windows */
  safetyStock: number;
  stock: number;
}

export interface ServiceTable {
  set: string;
  options: Required<ServiceOptions>;
  items: number;
  /** items with a window to judge */
  judged: number;
  lines: ServiceLine[];
  /** the rule and the textbook one by class of demand as known then, by half of the items and of the time */
  parts: { part: string; windows: number; own: number; safetyStock: number; textbook: number }[];
  /** milliseconds to learn the errors, and per item to prove its service */
  learning: number;
  perItem: number;
}

const OWN = 'this rule';
const TEXTBOOK = 'textbook z·σ·√P on average sales';

interface Judged {
  key: string;
  /** class of demand by window, by what was known when it began */
  classes: string[];
  windows: JudgedWindows;
  /** windows that do not overlap */
  apart: ReadonlySet<number>;
}

type Levels = (windows: JudgedWindows) => { mean: Float64Array; safety: Float64Array };

const RULES: readonly { rule: string; levels: Levels; scaled?: true }[] = [
  { rule: OWN, levels: (judged) => ({ mean: judged.mean, safety: judged.held }) },
  { rule: '  before correction item by item', levels: (judged) => ({ mean: judged.mean, safety: judged.plain }) },
  { rule: '  before calibration (normal errors)', levels: (judged) => ({ mean: judged.mean, safety: judged.normal }) },
  { rule: TEXTBOOK, levels: (judged) => ({ mean: judged.textbookMean, safety: judged.textbookSafety }) },
  {
    rule: '  raised to the same service',
    levels: (judged) => ({ mean: judged.textbookMean, safety: judged.textbookSafety }),
    scaled: true,
  },
  {
    rule: 'textbook z·σ·√P on this forecast',
    levels: (judged) => ({ mean: judged.mean, safety: judged.textbookSafety }),
  },
  {
    rule: '  raised to the same service',
    levels: (judged) => ({ mean: judged.mean, safety: judged.textbookSafety }),
    scaled: true,
  },
];

/** Every rule is judged on the windows that all of them can be judged on: the textbook one lacks eight weeks of sales at first. */
const isShared = (windows: JudgedWindows, at: number): boolean => !Number.isNaN(windows.textbookSafety[at] as number);

interface Total {
  windows: number;
  achieved: number;
  safetyStock: number;
  stock: number;
}

function totalOf(
  all: readonly Judged[],
  levels: Levels,
  scale = 1,
  takes: (judged: Judged, at: number) => boolean = () => true,
): Total {
  const total: Total = { windows: 0, achieved: 0, safetyStock: 0, stock: 0 };
  for (const judged of all) {
    const { mean, safety } = levels(judged.windows);
    const found = servedWith(
      judged.windows,
      mean,
      safety,
      scale,
      (at) => isShared(judged.windows, at) && takes(judged, at),
    );
    if (!found) continue;
    total.windows += found.windows;
    total.achieved += found.windows * found.achieved;
    total.safetyStock += found.windows * found.meanSafetyStock;
    total.stock += found.windows * found.meanStock;
  }
  const count = Math.max(1, total.windows);
  return {
    windows: total.windows,
    achieved: total.achieved / count,
    safetyStock: total.safetyStock / count,
    stock: total.stock / count,
  };
}

/** The factor on a rule's safety stock that brings it to a service. */
function scaleFor(all: readonly Judged[], levels: Levels, service: number): number {
  let low = 0;
  let high = 20;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (totalOf(all, levels, middle).achieved < service) low = middle;
    else high = middle;
  }
  return high;
}

/** FNV-1a, so that halves of the items are the same in every run. */
function halfOf(key: string): 0 | 1 {
  let hash = 2166136261;
  for (const character of key) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return ((hash >>> 16) & 1) as 0 | 1;
}

/**
 * Service that safety stocks for a target would have delivered on the past of a set, out of sample, by the rule of the plan and
 * by the textbook one on the same windows, each beginning on the Monday after a forecast.
 */
export function evaluateService(set: EvaluationSet, given: ServiceOptions): ServiceTable {
  const { target, protection } = given;
  const review = Math.min(given.review ?? 7, protection);
  const horizon = Math.max(given.horizon ?? 13, Math.ceil(protection / 7));
  const binned = binItems(set, weekBins(set), { calendar: set.calendar, ahead: horizon });
  const common = learnCommon(
    binned.map(({ series }) => series),
    { horizon },
  );
  const items = binned.map(({ series, actual }): ErrorItem => ({
    series,
    actual,
    forecast: forecastDemand(series, common, { horizon, originStep: 1 }),
  }));
  const started = performance.now();
  const errors = learnErrors(items, { protectionDays: [protection] });
  const learned = performance.now();
  const all = items.flatMap((item): Judged[] => {
    const found = itemErrors({
      ...item,
      errors,
      leadMean: protection - review,
      leadSd: null,
      reviewDays: review,
      serviceLevel: target,
    });
    if (!found || found.judged.count === 0) return [];
    return [
      {
        key: item.series.key,
        classes: Array.from({ length: found.judged.count }, (_, at) =>
          classAt(item.series.qty, item.series.qty.length - (found.judged.age[at] as number)),
        ),
        windows: found.judged,
        apart: independentWindows(found.judged),
      },
    ];
  });
  const proved = performance.now();

  const own = totalOf(all, (RULES[0] as (typeof RULES)[number]).levels);
  const lines = RULES.map(({ rule, levels, scaled }): ServiceLine => {
    const scale = scaled && own.windows > 0 ? scaleFor(all, levels, own.achieved) : 1;
    const { windows, achieved, safetyStock, stock } = totalOf(all, levels, scale);
    const independent = totalOf(all, levels, scale, (judged, at) => judged.apart.has(at)).achieved;
    return {
      rule: scaled ? `${rule} (×${scale.toFixed(2)})` : rule,
      windows,
      achieved,
      independent,
      safetyStock,
      stock,
    };
  });

  const ages = all.flatMap(({ windows }) => [...windows.age.subarray(0, windows.count)]).sort((a, b) => a - b);
  const middle = ages[Math.floor(ages.length / 2)] ?? 0;
  const classes = [...new Set(all.flatMap((judged) => judged.classes))].sort();
  const takes: { part: string; takes: (judged: Judged, at: number) => boolean }[] = [
    ...classes.map((name) => ({ part: name, takes: (judged: Judged, at: number) => judged.classes[at] === name })),
    { part: 'half of the items', takes: ({ key }) => halfOf(key) === 0 },
    { part: 'the other half', takes: ({ key }) => halfOf(key) === 1 },
    { part: 'earlier weeks', takes: ({ windows }, at) => (windows.age[at] as number) > middle },
    { part: 'later weeks', takes: ({ windows }, at) => (windows.age[at] as number) <= middle },
  ];
  const parts = takes.map(({ part, takes: some }) => {
    const mine = totalOf(all, (judged) => ({ mean: judged.mean, safety: judged.held }), 1, some);
    const textbook = totalOf(all, (judged) => ({ mean: judged.textbookMean, safety: judged.textbookSafety }), 1, some);
    return {
      part,
      windows: mine.windows,
      own: mine.achieved,
      safetyStock: mine.safetyStock,
      textbook: textbook.achieved,
    };
  });
  return {
    set: set.title,
    options: { target, protection, review, horizon },
    items: items.length,
    judged: all.length,
    lines,
    parts: parts.filter(({ windows }) => windows > 0),
    learning: learned - started,
    perItem: (proved - learned) / Math.max(1, items.length),
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const units = (value: number): string => value.toFixed(value < 100 ? 1 : 0);

function columns(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** A service table as lines of text. */
export function serviceLines({ set, options, items, judged, lines, parts, learning, perItem }: ServiceTable): string[] {
  const title = `${set}: safety stock for ${percent(options.target)} over ${options.protection} days`;
  const windows = lines[0]?.windows ?? 0;
  if (windows === 0) return [title, 'The history is too short to judge any protection interval.'];
  return [
    title,
    `${windows.toLocaleString('en')} windows of ${judged.toLocaleString('en')} of ${items.toLocaleString('en')} items, out of sample; units per item, means over the windows`,
    ...columns([
      ['rule', 'service', 'not overlapping', 'safety stock', 'stock held'],
      ...lines.map((line) => [
        line.rule,
        percent(line.achieved),
        percent(line.independent),
        units(line.safetyStock),
        units(line.stock),
      ]),
    ]),
    '',
    ...columns([
      ['part', 'windows', 'this rule', 'safety stock', 'textbook'],
      ...parts.map(({ part, windows: count, own, safetyStock, textbook }) => [
        part,
        count.toLocaleString('en'),
        percent(own),
        units(safetyStock),
        percent(textbook),
      ]),
    ]),
    `errors learnt in ${Math.round(learning)} ms, then ${perItem.toFixed(2)} ms an item`,
  ];
}
