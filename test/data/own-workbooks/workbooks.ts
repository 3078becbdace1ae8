import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import ExcelJS from 'exceljs';
import { AS_OF, BONDED, ITEMS, OVERSEAS } from './brand';

/**
 * Workbooks of the kinds planners keep, unlike each other and as untidy as theirs: titles, two rows of headings, formulas
 * between, notes, colours, comments, rules, hidden and filtered rows, merged cells, sums, a protected neighbour.
 */
export interface SampleWorkbook {
  name: string;
  bytes: Uint8Array;
  /** `Sheet!Heading` of columns that the plan shall fill */
  fills: readonly string[];
}

const YELLOW: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2CC' } };
const GREY: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9D9D9' } };
/** 1 × 1 pixel */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function bytesOf(book: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
}

const formula = (text: string, result: number | string): ExcelJS.CellFormulaValue => ({ formula: text, result });

/** 备货计划表: a title, two rows of headings, formulas between the figures, a line of sums, remarks by hand. */
async function restockPlan(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('备货计划表', { views: [{ state: 'frozen', xSplit: 2, ySplit: 3 }] });
  sheet.getCell('A1').value = '2026年11月 备货计划表';
  sheet.mergeCells('A1:R1');
  sheet.getCell('A1').font = { bold: true, size: 16 };
  const heads: [group: string, name: string][] = [
    ['商品', 'SKU货号'],
    ['商品', '商品名称'],
    ['商品', '负责人'],
    ['', '仓库'],
    ['可用库存数量', '总可用'],
    ['可用库存数量', '占用'],
    ['在途', '采购在途'],
    ['在途', '调拨在途'],
    ['销量', '近7日'],
    ['销量', '近30日'],
    ['', '日均'],
    ['', '可售天数'],
    ['', '补货周期(天)'],
    ['', '安全库存(天)'],
    ['', '建议备货数量'],
    ['', '预计断货日期'],
    ['', '金额(元)'],
    ['', '人工备注'],
  ];
  heads.forEach(([group, name], at) => {
    sheet.getCell(2, at + 1).value = group || name;
    sheet.getCell(3, at + 1).value = name;
    for (const row of [2, 3]) sheet.getCell(row, at + 1).fill = GREY;
  });
  for (const range of ['A2:C2', 'E2:F2', 'G2:H2', 'I2:J2']) sheet.mergeCells(range);
  for (const at of [4, 11, 12, 13, 14, 15, 16, 17, 18]) sheet.mergeCells(2, at, 3, at);
  ITEMS.forEach((item, at) => {
    const row = at + 4;
    const f = BONDED[at]!;
    const available = f.onHand - f.reserved;
    sheet.getRow(row).values = [
      item.sku,
      item.zh,
      item.owner,
      '宁波保税仓',
      at === 3 ? '1,280 件' : available,
      f.reserved,
      f.inTransit || '-',
      '-',
      f.sold[0],
      f.sold[2],
      formula(`J${row}/30`, f.sold[2] / 30),
      formula(`IF(K${row}=0,"无销量",E${row}/K${row})`, f.sold[2] ? available / (f.sold[2] / 30) : '无销量'),
      f.lead,
      at === 5 ? '待定' : 10,
      null,
      null,
      formula(`O${row}*${item.cost}`, 0),
      at === 0 ? '双十一后补，先问工厂' : null,
    ];
    sheet.getCell(row, 1).numFmt = '@';
    sheet.getCell(row, 16).numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell(row, 15).fill = YELLOW;
  });
  const last = ITEMS.length + 3;
  sheet.getRow(last + 1).values = [
    '合计',
    null,
    null,
    null,
    formula(`SUM(E4:E${last})`, 0),
    null,
    null,
    null,
    formula(`SUM(I4:I${last})`, 0),
  ];
  sheet.getCell('B4').note = '新包装 12 月上市';
  sheet.getColumn(3).hidden = true;
  sheet.getCell('D4').dataValidation = { type: 'list', allowBlank: true, formulae: ['"宁波保税仓,广州保税仓"'] };
  sheet.addConditionalFormatting({
    ref: `L4:L${last}`,
    rules: [
      {
        type: 'cellIs',
        operator: 'lessThan',
        formulae: [30],
        priority: 1,
        style: { font: { color: { argb: 'FFC00000' } } },
      },
    ],
  });
  const notes = book.addWorksheet('说明');
  notes.getCell('A1').value = '每周一更新；黄色列由采购填写。';
  notes.getCell('B2').value = { richText: [{ text: '重要：', font: { bold: true } }, { text: '不要改公式' }] };
  const picture = book.addImage({ base64: DOT, extension: 'png' });
  notes.addImage(picture, 'D2:E4');
  return {
    name: '备货计划表',
    bytes: await bytesOf(book),
    fills: ['备货计划表!建议备货数量', '备货计划表!预计断货日期'],
  };
}

