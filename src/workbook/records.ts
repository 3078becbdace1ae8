import type { SheetTableId } from '../tables';
import type { RawCell } from './cells';
import type { OwnMapping, OwnMeaning } from './own/types';
import type { WriteRecord } from './types';

/** Before and after of one table in one write; by key, so that it survives sorting, moving and inserting. */
export interface TableImage {
  table: SheetTableId;
  /** the write made the sheet */
  created: boolean;
  columns: string[];
  /** key → column index, old, new, column index, old, new … */
  cells: Record<string, RawCell[]>;
  /** keys of rows the write added */
  added: string[];
  /** stamp and cut line before, as JSON of the table's mark; null when there was none */
  markBefore: string | null;
}

/** Before and after of the formulas a repair entered into one sheet; by place, since any sheet may hold them. */
export interface FormulaImage {
  sheetId: string;
  sheetName: string;
  /** 0-based row, column, old formula, new formula, row … */
  formulas: (number | string)[];
}

/** Before and after of one range of the user's own in one write; by key, like a table's. */
export interface OwnImage {
  /** as it stood then: where to look, and what its columns mean */
  own: OwnMapping;
  /** names of warehouses its cells were read by, see OwnOptions */
  warehouses: Readonly<Record<string, string>>;
  meanings: OwnMeaning[];
  /** key → meaning's index, old, new, index, old, new … */
  cells: Record<string, RawCell[]>;
  /** other keys the plan knew that rows of these could be taken for, and the warehouses it knew */
  known?: string[];
  codes?: string[];
}

export type WriteImage = TableImage | FormulaImage | OwnImage;

export const isTableImage = (image: WriteImage): image is TableImage => 'table' in image;
export const isOwnImage = (image: WriteImage): image is OwnImage => 'own' in image;

export interface StoredWrite extends WriteRecord {
  workbookId: string;
  /** null when the figures were too many to keep */
  images: WriteImage[] | null;
}

/** The part of the browser's storage that is used; kept outside the workbook, on this computer only. */
export interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export const MAX_WRITES = 20;
/** characters over all workbooks; browsers give an origin about 5 million */
export const MAX_CHARACTERS = 4_000_000;

interface IndexEntry extends WriteRecord {
  workbookId: string;
  size: number;
}

/** The last writes with their before-images: newest first, oldest dropped when they grow too many or too large. */
export class WriteRecords {
  constructor(
    private readonly store: KeyValueStore,
    /** Office partitions storage by host page; the prefix keeps the parts apart */
    private readonly prefix: string,
  ) {}

  list(...workbookIds: string[]): WriteRecord[] {
    return this.index()
      .filter((entry) => workbookIds.includes(entry.workbookId))
      .map(({ workbookId: _id, size: _size, ...record }) => record);
  }

  get(id: string): StoredWrite | null {
    const entry = this.index().find((candidate) => candidate.id === id);
    const json = entry?.canUndo ? this.store.getItem(this.key(id)) : null;
    if (!entry) return null;
    const { size: _size, ...record } = entry;
    return { ...record, images: json === null ? null : (JSON.parse(json) as WriteImage[]) };
  }

  /** Keeps the write; when its images find no room it is kept without them and cannot be undone. */
  add(write: StoredWrite): void {
    const json = write.images === null ? '' : JSON.stringify(write.images);
    const { images: _images, ...record } = write;
    const fits = write.images !== null && json.length <= MAX_CHARACTERS;
    let entries: IndexEntry[] = [{ ...record, canUndo: fits, size: fits ? json.length : 0 }, ...this.index()];
    const drop = (entry: IndexEntry | undefined): void => {
      if (entry) this.store.removeItem(this.key(entry.id));
      entries = entries.filter((other) => other !== entry);
    };
    const total = (): number => entries.reduce((sum, entry) => sum + entry.size, 0);
    const mine = (): IndexEntry[] => entries.filter((entry) => entry.workbookId === write.workbookId);
    while (mine().length > MAX_WRITES) drop(mine().at(-1));
    while (total() > MAX_CHARACTERS) drop(entries.at(-1));
    if (fits) {
      for (;;) {
        try {
          this.store.setItem(this.key(write.id), json);
          break;
        } catch {
          // the browser's quota is shared with others: make room from the oldest on, at last without images
          const oldest = entries.at(-1);
          if (oldest && oldest.id !== write.id) drop(oldest);
          else {
            entries = entries.map((entry) => (entry.id === write.id ? { ...entry, canUndo: false, size: 0 } : entry));
            break;
          }
        }
      }
    }
    this.save(entries);
  }

  markUndone(id: string): void {
    this.store.removeItem(this.key(id));
    this.save(
      this.index().map((entry) => (entry.id === id ? { ...entry, undone: true, canUndo: false, size: 0 } : entry)),
    );
  }

  private key(id: string): string {
    return `${this.prefix}twinstock.write.${id}`;
  }

  private index(): IndexEntry[] {
    try {
      const value = JSON.parse(this.store.getItem(`${this.prefix}twinstock.writes`) ?? '[]') as unknown;
      return Array.isArray(value) ? (value as IndexEntry[]) : [];
    } catch {
      return [];
    }
  }

  private save(entries: IndexEntry[]): void {
    try {
      this.store.setItem(`${this.prefix}twinstock.writes`, JSON.stringify(entries));
    } catch {
      // storage is full or forbidden: the write itself stands, only its undo is lost
    }
  }
}

const memory = new Map<string, string>();
const memoryStore: KeyValueStore = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => void memory.set(key, value),
  removeItem: (key) => void memory.delete(key),
};

/** Records of this computer; where the browser forbids storage they last as long as the pane. */
export function writeRecords(): WriteRecords {
  let store: KeyValueStore = memoryStore;
  try {
    if (typeof localStorage !== 'undefined') store = localStorage;
  } catch {
    // access itself throws when third-party storage is blocked
  }
  return new WriteRecords(store, Office.context.partitionKey ?? '');
}
