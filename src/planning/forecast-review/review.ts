import { ErrorSums, type ErrorMeasures } from './error-sums';
import { naiveScales } from './naive-scale';
import { SIGNAL_WEEKS, signalOf, type Signal } from './tracking-signal';

const WEEK = 7;

/** A run of the forecast. Days since 1970-01-01. */
export interface ReviewedVersion {
  version: number;
  /** Monday of the last week it knew */
  lastDay: number;
}

/** What one version said of one item: units a week, [0] the week after its `lastDay`. NaN in the band: not known. */
export interface ReviewedForecast {
  version: ReviewedVersion;
  demandClass: string;
  weeks: ArrayLike<number>;
  statistical: ArrayLike<number>;
  lows: ArrayLike<number>;
  highs: ArrayLike<number>;
}

export interface ReviewedItem {
  /** cleaned demand by week, newest first, [0] the week of `ForecastReview.lastDay`; null: unknown */
  actual: readonly (number | null)[];
  forecasts: readonly ReviewedForecast[];
}

export interface GroupReview extends ErrorMeasures {
  /** null: too few weeks, or none for this grouping */
  signal: Signal | null;
}

export interface ItemReview extends GroupReview {
  /** Σ|a − f|, to put the dearest first */
  size: number;
}

/** Errors of a group's total by week, newest week first. */
class WeekErrors {
  private readonly errors = new Float64Array(SIGNAL_WEEKS);
  private readonly seen = new Uint8Array(SIGNAL_WEEKS);

  add(weeksBack: number, error: number): void {
    this.errors[weeksBack] = (this.errors[weeksBack] ?? 0) + error;
    this.seen[weeksBack] = 1;
  }

  signal(): Signal | null {
    return signalOf([...this.errors].filter((_, at) => this.seen[at] === 1));
  }
}

/**
 * Accuracy of stored forecasts, out of sample: a version is measured only by weeks after the last one it knew, and only by
 * weeks that are over. Of several versions made from data of the same week the newest counts; grouped by version each does.
 *
 * The tracking signal takes every week once, by the last forecast made before it (one week ahead where the plan runs weekly).
 * That of a class or of all items is of their total: errors of opposite sign cancel out in it.
 */
export class ForecastReview {
  private readonly standing: ReadonlySet<number>;
  private readonly all = { sums: new ErrorSums(), weeks: new WeekErrors() };
  private readonly classes = new Map<string, { sums: ErrorSums; weeks: WeekErrors }>();
  private readonly horizons = new Map<number, ErrorSums>();
  private readonly versions = new Map<number, ErrorSums>();

  /** @param lastDay Monday of the newest week that is over, days since 1970-01-01 */
  constructor(
    versions: readonly ReviewedVersion[],
    private readonly lastDay: number,
  ) {
    const newest = new Map<number, number>();
    for (const { version, lastDay: known } of versions) {
      newest.set(known, Math.max(version, newest.get(known) ?? version));
    }
    this.standing = new Set(newest.values());
  }

  /** Takes an item in and answers its own accuracy; null when no week that was forecast for it is known yet. */
  add({ actual, forecasts }: ReviewedItem): ItemReview | null {
    const scales = naiveScales(actual);
    const own = new ErrorSums();
    /** by weeks back: the error of the last forecast before the week, and whose it is */
    const last: { error: number; known: number; demandClass: string }[] = [];
    for (const { version, demandClass, weeks, statistical, lows, highs } of forecasts) {
      // weeks between what the version knew and the newest week that is over
      const ahead = Math.round((this.lastDay - version.lastDay) / WEEK);
      const counts = this.standing.has(version.version);
      const scale = scales[ahead] ?? null;
      for (let at = 0; at < Math.min(ahead, weeks.length); at++) {
        const weeksBack = ahead - 1 - at;
        const came = actual[weeksBack] ?? null;
        if (came === null) continue;
        const week = {
          actual: came,
          forecast: weeks[at] ?? NaN,
          statistical: statistical[at] ?? NaN,
          low: lows[at] ?? NaN,
          high: highs[at] ?? NaN,
          scale,
        };
        this.sumsOf(this.versions, version.version).add(week);
        if (!counts) continue;
        own.add(week);
        this.all.sums.add(week);
        this.classOf(demandClass).sums.add(week);
        this.sumsOf(this.horizons, at + 1).add(week);
        const before = last[weeksBack];
        if (weeksBack < SIGNAL_WEEKS && (before === undefined || before.known < version.lastDay)) {
          last[weeksBack] = { error: came - week.forecast, known: version.lastDay, demandClass };
        }
      }
    }
    const measures = own.measures();
    if (measures.pairs === 0) return null;
    last.forEach(({ error, demandClass }, weeksBack) => {
      this.all.weeks.add(weeksBack, error);
      this.classOf(demandClass).weeks.add(weeksBack, error);
    });
    return { ...measures, size: own.size, signal: signalOf(last.flatMap(({ error }) => [error])) };
  }

  total(): GroupReview {
    return { ...this.all.sums.measures(), signal: this.all.weeks.signal() };
  }

  byClass(): Map<string, GroupReview> {
    return new Map(
      [...this.classes].map(([name, { sums, weeks }]) => [name, { ...sums.measures(), signal: weeks.signal() }]),
    );
  }

  /** Weeks ahead, 1 = the week after the last one known. */
  byHorizon(): Map<number, GroupReview> {
    return new Map([...this.horizons].map(([ahead, sums]) => [ahead, { ...sums.measures(), signal: null }]));
  }

  byVersion(): Map<number, GroupReview> {
    return new Map([...this.versions].map(([version, sums]) => [version, { ...sums.measures(), signal: null }]));
  }

  private classOf(name: string): { sums: ErrorSums; weeks: WeekErrors } {
    const found = this.classes.get(name) ?? { sums: new ErrorSums(), weeks: new WeekErrors() };
    this.classes.set(name, found);
    return found;
  }

  private sumsOf(groups: Map<number, ErrorSums>, group: number): ErrorSums {
    const found = groups.get(group) ?? new ErrorSums();
    groups.set(group, found);
    return found;
  }
}
