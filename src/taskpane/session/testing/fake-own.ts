import type { CellValue } from '../../../tables';
import type { RawCell } from '../../../workbook/cells';
import { isSkuMeaning, isWarehouseMeaning } from '../../../workbook/own/meanings';
import type {
  OwnBody,
  OwnChange,
  OwnLook,
  OwnMapping,
  OwnPort,
  OwnPreview,
  OwnProblem,
  OwnReport,
  OwnRow,
  OwnWanted,
} from '../../../workbook/own/types';
import type { CutStamp, WorkbookProblem } from '../../../workbook/types';
import { rowKey } from '../records';

/** A sheet of the user's: one row of headings in row 1 from column A, rows below. */
export interface FakeRange {
  sheetName: string;
  headings: string[];
  rows: RawCell[][];
  protected?: boolean;
  filtered?: boolean;
}

/** Ranges of the user's own in memory: keys by mapping, previews, writes. It knows no Excel rules. */
export class FakeOwn implements OwnPort {
  ranges: FakeRange[] = [];
  readonly kept = new Map<string, OwnMapping>();
  readonly problems = new Map<string, OwnProblem>();
  /** `mapping id|sku|warehouse|meaning` → what the add-in wrote last */
  readonly written = new Map<string, CellValue>();
  /** where the user stands */
  active = '';
  selected: { mappingId: string; sku: string; warehouse: string | null } | null = null;
  /** thrown by the next write */
  fails: WorkbookProblem | null = null;
  reads = 0;
  /** called when a write was carried out; answers its id */
  record: (cells: number, stamp: CutStamp) => string = () => 'own';

  range(name: string): FakeRange | undefined {
    return this.ranges.find(({ sheetName }) => sheetName === name);
  }

  async lookAtOwn(address = this.active, options: { headingRows?: number } = {}): Promise<OwnLook> {
    const name = sheetOf(address);
    const range = this.range(name);
    if (!range) throw problem({ code: 'no_table', values: { sheet: name } });
    const { headings, rows } = range;
    const place = {
      kind: 'range' as const,
      sheetId: name,
      sheetName: name,
      row: 0,
      column: 0,
      rows: rows.length + 1,
      columns: headings.length,
    };
    return {
      place,
      address: `${name}!A1:${letter(headings.length - 1)}${rows.length + 1}`,
      headingRows: options.headingRows ?? 1,
      columns: headings.map((heading, position) => {
        const values = rows.map((row) => row[position] ?? '').filter((value) => value !== '');
        return {
          position,
          heading: [heading],
          kind: values.length === 0 ? 'blank' : typeof values[0] === 'number' ? 'number' : 'text',
          filled: values.length,
          formulas: 0,
          odd: 0,
          merged: 0,
          examples: [...new Set(values.map(String))].slice(0, 3),
          hidden: false,
        };
      }),
      rows: rows.length,
      hiddenRows: 0,
      filtered: range.filtered ?? false,
      protected: range.protected ?? false,
      others: this.ranges.filter((other) => other !== range).map((other) => `${other.sheetName}!A1:B2`),
    };
  }

  async listOwn() {
    return [...this.kept.values()].map((mapping) => ({
      mapping,
      problem:
        this.problems.get(mapping.id) ??
        (this.range(mapping.place.sheetName)
          ? null
          : { code: 'sheet_gone' as const, values: { sheet: mapping.place.sheetName } }),
    }));
  }

  async keepOwn(mapping: OwnMapping) {
    this.kept.set(mapping.id, structuredClone(mapping));
  }

  async forgetOwn(id: string) {
    this.kept.delete(id);
  }

  async readOwn(mappings: readonly OwnMapping[]): Promise<OwnBody[]> {
    this.reads++;
    return mappings.map((mapping) => this.body(mapping));
  }

  async previewOwn(wanted: readonly OwnWanted[], stamp: CutStamp): Promise<OwnPreview> {
    const preview: OwnPreview = {
      id: 'own preview',
      stamp,
      brand: null,
      known: {},
      mappings: wanted.map(({ mapping }) => mapping),
      changes: [],
      blocked: [],
      unknown: [],
      lacking: [],
      duplicates: [],
      filtered: [],
    };
    for (const { mapping, meanings, rows } of wanted) {
      const body = this.body(mapping);
      if (this.range(mapping.place.sheetName)?.filtered) preview.filtered.push(mapping.place.sheetName);
      const known = new Map(rows.map((row) => [rowKey(row.sku, row.warehouse), row]));
      const seen = new Set<string>();
      for (const row of body.rows.filter(({ kind }) => kind === 'data')) {
        const [sku, warehouse] = [row.sku ?? '', row.warehouse ?? ''];
        const key = rowKey(sku, warehouse);
        const line = row.index + 2;
        const twins = body.rows.filter(
          (other) => rowKey(other.sku, other.warehouse) === rowKey(row.sku, row.warehouse),
        );
        if (twins.length > 1) {
          if (!seen.has(key))
            preview.duplicates.push({
              mappingId: mapping.id,
              sku,
              warehouse,
              rows: twins.map(({ index }) => index + 2),
            });
          seen.add(key);
          continue;
        }
        seen.add(key);
        const next = known.get(key);
        if (!next) {
          const address = `${mapping.place.sheetName}!A${line}`;
          preview.unknown.push({ mappingId: mapping.id, sku, warehouse: row.warehouse, address });
          continue;
        }
        meanings.forEach((meaning, at) => {
          const position = mapping.columns.find((column) => column.meaning === meaning)?.position ?? 0;
          const held = body.values[row.index]?.[position] ?? '';
          const old = held === '' ? null : (held as CellValue);
          const value = next.values[at] ?? null;
          if (old === value) return;
          const id = `${mapping.id}|${sku}|${warehouse}|${meaning}`;
          const change: OwnChange = {
            ...{ id, mappingId: mapping.id, sku, warehouse, meaning, old, new: value },
            address: `${mapping.place.sheetName}!${letter(position)}${line}`,
          };
          const wrote = this.written.get(id);
          if (wrote !== undefined && wrote !== old) Object.assign(change, { edited: true, wrote });
          if (typeof held === 'string' && held !== '' && typeof value === 'number')
            preview.blocked.push({ ...change, why: 'wrong_kind' });
          else preview.changes.push(change);
        });
      }
      for (const { sku, warehouse } of rows)
        if (!seen.has(rowKey(sku, warehouse))) preview.lacking.push({ mappingId: mapping.id, sku, warehouse });
    }
    return preview;
  }

