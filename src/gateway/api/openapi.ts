import { z } from 'zod';
import {
  ACCURACY_GROUPS,
  IMPORT_TABLES,
  PROPOSAL_STATES,
  PULL_TABLES,
  type PullTableId,
  type SheetColumn,
  type ValueKind,
} from '../../tables';
import { pullColumns } from '../pull';
import { PROBLEM_CODES } from './problems';
import { BRAND_PATTERN, ROUTES, type RouteSpec } from './routes';

type Schema = Record<string, unknown>;

const KIND_SCHEMAS: Record<ValueKind, Schema> = {
  text: { type: 'string' },
  whole: { type: 'integer' },
  number: { type: 'number' },
  money: { type: 'number' },
  percent: { type: 'number', description: 'a share: 0.95 is 95%' },
  date: { type: 'string', format: 'date', description: 'business date, Asia/Shanghai' },
  datetime: { type: 'string', format: 'date-time', description: 'UTC' },
  flag: { type: 'integer', enum: [0, 1] },
};

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const bilingual = object({ en: text, zh: text });

const importTableId: Schema = { type: 'string', enum: IMPORT_TABLES.map((table) => table.id) };
const pullTableId: Schema = { type: 'string', enum: PULL_TABLES.map((table) => table.id) };

const brandInfo: Record<string, Schema> = {
  brand_id: text,
  name: text,
  name_zh: text,
  currency: text,
  sample: { type: 'boolean' },
  cut: orNull(text),
  data_time: orNull(KIND_SCHEMAS.datetime),
};

const columnSchema = (column: SheetColumn): Schema => ({
  ...orNull(KIND_SCHEMAS[column.kind]),
  title: column.heading.en,
  'x-title-zh': column.heading.zh,
  ...(column.definition ? { description: column.definition.en } : {}),
  ...(column.words ? { 'x-codes': Object.keys(column.words) } : {}),
});

const units: Schema = { type: 'number' };
const week: Schema = { type: 'string', format: 'date', description: 'Monday, Asia/Shanghai' };
const shareOf = (description: string): Schema => orNull({ type: 'number', description });

const versionInfo: Record<string, Schema> = {
  version: { type: 'integer', minimum: 1 },
  made_at: KIND_SCHEMAS.datetime,
  made_by: orNull({ ...text, description: 'label of the access key; null: none was needed' }),
  cut: text,
  data_time: KIND_SCHEMAS.datetime,
  last_week: week,
  weeks: count,
  rows: { ...count, description: 'items' },
  settings: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  overrides: { ...count, description: 'weeks of items in which a planner’s number stands' },
};
const forecastLines: Record<string, Schema> = {
  demand_class: text,
  method: text,
  weeks: { ...list(units), description: 'with overrides, as planned with' },
  statistical: list(units),
  lows: { ...list(units), description: 'P10; empty: no band is known' },
  highs: { ...list(units), description: 'P90; empty: no band is known' },
};
const itemKey = { sku_id: text, warehouse_id: text };
const onlyOne = object({ items: count, total: units });

/** Of the stored versions of the forecast. */
const forecastSchemas = (): Record<string, Schema> => ({
  ForecastVersion: object(versionInfo),
  ForecastVersionList: object({ versions: list(ref('ForecastVersion')), kept: count }),
  StoredForecast: object({ ...itemKey, ...forecastLines }),
  StoredVersion: object({
    ...versionInfo,
    created: { type: 'boolean', description: 'false: this forecast was stored already' },
    left_out: object({ count, examples: list(text) }),
  }),
  ForecastPage: object({ ...versionInfo, items: list(ref('StoredForecast')), next: orNull(text) }),
  ForecastHistory: object({
    ...itemKey,
    cut: text,
    actual: list(object({ week, quantity: orNull(units) })),
    versions: list(
      object({
        version: versionInfo.version as Schema,
        made_at: versionInfo.made_at as Schema,
        made_by: versionInfo.made_by as Schema,
        last_week: week,
        ...forecastLines,
      }),
    ),
    accuracy: orNull(ref('AccuracyRow')),
    limit: units,
  }),
  ForecastDrift: object({
    version: ref('ForecastVersion'),
    against: ref('ForecastVersion'),
    weeks: { ...list(week), description: 'which both cover' },
    total_before: units,
    total_after: units,
    statistical_before: units,
    statistical_after: units,
    change: shareOf('Σ|after − before| / Σ before over items and weeks'),
    common: count,
    appeared: onlyOne,
    disappeared: onlyOne,
    items: list(
      object({
        ...itemKey,
        demand_class: text,
        before: orNull(units),
        after: orNull(units),
        statistical_before: orNull(units),
        statistical_after: orNull(units),
      }),
    ),
    more: count,
  }),
  AccuracyRow: object({
    group: text,
    sku_id: orNull(text),
    warehouse_id: orNull(text),
    pairs: count,
    wape: shareOf('Σ|actual − forecast| / Σ actual'),
    bias: shareOf('Σ(actual − forecast) / Σ actual; positive = under-forecast'),
    mase: orNull(units),
    rmsse: orNull(units),
    pinball: shareOf('mean pinball loss of P10 and P90, units a week'),
    coverage: shareOf('share of weeks between P10 and P90'),
    statistical_wape: shareOf('WAPE of the forecast before overrides'),
    overridden_pairs: count,
    value_added: shareOf('over overridden weeks: statistical WAPE − WAPE; positive = overrides helped'),
    tracking_signal: shareOf('Σe / mean|e| of the newest 13 weeks, each by the last forecast before it'),
    alert: { type: 'boolean' },
  }),
  ForecastAccuracyReport: object({
    by: { type: 'string', enum: [...ACCURACY_GROUPS] },
    cut: text,
    last_week: week,
    versions: count,
    limit: units,
    alerts: { ...count, description: 'items in alert' },
    rows: list(ref('AccuracyRow')),
    more: count,
  }),
});

