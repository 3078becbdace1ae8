import type { Language } from '../tables';

/** Pane formats: short money, dates without a year where it is this year, all in Beijing time. */
export interface Formats {
  /** `CNY 382K`, `¥38.2万`; `–` when unknown */
  money(amount: number | null, currency: string): string;
  /** grouped, at most `digits` decimals; `–` when unknown */
  number(value: number | null, digits?: number): string;
  percent(share: number | null, digits?: number): string;
  /** `23 Nov 09:12`, `11-23 09:12` of an ISO instant */
  dateTime(instant: string): string;
  /** `23 Nov`, `11-23` of an ISO date or instant */
  date(day: string): string;
}

export const UNKNOWN = '–';
const BEIJING_MS = 8 * 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Step {
  from: number;
  per: number;
  suffix: string;
}

const STEPS: Record<Language, Step[]> = {
  en: [
    { from: 999_500_000, per: 1e9, suffix: 'B' },
    { from: 999_500, per: 1e6, suffix: 'M' },
    { from: 1_000, per: 1e3, suffix: 'K' },
  ],
  zh: [
    { from: 99_995_000, per: 1e8, suffix: '亿' },
    { from: 10_000, per: 1e4, suffix: '万' },
  ],
};

/** Three significant digits, without trailing zeros: 382, 38.2, 1.29. */
function threeDigits(value: number): string {
  const decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return String(Number(value.toFixed(decimals)));
}

export function shortAmount(amount: number, language: Language): string {
  const size = Math.abs(amount);
  const sign = amount < 0 ? '−' : '';
  const step = STEPS[language].find(({ from }) => size >= from);
  return sign + (step ? threeDigits(size / step.per) + step.suffix : Math.round(size).toLocaleString('en-US'));
}

const beijing = (instant: string): Date =>
  new Date(Date.parse(instant.length > 10 ? instant : `${instant}T00:00:00+08:00`) + BEIJING_MS);
const two = (value: number): string => String(value).padStart(2, '0');

export function createFormats(language: Language, now: () => Date = () => new Date()): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  const date = (day: string): string => {
    const at = beijing(day);
    if (Number.isNaN(at.getTime())) return UNKNOWN;
    const year = at.getUTCFullYear();
    const otherYear = year !== beijing(now().toISOString()).getUTCFullYear();
    if (language === 'zh') return `${otherYear ? `${year}-` : ''}${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
    return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}${otherYear ? ` ${year}` : ''}`;
  };
  return {
    money(amount, currency) {
      if (amount === null) return UNKNOWN;
      const short = shortAmount(amount, language);
      if (language === 'zh' && currency === 'CNY') return `¥${short}`;
      return currency ? `${currency} ${short}` : short;
    },
    number: (value, digits = 0) =>
      value === null ? UNKNOWN : value.toLocaleString(locale, { maximumFractionDigits: digits }),
    percent: (share, digits = 1) =>
      share === null ? UNKNOWN : share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: digits }),
    date,
    dateTime(instant) {
      const at = beijing(instant);
      return Number.isNaN(at.getTime())
        ? UNKNOWN
        : `${date(instant)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
    },
  };
}
