import { parseDay } from '../calendar';
import type { InboundLine } from '../types';
import { pairKey, stockPlace, type HealthContext } from './context';
import type { StockParts } from './types';

/** Half a unit, so that decimals of weight are no difference. */
const HALF = 0.5;
/** In transit may differ from its lines by one unit or one in a hundred. */
const TRANSIT_SHARE = 0.01;
/** So much reserved is found again in what is missing from available before it is called counted twice. */
const TWICE_LEAST = 5;
const TWICE_SHARE = 0.5;
/** Two warehouses that hold the same quantity of nine in ten common SKUs, at least three, and not all the same number. */
const SAME_SHARE = 0.9;
const SAME_LEAST = 3;
const HOUR = 3_600_000;
/** Ages of a source against the newest one: domain.md's yellow and red. */
const STALE_HOURS = 24;
const OLD_HOURS = 72;

/** What stands in the Stock sheet, by itself and against sales and inbound. */
export function checkStock(context: HealthContext): void {
  const lines = openLines(context);
  for (const { sku, warehouse } of context.pairs.values()) {
    const stock = context.stock.get(pairKey(sku, warehouse));
    const available = stock?.available ?? null;
    if (available === null && context.weekly(sku, warehouse) > 0) {
      // at risk: four weeks' sales: the row is not planned
      context.add('no_stock', 'error', stockPlace(sku, warehouse, 'available'), {
        sku_id: sku,
        warehouse_id: warehouse,
        values: { sku, warehouse, weekly: context.weekly(sku, warehouse) },
        atRisk: context.salesAtRisk(sku, warehouse),
      });
    }
    if (!stock) continue;
    if (available !== null && available < 0) {
      // at risk: the missing units at cost
      context.add('negative_stock', 'error', stockPlace(sku, warehouse, 'available'), {
        sku_id: sku,
        warehouse_id: warehouse,
        found: available,
        expected: 0,
        values: { sku, warehouse, qty: available },
        atRisk: context.worth(sku, available),
      });
    }
    const expiry = parseDay(stock.first_expiry);
    if (expiry !== null && expiry < context.asOf && available !== null && available > 0) {
      // at risk: what is available, at cost: how much of it is of the expired lot is not in the row
      context.add('expired_stock', 'error', stockPlace(sku, warehouse, 'first_expiry'), {
        sku_id: sku,
        warehouse_id: warehouse,
        found: stock.first_expiry,
        values: { sku, warehouse, date: stock.first_expiry ?? '', qty: available },
        atRisk: context.worth(sku, available),
      });
    }
    const open = lines.get(pairKey(sku, warehouse));
    const stated = stock.in_transit;
    if (stated === null || (open === undefined && stated <= 0)) continue;
    const inLines = open ?? 0;
    if (Math.abs(stated - inLines) > Math.max(1, TRANSIT_SHARE * Math.abs(stated))) {
      // at risk: the difference at cost
      context.add('transit_differs', 'warning', stockPlace(sku, warehouse, 'in_transit'), {
        sku_id: sku,
        warehouse_id: warehouse,
        found: stated,
        expected: inLines,
        text: open === undefined ? 'transit_without_lines' : 'transit_differs',
        values: { sku, warehouse, stated, lines: inLines },
        atRisk: context.worth(sku, stated - inLines),
      });
    }
  }
  checkParts(context);
  checkAges(context);
  checkSameStock(context);
}

function openLines({ input }: HealthContext): Map<string, number> {
  const open = new Map<string, number>();
  const seen = new Set<string>();
  const add = ({ doc_id, line, sku_id, to_id, open_qty }: InboundLine): void => {
    const name = `${doc_id}\u001f${line}`;
    if (seen.has(name)) return;
    seen.add(name);
    const key = pairKey(sku_id, to_id);
    open.set(key, (open.get(key) ?? 0) + Math.max(0, open_qty ?? 0));
  };
  input.inbound.forEach(add);
  return open;
}

/** On hand − reserved − locked − defective − near expiry lock + virtual; null without on hand and virtual. */
function sumOfParts(row: StockParts): number | null {
  if (row.on_hand === null && row.virtual === null) return null;
  const taken = (row.reserved ?? 0) + (row.locked ?? 0) + (row.defective ?? 0) + (row.near_expiry_lock ?? 0);
  return (row.on_hand ?? 0) + (row.virtual ?? 0) - taken;
}

/**
 * Reserved over what is there; available over the sum of its parts (under it is usual: pending returns are no column); and, where in half
 * of a warehouse's rows exactly the reserved units are missing once more, reserved taken off twice (domain.md §4b). At risk: the
 * units in question at cost.
 */
