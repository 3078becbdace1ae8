import { z } from 'zod';
import type { CellValue } from '../../tables';
import { meaningInfo } from '../../workbook/own/meanings';
import type { OwnMapping, OwnMeaning } from '../../workbook/own/types';

const column = z.object({
  /** texts of the heading rows, joined by " > " */
  heading: z.string(),
  meaning: z.string().nullable(),
  write: z.boolean().default(false),
  sure: z.boolean().optional(),
});

const range = z.object({
  /** `Sheet!B3:R620`, headings included */
  address: z.string(),
  name: z.string().optional(),
  headingRows: z.number().int().min(1).max(3).optional(),
  /** every row's warehouse where no column says it */
  warehouse: z.string().nullable().default(null),
  columns: z.array(column),
  /** what the last run left in the written cells: a cell that differs now is the user's word and is kept */
  written: z
    .array(
      z.object({
        sku: z.string(),
        warehouse: z.string(),
        meaning: z.string(),
        value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      }),
    )
    .optional(),
});

const file = z.object({
  /** business date the figures are of */
  asOf: z.iso.date().nullable().optional(),
  /** warehouse → bonded, overseas … */
  warehouseTypes: z.record(z.string(), z.string()).default({}),
  ranges: z.array(range),
});

/** What `--save-mapping` writes and `--mapping` reads: which ranges of the workbook mean what. */
export type MappingFile = z.infer<typeof file>;
export type MappedRange = MappingFile['ranges'][number];
export type WrittenCell = { sku: string; warehouse: string; meaning: string; value: CellValue };

/** A mapping file as read; a text that says what is wrong with it. */
export function readMappingFile(json: string): MappingFile | string {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return (error as Error).message;
  }
  const read = file.safeParse(raw);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  for (const { address, columns } of read.data.ranges) {
    for (const { heading, meaning } of columns) {
      if (meaning !== null && !isMeaning(meaning)) return `${address}: ${heading}: ${meaning}?`;
    }
  }
  return read.data;
}

export const isMeaning = (text: string): text is OwnMeaning => meaningInfo(text as OwnMeaning) !== null;

export const joined = (heading: readonly string[]): string => heading.join(' > ');

/** A mapping with the meanings, written columns and warehouse that the file gives its headings. */
export function fixedBy(mapping: OwnMapping, fixed: MappedRange): { mapping: OwnMapping; unknown: string[] } {
  const wanted = new Map(fixed.columns.map((one) => [one.heading, one]));
  const headings = new Set(mapping.columns.map(({ heading }) => joined(heading)));
  return {
    mapping: {
      ...mapping,
      name: fixed.name ?? mapping.name,
      warehouse: fixed.warehouse,
      columns: mapping.columns.map((one) => {
        const said = wanted.get(joined(one.heading));
        const meaning = said?.meaning ?? null;
        return {
          ...one,
          meaning: meaning !== null && isMeaning(meaning) ? meaning : null,
          write: said?.write ?? false,
        };
      }),
    },
    unknown: fixed.columns.flatMap(({ heading, meaning }) =>
      meaning !== null && !headings.has(heading) ? [heading] : [],
    ),
  };
}
