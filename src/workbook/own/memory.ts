import { BINDING_KEY, newWorkbookId, parseBinding, WORKBOOK_KEY } from '../binding';
import type { RawCell } from '../cells';
import { isOwnImage, writeRecords, type OwnImage, type StoredWrite } from '../records';
import type { Binding } from '../types';
import type { OwnMeaning } from './types';

/** What this computer's records know of a workbook, bound to a brand or not. */
export interface OwnMemory {
  binding: Binding | null;
  /** id the next write is kept under; '' as long as the workbook has none */
  workbookId: string;
  writes: StoredWrite[];
}

export async function loadMemory(context: Excel.RequestContext): Promise<OwnMemory> {
  const { settings } = context.workbook;
  const bound = settings.getItemOrNullObject(BINDING_KEY);
  const unbound = settings.getItemOrNullObject(WORKBOOK_KEY);
  bound.load('value');
  unbound.load('value');
  await context.sync();
  const binding = bound.isNullObject ? null : parseBinding(String(bound.value));
  const loose = unbound.isNullObject ? '' : String(unbound.value);
  const records = writeRecords();
  const writes = records
    .list(...[binding?.workbookId ?? '', loose].filter((id) => id !== ''))
    .map(({ id }) => records.get(id))
    .filter((write): write is StoredWrite => write !== null);
  return { binding, workbookId: binding?.workbookId ?? loose, writes };
}

/** Gives a workbook that has none an id of its own; it travels with the file. */
export async function ensureWorkbookId(context: Excel.RequestContext, memory: OwnMemory): Promise<string> {
  if (memory.workbookId === '') {
    memory.workbookId = newWorkbookId();
    context.workbook.settings.add(WORKBOOK_KEY, memory.workbookId);
    await context.sync();
  }
  return memory.workbookId;
}

/** What the add-in last wrote into a cell of a mapping, as far as the records on this computer tell. */
export function lastWrittenOwn(
  writes: readonly StoredWrite[],
  mappingId: string,
): (key: string, meaning: OwnMeaning) => RawCell | undefined {
  const latest = new Map<string, RawCell>();
  // newest first: the first value found for a cell is the last one written
  for (const write of writes) {
    if (write.undone) continue;
    for (const image of write.images ?? []) {
      if (!isOwnImage(image) || image.own.id !== mappingId) continue;
      for (const [key, meaning, , written] of imageCells(image)) {
        const cell = `${key}\u001e${meaning}`;
        if (!latest.has(cell)) latest.set(cell, written);
      }
    }
  }
  return (key, meaning) => latest.get(`${key}\u001e${meaning}`);
}

export function* imageCells(
  image: OwnImage,
): Generator<[key: string, meaning: OwnMeaning, before: RawCell, written: RawCell]> {
  for (const [key, list] of Object.entries(image.cells)) {
    for (let i = 0; i < list.length; i += 3) {
      const meaning = image.meanings[Number(list[i])];
      if (meaning) yield [key, meaning, list[i + 1] ?? '', list[i + 2] ?? ''];
    }
  }
}
