import type { Bilingual, ValueKind } from './kinds';

/** One column of an import file, of the store's table behind it, and of nothing else that must agree by hand. */
export interface ImportColumn {
  /** canonical name: CSV header, SQL column */
  readonly id: string;
  readonly kind: ValueKind;
  readonly required?: true;
  /** used when the cell is blank */
  readonly default?: string;
  readonly oneOf?: readonly string[];
  /** least value that makes sense; below it the row is refused */
  readonly min?: number;
  /** points at the key of another table; a code that table lacks refuses the row */
  readonly references?: ImportTableId;
  /** decimal places kept in the store where the kind's own (4) would lose some */
  readonly scale?: number;
  /** other headers this column is recognised by, Chinese and ERP ones (domain.md §4b) */
  readonly aliases: readonly string[];
}

export type ImportTableId =
  | 'sku'
  | 'warehouse'
  | 'lane'
  | 'lane_stage'
  | 'stock'
  | 'sales'
  | 'inbound'
  | 'stage_event'
  | 'promo'
  | 'behaviour'
  | 'fx'
  | 'policy';

export interface ImportTable {
  readonly id: ImportTableId;
  readonly file: string;
  readonly label: Bilingual;
  /** columns that make a row unique within a brand; blank key parts count as '' */
  readonly key: readonly string[];
  readonly columns: readonly ImportColumn[];
}

type Extra = Partial<Omit<ImportColumn, 'id' | 'kind' | 'aliases'>>;
const col = (id: string, kind: ValueKind, aliases: string[] = [], extra: Extra = {}): ImportColumn => ({
  id,
  kind,
  aliases,
  ...extra,
});
const REQUIRED: Extra = { required: true };
const ref = (table: ImportTableId, extra: Extra = {}): Extra => ({ ...extra, references: table });

const SKU_ALIASES = ['SKU', '商品编码', '货号', '商家编码', 'sku编码', '商品编号'];
const WAREHOUSE_ALIASES = ['仓库', '仓库编号', '仓库编码'];
const CURRENCY_ALIASES = ['币种', '货币'];

