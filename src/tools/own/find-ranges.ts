import type { OwnGuess, OwnLook, OwnMapping } from '../../workbook/own/types';
import type { HeadlessWorkbook } from '../headless-workbook';

/** A list found in the workbook, and what its columns probably mean. */
export interface FoundRange {
  look: OwnLook;
  guesses: OwnGuess[];
  mapping: OwnMapping;
}

/** Rows from the top of a sheet that are looked at for a first list. */
const FIRST_ROWS = 30;

/** Every list of every visible sheet that is not one of ours. */
export async function findRanges({ host, session }: HeadlessWorkbook): Promise<FoundRange[]> {
  const found: FoundRange[] = [];
  for (const { name, visible } of host.read.sheets()) {
    const used = visible ? host.read.usedAddress(name) : null;
    if (!used) continue;
    const first = /^([A-Z]+)(\d+)/.exec(used);
    const sheet = `'${name.replaceAll("'", "''")}'`;
    const waiting = Array.from(
      { length: FIRST_ROWS },
      (_, at) => `${sheet}!${first?.[1] ?? 'A'}${Number(first?.[2] ?? 1) + at}`,
    );
    const seen = new Set<string>();
    let isFound = false;
    while (waiting.length) {
      const at = waiting.shift() ?? '';
      const look = await session.lookAtOwn(at).catch(() => null);
      if (!look || seen.has(look.address)) continue;
      seen.add(look.address);
      if (!isFound) waiting.length = 0;
      isFound = true;
      for (const other of look.others) waiting.push(other.split(':')[0] ?? other);
      if (look.place.kind === 'table' && /^TW_/i.test(look.place.name)) continue;
      const { guesses, mapping } = await session.guessOwn(look);
      const title = titleAbove(host, look);
      found.push({ look, guesses, mapping: { ...mapping, warehouse: mapping.warehouse ?? title } });
    }
  }
  return found;
}

const WAREHOUSE = /^(.{1,20}?(?:仓|仓库|warehouse|\bWH))(?=$|[\s:：(（\-·|])/i;

/** A warehouse named by a title over the list (several plans in one sheet, a block each): `宁波保税仓 备货计划`. */
function titleAbove(host: HeadlessWorkbook['host'], look: OwnLook): string | null {
  const top = Number(/![$]?[A-Z]+[$]?(\d+)/.exec(look.address)?.[1] ?? 1);
  const column = /!([A-Z]+)/.exec(look.address)?.[1] ?? 'A';
  for (let row = top - 1; row >= Math.max(1, top - 3); row--) {
    const text = String(host.read.value(look.place.sheetName, `${column}${row}`)).trim();
    const warehouse = WAREHOUSE.exec(text)?.[1];
    if (warehouse) return warehouse;
  }
  return null;
}
