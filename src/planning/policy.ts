import { parseDay } from './calendar';
import type { PolicyRow, Tier } from './types';

export type PolicyKey =
  | 'service_level'
  | 'review_days'
  | 'max_extra_days'
  | 'abc_cut_a'
  | 'abc_cut_b'
  | 'tier_cv_max'
  | 'luxury_price'
  | 'new_weeks'
  | 'deviation_weeks'
  | 'no_sales_weeks'
  | 'oos_scale_cap'
  | 'safety_days'
  | 'safety_floor_days'
  | 'safety_cap_days'
  | 'service_margin'
  | 'override_days'
  | 'tracking_limit'
  | 'arrival_life_share'
  | 'stop_sale_share'
  | 'stop_sale_max_days'
  | 'review_change_share'
  | 'review_drift_share'
  | 'promote_weeks'
  | 'demote_weeks'
  | 'xyz_cut_x'
  | 'xyz_cut_y'
  | 'proof_weeks'
  | 'proof_units'
  | 'proof_rating'
  | 'proof_return_rate'
  | 'first_batch_days'
  | 'gate_life_share'
  | 'order_change_cap'
  | 'budget'
  | 'budget_step'
  | 'capital_rate'
  | 'expedite_gain_days'
  | 'clear_days'
  | 'presale_conversion'
  | 'presale_share_before'
  | 'presale_share_after'
  | 'presale_days'
  | 'presale_cap_share'
  | 'stock_haircut';

export type PolicyScope = 'brand' | 'warehouse' | 'tier' | 'sku';

/** One row of the policy table as shipped: what a key means, and the value that holds until a row says otherwise. */
export interface PolicyDefault {
  key: PolicyKey;
  scope: 'brand' | 'tier';
  scope_id: Tier | null;
  /** null: off until a row gives a value */
  value: number | null;
  unit: 'share' | 'days' | 'weeks' | 'price' | 'ratio' | 'units' | 'score' | 'money';
  meaning: { en: string; zh: string };
  source: string;
  /** a value outside is refused and the default stands */
  min: number;
  max: number;
}

const SAMPLE = 'sample policy · 示例规则';
const COMMON = 'sample policy, usual in planning tools · 示例规则，业内常用';

const row = (
  key: PolicyKey,
  value: number | null,
  unit: PolicyDefault['unit'],
  [min, max]: [number, number],
  en: string,
  zh: string,
  source = SAMPLE,
  scope_id: Tier | null = null,
): PolicyDefault => ({
  key,
  scope: scope_id ? 'tier' : 'brand',
  scope_id,
  value,
  unit,
  meaning: { en, zh },
  source,
  min,
  max,
});

const SERVICE: [en: string, zh: string] = [
  'Probability of no stock-out in a protection interval',
  '一个保障期内不缺货的概率',
];
const SERVICE_RANGE: [number, number] = [0.5, 0.9999];

