import { parseDay } from '../../planning/calendar';
import { cleanDemand, closedDays, weekdayProfile, type Correction } from '../../planning/cleaning';
import { HISTORY_WEEKS, historyMondays } from '../../tables';
import type { Sql } from '../store';
import { feedDays, type CutFacts } from './cut-facts';
import { dailySales, dailyTotals, onSaleSince, promotedDays } from './daily-sales';
import { seriesKey, type Scope } from './table';

/** The corrections of one series; `model` and `warehouse_id` are '' where unknown. */
export interface SeriesCorrections {
  sku_id: string;
  warehouse_id: string;
  model: string;
  corrections: Correction[];
}

/** What the cleaning found in a brand's sales: the series that need it, in the order of their keys. */
export interface BrandCorrections {
  series: SeriesCorrections[];
  /** place in `series` by `seriesKey` */
  at: Map<string, number>;
  /** first day each SKU could be sold */
  onSaleSince: ReadonlyMap<string, number>;
}

async function compute(sql: Sql, { brandId, dataTime, today, facts }: Scope): Promise<BrandCorrections> {
  const covered = feedDays(facts);
  if (covered === null) return { series: [], at: new Map(), onSaleSince: new Map() };
  const mondays = historyMondays(dataTime);
  const lastMonday = parseDay(mondays[0] ?? '') ?? 0;
  const asOf = parseDay(today) ?? 0;
  const feed = { ...covered, last: Math.min(asOf, covered.last) };
  const totals = await dailyTotals(sql, brandId);
  const closed = closedDays(totals, feed);
  const profile = weekdayProfile(totals, feed, closed);
  const promoted = await promotedDays(sql, brandId);
  const since = await onSaleSince(sql, brandId);
  const found: BrandCorrections = { series: [], at: new Map(), onSaleSince: since };
  for await (const stretch of dailySales(sql, brandId, mondays[HISTORY_WEEKS - 1] ?? today)) {
    for (const { rows, ...key } of stretch) {
      const { corrections } = cleanDemand(rows, {
        asOf,
        lastMonday,
        weeks: HISTORY_WEEKS,
        feed,
        closed,
        weekdayProfile: profile,
        onSaleSince: since.get(key.sku_id) ?? null,
        promoted: promoted(key.sku_id),
      });
      if (!corrections.length) continue;
      found.at.set(seriesKey(key), found.series.length);
      found.series.push({ ...key, corrections });
    }
  }
  return found;
}

const known = new WeakMap<CutFacts, Promise<BrandCorrections>>();

/**
 * The corrections of all of a brand's sales, made once a cut: every page, the count and the accuracy of forecasts read
 * them. Kept as long as the facts of the cut are.
 */
export function brandCorrections(sql: Sql, scope: Scope): Promise<BrandCorrections> {
  const found = known.get(scope.facts);
  if (found) return found;
  const computing = compute(sql, scope);
  known.set(scope.facts, computing);
  computing.catch(() => known.delete(scope.facts));
  return computing;
}
