import type { Language, SheetColumn } from '../../tables';
import { cellAddress } from '../addresses';
import { readsBackAs, sameCell, type RawCell } from '../cells';
import { throwIfCancelled } from '../errors';
import { exclusively, runExcel } from '../excel-run';
import type { CutStamp } from '../types';
import { newWriteId } from '../write-job';
import { holdsAlready, isOfAnotherKind, keepsFiguresAsText, ownCell, shownOwn } from './cell-values';
import { readList, type LiveList } from './live-list';
import { loadBook, locate } from './locate';
import { matchRows, ownRowKey } from './matching';
import { meaningInfo } from './meanings';
import { lastWrittenOwn, loadMemory } from './memory';
import { findObstacles } from './obstacles';
import { brandProblem, rangeProblem } from './problems';
import type { OwnBlocked, OwnChange, OwnMapping, OwnMeaning, OwnOptions, OwnPreview, OwnWanted } from './types';
import { ruleTakes } from './validation';

export const ownChangeId = (mappingId: string, sku: string, warehouse: string, meaning: OwnMeaning): string =>
  [mappingId, sku, warehouse, meaning].join('|');

/** Words in the language of the list's headings. */
export const languageOfList = ({ columns }: OwnMapping): Language =>
  columns.some(({ heading }) => heading.some((text) => /\p{Script=Han}/u.test(text))) ? 'zh' : 'en';

/** Columns the plan may write that are wanted, each with how its values are declared. */
interface Target {
  meaning: OwnMeaning;
  position: number;
  column: SheetColumn;
  /** of the wanted rows' values */
  source: number;
}

/**
 * What writing the wanted rows into the user's ranges would change, cell by cell, as they stand now. Writes nothing.
 * An unknown value clears a cell only if it still holds what the add-in last wrote there.
 *
 * @throws WorkbookError range_gone, column_gone, other_brand (a mapping of another brand's), cancelled
 */
export function previewOwn(
  wanted: readonly OwnWanted[],
  stamp: CutStamp,
  options: OwnOptions = {},
): Promise<OwnPreview> {
  return exclusively(() =>
    runExcel(async (context) => {
      const preview: OwnPreview = {
        id: newWriteId(),
        stamp,
        brand: null,
        mappings: [],
        known: {},
        changes: [],
        blocked: [],
        unknown: [],
        lacking: [],
        duplicates: [],
        filtered: [],
      };
      const { writes, binding } = await loadMemory(context);
      preview.brand = binding?.brandId ?? null;
      const book = await loadBook(context);
      for (const [done, item] of wanted.entries()) {
        throwIfCancelled(options.signal);
        const foreign = brandProblem(item.mapping, binding);
        if (foreign) throw rangeProblem(foreign, item.mapping);
        const { found, problem } = await locate(context, book, item.mapping, options.signal);
        if (problem) throw rangeProblem(problem, item.mapping);
        const targets = targetsOf(item, found.mapping);
        const list = await readList(context, found, {
          formulas: targets.map(({ position }) => position),
          formats: targets.map(({ position }) => position),
          hidden: false,
          warehouses: options.warehouses ?? {},
          codes: [...new Set(item.rows.map(({ warehouse }) => warehouse))].filter((code) => code !== ''),
          skus: new Set(item.rows.map(({ sku }) => sku)),
          signal: options.signal,
        });
        preview.mappings.push(found.mapping);
        preview.known[found.mapping.id] = item.rows.map(({ sku, warehouse }) => ({ sku, warehouse }));
        if (found.filtered && !preview.filtered.includes(found.sheetName)) preview.filtered.push(found.sheetName);
        await listChanges(context, preview, item, list, targets, lastWrittenOwn(writes, item.mapping.id));
        options.onProgress?.({ step: 'checking', table: null, done: done + 1, total: wanted.length });
      }
      return preview;
    }),
  );
}

