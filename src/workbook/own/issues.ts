import type { Bilingual, SheetTableId } from '../../tables';

/** Something about the user's own range that a person should know or mend. */
export interface OwnIssue {
  code: OwnIssueCode;
  /** `mend`: a figure is missing or left out until the cell is mended; `note`: how figures were read */
  level: 'mend' | 'note';
  message: Bilingual;
  /** the first cell it is about */
  address: string | null;
  /** of our table that lacks the figure */
  table: SheetTableId | null;
  column: string | null;
  sku: string | null;
  warehouse: string | null;
  /** how many cells or rows it is about */
  count: number;
}

interface Details {
  address: string;
  heading: string;
  text: string;
  other: string;
  sku: string;
  warehouse: string;
  count: number;
}

type Say = (details: Details) => Bilingual;
const cells = (count: number): Bilingual =>
  count === 1 ? { en: '', zh: '' } : { en: ` (${count} cells)`, zh: `（共 ${count} 格）` };

const CATALOGUE = {
  not_a_number: [
    'mend',
    ({ address, heading, text, count }) => ({
      en: `${address} (${heading}) holds "${text}", which is no number${cells(count).en}; it is read as unknown. Type a number, or leave it blank.`,
      zh: `${address}（${heading}）为“${text}”，不是数字${cells(count).zh}，按未知处理。请填数字或留空。`,
    }),
  ],
  not_a_date: [
    'mend',
    ({ address, heading, text, count }) => ({
      en: `${address} (${heading}) holds "${text}", which is no date${cells(count).en}; it is read as unknown. Type it as 2026-11-23.`,
      zh: `${address}（${heading}）为“${text}”，不是日期${cells(count).zh}，按未知处理。请写成 2026-11-23。`,
    }),
  ],
  negative: [
    'mend',
    ({ address, heading, text, count }) => ({
      en: `${address} (${heading}) is ${text}; it cannot be below 0${cells(count).en} and is read as unknown.`,
      zh: `${address}（${heading}）为 ${text}，不能小于 0${cells(count).zh}，按未知处理。`,
    }),
  ],
  no_sku: [
    'mend',
    ({ address, count }) => ({
      en: `${count} row(s) with figures have no SKU, the first at ${address}. They are left out; fill in the SKU.`,
      zh: `${count} 行有数但没有货号，首行在 ${address}，未计入。请补货号。`,
    }),
  ],
  no_warehouse: [
    'mend',
    ({ address, count }) => ({
      en: `${count} row(s) name no warehouse, the first at ${address}. Say in the mapping which warehouse this range is about, or fill in the column.`,
      zh: `${count} 行没有仓库，首行在 ${address}。请在映射中指定该区域所属仓库，或补上仓库列。`,
    }),
  ],
  warehouse_type: [
    'mend',
    ({ warehouse }) => ({
      en: `It is not known whether warehouse ${warehouse} is bonded or overseas, so it is not planned. Add a column "Type" (Bonded, Overseas), or say it in the mapping.`,
      zh: `不知道仓库“${warehouse}”是保税仓还是海外仓，因此未计划。请加“仓型”列（保税仓、海外仓），或在映射中说明。`,
    }),
  ],
  no_lead: [
    'mend',
    ({ warehouse }) => ({
      en: `No lead time is known into ${warehouse}. Add a column "Lead time (d)".`,
      zh: `不知道到“${warehouse}”的补货周期。请加“补货周期天”列。`,
    }),
  ],
  no_stock: [
    'mend',
    () => ({
      en: 'No range gives stock. Map a column as Available or On hand.',
      zh: '没有区域提供库存。请把一列映射为“可售”或“在库”。',
    }),
  ],
  no_sales: [
    'mend',
    () => ({
      en: 'No range gives sales. Map totals of the last days (7, 30 …), a daily average, columns by week or month, or a list of dated sales.',
      zh: '没有区域提供销量。请映射近 7、30 天销量、日均销量、按周或月的列，或按日的销量清单。',
    }),
  ],
  differs: [
    'mend',
    ({ address, heading, text, other, sku, count }) => ({
      en: `${sku}: ${address} (${heading}) says ${text}, another row says ${other}${cells(count).en}. The first is used; make them one.`,
      zh: `${sku}：${address}（${heading}）为 ${text}，另一行为 ${other}${cells(count).zh}。采用先出现的；请统一。`,
    }),
  ],
  totals_contradict: [
    'mend',
    ({ address, heading, text, other, count }) => ({
      en: `${address} (${heading}) is ${text}, less than the ${other} that other columns show within the same days${cells(count).en}. It is left out; check both.`,
      zh: `${address}（${heading}）为 ${text}，小于其他列在同一期间内的 ${other}${cells(count).zh}，未采用。请核对。`,
    }),
  ],
  no_period: [
    'mend',
    ({ address, heading }) => ({
      en: `${address}: the heading "${heading}" names no day, week or month, so its sales cannot be placed. Write the period in the heading, e.g. 2026-10.`,
      zh: `${address}：表头“${heading}”没有写明日、周或月，销量无法归期。请在表头写明期间，如 2026-10。`,
    }),
  ],
  cartons: [
    'mend',
    ({ address, heading, count }) => ({
      en: `${address} (${heading}) is in cartons, and the units a carton holds are not known${cells(count).en}; it is read as unknown. Add a column "Pack".`,
      zh: `${address}（${heading}）按箱计，但箱规未知${cells(count).zh}，按未知处理。请加“箱规”列。`,
    }),
  ],
  spread: [
    'note',
    ({ heading, count, other }) => ({
      en: `Sales of ${count} row(s) are totals (${heading}), spread evenly over their days: ups and downs inside are not known, and ${other} weeks of history are short. Safety days in the sheet, or weekly sales, make the plan firmer.`,
      zh: `${count} 行的销量只有合计（${heading}），按天均摊：其中的波动未知，历史也只有 ${other} 周。表中给出安全天数或按周销量，计划会更可靠。`,
    }),
  ],
  dash_zero: [
    'note',
    ({ heading, count }) => ({
      en: `"-" in ${heading} is read as 0 (${count} cells): the column shows no other 0.`,
      zh: `${heading}中的“-”按 0 处理（${count} 格）：该列没有写过 0。`,
    }),
  ],
  on_hand_only: [
    'note',
    ({ count }) => ({
      en: `Of ${count} row(s) only the stock on hand is known; it is taken as available, less what is reserved or locked where a column says so.`,
      zh: `${count} 行只有在库数，按可售计算（有占用、锁定列的已扣除）。`,
    }),
  ],
  presale_left_out: [
    'note',
    ({ count }) => ({
      en: `${count} presale line(s) are not counted as sales of stock.`,
      zh: `${count} 行预售未计入现货销量。`,
    }),
  ],
  issued_as_sales: [
    'note',
    ({ heading }) => ({
      en: `What was issued (${heading}) is taken as sold; transfers in it would count as sales.`,
      zh: `出库（${heading}）按销量计算；其中若含调拨也会计为销量。`,
    }),
  ],
  undated_inbound: [
    'note',
    ({ count }) => ({
      en: `Stock in transit of ${count} row(s) has no arrival date: it counts in the position, but on no day.`,
      zh: `${count} 行在途没有到货日：计入含在途可用，但不计在任何一天到货。`,
    }),
  ],
  safety_differs: [
    'note',
    ({ sku, heading }) => ({
      en: `${sku}: ${heading} differs by warehouse, and a rule holds for the SKU; the largest is used.`,
      zh: `${sku}：各仓的${heading}不同，而规则按货号生效；采用最大值。`,
    }),
  ],
} satisfies Record<string, ['mend' | 'note', Say]>;

