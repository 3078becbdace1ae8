import type { Bilingual, Language, ValueKind } from './kinds';

/**
 * Who may write a column. The add-in writes `addin` columns, proposes in `proposed` ones (what the user
 * typed there wins) and never touches `user` ones or any column that is not declared here.
 */
export type ColumnOwner = 'addin' | 'proposed' | 'user';

export interface SheetColumn {
  /** stable id: the API's column name and the key of the binding; headings may be renamed by the user */
  readonly id: string;
  readonly heading: Bilingual;
  /** definition and unit, shown as an input prompt on the heading (≤ 255 characters with the other heading) */
  readonly definition?: Bilingual;
  readonly kind: ValueKind;
  readonly owner: ColumnOwner;
  /** width in characters */
  readonly width: number;
  /** overrides the kind's number format */
  readonly format?: string;
  /** stands left of the freeze line */
  readonly frozen?: true;
  /** the codes this column holds, with the word each is shown as; sheets hold the word, code holds the id */
  readonly words?: Readonly<Record<string, Bilingual>>;
  /** offer the words as a drop-down */
  readonly list?: true;
  /** a proposed column whose numbers the next plan takes over from here, so that it may write them anew, blanks included */
  readonly refilled?: true;
  /** Plan: left block (decide) or right block (evidence, folded); Sales: folded older weeks */
  readonly band?: 'decide' | 'evidence' | 'folded';
}

export type SheetTableId =
  | 'TW_SKU'
  | 'TW_Warehouses'
  | 'TW_Lanes'
  | 'TW_Stock'
  | 'TW_Sales'
  | 'TW_Inbound'
  | 'TW_Calendar'
  | 'TW_Policy'
  | 'TW_Plan'
  | 'TW_Forecast'
  | 'TW_Overrides'
  | 'TW_Corrections'
  | 'TW_Signals'
  | 'TW_Tiers'
  | 'TW_Buys'
  | 'TW_Sellable'
  | 'TW_Proposals'
  | 'TW_Changes'
  | 'TW_Check'
  | 'TW_InputCheck'
  | 'TW_Scenarios'
  | 'TW_Backtest';

export interface SheetTable {
  readonly id: SheetTableId;
  readonly sheet: Bilingual;
  /** columns whose values together name a row */
  readonly key: readonly string[];
  /** filled by a pull (in this order of tables) or by a plan */
  readonly source: 'pull' | 'plan' | 'record';
  readonly tab: 'data' | 'decision' | 'view' | 'rule';
  readonly columns: readonly SheetColumn[];
  /** this column says "not in data since …" when the source no longer has a row */
  readonly goneColumn?: string;
  /** what stands between the summary row and the table, which then begins further down */
  readonly topBlock?: 'forecast';
  /** the source may have nothing for it: then no empty sheet is made */
  readonly optional?: true;
}

const bi = (en: string, zh: string): Bilingual => ({ en, zh });
const words = (entries: Record<string, [en: string, zh: string]>): Record<string, Bilingual> =>
  Object.fromEntries(Object.entries(entries).map(([code, [en, zh]]) => [code, bi(en, zh)]));

export const MODEL_WORDS = words({
  bonded: ['Bonded', '保税'],
  direct: ['Direct', '直邮'],
  virtual: ['Virtual', '虚拟'],
});
export const TIER_WORDS = words({
  hit: ['Hit', '爆款'],
  basic: ['Basic', '基础款'],
  longtail: ['Long tail', '长尾'],
  new: ['New', '新品'],
  luxury: ['Luxury', '高价定制'],
});
export const WAREHOUSE_TYPE_WORDS = words({
  overseas: ['Overseas', '海外仓'],
  bonded: ['Bonded', '保税仓'],
  supplier: ['Supplier', '供应商'],
  transit: ['Transit', '中转仓'],
  return: ['Return', '退货仓'],
  domestic: ['Domestic', '国内仓'],
  virtual: ['Virtual', '虚拟仓'],
});
export const STATUS_WORDS = words({
  out_of_stock: ['■ Out of stock', '■ 缺货'],
  will_run_out: ['■ Will run out', '■ 将缺货'],
  low: ['▲ Low', '▲ 偏低'],
  expiry: ['▲ Expiry', '▲ 效期'],
  surplus_on_order: ['◆ Surplus on order', '◆ 在途过多'],
  overstock: ['◆ Overstock', '◆ 积压'],
  no_sales: ['○ No sales', '○ 无动销'],
  not_enough_data: ['Not enough data', '数据不足'],
  ok: ['OK', '正常'],
});
export const ACTION_WORDS = words({
  buy: ['Buy', '补货'],
  hold: ['Hold', '保持'],
  stop: ['STOP', '停止补货'],
  clear: ['Clear', '清仓'],
  to_bonded: ['To bonded', '转保税'],
  to_direct: ['To direct', '转直邮'],
});
export const REASON_WORDS = words({
  below_reorder: ['Below reorder', '低于再订货点'],
  for_promotion: ['For promotion', '赶大促'],
  moq_rounding: ['MOQ rounding', '起订量取整'],
  inbound_covers: ['Inbound covers it', '在途已够'],
  above_maximum: ['Above maximum', '超上限'],
  no_sales: ['No sales', '无动销'],
  expiry_gate: ['Expiry gate', '效期闸门'],
  tier_lowered: ['Tier lowered', '分层降级'],
  list_restriction: ['List restriction', '清单限制'],
  locked_by_hand: ['Locked by hand', '人工锁定'],
  promoted: ['Tier raised', '分层升级'],
  bonded_gate: ['Bonded gate', '保税闸门'],
  first_batch: ['First batch cap', '首批上限'],
  lane_full: ['Lane full', '运力不足'],
  smoothed: ['Smoothed', '平滑'],
  over_budget: ['Over budget', '预算不足'],
  not_enough_data: ['Not enough data', '数据不足'],
});
export const DECISION_WORDS = words({
  accept: ['Accept', '接受'],
  change: ['Change', '改量'],
  reject: ['Reject', '拒绝'],
  later: ['Later', '暂缓'],
});
export const GATE_WORDS = words({
  open: ['Open', '放行'],
  capped: ['First batch capped', '首批限量'],
  closed: ['Closed', '关闭'],
  not_needed: ['Not needed', '不适用'],
});
export const ADVICE_WORDS = words({
  keep: ['Keep', '保持'],
  expedite: ['Expedite', '加急'],
  cut: ['Cut', '减量'],
  cancel: ['Cancel', '取消'],
});
export const LISTING_WORDS = words({
  spot: ['Sell', '现货'],
  spot_presale: ['Sell, then presale', '现货+预售'],
  presale: ['Presale', '预售'],
  hide: ['Hide', '下架'],
});
export const PROPOSAL_WORDS = words({
  sent: ['Sent', '已提交'],
  acknowledged: ['Acknowledged', '已确认'],
  ordered: ['Ordered', '已下单'],
  refused: ['Refused', '已拒绝'],
  withdrawn: ['Withdrawn', '已撤回'],
});
export const CHECK_LEVEL_WORDS = words({
  error: ['■ Must be mended', '■ 必须修正'],
  warning: ['▲ Look at it', '▲ 请核对'],
  hint: ['○ To know', '○ 提示'],
});
export const TRAFFIC_WORDS = words({ throttle: ['Throttle', '限流'], hold: ['Hold', '保持'], push: ['Raise', '加推'] });
export const DEMAND_CLASS_WORDS = words({
  smooth: ['Smooth', '平稳'],
  erratic: ['Erratic', '波动'],
  intermittent: ['Intermittent', '间歇'],
  lumpy: ['Lumpy', '块状'],
  new: ['New', '新品'],
  dying: ['Dying', '衰退'],
  none: ['No demand', '无需求'],
});
/** Kinds of rules a forecast is combined from; the sheet names the one that weighs most. */
export const FORECAST_METHOD_WORDS = words({
  mean: ['Mean', '均值'],
  smoothing: ['Recent weeks', '近期加权'],
  trend: ['Trend', '趋势'],
  seasonal: ['Season', '季节'],
  intermittent: ['Rate of rare sales', '间歇需求'],
  launch: ['Launch profile', '新品曲线'],
  robust: ['Usual week', '平常周'],
  none: ['None', '无'],
});
export const CORRECTION_WORDS = words({
  returns: ['Returns', '退货'],
  cancelled: ['Cancelled same day', '当日取消'],
  bulk: ['One-off bulk order', '一次性大单'],
  out_of_stock: ['Out of stock', '缺货'],
  presale: ['Presale', '预售'],
  not_on_sale: ['Not yet on sale', '尚未上架'],
  closed: ['Closed', '停业'],
});
export const SIGNAL_WORDS = words({
  pv: ['Page views', '浏览量'],
  uv: ['Visitors', '访客数'],
  cart: ['Carts', '加购件数'],
  fav: ['Favourites', '收藏数'],
  deposits: ['Presale deposits', '预售定金件数'],
  rating: ['Rating', '评分'],
});
export const OVERRIDE_STATE_WORDS = words({
  active: ['Active', '生效'],
  expired: ['Expired', '已失效'],
  past: ['Week over', '该周已过'],
  refused: ['Not used', '未采用'],
});
export const LIFECYCLE_WORDS = words({
  new: ['New', '新品'],
  growing: ['Growing', '成长'],
  steady: ['Steady', '稳定'],
  fading: ['Fading', '衰退'],
  dormant: ['Dormant', '停滞'],
});
export const YES_NO_WORDS = words({ yes: ['Yes', '是'], no: ['No', '否'] });
export const PURPOSE_WORDS = words({
  replenish: ['Replenish', '补货'],
  transfer: ['Transfer', '调拨'],
  fulfil: ['Fulfil', '发货'],
  return: ['Return', '退运'],
});
export const STAGE_WORDS = words({
  planned: ['Ordered', '已下单'],
  in_transit: ['In transit', '在途'],
  part_received: ['Part received', '部分到货'],
  received: ['Received', '已收货'],
  late: ['Late', '晚到'],
});