export const policyDefaults: readonly PolicyDefault[] = [
  row('service_level', 0.9, 'share', SERVICE_RANGE, ...SERVICE, COMMON),
  row('service_level', 0.975, 'share', SERVICE_RANGE, ...SERVICE, COMMON, 'hit'),
  row('service_level', 0.95, 'share', SERVICE_RANGE, ...SERVICE, COMMON, 'basic'),
  row('review_days', 7, 'days', [0, 92], 'Days between two rounds of ordering', '两次下单之间的天数'),
  row(
    'max_extra_days',
    30,
    'days',
    [0, 730],
    'Maximum = order-up-to level + this many days of demand',
    '库存上限=目标库存+这么多天的需求',
  ),
  row(
    'abc_cut_a',
    0.8,
    'share',
    [0, 1],
    'Share of sales value that class A makes up',
    'A 类占销售额的累计份额',
    COMMON,
  ),
  row(
    'abc_cut_b',
    0.95,
    'share',
    [0, 1],
    'Share of sales value that classes A and B make up',
    'A、B 类占销售额的累计份额',
    COMMON,
  ),
  row(
    'tier_cv_max',
    1,
    'ratio',
    [0, 10],
    'Largest coefficient of variation of weekly sales for hit and basic',
    '爆款和基础款的周销量变异系数上限',
    COMMON,
  ),
  row(
    'luxury_price',
    5000,
    'price',
    [0, 1e9],
    'Price from which an SKU is luxury: direct mail, virtual stock',
    '售价达到即为高价定制：直邮、虚拟库存',
  ),
  row('new_weeks', 8, 'weeks', [0, 104], 'Weeks after launch in which an SKU counts as new', '上架后视为新品的周数'),
  row(
    'deviation_weeks',
    26,
    'weeks',
    [2, 52],
    'Weeks of history the coefficient of variation of a tier is measured on',
    '分层所用变异系数的历史周数',
  ),
  row(
    'no_sales_weeks',
    13,
    'weeks',
    [1, 52],
    'Weeks without a sale after which buying stops',
    '连续无销量多少周后停止补货',
  ),
  row(
    'oos_scale_cap',
    2,
    'ratio',
    [1, 10],
    'Most that sales are scaled up for days out of stock where there is no Corrections sheet',
    '没有需求修正表时，按缺货天数放大销量的上限倍数',
  ),
  row(
    'safety_days',
    null,
    'days',
    [0, 365],
    'Safety stock in days of demand, in the place of the service level; blank or off: the service level decides',
    '以天数计的安全库存，代替服务水平；留空或填“关”：由服务水平决定',
  ),
  row(
    'safety_floor_days',
    null,
    'days',
    [0, 365],
    'Least safety stock, in days of demand; blank: none',
    '安全库存下限，以天数计；留空：不设',
  ),
  row(
    'safety_cap_days',
    null,
    'days',
    [0, 730],
    'Most safety stock, in days of demand; blank: none',
    '安全库存上限，以天数计；留空：不设',
  ),
  row(
    'service_margin',
    0.02,
    'share',
    [0, 0.5],
    'How far the service on the item’s own history may fall short of the target before its safety stock is raised',
    '历史回测的服务水平低于目标多少时，提高其安全库存',
  ),
  row(
    'override_days',
    91,
    'days',
    [1, 730],
    'Most days a forecast you overrode holds; it ends with its week at the latest',
    '人工调整的预测最多保持的天数，最晚随该周结束',
  ),
  row(
    'tracking_limit',
    4,
    'ratio',
    [1, 100],
    'Tracking signal (sum of errors / mean absolute error) beyond which a forecast raises an alert',
    '跟踪信号（误差之和/平均绝对误差）超过多少时预警',
    COMMON,
  ),
  row(
    'arrival_life_share',
    0.667,
    'share',
    [0, 1],
    'Share of its shelf life a new lot still has when it arrives; an order is capped so that it sells in time',
    '新批次到货时剩余效期占保质期的份额；补货量以停售前卖得完为限',
    'sample policy: two thirds is a usual inbound gate · 示例规则：入仓效期常按三分之二',
  ),
  row(
    'stop_sale_share',
    0.1,
    'share',
    [0, 1],
    'A lot leaves the sale this share of its shelf life before it expires',
    '到期前保质期的多少份额时停售',
    'sample policy, after a marketplace rule of 2022 · 示例规则，参照 2022 年平台规则',
  ),
  row(
    'stop_sale_max_days',
    45,
    'days',
    [0, 3650],
    'But never earlier than this many days before it expires',
    '但最早不早于到期前多少天',
    'sample policy, after a marketplace rule of 2022 · 示例规则，参照 2022 年平台规则',
  ),
  row(
    'review_change_share',
    0.3,
    'share',
    [0, 10],
    'Change of an order quantity from which the review asks for your eye',
    '建议补货量变动达到多少需要人工审阅',
  ),
  row(
    'review_drift_share',
    0.05,
    'share',
    [0, 10],
    'Change below which the review folds a line away',
    '变动低于多少时在审阅中折叠',
  ),
  row(
    'promote_weeks',
    4,
    'weeks',
    [1, 52],
    'Weeks in a row an SKU must reach a bonded tier before it is raised to it',
    '连续达标多少周才升入保税分层',
  ),
  row(
    'demote_weeks',
    6,
    'weeks',
    [1, 52],
    'Weeks in a row an SKU must fall short before its tier is lowered',
    '连续不达标多少周才降级',
  ),
  row('xyz_cut_x', 0.5, 'ratio', [0, 10], 'Largest coefficient of variation of class X', 'X 类变异系数上限', COMMON),
  row('xyz_cut_y', 1, 'ratio', [0, 10], 'Largest coefficient of variation of class Y', 'Y 类变异系数上限', COMMON),
  row(
    'proof_weeks',
    8,
    'weeks',
    [0, 104],
    'Weeks with a sale an SKU needs before its first bonded buy',
    '首次保税备货前至少有销量的周数',
  ),
  row(
    'proof_units',
    30,
    'units',
    [0, 1e9],
    'Units sold in the last 13 weeks an SKU needs before its first bonded buy',
    '首次保税备货前近 13 周至少售出件数',
  ),
  row(
    'proof_rating',
    null,
    'score',
    [0, 100],
    'Least mean review score before a first bonded buy; blank: not asked for',
    '首次保税备货前评分下限；留空：不要求',
  ),
  row(
    'proof_return_rate',
    0.1,
    'share',
    [0, 1],
    'Largest return rate before a first bonded buy',
    '首次保税备货前退货率上限',
  ),
  row(
    'first_batch_days',
    30,
    'days',
    [1, 365],
    'A first bonded buy covers at most this many days of demand',
    '首批保税备货最多覆盖多少天需求',
  ),
  row(
    'gate_life_share',
    0.5,
    'share',
    [0, 1],
    'Share of its shelf life that must be left when bonded stock has sold through, or the gate stays shut',
    '保税库存售完时至少剩余的保质期份额，否则闸门关闭',
  ),
  row(
    'order_change_cap',
    null,
    'share',
    [0, 10],
    'Smoothing: most an order may differ from the mean of the orders before; blank or off: none',
    '平滑：每次补货量相对前几次均值的最大变动；留空或“关”：不平滑',
  ),
  row(
    'budget',
    null,
    'money',
    [0, 1e15],
    'Money for the buys of one plan, in the plan’s currency; blank: no limit',
    '一次计划可用的采购金额，计划币种；留空：不限',
  ),
  row(
    'budget_step',
    10000,
    'money',
    [1, 1e12],
    'The plan says what this much more money would buy',
    '计划会说明再多这些钱可以买什么',
  ),
  row('capital_rate', 0.08, 'share', [0, 2], 'Cost of capital a year', '年资金成本率'),
  row(
    'expedite_gain_days',
    3,
    'days',
    [1, 90],
    'An order is worth expediting when it saves this many days without stock',
    '加急可减少多少天缺货才值得',
  ),
  row(
    'clear_days',
    180,
    'days',
    [30, 3650],
    'Stock that lasts longer than this, or cannot be sold before its stop-sale date, is to be cleared',
    '库存可售天数超过多少，或停售前卖不完，即建议清仓',
  ),
  row(
    'presale_conversion',
    0.8,
    'share',
    [0, 1],
    'Share of presale deposits that become orders',
    '预售定金转为订单的比例',
  ),
  row(
    'presale_share_before',
    0.5,
    'share',
    [0, 1],
    'Share of expected presale orders counted into the next buy before balance day',
    '尾款日前计入下次补货的预售订单份额',
  ),
  row('presale_share_after', 1, 'share', [0, 1], 'The same from balance day on', '尾款日起计入下次补货的预售订单份额'),
  row(
    'presale_days',
    45,
    'days',
    [1, 365],
    'Longest a presale buyer may be asked to wait until dispatch',
    '预售从下单到发货最多等待天数',
  ),
  row(
    'presale_cap_share',
    0.8,
    'share',
    [0, 1],
    'Share of overseas and arriving stock that may be presold',
    '海外与在途库存中可预售的份额',
  ),
  row(
    'stock_haircut',
    1,
    'ratio',
    [0, 1],
    'How far the confidence of old overseas stock figures cuts what may be promised (1: fully, 0: not)',
    '海外库存数据陈旧时按可信度折减可承诺量的程度（1：全额，0：不折减）',
  ),
];

