import assert from 'node:assert/strict';
import type { CellValue } from '../../src/tables';
import type { Driver } from './driver';

/** Row below the headings of a table that begins where most do; Forecast begins further down. */
export const FIRST_ROW = 6;

export type Table = Awaited<ReturnType<Driver['tables']>>[number];
/** A row of a table by its headings. */
export type Row = Record<string, CellValue>;

export async function table(driver: Driver, name: string): Promise<Table> {
  const found = (await driver.tables()).find((candidate) => candidate.name === name);
  assert.ok(found, `there is no table ${name}`);
  return found;
}

const rowsOf = (range: string): { header: number; last: number } => {
  const [, header, last] = /^[A-Z]+(\d+):[A-Z]+(\d+)$/.exec(range.replace(/\$/g, '')) ?? [];
  assert.ok(header && last, `${range} is no range`);
  return { header: Number(header), last: Number(last) };
};

export const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function at({ name, columns }: Table, heading: string): string {
  const index = columns.indexOf(heading);
  assert.notEqual(index, -1, `${name} has no column ${heading}: ${columns.join(', ')}`);
  return letters(index);
}

/** One column of a table by its heading, top to bottom. */
export async function column(driver: Driver, name: string, heading: string): Promise<CellValue[]> {
  const found = await table(driver, name);
  const { header, last } = rowsOf(found.range);
  const letter = at(found, heading);
  return (await driver.values(found.sheet, `${letter}${header + 1}:${letter}${last}`)).map(
    (row) => row[0] as CellValue,
  );
}

export const cell = async (driver: Driver, sheet: string, address: string): Promise<CellValue> =>
  (await driver.values(sheet, address))[0]?.[0] as CellValue;

/** All rows of a table, top to bottom. */
export async function rows(driver: Driver, name: string): Promise<Row[]> {
  const { sheet, range, columns } = await table(driver, name);
  const { header, last } = rowsOf(range);
  const values = await driver.values(sheet, `A${header + 1}:${letters(columns.length - 1)}${last}`);
  return values.map((row) => Object.fromEntries(columns.map((heading, index) => [heading, row[index] as CellValue])));
}

/** The number in a row under a heading. */
export function figure(row: Row, heading: string): number {
  assert.equal(typeof row[heading], 'number', `${row.SKU} ${row.Warehouse}, ${heading}: ${String(row[heading])}`);
  return row[heading] as number;
}

const matches = (row: Row, wanted: Row): boolean =>
  Object.entries(wanted).every(([heading, value]) => row[heading] === value);

/** The one row with these values. */
export async function rowWith(driver: Driver, name: string, wanted: Row): Promise<Row> {
  const found = (await rows(driver, name)).filter((row) => matches(row, wanted));
  assert.equal(found.length, 1, `${found.length} rows of ${name} are ${JSON.stringify(wanted)}`);
  return found[0] as Row;
}

/** Types into the cell of a row, as a person does. */
export async function typeInto(
  driver: Driver,
  name: string,
  wanted: Row,
  heading: string,
  text: string,
): Promise<void> {
  const found = await table(driver, name);
  const position = (await rows(driver, name)).findIndex((row) => matches(row, wanted));
  assert.notEqual(position, -1, `no row of ${name} is ${JSON.stringify(wanted)}`);
  const { header } = rowsOf(found.range);
  await driver.user('type', found.sheet, `${at(found, heading)}${header + 1 + position}`, text);
}