  async applyOwn(
    preview: OwnPreview,
    accepted: ReadonlySet<string> | 'all',
    options: { writeHidden?: boolean } = {},
  ): Promise<OwnReport> {
    const { fails } = this;
    this.fails = null;
    if (fails) throw problem(fails);
    if (preview.filtered.length && !options.writeHidden)
      throw problem({ code: 'filtered', values: { sheet: preview.filtered[0] ?? '' } });
    const wanted = preview.changes.filter(({ id }) => accepted === 'all' || accepted.has(id));
    const leftAlone: OwnChange[] = [];
    const places: [row: RawCell[], position: number, change: OwnChange][] = [];
    for (const change of wanted) {
      const mapping = preview.mappings.find(({ id }) => id === change.mappingId);
      const range = mapping && this.range(mapping.place.sheetName);
      if (!mapping || !range) throw problem({ code: 'no_table', values: { sheet: mapping?.place.sheetName ?? '' } });
      const position = mapping.columns.find(({ meaning }) => meaning === change.meaning)?.position ?? 0;
      const at = this.body(mapping).rows.find(
        (row) => row.sku === change.sku && (row.warehouse ?? '') === change.warehouse,
      );
      const row = at && range.rows[at.index];
      const held = row?.[position] ?? '';
      if (!row || (held === '' ? null : held) !== change.old) leftAlone.push(change);
      else places.push([row, position, change]);
    }
    const writeId = places.length ? this.record(places.length, preview.stamp) : '';
    for (const [row, position, change] of places) {
      row[position] = (change.new ?? '') as RawCell;
      this.written.set(change.id, change.new);
    }
    const sheetNames = [...new Set(preview.mappings.map(({ place }) => place.sheetName))];
    const none = { rowsAdded: 0, skipped: [], mismatches: [], seconds: 0.1 };
    return { writeId, cells: places.length, sheetNames, leftAlone, ...none };
  }

  async selectOwn(mappingId: string, sku: string, warehouse: string | null) {
    this.selected = { mappingId, sku, warehouse };
    return true;
  }

  async ownKeyAt(address: string) {
    const line = Number(/(\d+)$/.exec(address)?.[1] ?? 0);
    for (const mapping of this.kept.values()) {
      if (mapping.place.sheetName !== sheetOf(address)) continue;
      const row = this.body(mapping).rows[line - 2];
      if (row?.kind === 'data' && row.sku) return { mappingId: mapping.id, sku: row.sku, warehouse: row.warehouse };
    }
    return null;
  }

  private body(mapping: OwnMapping): OwnBody {
    const { sheetName } = mapping.place;
    const range = this.range(sheetName);
    if (!range) throw problem({ code: 'no_table', values: { sheet: sheetName } });
    const skuAt = mapping.columns.find(({ meaning }) => isSkuMeaning(meaning))?.position ?? -1;
    const warehouseAt = mapping.columns.find(({ meaning }) => isWarehouseMeaning(meaning))?.position ?? -1;
    const rows = range.rows.map((row, index): OwnRow => {
      const sku = String(row[skuAt] ?? '') || null;
      const warehouse = warehouseAt < 0 ? mapping.warehouse : String(row[warehouseAt] ?? '') || null;
      const kind = row.every((cell) => cell === '') ? 'blank' : sku ? 'data' : 'no_key';
      return { index, kind, sku, warehouse, hidden: false };
    });
    const values = range.rows.map((row) => [...row]);
    return { mapping, sheetId: sheetName, sheetName, firstRow: 1, firstColumn: 0, values, formulas: values, rows };
  }
}

const sheetOf = (address: string): string => (address.split('!')[0] ?? '').replace(/^'|'$/g, '');
const letter = (column: number): string => String.fromCharCode(65 + column);
const problem = (values: WorkbookProblem): Error => Object.assign(new Error(values.code), { problem: values });