const proposalState: Schema = { type: 'string', enum: [...PROPOSAL_STATES] };
const date = KIND_SCHEMAS.date;
const proposalInfo: Record<string, Schema> = {
  number: { type: 'integer', minimum: 1, description: 'P-0012 in sheets' },
  id: { ...text, description: 'as the sender made it' },
  supplier_id: orNull(text),
  state: { ...proposalState, description: 'the least advanced of the lines that are neither refused nor withdrawn' },
  lines: count,
  value: orNull({ type: 'number', description: 'of the lines whose value is known' }),
  currency: text,
  plan_version: orNull(text),
  cut: text,
  data_time: KIND_SCHEMAS.datetime,
  sent_at: KIND_SCHEMAS.datetime,
  sent_by: orNull(text),
  sent_with: orNull({ ...text, description: 'label of the access key; null: none was needed' }),
};

/** Of purchase proposals. */
const proposalSchemas = (): Record<string, Schema> => ({
  Proposal: object(proposalInfo),
  SendAnswer: object({
    proposals: list(
      object({ ...proposalInfo, created: { type: 'boolean', description: 'false: it had been sent before' } }),
    ),
    left_out: object({ count, examples: list(text), lines: list(object(itemKey)) }),
  }),
  ProposalList: object({ proposals: list(ref('Proposal')), next: orNull(text) }),
  ProposalLine: object({
    line: { type: 'integer', minimum: 1 },
    ...itemKey,
    qty: units,
    recommended_qty: orNull(units),
    order_by: orNull(date),
    arrives: orNull(date),
    value: orNull(units),
    decided_by: orNull(text),
    decided_on: orNull(date),
    state: proposalState,
    answered_qty: orNull(units),
    answer: orNull(text),
  }),
  ProposalPage: object({
    ...proposalInfo,
    items: list(ref('ProposalLine')),
    events: list(
      object({
        at: KIND_SCHEMAS.datetime,
        by: orNull(text),
        with: orNull({ ...text, description: 'label of the access key' }),
        state: proposalState,
        lines: count,
        note: orNull(text),
      }),
    ),
    next: orNull(text),
  }),
  ProposalConflict: object({
    ...itemKey,
    qty: { ...units, description: 'in this sending' },
    theirs: object({
      number: count,
      qty: units,
      state: proposalState,
      sent_by: orNull(text),
      sent_at: KIND_SCHEMAS.datetime,
    }),
  }),
});

/** What a row of each pull table means, value by value. */
const rowSchemas = (): Record<string, Schema> =>
  Object.fromEntries(
    PULL_TABLES.map((table) => {
      const columns = pullColumns(table.id as PullTableId).map((id) =>
        table.columns.find((column) => column.id === id),
      );
      const prefixItems = columns.filter((column) => column !== undefined).map(columnSchema);
      return [table.id, { type: 'array', prefixItems, minItems: prefixItems.length, maxItems: prefixItems.length }];
    }),
  );

