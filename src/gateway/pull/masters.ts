import { lognormalFromMoments, sumOfStages } from '../../planning';
import type { CellValue } from '../../tables';
import { learnedColumns } from './lane-learning';
import { keyed, nameSql, unknownIfBlank, type PullSource } from './table';

type Values = Record<string, CellValue>;

/** The order in which the store keeps codes: by their bytes. */
const isAfter = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0;

const countOf = (rows: { n: number }[]): number => rows[0]?.n ?? 0;

export const skuSource: PullSource = {
  id: 'TW_SKU',
  key: ['string'],
  count: async (sql, { brandId }) =>
    countOf(await sql.query('SELECT count(*) AS n FROM sku WHERE brand_id = $1', [brandId])),
  page: async (sql, { brandId, language }, after, limit) =>
    keyed(
      await sql.query<Values>(
        `SELECT sku_id, ${nameSql('s', language)} AS name, category, supplier_id, moq, pack_qty, unit_cost, cost_currency,
                price, currency, shelf_life_days, launch_date, hs_code, hs_remark, custom_made::int AS custom_made, barcode, weight_g,
                volume_cm3
           FROM sku s WHERE brand_id = $1 AND ($2::text IS NULL OR sku_id > $2) ORDER BY sku_id LIMIT $3`,
        [brandId, after?.[0] ?? null, limit],
      ),
      'sku_id',
    ),
};

export const warehouseSource: PullSource = {
  id: 'TW_Warehouses',
  key: ['string'],
  count: async (sql, { brandId, warehouses }) =>
    countOf(
      await sql.query(
        'SELECT count(*) AS n FROM warehouse WHERE brand_id = $1 AND ($2::text[] IS NULL OR warehouse_id = ANY($2))',
        [brandId, warehouses],
      ),
    ),
  page: async (sql, { brandId, warehouses, language }, after, limit) =>
    keyed(
      await sql.query<Values>(
        `SELECT warehouse_id, ${nameSql('w', language)} AS name, type, facility, city, country, timezone, modes, quantity_authority
           FROM warehouse w
          WHERE brand_id = $1 AND ($2::text[] IS NULL OR warehouse_id = ANY($2)) AND ($3::text IS NULL OR warehouse_id > $3)
          ORDER BY warehouse_id LIMIT $4`,
        [brandId, warehouses, after?.[0] ?? null, limit],
      ),
      'warehouse_id',
    ),
};

interface LaneRow extends Values {
  lane_id: string;
  from_id: string;
  to_id: string;
  purpose: string;
  lead_mean_days: number | null;
  lead_sd_days: number | null;
}

/**
 * Lead time of a lane (days): its own mean and sd where the brand states them, else from its stages. With both a mean
 * and an sd the quantiles are those of the lognormal with these moments; with less they stay unknown.
 */
export function leadTimeOf(
  mean: number | null,
  sd: number | null,
  stages: readonly { p50: number; p90: number }[],
): { lead_mean_days: number | null; lead_sd_days: number | null; lead_p50: number | null; lead_p90: number | null } {
  const sum = stages.length > 0 ? sumOfStages(stages) : null;
  const lead_mean_days = mean ?? sum?.mean ?? null;
  const lead_sd_days = sd ?? sum?.sd ?? null;
  const quantiles =
    lead_mean_days === null || lead_sd_days === null ? null : lognormalFromMoments(lead_mean_days, lead_sd_days);
  return { lead_mean_days, lead_sd_days, lead_p50: quantiles?.p50 ?? null, lead_p90: quantiles?.p90 ?? null };
}

export const laneSource: PullSource = {
  id: 'TW_Lanes',
  key: ['string'],
  count: async (sql, { brandId, warehouses }) =>
    countOf(
      await sql.query(
        'SELECT count(*) AS n FROM lane WHERE brand_id = $1 AND ($2::text[] IS NULL OR to_id = ANY($2))',
        [brandId, warehouses],
      ),
    ),
  page: async (sql, scope, after, limit) => {
    const { brandId, warehouses } = scope;
    const rows = await sql.query<LaneRow & { stages: never }>(
      `SELECT lane_id, from_id, to_id, purpose, mode, lead_mean_days, lead_sd_days, cost_per_order, cost_per_unit,
              cost_per_kg, cost_currency, capacity_per_week,
              (SELECT json_agg(json_build_array(g.stage, g.p50_days, g.p90_days) ORDER BY g.seq) FROM lane_stage g
                WHERE g.brand_id = l.brand_id AND g.lane_id = l.lane_id) AS stages
         FROM lane l WHERE brand_id = $1 ORDER BY lane_id`,
      [brandId],
    );
    const lanes = rows.map(({ stages, ...lane }) => {
      const stated = ((stages as [string, number, number][] | null) ?? []).map(([stage, p50, p90]) => ({
        stage,
        p50,
        // a P90 below the P50 is an error of the file; the stage then counts as fixed
        p90: Math.max(p50, p90),
      }));
      return { ...lane, ...leadTimeOf(lane.lead_mean_days, lane.lead_sd_days, stated), stages: stated };
    });
    // which lane a delivery came by is a question to all of them, whatever is asked for
    const learned = await learnedColumns(sql, scope, lanes);
    const wanted = lanes.filter(
      ({ lane_id, to_id }) =>
        (warehouses === null || warehouses.includes(to_id)) && (!after || isAfter(lane_id, String(after[0]))),
    );
    return keyed(
      wanted.slice(0, limit).map(({ stages: _, ...lane }): Values => ({ ...lane, ...learned.get(lane.lane_id) })),
      'lane_id',
    );
  },
};

export const calendarSource: PullSource = {
  id: 'TW_Calendar',
  key: ['string', 'string', 'string'],
  count: async (sql, { brandId }) =>
    countOf(await sql.query('SELECT count(*) AS n FROM promo WHERE brand_id = $1', [brandId])),
  page: async (sql, { brandId }, after, limit) => {
    const rows = await sql.query<Values>(
      `SELECT promo_id, phase, name, starts_at, ends_at, sku_id, uplift, presale::int AS presale FROM promo
        WHERE brand_id = $1 AND ($2::text IS NULL OR (promo_id, phase, sku_id) > ($2, $3::text, $4::text))
        ORDER BY promo_id, phase, sku_id LIMIT $5`,
      [brandId, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
    return keyed(rows, 'promo_id', 'phase', 'sku_id').map(({ key, values }) => ({
      key,
      values: { ...values, phase: unknownIfBlank(values.phase), sku_id: unknownIfBlank(values.sku_id) },
    }));
  },
};
