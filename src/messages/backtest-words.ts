import type { BacktestResult, BacktestSetting } from '../planning/backtest/types';
import type { Language } from '../tables';
import { backtestTextsEn, backtestTextsZh, type BacktestTextId } from './backtest-texts';
import { createFormats } from './formats';
import { textsOf, type MessageValues } from './translator';

const texts: Record<Language, (id: BacktestTextId, values?: MessageValues) => string> = {
  en: textsOf<BacktestTextId>(backtestTextsEn, 'en'),
  zh: textsOf<BacktestTextId>(backtestTextsZh, 'zh'),
};

export const backtestText = (language: Language, id: BacktestTextId, values?: MessageValues): string =>
  texts[language](id, values);

/** A setting of a rule in words. */
export function settingText({ rule, value }: BacktestSetting, language: Language): string {
  const t = texts[language];
  if (value === null) return t('setting.tiers');
  if (rule === 'fixed_days') return t('setting.days', { value });
  return t(rule === 'plan' ? 'setting.basic' : 'setting.service', { value: createFormats(language).percent(value, 1) });
}

/** What the comparison of the rules comes to, in a sentence or two. */
export function backtestVerdict({ comparisons, beyond }: BacktestResult, language: Language): string[] {
  const t = texts[language];
  const n = comparisons.length;
  if (!n) return [t('proof.none')];
  const worse = comparisons.filter(({ loss, planLoss }) => planLoss > loss);
  const which = worse
    .map((one) => `${t(`rule.${one.rule}`)} ${settingText(one, language)}`)
    .join(language === 'zh' ? '、' : ', ');
  const said = worse.length
    ? t('proof.mixed', { n, better: n - worse.length, worse: worse.length, which })
    : t('proof.better', { n });
  return beyond ? [said, t('proof.beyond', { n: beyond })] : [said];
}
