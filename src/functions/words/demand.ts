import type { Enums, Words } from './types';

const DEMAND = {
  en: 'Demand per period, oldest first (blank = unknown, 0 = none); one row of cells for each SKU',
  zh: '由旧到新的每期需求（空白=未知，0=没有），每个货号一行',
};

export const demandWords = {
  ABC: {
    description: {
      en: 'ABC class by cumulative share of value over all rows, largest first. The item that crosses a cut belongs to the upper class; zero or negative is C; a blank stays blank.',
      zh: '按价值累计占比给所有行分 ABC 类，从大到小。跨过界限的一项归上一类；零或负数为 C；空白仍为空白。',
    },
    parameters: {
      values: { en: 'Value of each item, such as sales in the last 13 weeks', zh: '每项的价值，如近 13 周销售额' },
      cut_a: { en: 'Share up to which items are A; 80% when left out', zh: 'A 类累计占比界限；省略为 80%' },
      cut_b: { en: 'Share up to which items are B; 95% when left out', zh: 'B 类累计占比界限；省略为 95%' },
    },
  },
  XYZ: {
    description: {
      en: 'XYZ class by steadiness: the coefficient of variation (sample sd / mean) over all known periods, zeros included. X is steady, Z unsteady or without demand.',
      zh: '按平稳程度分 XYZ 类：变异系数（样本标准差 ÷ 均值），已知各期都算，零也算。X 平稳，Z 不稳或没有需求。',
    },
    parameters: {
      demand: DEMAND,
      cut_x: { en: 'Largest coefficient of variation of X; 0.5 when left out', zh: 'X 类变异系数上限；省略为 0.5' },
      cut_y: { en: 'Largest coefficient of variation of Y; 1 when left out', zh: 'Y 类变异系数上限；省略为 1' },
    },
  },
  DEMANDCLASS: {
    description: {
      en: 'Demand class: smooth, erratic, intermittent or lumpy, by the average interval between demands (ADI) and how much their sizes vary (CV²). Leave periods before the launch blank.',
      zh: '需求类型：smooth 平稳、erratic 波动、intermittent 间断、lumpy 块状，按平均需求间隔（ADI）与需求量变异（CV²）。上市前各期请留空。',
    },
    parameters: {
      demand: DEMAND,
      adi_cut: {
        en: 'Average interval in periods from which demand is intermittent; 1.32 when left out',
        zh: '平均间隔达到多少期算间断；省略为 1.32',
      },
      cv2_cut: {
        en: 'Squared coefficient of variation of sizes from which demand is erratic; 0.49 when left out',
        zh: '需求量变异系数平方达到多少算波动；省略为 0.49',
      },
    },
  },
  TIER: {
    description: {
      en: 'Tier and fulfilment model. In this order: made to order or dear → luxury, virtual; under 8 weeks → new, direct; class A and CV up to 1 → hit, bonded; B and CV up to 1 → basic, bonded; else longtail, direct.',
      zh: '分层与履约模式，依次：定制或高价→luxury、virtual；上市不足 8 周→new、direct；A 类且变异系数不超过 1→hit、bonded；B 类且不超过 1→basic、bonded；其余→longtail、direct。',
    },
    parameters: {
      values: {
        en: 'Value of each item, such as sales in the last 13 weeks; ABC classes are over all rows',
        zh: '每项的价值，如近 13 周销售额；按所有行分 ABC 类',
      },
      demand: DEMAND,
      age_weeks: { en: 'Weeks since launch; blank = unknown, so not new', zh: '上市周数；空白=未知，不算新品' },
      unit_price: { en: 'Selling price; blank = unknown', zh: '售价；空白=未知' },
      custom_made: {
        en: 'TRUE or 1 for items made to order; FALSE when left out',
        zh: '定制填 TRUE 或 1；省略为 FALSE',
      },
      luxury_price: { en: 'Price from which an item is luxury; 5,000 when left out', zh: '高价界限；省略为 5,000' },
    },
  },
  FORECASTDEMAND: {
    description: {
      en: 'Demand forecast, one cell per period ahead. auto combines simple rules by how well they would have forecast this history before. Never negative.',
      zh: '需求预测，今后每期一格。auto 按各规则对本段历史的回测表现加权组合。结果不为负。',
    },
    parameters: {
      history: {
        en: 'Demand per period, oldest first (blank = unknown, 0 = none), one row for each SKU; the first period ahead follows the last cell. Sheet Sales runs newest first: turn a row with SORTBY(row,COLUMN(row),-1)',
        zh: '由旧到新的每期需求（空白=未知，0=没有），每个货号一行；预测从最后一格的下一期开始。“销量”表由新到旧，先用 SORTBY(行,COLUMN(行),-1) 倒过来',
      },
      horizon: { en: 'Periods to forecast, 1 to 520', zh: '预测期数，1 至 520' },
      method: {
        en: 'auto, croston, sba, sbj, tsb, ses, holt, hw-add, hw-mul, mean, naive or snaive; auto when left out',
        zh: 'auto、croston、sba、sbj、tsb、ses、holt、hw-add、hw-mul、mean、naive 或 snaive；省略为 auto',
      },
      season_length: {
        en: 'Periods in a season, as 52 weeks or 12 months; 1 = none, when left out',
        zh: '一个季节的期数，如 52 周、12 个月；省略为 1，即无季节',
      },
      alpha: {
        en: 'Weight of the newest period in the level (sizes for croston and tsb), 0 to 1; left out: chosen by the data, 0.1 for croston, sba and sbj',
        zh: '水平（croston、tsb 为需求量）的平滑系数，0 至 1；省略则由数据选定，croston、sba、sbj 为 0.1',
      },
      beta: {
        en: 'Weight in the trend (probability of demand for tsb), 0 to 1; left out: chosen by the data',
        zh: '趋势（tsb 为需求概率）的平滑系数，0 至 1；省略则由数据选定',
      },
      gamma: {
        en: 'Weight in the season, 0 to 1; left out: chosen by the data',
        zh: '季节的平滑系数，0 至 1；省略则由数据选定',
      },
      promo: {
        en: 'Share of each period of history under promotion, 0 to 1, as many cells as history. Taken out of the history before any method, put back by future_promo. Blank: period skipped',
        zh: '历史每期中大促所占比例，0 至 1，个数与历史相同。预测前先剔除大促影响，再按今后大促加回；空白的期不计',
      },
      future_promo: {
        en: 'The same for the periods ahead, as many cells as horizon; no promotion when left out',
        zh: '今后每期的大促占比，个数等于预测期数；省略为没有大促',
      },
    },
  },
  SEASONINDEX: {
    description: {
      en: 'Seasonal index: one ratio to the mean for each position of the season, mean 1. Whole seasons only, the newest ones; the first index belongs to the position of the first period given.',
      zh: '季节指数：季节内每个位置相对均值的比率，均值为 1。只用完整季节，取最近的；第一个指数对应所给第一期的位置。',
    },
    parameters: {
      sales: {
        en: 'Sales per period, oldest first (blank = unknown, 0 = nothing sold)',
        zh: '由旧到新的每期销量（空白=未知，0=没卖）',
      },
      season_length: { en: 'Periods in a season, as 12 months', zh: '一个季节的期数，如 12 个月' },
    },
  },
  UPLIFT: {
    description: {
      en: 'Promotion uplift: mean sales of the periods under promotion over the mean of the others.',
      zh: '大促增幅：大促期平均销量 ÷ 其余各期平均销量。',
    },
    parameters: {
      sales: {
        en: 'Sales per period (blank = unknown, skipped; 0 = nothing sold)',
        zh: '每期销量（空白=未知，不计；0=没卖）',
      },
      promo: {
        en: 'As many cells as sales: above 0 = under promotion, 0 = not, blank = skipped',
        zh: '个数与销量相同：大于 0=大促期，0=非大促，空白=不计',
      },
    },
  },
  ACCURACY: {
    description: {
      en: 'Forecast accuracy over the periods known on both sides. wape is the share of demand that was forecast wrongly; a positive bias means that too little was forecast.',
      zh: '预测准确度，只计两边都已知的期。wape 是误差占需求的比例；bias 为正表示预测偏低。',
    },
    parameters: {
      actual: { en: 'What was demanded, per period (blank = unknown)', zh: '每期实际需求（空白=未知）' },
      forecast: { en: 'What had been forecast, as many cells', zh: '当时的预测，个数相同' },
      metric: {
        en: 'wape, bias, mae, rmse, mase, rmsse, mape or pinball; wape when left out',
        zh: 'wape、bias、mae、rmse、mase、rmsse、mape 或 pinball；省略为 wape',
      },
      training: {
        en: 'mase, rmsse: the history before the forecast, oldest first. pinball: the quantile that was forecast, as 0.9',
        zh: 'mase、rmsse：预测之前的历史，由旧到新。pinball：所预测的分位数，如 0.9',
      },
      season_length: {
        en: 'Periods in a season, for the scale of mase and rmsse; 1 when left out',
        zh: '一个季节的期数，用于 mase、rmsse 的尺度；省略为 1',
      },
    },
  },
  PERIOD: {
    description: {
      en: 'The planning period of a date: label, first day, last day. A xun is the 1st–10th, the 11th–20th or the rest of a month; weeks are ISO weeks from Monday.',
      zh: '日期所在的计划期：名称、首日、末日。旬：1–10 日上旬、11–20 日中旬、其余下旬；周为 ISO 周，周一开始。',
    },
    parameters: {
      date: { en: 'A date cell or text like 2026-11-23', zh: '日期单元格或 2026-11-23 这样的文本' },
      kind: { en: 'xun, week or month; xun when left out', zh: 'xun 旬、week 周、month 月；省略为 xun' },
    },
  },
  LEADTIME: {
    description: {
      en: 'Lead time of a chain of independent stages: mean, sd, P50 and P90 of the sum. P90s must not be added: not every stage is late at once.',
      zh: '多个独立环节的补货周期合计：均值、标准差、P50、P90。各环节的 P90 不能相加：不会每个环节同时延误。',
    },
    parameters: {
      stage_p50: {
        en: 'Days within which each stage is done half of the time; 0 = no such stage',
        zh: '每个环节有一半机会完成的天数；0=没有该环节',
      },
      stage_p90: {
        en: 'Days within which each stage is done 9 times in 10, as many cells; equal to P50 = fixed',
        zh: '每个环节有九成机会完成的天数，个数相同；与 P50 相等=固定',
      },
    },
  },
} satisfies Words;

