import type { Enums, Words } from './types';

const serviceLevel = {
  en: 'Probability of no stock-out, between 0 and 1: 95% or 0.95',
  zh: '不缺货的概率，在 0 和 1 之间：95% 或 0.95',
};
const demandMean = { en: 'Mean demand per period', zh: '每期需求均值' };
const demandSd = { en: 'Standard deviation of demand per period', zh: '每期需求标准差' };
const leadTime = { en: 'Lead time in periods', zh: '补货周期，以期为单位' };
const leadTimeSd = {
  en: 'Standard deviation of the lead time in periods; 0 when left out',
  zh: '补货周期的标准差，以期为单位；省略为 0',
};
const reviewPeriod = {
  en: 'Review interval in periods; 0 when left out',
  zh: '下单间隔，以期为单位；省略为 0',
};
const protectionSd = {
  en: 'Standard deviation of demand over lead time + review interval, in units: daily sd · √days for a fixed lead time',
  zh: '保障期（补货周期+下单间隔）内需求的标准差，件：补货周期固定时 = 每日标准差 × √天数',
};
const lot = { en: 'Units ordered at a time', zh: '每次订货的件数' };

export const replenishmentWords = {
  SAFETYSTOCK: {
    description: {
      en: 'Safety stock for a service level: z·√((R+L)·σ² + d²·σL²), in units. Demand and lead time share one time unit.',
      zh: '按服务水平计算安全库存：z·√((R+L)·σ² + d²·σL²)，单位为件。需求与补货周期使用同一时间单位。',
    },
    parameters: {
      service_level: serviceLevel,
      demand_mean: demandMean,
      demand_sd: demandSd,
      lead_time: leadTime,
      lead_time_sd: leadTimeSd,
      review_period: reviewPeriod,
    },
  },
  SAFETYSTOCKFILL: {
    description: {
      en: 'Safety stock for a fill rate, the share of demand served from stock: z·σ with G(z) = (1−β)·Q/σ. Negative where large lots alone serve better.',
      zh: '按满足率（由库存直接满足的需求比例）计算安全库存：z·σ，其中 G(z) = (1−β)·Q/σ。批量大到自身就够用时为负。',
    },
    parameters: {
      fill_rate: {
        en: 'Share of demand served from stock, between 0 and 1: 98% or 0.98',
        zh: '由库存直接满足的需求比例，在 0 和 1 之间：98% 或 0.98',
      },
      protection_sd: protectionSd,
      order_quantity: lot,
    },
  },
  SAFETYSTOCKDYN: {
    description: {
      en: 'Safety stock for each period, from the forecast over the lead time and review interval after it: rises before a promotion, not in it. Answers T − L − R values; the first forecast is the current period.',
      zh: '逐期安全库存，依据该期之后补货周期加下单间隔内的预测：在大促之前上升，而不是在大促当中。共 T − L − R 个值；预测的第一个值是当前期。',
    },
    parameters: {
      forecast: {
        en: 'Forecast of each period, the current one first (blank = unknown, 0 = none)',
        zh: '各期预测，从当前期开始（空白=未知，0=没有）',
      },
      error_cv: {
        en: 'Standard deviation of the forecast error of a period as a share of its forecast: 30% or 0.3',
        zh: '每期预测误差的标准差 ÷ 该期预测：30% 或 0.3',
      },
      service_level: serviceLevel,
      lead_time: {
        en: 'Lead time in periods of the forecast; with review_period whole periods',
        zh: '补货周期，以预测的期为单位；与下单间隔相加须为整期',
      },
      review_period: reviewPeriod,
      lead_time_sd: leadTimeSd,
    },
  },
  REORDERPOINT: {
    description: {
      en: 'Reorder point: the stock that covers lead-time demand with the given probability, by normal, gamma, negative binomial or Poisson distribution.',
      zh: '再订货点：以给定概率覆盖补货周期内需求的库存，可用正态、伽马、负二项或泊松分布。',
    },
    parameters: {
      service_level: serviceLevel,
      demand_mean: demandMean,
      demand_sd: demandSd,
      lead_time: leadTime,
      lead_time_sd: leadTimeSd,
      distribution: {
        en: 'normal, gamma, negbin or poisson; normal when left out. gamma for variable, negbin or poisson for slow demand',
        zh: 'normal 正态、gamma 伽马、negbin 负二项、poisson 泊松；省略为 normal。波动大用 gamma，销量小用 negbin 或 poisson',
      },
    },
  },
  LEADTIMEDEMAND: {
    description: {
      en: 'Demand over the lead time that is not exceeded with the given probability, from sales history itself: no distribution is assumed. Suits intermittent demand.',
      zh: '补货周期内以给定概率不会超过的需求，直接由历史需求得出，不假设任何分布。适合间歇性需求。',
    },
    parameters: {
      history: {
        en: 'Demand of past periods (blank = unknown, 0 = nothing sold)',
        zh: '过去各期的需求（空白=未知，0=没卖）',
      },
      lead_time: {
        en: 'Lead time in periods of the history, a whole number',
        zh: '补货周期，以历史的期为单位，整数',
      },
      probability: {
        en: 'Probability that demand stays within the answer, between 0 and 1: 95% or 0.95',
        zh: '需求不超过结果的概率，在 0 和 1 之间：95% 或 0.95',
      },
    },
  },
  SERVICELEVEL: {
    description: {
      en: 'Service level that a reorder point gives: the probability that it covers lead-time demand, Φ((ROP − m)/√v).',
      zh: '某个再订货点能达到的服务水平：覆盖补货周期内需求的概率，Φ((ROP − m)/√v)。',
    },
    parameters: {
      reorder_point: { en: 'Reorder point in units', zh: '再订货点，件' },
      demand_mean: demandMean,
      demand_sd: demandSd,
      lead_time: leadTime,
      lead_time_sd: leadTimeSd,
    },
  },
  FILLRATE: {
    description: {
      en: 'Fill rate of a safety stock: share of demand served from stock, 1 − σ·(G(k) − G(k+Q/σ))/Q with k = SS/σ.',
      zh: '某个安全库存的满足率：由库存直接满足的需求比例，1 − σ·(G(k) − G(k+Q/σ))/Q，k = SS/σ。',
    },
    parameters: {
      safety_stock: { en: 'Safety stock in units', zh: '安全库存，件' },
      protection_sd: protectionSd,
      order_quantity: lot,
    },
  },
  ORDERQTY: {
    description: {
      en: 'Order quantity up to a target, with MOQ, whole packs, a cap and a reorder point. 0 above the reorder point or when nothing is needed.',
      zh: '补到目标库存的建议补货量，考虑起订量、整箱、上限和再订货点。高于再订货点或无需补货时为 0。',
    },
    parameters: {
      order_up_to: { en: 'Order-up-to level in units', zh: '目标库存，件' },
      position: { en: 'Inventory position: available + in transit', zh: '含在途可用：可售 + 在途' },
      moq: { en: 'Least quantity the supplier accepts; 0 when left out', zh: '供应商的最小订货量；省略为 0' },
      pack: { en: 'Units in a pack; 1 when left out', zh: '每箱件数；省略为 1' },
      cap: {
        en: 'Most that may be ordered (shelf life, space, budget); no cap when left out',
        zh: '最多可订的数量（效期、仓容、预算）；省略为不限',
      },
      reorder_point: {
        en: 'Order only when the position is at or below it; always when left out',
        zh: '含在途可用不高于它时才订货；省略为总是订货',
      },
    },
  },
  EOQ: {
    description: {
      en: 'Economic order quantity √(2KD/h): the lot with the least cost of ordering and holding. With a stock-out cost, planned backorders.',
      zh: '经济订货批量 √(2KD/h)：订货成本与持有成本之和最低的批量。给出缺货成本时允许计划内缺货。',
    },
    parameters: {
      fixed_cost: { en: 'Cost of placing one order, whatever its size', zh: '每下一张订单的固定成本，与数量无关' },
      demand_rate: { en: 'Demand per time, for example units a year', zh: '单位时间的需求，如每年件数' },
      holding_cost: {
        en: 'Cost of holding one unit for that time',
        zh: '每件在同样时间内的持有成本',
      },
      stockout_cost: {
        en: 'Cost of being short of one unit for that time; no backorders when left out',
        zh: '每件在同样时间内的缺货成本；省略为不允许缺货',
      },
    },
  },
  NEWSVENDOR: {
    description: {
      en: 'Quantity for one season with the best expected profit: μ + σ·z((price − cost)/(price − salvage)).',
      zh: '一季只订一次时期望利润最高的数量：μ + σ·z((售价 − 成本)/(售价 − 残值))。',
    },
    parameters: {
      price: { en: 'Revenue of a unit sold', zh: '每件售价' },
      cost: { en: 'Cost of a unit, less than the price', zh: '每件成本，小于售价' },
      salvage: {
        en: 'What a unit left over still brings, less than the cost; negative if it costs to be rid of it',
        zh: '剩余每件还能收回的金额，小于成本；处理要花钱时为负',
      },
      demand_mean: { en: 'Mean demand of the season', zh: '整季需求均值' },
      demand_sd: { en: 'Standard deviation of demand of the season', zh: '整季需求标准差' },
    },
  },
  ATP: {
    description: {
      en: 'Available to promise in each period: what can still be promised without breaking later commitments. Never negative.',
      zh: '各期可承诺量：不影响以后已承诺订单的前提下还能答应多少。不为负。',
    },
    parameters: {
      on_hand: { en: 'Stock on hand now, in units', zh: '现在的在库，件' },
      receipts: {
        en: 'Units arriving in each period, nearest first; blank = none known of',
        zh: '各期到货件数，由近到远；空白=没有已知到货',
      },
      commitments: {
        en: 'Units promised to customers in each period, as many periods as receipts (0 = none)',
        zh: '各期已答应客户的件数，期数与到货相同（0=没有）',
      },
    },
  },
} satisfies Words;

export const replenishmentEnums = {
  DISTRIBUTION: {
    of: [['REORDERPOINT', 'distribution']],
    values: {
      normal: { en: 'Steady demand in large numbers', zh: '正态：量大而平稳的需求' },
      gamma: { en: 'Variable demand, never negative', zh: '伽马：波动大、不为负的需求' },
      negbin: { en: 'Slow demand in whole units, variance above the mean', zh: '负二项：销量小、以件计，方差大于均值' },
      poisson: {
        en: 'Slow demand in whole units, variance equal to the mean',
        zh: '泊松：销量小、以件计，方差等于均值',
      },
    },
  },
} satisfies Enums;
