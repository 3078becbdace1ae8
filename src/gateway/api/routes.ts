import { z } from 'zod';
import { FORECAST_VERSIONS_KEPT, MAX_FORECAST_ROWS, MAX_LIVE_ITEMS, MAX_PROPOSAL_LINES } from '../../tables';
import { accuracyQuery, driftQuery, forecastBody, historyQuery, versionQuery } from './forecast-schemas';
import { answerBody, proposalQuery, proposalsQuery, sendBody, withdrawBody } from './proposal-schemas';

/** Brand ids stand in addresses: letters, digits, `-` and `_`. */
export const BRAND_PATTERN = /^[A-Za-z0-9][\w-]{0,63}$/;
export const brandParameter = z.string().regex(BRAND_PATTERN, 'letters, digits, - and _, at most 64');

const warehouses = z
  .string()
  .max(4000)
  .regex(/^[^\0]*$/)
  .optional()
  .describe('Warehouse ids, separated by commas; all of them when left out')
  .transform((text) => text?.split(',').filter((id) => id !== ''))
  .transform((ids) => (ids && ids.length > 0 ? ids : null));

export const summaryQuery = z.object({ warehouses });

export const tableQuery = z.object({
  warehouses,
  cursor: z.string().max(4000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(2000).optional().describe('Most rows a page holds; a page may hold fewer'),
  lang: z.enum(['en', 'zh']).default('en').describe('Language of names and meanings'),
  cut: z.string().max(100).optional().describe('Answer 409 cut_changed when the data are no longer of this cut'),
});

const liveItem = z.object({
  sku: z.string().describe('Code of an SKU'),
  warehouse: z.string().nullable().default(null).describe('Id of a warehouse; null: all of the brand together'),
});

export const liveBody = z.object({
  items: z
    .array(liveItem)
    .min(1)
    .max(MAX_LIVE_ITEMS, `at most ${MAX_LIVE_ITEMS} items`)
    .describe('What to follow; the answer has one row for each'),
});

export interface RouteSpec {
  method: 'get' | 'post';
  /** Hono's form, relative to where the API is mounted */
  path: string;
  id: string;
  summary: string;
  query?: z.ZodObject;
  /** a brand that is not the sample needs an access key; `write`: one with the right to write */
  access: 'open' | 'read' | 'write';
  upload?: true;
  /** of the JSON that is sent */
  body?: z.ZodObject;
  /** the answer is a stream of server-sent events, with this in `data` */
  stream?: true;
  /** name of the answer's schema */
  answer: string;
}

/** The API, declared once: the app registers exactly these, and the OpenAPI description is made from them. */
export const ROUTES = {
  health: {
    method: 'get',
    path: '/health',
    id: 'health',
    summary: 'Whether the service answers',
    access: 'open',
    answer: 'Health',
  },
  openapi: {
    method: 'get',
    path: '/openapi.json',
    id: 'openapi',
    summary: 'This description',
    access: 'open',
    answer: 'OpenApi',
  },
  brands: {
    method: 'get',
    path: '/v1/brands',
    id: 'listBrands',
    summary: 'The brands the caller may read; the sample brand needs no access key',
    access: 'open',
    answer: 'BrandList',
  },
  brand: {
    method: 'get',
    path: '/v1/brands/:brand',
    id: 'readBrand',
    summary: 'A brand with its warehouses, its sources and the size of each table',
    query: summaryQuery,
    access: 'read',
    answer: 'BrandSummary',
  },
  table: {
    method: 'get',
    path: '/v1/brands/:brand/tables/:table',
    id: 'readTable',
    summary: 'One page of a table; follow `next` to its end',
    query: tableQuery,
    access: 'read',
    answer: 'TablePage',
  },
  live: {
    method: 'post',
    path: '/v1/brands/:brand/live',
    id: 'followStock',
    summary:
      'Stock figures as server-sent events: first `stock` events with a row for every item, later with the rows that changed. Silence is broken by comments. An `end` event with a problem document ends a stream whose caller may no longer read',
    body: liveBody,
    access: 'read',
    stream: true,
    answer: 'LiveEvent',
  },
  storeForecast: {
    method: 'post',
    path: '/v1/brands/:brand/forecasts',
    id: 'storeForecast',
    summary: `Stores a run's forecast as the next version, of at most ${MAX_FORECAST_ROWS} items. A key that may read the brand is enough, and the sample brand takes versions without one; items whose SKU or warehouse the brand's data do not know are left out. The same run, or a forecast equal to the newest version, adds none. Of each brand ${FORECAST_VERSIONS_KEPT} versions are kept: beyond it the oldest goes that a later one from data of the same week replaced, where there is none the oldest of all`,
    body: forecastBody,
    access: 'read',
    answer: 'StoredVersion',
  },
  forecasts: {
    method: 'get',
    path: '/v1/brands/:brand/forecasts',
    id: 'listForecasts',
    summary: 'The stored versions of the forecast, newest first',
    access: 'read',
    answer: 'ForecastVersionList',
  },
  forecastDrift: {
    method: 'get',
    path: '/v1/brands/:brand/forecasts/drift',
    id: 'readForecastDrift',
    summary: 'How far a version differs from an earlier one over the weeks both cover, and the items that moved most',
    query: driftQuery,
    access: 'read',
    answer: 'ForecastDrift',
  },
  forecastAccuracy: {
    method: 'get',
    path: '/v1/brands/:brand/forecasts/accuracy',
    id: 'readForecastAccuracy',
    summary:
      'How near the stored forecasts came to the cleaned demand of the weeks after their data, as planned with and as the statistics alone had it, with tracking signals. Only weeks that are over count',
    query: accuracyQuery,
    access: 'read',
    answer: 'ForecastAccuracyReport',
  },
  forecastHistory: {
    method: 'get',
    path: '/v1/brands/:brand/forecasts/history',
    id: 'readForecastHistory',
    summary: 'What each version said of one item, beside what came',
    query: historyQuery,
    access: 'read',
    answer: 'ForecastHistory',
  },
  forecast: {
    method: 'get',
    path: '/v1/brands/:brand/forecasts/:version',
    id: 'readForecast',
    summary: 'One page of a version; follow `next` to its end',
    query: versionQuery,
    access: 'read',
    answer: 'ForecastPage',
  },
  sendProposals: {
    method: 'post',
    path: '/v1/brands/:brand/proposals',
    id: 'sendProposals',
    summary: `Sends accepted lines of a plan as purchase proposals, one a supplier: all of them or none, at most ${MAX_PROPOSAL_LINES} lines. A proposal whose id stands already is not stored again, so a sending whose answer was lost can be repeated. Lines that a proposal after \`seen\` and not in \`known\` asks for too are answered with proposal_conflict. Needs a key with the right to write; the sample brand takes proposals without one`,
    body: sendBody,
    access: 'write',
    answer: 'SendAnswer',
  },
  proposals: {
    method: 'get',
    path: '/v1/brands/:brand/proposals',
    id: 'listProposals',
    summary: 'Purchase proposals in short, newest first; follow `next` to its end',
    query: proposalsQuery,
    access: 'read',
    answer: 'ProposalList',
  },
  proposal: {
    method: 'get',
    path: '/v1/brands/:brand/proposals/:number',
    id: 'readProposal',
    summary: 'One page of the lines of a proposal, with who did what and when',
    query: proposalQuery,
    access: 'read',
    answer: 'ProposalPage',
  },
  answerProposal: {
    method: 'post',
    path: '/v1/brands/:brand/proposals/:number/answer',
    id: 'answerProposal',
    summary:
      'Answers a proposal, whole or by line: acknowledged, ordered or refused, with the quantity bought and a note. The same answer again changes nothing. Needs a key with the right to write',
    body: answerBody,
    access: 'write',
    answer: 'Proposal',
  },
  withdrawProposal: {
    method: 'post',
    path: '/v1/brands/:brand/proposals/:number/withdraw',
    id: 'withdrawProposal',
    summary: 'Takes lines back that nobody has acknowledged yet. Needs a key with the right to write',
    body: withdrawBody,
    access: 'write',
    answer: 'Proposal',
  },
  import: {
    method: 'post',
    path: '/v1/brands/:brand/imports',
    id: 'importFiles',
    summary: 'Imports the files of an import folder. Tables whose file is there are replaced, all or nothing',
    access: 'write',
    upload: true,
    answer: 'ImportReport',
  },
  latestImport: {
    method: 'get',
    path: '/v1/brands/:brand/imports/latest',
    id: 'readLatestImport',
    summary: 'The report of the import that made the present data',
    access: 'read',
    answer: 'ImportReport',
  },
} as const satisfies Record<string, RouteSpec>;
