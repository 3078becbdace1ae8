import type { Enums, Words } from './types';

export const routingWords = {
  ROUTE: {
    description: {
      en: 'How one order goes out: bonded, direct, presale or refuse, and a reason code beside it.',
      zh: '一张订单如何发货：bonded 保税、direct 直邮、presale 预售、refuse 拒绝，旁边一列是原因代码。',
    },
    parameters: {
      quantity: { en: 'Units ordered', zh: '订购件数' },
      service: { en: 'fast, standard or patient', zh: 'fast 快、standard 标准、patient 耐心等待' },
      area: {
        en: 'metro, other or remote, or a city or province in Chinese or pinyin',
        zh: 'metro 主要城市圈、other 其他、remote 偏远，或城市、省份的中文或拼音',
      },
      bonded_available: { en: 'Available stock in bonded warehouses', zh: '保税仓可售库存' },
      direct_available: { en: 'Available stock for direct mail', zh: '海外直邮可售库存' },
      presale_available: { en: 'Stock that may be sold ahead; 0 when left out', zh: '可预售数量；省略为 0' },
      direct_allowed: {
        en: 'FALSE when direct mail is not allowed, by the positive list or the buyer quota; TRUE when left out',
        zh: '清单限制或个人额度不允许直邮时为 FALSE；省略为 TRUE',
      },
      bonded_cost: {
        en: 'Cost of sending from bonded; used when both costs are given',
        zh: '保税发货成本；两个成本都有时才比较',
      },
      direct_cost: {
        en: 'Cost of sending by direct mail; used when both costs are given',
        zh: '直邮发货成本；两个成本都有时才比较',
      },
    },
  },
  PROMISE: {
    description: {
      en: 'Promise text for the product page: where it ships from and when it arrives (P50 to P90), or for a presale by when it ships. Platforms hold you to it, so use your own lane data.',
      zh: '商品页的时效承诺文案：发货地与预计送达日期（P50 至 P90），预售则为最晚发货日期。平台按承诺考核，请用自己线路的数据。',
    },
    parameters: {
      model: { en: 'bonded, direct or presale', zh: 'bonded 保税、direct 直邮、presale 预售' },
      ship_from: { en: 'Where it ships from, as the page should show it', zh: '发货地，按页面上的写法' },
      paid_at: {
        en: 'When the order is paid, Beijing time: a date, or text like 2026-11-23 or 2026-11-23 14:30',
        zh: '付款时间，北京时间：日期，或 2026-11-23、2026-11-23 14:30 这样的文本',
      },
      p50_days: {
        en: 'Days within which half of the orders arrive; rounded up',
        zh: '一半订单在多少天内送达；向上取整',
      },
      p90_days: {
        en: 'Days within which nine of ten orders arrive (presale: ship); rounded up',
        zh: '九成订单在多少天内送达（预售为发货）；向上取整',
      },
      language: { en: 'zh or en; zh when left out', zh: 'zh 中文或 en 英文；省略为 zh' },
    },
  },
  CBECTAX: {
    description: {
      en: 'Cross-border e-commerce retail import tax: tax, status, annual quota used afterwards. Limits since 2019-01-01 (财关税〔2018〕49号). Rates and tax base depend on the goods: check with your customs broker.',
      zh: '跨境电商零售进口综合税：三列依次为税额、状态、之后的已用年度额度。限值自 2019-01-01 起（财关税〔2018〕49号）。税率与完税价格因商品而异，请与清关行核对。',
    },
    parameters: {
      unit_value: {
        en: 'Dutiable value of one item in CNY, freight and insurance included',
        zh: '单件完税价格，人民币元，含运费和保险',
      },
      quantity: { en: 'Items in the transaction, a whole number', zh: '本次交易的件数，整数' },
      vat: { en: 'Import VAT rate; 13% when left out', zh: '进口增值税率；省略为 13%' },
      consumption_tax: {
        en: 'Consumption tax rate, as 15% for high-end cosmetics; 0 when left out',
        zh: '消费税率，如高档化妆品 15%；省略为 0',
      },
      tariff: {
        en: 'Tariff rate, charged over the single limit only; 0 when left out',
        zh: '关税率，仅超出单次限值时征收；省略为 0',
      },
      annual_used: {
        en: 'What the buyer has used of the annual limit before; 0 when left out',
        zh: '买家此前已用的年度额度；省略为 0',
      },
      single_limit: { en: 'Limit of a transaction; CNY 5,000 when left out', zh: '单次交易限值；省略为 5,000 元' },
      annual_limit: {
        en: 'Limit of a person and year; CNY 26,000 when left out',
        zh: '个人年度限值；省略为 26,000 元',
      },
    },
  },
} satisfies Words;

export const routingEnums = {
  SERVICE: {
    of: [['ROUTE', 'service']],
    values: {
      fast: { en: 'Wants it soon', zh: '要快' },
      standard: { en: 'No preference', zh: '无偏好' },
      patient: { en: 'Will wait', zh: '耐心等待' },
    },
  },
  PROMISE_MODEL: {
    of: [['PROMISE', 'model']],
    values: {
      bonded: { en: 'From a bonded warehouse', zh: '保税仓发货' },
      direct: { en: 'Direct mail from overseas', zh: '海外直邮' },
      presale: { en: 'Sold ahead, ships later', zh: '预售，之后发货' },
    },
  },
  LANGUAGE: {
    of: [['PROMISE', 'language']],
    values: {
      zh: { en: 'Chinese', zh: '中文' },
      en: { en: 'English', zh: '英文' },
    },
  },
} satisfies Enums;