/** Keys of earlier versions that nothing reads any more, and what was shipped for them: such a row is no message. */
const RETIRED: Readonly<Record<string, number>> = { baseline_weeks: 13, uplift_max: 5, uplift_min_weeks: 3 };

const OFF = ['off', '关', '关闭', '-'];

const SCOPES: readonly string[] = ['brand', 'warehouse', 'tier', 'sku'];

export interface PolicyTarget {
  warehouse?: string;
  tier?: Tier;
  sku?: string;
}

export interface PolicyBook {
  /** The value in force: the narrowest scope wins (brand < warehouse < tier < sku), a row over a shipped default. */
  value(key: PolicyKey, target?: PolicyTarget): number;
  /** The same for a key that may be off: null where it is. */
  optional(key: PolicyKey, target?: PolicyTarget): number | null;
  /** keys that no longer do anything but hold a value of the brand's own */
  retired: string[];
  /** rows that were not taken, in words a note can show */
  refused: string[];
}

const read = (text: string): number => {
  const trimmed = text.trim();
  const percent = /^(-?\d+(?:\.\d+)?)%$/.exec(trimmed);
  if (percent) return Number(percent[1]) / 100;
  return trimmed === '' ? NaN : Number(trimmed);
};

/**
 * The policy in force on a business date. A row that is not a number, out of range or of an unknown scope is refused and
 * named; keys the plan does not read are other rooms' business and pass without a word. Of two rows for one key and
 * scope the one that took effect later stands.
 */
