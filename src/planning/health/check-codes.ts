import { skuPlace, type HealthContext } from './context';
import type { CheckPlace } from './types';

/** What spreadsheet programs make of long codes: 6.97432E+12. A code such as 1E5 has neither point nor sign and is left alone. */
const AS_NUMBER = /^\d(\.\d+)?E\+\d+$/i;
const SPOILED = /^\d\.\d+E\d+$/i;
const isSpoiled = (code: string): boolean => AS_NUMBER.test(code.trim()) || SPOILED.test(code.trim());

/** Codes that differ only in width, case, blanks, hyphens or leading zeros are taken for one another's slips. */
const bare = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_]/g, '')
    .replace(/^0+(?=.)/, '');

interface Named {
  sku: string;
  warehouse: string | null;
  place: CheckPlace;
}

/** Every row that names an SKU, and where. */
function* namedRows({ input }: HealthContext): Generator<Named> {
  for (const row of input.stock) {
    const place: CheckPlace = { table: 'TW_Stock', key: [row.sku_id, row.warehouse_id], column: 'sku_id' };
    yield { sku: row.sku_id, warehouse: row.warehouse_id, place };
  }
  for (const row of input.sales) {
    const key = [row.sku_id, row.warehouse_id, row.model ?? ''];
    yield { sku: row.sku_id, warehouse: row.warehouse_id, place: { table: 'TW_Sales', key, column: 'sku_id' } };
  }
  for (const row of input.inbound) {
    const key = [row.doc_id, String(row.line)];
    yield { sku: row.sku_id, warehouse: row.to_id, place: { table: 'TW_Inbound', key, column: 'sku_id' } };
  }
  for (const row of input.promotions) {
    if (row.sku_id === null) continue;
    const key = [row.promo_id, row.phase ?? '', row.sku_id];
    yield { sku: row.sku_id, warehouse: null, place: { table: 'TW_Calendar', key, column: 'sku_id' } };
  }
}

interface Unknown {
  place: CheckPlace;
  warehouse: string | null;
  rows: number;
}

/**
 * Codes a spreadsheet turned into numbers; two codes of the SKU list that differ by leading zeros, width or hyphens only; rows that name an SKU
 * or a warehouse which is not in the list (one finding for each code, with the code it was likely meant to be). At risk: four weeks' sales
 * of the code it stands for, else not known.
 */
export function checkCodes(context: HealthContext): void {
  const byBare = new Map<string, string>();
  for (const sku of context.skus.keys()) {
    if (isSpoiled(sku)) spoiled(context, sku, skuPlace(sku, 'sku_id'), 1);
    const twin = byBare.get(bare(sku));
    if (twin === undefined) byBare.set(bare(sku), sku);
    else {
      context.add('code_twins', 'warning', skuPlace(sku, 'sku_id'), {
        sku_id: sku,
        other: skuPlace(twin, 'sku_id'),
        found: sku,
        expected: twin,
        values: { sku, twin },
        atRisk: Math.min(...[sku, twin].map((code) => context.salesAtRisk(code) ?? 0)),
      });
    }
  }
  const skus = new Map<string, Unknown>();
  const warehouses = new Map<string, Unknown>();
  const count = (map: Map<string, Unknown>, code: string, { place, warehouse }: Named): void => {
    const found = map.get(code);
    if (found) found.rows++;
    else map.set(code, { place, warehouse, rows: 1 });
  };
  for (const row of namedRows(context)) {
    if (row.sku && !context.skus.has(row.sku)) count(skus, row.sku, row);
    else if (row.warehouse && !context.warehouses.has(row.warehouse)) count(warehouses, row.warehouse, row);
  }
  for (const [sku, { place, warehouse, rows }] of skus) {
    if (isSpoiled(sku)) {
      spoiled(context, sku, place, rows);
      continue;
    }
    const likely = byBare.get(bare(sku)) ?? null;
    context.add('unknown_sku', 'error', place, {
      sku_id: sku,
      warehouse_id: warehouse,
      count: rows,
      found: sku,
      expected: likely,
      text: likely === null ? 'unknown_sku' : 'unknown_sku_likely',
      values: { sku, rows, ...(likely === null ? {} : { likely }) },
      atRisk: likely === null ? null : context.salesAtRisk(likely),
    });
  }
  const places = new Map([...context.warehouses.keys()].map((id) => [bare(id), id]));
  for (const [warehouse, { place, rows }] of warehouses) {
    const likely = places.get(bare(warehouse)) ?? null;
    const column = place.table === 'TW_Inbound' ? 'to_id' : 'warehouse_id';
    context.add(
      'unknown_warehouse',
      'error',
      { ...place, column },
      {
        warehouse_id: warehouse,
        count: rows,
        found: warehouse,
        expected: likely,
        text: likely === null ? 'unknown_warehouse' : 'unknown_warehouse_likely',
        values: { warehouse, rows, ...(likely === null ? {} : { likely }) },
      },
    );
  }
}

function spoiled(context: HealthContext, code: string, place: CheckPlace, rows: number): void {
  context.add('code_number', 'error', place, {
    sku_id: code,
    count: rows,
    found: code,
    values: { sku: code, rows },
    atRisk: context.salesAtRisk(code),
  });
}