/** 进销存表: 期初, 入库, 出库, 期末 of two months, a sum after each warehouse. */
async function rollForward(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('进销存');
  sheet.getCell('A1').value = '进销存表（单位：件）';
  const names = ['期初', '入库', '出库', '期末'];
  const heads: [string, string][] = [
    ['商品编码', ''],
    ['商品名称', ''],
    ['仓库', ''],
    ...['2026年9月', '2026年10月', '2026年11月'].flatMap((month) =>
      names.map((name): [string, string] => [month, name]),
    ),
    ['交期', ''],
    ['起订量', ''],
    ['建议采购量', ''],
    ['备注', ''],
  ];
  heads.forEach(([group, name], at) => {
    sheet.getCell(3, at + 1).value = group;
    if (name) sheet.getCell(4, at + 1).value = name;
    else sheet.mergeCells(3, at + 1, 4, at + 1);
  });
  for (const from of [4, 8, 12]) sheet.mergeCells(3, from, 3, from + 3);
  let row = 5;
  for (const [warehouse, figures] of [
    ['宁波保税仓', BONDED],
    ['东京海外仓', OVERSEAS],
  ] as const) {
    const first = row;
    ITEMS.forEach((item, at) => {
      const f = figures[at]!;
      const monthly = f.sold[2];
      const november = Math.round((monthly * 22) / 30);
      const opening = f.onHand + 2 * monthly + november;
      const cells: ExcelJS.CellValue[] = [item.sku, item.zh, warehouse];
      let stock = opening;
      ['D', 'H', 'L'].forEach((column, month) => {
        const [open, received, issued] = [column, 1, 2].map((step, k) =>
          k === 0 ? column : String.fromCharCode(column.charCodeAt(0) + Number(step)),
        ) as [string, string, string];
        const out = month === 2 ? november : monthly;
        cells.push(
          month === 0 ? stock : formula(`${String.fromCharCode(column.charCodeAt(0) - 1)}${row}`, stock),
          0,
          out,
        );
        stock -= out;
        cells.push(formula(`${open}${row}+${received}${row}-${issued}${row}`, stock));
      });
      cells.push(at === 1 ? '30天' : f.lead, item.moq, null, at === 2 ? '换供应商' : null);
      sheet.getRow(row).values = cells;
      row++;
    });
    sheet.getRow(row).values = [`${warehouse}小计`, null, null, formula(`SUM(D${first}:D${row - 1})`, 0)];
    sheet.getRow(row).font = { bold: true };
    row++;
  }
  sheet.getRow(row).values = ['合计', null, null, formula(`SUBTOTAL(9,D5:D${row - 1})`, 0)];
  return { name: '进销存表', bytes: await bytesOf(book), fills: ['进销存!建议采购量'] };
}

/** An Excel table with structured references, in English, with notes by hand. */
async function englishTable(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Replenishment');
  sheet.getCell('B1').value = 'Weekly replenishment, brand KB';
  const columns = [
    'Item code', 'Description', 'Warehouse', 'On hand', 'Allocated', 'Open PO', 'Sales 7d', 'Sales 30d', 'Sales 90d',
    'Lead time (d)', 'Safety days', 'MOQ', 'Case pack', 'Unit cost (USD)', 'Cover (d)', 'Suggested order', 'Order by', 'Order value', 'Notes',
  ]; // prettier-ignore
  const rows = [
    ['NGB bonded', BONDED],
    ['Tokyo', OVERSEAS],
  ] as const;
  const body = rows.flatMap(([warehouse, figures]) =>
    ITEMS.map((item, at): ExcelJS.CellValue[] => {
      const f = figures[at]!;
      return [
        item.sku, item.en, warehouse, f.onHand, f.reserved, f.inTransit, f.sold[0], f.sold[2], f.sold[3], f.lead, 7,
        item.moq, item.pack, item.cost / 7, null, null, null, null, at === 3 ? 'ask for 5% off' : null,
      ]; // prettier-ignore
    }),
  );
  sheet.addTable({
    name: 'Replenishment',
    ref: 'B3',
    headerRow: true,
    style: { theme: 'TableStyleMedium2', showRowStripes: true },
    columns: columns.map((name) => ({ name, filterButton: true })),
    rows: body,
  });
  body.forEach((cells, at) => {
    const row = at + 4;
    const rate = Number(cells[7]) / 30;
    const cover = rate ? (Number(cells[3]) - Number(cells[4])) / rate : '';
    sheet.getCell(row, 16).value = formula(`IF(I${row}=0,"",(E${row}-F${row})/(I${row}/30))`, cover);
    sheet.getCell(row, 19).value = formula(`N(Q${row})*O${row}`, 0);
    sheet.getCell(row, 18).numFmt = 'dd mmm yyyy';
    sheet.getCell(row, 15).numFmt = '#,##0.00';
  });
  const totals = book.addWorksheet('Totals');
  totals.getCell('A1').value = 'Order value';
  totals.getCell('B1').value = formula('SUM(Replenishment!S4:S15)', 0);
  return {
    name: 'english',
    bytes: await bytesOf(book),
    fills: ['Replenishment!Suggested order', 'Replenishment!Order by'],
  };
}

