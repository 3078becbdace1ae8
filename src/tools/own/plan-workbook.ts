import type { Hono } from 'hono';
import { openXlsx } from '../../preview/files';
import type { CellValue, Language } from '../../tables';
import { cellAddress } from '../../workbook/addresses';
import type { OwnBlocked, OwnMapping } from '../../workbook/own/types';
import type { PlanOutcome, Review, ReviewChange } from '../../taskpane/session/types';
import { openWorkbook, type HeadlessWorkbook } from '../headless-workbook';
import { changedCells, pictureOf, type SheetPicture } from './changed-cells';
import { findRanges, type FoundRange } from './find-ranges';
import { fixedBy, joined, type MappingFile, type WrittenCell } from './mapping-file';
import { patchPackage } from './patch-package';

export interface WorkbookPlanOptions {
  /** the workbook file */
  bytes: Uint8Array;
  language: Language;
  /** name and currency of the brand; the currency of figures of money that name none */
  name: string;
  currency: string;
  /** business date the figures are of; null: the newest date in them, or today */
  asOf: string | null;
  mapping: MappingFile | null;
  /** a data service to pull from first */
  service?: { api: Hono; key: string; brandId: string } | undefined;
  threads?: number | undefined;
}

/** What stopped the run; nothing was written. `values` fill the text. */
export class WorkbookPlanFault extends Error {
  constructor(
    readonly code: 'noRanges' | 'lostRange' | 'lostColumns' | 'notMapped' | 'nothingPlanned' | 'nothingToWrite',
    readonly values: Record<string, string | number> = {},
    readonly details: readonly string[] = [],
  ) {
    super(code);
  }
}

export interface MappedList {
  look: FoundRange['look'];
  mapping: OwnMapping;
  guesses: FoundRange['guesses'];
  /** why it is left alone; null: it is used */
  leftAlone: string | null;
}

export interface WorkbookPlan {
  /** the file with the plan's values in it; every other cell as it was */
  bytes: Uint8Array;
  lists: MappedList[];
  plan: PlanOutcome;
  review: Review;
  written: (WrittenCell & { mappingId: string; address: string })[];
  /** cells the user changed since the last run (by the mapping file): kept */
  kept: ReviewChange[];
  /** the file has sheets that Twinstock made: they stay as they are */
  hasOurs: boolean;
  blocked: OwnBlocked[];
  recalculated: number;
  stale: number;
  /** cells that hold something else than was written */
  mismatches: { address: string; expected: CellValue; found: CellValue }[];
  mappingFile: MappingFile;
}

/**
 * Plans a workbook of the user's own in the stand-in for Excel, through the shipped bundle: maps its lists, plans from them
 * (and from a data service), writes the agreed columns, and puts exactly those values into the original file.
 *
 * @param onMapped told of the lists as soon as they are mapped, before anything is planned
 * @throws WorkbookPlanFault when there is nothing to plan or write; UnreadableFile when it is no such workbook
 */
export async function planWorkbook(
  options: WorkbookPlanOptions,
  onMapped: (lists: readonly MappedList[]) => void = () => undefined,
): Promise<WorkbookPlan> {
  const { language } = options;
  const workbook = await openWorkbook({
    language,
    file: await openXlsx(options.bytes),
    ...(options.service ? { api: options.service.api } : {}),
    threads: options.threads,
  });
  try {
    const { session, host } = workbook;
    session.setLanguage(language);
    const hasOurs = host.read.tables().some(({ name }) => name.startsWith('TW_'));
    if (options.service) {
      await session.connect({ key: options.service.key });
      await session.chooseBrand(options.service.brandId);
      await session.pull();
    } else await session.bindOwn({ name: options.name, currency: options.currency, language });
    const { asOf, mapping: fixed } = options;
    await session.setOwnOptions({
      planSheet: false,
      first: true,
      dataDate: asOf ?? fixed?.asOf ?? null,
      warehouseTypes: fixed?.warehouseTypes ?? {},
    });
    const lists = fixed ? await fixedLists(workbook, fixed) : proposedLists(await findRanges(workbook));
    if (!lists.length) throw new WorkbookPlanFault('noRanges');
    for (const list of lists) {
      if (list.leftAlone === null) {
        await session.keepOwn(list.mapping).catch((error: SaidError) => {
          list.leftAlone = saidBy(error);
        });
      }
    }
    onMapped(lists);
    const used = lists.filter(({ leftAlone }) => leftAlone === null);
    if (!used.length)
      throw new WorkbookPlanFault(
        'notMapped',
        {},
        lists.flatMap(({ leftAlone }) => leftAlone ?? []),
      );
    await host.idle();
    const before = pictureOf(workbook);

    const plan = await session.plan().catch((error: SaidError) => {
      throw error.code === 'nothing_pulled' || error.code === 'own_mapping'
        ? new WorkbookPlanFault('nothingPlanned', {}, error.values?.text ? [saidBy(error)] : [])
        : error;
    });
    if (!plan.rows.length) throw new WorkbookPlanFault('nothingPlanned', {}, plan.noteTexts);
    const review = await session.review();
    const changes = review.items.flatMap((item) => item.changes.filter(({ own }) => own !== undefined));
    if (!changes.length) {
      throw new WorkbookPlanFault(
        'nothingToWrite',
        {},
        review.own?.blocked.map(({ address, why }) => `${address}: ${why}`),
      );
    }
    const kept = keptChanges(changes, fixed, used);
    const report = await session.write({ items: 'all', writeHidden: true });
    for (const change of kept) restore(workbook, before, change);
    await host.idle();
    const isKept = new Set(kept.map(({ id }) => id));
    const done = changes.filter(({ id }) => !isKept.has(id));
    const cells = new Set(done.map(({ own }) => own?.address ?? ''));
    const after = pictureOf(workbook);
    const changed = changedCells(before, after, (sheet, row, column) => cells.has(cellAddress(sheet, row, column)));
    const written = done.map((change) => ({
      mappingId: change.own?.mappingId ?? '',
      address: change.own?.address ?? '',
      sku: change.key[0] ?? '',
      warehouse: change.own?.warehouse ?? '',
      meaning: `${change.table}.${change.column}`,
      value: change.new,
    }));
    return {
      bytes: patchPackage(options.bytes, changed.patches),
      lists,
      plan,
      review,
      written,
      kept,
      hasOurs,
      blocked: review.own?.blocked ?? [],
      recalculated: changed.recalculated,
      stale: changed.stale,
      mismatches: report.mismatches,
      mappingFile: mappingFileOf(lists, options, written),
    };
  } finally {
    await workbook.dispose();
  }
}

