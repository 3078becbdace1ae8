import type { BrandInfo, BrandSummary, CellValue, PullTableId, TablePage } from '../../../tables';

export interface FakeTable {
  columns: string[];
  rows: CellValue[][];
}

const PAGE = 2;

/** A data service behind `fetch`, with the faults tests ask for. */
export class FakeService {
  cut = 'cut1';
  dataTime = '2026-11-23T01:12:00Z';
  key: string | null = null;
  /** answers fail from this page request on (counted from 1); null: never */
  awayFromPage: number | null = null;
  /** new data arrive before these page requests */
  newCutBeforePages: number[] = [];
  /** called before each page is answered */
  onPage: (count: number) => void = () => {};
  pages = 0;
  readonly requests: string[] = [];
  brands: BrandInfo[];

  constructor(
    readonly tables: Partial<Record<PullTableId, FakeTable>>,
    private readonly base = 'https://stock.test/api',
    brand: Partial<BrandInfo> = {},
  ) {
    this.brands = [
      {
        brand_id: 'sample',
        name: 'Sample brand',
        name_zh: '示例品牌',
        currency: 'CNY',
        sample: true,
        cut: this.cut,
        data_time: this.dataTime,
        ...brand,
      },
    ];
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    this.requests.push(url.pathname + url.search);
    if (init?.signal?.aborted) throw Object.assign(new Error('aborted'), { name: 'AbortError' });
    if (!url.href.startsWith(this.base)) throw new TypeError('Failed to fetch');
    const headers = new Headers(init?.headers);
    if (this.key !== null && headers.get('authorization') !== `Bearer ${this.key}`) {
      return this.problem(401, 'unauthorised');
    }
    const path = url.pathname.replace(new URL(this.base).pathname, '');
    if (path === '/v1/brands') return this.json(this.brands);
    const [, brandId, , table] = /^\/v1\/brands\/([^/]+)(\/tables\/(\w+))?$/.exec(path) ?? [];
    const brand = this.brands.find(({ brand_id }) => brand_id === brandId);
    if (!brand) return this.problem(404, 'brand_not_found');
    if (!table) return this.json(this.summary(brand));
    return this.page(table as PullTableId, url.searchParams);
  };

  private page(table: PullTableId, query: URLSearchParams): Response {
    this.pages++;
    this.onPage(this.pages);
    if (this.awayFromPage !== null && this.pages >= this.awayFromPage) throw new TypeError('Failed to fetch');
    if (this.newCutBeforePages.includes(this.pages)) this.cut += '+';
    const asked = query.get('cut');
    if (asked !== null && asked !== this.cut) return this.problem(409, 'cut_changed');
    const { columns, rows } = this.tables[table] ?? { columns: [], rows: [] };
    const from = Number(query.get('cursor') ?? 0);
    const page: TablePage = {
      table,
      cut: this.cut,
      data_time: this.dataTime,
      columns,
      rows: rows.slice(from, from + PAGE),
      total: rows.length,
      next: from + PAGE < rows.length ? String(from + PAGE) : null,
    };
    return this.json(page);
  }

  private summary(brand: BrandInfo): BrandSummary {
    const counts = Object.fromEntries(Object.entries(this.tables).map(([id, table]) => [id, table.rows.length]));
    const warehouses = (this.tables.TW_Warehouses?.rows ?? []).map((row) => ({
      warehouse_id: String(row[0]),
      name: String(row[1]),
      name_zh: String(row[1]),
      type: String(row[2]),
    }));
    return {
      ...brand,
      warehouses,
      sources: [
        { table: 'sku', rows: counts.TW_SKU ?? 0, as_of: null, ingested_at: this.dataTime, refused: 0 },
        { table: 'stock', rows: counts.TW_Stock ?? 0, as_of: this.dataTime, ingested_at: this.dataTime, refused: 3 },
        { table: 'sales', rows: counts.TW_Sales ?? 0, as_of: '2026-11-22', ingested_at: this.dataTime, refused: 0 },
        { table: 'inbound', rows: 0, as_of: null, ingested_at: null, refused: 0 },
      ],
      counts: counts as BrandSummary['counts'],
    };
  }

  private json(body: unknown): Response {
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  }

  private problem(status: number, code: string): Response {
    const body = { type: 'about:blank', title: code, status, code, detail: code, message: { en: code, zh: code } };
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
  }
}
