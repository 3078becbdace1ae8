import type { Language } from './kinds';

/** An accepted line as a supplier gets it: what, how much, by when. No sales price, no cost, no margin. */
export interface OrderLine {
  sku_id: string;
  name: string | null;
  barcode: string | null;
  warehouse_id: string;
  /** units */
  qty: number;
  /** units in a carton; null: unknown */
  pack_qty: number | null;
  /** ISO dates */
  order_by: string | null;
  arrives: string | null;
  note: string | null;
  /** null: nobody knows who supplies it */
  supplier_id: string | null;
}

export interface OrderFile {
  name: string;
  supplier_id: string | null;
  lines: number;
  /** UTF-8 with its byte order mark, lines ended by CRLF (RFC 4180) */
  text: string;
}

interface Column {
  heading: Record<Language, string>;
  cell: (line: OrderLine) => string;
}

/** A quantity in plain digits, at most four decimals. */
const digits = (value: number | null): string => (value === null ? '' : String(Math.round(value * 1e4) / 1e4));

/** What a spreadsheet would read as a number or a date, and so change: `00123`, `6974318532161`, `1E5`, `3-4`. */
const WOULD_CHANGE = /^[+-]?[\d.,]+(e[+-]?\d+)?$|^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?$/i;
/** What a spreadsheet would run (CWE-1236). */
const WOULD_RUN = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A text that reads the same in a spreadsheet: codes it would take for numbers end with a tab, which it keeps as text and
 * importers trim off; formulas begin with an apostrophe and so are shown, not run.
 */
export function safeText(text: string | null): string {
  const plain = (text ?? '').trim();
  if (WOULD_CHANGE.test(plain)) return `${plain}\t`;
  return WOULD_RUN.test(plain) ? `'${plain}` : plain;
}

const COLUMNS: readonly Column[] = [
  { heading: { en: 'SKU', zh: '货号' }, cell: ({ sku_id }) => safeText(sku_id) },
  { heading: { en: 'Name', zh: '商品名称' }, cell: ({ name }) => safeText(name) },
  { heading: { en: 'Barcode', zh: '条码' }, cell: ({ barcode }) => safeText(barcode) },
  { heading: { en: 'Qty', zh: '数量' }, cell: ({ qty }) => digits(qty) },
  {
    heading: { en: 'Packs', zh: '箱数' },
    cell: ({ qty, pack_qty }) => (pack_qty !== null && pack_qty > 0 ? digits(qty / pack_qty) : ''),
  },
  { heading: { en: 'Order by', zh: '最晚下单日' }, cell: ({ order_by }) => order_by ?? '' },
  { heading: { en: 'Arrival wanted', zh: '期望到货日' }, cell: ({ arrives }) => arrives ?? '' },
  { heading: { en: 'Deliver to', zh: '送达仓库' }, cell: ({ warehouse_id }) => safeText(warehouse_id) },
  { heading: { en: 'Note', zh: '备注' }, cell: ({ note }) => safeText(note) },
];

const quoted = (cell: string): string => (/[",\r\n\t]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

/** A part of a file name that every system takes. */
const filePart = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\\/:*?"<>|]+/g, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 60) || '_';

/**
 * One CSV file a supplier, in the order of the suppliers' codes, lines without a supplier last. `day` (ISO date) stands in the
 * names. Two suppliers whose codes differ only in what a file name cannot hold get a number.
 */
export function orderFiles(lines: readonly OrderLine[], day: string, language: Language): OrderFile[] {
  const groups = new Map<string | null, OrderLine[]>();
  for (const line of lines) {
    const group = groups.get(line.supplier_id);
    if (group) group.push(line);
    else groups.set(line.supplier_id, [line]);
  }
  const order = ([a]: [string | null, unknown], [b]: [string | null, unknown]): number =>
    a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
  const words =
    language === 'zh' ? { order: '采购建议', none: '无供应商' } : { order: 'Purchase', none: 'no supplier' };
  const taken = new Set<string>();
  return [...groups].sort(order).map(([supplier_id, group]) => {
    const base = `${words.order} ${supplier_id === null ? words.none : filePart(supplier_id)} ${day}`;
    let name = `${base}.csv`;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} (${n}).csv`;
    taken.add(name.toLowerCase());
    return {
      name,
      supplier_id,
      lines: group.length,
      text: csv([
        COLUMNS.map(({ heading }) => heading[language]),
        ...group.map((line) => COLUMNS.map(({ cell }) => cell(line))),
      ]),
    };
  });
}
