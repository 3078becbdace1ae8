import type { Enums, Words } from './types';

export const coverWords = {
  DOS: {
    description: {
      en: 'Days of supply: available stock over daily sales. No stock is 0; stock without sales is #DIV/0!.',
      zh: '可售天数：可售库存 ÷ 日销量。无库存为 0；有库存而无销量为 #DIV/0!。',
    },
    parameters: {
      available: { en: 'Available stock in units', zh: '可售库存，件' },
      sales: {
        en: 'Daily rate, or daily sales oldest first (blank = unknown, 0 = nothing sold)',
        zh: '日均销量，或由旧到新的每日销量（空白=未知，0=没卖）',
      },
      window: { en: 'Last calendar days to average over; 30 when left out', zh: '取最近多少个自然日的均值；省略为 30' },
    },
  },
  DOSFORWARD: {
    description: {
      en: 'Days the stock lasts against a forecast, the last period pro rata. A receipt arrives at the start of its period; a stock-out before it counts. Stock that outlasts the forecast answers its length.',
      zh: '库存按预测还能卖多少天，最后一期按天折算。到货算在该期期初，到货前断货即为断货。比预测更耐卖时，结果为预测的总天数。',
    },
    parameters: {
      available: { en: 'Available stock now, in units', zh: '现在的可售库存，件' },
      forecast: {
        en: 'Demand of each period ahead, nearest first (blank = unknown, 0 = none)',
        zh: '今后各期的需求，由近到远（空白=未知，0=没有）',
      },
      period_days: {
        en: 'Days of a period: one value, or one per period (10-day periods have 8 to 11); 7 when left out',
        zh: '每期天数：一个值，或每期一个（一旬 8 至 11 天）；省略为 7',
      },
      receipts: {
        en: 'Units arriving at the start of each period, as many as periods; blank = none known of',
        zh: '每期期初到货件数，个数与期数相同；空白=没有已知到货',
      },
    },
  },
  TURNOVER: {
    description: {
      en: 'Inventory turns a year: cost of goods sold over the average inventory, times 365 over the days of the period.',
      zh: '年周转次数：销售成本 ÷ 平均库存 × 365 ÷ 期间天数。',
    },
    parameters: {
      cogs: { en: 'Cost of goods sold in the period, or units sold', zh: '期间销售成本，或销量' },
      inventory: {
        en: 'Inventory snapshots oldest first, in the unit of cogs; blank ones are left out',
        zh: '由旧到新的库存快照，单位与销售成本一致；空白的不计',
      },
      period_days: { en: 'Days of the period; 365 when left out', zh: '期间天数；省略为 365' },
    },
  },
  TURNOVERDAYS: {
    description: {
      en: 'Turnover days: days of the period · inventory / cost of goods sold.',
      zh: '库存周转天数：期间天数 × 库存 ÷ 销售成本。',
    },
    parameters: {
      cogs: { en: 'Cost of goods sold in the period, or units sold', zh: '期间销售成本，或销量' },
      inventory: {
        en: 'Inventory snapshots oldest first, in the unit of cogs',
        zh: '由旧到新的库存快照，单位与销售成本一致',
      },
      period_days: { en: 'Days of the period; 365 when left out', zh: '期间天数；省略为 365' },
      method: {
        en: 'average, trapezoid or closing; average when left out',
        zh: 'average 平均、trapezoid 梯形、closing 期末；省略为 average',
      },
    },
  },
  SLOWMOVING: {
    description: {
      en: 'Slow-moving stock: what lies beyond the sales of the threshold days. Units, or money with a unit cost.',
      zh: '滞销库存：超出滞销天数内可卖数量的部分。不填单位成本为件数，填单位成本为金额。',
    },
    parameters: {
      on_hand: { en: 'Stock on hand in units', zh: '在库数量，件' },
      daily_sales: { en: 'Sales a day in units', zh: '日均销量，件' },
      threshold_days: {
        en: 'Days of sales that count as healthy; 90 when left out',
        zh: '多少天内能卖完算正常；省略为 90',
      },
      unit_cost: { en: 'Cost of a unit; left out, the answer is in units', zh: '单位成本；省略时结果为件数' },
    },
  },
  AGEING: {
    description: {
      en: 'Stock by age in one row: quantity · unit cost of the lots up to the first edge, between the edges, and over the last. Lots of a row or column are summed.',
      zh: '库龄结构，结果为一行：各批次的数量 × 单位成本，按库龄分段汇总，最后一段为超过末个分段天数的部分。',
    },
    parameters: {
      as_of: {
        en: 'Day on which the age is counted: a date or text like 2026-11-23',
        zh: '计算库龄的日期，或 2026-11-23 这样的文本',
      },
      quantity: { en: 'Units of each lot', zh: '每个批次的件数' },
      inbound_date: {
        en: 'Day each lot arrived; one blank together with its quantity is no lot',
        zh: '每个批次的入库日；与数量同时为空则不算批次',
      },
      unit_cost: {
        en: 'Cost of a unit, one value or one per lot; left out, the answer is in units',
        zh: '单位成本，一个值或每批次一个；省略时结果为件数',
      },
      edges: {
        en: 'Last day of each bucket, rising; {30,60,90,180,365} when left out',
        zh: '每段的最后一天，逐个递增；省略为 {30,60,90,180,365}',
      },
    },
  },
  WRITEOFF: {
    description: {
      en: 'Expected write-off of lots sold first expired, first out: what the forecast leaves unsold on the last day of sale. Units, or money with a unit cost. Saleable stock left at the end is none.',
      zh: '按先到期先出售卖时的预计报废：到最后可售日仍未卖出的部分。不填单位成本为件数，填单位成本为金额。预测期末仍可售的不算报废。',
    },
    parameters: {
      quantity: {
        en: 'Units of each lot: a row or column for one item, or a row of lots per item',
        zh: '每个批次的件数：一个商品为一行或一列，多个商品则每行一个商品的各批次',
      },
      days_to_expiry: {
        en: 'Days until each lot expires, from today; negative: expired',
        zh: '每个批次距到期的天数，从今天起；负数为已过期',
      },
      forecast: {
        en: 'Demand of each period ahead, tomorrow is its first day: one row or column, or a row per item',
        zh: '今后各期的需求，明天为第 1 天：一行或一列，或每行一个商品',
      },
      period_days: {
        en: 'Days of a period, one value or one per period; 7 when left out',
        zh: '每期天数，一个值或每期一个；省略为 7',
      },
      min_remaining_life: {
        en: 'Days before expiry on which a lot leaves the sale; 0 when left out',
        zh: '到期前多少天起停售；省略为 0',
      },
      unit_cost: {
        en: 'Cost of a unit, one value or one per lot; left out, the answer is in units',
        zh: '单位成本，一个值或每批次一个；省略时结果为件数',
      },
    },
  },
  CAPITAL: {
    description: {
      en: 'Capital tied up: (on hand + in transit) · unit cost. With a rate a year and days, the carrying cost of that capital instead.',
      zh: '占用资金：（在库 + 在途）× 单位成本。填年利率与天数时，结果为这笔资金的资金成本。',
    },
    parameters: {
      on_hand: { en: 'Stock on hand in units', zh: '在库数量，件' },
      in_transit: { en: 'Units under way that are already yours', zh: '在途且货权已属于你的数量，件' },
      unit_cost: {
        en: 'Cost of a unit: landed, moving average or purchase price',
        zh: '单位成本：到岸成本、移动加权或采购价',
      },
      annual_rate: {
        en: 'Cost of capital a year, as 8% or 0.08; needs days',
        zh: '年利率，如 8% 或 0.08；要与天数一起填',
      },
      days: { en: 'Days the capital is tied up; needs annual_rate', zh: '占用天数；要与年利率一起填' },
    },
  },
  GMROI: {
    description: {
      en: 'Gross margin return on inventory: margin made annual over the average inventory at cost.',
      zh: '库存毛利回报：折算为一年的毛利 ÷ 平均库存成本。',
    },
    parameters: {
      gross_margin: { en: 'Gross margin of the period', zh: '期间毛利额' },
      average_inventory: { en: 'Average inventory at cost, in the same currency', zh: '平均库存成本，币种与毛利一致' },
      period_days: { en: 'Days of the period; 365 when left out', zh: '期间天数；省略为 365' },
    },
  },
} satisfies Words;

export const coverEnums = {
  INVENTORY_METHOD: {
    of: [['TURNOVERDAYS', 'method']],
    values: {
      average: { en: 'Mean of the snapshots', zh: '快照的平均值' },
      trapezoid: { en: 'First and last snapshot count half', zh: '首尾快照各计一半' },
      closing: { en: 'The last snapshot', zh: '最后一个快照' },
    },
  },
} satisfies Enums;