export type OwnIssueCode = keyof typeof CATALOGUE;

interface Where {
  table?: SheetTableId;
  column?: string;
  /** issues of one code and one `same` are told once, with their count */
  same?: string;
}

/** Collects issues; the same kind about the same column is one issue with a count, shown by its first cell. */
export class IssueBook {
  private readonly found = new Map<
    string,
    {
      code: OwnIssueCode;
      details: Details;
      where: Where;
      address: string | null;
      sku: string | null;
      warehouse: string | null;
    }
  >();

  add(code: OwnIssueCode, details: Partial<Details>, where: Where = {}): void {
    const key = `${code} ${where.same ?? ''}`;
    const before = this.found.get(key);
    if (before) {
      before.details.count += details.count ?? 1;
      return;
    }
    const full = { address: '', heading: '', text: '', other: '', sku: '', warehouse: '', count: 1, ...details };
    const { address = null, sku = null, warehouse = null } = details;
    this.found.set(key, { code, details: full, where, address, sku, warehouse });
  }

  list(): OwnIssue[] {
    return [...this.found.values()]
      .map(({ code, details, where, address, sku, warehouse }): OwnIssue => {
        const [level, say] = CATALOGUE[code] as ['mend' | 'note', Say];
        return {
          code,
          level,
          message: say(details),
          address,
          table: where.table ?? null,
          column: where.column ?? null,
          sku,
          warehouse,
          count: details.count,
        };
      })
      .sort((a, b) => (a.level === b.level ? 0 : a.level === 'mend' ? -1 : 1));
  }
}