/** The import folder of data-model.md, as far as the product reads it today. Order = order of import. */
export const IMPORT_TABLES: readonly ImportTable[] = [
  {
    id: 'sku',
    file: 'sku.csv',
    label: { en: 'SKU', zh: '商品' },
    key: ['sku_id'],
    columns: [
      col('sku_id', 'text', SKU_ALIASES, REQUIRED),
      col('name', 'text', ['商品名称(英)', '英文名称']),
      col('name_zh', 'text', ['商品名称', '中文名称', '品名']),
      col('category', 'text', ['类目', '分类', '品类']),
      col('barcode', 'text', ['条码', '69码', '条形码']),
      col('hs_code', 'text', ['HS编码', '海关编码', '税号']),
      col('unit_cost', 'money', ['采购单价', '成本价', '单位成本'], { min: 0 }),
      col('cost_currency', 'text', ['成本币种']),
      col('price', 'money', ['售价', '销售价'], { min: 0 }),
      col('currency', 'text', CURRENCY_ALIASES),
      col('pack_qty', 'number', ['箱规', '装箱数'], { min: 0 }),
      col('moq', 'number', ['起订量', '最小起订量'], { min: 0 }),
      col('shelf_life_days', 'whole', ['保质期天', '保质期', '保质期(天)'], { min: 0 }),
      col('weight_g', 'number', ['重量克', '重量(g)'], { min: 0 }),
      col('volume_cm3', 'number', ['体积', '体积(cm3)'], { min: 0 }),
      col('vat_rate', 'percent', ['增值税率'], { min: 0 }),
      col('consumption_tax_rate', 'percent', ['消费税率'], { min: 0 }),
      col('tariff_rate', 'percent', ['关税税率'], { min: 0 }),
      col('hs_remark', 'text', ['清单备注']),
      col('custom_made', 'flag', ['定制']),
      col('launch_date', 'date', ['上架日', '上架日期']),
      col('supplier_id', 'text', ['供应商', '供应商编码']),
    ],
  },
  {
    id: 'warehouse',
    file: 'warehouse.csv',
    label: { en: 'Warehouses', zh: '仓库' },
    key: ['warehouse_id'],
    columns: [
      col('warehouse_id', 'text', WAREHOUSE_ALIASES, REQUIRED),
      col('name', 'text', ['仓库名称(英)']),
      col('name_zh', 'text', ['仓库名称']),
      col('type', 'text', ['仓型', '仓库类型'], {
        required: true,
        oneOf: ['overseas', 'bonded', 'supplier', 'transit', 'return', 'domestic', 'virtual'],
      }),
      col('facility', 'text', ['设施类型']),
      col('city', 'text', ['城市', '市']),
      col('country', 'text', ['国家', '国家/地区']),
      col('timezone', 'text', ['时区']),
      col('modes', 'text', ['监管方式']),
      col('quantity_authority', 'text', ['数量依据']),
    ],
  },
  {
    id: 'lane',
    file: 'lane.csv',
    label: { en: 'Lanes', zh: '线路' },
    key: ['lane_id'],
    columns: [
      col('lane_id', 'text', ['线路', '线路编码'], REQUIRED),
      col('from_id', 'text', ['发出', '起点'], ref('warehouse', REQUIRED)),
      col('to_id', 'text', ['到达', '终点'], REQUIRED),
      col('purpose', 'text', ['用途'], { required: true, oneOf: ['replenish', 'transfer', 'fulfil', 'return'] }),
      col('mode', 'text', ['监管方式', '运输方式']),
      col('cost_per_order', 'money', ['每单费用'], { min: 0 }),
      col('cost_per_unit', 'money', ['每件费用'], { min: 0 }),
      col('cost_per_kg', 'money', ['每公斤费用'], { min: 0 }),
      col('cost_currency', 'text', CURRENCY_ALIASES),
      col('capacity_per_week', 'number', ['每周运力'], { min: 0 }),
      col('lead_mean_days', 'number', ['补货周期天数', '平均时效天'], { min: 0 }),
      col('lead_sd_days', 'number', ['时效标准差天'], { min: 0 }),
    ],
  },
  {
    id: 'lane_stage',
    file: 'lane_stage.csv',
    label: { en: 'Lane stages', zh: '线路环节' },
    key: ['lane_id', 'seq'],
    columns: [
      col('lane_id', 'text', ['线路', '线路编码'], ref('lane', REQUIRED)),
      col('seq', 'whole', ['顺序'], { required: true, min: 0 }),
      col('stage', 'text', ['环节'], REQUIRED),
      col('p50_days', 'number', ['P50天'], { required: true, min: 0 }),
      col('p90_days', 'number', ['P90天'], { required: true, min: 0 }),
      col('partner_id', 'text', ['伙伴']),
    ],
  },
  {
    id: 'stock',
    file: 'stock.csv',
    label: { en: 'Stock', zh: '库存' },
    key: ['as_of', 'warehouse_id', 'sku_id', 'batch_no', 'state'],
    columns: [
      col('as_of', 'datetime', ['数据时点', '日期'], REQUIRED),
      col('warehouse_id', 'text', WAREHOUSE_ALIASES, ref('warehouse', REQUIRED)),
      col('sku_id', 'text', SKU_ALIASES, ref('sku', REQUIRED)),
      col('qty', 'number', ['数量', '实际库存', '主仓实际库存数', '在库'], { required: true, min: 0 }),
      col('state', 'text', ['库存状态', '状态'], {
        default: 'on_hand',
        oneOf: ['on_hand', 'reserved', 'locked', 'defective', 'near_expiry_lock', 'pending_return', 'virtual'],
      }),
      col('batch_no', 'text', ['批次号', '批次']),
      col('inbound_date', 'date', ['入库日期']),
      col('expiry_date', 'date', ['有效期至']),
      col('unit_cost', 'money', ['单位成本', '成本价'], { min: 0 }),
      col('cost_currency', 'text', CURRENCY_ALIASES),
    ],
  },
  {
    id: 'sales',
    file: 'sales.csv',
    label: { en: 'Sales', zh: '销量' },
    key: ['date', 'sku_id', 'warehouse_id', 'channel', 'model', 'presale', 'promo_id'],
    columns: [
      col('date', 'date', ['日期', '销售日期'], REQUIRED),
      col('sku_id', 'text', SKU_ALIASES, ref('sku', REQUIRED)),
      col('qty', 'number', ['数量', '销量'], { required: true, min: 0 }),
      col('warehouse_id', 'text', WAREHOUSE_ALIASES, ref('warehouse')),
      col('channel', 'text', ['渠道', '店铺']),
      col('model', 'text', ['履约模式'], { oneOf: ['bonded', 'direct'] }),
      col('revenue', 'money', ['销售额', '实付金额']),
      col('currency', 'text', CURRENCY_ALIASES),
      col('returns', 'number', ['退货数量', '退货'], { min: 0 }),
      col('orders', 'whole', ['订单数'], { min: 0 }),
      col('presale', 'flag', ['预售']),
      col('promo_id', 'text', ['活动', '活动编号']),
      col('oos_minutes', 'whole', ['缺货分钟'], { min: 0 }),
    ],
  },
  {
    id: 'inbound',
    file: 'inbound.csv',
    label: { en: 'Inbound', zh: '在途' },
    key: ['doc_id', 'line'],
    columns: [
      col('doc_id', 'text', ['单号', '采购单号'], REQUIRED),
      col('line', 'whole', ['行', '行号'], { required: true, min: 0 }),
      col('sku_id', 'text', SKU_ALIASES, ref('sku', REQUIRED)),
      col('to_id', 'text', ['到达', '到货仓'], ref('warehouse', REQUIRED)),
      col('qty_ordered', 'number', ['下单量', '采购数量'], { required: true, min: 0 }),
      col('from_id', 'text', ['发出', '发货仓']),
      col('qty_shipped', 'number', ['已发', '已发数量'], { min: 0 }),
      col('qty_received', 'number', ['已收', '入库数量'], { min: 0 }),
      col('etd', 'date', ['预计发运']),
      col('eta', 'date', ['预计到货', '预计到货日期']),
      col('unit_cost', 'money', ['单价'], { min: 0 }),
      col('cost_currency', 'text', CURRENCY_ALIASES),
      col('paid_amount', 'money', ['已付', '已付金额'], { min: 0 }),
    ],
  },
  {
    id: 'stage_event',
    file: 'stage_event.csv',
    label: { en: 'Stage dates', zh: '环节日期' },
    key: ['doc_id', 'stage'],
    columns: [
      col('doc_id', 'text', ['单号', '采购单号'], ref('inbound', REQUIRED)),
      col('stage', 'text', ['环节', '节点', '物流节点'], REQUIRED),
      col('planned_at', 'datetime', ['计划时间', '计划日期', '预计时间', '预计日期']),
      col('actual_at', 'datetime', ['实际时间', '实际日期', '完成时间']),
      col('partner_id', 'text', ['伙伴', '服务商']),
    ],
  },
  {
    id: 'promo',
    file: 'promo.csv',
    label: { en: 'Promotions', zh: '大促' },
    key: ['promo_id', 'phase', 'sku_id'],
    columns: [
      col('promo_id', 'text', ['活动', '活动编号'], REQUIRED),
      col('name', 'text', ['活动名称']),
      col('phase', 'text', ['阶段']),
      col('starts_at', 'datetime', ['开始', '开始时间'], REQUIRED),
      col('ends_at', 'datetime', ['结束', '结束时间'], REQUIRED),
      col('sku_id', 'text', SKU_ALIASES, ref('sku')),
      col('uplift', 'number', ['增幅'], { min: 0 }),
      col('presale', 'flag', ['预售']),
    ],
  },
  {
    id: 'behaviour',
    file: 'behaviour.csv',
    label: { en: 'Shopper behaviour', zh: '用户行为' },
    key: ['date', 'sku_id'],
    columns: [
      col('date', 'date', ['日期', '统计日期'], REQUIRED),
      col('sku_id', 'text', SKU_ALIASES, ref('sku', REQUIRED)),
      col('pv', 'whole', ['浏览量', '商品浏览量'], { min: 0 }),
      col('uv', 'whole', ['访客数', '商品访客数'], { min: 0 }),
      col('cart', 'whole', ['加购件数', '加购数', '加购商品件数'], { min: 0 }),
      col('fav', 'whole', ['收藏数', '收藏人数', '商品关注数', '关注数'], { min: 0 }),
      col('presale_deposits', 'whole', ['预售定金件数', '定金件数', '付定金件数'], { min: 0 }),
      col('rating', 'number', ['评分', '商品评分', '平均评分'], { min: 0 }),
    ],
  },
  {
    id: 'fx',
    file: 'fx.csv',
    label: { en: 'Exchange rates', zh: '汇率' },
    key: ['date', 'base', 'quote', 'kind'],
    columns: [
      col('date', 'date', ['日期'], REQUIRED),
      col('base', 'text', ['基准币种'], REQUIRED),
      col('quote', 'text', ['目标币种'], REQUIRED),
      col('rate', 'number', ['汇率'], { required: true, min: 0, scale: 10 }),
      col('kind', 'text', ['类型'], { default: 'spot', oneOf: ['spot', 'month_end', 'contract'] }),
    ],
  },
  {
    id: 'policy',
    file: 'policy.csv',
    label: { en: 'Policy', zh: '规则' },
    key: ['key', 'scope', 'scope_id', 'effective_from'],
    columns: [
      col('key', 'text', ['参数'], REQUIRED),
      col('value', 'text', ['值'], REQUIRED),
      col('scope', 'text', ['范围'], { default: 'brand', oneOf: ['brand', 'warehouse', 'tier', 'sku'] }),
      col('scope_id', 'text', ['范围编码']),
      col('effective_from', 'date', ['生效日']),
      col('effective_to', 'date', ['失效日']),
      col('source', 'text', ['依据']),
    ],
  },
];

export function importTable(id: ImportTableId): ImportTable {
  const found = IMPORT_TABLES.find((table) => table.id === id);
  if (!found) throw new Error(`no import table ${id}`);
  return found;
}