type Extra = Partial<Omit<SheetColumn, 'id' | 'heading' | 'kind' | 'width' | 'owner'>>;
const column =
  (owner: ColumnOwner) =>
  (id: string, en: string, zh: string, kind: ValueKind, width: number, extra: Extra = {}): SheetColumn => ({
    id,
    heading: bi(en, zh),
    kind,
    width,
    owner,
    ...extra,
  });
const own = column('addin');
const proposed = column('proposed');
const mine = column('user');

const FROZEN: Extra = { frozen: true };
const define = (en: string, zh: string, extra: Extra = {}): Extra => ({ ...extra, definition: bi(en, zh) });
const skuColumn = own('sku_id', 'SKU', '货号', 'text', 14, FROZEN);
const nameColumn = (width: number): SheetColumn => own('name', 'Name', '商品名称', 'text', width, FROZEN);
const warehouseColumn = own('warehouse_id', 'Warehouse', '仓库', 'text', 10, FROZEN);
const noteColumn = mine('note', 'Note', '备注', 'text', 24);

/** Weeks of history a Sales row holds (two years, so that a season shows), and weeks of forecast a Forecast row holds. */
export const HISTORY_WEEKS = 104;
/** Weeks of a leading signal. */
export const SIGNAL_WEEKS = 52;
export const FORECAST_WEEKS = 13;
/** Scenarios that stand side by side with the base plan. */
export const MOST_SCENARIOS = 4;
export const historyWeekId = (weeksBack: number): string => `w${weeksBack}`;

const weekColumns = (weeks: number): SheetColumn[] =>
  Array.from({ length: weeks }, (_, i) =>
    own(historyWeekId(i + 1), `W-${i + 1}`, `W-${i + 1}`, 'number', 7, i >= 13 ? { band: 'folded' } : {}),
  );

/**
 * Lines of the forecast by week, each a block of columns with this prefix: f the forecast (yours wins), s the statistical
 * number, l and h its band, m, t and x the water lines at the start of the week.
 */
export const FORECAST_LINES = {
  f: bi('W+', 'W+'),
  s: bi('Stat. W+', '统计 W+'),
  l: bi('Low W+', '低 W+'),
  h: bi('High W+', '高 W+'),
  m: bi('Reorder W+', '再订货 W+'),
  t: bi('Target W+', '目标 W+'),
  x: bi('Maximum W+', '上限 W+'),
} as const;
export type ForecastLine = keyof typeof FORECAST_LINES;
export const forecastLineId = (line: ForecastLine, weeksAhead: number): string => `${line}${weeksAhead}`;

const forecastBlock = (line: ForecastLine): SheetColumn[] =>
  Array.from({ length: FORECAST_WEEKS }, (_, i) =>
    (line === 'f' ? proposed : own)(
      forecastLineId(line, i + 1),
      `${FORECAST_LINES[line].en}${i + 1}`,
      `${FORECAST_LINES[line].zh}${i + 1}`,
      'number',
      7,
      { format: '#,##0.0', ...(line === 'f' ? { refilled: true } : { band: 'folded' }) },
    ),
  );

const decide = (extra: Extra = {}): Extra => ({ ...extra, band: 'decide' });
const evidence = (extra: Extra = {}): Extra => ({ ...extra, band: 'evidence' });

