import { cellsIn, type Area } from '../areas';

/** More cells than this are not read for an explanation: they would hold Excel up, and nobody reads them. */
const MAX_CELLS = 100_000;

export interface PlannedRead {
  /** null: too many cells */
  area: Area | null;
  onlyRow: boolean;
}

/**
 * What to read within the budget. `tall`: ranges as high as the spill may be read in one row alone, which is enough for
 * functions that answer each row on its own.
 */
export function planReading(
  areas: readonly Area[],
  tall: { rows: number; row: number } | null,
  budget = MAX_CELLS,
): PlannedRead[] {
  const total = areas.reduce((sum, area) => sum + cellsIn(area), 0);
  const narrow = total > budget && tall !== null;
  let left = budget;
  return areas.map((area) => {
    const onlyRow = narrow && area.rows === tall.rows;
    const wanted = onlyRow ? { ...area, row: area.row + tall.row, rows: 1 } : area;
    if (cellsIn(wanted) > left) return { area: null, onlyRow: false };
    left -= cellsIn(wanted);
    return { area: wanted, onlyRow };
  });
}
