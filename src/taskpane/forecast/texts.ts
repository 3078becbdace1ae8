import { useMemo } from 'react';
import { createTranslator, textsOf, type MessageId, type MessageValues } from '../../messages';
import { forecastTextsEn, forecastTextsZh, type ForecastTextId } from '../../messages/forecast-texts';
import type { Language } from '../../tables';
import { useTexts, type Texts } from '../ui/hooks';

/** The pane's texts and those about the forecast. */
export interface ForecastTexts extends Omit<Texts, 't'> {
  t(id: MessageId | ForecastTextId, values?: MessageValues): string;
}

function forecastTexts(language: Language): ForecastTexts['t'] {
  const own = textsOf(language === 'zh' ? forecastTextsZh : forecastTextsEn, language);
  const { t } = createTranslator(language);
  return (id, values) => (id in forecastTextsEn ? own(id as ForecastTextId, values) : t(id as MessageId, values));
}

export function useForecastTexts(): ForecastTexts {
  const { language, f } = useTexts();
  return useMemo(() => ({ language, f, t: forecastTexts(language) }), [language, f]);
}
