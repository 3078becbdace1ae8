/** What Excel shows for a function while its formula is typed. Parameter names and texts; enum tooltips by enum and code. */
export const descriptions = {
  SAFETYSTOCK: {
    description:
      'Safety stock for a service level: z·√((R+L)·σ² + d²·σL²), in units. Demand and lead time share one time unit.',
    parameters: {
      service_level: {
        name: 'service_level',
        description: 'Probability of no stock-out, between 0 and 1: 95% or 0.95',
      },
      demand_mean: { name: 'demand_mean', description: 'Mean demand per period' },
      demand_sd: { name: 'demand_sd', description: 'Standard deviation of demand per period' },
      lead_time: { name: 'lead_time', description: 'Lead time in periods' },
      lead_time_sd: {
        name: 'lead_time_sd',
        description: 'Standard deviation of the lead time in periods; 0 when left out',
      },
      review_period: { name: 'review_period', description: 'Review interval in periods; 0 when left out' },
    },
  },
  DOS: {
    description: 'Days of supply: available stock over daily sales. No stock is 0; stock without sales is #DIV/0!.',
    parameters: {
      available: { name: 'available', description: 'Available stock in units' },
      sales: {
        name: 'sales',
        description: 'Daily rate, or daily sales oldest first (blank = unknown, 0 = nothing sold)',
      },
      window: { name: 'window', description: 'Last calendar days to average over; 30 when left out' },
    },
  },
  TURNOVERDAYS: {
    description: 'Turnover days: days of the period · inventory / cost of goods sold.',
    parameters: {
      cogs: { name: 'cogs', description: 'Cost of goods sold in the period, or units sold' },
      inventory: { name: 'inventory', description: 'Inventory snapshots oldest first, in the unit of cogs' },
      period_days: { name: 'period_days', description: 'Days of the period; 365 when left out' },
      method: { name: 'method', description: 'average, trapezoid or closing; average when left out' },
    },
  },
  ROUTE: {
    description: 'How one order goes out: bonded, direct, presale or refuse, and a reason code beside it.',
    parameters: {
      quantity: { name: 'quantity', description: 'Units ordered' },
      service: { name: 'service', description: 'fast, standard or patient' },
      area: { name: 'area', description: 'metro, other or remote, or a city or province in Chinese or pinyin' },
      bonded_available: { name: 'bonded_available', description: 'Available stock in bonded warehouses' },
      direct_available: { name: 'direct_available', description: 'Available stock for direct mail' },
      presale_available: { name: 'presale_available', description: 'Stock that may be sold ahead; 0 when left out' },
      direct_allowed: {
        name: 'direct_allowed',
        description: 'FALSE when direct mail is not allowed; TRUE when left out',
      },
      bonded_cost: { name: 'bonded_cost', description: 'Cost of sending from bonded; used when both costs are given' },
      direct_cost: {
        name: 'direct_cost',
        description: 'Cost of sending by direct mail; used when both costs are given',
      },
    },
  },
};

export const enums = {
  INVENTORY_METHOD: {
    average: 'Mean of the snapshots',
    trapezoid: 'First and last snapshot count half',
    closing: 'The last snapshot',
  },
  SERVICE: {
    fast: 'Wants it soon',
    standard: 'No preference',
    patient: 'Will wait',
  },
};

/** The shape every language has: the compiler refuses a missing or surplus key. */
export type Descriptions = typeof descriptions;
export type EnumTooltips = typeof enums;
