import { useMemo } from 'react';
import { textsOf, type MessageValues } from '../../messages';
import { tierTextsEn, tierTextsZh, type TierTextId } from '../../messages/tier-texts';
import { GATE_WORDS, MODEL_WORDS, TIER_WORDS, type Bilingual } from '../../tables';
import { useTexts, type Texts } from '../ui/hooks';

/** Texts about tiers, and the words of the sheets for their codes. */
export interface TierTexts extends Omit<Texts, 't'> {
  t(id: TierTextId, values?: MessageValues): string;
  tier(code: string | null): string;
  model(code: string | null): string;
  gate(code: string | null): string;
}

export function useTierTexts(): TierTexts {
  const { language, f } = useTexts();
  return useMemo(() => {
    const word =
      (words: Readonly<Record<string, Bilingual>>) =>
      (code: string | null): string =>
        (code && words[code]?.[language]) || (code ?? '');
    return {
      language,
      f,
      t: textsOf(language === 'zh' ? tierTextsZh : tierTextsEn, language),
      tier: word(TIER_WORDS),
      model: word(MODEL_WORDS),
      gate: word(GATE_WORDS),
    };
  }, [language, f]);
}
