import type { Descriptions, EnumTooltips } from './descriptions.en';

export const descriptions: Descriptions = {
  SAFETYSTOCK: {
    description: '按服务水平计算安全库存：z·√((R+L)·σ² + d²·σL²)，单位为件。需求与补货周期使用同一时间单位。',
    parameters: {
      service_level: { name: '服务水平', description: '不缺货的概率，在 0 和 1 之间：95% 或 0.95' },
      demand_mean: { name: '需求均值', description: '每期需求均值' },
      demand_sd: { name: '需求标准差', description: '每期需求标准差' },
      lead_time: { name: '补货周期', description: '补货周期，以期为单位' },
      lead_time_sd: { name: '补货周期标准差', description: '补货周期的标准差，以期为单位；省略为 0' },
      review_period: { name: '下单间隔', description: '下单间隔，以期为单位；省略为 0' },
    },
  },
  DOS: {
    description: '可售天数：可售库存 ÷ 日销量。无库存为 0；有库存而无销量为 #DIV/0!。',
    parameters: {
      available: { name: '可售', description: '可售库存，件' },
      sales: { name: '销量', description: '日均销量，或由旧到新的每日销量（空白=未知，0=没卖）' },
      window: { name: '天数', description: '取最近多少个自然日的均值；省略为 30' },
    },
  },
  TURNOVERDAYS: {
    description: '库存周转天数：期间天数 × 库存 ÷ 销售成本。',
    parameters: {
      cogs: { name: '销售成本', description: '期间销售成本，或销量' },
      inventory: { name: '库存', description: '由旧到新的库存快照，单位与销售成本一致' },
      period_days: { name: '期间天数', description: '期间天数；省略为 365' },
      method: { name: '方法', description: 'average 平均、trapezoid 梯形、closing 期末；省略为 average' },
    },
  },
  ROUTE: {
    description: '一张订单如何发货：bonded 保税、direct 直邮、presale 预售、refuse 拒绝，旁边一列是原因代码。',
    parameters: {
      quantity: { name: '数量', description: '订购件数' },
      service: { name: '时效偏好', description: 'fast 快、standard 标准、patient 耐心等待' },
      area: { name: '区域', description: 'metro 主要城市圈、other 其他、remote 偏远，或城市、省份的中文或拼音' },
      bonded_available: { name: '保税可售', description: '保税仓可售库存' },
      direct_available: { name: '直邮可售', description: '海外直邮可售库存' },
      presale_available: { name: '预售可售', description: '可预售数量；省略为 0' },
      direct_allowed: { name: '允许直邮', description: '不允许直邮时为 FALSE；省略为 TRUE' },
      bonded_cost: { name: '保税成本', description: '保税发货成本；两个成本都有时才比较' },
      direct_cost: { name: '直邮成本', description: '直邮发货成本；两个成本都有时才比较' },
    },
  },
};

export const enums: EnumTooltips = {
  INVENTORY_METHOD: {
    average: '快照的平均值',
    trapezoid: '首尾快照各计一半',
    closing: '最后一个快照',
  },
  SERVICE: {
    fast: '要快',
    standard: '无偏好',
    patient: '耐心等待',
  },
};