export const SHEET_TABLES: readonly SheetTable[] = [
  {
    id: 'TW_SKU',
    sheet: bi('SKU', '商品'),
    key: ['sku_id'],
    source: 'pull',
    tab: 'data',
    goneColumn: 'tier_reason',
    columns: [
      skuColumn,
      nameColumn(26),
      own('category', 'Category', '类目', 'text', 12),
      own('tier', 'Tier', '分层', 'text', 8, { words: TIER_WORDS }),
      own('model', 'Model', '履约模式', 'text', 8, { words: MODEL_WORDS }),
      own('tier_reason', 'Tier reason', '分层原因', 'text', 22),
      proposed('tier_lock', 'Tier lock', '锁定分层', 'text', 10, { words: TIER_WORDS, list: true }),
      proposed('lock_by', 'Locked by', '锁定人', 'text', 10),
      proposed('lock_why', 'Lock reason', '锁定理由', 'text', 18),
      proposed('locked_on', 'Locked on', '锁定日', 'date', 11),
      own('supplier_id', 'Supplier', '供应商', 'text', 12),
      own(
        'moq',
        'MOQ',
        '起订量',
        'number',
        8,
        define('Smallest quantity the supplier accepts', '供应商接受的最小下单量'),
      ),
      own('pack_qty', 'Pack', '箱规', 'number', 6, define('Units in a carton', '每箱件数')),
      own('unit_cost', 'Unit cost', '采购单价', 'money', 10),
      own('cost_currency', 'Cost currency', '成本币种', 'text', 6),
      own('price', 'Price', '售价', 'money', 10),
      own('currency', 'Currency', '币种', 'text', 6),
      own('shelf_life_days', 'Shelf life (d)', '保质期天', 'whole', 8),
      own('launch_date', 'Launched', '上架日', 'date', 11),
      own('hs_code', 'HS code', 'HS编码', 'text', 12),
      own('hs_remark', 'List remark', '清单备注', 'text', 14),
      own('custom_made', 'Made to order', '定制', 'flag', 8),
      own('barcode', 'Barcode', '条码', 'text', 15),
      own('weight_g', 'Weight (g)', '重量克', 'number', 8),
      own('volume_cm3', 'Volume (cm³)', '体积cm³', 'number', 8),
      mine('owner', 'Owner', '负责人', 'text', 10),
      noteColumn,
    ],
  },
  {
    id: 'TW_Warehouses',
    sheet: bi('Warehouses', '仓库'),
    key: ['warehouse_id'],
    source: 'pull',
    tab: 'data',
    columns: [
      warehouseColumn,
      own('name', 'Name', '仓库名称', 'text', 22, FROZEN),
      own('type', 'Type', '仓型', 'text', 10, { words: WAREHOUSE_TYPE_WORDS }),
      own('facility', 'Facility', '设施类型', 'text', 14),
      own('city', 'City', '城市', 'text', 12),
      own('country', 'Country', '国家/地区', 'text', 10),
      own('timezone', 'Time zone', '时区', 'text', 16),
      own('modes', 'Customs modes', '监管方式', 'text', 12),
      own('quantity_authority', 'Quantity authority', '数量依据', 'text', 14),
      noteColumn,
    ],
  },
  {
    id: 'TW_Lanes',
    sheet: bi('Lanes', '线路'),
    key: ['lane_id'],
    source: 'pull',
    tab: 'data',
    columns: [
      own('lane_id', 'Lane', '线路', 'text', 14, FROZEN),
      own('from_id', 'From', '发出', 'text', 12),
      own('to_id', 'To', '到达', 'text', 12),
      own('purpose', 'Purpose', '用途', 'text', 10, { words: PURPOSE_WORDS }),
      own('mode', 'Mode', '运输方式', 'text', 8),
      own('lead_mean_days', 'Lead time mean (d)', '补货周期均值天', 'number', 9, { format: '#,##0.0' }),
      own('lead_sd_days', 'Lead time sd (d)', '补货周期标准差天', 'number', 9, { format: '#,##0.0' }),
      own('lead_p50', 'Lead time P50 (d)', '补货周期P50天', 'number', 9, { format: '#,##0.0' }),
      own('lead_p90', 'Lead time P90 (d)', '补货周期P90天', 'number', 9, { format: '#,##0.0' }),
      own(
        'learned_count',
        'Deliveries learned from',
        '学习的到货次数',
        'whole',
        9,
        define(
          'Deliveries whose stage dates the learned lead time is from; blank: too few, the stated one is used',
          '学得补货周期所依据的到货次数；空白：次数不足，沿用给定值',
        ),
      ),
      own('learned_mean', 'Learned mean (d)', '学得均值天', 'number', 9, { format: '#,##0.0' }),
      own('learned_sd', 'Learned sd (d)', '学得标准差天', 'number', 9, { format: '#,##0.0' }),
      own('learned_p50', 'Learned P50 (d)', '学得P50天', 'number', 9, { format: '#,##0.0' }),
      own('learned_p90', 'Learned P90 (d)', '学得P90天', 'number', 9, { format: '#,##0.0' }),
      own(
        'set_aside',
        'Deliveries set aside',
        '剔除的到货',
        'whole',
        9,
        define('Outliers and impossible dates that were not learned from', '未用于学习的异常值与不可能的日期'),
      ),
      own('set_aside_why', 'Set aside because', '剔除原因', 'text', 24),
      own('cost_per_order', 'Cost per order', '每单费用', 'money', 9),
      own('cost_per_unit', 'Cost per unit', '每件费用', 'money', 9),
      own('cost_per_kg', 'Cost per kg', '每公斤费用', 'money', 9),
      own('cost_currency', 'Cost currency', '成本币种', 'text', 6),
      own('capacity_per_week', 'Capacity per week', '每周运力', 'number', 9),
      noteColumn,
    ],
  },
  {
    id: 'TW_Stock',
    sheet: bi('Stock', '库存'),
    key: ['sku_id', 'warehouse_id'],
    source: 'pull',
    tab: 'data',
    goneColumn: 'source',
    columns: [
      skuColumn,
      nameColumn(22),
      warehouseColumn,
      own('type', 'Type', '仓型', 'text', 8, { words: WAREHOUSE_TYPE_WORDS }),
      own('on_hand', 'On hand', '在库', 'number', 9),
      own('reserved', 'Reserved', '已占用', 'number', 9),
      own('locked', 'Locked', '锁定', 'number', 8),
      own('defective', 'Defective', '残次', 'number', 8),
      own('near_expiry_lock', 'Near expiry lock', '临期锁定', 'number', 9),
      own('virtual', 'Virtual', '虚拟', 'number', 8),
      own(
        'available',
        'Available',
        '可售',
        'number',
        9,
        define(
          'On hand − reserved − locked − defective − near expiry lock − pending return + virtual',
          '在库−已占用−锁定−残次−临期锁定−待退+虚拟',
        ),
      ),
      own('in_transit', 'In transit', '在途', 'number', 9, define('Ordered and not yet received', '已下单未收货')),
      own('next_arrival', 'Next arrival', '下次到货', 'date', 11),
      own('first_expiry', 'First expiry', '最早有效期', 'date', 11),
      own('oldest_days', 'Oldest (d)', '最长库龄', 'whole', 8),
      own(
        'confidence',
        'Confidence',
        '可信度',
        'percent',
        8,
        define(
          '1 when the stock figure is fresh; 0.9 over 24 hours old, 0.7 over 72',
          '数据新鲜为1；超24小时0.9，超72小时0.7',
        ),
      ),
      own('as_of', 'As of', '数据时点', 'datetime', 16),
      own('source', 'Source', '来源', 'text', 12),
    ],
  },
  {
    id: 'TW_Sales',
    sheet: bi('Sales', '销量'),
    key: ['sku_id', 'warehouse_id', 'model'],
    source: 'pull',
    tab: 'data',
    columns: [
      skuColumn,
      nameColumn(22),
      warehouseColumn,
      own('model', 'Model', '履约模式', 'text', 8, { words: MODEL_WORDS }),
      own('total_13w', 'Total 13w', '近13周', 'number', 9),
      ...weekColumns(HISTORY_WEEKS),
      own('oos_days_13w', 'Out-of-stock days 13w', '缺货天数', 'number', 9, { format: '#,##0.0' }),
      own('promo_share', 'Promo share', '大促占比', 'percent', 8),
      own('return_rate', 'Returns', '退货率', 'percent', 8),
    ],
  },
  {
    id: 'TW_Inbound',
    sheet: bi('Inbound', '在途'),
    key: ['doc_id', 'line'],
    source: 'pull',
    tab: 'data',
    goneColumn: 'stage',
    columns: [
      own('doc_id', 'Document', '单号', 'text', 14, FROZEN),
      own('line', 'Line', '行', 'whole', 5, FROZEN),
      skuColumn,
      own('name', 'Name', '商品名称', 'text', 22),
      own('from_id', 'From', '发出', 'text', 10),
      own('to_id', 'To', '到达', 'text', 10),
      own('qty_ordered', 'Ordered', '下单量', 'number', 9),
      own('qty_shipped', 'Shipped', '已发', 'number', 9),
      own('qty_received', 'Received', '已收', 'number', 9),
      own('open_qty', 'Open', '未到', 'number', 9, define('Ordered − received', '下单量−已收')),
      own('etd', 'ETD', '预计发运', 'date', 11),
      own('eta', 'ETA', '预计到货', 'date', 11),
      own('days_late', 'Days late', '晚到天数', 'whole', 8),
      own('stage', 'Stage', '当前环节', 'text', 12, { words: STAGE_WORDS }),
      own('unit_cost', 'Unit cost', '单价', 'money', 10),
      own('paid_amount', 'Paid', '已付', 'money', 11),
      own(
        'advice',
        'Advice',
        '建议',
        'text',
        9,
        define('By the last plan: is this order still right?', '按上次计划：该单是否仍合适', { words: ADVICE_WORDS }),
      ),
      own('advice_qty', 'Advised qty', '建议数量', 'number', 9),
      own('advice_why', 'Advice because', '建议理由', 'text', 36),
      proposed('decision', 'Decision', '处理', 'text', 8, { words: ADVICE_WORDS, list: true }),
      noteColumn,
    ],
  },
  {
    id: 'TW_Calendar',
    sheet: bi('Calendar', '大促日历'),
    key: ['promo_id', 'phase', 'sku_id'],
    source: 'pull',
    tab: 'rule',
    columns: [
      own('promo_id', 'Promotion', '活动', 'text', 16, FROZEN),
      own('phase', 'Phase', '阶段', 'text', 8, FROZEN),
      own('name', 'Name', '名称', 'text', 22),
      own('starts_at', 'Starts', '开始', 'datetime', 16),
      own('ends_at', 'Ends', '结束', 'datetime', 16),
      own('sku_id', 'SKUs', '范围', 'text', 12, define('Blank: every SKU', '空白：全部货号')),
      own('uplift', 'Uplift', '增幅', 'number', 7, {
        ...define(
          'Sales in the promotion / sales without it. Blank: learnt from history',
          '大促销量/平时销量；空白则由历史学得',
        ),
        format: '0.0',
      }),
      own('presale', 'Presale', '预售', 'flag', 6),
      own(
        'order_by',
        'Order by',
        '最晚下单日',
        'date',
        11,
        define(
          'Last day an order still arrives before the start, nine times in ten (slowest lane in use)',
          '九成把握在开始前到货的最晚下单日（按所用最慢线路）',
        ),
      ),
      own(
        'too_late',
        'Too late',
        '赶不上',
        'number',
        9,
        define('Units wanted for it that cannot arrive before the start', '所需但开始前到不了的数量'),
      ),
      own(
        'demand_change',
        'Demand change',
        '需求影响',
        'number',
        9,
        define('Units it adds to the forecast', '它使预测增加的数量', { format: '#,##0.0' }),
      ),
      noteColumn,
    ],
  },
  {
    id: 'TW_Policy',
    sheet: bi('Policy', '规则'),
    key: ['key', 'scope', 'scope_id', 'effective_from'],
    source: 'pull',
    tab: 'rule',
    columns: [
      own('key', 'Key', '参数', 'text', 22, FROZEN),
      own('meaning', 'Meaning', '含义', 'text', 28),
      own('scope', 'Scope', '范围', 'text', 10),
      own('scope_id', 'Scope id', '范围编码', 'text', 10),
      own('value', 'Value', '值', 'text', 12),
      own('unit', 'Unit', '单位', 'text', 8),
      own('default_value', 'Default', '默认', 'text', 12),
      own('effective_from', 'From', '生效日', 'date', 11),
      own('effective_to', 'To', '失效日', 'date', 11),
      own('source', 'Source', '依据', 'text', 36),
    ],
  },
  {
    id: 'TW_Plan',
    sheet: bi('Plan', '计划'),
    key: ['sku_id', 'warehouse_id'],
    source: 'plan',
    tab: 'decision',
    goneColumn: 'reason',
    columns: [
      skuColumn,
      nameColumn(20),
      warehouseColumn,
      own('rank', 'Rank', '优先级', 'whole', 6, decide(define('1 = most money at stake', '1=涉及金额最大'))),
      own('status', 'Status', '状态', 'text', 16, decide({ words: STATUS_WORDS })),
      own('action', 'Action', '建议动作', 'text', 9, decide({ words: ACTION_WORDS })),
      own('order_qty', 'Order qty', '建议补货量', 'number', 10, decide()),
      own('order_by', 'Order by', '最晚下单日', 'date', 11, decide()),
      own(
        'arrives',
        'Arrives',
        '预计到货',
        'date',
        11,
        decide(define('Order placed today + lead time P50', '今天下单+补货周期P50')),
      ),
      proposed(
        'my_qty',
        'My qty',
        '我的数量',
        'number',
        9,
        decide(define('Type a number to overrule the order quantity', '填入数字即替代建议补货量')),
      ),
      proposed('decision', 'Decision', '处理', 'text', 8, decide({ words: DECISION_WORDS, list: true })),
      proposed('decided_by', 'Decided by', '处理人', 'text', 10, decide()),
      proposed('decided_on', 'Decided on', '处理日', 'date', 11, decide()),
      proposed(
        'decided_qty',
        'Decided for',
        '处理时建议量',
        'number',
        9,
        decide(define('Order quantity the plan recommended when this was decided', '作出处理时计划的建议补货量')),
      ),
      proposed(
        'proposal',
        'Proposal',
        '采购建议',
        'text',
        14,
        decide(define('Proposal this line was sent in, and its state', '该行所属采购建议及其状态')),
      ),
      own('reason', 'Reason', '原因', 'text', 14, decide({ words: REASON_WORDS })),
      own(
        'value',
        'Value',
        '建议金额',
        'money',
        11,
        decide(define('Order quantity × unit cost', '建议补货量×采购单价')),
      ),
      own(
        'at_stake',
        'At stake',
        '涉及金额',
        'money',
        11,
        decide(
          define(
            'Sales that would be lost, or money in stock above the maximum',
            '可能损失的销售额，或超上限库存占用的金额',
          ),
        ),
      ),
      own('explanation', 'Explanation', '说明', 'text', 44, decide()),
      own('tier', 'Tier', '分层', 'text', 8, evidence({ words: TIER_WORDS })),
      own('model', 'Model', '履约模式', 'text', 8, evidence({ words: MODEL_WORDS })),
      own('available', 'Available', '可售', 'number', 9, evidence()),
      own('in_transit', 'In transit', '在途', 'number', 9, evidence()),
      own(
        'presale_owed',
        'Presale owed',
        '预售待发',
        'number',
        9,
        evidence(
          define(
            'Orders expected from presale deposits, so far as they count into the next buy',
            '预售定金预计成交中计入下次补货的部分',
          ),
        ),
      ),
      own(
        'position',
        'Position',
        '含在途可用',
        'number',
        10,
        evidence(define('Available + in transit − presale owed', '可售+在途−预售待发')),
      ),
      own(
        'days_of_supply',
        'Days of supply',
        '可售天数',
        'number',
        8,
        evidence({
          format: '[>=91]"≥91";0.0',
          ...define(
            'Days the available stock lasts on the forecast, without inbound; 91 = 91 or more',
            '可售按预测能卖的天数，不含在途；91 表示 91 天及以上',
          ),
        }),
      ),
      own(
        'turnover_days',
        'Turnover days',
        '周转天数',
        'number',
        8,
        evidence({
          format: '#,##0.0',
          ...define('91 × available / units sold in the last 13 weeks', '91×可售/近13周销量'),
        }),
      ),
      own('next_4w', 'Next 4w', '未来4周', 'number', 9, evidence({ format: '#,##0.0' })),
      own(
        'demand_mean',
        'Demand per day',
        '日均需求',
        'number',
        9,
        evidence({
          format: '#,##0.00',
          ...define('Forecast mean per day over the protection interval', '保障期内预测的日均值'),
        }),
      ),
      own(
        'demand_sd',
        'Demand sd per day',
        '日需求标准差',
        'number',
        9,
        evidence({
          format: '#,##0.00',
          ...define(
            '1.25 × mean absolute error of the forecast over the protection interval / √days: the sd, were errors normal',
            '1.25×保障期预测的平均绝对误差/√天数：误差若为正态即其标准差',
          ),
        }),
      ),
      own('lead_p50', 'Lead time P50', '补货周期P50', 'number', 7, evidence({ format: '#,##0.0' })),
      own('lead_p90', 'Lead time P90', '补货周期P90', 'number', 7, evidence({ format: '#,##0.0' })),
      own('lead_mean', 'Lead time mean', '补货周期均值', 'number', 7, evidence({ format: '#,##0.0' })),
      own('lead_sd', 'Lead time sd', '补货周期标准差', 'number', 7, evidence({ format: '#,##0.0' })),
      own('review_days', 'Review interval', '下单间隔', 'number', 7, evidence({ format: '#,##0' })),
      own(
        'safety_stock',
        'Safety stock',
        '安全库存',
        'number',
        9,
        evidence({
          format: '#,##0.0',
          ...define(
            'Safety factor × √((lead time + review) × sd² + mean² × lead time sd²)',
            '安全系数×√((补货周期+下单间隔)×标准差²+日均²×周期标准差²)',
          ),
        }),
      ),
      own(
        'reorder_level',
        'Reorder level',
        '再订货点',
        'number',
        9,
        evidence({
          format: '#,##0.0',
          ...define('Forecast over the lead time + safety stock', '补货周期内预测+安全库存'),
        }),
      ),
      own(
        'target_level',
        'Order-up-to level',
        '目标库存',
        'number',
        9,
        evidence({
          format: '#,##0.0',
          ...define('Demand per day × (lead time + review) + safety stock', '日均需求×(补货周期+下单间隔)+安全库存'),
        }),
      ),
      own(
        'max_level',
        'Maximum',
        '库存上限',
        'number',
        9,
        evidence({
          format: '#,##0.0',
          ...define(
            'Order-up-to level + max_extra_days (Policy) × demand per day',
            '目标库存+max_extra_days（规则）×日均需求',
          ),
        }),
      ),
      own('service_target', 'Service target', '服务水平目标', 'percent', 8, evidence()),
      own(
        'service_proof',
        'Service proof',
        '服务水平实绩',
        'percent',
        8,
        evidence(
          define(
            'Share of past protection intervals without a stock-out that this rule would have given, out of sample',
            '按此规则回测过去各保障期，不缺货的占比（样本外）',
          ),
        ),
      ),
      own(
        'textbook_proof',
        'Textbook proof',
        '教科书公式实绩',
        'percent',
        8,
        evidence(
          define(
            'The same for z × daily sd × √(lead time + review), the textbook rule',
            '教科书公式 z×日标准差×√(补货周期+下单间隔) 的同一回测',
          ),
        ),
      ),
      own(
        'safety_factor',
        'Safety factor',
        '安全系数',
        'number',
        8,
        evidence({
          format: '0.00',
          ...define(
            'In the place of z: from the distribution of the forecast errors, calibrated on the past',
            '代替 z：由预测误差的分布得出，并按历史校准',
          ),
        }),
      ),
      own(
        'safety_days',
        'Safety days',
        '安全天数',
        'number',
        8,
        evidence({ format: '0.0', ...define('Safety stock / demand per day', '安全库存/日均需求') }),
      ),
      own(
        'traffic',
        'Traffic',
        '流量建议',
        'text',
        8,
        evidence({
          words: TRAFFIC_WORDS,
          ...define(
            'Throttle: stock ends before an order could arrive. Raise: position above the maximum and stock not running low',
            '限流：到货前会卖完；加推：含在途可用超上限且库存不偏低',
          ),
        }),
      ),
      own(
        'wanted_qty',
        'Before limits',
        '限制前数量',
        'number',
        9,
        evidence(
          define(
            'Order quantity before shelf life, first batch, lane capacity, smoothing and budget cut it',
            '效期、首批、运力、平滑与预算限制之前的补货量',
          ),
        ),
      ),
      own(
        'capital_return',
        'Return on capital',
        '资金回报',
        'percent',
        9,
        evidence(
          define(
            'Margin the order is expected to save, a year, per unit of money it ties up',
            '该单预计挽回的毛利（年化）/占用资金',
          ),
        ),
      ),
      own('promo', 'Next promotion', '下一大促', 'text', 14, evidence()),
      own(
        'promo_order_by',
        'Order by for it',
        '大促最晚下单',
        'date',
        11,
        evidence(define('Start of the promotion − lead time P90', '大促开始日−补货周期P90')),
      ),
      own(
        'promo_short',
        'Too late for it',
        '大促赶不上',
        'number',
        9,
        evidence(
          define(
            'Units it will want that an order placed today cannot bring in time',
            '今天下单也来不及到货的大促需求量',
          ),
        ),
      ),
      own(
        'bullwhip',
        'Bullwhip',
        '牛鞭比',
        'number',
        8,
        evidence({
          format: '0.00',
          ...define('Variance of the buys ahead / variance of demand ahead, by week', '未来各周补货量方差/需求方差'),
        }),
      ),
      own(
        'bullwhip_raw',
        'Bullwhip unsmoothed',
        '平滑前牛鞭比',
        'number',
        8,
        evidence({ format: '0.00', ...define('The same without smoothing', '不做平滑时的同一比值') }),
      ),
      own('plan_version', 'Plan version', '计划版本', 'text', 8),
      noteColumn,
    ],
  },
  {
    id: 'TW_Tiers',
    sheet: bi('Tiers', '分层'),
    key: ['sku_id'],
    source: 'plan',
    tab: 'decision',
    columns: [
      skuColumn,
      nameColumn(22),
      own('tier', 'Tier', '分层', 'text', 9, { words: TIER_WORDS }),
      own('model', 'Model', '履约模式', 'text', 8, { words: MODEL_WORDS }),
      own('since', 'Since', '自', 'date', 11),
      own('reason', 'Why', '原因', 'text', 36),
      own('heading', 'Heading for', '趋向', 'text', 9, {
        words: TIER_WORDS,
        ...define('Tier the last weeks point to', '近几周所指向的分层'),
      }),
      own(
        'heading_weeks',
        'Weeks in a row',
        '连续周数',
        'whole',
        8,
        define('Weeks in a row that pointed there', '连续指向该分层的周数'),
      ),
      own('moves_when', 'What would move it', '变动条件', 'text', 40),
      own('abc', 'ABC', 'ABC', 'text', 6),
      own('xyz', 'XYZ', 'XYZ', 'text', 6),
      own('cv', 'CV', '变异系数', 'number', 7, { format: '0.00' }),
      own('lifecycle', 'Lifecycle', '生命周期', 'text', 10, { words: LIFECYCLE_WORDS }),
      own('gate', 'Bonded gate', '保税闸门', 'text', 14, { words: GATE_WORDS }),
      own('gate_reason', 'Gate because', '闸门原因', 'text', 40),
      own(
        'first_batch_cap',
        'First batch cap',
        '首批上限',
        'number',
        9,
        define('Most units of a first bonded buy', '首次保税备货的最大数量'),
      ),
      own('test_weeks', 'Test weeks', '试销周数', 'whole', 8),
      own('test_units', 'Test units', '试销件数', 'number', 9),
      own('conversion', 'Conversion', '转化率', 'percent', 8, define('Units / visitors', '件数/访客数')),
      own('rating', 'Rating', '评分', 'number', 7, { format: '0.0' }),
      own('return_rate', 'Returns', '退货率', 'percent', 8),
      own('lock_by', 'Locked by', '锁定人', 'text', 10),
      own('lock_why', 'Lock reason', '锁定理由', 'text', 18),
      own('plan_version', 'Plan version', '计划版本', 'text', 8),
      mine('remarks', 'Test remarks', '试销记录', 'text', 30),
      noteColumn,
    ],
  },
  {
    id: 'TW_Buys',
    sheet: bi('Buying plan', '补货计划'),
    key: ['sku_id', 'warehouse_id', 'order_week'],
    source: 'plan',
    tab: 'decision',
    goneColumn: 'reason',
    columns: [
      skuColumn,
      nameColumn(16),
      warehouseColumn,
      own('order_week', 'Order week', '下单周', 'date', 11, {
        ...FROZEN,
        ...define('Monday of the week the order is placed in', '下单所在周的周一'),
      }),
      own('order_qty', 'Order qty', '建议补货量', 'number', 10),
      own('order_by', 'Order by', '最晚下单日', 'date', 11),
      own('arrives', 'Arrives', '预计到货', 'date', 11),
      own('arrives_late', 'Arrives at the latest', '最迟到货', 'date', 11, define('By lead time P90', '按补货周期P90')),
      own('reason', 'Reason', '原因', 'text', 14, { words: REASON_WORDS }),
      own('value', 'Value', '建议金额', 'money', 11),
      own('supplier_id', 'Supplier', '供应商', 'text', 12),
      own('lane_id', 'Lane', '线路', 'text', 12),
      own('weight_kg', 'Weight (kg)', '重量kg', 'number', 9, { format: '#,##0.0' }),
      own('volume_m3', 'Volume (m³)', '体积m³', 'number', 9, { format: '#,##0.00' }),
      own(
        'wanted_qty',
        'Before limits',
        '限制前数量',
        'number',
        9,
        define('Before lane capacity, smoothing and budget', '运力、平滑与预算限制之前'),
      ),
      own('plan_version', 'Plan version', '计划版本', 'text', 8),
      noteColumn,
    ],
  },
  {
    id: 'TW_Sellable',
    sheet: bi('Sellable', '可售清单'),
    key: ['sku_id'],
    source: 'plan',
    tab: 'decision',
    goneColumn: 'why',
    columns: [
      skuColumn,
      nameColumn(22),
      own('listing', 'Listing', '上架方式', 'text', 12, { words: LISTING_WORDS }),
      own('spot_qty', 'Spot', '现货', 'number', 9, define('Bonded, available to promise', '保税仓可承诺量')),
      own('spot_from', 'Spot from', '现货仓', 'text', 12),
      own('presale_qty', 'Presale', '预售', 'number', 9, define('Overseas and arriving, capped', '海外及在途，设上限')),
      own('presale_from', 'Presale from', '预售来源', 'text', 14),
      own('dispatch_by', 'Dispatch by', '最晚发货', 'date', 11),
      own('limit_per_order', 'Limit per order', '限购', 'whole', 8),
      own('traffic', 'Traffic', '流量建议', 'text', 8, { words: TRAFFIC_WORDS }),
      own('cover_days', 'Days of supply', '可售天数', 'number', 8, { format: '[>=91]"≥91";0.0' }),
      own(
        'committed',
        'Presale owed',
        '预售待发',
        'number',
        9,
        define('Presold and not yet sent; taken off what can be promised', '已预售未发货，已从可承诺量扣除'),
      ),
      own('deposits', 'Deposits', '定金件数', 'number', 9),
      own(
        'expected',
        'Expected from deposits',
        '定金预计成交',
        'number',
        9,
        define('Deposits × conversion to balance', '定金×转尾款率'),
      ),
      own('page_zh', 'Page text (Chinese)', '页面文案（中文）', 'text', 44),
      own('page_en', 'Page text (English)', '页面文案（英文）', 'text', 44),
      own('why', 'Why', '原因', 'text', 40),
      own('plan_version', 'Plan version', '计划版本', 'text', 8),
      noteColumn,
    ],
  },
  {
    id: 'TW_Proposals',
    sheet: bi('Proposals', '采购建议单'),
    key: ['proposal_id', 'line'],
    source: 'pull',
    tab: 'decision',
    optional: true,
    goneColumn: 'answer',
    columns: [
      own('proposal_id', 'Proposal', '建议单号', 'text', 14, FROZEN),
      own('line', 'Line', '行', 'whole', 5, FROZEN),
      skuColumn,
      own('name', 'Name', '商品名称', 'text', 22),
      warehouseColumn,
      own('supplier_id', 'Supplier', '供应商', 'text', 12),
      own('qty', 'Qty', '数量', 'number', 9),
      own('order_by', 'Order by', '最晚下单日', 'date', 11),
      own('arrives', 'Arrives', '预计到货', 'date', 11),
      own('value', 'Value', '金额', 'money', 11),
      own('currency', 'Currency', '币种', 'text', 6),
      own('state', 'State', '状态', 'text', 12, { words: PROPOSAL_WORDS }),
      own('answer', 'Answer', '答复', 'text', 24),
      own('answered_qty', 'Answered qty', '答复数量', 'number', 9),
      own('sent_by', 'Sent by', '提交人', 'text', 12),
      own('sent_at', 'Sent at', '提交时间', 'datetime', 16),
      own('decided_by', 'Decided by', '处理人', 'text', 12),
      own('plan_version', 'Plan version', '计划版本', 'text', 8),
      noteColumn,
    ],
  },
  {
    id: 'TW_Forecast',
    sheet: bi('Forecast', '预测'),
    key: ['sku_id', 'warehouse_id'],
    source: 'plan',
    tab: 'decision',
    topBlock: 'forecast',
    columns: [
      skuColumn,
      nameColumn(22),
      warehouseColumn,
      own('demand_class', 'Class', '需求类型', 'text', 10, { words: DEMAND_CLASS_WORDS }),
      own('method', 'Method', '方法', 'text', 14, { words: FORECAST_METHOD_WORDS }),
      own(
        'accuracy',
        'Accuracy',
        '准确率',
        'percent',
        8,
        define(
          '1 − Σ|actual − forecast| / Σ actual, by week, out of sample on the past',
          '1−Σ|实际−预测|/Σ实际，按周，历史样本外回测',
        ),
      ),
      own(
        'bias',
        'Bias',
        '偏差',
        'percent',
        8,
        define('Σ(actual − forecast) / Σ actual; positive: forecast too low', 'Σ(实际−预测)/Σ实际；为正表示预测偏低'),
      ),
      own('total_13w', 'Total 13w', '13周合计', 'number', 9, { format: '#,##0.0' }),
      own(
        'low',
        'Low',
        '低',
        'number',
        9,
        define('Total of 13 weeks: 1 in 10 would be lower', '13周合计：十分之一的可能更低', { format: '#,##0.0' }),
      ),
      own(
        'high',
        'High',
        '高',
        'number',
        9,
        define('Total of 13 weeks: 1 in 10 would be higher', '13周合计：十分之一的可能更高', { format: '#,##0.0' }),
      ),
      ...forecastBlock('f'),
      own('overridden_by', 'Overridden by', '调整人', 'text', 12),
      own('expires', 'Expires', '失效日', 'date', 11),
      mine('why', 'Why', '调整原因', 'text', 20),
      ...forecastBlock('s'),
      ...forecastBlock('l'),
      ...forecastBlock('h'),
      ...forecastBlock('m'),
      ...forecastBlock('t'),
      ...forecastBlock('x'),
      own('first_week', 'W+1 begins', 'W+1 起始日', 'date', 11, { band: 'folded' }),
      own('plan_version', 'Plan version', '计划版本', 'text', 8, { band: 'folded' }),
      noteColumn,
    ],
  },
  {
    id: 'TW_Overrides',
    sheet: bi('Overrides', '人工调整'),
    key: ['sku_id', 'warehouse_id', 'week'],
    source: 'plan',
    tab: 'decision',
    columns: [
      skuColumn,
      nameColumn(16),
      warehouseColumn,
      own('week', 'Week (Monday)', '周（周一）', 'date', 11, FROZEN),
      own('statistical', 'Statistical', '统计预测', 'number', 9, { format: '#,##0.0' }),
      proposed('quantity', 'My forecast', '我的预测', 'number', 9, { format: '#,##0.0' }),
      proposed('author', 'Overridden by', '调整人', 'text', 12),
      proposed('reason', 'Why', '调整原因', 'text', 28),
      proposed('made_on', 'Made on', '调整日', 'date', 11),
      proposed(
        'expires',
        'Expires',
        '失效日',
        'date',
        11,
        define('From this day on the statistical forecast counts again', '自该日起恢复采用统计预测'),
      ),
      own('state', 'State', '状态', 'text', 10, { words: OVERRIDE_STATE_WORDS }),
      own(
        'used',
        'Planned with',
        '计划采用',
        'number',
        9,
        define(
          'What the last plan used for this week; blank: the statistical forecast',
          '上次计划对该周采用的数；空白：统计预测',
          { format: '#,##0.0' },
        ),
      ),
      noteColumn,
    ],
  },
  {
    id: 'TW_Corrections',
    sheet: bi('Corrections', '需求修正'),
    key: ['sku_id', 'warehouse_id', 'model', 'day', 'kind'],
    source: 'pull',
    tab: 'data',
    optional: true,
    columns: [
      skuColumn,
      nameColumn(22),
      warehouseColumn,
      own('model', 'Model', '履约模式', 'text', 8, { words: MODEL_WORDS }),
      own('day', 'Day', '日期', 'date', 11),
      own('kind', 'Kind', '修正类型', 'text', 18, { words: CORRECTION_WORDS }),
      own('raw', 'Sold', '原销量', 'number', 9, { format: '#,##0.0' }),
      own('corrected', 'Demand', '修正后需求', 'number', 9, { format: '#,##0.0' }),
      own(
        'change',
        'Change',
        '修正量',
        'number',
        9,
        define(
          'Demand − sold; added to the week unless you use the raw figure',
          '修正后需求−原销量；计入当周，除非采用原值',
          {
            format: '#,##0.0',
          },
        ),
      ),
      own('why', 'Why', '原因', 'text', 44),
      proposed(
        'use_raw',
        'Use raw',
        '采用原值',
        'text',
        8,
        define('Yes: the plan takes the sales of that day as they are', '是：计划按当日原销量计算', {
          words: YES_NO_WORDS,
          list: true,
        }),
      ),
      noteColumn,
    ],
  },
  {
    id: 'TW_Signals',
    sheet: bi('Signals', '流量信号'),
    key: ['sku_id', 'signal'],
    source: 'pull',
    tab: 'data',
    optional: true,
    columns: [
      skuColumn,
      nameColumn(22),
      own('signal', 'Signal', '信号', 'text', 14, { words: SIGNAL_WORDS }),
      ...weekColumns(SIGNAL_WEEKS),
    ],
  },
  {
    id: 'TW_Check',
    sheet: bi('Check', '验算'),
    key: ['sku_id', 'warehouse_id', 'measure'],
    source: 'record',
    tab: 'view',
    columns: [
      skuColumn,
      warehouseColumn,
      own('measure', 'Measure', '指标', 'text', 16, FROZEN),
      own('plan_value', 'Plan', '计划值', 'number', 11, { format: '#,##0.0000' }),
      own('formula_value', 'By formula', '公式复算', 'number', 11, { format: '#,##0.0000' }),
      own('difference', 'Difference', '差异', 'number', 11, { format: '#,##0.0000' }),
    ],
  },
  {
    id: 'TW_InputCheck',
    sheet: bi('Input check', '数据体检'),
    key: ['check', 'sku_id', 'warehouse_id', 'place'],
    source: 'record',
    tab: 'view',
    columns: [
      own('level', 'Level', '级别', 'text', 14, { ...FROZEN, words: CHECK_LEVEL_WORDS }),
      own('check', 'Check', '检查项', 'text', 15, FROZEN),
      skuColumn,
      warehouseColumn,
      own('at_risk', 'Money at risk', '涉及金额', 'money', 11),
      own('found', 'Found', '发现', 'text', 44),
      own('mend', 'What to do', '处理办法', 'text', 44),
      own('value', 'Value', '值', 'text', 12),
      own('expected', 'Expected', '参考值', 'text', 12),
      own('place', 'Where', '位置', 'text', 24),
    ],
  },
  {
    id: 'TW_Scenarios',
    sheet: bi('Scenarios', '情景'),
    key: ['measure'],
    source: 'record',
    tab: 'view',
    columns: [
      own('measure', 'Measure', '指标', 'text', 26, FROZEN),
      own('base', 'Base plan', '基准计划', 'text', 14),
      ...Array.from({ length: MOST_SCENARIOS }, (_, at) => [
        own(`s${at + 1}`, `Scenario ${at + 1}`, `情景 ${at + 1}`, 'text', 14),
        own(`d${at + 1}`, `Difference ${at + 1}`, `差异 ${at + 1}`, 'text', 12),
      ]).flat(),
    ],
  },
  {
    id: 'TW_Backtest',
    sheet: bi('Backtest', '回测'),
    key: ['rule', 'setting'],
    source: 'record',
    tab: 'view',
    columns: [
      own('rule', 'Rule', '规则', 'text', 22, FROZEN),
      own('setting', 'Setting', '参数', 'text', 14, FROZEN),
      own('service', 'In-stock rate', '现货率', 'percent', 9),
      own('stockout_days', 'Out-of-stock days', '缺货天数', 'number', 10),
      own('lost_units', 'Lost units', '缺货损失件数', 'number', 10),
      own('lost_sales', 'Lost sales', '缺货损失', 'money', 12),
      own('capital', 'Average capital', '平均占用资金', 'money', 12),
      own('written_off', 'Written off', '报损', 'money', 11),
      own('orders', 'Orders', '下单次数', 'whole', 8),
      own('bullwhip', 'Bullwhip', '牛鞭比', 'number', 8, { format: '0.00' }),
    ],
  },
  {
    id: 'TW_Changes',
    sheet: bi('Changes', '变更'),
    key: ['sku_id', 'warehouse_id', 'column'],
    source: 'record',
    tab: 'decision',
    columns: [
      skuColumn,
      warehouseColumn,
      own('column', 'Column', '列', 'text', 16, FROZEN),
      own('old', 'Old', '原值', 'text', 14),
      own('new', 'New', '新值', 'text', 14),
      own('change', 'Δ', 'Δ', 'number', 9),
      own('change_share', 'Δ%', 'Δ%', 'percent', 8),
      own('money', 'Money', '涉及金额', 'money', 11),
      own('group', 'Group', '分组', 'text', 20),
      own('reason', 'Reason', '原因', 'text', 14, { words: REASON_WORDS }),
      proposed('write', 'Write?', '写入？', 'text', 8, {
        words: YES_NO_WORDS,
        list: true,
      }),
    ],
  },
];

