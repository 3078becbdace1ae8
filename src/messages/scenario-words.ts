import type { ScenarioMeasure, ScenarioMeasureId } from '../planning/scenario/types';
import type { Scenario } from '../planning/types';
import type { Language } from '../tables';
import { UNKNOWN } from './formats';

export type ScenarioWord = ScenarioMeasureId | keyof Required<Scenario> | 'name' | 'base' | 'asPlanned' | 'noBudget';

const WORDS: Readonly<Record<Language, Readonly<Record<ScenarioWord, string>>>> = {
  en: {
    name: 'Name',
    base: 'Base plan',
    asPlanned: 'as planned',
    noBudget: 'no limit',
    leadDays: 'Lead time',
    demandShare: 'Demand',
    budget: 'Budget',
    serviceLevel: 'Service target',
    buy_lines: 'Lines to buy',
    buy_units: 'Units to buy',
    buy_value: 'Value of the buys',
    out_of_stock: 'Out of stock now',
    runs_out: 'Run out before an order arrives',
    lost_sales: 'Sales expected to be lost',
    capital: 'Capital tied up',
    stop_lines: 'Buying stops',
    over_budget: 'Cut by the budget',
    safety_value: 'Safety stock at cost',
    service: 'Service level reached',
  },
  zh: {
    name: '名称',
    base: '基准计划',
    asPlanned: '同计划',
    noBudget: '不限',
    leadDays: '补货周期',
    demandShare: '需求',
    budget: '预算',
    serviceLevel: '服务水平目标',
    buy_lines: '补货行数',
    buy_units: '补货件数',
    buy_value: '补货金额',
    out_of_stock: '当前缺货',
    runs_out: '到货前将缺货',
    lost_sales: '预计缺货损失',
    capital: '占用资金',
    stop_lines: '停止补货',
    over_budget: '被预算削减',
    safety_value: '安全库存金额',
    service: '可达服务水平',
  },
};

export const scenarioWords = (language: Language): Readonly<Record<ScenarioWord, string>> => WORDS[language];

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-US');
const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : text);

/** A measure, or (`difference`) by how much it differs, in full figures as sheets have them; a share's difference in points. */
export function measureText(
  value: number | null,
  { unit }: Pick<ScenarioMeasure, 'unit'>,
  currency: string,
  language: Language,
  difference = false,
): string {
  if (value === null) return UNKNOWN;
  const size = difference ? Math.abs(value) : value;
  const rounded = (shown: number, decimals: number): string =>
    shown.toLocaleString(locale(language), { maximumFractionDigits: decimals });
  const text =
    unit === 'share'
      ? `${rounded(size * 100, 1)}${difference ? (language === 'zh' ? '点' : ' pt') : '%'}`
      : unit === 'money'
        ? `${currency} ${rounded(size, 0)}`.trim()
        : rounded(size, 0);
  const nothing = unit === 'share' ? Math.round(value * 1000) === 0 : Math.round(value) === 0;
  return difference ? signed(text, nothing ? 0 : value) : text;
}

/** What a scenario changes, part by part: `+7 d`, `−20%`, `CNY 500,000`, `98%`; a part it leaves alone is missing. */
export function scenarioParts(
  scenario: Scenario,
  currency: string,
  language: Language,
): Partial<Record<keyof Scenario, string>> {
  const { leadDays, demandShare, budget, serviceLevel } = scenario;
  const parts: Partial<Record<keyof Scenario, string>> = {};
  const days = language === 'zh' ? ' 天' : ' d';
  if (leadDays) parts.leadDays = signed(`${Math.abs(leadDays)}${days}`, leadDays);
  if (demandShare) parts.demandShare = signed(`${Math.round(Math.abs(demandShare) * 1000) / 10}%`, demandShare);
  if (budget === null) parts.budget = WORDS[language].noBudget;
  else if (budget !== undefined) parts.budget = measureText(budget, { unit: 'money' }, currency, language);
  if (serviceLevel !== undefined) parts.serviceLevel = `${Math.round(serviceLevel * 1e4) / 100}%`;
  return parts;
}