/** One sheet, a block a warehouse under a merged title, weeks as columns. */
async function blocks(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('补货');
  const weeks = ['W42', 'W43', 'W44', 'W45', 'W46', 'W47'];
  let row = 2;
  for (const [warehouse, figures] of [
    ['宁波保税仓', BONDED],
    ['东京海外仓', OVERSEAS],
  ] as const) {
    sheet.getCell(row, 2).value = warehouse;
    sheet.mergeCells(row, 2, row, 15);
    sheet.getCell(row, 2).alignment = { horizontal: 'center' };
    sheet.getCell(row, 2).fill = GREY;
    const heads = [
      '货号',
      '品名',
      '库存',
      '在途',
      ...weeks.map((week) => `${week}销量`),
      '补货周期',
      '状态',
      '补货数量',
      '最晚下单日',
    ];
    heads.forEach((name, at) => (sheet.getCell(row + 1, at + 2).value = name));
    ITEMS.forEach((item, at) => {
      const f = figures[at]!;
      const line = row + 2 + at;
      const cells = [
        item.sku,
        item.zh,
        f.onHand,
        f.inTransit,
        ...weeks.map((_, week) => f.sold[0] + ((week % 3) - 1)),
        f.lead,
      ];
      cells.forEach(
        (value, j) => (sheet.getCell(line, j + 2).value = typeof value === 'number' ? Math.max(0, value) : value),
      );
      sheet.getCell(line, 13).value = at === 1 ? '停一停' : null;
    });
    row += ITEMS.length + 4;
  }
  sheet.getRow(5).hidden = true;
  return { name: '两仓同表', bytes: await bytesOf(book), fills: ['补货!状态', '补货!补货数量', '补货!最晚下单日'] };
}

/** PSI monthly pack: a cover, costs in a list of their own, sales and forecasts by month, open orders in a third sheet. */
async function monthlyPack(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const cover = book.addWorksheet('Cover');
  cover.getCell('B2').value = 'PSI pack · first Tuesday';
  cover.getCell('B3').value = formula('TODAY()', 46349);
  const skus = book.addWorksheet('SKU list');
  skus.addRow(['SKU', 'Product', 'Supplier', 'MOQ (ctn)', 'Units per carton', 'Cost (JPY)', 'Shelf life (months)']);
  for (const item of ITEMS)
    skus.addRow([item.sku, item.en, item.supplier, item.moq / item.pack, item.pack, item.cost * 20, 36]);
  const sheet = book.addWorksheet('PSI');
  const months = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
  sheet.addRow(['', '', '', ...months.map(() => 'Sales'), 'Forecast', 'Forecast', '', '', '', '', '']);
  sheet.addRow([
    'SKU',
    'Product',
    'WH',
    ...months,
    '2026-11',
    '2026-12',
    'Stock',
    'Gap',
    'Lead time (weeks)',
    'Buy qty',
    'Remarks',
  ]);
  sheet.mergeCells('D1:H1');
  sheet.mergeCells('I1:J1');
  for (const [warehouse, figures] of [
    ['NGB bonded', BONDED],
    ['Tokyo', OVERSEAS],
  ] as const) {
    ITEMS.forEach((item, at) => {
      const f = figures[at]!;
      const row = sheet.rowCount + 1;
      const sold = f.sold[2];
      sheet.addRow([
        item.sku, item.en, warehouse, sold, Math.round(sold * 0.9), sold, Math.round(sold * 1.1), sold, sold, Math.round(sold * 1.2),
        f.onHand - f.reserved, formula(`K${row}-I${row}-J${row}`, 0), f.lead / 7, null, at === 4 ? 'EOL?' : null,
      ]); // prettier-ignore
    });
  }
  const orders = book.addWorksheet('Open PO');
  orders.addRow(['PO no', 'SKU', 'To', 'Qty', 'Received', 'ETA']);
  orders.addRow(['PO-1', 'KB-200', 'NGB bonded', 600, 0, new Date(Date.UTC(2026, 11, 5))]);
  orders.addRow(['PO-2', '00731', 'NGB bonded', 300, 60, '2026年12月10日']);
  orders.addRow(['PO-3', 'FISH-OIL', 'NGB bonded', 120, null, '2026/12/1']);
  return { name: 'PSI', bytes: await bytesOf(book), fills: ['PSI!Buy qty'] };
}

