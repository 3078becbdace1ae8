import { z } from 'zod';
import { MAX_PROPOSAL_LINES, PROPOSAL_ANSWERS, PROPOSAL_STATES } from '../../tables';
import { code, quantity, word } from './parts';

/** Names of people and notes: text without control characters; blank is unknown. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u)
    .nullable()
    .default(null)
    .transform((text) => text?.trim() || null);
const person = words(100);
const note = words(500);
const day = z.iso.date().nullable().default(null);

const line = z.object({
  sku_id: word(200),
  warehouse_id: code,
  qty: quantity.refine((units) => units > 0, 'more than 0').describe('Units wanted'),
  recommended_qty: quantity.nullable().default(null).describe('Units the plan recommended when it was decided'),
  order_by: day,
  arrives: day,
  value: quantity.nullable().default(null).describe('In the currency of the sending; null: no cost is known'),
  decided_by: person,
  decided_on: day,
});

const proposal = z.object({
  id: z
    .string()
    .regex(/^[\w-]{8,100}$/)
    .describe('Made by the sender from what is sent. The same again is the same proposal'),
  supplier_id: word(200).nullable().default(null).describe('null: lines whose supplier nobody knows'),
  lines: z.array(line).min(1),
});

export const sendBody = z.object({
  sent_by: person.describe('Name of the planner'),
  seen: z
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .describe(
      'Highest proposal number in the sender’s data; later ones that ask for the same answer proposal_conflict',
    ),
  known: z
    .array(z.number().int().min(1).max(2_147_483_647))
    .max(10_000)
    .default([])
    .describe('Later ones that the sender knows nevertheless: their own, and those of a conflict they have looked at'),
  plan_version: z
    .string()
    .regex(/^[\w.+-]{1,40}$/)
    .nullable()
    .default(null),
  cut: z.string().regex(/^[\w.:+-]{1,100}$/),
  data_time: z.iso.datetime(),
  currency: z.string().regex(/^([A-Z]{3})?$/, 'ISO 4217'),
  proposals: z
    .array(proposal)
    .min(1)
    .max(2000)
    .refine(
      (proposals) => proposals.reduce((sum, { lines }) => sum + lines.length, 0) <= MAX_PROPOSAL_LINES,
      `at most ${MAX_PROPOSAL_LINES} lines`,
    ),
});

export const answerBody = z.object({
  state: z.enum(PROPOSAL_ANSWERS),
  by: person.describe('Name of whoever answers'),
  note,
  lines: z
    .array(
      z.object({
        line: z.number().int().min(1),
        answered_qty: quantity.nullable().optional().describe('Units that are bought; left out: as before'),
        note: note.optional(),
      }),
    )
    .min(1)
    .max(MAX_PROPOSAL_LINES)
    .optional()
    .describe('Lines this is about; every line that can still get there when left out'),
});

export const withdrawBody = z.object({
  by: person,
  note,
  lines: z.array(z.number().int().min(1)).min(1).max(MAX_PROPOSAL_LINES).optional().describe('all when left out'),
});

const limit = z.coerce.number().int().min(1).max(2000).default(200).describe('Most a page holds');
const cursor = z
  .string()
  .regex(/^\d{1,9}$/)
  .optional()
  .describe('`next` of the page before');

export const proposalsQuery = z.object({
  state: z.enum(PROPOSAL_STATES).optional().describe('Only those in this state'),
  supplier: word(200).optional().describe('Only those of this supplier'),
  cursor,
  limit,
});

export const proposalQuery = z.object({ cursor, limit });

export const numberParameter = z.coerce.number().int().min(1).max(2_147_483_647);