export function policyBook(rows: readonly PolicyRow[], asOf: string): PolicyBook {
  const refused: string[] = [];
  const retired: string[] = [];
  const day = parseDay(asOf) ?? 0;
  const values = new Map<string, { value: number | null; from: number }>();
  const name = (key: string, scope: string, id: string | null) => `${key} ${scope} ${id ?? ''}`;
  for (const shipped of policyDefaults) {
    values.set(name(shipped.key, shipped.scope, shipped.scope_id), { value: shipped.value, from: -Infinity });
  }
  for (const policy of rows) {
    const shipped = policyDefaults.find((candidate) => candidate.key === policy.key);
    const before = RETIRED[policy.key];
    if (before !== undefined && read(policy.value) !== before) retired.push(`${policy.key} = ${policy.value}`);
    if (!shipped) continue;
    const from = parseDay(policy.effective_from);
    const to = parseDay(policy.effective_to);
    const badDate = (policy.effective_from && from === null) || (policy.effective_to && to === null);
    const off = shipped.value === null && OFF.includes(policy.value.trim().toLowerCase());
    const value = off ? null : read(policy.value);
    const scope = policy.scope || 'brand';
    const id = scope === 'brand' ? null : policy.scope_id;
    if (
      badDate ||
      (value !== null && !(value >= shipped.min && value <= shipped.max)) ||
      !SCOPES.includes(scope) ||
      (scope !== 'brand' && !id)
    ) {
      refused.push(`${policy.key} = ${policy.value}${id ? ` (${id})` : ''}`);
      continue;
    }
    if ((from !== null && from > day) || (to !== null && to < day)) continue;
    const key = name(policy.key, scope, id);
    const standing = values.get(key);
    if (!standing || (from ?? -1e9) >= standing.from) values.set(key, { value, from: from ?? -1e9 });
  }
  // asked for each item: by key and scope, so that a key without rows of a scope costs nothing
  type Standing = { value: number | null };
  type Scoped = { brand: Standing | undefined } & Partial<Record<'warehouse' | 'tier' | 'sku', Map<string, Standing>>>;
  const byKey = new Map<string, Scoped>();
  for (const [text, standing] of values) {
    const [key = '', scope = '', ...rest] = text.split(' ');
    const scoped = byKey.get(key) ?? { brand: undefined };
    byKey.set(key, scoped);
    if (scope === 'warehouse' || scope === 'tier' || scope === 'sku')
      (scoped[scope] ??= new Map()).set(rest.join(' '), standing);
    else scoped.brand = standing;
  }
  const inForce = (key: PolicyKey, { sku, tier, warehouse }: PolicyTarget): number | null => {
    const scoped = byKey.get(key);
    if (!scoped) return null;
    const found =
      (sku !== undefined && scoped.sku?.get(sku)) ||
      (tier !== undefined && scoped.tier?.get(tier)) ||
      (warehouse !== undefined && scoped.warehouse?.get(warehouse)) ||
      scoped.brand;
    return found?.value ?? null;
  };
  return {
    refused,
    retired,
    value: (key, target = {}) => inForce(key, target) ?? NaN,
    optional: (key, target = {}) => inForce(key, target),
  };
}