/** Headers as an ERP exports them, 13-digit codes as text, "-" for nothing, a filter that hides rows, a protected neighbour. */
async function erpExport(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('库存导出');
  sheet.addRow([
    '商家编码',
    '商品名称',
    '仓库名称',
    '实际库存数',
    '订单占有数',
    '采购在途数',
    '7天销量',
    '30天销量',
    '采购周期',
    '建议采购量',
    '采购状态',
  ]);
  const codes = ITEMS.map((_, at) => `697431853216${at}`);
  for (const [warehouse, figures] of [
    ['杭州保税仓', BONDED],
    ['香港海外仓', OVERSEAS],
  ] as const) {
    ITEMS.forEach((item, at) => {
      const f = figures[at]!;
      const dash = (value: number): number | string => (value === 0 ? '-' : value);
      sheet.addRow([
        codes[at],
        item.zh,
        warehouse,
        String(f.onHand),
        dash(f.reserved),
        dash(f.inTransit),
        dash(f.sold[0]),
        dash(f.sold[2]),
        f.lead,
        null,
        null,
      ]);
    });
  }
  sheet.addRow(['6900000000000', '已停售', '杭州保税仓', 'N/A', '-', '-', '-', '-', 30, null, '停售']);
  sheet.autoFilter = 'A1:K14';
  for (const row of [4, 9]) sheet.getRow(row).hidden = true;
  const locked = book.addWorksheet('单价');
  locked.addRow(['商家编码', '采购单价(元)']);
  ITEMS.forEach((item, at) => locked.addRow([codes[at], item.cost]));
  await locked.protect('geheim', { selectLockedCells: true });
  return { name: 'ERP导出', bytes: await bytesOf(book), fills: ['库存导出!建议采购量'] };
}

/** SKU cells merged over their warehouses; sales as a list by day and orders in sheets of their own; macros and a customXml part. */
async function mergedCells(): Promise<SampleWorkbook> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('计划');
  sheet.addRow(['SKU', '商品名称', '仓库', '可用库存', '补货周期', '安全天数', '建议补货量', '原因', '确认人']);
  let row = 2;
  ITEMS.slice(0, 4).forEach((item, at) => {
    for (const [warehouse, f] of [
      ['宁波保税仓', BONDED[at]!],
      ['大阪海外仓', OVERSEAS[at]!],
    ] as const) {
      sheet.addRow([item.sku, item.zh, warehouse, f.onHand - f.reserved, f.lead, 7, null, null, null]);
    }
    sheet.mergeCells(row, 1, row + 1, 1);
    sheet.mergeCells(row, 2, row + 1, 2);
    row += 2;
  });
  const sales = book.addWorksheet('销售明细');
  sales.addRow(['日期', '货号', '仓库', '渠道', '数量', '是否预售']);
  const start = Date.UTC(2026, 7, 31);
  for (let day = 0; day < 84; day++) {
    ITEMS.slice(0, 4).forEach((item, at) => {
      for (const [warehouse, f] of [
        ['宁波保税仓', BONDED[at]!],
        ['大阪海外仓', OVERSEAS[at]!],
      ] as const) {
        const sold = Math.max(0, Math.round(f.sold[0] / 7 + ((day * 7 + at * 3) % 5) - 2));
        if (sold > 0)
          sales.addRow([
            new Date(start + day * 86_400_000),
            item.sku,
            warehouse,
            '京东',
            sold,
            day === 80 ? '是' : '否',
          ]);
      }
    });
  }
  sales.getColumn(1).numFmt = 'yyyy-mm-dd';
  const bytes = await bytesOf(book);
  // a part no spreadsheet program asks for must come through, too
  const parts = unzipSync(bytes);
  parts['customXml/item1.xml'] = strToU8('<?xml version="1.0" encoding="UTF-8"?><note xmlns="urn:example">保留</note>');
  const types = strFromU8(parts['[Content_Types].xml']!);
  if (!types.includes('Extension="xml"')) throw new Error('no default for xml');
  return { name: '合并单元格', bytes: zipSync(parts), fills: ['计划!建议补货量', '计划!原因'] };
}

/** All of them, made anew: nothing binary is kept in the repository. */
export const ownWorkbooks = async (): Promise<SampleWorkbook[]> => [
  await restockPlan(),
  await rollForward(),
  await englishTable(),
  await blocks(),
  await monthlyPack(),
  await erpExport(),
  await mergedCells(),
];

/** The one a person sees first in the browser: 备货计划表. */
export const journeyWorkbook = async (): Promise<{
  bytes: Uint8Array;
  sheet: string;
  asOf: string;
  heading: string;
}> => ({
  bytes: (await restockPlan()).bytes,
  sheet: '备货计划表',
  asOf: AS_OF,
  heading: '建议备货数量',
});