/** What the session throws, of the page's own realm: a code, and where it has them words for people. */
type SaidError = Error & { code?: string; values?: Record<string, string | number> };
const saidBy = ({ message, values }: SaidError): string => String(values?.text ?? message);

/** Lists as they are found: keys, figures and empty columns for the plan's results. One whose columns say nothing is left alone. */
const proposedLists = (found: readonly FoundRange[]): MappedList[] =>
  found.map(({ look, mapping, guesses }) => ({ look, mapping, guesses, leftAlone: null }));

/** Lists as the mapping file has them. */
async function fixedLists({ session }: HeadlessWorkbook, file: MappingFile): Promise<MappedList[]> {
  const lists: MappedList[] = [];
  for (const fixed of file.ranges) {
    const look = await session
      .lookAtOwn(fixed.address, fixed.headingRows === undefined ? {} : { headingRows: fixed.headingRows })
      .catch((error: SaidError) => {
        throw new WorkbookPlanFault('lostRange', { address: fixed.address }, [saidBy(error)]);
      });
    const { mapping, guesses } = await session.guessOwn(look);
    const said = fixedBy(mapping, fixed);
    if (said.unknown.length) {
      throw new WorkbookPlanFault('lostColumns', { address: look.address, columns: said.unknown.join(', ') });
    }
    lists.push({ look, mapping: said.mapping, guesses, leftAlone: null });
  }
  return lists;
}

/** Cells that no longer hold what the last run left there. */
function keptChanges(
  changes: readonly ReviewChange[],
  file: MappingFile | null,
  lists: readonly MappedList[],
): ReviewChange[] {
  const left = new Map<string, CellValue>();
  file?.ranges.forEach((range, at) => {
    for (const { sku, warehouse, meaning, value } of range.written ?? []) {
      left.set([lists[at]?.mapping.id, sku, warehouse, meaning].join('|'), value);
    }
  });
  return changes.filter((change) => {
    const before = left.get(
      [change.own?.mappingId, change.key[0], change.own?.warehouse, `${change.table}.${change.column}`].join('|'),
    );
    return before !== undefined && change.old !== null && change.old !== before;
  });
}

/** Puts a kept cell back as it was, so that what depends on it is calculated from it. */
function restore({ host }: HeadlessWorkbook, before: ReadonlyMap<string, SheetPicture>, change: ReviewChange): void {
  const address = change.own?.address ?? '';
  const cut = address.lastIndexOf('!');
  const sheet = address.slice(0, cut).replace(/^'|'$/g, '').replaceAll("''", "'");
  const cell = address.slice(cut + 1);
  const found = /^([A-Z]+)(\d+)$/.exec(cell);
  const picture = before.get(sheet);
  if (!found || !picture) return;
  const column = [...(found[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const raw = picture.formulas[Number(found[2]) - 1 - picture.row]?.[column - picture.column] ?? '';
  if (raw === '') host.user.clear(sheet, cell);
  else host.user.type(sheet, cell, typeof raw === 'string' && /^[\d=+\-@'.]/.test(raw) ? `'${raw}` : String(raw));
}

function mappingFileOf(
  lists: readonly MappedList[],
  { asOf, mapping }: WorkbookPlanOptions,
  written: readonly (WrittenCell & { mappingId: string })[],
): MappingFile {
  return {
    asOf: asOf ?? mapping?.asOf ?? null,
    warehouseTypes: mapping?.warehouseTypes ?? {},
    ranges: lists
      .filter(({ leftAlone }) => leftAlone === null)
      .map((list) => ({
        ...rangeOf(list),
        written: written
          .filter(({ mappingId }) => mappingId === list.mapping.id)
          .map(({ sku, warehouse, meaning, value }) => ({ sku, warehouse, meaning, value })),
      })),
  };
}

/** A list for the mapping file: what a person reads and may change. */
export const rangeOf = ({ look, mapping, guesses }: MappedList): MappingFile['ranges'][number] => ({
  address: look.address,
  name: mapping.name,
  headingRows: mapping.headingRows,
  warehouse: mapping.warehouse,
  columns: mapping.columns.map(({ position, heading, meaning, write }) => ({
    heading: joined(heading),
    meaning,
    write,
    sure: guesses.find((guess) => guess.position === position)?.sure ?? false,
  })),
});
