import type { FileSource } from '../src/gateway';

/** A brand small enough to pull and plan in a second or two, with every code and text that programs like to spoil. */
export type Tables = Record<string, string[][]>;

/** Leading zeros, a 13-digit barcode, an exponent, a date, a sign in front: all of them are codes and nothing else. */
export const CODES = ['00123', '6974318532161', '1E5', '2026-11-23', '-77', 'A-01', 'A-02', 'A-03'] as const;
/** A spreadsheet would calculate the first five; the sixth is a formula's text in quotation marks. */
export const NAMES = [
  '=1+1',
  '+86 lamp',
  '-5% soap',
  '@home',
  '=HYPERLINK("x")',
  '"="',
  '青花瓷杯',
  "'quoted",
] as const;

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 6, 6);
const LAST_DAY = Date.UTC(2026, 10, 22);
const DATA_TIME = '2026-11-23 09:12';

/** Sold on a day: differs by SKU, warehouse and weekday, nothing random. */
const sold = (sku: number, warehouse: number, day: number): number => 2 + sku + warehouse + ((day * 7 + sku * 3) % 5);

export function smallBrand(): Tables {
  const sales: string[][] = [];
  for (let at = FIRST_DAY; at <= LAST_DAY; at += DAY) {
    CODES.forEach((code, sku) =>
      ['NGB1', '007'].forEach((warehouse, place) => {
        const qty = sold(sku, place, at / DAY);
        sales.push([new Date(at).toISOString().slice(0, 10), code, warehouse, String(qty), String(qty * 20)]);
      }),
    );
  }
  return {
    'sku.csv': [
      [
        'sku_id',
        'name',
        'name_zh',
        'category',
        'barcode',
        'unit_cost',
        'cost_currency',
        'price',
        'currency',
        'pack_qty',
        'moq',
        'supplier_id',
      ],
      ...CODES.map((code, i) => [
        code,
        NAMES[i] ?? '',
        NAMES[i] ?? '',
        '=cat',
        `00000000000${i}0`,
        '8.5',
        'CNY',
        '20',
        'CNY',
        '12',
        '24',
        '@supplier',
      ]),
    ],
    'warehouse.csv': [
      ['warehouse_id', 'name', 'name_zh', 'type', 'city'],
      ['NGB1', 'Ningbo', '宁波保税仓', 'bonded', '宁波'],
      ['007', 'London', '伦敦海外仓', 'overseas', '伦敦'],
    ],
    'lane.csv': [
      ['lane_id', 'from_id', 'to_id', 'purpose', 'lead_mean_days', 'lead_sd_days'],
      ['L1', '007', 'NGB1', 'replenish', '30', '5'],
      ['L2', '007', '007', 'replenish', '20', '4'],
    ],
    'stock.csv': [
      ['as_of', 'warehouse_id', 'sku_id', 'qty', 'state'],
      ...CODES.flatMap((code, i) => [
        [DATA_TIME, 'NGB1', code, String(40 * i), 'on_hand'],
        [DATA_TIME, '007', code, String(900 - 100 * i), 'on_hand'],
      ]),
    ],
    'sales.csv': [['date', 'sku_id', 'warehouse_id', 'qty', 'revenue'], ...sales],
    'inbound.csv': [
      ['doc_id', 'line', 'sku_id', 'to_id', 'qty_ordered', 'qty_received', 'etd', 'eta'],
      ['0042', '1', '00123', 'NGB1', '120', '0', '2026-11-01', '2026-12-05'],
      ['0042', '2', '1E5', 'NGB1', '60', '24', '2026-11-01', '2026-12-05'],
    ],
  };
}

/** The headers that Chinese exports use for the same columns. */
const CHINESE: Record<string, string> = {
  sku_id: '商品编码', name: '英文名称', name_zh: '商品名称', category: '类目', barcode: '69码', unit_cost: '采购单价', cost_currency: '成本币种', price: '售价',
  currency: '币种', pack_qty: '箱规', moq: '起订量', supplier_id: '供应商', warehouse_id: '仓库编码', type: '仓型', city: '城市', lane_id: '线路',
  from_id: '起点', to_id: '到达', purpose: '用途', lead_mean_days: '平均时效天', lead_sd_days: '时效标准差天', as_of: '数据时点', qty: '数量', state: '库存状态',
  date: '销售日期', revenue: '实付金额', doc_id: '采购单号', line: '行号', qty_ordered: '采购数量', qty_received: '入库数量', etd: '预计发运', eta: '预计到货',
}; // prettier-ignore
const WORDS: Record<string, string> = { bonded: '保税仓', overseas: '海外仓', replenish: '补货', on_hand: '实际库存' };

export const inChinese = (tables: Tables): Tables =>
  Object.fromEntries(
    Object.entries(tables).map(([file, [header = [], ...rows]]) => [
      file,
      [
        header.map((name) =>
          file === 'warehouse.csv' && /^name/.test(name)
            ? name === 'name'
              ? '仓库名称(英)'
              : '仓库名称'
            : (CHINESE[name] ?? name),
        ),
        ...rows.map((row) => row.map((value) => WORDS[value] ?? value)),
      ],
    ]),
  );

const quoted = (value: string): string => (/[",\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
const csv = (rows: readonly string[][]): string => rows.map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';

let gbBytes: Map<string, Buffer> | null = null;
/** GB18030 of texts within its two-byte part: the platform's decoder, turned round. */
function gb18030(text: string): Buffer {
  if (!gbBytes) {
    gbBytes = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const bytes = Buffer.from([lead, trail]);
        const [character = '', ...more] = decoder.decode(bytes);
        if (more.length === 0 && character !== '\ufffd') gbBytes.set(character, bytes);
      }
    }
  }
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = character < '\x80' ? Buffer.from(character) : gbBytes?.get(character);
      if (!bytes) throw new Error(`${character} has no two bytes in GB18030`);
      return bytes;
    }),
  );
}

export const filesOf = (tables: Tables, encoding: 'utf-8' | 'gb18030' = 'utf-8'): Record<string, Buffer> =>
  Object.fromEntries(
    Object.entries(tables).map(([file, rows]) => [
      file,
      encoding === 'utf-8' ? Buffer.from(csv(rows)) : gb18030(csv(rows)),
    ]),
  );

export const sourcesOf = (tables: Tables, encoding: 'utf-8' | 'gb18030' = 'utf-8'): FileSource[] =>
  Object.entries(filesOf(tables, encoding)).map(([name, bytes]) => ({ name, read: async () => bytes }));

/** The faults of the issue, one row each. */
export function badRows(tables: Tables): Tables {
  const [sales, stock] = [tables['sales.csv'], tables['stock.csv']] as [string[][], string[][]];
  (sales[16] as string[])[0] = '2026-13-45';
  (stock[2] as string[])[3] = '-4';
  stock.push([...(stock[1] as string[])]);
  sales.push(['2026-11-22', 'NOPE', 'NGB1', '3', '60']);
  return tables;
}
