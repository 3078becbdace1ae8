import type { SheetTableId } from '../../tables';
import { ownTables } from '../../workbook/own/convert';
import type { OwnIssue } from '../../workbook/own/issues';
import type { OwnBody, OwnMapping } from '../../workbook/own/types';
import type { CutStamp, ReadTable } from '../../workbook/types';
import type { SessionContext } from './context';
import { showWork } from './courtesies';
import type { RunningJob } from './jobs';
import { lookOwn, usable, warehouseNames } from './own';
import { ownTextsOf } from './own-error';
import { combinedHash, inputsHash } from './own-hash';
import { readsOf } from './own-mapping';
import { pulledFirst } from './own-merge';
import type { OwnKept, OwnOptions } from './types';

/** What the mapped ranges give to a plan. */
export interface OwnSources {
  /** all tables the plan reads, those pulled included */
  tables: ReadonlyMap<SheetTableId, ReadTable>;
  /** mapping id → what it held, see own-hash.ts */
  hashes: ReadonlyMap<string, string>;
  /** of the ranges alone; where sheets were pulled too, their stamp counts */
  stamp: CutStamp;
  notes: string[];
}

/**
 * Reads the mapped ranges that hold figures for the plan; null when there are none. One that cannot be found any more is left
 * out and named.
 */
export async function readOwnSources(
  context: SessionContext,
  job: RunningJob,
  pulled: ReadonlyMap<SheetTableId, ReadTable>,
): Promise<OwnSources | null> {
  const { kept, options } = await lookOwn(context);
  const mappings = usable(kept).filter((mapping) => readsOf(mapping).length > 0);
  const lost = lostNotes(context, kept, mappings);
  if (!mappings.length) return null;
  const bodies = await context.ports.workbook.readOwn(mappings, {
    signal: job.signal,
    onProgress: showWork(job),
    warehouses: await warehouseNames(context),
  });
  const { tables, problems, asOf } = convertOwn(context, bodies, options, pulled);
  const hashes = new Map(bodies.map((body) => [body.mapping.id, inputsHash(body)]));
  const read = context.ports.now().toISOString();
  return {
    tables: options.first
      ? tables
      : new Map([...tables].map(([id, table]) => [id, underPulled(pulled.get(id), table)])),
    hashes,
    stamp: { cut: `own-${combinedHash(hashes.values())}-${read}`, dataTime: asOf, planVersion: null },
    notes: [...lost, ...problems.map(({ message }) => message[context.state.language])],
  };
}

const underPulled = (pulled: ReadTable | undefined, table: ReadTable): ReadTable =>
  pulled && pulled !== table ? pulledFirst(pulled, table) : table;

/** The ranges as tables of ours, at the time the user says or they say themselves. */
export function convertOwn(
  context: SessionContext,
  bodies: readonly OwnBody[],
  { dataDate, warehouseTypes }: OwnOptions,
  pulled: ReadonlyMap<SheetTableId, ReadTable>,
): { tables: Map<SheetTableId, ReadTable>; problems: OwnIssue[]; asOf: string } {
  const now = context.ports.now().toISOString();
  const hasCut = ['TW_Stock', 'TW_Sales'].some((id) => pulled.get(id as SheetTableId)?.stamp);
  return ownTables(bodies, {
    now,
    dataTime: hasCut || dataDate === null ? null : endOfDay(dataDate, now),
    currency: context.state.workbook?.binding?.currency ?? '',
    base: pulled,
    warehouseTypes,
  });
}

/** The last minute of a business day in Beijing, or now while it runs. */
function endOfDay(date: string, now: string): string {
  const end = `${date}T15:59:00.000Z`;
  return end < now ? end : now;
}

function lostNotes(context: SessionContext, kept: readonly OwnKept[], used: readonly OwnMapping[]): string[] {
  const t = ownTextsOf(context.state.language);
  return kept.flatMap(({ mapping, problem }) =>
    !problem || used.includes(mapping) || !readsOf(mapping).length
      ? []
      : t('own.lost', {
          name: mapping.name,
          why: t(`own.problem.${problem.code}`, { sheet: mapping.place.sheetName, column: '', ...problem.values }),
        }),
  );
}