const schemas = (): Record<string, Schema> => ({
  ...rowSchemas(),
  ...forecastSchemas(),
  ...proposalSchemas(),
  Health: object({
    status: { type: 'string', enum: ['ok', 'busy'] },
    name: text,
    version: text,
    store: { type: 'string', enum: ['embedded', 'postgresql'] },
  }),
  OpenApi: { type: 'object' },
  BrandList: object({ brands: list(object(brandInfo)) }),
  BrandSummary: object({
    ...brandInfo,
    warehouses: list(object({ warehouse_id: text, name: text, name_zh: text, type: text })),
    sources: list(
      object({
        table: importTableId,
        rows: count,
        as_of: orNull(text),
        ingested_at: orNull(KIND_SCHEMAS.datetime),
        refused: count,
      }),
    ),
    counts: object(Object.fromEntries(PULL_TABLES.map((table) => [table.id, count]))),
    may_send: { type: 'boolean', description: 'the caller may send purchase proposals' },
  }),
  TablePage: object({
    table: pullTableId,
    cut: text,
    data_time: KIND_SCHEMAS.datetime,
    columns: list(text),
    rows: list({ anyOf: PULL_TABLES.map((table) => ref(table.id)) }),
    total: count,
    next: orNull(text),
  }),
  LiveEvent: object({
    cut: text,
    sample: { type: 'boolean' },
    rows: list(
      object({
        sku: text,
        warehouse: orNull(text),
        unknown: orNull({ type: 'string', enum: ['sku', 'warehouse'] }),
        available: orNull(KIND_SCHEMAS.number),
        on_hand: orNull(KIND_SCHEMAS.number),
        reserved: orNull(KIND_SCHEMAS.number),
        in_transit: orNull(KIND_SCHEMAS.number),
        as_of: orNull(KIND_SCHEMAS.datetime),
        oldest_warehouse: orNull(text),
        in_transit_as_of: orNull(KIND_SCHEMAS.datetime),
      }),
    ),
  }),
  ImportProblem: object({
    code: text,
    file: text,
    line: orNull(count),
    column: orNull(text),
    value: orNull(text),
    message: bilingual,
  }),
  ImportReport: object(
    {
      brand_id: text,
      cut: orNull(text),
      tables: list(
        object(
          {
            table: importTableId,
            file: text,
            encoding: orNull(text),
            read: count,
            taken: count,
            refused: count,
            missing: { type: 'boolean' },
            skipped: count,
            ignored_columns: list(text),
          },
          ['skipped', 'ignored_columns'],
        ),
      ),
      problems: list(ref('ImportProblem')),
      more_problems: count,
      ignored_files: list(text),
      seconds: { type: 'number' },
    },
    ['ignored_files'],
  ),
  Problem: object(
    {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: { type: 'string', enum: PROBLEM_CODES },
      detail: text,
      message: bilingual,
      problems: list(ref('ImportProblem')),
      conflicts: list(ref('ProposalConflict')),
    },
    ['problems', 'conflicts'],
  ),
});

const PATH_SCHEMAS: Record<string, Schema> = {
  brand: { type: 'string', pattern: BRAND_PATTERN.source },
  table: pullTableId,
  version: { type: 'integer', minimum: 1 },
  number: { type: 'integer', minimum: 1 },
};

function parameters(route: RouteSpec): Schema[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: PATH_SCHEMAS[name ?? ''],
  }));
  if (!route.query) return inPath;
  const { properties = {} } = z.toJSONSchema(route.query, { io: 'input' });
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
  return [...inPath, ...inQuery];
}

const upload = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        description: `Files named ${IMPORT_TABLES.map((table) => table.file).join(', ')}; sku.csv must be among them`,
        properties: {
          files: list({ type: 'string', format: 'binary' }),
          name: { ...text, description: 'name of the brand' },
          name_zh: text,
          currency: { ...text, description: 'ISO 4217' },
        },
      },
    },
  },
};

/** The declaration without what JSON Schema says about itself. */
function bodySchema(body: z.ZodObject): Schema {
  const { $schema: _version, ...schema } = z.toJSONSchema(body, { io: 'input' });
  return schema;
}

function operation(route: RouteSpec): Schema {
  const json = (name: string, type = 'application/json'): Schema => ({ content: { [type]: { schema: ref(name) } } });
  return {
    operationId: route.id,
    summary: route.summary,
    parameters: parameters(route),
    ...(route.upload ? { requestBody: upload } : {}),
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: bodySchema(route.body) } } } }
      : {}),
    ...(route.access === 'open' ? { security: [{}, { accessKey: [] }] } : { security: [{ accessKey: [] }] }),
    responses: {
      200: { description: 'OK', ...json(route.answer, route.stream && 'text/event-stream') },
      default: { description: 'A problem, in words and as a code', ...json('Problem', 'application/problem+json') },
    },
  };
}

/** The description of the API (OpenAPI 3.1), made from the declared routes and tables. */
export function openApi(version: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of Object.values<RouteSpec>(ROUTES)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Twinstock data service', version },
    servers: [{ url: '.' }],
    paths,
    components: {
      securitySchemes: { accessKey: { type: 'http', scheme: 'bearer' } },
      schemas: schemas(),
    },
  };
}
