import type { HeadlessWorkbook } from '../headless-workbook';
import type { CellPatch } from './patch-sheet';

type Cell = string | number | boolean;

export interface SheetPicture {
  name: string;
  /** 0-based */
  row: number;
  column: number;
  formulas: Cell[][];
  values: Cell[][];
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** A sheet of ours: the user's own lists are planned here, not those. */
const isOurs = (host: HeadlessWorkbook['host'], name: string): boolean =>
  host.read.tables().some((table) => table.sheet === name && table.name.startsWith('TW_'));

/** What every sheet but ours holds and shows. */
export function pictureOf({ host }: HeadlessWorkbook): Map<string, SheetPicture> {
  const sheets = host.read.sheets().flatMap(({ name }): [string, SheetPicture][] => {
    const used = host.read.usedAddress(name);
    const first = /^([A-Z]+)(\d+)/.exec(used ?? '');
    if (!used || !first || isOurs(host, name)) return [];
    return [
      [
        name,
        {
          name,
          row: Number(first[2]) - 1,
          column: columnOf(first[1] ?? 'A'),
          formulas: host.read.formulas(name, used),
          values: host.read.values(name, used),
        },
      ],
    ];
  });
  return new Map(sheets);
}

export interface ChangedCells {
  patches: Map<string, CellPatch[]>;
  /** formulas whose result changed with what was written */
  recalculated: number;
  /** formulas that cannot be calculated here: their last result stays in the file */
  stale: number;
}

const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BUSY!)$/;
const isFormula = (cell: Cell): boolean => typeof cell === 'string' && cell.startsWith('=');
/** They change by themselves: Excel calculates them anew whenever it opens the file. */
const VOLATILE = /\b(?:NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY)\s*\(/i;

/**
 * What the file must say otherwise than before: cells that were written (`mine`), and results of formulas that depend on them.
 * Sheets that were not there before are not looked at.
 * @throws Error when a cell changed that nobody asked to be written: then nothing is saved
 */
export function changedCells(
  before: ReadonlyMap<string, SheetPicture>,
  after: ReadonlyMap<string, SheetPicture>,
  mine: (sheet: string, row: number, column: number) => boolean,
): ChangedCells {
  const patches = new Map<string, CellPatch[]>();
  let recalculated = 0;
  let stale = 0;
  for (const [name, now] of after) {
    const then = before.get(name);
    if (!then) continue;
    const cells: CellPatch[] = [];
    now.formulas.forEach((line, i) =>
      line.forEach((held, j) => {
        const [row, column] = [now.row + i, now.column + j];
        const was = then.formulas[row - then.row]?.[column - then.column] ?? '';
        const shown = now.values[i]?.[j] ?? '';
        const showed = then.values[row - then.row]?.[column - then.column] ?? '';
        if (held !== was) {
          if (!mine(name, row, column)) throw new Error(`${name} row ${row + 1}, column ${column + 1} changed unasked`);
          cells.push({ row, column, value: shown, cached: false });
        } else if (isFormula(held) && shown !== showed && !VOLATILE.test(String(held))) {
          const fails =
            typeof shown === 'string' && ERROR.test(shown) && !(typeof showed === 'string' && ERROR.test(showed));
          if (fails) stale++;
          else {
            recalculated++;
            cells.push({ row, column, value: shown, cached: true });
          }
        }
      }),
    );
    if (cells.length) patches.set(name, cells);
  }
  return { patches, recalculated, stale };
}
