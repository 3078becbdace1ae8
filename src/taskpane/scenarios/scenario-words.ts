import { measureText, scenarioWords } from '../../messages/scenario-words';
import type { ComparedMeasure, ScenarioComparison } from '../../planning/scenario/types';
import type { ScenarioTexts } from './texts';

/** Measures a sentence tells, those that matter most to the merchant first. */
const TOLD: readonly ComparedMeasure['id'][] = [
  'buy_value',
  'lost_sales',
  'runs_out',
  'out_of_stock',
  'service',
  'capital',
  'over_budget',
];
const MOST = 4;

/** A difference nobody would see in the figure as it is shown is none. */
function differs(measure: ComparedMeasure, difference: number | null): difference is number {
  if (difference === null) return false;
  return measure.unit === 'share' ? Math.abs(difference) >= 0.0005 : Math.abs(difference) >= 0.5;
}

/** "Longer lead time: Value of the buys CNY 210,000 more (CNY 1,494,000); …": one sentence a scenario. */
export function sentenceOf(
  comparison: ScenarioComparison,
  at: number,
  name: string,
  { t, language }: Pick<ScenarioTexts, 't' | 'language'>,
): string {
  const words = scenarioWords(language);
  const parts = TOLD.flatMap((id) => {
    const measure = comparison.measures.find((candidate) => candidate.id === id);
    const compared = measure?.scenarios[at];
    if (!measure || !compared || !differs(measure, compared.difference)) return [];
    const { difference, value } = compared;
    const by = measureText(Math.abs(difference), measure, comparison.currency, language, true).replace(/^\+/, '');
    const text = t(difference > 0 ? 'scenarios.more' : 'scenarios.less', {
      measure: words[id],
      by,
      value: measureText(value, measure, comparison.currency, language),
    });
    return [text];
  });
  if (!parts.length) return t('scenarios.nothing', { name });
  return t('scenarios.sentence', { name, parts: parts.slice(0, MOST).join(t('scenarios.and')) });
}
