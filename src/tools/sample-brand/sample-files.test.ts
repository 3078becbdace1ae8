import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { IMPORT_TABLES, importTable, type ImportColumn, type ImportTableId } from '../../tables';

/** The committed files, read against the declared import tables; the data sets they were made from are not needed. */
const FOLDER = join(__dirname, '..', '..', '..', 'assets', 'sample-brand');
type Row = Record<string, string>;

const rowsOf = (id: ImportTableId): Row[] => {
  const parsed = Papa.parse<Row>(readFileSync(join(FOLDER, importTable(id).file), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(parsed.errors).toEqual([]);
  return parsed.data;
};
const tables = new Map(
  IMPORT_TABLES.filter(({ file }) => readdirSync(FOLDER).includes(file)).map(({ id }) => [id, rowsOf(id)]),
);
const rows = (id: ImportTableId): Row[] => tables.get(id) ?? [];
const count = (list: Row[], test: (row: Row) => boolean): number => list.filter(test).length;

const PATTERNS: Record<ImportColumn['kind'], RegExp> = {
  text: /^\S(.*\S)?$/s,
  whole: /^-?\d+$/,
  number: /^-?\d+(\.\d{1,4})?$/,
  money: /^-?\d+(\.\d{1,4})?$/,
  percent: /^\d(\.\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  flag: /^[01]$/,
};

test('has every table but exchange rates and behaviour, names itself and stays small', () => {
  expect([...tables.keys()]).toEqual(
    IMPORT_TABLES.map(({ id }) => id).filter((id) => id !== 'fx' && id !== 'behaviour'),
  );
  const brand = JSON.parse(readFileSync(join(FOLDER, 'brand.json'), 'utf8'));
  expect(brand).toEqual({
    brand_id: 'sample',
    name: 'Sample brand',
    name_zh: '示例品牌',
    currency: 'GBP',
    sample: true,
    data_time: '2026-11-23T01:12:00Z',
  });
  const credits = readFileSync(join(FOLDER, 'CREDITS.md'), 'utf8');
  for (const credit of ['Chen, D. (2015)', '10.24432/C5BW33', 'creativecommons.org/licenses/by/4.0', 'SCMS']) {
    expect(credits).toContain(credit);
  }
  const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + readFileSync(join(FOLDER, file)).length, 0);
  expect(bytes).toBeLessThan(4 * 1024 * 1024);
});

test.each([...tables.keys()])('%s: every row keeps to its declared columns, and no key comes twice', (id) => {
  const { columns, key } = importTable(id);
  const byId = new Map(columns.map((column) => [column.id, column]));
  const faults: string[] = [];
  const seen = new Set<string>();
  expect(rows(id).length).toBeGreaterThan(0);
  rows(id).forEach((row, i) => {
    const at = (problem: string) => faults.push(`line ${i + 2}: ${problem}`);
    for (const header of Object.keys(row)) if (!byId.has(header)) at(`unknown column ${header}`);
    for (const column of columns) {
      const value = row[column.id] ?? '';
      if (value === '') {
        if (column.required) at(`${column.id} is blank`);
        continue;
      }
      if (!PATTERNS[column.kind].test(value)) at(`${column.id} ${value} is no ${column.kind}`);
      if (column.oneOf && !column.oneOf.includes(value)) at(`${column.id} ${value} is not offered`);
      if (column.min !== undefined && Number(value) < column.min) at(`${column.id} ${value} is too small`);
    }
    const name = key.map((part) => row[part] ?? '').join('|');
    if (seen.has(name)) at(`key ${name} again`);
    seen.add(name);
  });
  expect(faults).toEqual([]);
});

test('every code points at a row that is there', () => {
  const keys = new Map<string, Set<string>>();
  for (const id of tables.keys()) {
    keys.set(id, new Set(rows(id).map((row) => row[importTable(id).key[0] ?? ''] ?? '')));
  }
  for (const id of tables.keys()) {
    for (const column of importTable(id).columns) {
      if (!column.references) continue;
      const strangers = rows(id).filter(
        (row) => row[column.id] && !keys.get(column.references ?? '')?.has(row[column.id] ?? ''),
      );
      expect([id, column.id, strangers.slice(0, 3)]).toEqual([id, column.id, []]);
    }
  }
});

test('sales cover the last whole week and the year before it, on the real shop’s weekdays', () => {
  const dates = new Set(rows('sales').map(({ date }) => date ?? ''));
  const sorted = [...dates].sort();
  expect([sorted[0], sorted[sorted.length - 1]]).toEqual(['2025-11-19', '2026-11-22']);
  // the shop never sold on a Saturday, and was shut from 2010-12-24 to 2011-01-03: 781 weeks later 2025-12-12 to 2025-12-22
  expect(sorted.filter((date) => new Date(date).getUTCDay() === 6)).toEqual([]);
  expect(sorted.filter((date) => date >= '2025-12-12' && date <= '2025-12-22')).toEqual([]);
  expect(dates.size).toBeGreaterThan(290);
});

test('sales of a bonded warehouse are bonded, those of the overseas warehouse direct, and stock-outs stay unknown', () => {
  for (const { warehouse_id, model } of rows('sales')) {
    expect([warehouse_id, model]).toEqual([warehouse_id, warehouse_id === 'UK01' ? 'direct' : 'bonded']);
  }
  expect(Object.keys(rows('sales')[0] ?? {})).not.toContain('oos_minutes');
});

test('every warehouse that sells has a lane in with a lead time, as its stages have it', () => {
  for (const warehouse of ['NGB1', 'CGO1', 'UK01']) {
    const lane = rows('lane').find((row) => row.to_id === warehouse && row.purpose === 'replenish');
    const stages = rows('lane_stage').filter((row) => row.lane_id === lane?.lane_id);
    expect(stages.length).toBeGreaterThanOrEqual(3);
    // a sum of right-skewed stages has a mean above the sum of their medians
    const medians = stages.reduce((sum, { p50_days }) => sum + Number(p50_days), 0);
    expect(Number(lane?.lead_mean_days)).toBeGreaterThan(medians);
    expect(Number(lane?.lead_sd_days)).toBeGreaterThan(0);
    for (const { p50_days, p90_days } of stages) expect(Number(p90_days)).toBeGreaterThan(Number(p50_days));
  }
});

test('codes are codes: barcodes of shops’ own range with a check digit, suppliers with leading zeros', () => {
  const skus = rows('sku');
  expect(skus).toHaveLength(300);
  for (const { barcode = '' } of skus) {
    expect(barcode).toMatch(/^2\d{12}$/);
    // GS1: digits weighted 1 and 3 in turn, check digit included, make a multiple of ten
    expect([...barcode].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10).toBe(0);
  }
  expect(new Set(skus.map(({ barcode }) => barcode)).size).toBe(300);
  expect(count(skus, ({ supplier_id }) => /^00/.test(supplier_id ?? ''))).toBe(300);
  expect(count(skus, ({ sku_id }) => /^\d+$/.test(sku_id ?? ''))).toBeGreaterThan(150);
});

test('costs stay under prices, and order minima are whole cartons', () => {
  for (const { sku_id, unit_cost, price, moq, pack_qty } of rows('sku')) {
    expect([sku_id, Number(unit_cost) < Number(price), Number(moq) % Number(pack_qty)]).toEqual([sku_id, true, 0]);
  }
});

test('shows one of everything worth planning for', () => {
  const state = (name: string) => count(rows('stock'), (row) => row.state === name);
  const onHand = rows('stock').filter((row) => row.state === 'on_hand');
  for (const name of ['reserved', 'locked', 'defective', 'near_expiry_lock', 'pending_return', 'virtual']) {
    expect([name, state(name) > 0]).toEqual([name, true]);
  }
  expect(count(onHand, ({ qty }) => qty === '0')).toBeGreaterThan(20);
  expect(count(onHand, ({ expiry_date = '' }) => expiry_date !== '' && expiry_date < '2027-02-01')).toBeGreaterThan(0);
  expect(count(rows('sku'), ({ custom_made }) => custom_made === '1')).toBe(6);
  expect(count(rows('sku'), ({ hs_remark }) => hs_remark === 'bonded_only')).toBe(6);
  expect(count(rows('sku'), ({ launch_date = '' }) => launch_date >= '2026-09-28')).toBeGreaterThanOrEqual(25);
  const open = rows('inbound').filter((row) => Number(row.qty_received) < Number(row.qty_ordered));
  const late = count(open, ({ eta = '' }) => eta < '2026-11-23');
  expect(late / open.length).toBeGreaterThan(0.05);
  expect(late / open.length).toBeLessThan(0.2);
  expect(count(rows('inbound'), ({ qty_received }) => Number(qty_received) > 0)).toBeGreaterThan(10);
});

test('past deliveries have the dates of their stages, one a lane with a slip of the pen', () => {
  const received = new Set(
    rows('inbound')
      .filter((row) => row.qty_received === row.qty_ordered)
      .map(({ doc_id }) => doc_id),
  );
  const lanes = new Map<string, number>();
  let slips = 0;
  for (const doc of received) {
    const events = rows('stage_event').filter(({ doc_id }) => doc_id === doc);
    const to = rows('inbound').find(({ doc_id }) => doc_id === doc)?.to_id ?? '';
    lanes.set(to, (lanes.get(to) ?? 0) + 1);
    const dates = events.map(({ actual_at = '' }) => actual_at);
    expect(dates.every((date) => date !== '' && date < '2026-11-23T01:12:00Z')).toBe(true);
    if ([...dates].sort().join() !== dates.join()) slips++;
  }
  expect([...lanes.values()].every((deliveries) => deliveries >= 10)).toBe(true);
  expect(slips).toBe(lanes.size);
});

test('never holds back more than is there', () => {
  const available = new Map<string, number>();
  for (const { sku_id, warehouse_id, state, qty } of rows('stock')) {
    const key = `${sku_id} ${warehouse_id}`;
    const sign = state === 'on_hand' || state === 'virtual' ? 1 : -1;
    available.set(key, (available.get(key) ?? 0) + sign * Number(qty));
  }
  expect([...available].filter(([, qty]) => qty < 0)).toEqual([]);
});