export const PULL_TABLES: readonly SheetTable[] = SHEET_TABLES.filter((table) => table.source === 'pull');

export function sheetTable(id: SheetTableId): SheetTable {
  const found = SHEET_TABLES.find((table) => table.id === id);
  if (!found) throw new Error(`no sheet table ${id}`);
  return found;
}

/** The word a code is shown as in a sheet of this language. An unknown code stays as it is. */
export function wordOf(column: SheetColumn, code: string, language: Language): string {
  return column.words?.[code]?.[language] ?? code;
}

/** The code behind a word in either language; a code itself counts too. Anything else stays as it is. */
export function codeOf(column: SheetColumn, text: string): string {
  const wanted = text.trim();
  for (const [code, word] of Object.entries(column.words ?? {})) {
    if (wanted === code || wanted === word.en || wanted === word.zh) return code;
  }
  return wanted;
}

const KIND_FORMATS: Record<ValueKind, string> = {
  text: '@',
  whole: '#,##0',
  number: '#,##0',
  money: '#,##0.00',
  percent: '0.0%',
  date: 'yyyy-mm-dd',
  datetime: 'yyyy-mm-dd hh:mm',
  flag: '0',
};

export const numberFormatOf = (column: SheetColumn): string => column.format ?? KIND_FORMATS[column.kind];