function targetsOf({ meanings }: OwnWanted, mapping: OwnMapping): Target[] {
  return mapping.columns.flatMap(({ meaning, write, position }): Target[] => {
    const source = meaning === null || !write ? -1 : meanings.indexOf(meaning);
    const info = meaning && meaningInfo(meaning);
    // whatever a mapping says: only results of the plan are ever written, never what the plan reads or a key
    return source < 0 || !meaning || !info?.result ? [] : [{ meaning, position, column: info.column, source }];
  });
}

async function listChanges(
  context: Excel.RequestContext,
  preview: OwnPreview,
  { mapping, rows }: OwnWanted,
  list: LiveList,
  targets: readonly Target[],
  last: (key: string, meaning: OwnMeaning) => RawCell | undefined,
): Promise<void> {
  const { found } = list;
  const match = matchRows(list, rows);
  const obstacles = await findObstacles(
    context,
    list,
    targets.map(({ position }) => position),
  );
  const address = (index: number, position: number): string =>
    cellAddress(found.sheetName, found.bodyRow + index, found.firstColumn + position);
  const language = languageOfList(found.mapping);
  const habits = new Map(
    targets.map(({ position }) => [position, keepsFiguresAsText(list.values.map((row) => row[position] ?? ''))]),
  );
  const compare = (index: number, row: OwnWanted['rows'][number], target: Target, repeated: boolean): void => {
    const { meaning, position, column, source } = target;
    const { sku, warehouse } = row;
    const held = list.values[index]?.[position] ?? '';
    const rule = obstacles.rule(index, position);
    const wanted = row.values[source] ?? null;
    const raw = ownCell(column, wanted, {
      format: list.formats.get(position)?.[index] ?? 'General',
      figuresAsText: habits.get(position) ?? false,
      language,
      list: rule?.list ?? undefined,
    });
    if (holdsAlready(column, held, raw)) return;
    const written = last(ownRowKey(row), meaning);
    const edited = written !== undefined && !sameCell(written, held) && !holdsAlready(column, held, written);
    // nobody knows a better figure: what the user put there stays
    if (raw === '' && (written === undefined || edited)) return;
    const change: OwnChange = {
      id: ownChangeId(mapping.id, sku, warehouse, meaning),
      mappingId: mapping.id,
      sku,
      warehouse,
      meaning,
      old: shownOwn(column, held),
      new: wanted === '' ? null : wanted,
      address: address(index, position),
      ...(column.kind === 'text' && rule?.list && raw !== '' ? { word: String(readsBackAs(raw)) } : {}),
      ...(edited ? { edited: true as const, wrote: shownOwn(column, written) } : {}),
    };
    const why = repeated
      ? 'duplicate_key'
      : found.protected
        ? 'protected'
        : (obstacles.at(index, position) ??
          (isOfAnotherKind(column, held) && !edited ? 'wrong_kind' : null) ??
          (rule && !ruleTakes(rule, readsBackAs(raw)) ? 'refused' : null));
    if (why) preview.blocked.push({ ...change, why } satisfies OwnBlocked);
    else preview.changes.push(change);
  };
  for (const row of rows) {
    const key = ownRowKey(row);
    const index = match.rowOf.get(key);
    if (index !== undefined) for (const target of targets) compare(index, row, target, false);
    const twins = match.repeated.get(key) ?? [];
    for (const twin of twins) for (const target of targets) compare(twin, row, target, true);
    if (twins.length > 0) {
      const sheetRows = twins.map((twin) => found.bodyRow + twin + 1);
      preview.duplicates.push({ mappingId: mapping.id, sku: row.sku, warehouse: row.warehouse, rows: sheetRows });
    }
  }
  for (const index of match.unknown) {
    const { sku, warehouse } = list.rows[index]!;
    preview.unknown.push({ mappingId: mapping.id, sku: sku ?? '', warehouse, address: address(index, list.sku ?? 0) });
  }
  for (const { sku, warehouse } of match.lacking) preview.lacking.push({ mappingId: mapping.id, sku, warehouse });
}
