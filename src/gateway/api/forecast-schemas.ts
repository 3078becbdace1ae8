import { z } from 'zod';
import { SIGNAL_LIMIT } from '../../planning/forecast-review';
import { ACCURACY_GROUPS, MAX_FORECAST_ROWS } from '../../tables';
import { code, quantity, word } from './parts';

/** Names the engine gives: no sentence of anybody's gets into a brand that everybody may read. */
const name = z.string().regex(/^[\w .+/()-]{1,64}$/, 'letters, digits and - _ . + / ( ), at most 64');
const line = z.array(quantity).min(1).max(53);
const monday = z.iso.date();

const storedForecast = z.object({
  sku_id: word(200),
  warehouse_id: code,
  demand_class: name,
  method: name,
  weeks: line.describe('Units a week with overrides, as planned with; the first is the week after last_week'),
  statistical: line.describe('The same before overrides'),
  lows: z.array(quantity).max(53).describe('P10; empty when no band is known'),
  highs: z.array(quantity).max(53).describe('P90; empty when no band is known'),
});

export const forecastBody = z.object({
  made_at: z.iso.datetime().describe('When the run ended. The same run sent again is the same version'),
  cut: z
    .string()
    .regex(/^[\w.:+-]{1,100}$/)
    .describe('Cut of the data the run read'),
  data_time: z.iso.datetime().describe('Instant these data speak for'),
  last_week: monday.describe('Monday of the last week complete at data_time'),
  settings: z
    .record(name, z.union([z.number(), z.boolean(), z.string().regex(/^[^\p{Cc}]{0,64}$/u)]))
    .refine((settings) => Object.keys(settings).length <= 500, 'at most 500')
    .describe('Policy and engine settings that shaped the run'),
  rows: z.array(storedForecast).min(1).max(MAX_FORECAST_ROWS),
});

export const versionParameter = z.coerce.number().int().min(1).max(2_147_483_647);

const version = versionParameter.optional();
const sku = word(200).optional().describe('Code of an SKU; all of them when left out');
const warehouse = code.optional().describe('Id of a warehouse; all of them when left out');
const limit = z.coerce
  .number()
  .min(0)
  .max(1000)
  .default(SIGNAL_LIMIT)
  .describe('Tracking signals beyond this, on either side, alert when errors lean by more than chance');

export const versionQuery = z.object({
  sku,
  warehouse,
  cursor: z.string().max(4000).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(2000).default(1000).describe('Most items a page holds'),
});

export const driftQuery = z.object({
  version: version.describe('Number of a version; the newest when left out'),
  against: version.describe('Number of an earlier version; the one made before `version` when left out'),
});

export const accuracyQuery = z.object({
  by: z.enum(ACCURACY_GROUPS).default('all'),
  sku,
  warehouse,
  tracking_limit: limit,
});

export const historyQuery = z.object({
  sku: word(200).describe('Code of an SKU'),
  warehouse: code.describe('Id of a warehouse'),
  tracking_limit: limit,
});
