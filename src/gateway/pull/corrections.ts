import { renderSentence } from '../../messages/plan-texts';
import type { CellValue } from '../../tables';
import type { Sql } from '../store';
import { brandCorrections, type SeriesCorrections } from './brand-corrections';
import { nameSql, seriesKey, unknownIfBlank, type PulledRow, type PullSource, type Scope } from './table';

const visible = ({ warehouses }: Scope, { warehouse_id }: SeriesCorrections): boolean =>
  warehouses === null || warehouses.includes(warehouse_id);

async function namesOf(
  sql: Sql,
  { brandId, language }: Scope,
  skus: readonly string[],
): Promise<Map<string, CellValue>> {
  const rows = await sql.query<{ sku_id: string; name: string | null }>(
    `SELECT sku_id, ${nameSql('s', language)} AS name FROM sku s WHERE brand_id = $1 AND sku_id = ANY($2)`,
    [brandId, skus],
  );
  return new Map(rows.map(({ sku_id, name }) => [sku_id, name]));
}

/** Corrections of demand within the weeks of the Sales table, one row each; see planning/cleaning. */
export const correctionsSource: PullSource = {
  id: 'TW_Corrections',
  key: ['string', 'string', 'string', 'string', 'string'],
  count: async (sql, scope) => {
    const { series } = await brandCorrections(sql, scope);
    return series.reduce((count, one) => count + (visible(scope, one) ? one.corrections.length : 0), 0);
  },
  page: async (sql, scope, after, limit) => {
    const { series, at } = await brandCorrections(sql, scope);
    let from = 0;
    let within = 0;
    if (after) {
      const [sku_id = '', warehouse_id = '', model = '', day, kind] = after.map(String);
      const found = at.get(seriesKey({ sku_id, warehouse_id, model }));
      const place = series[found ?? -1]?.corrections.findIndex((one) => one.day === day && one.kind === kind) ?? -1;
      if (found === undefined || place < 0) return [];
      from = found;
      within = place + 1;
    }
    const picked: { of: SeriesCorrections; correction: SeriesCorrections['corrections'][number] }[] = [];
    for (let i = from; i < series.length && picked.length < limit; i++) {
      const of = series[i] as SeriesCorrections;
      if (!visible(scope, of)) continue;
      for (let k = i === from ? within : 0; k < of.corrections.length && picked.length < limit; k++) {
        picked.push({ of, correction: of.corrections[k] as SeriesCorrections['corrections'][number] });
      }
    }
    const names = await namesOf(sql, scope, [...new Set(picked.map(({ of }) => of.sku_id))]);
    return picked.map(({ of, correction: { why, ...correction } }): PulledRow => ({
      key: [of.sku_id, of.warehouse_id, of.model, correction.day, correction.kind],
      values: {
        sku_id: of.sku_id,
        name: names.get(of.sku_id) ?? null,
        warehouse_id: unknownIfBlank(of.warehouse_id),
        model: unknownIfBlank(of.model),
        ...correction,
        why: renderSentence(why, scope.language),
      },
    }));
  },
};
