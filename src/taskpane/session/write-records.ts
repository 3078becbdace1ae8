import type { WriteRecord } from '../../workbook/types';

/** One action may be two records of the workbook room: into the user's own ranges, and into sheets of ours. */
export const joinedId = (ids: readonly string[]): string => ids.join('+');
export const partsOf = (id: string): string[] => id.split('+');

/** Records with those that belong together as one. */
export function joinWrites(records: readonly WriteRecord[], joined: readonly string[]): WriteRecord[] {
  let list = [...records];
  for (const id of joined) {
    const parts = list.filter((record) => partsOf(id).includes(record.id));
    const [first, ...others] = parts;
    if (!first || !others.length) continue;
    const whole: WriteRecord = {
      ...first,
      id,
      cells: parts.reduce((sum, { cells }) => sum + cells, 0),
      rowsAdded: parts.reduce((sum, { rowsAdded }) => sum + rowsAdded, 0),
      undone: parts.every(({ undone }) => undone),
      canUndo: parts.every(({ undone, canUndo }) => undone || canUndo),
    };
    list = list.flatMap((record) => (record === first ? [whole] : parts.includes(record) ? [] : [record]));
  }
  return list;
}
