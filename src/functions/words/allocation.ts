import type { Enums, Words } from './types';

export const allocationWords = {
  BUDGET: {
    description: {
      en: 'Quantities that bring the greatest benefit for the budget, MOQ and packs observed. Optimal, not best ratio first; where that is not proven, the cell beside says how close it is.',
      zh: '在预算内使总收益最大的订货数量，满足起订量与箱规。结果为最优解，不是按性价比依次分配；未能证明最优时，旁边单元格说明差距。',
    },
    parameters: {
      need: { en: 'Units wanted, one per item. 0 or less: none.', zh: '每个货品需要的件数；0 或负数表示不需要。' },
      unit_cost: { en: 'Cost of a unit, in the currency of the budget.', zh: '每件成本，与预算同币种。' },
      benefit: {
        en: 'What a needed unit is worth: margin, avoided lost sales or a priority. Units beyond the need are worth nothing.',
        zh: '每件需求的价值：毛利、避免的缺货损失或优先级；超出需求的部分不计。',
      },
      budget: { en: 'Most that may be spent in all.', zh: '总共最多可花的金额。' },
      moq: {
        en: 'Least quantity the supplier accepts: 0 is bought, or at least this. Default 0.',
        zh: '供应商接受的最小数量：不买，或至少买这么多。默认 0。',
      },
      pack: { en: 'Units in a carton; only whole cartons are bought. Default 1.', zh: '每箱件数，只买整箱。默认 1。' },
    },
  },
  ROUTEORDERS: {
    description: {
      en: 'Warehouse that serves each order (column number of cost), at least total cost for all orders together; blank: not served. Orders are never split. Optimal, or how close it is in the cell beside.',
      zh: '每个订单由哪个仓库发货（成本的列号），使全部订单总成本最低；空白表示不发。订单不拆分。结果为最优，否则旁边单元格说明差距。',
    },
    parameters: {
      order_qty: { en: 'Units of each order, one per row.', zh: '每个订单的件数，每行一个。' },
      cost: {
        en: 'Cost of the whole order from each warehouse: a row per order, a column per warehouse. Blank: that warehouse cannot ship it.',
        zh: '整个订单从各仓库发货的成本：每行一个订单，每列一个仓库。空白表示该仓不能发。',
      },
      stock: {
        en: 'Units in each warehouse, in the order of the columns.',
        zh: '各仓库的可用件数，顺序与成本的列一致。',
      },
      unserved_penalty: {
        en: 'Cost of leaving an order unserved. Large: as many orders as possible. Default 1,000,000.',
        zh: '一个订单不发的代价；取大值表示尽量多发。默认 1000000。',
      },
    },
  },
  TRANSFER: {
    description: {
      en: 'The cheapest plan that ships supply to demand: one row per supply, one column per demand, units. Lanes may be closed or limited; demand may go short at a penalty.',
      zh: '把供应运到需求的最省运费方案：每行一个供应点，每列一个需求点，单位为件。线路可关闭或限量，缺货可设惩罚。',
    },
    parameters: {
      supply: { en: 'Units at each origin.', zh: '各供应点的件数。' },
      demand: { en: 'Units wanted at each destination.', zh: '各需求点需要的件数。' },
      unit_cost: {
        en: 'Freight per unit: a row per supply, a column per demand. Blank: no lane.',
        zh: '每件运费：每行一个供应点，每列一个需求点。空白表示没有线路。',
      },
      lane_capacity: {
        en: 'Most units on each lane, one for all or laid out like unit_cost. Blank: no limit; 0: no lane.',
        zh: '每条线路最多件数：一个值，或与单位运费同样布局。空白表示不限，0 表示没有线路。',
      },
      shortage_penalty: {
        en: 'Cost per unit not delivered, one for all or one per demand. Left out: all demand must be met, else #NUM!.',
        zh: '每件未送达的代价：一个值，或每个需求点一个。不填则必须满足全部需求，否则 #NUM!。',
      },
    },
  },
  REBALANCE: {
    description: {
      en: 'Transfers between warehouses, one a row: from, to (numbers), units. Least freight, lane cost, shortage and overstock against target, in whole packs. Nothing worth moving: a blank row.',
      zh: '仓间调拨方案，每行一笔：调出仓、调入仓（序号）、件数。运费、线路固定费用、缺货与积压合计最低，整箱调拨；不值得调拨时为一行空白。',
    },
    parameters: {
      on_hand: { en: 'Units in each warehouse now.', zh: '各仓库当前在库件数。' },
      target: { en: 'Units each warehouse should have.', zh: '各仓库的目标库存。' },
      unit_cost: {
        en: 'Freight per unit: from (rows), to (columns). Blank: no lane; the diagonal is not read.',
        zh: '每件运费：行为调出仓，列为调入仓。空白表示没有线路，对角线忽略。',
      },
      pack: { en: 'Units in a carton; only whole cartons move. Default 1.', zh: '每箱件数，只调整箱。默认 1。' },
      lane_fixed_cost: {
        en: 'Cost of using a lane at all: one for all, or from × to. Default 0.',
        zh: '启用一条线路的固定费用：一个值，或按调出 × 调入。默认 0。',
      },
      shortage_penalty: {
        en: 'Cost per unit below target afterwards: one for all, or one each. At 0, the default, a shortage is no reason to move.',
        zh: '调拨后每缺一件的代价：一个值，或每仓一个。默认 0，即不会因缺货而调拨。',
      },
      overstock_penalty: {
        en: 'Cost per unit above target afterwards: one for all, or one each. Default 0.',
        zh: '调拨后每多一件的代价：一个值，或每仓一个。默认 0。',
      },
    },
  },
} satisfies Words;

export const allocationEnums: Enums = {};