export const demandEnums = {
  FORECAST_METHOD: {
    of: [['FORECASTDEMAND', 'method']],
    values: {
      auto: { en: 'Combination that back-tests best', zh: '按回测加权组合' },
      croston: { en: 'Intermittent: size over interval', zh: '间断需求：需求量 ÷ 间隔' },
      sba: { en: 'Croston less its bias (Syntetos–Boylan)', zh: 'Croston 纠偏（Syntetos–Boylan）' },
      sbj: { en: 'Croston less its bias (Shale–Boylan–Johnston)', zh: 'Croston 纠偏（Shale–Boylan–Johnston）' },
      tsb: { en: 'Intermittent and fading out', zh: '间断且逐渐消失的需求' },
      ses: { en: 'Exponential smoothing of the level', zh: '一次指数平滑' },
      holt: { en: 'Level and trend', zh: '水平加趋势' },
      'hw-add': { en: 'Trend and additive season', zh: '趋势加加法季节' },
      'hw-mul': { en: 'Trend and multiplicative season', zh: '趋势加乘法季节' },
      mean: { en: 'Mean of all periods', zh: '各期均值' },
      naive: { en: 'Newest period', zh: '最近一期' },
      snaive: { en: 'Same period of the last season', zh: '上个季节的同期' },
    },
  },
  ACCURACY_METRIC: {
    of: [['ACCURACY', 'metric']],
    values: {
      wape: { en: 'Errors over demand', zh: '误差合计 ÷ 需求合计' },
      bias: { en: 'Under-forecast over demand, signed', zh: '偏低合计 ÷ 需求合计，有正负' },
      mae: { en: 'Mean absolute error, units', zh: '平均绝对误差，件' },
      rmse: { en: 'Root mean square error, units', zh: '均方根误差，件' },
      mase: { en: 'Against the naive forecast', zh: '与朴素预测之比' },
      rmsse: { en: 'Against the naive forecast, squared', zh: '与朴素预测之比，平方' },
      mape: { en: 'Mean percentage error', zh: '平均百分比误差' },
      pinball: { en: 'Loss of a quantile forecast', zh: '分位数预测的损失' },
    },
  },
  PERIOD_KIND: {
    of: [['PERIOD', 'kind']],
    values: {
      xun: { en: 'Ten days of a month', zh: '旬' },
      week: { en: 'ISO week', zh: '周' },
      month: { en: 'Calendar month', zh: '月' },
    },
  },
} satisfies Enums;
