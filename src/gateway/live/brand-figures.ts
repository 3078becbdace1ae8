import { businessDate, type BrandInfo, type CellValue, type LiveItem, type LiveRow } from '../../tables';
import { findBrand } from '../brands';
import { stockOfSkus, type CutFacts, type Scope } from '../pull';
import type { Sql, Store } from '../store';
import { liveRow } from './figures';

/** SKUs a read: the embedded store has one connection, and others wait for it. */
const SKUS_A_READ = 500;

/** The data changed while they were read. */
export class CutMoved extends Error {}

export type FactsOf = (sql: Sql, brandId: string, cut: string) => Promise<CutFacts>;

/**
 * Stock figures of a brand at one data cut, read when first asked for and shared by all who listen: fifty workbooks with
 * the same SKUs read them once.
 */
export class BrandFigures {
  private readonly rows = new Map<string, Record<string, CellValue>[]>();
  private readonly skus = new Set<string>();
  private warehouses: ReadonlySet<string> = new Set();
  private inbound: { known: boolean; asOf: string | null } = { known: false, asOf: null };
  private mastersRead = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly factsOf: FactsOf,
    readonly brandId: string,
    readonly cut: string,
  ) {}

  /** Rows of the items, in their order. Throws `CutMoved` when the brand's data are no longer of this cut. */
  async of(items: readonly LiveItem[]): Promise<LiveRow[]> {
    // one after another, so that the second who asks finds what the first has read
    const read = this.reading.then(() => this.read(items.map(({ sku }) => sku)));
    this.reading = read.catch(() => undefined);
    await read;
    return items.map((item) =>
      liveRow(item, {
        rows: this.rows.get(item.sku) ?? [],
        sku: this.skus.has(item.sku),
        warehouse: item.warehouse !== null && this.warehouses.has(item.warehouse),
        inbound: this.inbound,
      }),
    );
  }

  private async read(asked: readonly string[]): Promise<void> {
    // PostgreSQL has no text with a NUL in it, so no SKU has one
    const missing = [...new Set(asked)].filter((sku) => !this.rows.has(sku) && !sku.includes('\0'));
    for (let from = 0; from < missing.length; from += SKUS_A_READ) {
      const skus = missing.slice(from, from + SKUS_A_READ);
      await this.store.snapshot(async (sql) => {
        const scope = await this.scope(sql);
        const stock = await stockOfSkus(sql, scope, skus);
        const known = await sql.query<{ sku_id: string }>(
          'SELECT sku_id FROM sku WHERE brand_id = $1 AND sku_id = ANY($2)',
          [this.brandId, skus],
        );
        for (const sku of skus) this.rows.set(sku, []);
        for (const row of stock) this.rows.get(row.sku_id as string)?.push(row);
        for (const { sku_id } of known) this.skus.add(sku_id);
      });
    }
  }

  private async scope(sql: Sql): Promise<Scope> {
    const brand: BrandInfo | null = await findBrand(sql, this.brandId);
    if (brand?.cut !== this.cut || brand.data_time === null) throw new CutMoved();
    const facts = await this.factsOf(sql, this.brandId, this.cut);
    if (!this.mastersRead) {
      const rows = await sql.query<{ warehouse_id: string }>('SELECT warehouse_id FROM warehouse WHERE brand_id = $1', [
        this.brandId,
      ]);
      this.warehouses = new Set([...rows.map((row) => row.warehouse_id), ...facts.states.keys()]);
      this.inbound = { known: facts.inboundKnown, asOf: facts.inboundAsOf };
      this.mastersRead = true;
    }
    const { data_time: dataTime } = brand;
    return {
      brandId: this.brandId,
      cut: this.cut,
      dataTime,
      today: businessDate(dataTime),
      warehouses: null,
      language: 'en',
      facts,
    };
  }
}