function checkParts(context: HealthContext): void {
  const twice = new Map<string, { rows: StockParts[]; reserved: number; units: number }>();
  for (const row of context.facts.stock ?? []) {
    const { sku_id, warehouse_id, reserved, available } = row;
    const about = { sku_id, warehouse_id };
    const there = (row.on_hand ?? 0) + (row.virtual ?? 0);
    if (row.on_hand !== null && row.on_hand < 0) {
      context.add('negative_stock', 'error', stockPlace(sku_id, warehouse_id, 'on_hand'), {
        ...about,
        found: row.on_hand,
        expected: 0,
        values: { sku: sku_id, warehouse: warehouse_id, qty: row.on_hand },
        atRisk: context.worth(sku_id, row.on_hand),
      });
      continue;
    }
    if (row.on_hand !== null && reserved !== null && reserved > there + HALF) {
      context.add('reserved_over', 'error', stockPlace(sku_id, warehouse_id, 'reserved'), {
        ...about,
        found: reserved,
        expected: there,
        values: { sku: sku_id, warehouse: warehouse_id, reserved, there },
        atRisk: context.worth(sku_id, reserved - there),
      });
      continue;
    }
    const sum = sumOfParts(row);
    if (sum === null || available === null) continue;
    if (available > sum + HALF) {
      context.add('available_differs', 'warning', stockPlace(sku_id, warehouse_id, 'available'), {
        ...about,
        found: available,
        expected: sum,
        values: { sku: sku_id, warehouse: warehouse_id, available, sum },
        atRisk: context.worth(sku_id, available - sum),
      });
    }
    if (reserved === null || reserved < 1) continue;
    const found = twice.get(warehouse_id) ?? { rows: [], reserved: 0, units: 0 };
    found.reserved++;
    if (Math.abs(sum - available - reserved) <= HALF) {
      found.rows.push(row);
      found.units += reserved;
    }
    twice.set(warehouse_id, found);
  }
  for (const [warehouse, { rows, reserved, units }] of twice) {
    const [first] = rows;
    if (!first || rows.length < TWICE_SHARE * reserved || units < TWICE_LEAST) continue;
    const worth = rows.flatMap((row) => context.worth(row.sku_id, row.reserved ?? 0) ?? []);
    context.add('reserved_twice', 'error', stockPlace(first.sku_id, warehouse, 'available'), {
      warehouse_id: warehouse,
      sku_id: rows.length === 1 ? first.sku_id : null,
      count: rows.length,
      found: first.available,
      expected: sumOfParts(first),
      values: { warehouse, n: rows.length, units },
      atRisk: worth.length ? worth.reduce((a, b) => a + b, 0) : null,
    });
  }
}

/**
 * Sources a day or more older than the newest, one finding for each warehouse and source. At risk: what is available there at cost ×
 * the share that the confidence takes off.
 */
function checkAges(context: HealthContext): void {
  const parts = context.facts.stock ?? [];
  const times = parts.map(({ as_of }) => (as_of === null ? NaN : Date.parse(as_of)));
  let newest = -Infinity;
  for (const time of times) if (time > newest) newest = time;
  const sources = new Map<string, { first: StockParts; rows: number; hours: number; atRisk: number }>();
  parts.forEach((row, at) => {
    const hours = (newest - (times[at] ?? NaN)) / HOUR;
    if (!(hours >= STALE_HOURS)) return;
    const key = pairKey(row.warehouse_id, row.source ?? '');
    const found = sources.get(key) ?? { first: row, rows: 0, hours, atRisk: 0 };
    const confidence = context.stock.get(pairKey(row.sku_id, row.warehouse_id))?.confidence ?? 1;
    found.rows++;
    found.hours = Math.max(found.hours, hours);
    found.atRisk += (context.worth(row.sku_id, row.available ?? 0) ?? 0) * Math.min(1, Math.max(0, 1 - confidence));
    sources.set(key, found);
  });
  for (const { first, rows, hours, atRisk } of sources.values()) {
    context.add(
      'stale_stock',
      hours >= OLD_HOURS ? 'error' : 'warning',
      stockPlace(first.sku_id, first.warehouse_id, 'as_of'),
      {
        warehouse_id: first.warehouse_id,
        count: rows,
        found: first.as_of,
        expected: new Date(newest).toISOString(),
        values: { warehouse: first.warehouse_id, source: first.source ?? '', rows, hours: Math.round(hours) },
        atRisk,
      },
    );
  }
  const tables = (context.facts.tables ?? []).flatMap((one) => {
    const time = Date.parse(one.dataTime);
    return Number.isNaN(time) ? [] : [{ ...one, time }];
  });
  const latest = Math.max(...tables.map(({ time }) => time));
  for (const { table, dataTime, time } of tables) {
    const hours = (latest - time) / HOUR;
    if (hours < STALE_HOURS) continue;
    context.add(
      'older_cut',
      'warning',
      { table, key: [], column: null },
      {
        found: dataTime,
        expected: new Date(latest).toISOString(),
        values: { table, hours: Math.round(hours) },
      },
    );
  }
}

/** The same stock told by two warehouses. At risk: the stock of one of them at cost: it may be counted twice. */
function checkSameStock(context: HealthContext): void {
  const byWarehouse = new Map<string, Map<string, number>>();
  for (const { sku_id, warehouse_id, available } of context.stock.values()) {
    if (available === null || available <= 0 || !context.isPlanned(warehouse_id)) continue;
    const held = byWarehouse.get(warehouse_id) ?? new Map<string, number>();
    held.set(sku_id, available);
    byWarehouse.set(warehouse_id, held);
  }
  const warehouses = [...byWarehouse];
  warehouses.forEach(([one, held], at) => {
    for (const [other, there] of warehouses.slice(at + 1)) {
      const common: string[] = [];
      const same: string[] = [];
      for (const [sku, qty] of held) {
        const twin = there.get(sku);
        if (twin === undefined) continue;
        common.push(sku);
        if (twin === qty) same.push(sku);
      }
      const quantities = new Set(same.map((sku) => held.get(sku)));
      if (same.length < SAME_LEAST || same.length < SAME_SHARE * common.length || quantities.size < 2) continue;
      const first = same[0] ?? '';
      const worth = same.flatMap((sku) => context.worth(sku, held.get(sku) ?? 0) ?? []);
      context.add('stock_twice', 'error', stockPlace(first, one, 'available'), {
        warehouse_id: one,
        other: stockPlace(first, other, 'available'),
        count: same.length,
        found: held.get(first) ?? null,
        expected: there.get(first) ?? null,
        values: { one, other, n: same.length, of: common.length },
        atRisk: worth.length ? worth.reduce((a, b) => a + b, 0) : null,
      });
    }
  });
}
