import type { RawCell } from '../cells';
import { tidy } from './keys';

/** The part of a cell's validation rule that decides about a value; formulas of its own are left to Excel. */
export interface CellRule {
  type: string;
  /** allowed texts of a list; null where they could not be read */
  list: string[] | null;
  /** bounds of numbers, dates and lengths; null: no plain number, so nothing is refused */
  operator: string;
  first: number | null;
  second: number | null;
}

interface BasicRule {
  formula1?: unknown;
  formula2?: unknown;
  operator?: unknown;
}

const numberOf = (formula: unknown): number | null => {
  if (typeof formula === 'number') return formula;
  const text = String(formula ?? '')
    .replace(/^=/, '')
    .trim();
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
};

/** Excel's `DataValidation` as a rule; null where there is none, or it only warns. */
export function cellRule(type: string, rule: unknown, errorAlert: unknown): CellRule | null {
  const alert = (errorAlert ?? {}) as { showAlert?: boolean; style?: string };
  if (alert.showAlert === false || (alert.style && alert.style !== 'Stop')) return null;
  const all = (rule ?? {}) as Record<string, BasicRule & { source?: unknown }>;
  const none = { list: null, operator: 'Between', first: null, second: null };
  if (type === 'List') {
    const source = all['list']?.source;
    const literal = typeof source === 'string' && !source.startsWith('=');
    return { ...none, type, list: literal ? source.split(',').map((item) => item.trim()) : null };
  }
  const basic = all['wholeNumber'] ?? all['decimal'] ?? all['date'] ?? all['time'] ?? all['textLength'];
  if (!basic) return null;
  return {
    ...none,
    type,
    operator: String(basic.operator ?? 'Between'),
    first: numberOf(basic.formula1),
    second: numberOf(basic.formula2),
  };
}

/** Cells or a name that give a list, as written in the rule: `=Lists!$A$1:$A$9`. */
export function listSource(type: string, rule: unknown): string | null {
  const source = type === 'List' ? (rule as { list?: { source?: unknown } } | null)?.list?.source : null;
  return typeof source === 'string' && source.startsWith('=') ? source.slice(1) : null;
}

/** Whether the rule takes the value; blank always goes. What cannot be judged here is not refused. */
export function ruleTakes(rule: CellRule, raw: RawCell): boolean {
  if (raw === '') return true;
  if (rule.type === 'List') {
    const text = tidy(raw).toLowerCase();
    return rule.list === null || rule.list.some((item) => tidy(item).toLowerCase() === text);
  }
  const { first, second } = rule;
  if (first === null) return true;
  const size = rule.type === 'TextLength' ? String(raw).length : raw;
  if (typeof size !== 'number') return false;
  if (rule.type === 'WholeNumber' && !Number.isInteger(size)) return false;
  switch (rule.operator) {
    case 'Between':
      return size >= first && (second === null || size <= second);
    case 'NotBetween':
      return size < first || (second !== null && size > second);
    case 'EqualTo':
      return size === first;
    case 'NotEqualTo':
      return size !== first;
    case 'GreaterThan':
      return size > first;
    case 'LessThan':
      return size < first;
    case 'GreaterThanOrEqualTo':
      return size >= first;
    case 'LessThanOrEqualTo':
      return size <= first;
    default:
      return true;
  }
}
