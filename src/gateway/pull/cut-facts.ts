import { parseDay } from '../../planning/calendar';
import type { Feed } from '../../planning/cleaning';
import { lastFew } from '../last-few';
import type { Sql } from '../store';

/** What all pages of one cut need to know about the whole of it. */
export interface CutFacts {
  /** states each warehouse reports at all; a state it never reports is unknown there, not 0 */
  states: Map<string, Set<string>>;
  /** first and last day of the brand's sales */
  feed: { first: string; last: string } | null;
  /** whether any sale names a promotion */
  promotionsRecorded: boolean;
  /** whether anything is known about inbound */
  inboundKnown: boolean;
  /** instant the inbound records speak for; null where nothing is known */
  inboundAsOf: string | null;
}

const KEPT = 64;

/** The brand's sales in day numbers. */
export const feedDays = ({ feed }: CutFacts): Feed | null =>
  feed && { first: parseDay(feed.first) ?? NaN, last: parseDay(feed.last) ?? NaN };

async function readFacts(sql: Sql, brandId: string): Promise<CutFacts> {
  const states = new Map<string, Set<string>>();
  for (const { warehouse_id, state } of await sql.query<{ warehouse_id: string; state: string }>(
    'SELECT DISTINCT warehouse_id, state FROM stock WHERE brand_id = $1',
    [brandId],
  )) {
    const known = states.get(warehouse_id) ?? new Set();
    states.set(warehouse_id, known.add(state));
  }
  const [sales] = await sql.query<{ first: string | null; last: string | null; promoted: boolean | null }>(
    `SELECT min(date) AS first, max(date) AS last, bool_or(promo_id <> '') AS promoted FROM sales WHERE brand_id = $1`,
    [brandId],
  );
  const [inbound] = await sql.query<{ rows: number; as_of: string | null }>(
    'SELECT count(*) AS rows, max(as_of) AS as_of FROM inbound WHERE brand_id = $1',
    [brandId],
  );
  return {
    states,
    feed: sales?.first && sales.last ? { first: sales.first, last: sales.last } : null,
    promotionsRecorded: sales?.promoted === true,
    inboundKnown: (inbound?.rows ?? 0) > 0,
    inboundAsOf: inbound?.as_of ?? null,
  };
}

/** Facts by cut, read once: a cut never changes. */
export function cutFactsCache(): (sql: Sql, brandId: string, cut: string) => Promise<CutFacts> {
  const known = lastFew<CutFacts>(KEPT);
  return (sql, brandId, cut) => known(`${brandId}/${cut}`, () => readFacts(sql, brandId));
}
