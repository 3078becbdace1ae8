import type {
  BrandInfo,
  BrandSummary,
  CellValue,
  ForecastAccuracyReport,
  ForecastDrift,
  ForecastHistory,
  ForecastVersionBody,
  ForecastVersionInfo,
  ProposalInfo,
  ProposalState,
  PullTableId,
  SendBody,
  TablePage,
} from '../../../tables';

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
  /** forecasts it was sent, oldest first; the same run is kept once */
  readonly forecasts: ForecastVersionBody[] = [];
  /** how it answers about accuracy and the history of an item, where a test has set it */
  accuracy: Partial<ForecastAccuracyReport> = {};
  drift: Partial<ForecastDrift> = {};
  itemHistory: Partial<ForecastHistory> = {};
  /** a data service from before there were versions of the forecast */
  withoutForecasts = false;
  /** answers nothing about forecasts */
  forecastsAway = false;
  /** sendings it was given, one a proposal, oldest first; the same id is kept once */
  readonly proposals: { body: SendBody; proposal: SendBody['proposals'][number]; state: ProposalState }[] = [];
  /** stores the next sendings, but their answers get lost */
  losesAnswers = 0;
  /** proposals cannot be sent with this key */
  maySend: boolean | undefined = true;
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
    const [, ofBrand, what] = /^\/v1\/brands\/([^/]+)\/forecasts(?:\/(\w+))?$/.exec(path) ?? [];
    if (ofBrand && !this.withoutForecasts) {
      if (this.forecastsAway) throw new TypeError('Failed to fetch');
      return this.forecast(what, url.searchParams, init);
    }
    if (ofBrand) return this.problem(404, 'not_found');
    const [, ofSending, number] = /^\/v1\/brands\/([^/]+)\/proposals(?:\/(\d+)\/withdraw)?$/.exec(path) ?? [];
    if (ofSending) return this.proposal(number === undefined ? null : Number(number), init);
    const [, brandId, , table] = /^\/v1\/brands\/([^/]+)(\/tables\/(\w+))?$/.exec(path) ?? [];
    const brand = this.brands.find(({ brand_id }) => brand_id === brandId);
    if (!brand) return this.problem(404, 'brand_not_found');
    if (!table) return this.json(this.summary(brand));
    return this.page(table as PullTableId, url.searchParams);
  };

  private proposal(number: number | null, init: RequestInit | undefined): Response {
    if (!this.maySend) return this.problem(403, 'forbidden');
    if (number !== null) {
      const found = this.proposals[number - 1];
      if (!found || found.state !== 'sent') return this.problem(409, 'proposal_closed');
      found.state = 'withdrawn';
      return this.json(this.proposalInfo(number));
    }
    const body = JSON.parse(String(init?.body)) as SendBody;
    const stands = ({ state }: { state: ProposalState }): boolean => state !== 'withdrawn' && state !== 'refused';
    const known = (id: string): number =>
      this.proposals.findIndex((held) => held.proposal.id === id && stands(held)) + 1;
    const conflicts = body.proposals
      .filter(({ id }) => !known(id))
      .flatMap(({ lines }) => lines)
      .flatMap((line) =>
        this.proposals.flatMap((held, at) =>
          at + 1 > body.seen && !body.known.includes(at + 1) && stands(held)
            ? held.proposal.lines
                .filter(({ sku_id, warehouse_id }) => sku_id === line.sku_id && warehouse_id === line.warehouse_id)
                .map(({ sku_id, warehouse_id, qty }) => ({
                  sku_id,
                  warehouse_id,
                  qty: line.qty,
                  theirs: {
                    number: at + 1,
                    qty,
                    state: held.state,
                    sent_by: held.body.sent_by,
                    sent_at: this.dataTime,
                  },
                }))
            : [],
        ),
      );
    if (conflicts.length) return this.problem(409, 'proposal_conflict', { conflicts });
    const proposals = body.proposals.map((proposal) => {
      const before = known(proposal.id);
      if (!before) this.proposals.push({ body, proposal, state: 'sent' });
      return { ...this.proposalInfo(before || this.proposals.length), created: !before };
    });
    if (this.losesAnswers > 0) {
      this.losesAnswers--;
      throw new TypeError('Failed to fetch');
    }
    return this.json({ proposals, left_out: { count: 0, examples: [], lines: [] } });
  }

  private proposalInfo(number: number): ProposalInfo {
    const { body, proposal, state } = this.proposals[number - 1] as (typeof this.proposals)[number];
    const known = proposal.lines.flatMap(({ value }) => (value === null ? [] : [value]));
    return {
      number,
      id: proposal.id,
      supplier_id: proposal.supplier_id,
      state,
      lines: proposal.lines.length,
      value: known.length ? known.reduce((sum, value) => sum + value, 0) : null,
      currency: body.currency,
      plan_version: body.plan_version,
      cut: body.cut,
      data_time: body.data_time,
      sent_at: this.dataTime,
      sent_by: body.sent_by,
      sent_with: null,
    };
  }

  private forecast(what: string | undefined, query: URLSearchParams, init: RequestInit | undefined): Response {
    if (init?.method === 'POST') {
      const body = JSON.parse(String(init.body)) as ForecastVersionBody;
      const known = this.forecasts.findIndex(({ made_at }) => made_at === body.made_at);
      if (known < 0) this.forecasts.push(body);
      const version = known < 0 ? this.forecasts.length : known + 1;
      return this.json({ ...this.version(version), created: known < 0, left_out: { count: 0, examples: [] } });
    }
    const versions = this.forecasts.map((_, at) => this.version(at + 1)).reverse();
    if (what === undefined) return this.json({ versions, kept: 60 });
    if (what === 'drift') {
      const [version, against] = versions;
      return version && against ? this.json({ version, against, ...this.drift }) : this.problem(404, 'no_forecast');
    }
    if (what === 'history') return this.json({ actual: [], versions, accuracy: null, limit: 4, ...this.itemHistory });
    const limit = Number(query.get('tracking_limit'));
    const report: ForecastAccuracyReport = {
      by: (query.get('by') ?? 'all') as ForecastAccuracyReport['by'],
      cut: this.cut,
      last_week: '2026-11-16',
      versions: 0,
      limit,
      alerts: 0,
      rows: [],
      more: 0,
      ...this.accuracy,
    };
    return this.json(report);
  }

  private version(number: number): ForecastVersionInfo {
    const { rows, ...body } = this.forecasts[number - 1] as ForecastVersionBody;
    return {
      ...body,
      version: number,
      made_by: null,
      weeks: rows[0]?.weeks.length ?? 0,
      rows: rows.length,
      overrides: 0,
    };
  }

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
      ...(this.maySend === undefined ? {} : { may_send: this.maySend }),
    };
  }

  private json(body: unknown): Response {
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  }

  private problem(status: number, code: string, more: object = {}): Response {
    const message = { en: code, zh: code };
    const body = { type: 'about:blank', title: code, status, code, detail: code, message, ...more };
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
  }
}
