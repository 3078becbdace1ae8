/**
 * What people and ERPs call the columns of planning workbooks (Chinese and English), by meaning. Sheet headings and the
 * headers of import files are names, too (meanings.ts adds them); only what those lack stands here.
 * Sources: exports of 聚水潭, 旺店通, 领星, JD, ERPNext, Odoo; planning templates.
 */
export const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  'TW_SKU.sku_id': [
    'SKU货号 SKU编码 SKU编号 商品SKU 平台SKU 商品货号 货品编号 货品编码 产品编码 产品编号 物料编码 物料编号 存货编码 规格编码',
    'SKU code|SKU no|SKU ID|SKU number|item code|item no|item number|item ID|product code|article|article no|seller SKU|MSKU|goods code|part number|material',
  ],
  'TW_SKU.name': [
    '货品名称 产品名称 存货名称 物料名称 商品名 品名规格 名称 商品 产品',
    'product|product name|item name|item|description|title|goods name',
  ],
  'TW_SKU.category': ['产品分类 商品分类 货品分类 产品线', 'category|product category|item group|family'],
  'TW_SKU.supplier_id': ['供货商 厂商 厂家 供应商名称', 'supplier|vendor|supplier name|manufacturer'],
  'TW_SKU.moq': ['最低起订量 最小订货量 最小采购量', 'MOQ|minimum order quantity|min order|min order qty'],
  'TW_SKU.pack_qty': [
    '装箱量 箱入数 每箱数量 每箱件数 单箱数量 外箱装量 采购倍数',
    'case pack|carton qty|units per carton|pack size|units per case|order multiple',
  ],
  'TW_SKU.unit_cost': [
    '采购价 进价 进货价 成本 单价成本 含税进价 采购成本 成本单价 单价',
    'cost|unit price|purchase price|cost price|landed cost|valuation rate|FOB',
  ],
  'TW_SKU.price': [
    '零售价 平台售价 日常价 销售单价 吊牌价',
    'retail price|selling price|list price|sales price|sale price',
  ],
  'TW_SKU.shelf_life_days': ['保质期天数 保质天数 有效期天数', 'shelf life|shelf life days'],
  'TW_SKU.launch_date': ['上架时间 上市日期 首次上架', 'launch date|launched on|first sale'],
  'TW_SKU.weight_g': ['重量 单件重量 毛重', 'weight|unit weight|gross weight'],
  'TW_SKU.volume_cm3': ['单件体积', 'volume|unit volume'],
  'TW_SKU.barcode': ['国际条码 商品条码', 'EAN|UPC|barcode|GTIN'],
  'TW_SKU.tier_lock': ['人工分层 指定分层', 'tier override'],
  'TW_Warehouses.warehouse_id': [
    '仓库名称 仓 仓库名 仓别 发货仓库 所属仓库 库房 仓库代码 到货仓 到货仓库 入库仓库',
    'warehouse|warehouse code|warehouse name|WH|location|store|site|destination|to',
  ],
  'TW_Warehouses.type': ['仓库性质 仓库类别', 'warehouse type'],
  'TW_Stock.on_hand': [
    '库存 库存数 库存数量 库存量 现有库存 当前库存 现存量 在库数 在库数量 在库库存 实物库存 账面库存 主仓实际库存 实际库存数 仓库库存 总库存 库存总量',
    'stock|on hand|qty on hand|quantity on hand|on hand qty|stock on hand|SOH|inventory|current stock|actual qty|onhand stock',
  ],
  'TW_Stock.reserved': [
    '占用 占用数 占用库存 订单占有 订单占有数 预占 预占库存 已分配 待发货',
    'reserved|allocated|committed|reserved qty|order lock',
  ],
  'TW_Stock.locked': ['冻结 冻结库存 锁定库存 锁定数', 'locked|frozen|hold|on hold'],
  'TW_Stock.defective': ['次品 次品库存 残次品 不良品 残品', 'defective|damaged|damage'],
  'TW_Stock.available': [
    '可用 可用库存 可用数 可用量 可用数量 总可用 可售库存 可售数 可售数量 可发库存 可销库存',
    'available|available stock|available qty|sellable|sellable stock|free stock|can order stock|ATP',
  ],
  'TW_Stock.in_transit': [
    '在途 在途数 在途量 在途库存 在途数量 在途合计 采购在途 采购在途数 采购在途库存 采购在途量 已下单未到',
    'in transit|on order|incoming|inbound|in transit qty|ordered qty|open PO|open orders|on the way|purchase in transit',
  ],
  'TW_Stock.transfer_in': [
    '调拨在途 调拨在途数 调拨在途库存 进货仓库存',
    'transfer in transit|transfers in|incoming transfers',
  ],
  'TW_Stock.first_expiry': [
    '有效期至 效期 到期日 到期日期 失效日期 有效期 效期至 最早效期',
    'expiry|expiry date|best before|expires|expiration date',
  ],
  'TW_Stock.batch_no': ['批次号 批次 批号', 'batch|lot|batch no|lot no|lot number'],
  'TW_Stock.as_of': ['更新时间 数据日期 统计日期 库存日期', 'as of|stock date|snapshot date|updated at'],
  'TW_Stock.opening': ['期初 期初库存 期初数量 期初结存 上期结存', 'opening|opening stock|opening balance'],
  'TW_Stock.received': ['入库 入库数量 入库量 本期入库 进货', 'received|receipts|stock in|goods in'],
  'TW_Stock.closing': ['期末 期末库存 期末数量 期末结存 结存 本期结存', 'closing|closing stock|closing balance'],
  'TW_Sales.issued': ['出库 出库数量 出库量 本期出库 销售出库', 'issued|issues|stock out|goods out|shipped'],
  'TW_Sales.per_day': [
    '日均销量 日均销售 日均 日销 日销量 平均日销 平均日销量 日均出库',
    'daily sales|avg daily sales|average daily sales|sales per day|daily average|ADS|units per day',
  ],
  'TW_Sales.per_week': ['周均销量 周均 平均周销量', 'weekly sales|avg weekly sales|sales per week|weekly average'],
  'TW_Sales.per_month': [
    '月均销量 月均 平均月销量 月销量',
    'monthly sales|avg monthly sales|sales per month|monthly average',
  ],
  'TW_Sales.date': ['日期 销售日期 下单日期 付款日期 订单日期', 'date|sales date|order date|day'],
  'TW_Sales.qty': [
    '销量 销售数量 销售量 件数 销售件数 商品数量 数量',
    'sales|qty|quantity|units|units sold|qty sold|sold',
  ],
  'TW_Sales.presale': ['预售 是否预售', 'presale|pre-sale'],
  'TW_Sales.model': ['履约模式 发货模式', 'model|fulfilment model'],
  'TW_Lanes.lead_mean_days': [
    '补货周期 交期 到货周期 采购周期 采购交期 采购提前期 提前期 到货天数 总交期 补货提前期 供货周期',
    'lead time|lead time days|LT|lead days|replenishment lead time|delivery time',
  ],
  'TW_Lanes.lead_sd_days': [
    '交期波动 交期标准差 补货周期波动',
    'lead time variation|lead time std|lead time deviation',
  ],
  'TW_Lanes.lead_p90': ['最长交期 最晚到货天数', 'longest lead time|max lead time'],
  'TW_Lanes.purchase_days': [
    '采购天数 生产天数 生产周期 供应商备货天数',
    'production days|purchase days|supplier lead time|production time',
  ],
  'TW_Lanes.transit_days': [
    '运输天数 头程天数 头程时效 物流天数 物流时效 海运天数',
    'transit days|shipping days|transit time|shipping time',
  ],
  'TW_Lanes.handling_days': [
    '处理天数 质检天数 清关天数 报关天数',
    'handling days|customs days|inspection days|processing days',
  ],
  'TW_Lanes.shelving_days': ['上架天数 上架时效 入仓天数', 'shelving days|put-away days|receiving days'],
  'TW_Policy.safety_days': ['安全天数 安全库存天数', 'safety days|safety stock days|days of safety stock'],
  'TW_Policy.review_days': [
    '下单间隔 订货间隔 补货频率 采购频率 库存周期天数 备货周期 备货天数 库存天数设定',
    'review interval|review days|order cycle|order interval|stock cycle days|days to stock',
  ],
  'TW_Policy.service_level': ['服务水平 目标服务水平 目标有货率', 'service level|target service level'],
  'TW_Inbound.doc_id': [
    '采购单 采购订单 采购订单号 订单编号 PO号 合同号 提单号',
    'PO|PO no|PO number|purchase order|order no|document',
  ],
  'TW_Inbound.qty_ordered': ['采购量 订购数量 下单数量 订货数量 数量', 'ordered|qty ordered|PO qty|qty|quantity'],
  'TW_Inbound.qty_shipped': ['已发货数量 发货数量', 'shipped|qty shipped'],
  'TW_Inbound.qty_received': ['已到货 已到货数量 已入库 到货数量', 'received|qty received|received qty'],
  'TW_Inbound.open_qty': [
    '未到 未到数量 未到货 未到货数量 待入库 待收货 剩余未到',
    'open|open qty|outstanding|balance to receive',
  ],
  'TW_Inbound.eta': [
    '预计到货 预计到货时间 预计到仓 到仓日期 到港日期 预抵',
    'ETA|expected arrival|arrival date|due date|expected date',
  ],
  'TW_Inbound.etd': ['预计发货 发运日期 开船日期', 'ETD|departure|ship date'],
  'TW_Inbound.from_id': ['发货地 起运地', 'from|origin|ship from'],
  'TW_Calendar.promo_id': ['大促 大促活动 活动代码', 'promotion|promo|campaign|event'],
  'TW_Calendar.starts_at': ['开始日期 活动开始', 'starts|start|start date|from date'],
  'TW_Calendar.ends_at': ['结束日期 活动结束', 'ends|end|end date|until'],
  'TW_Calendar.uplift': ['大促增幅 增量倍数 爆发系数', 'uplift|multiplier'],
  'TW_Plan.order_qty': [
    '建议采购量 建议采购数量 建议备货量 建议备货数量 建议订货量 建议下单量 建议补货数量 建议补货 建议数量 补货数量 补货量 需补货数量 本次补货量 应补数量 采购建议数量 建议采购',
    'order qty|suggested order|suggested order qty|suggested qty|recommended qty|recommended order|reorder qty|qty to order|to order|buy qty|replenishment qty',
  ],
  'TW_Plan.order_by': ['最晚下单 下单截止 最迟下单日 建议下单日期 下单日期', 'order by|latest order date|order before'],
  'TW_Plan.arrives': ['预计到货 预计到货日 预计到货日期', 'arrives|expected arrival'],
  'TW_Plan.status': ['库存状态 状态标识 预警 预警状态 库存预警', 'status|stock status|alert'],
  'TW_Plan.action': ['动作 处理建议 操作建议 补货建议 采购建议', 'action|recommendation|advice'],
  'TW_Plan.reason': ['补货原因 建议原因', 'reason'],
  'TW_Plan.explanation': ['计划说明 建议说明', 'explanation|why'],
  'TW_Plan.days_of_supply': [
    '库存可售天数 可销天数 可用天数 库存天数 可卖天数 库存可用天数',
    'days of supply|days of cover|days cover|cover days|DOS|stock cover|days left|available days',
  ],
  'TW_Plan.out_of_stock_on': [
    '预计断货日期 预计断货日 断货日期 断货时间 预计售罄日期 预计售完日期 售罄日期',
    'stock-out date|out of stock on|runs out on|run-out date|stockout date',
  ],
  'TW_Plan.turnover_days': ['库存周转天数', 'turnover days|DIO'],
  'TW_Plan.demand_mean': ['预测日均 预测日均销量 预计日销', 'forecast per day|daily forecast'],
  'TW_Plan.safety_stock': ['安全库存 安全库存量 安全库存数量', 'safety stock|buffer stock'],
  'TW_Plan.reorder_level': [
    '补货点 订货点 采购点 最低库存 库存下限 预警库存',
    'reorder point|ROP|reorder level|min|min stock',
  ],
  'TW_Plan.target_level': ['目标库存量 目标备货量', 'target stock|order-up-to level|target level'],
  'TW_Plan.max_level': ['最高库存 最大库存', 'max|max stock|maximum'],
  'TW_Plan.value': ['补货金额 采购金额 建议采购金额', 'order value|purchase value|order amount'],
  'TW_Plan.rank': ['优先 排序', 'priority|rank'],
  'TW_Plan.tier': ['产品等级 商品等级 分级', 'tier|ABC|class'],
  'TW_Plan.position': ['含在途库存 总可用库存 可用合计', 'position|inventory position'],
  'TW_Plan.next_4w': ['未来4周预测 未来28天预测', 'next 4 weeks'],
};
