/** What the remark of the positive list means for a SKU; null: nothing that binds here, or no remark. */
export type ListRule = 'bonded_only' | 'off_list';

const WORDS: Readonly<Record<string, ListRule>> = {
  bonded_only: 'bonded_only',
  仅保税: 'bonded_only',
  仅限保税: 'bonded_only',
  仅限网购保税: 'bonded_only',
  仅限网购保税商品: 'bonded_only',
  off_list: 'off_list',
  not_on_list: 'off_list',
  不在清单: 'off_list',
  不在清单内: 'off_list',
  不在正面清单: 'off_list',
  清单外: 'off_list',
};

/** Reads `hs_remark`; code or Chinese words, however they are spaced. */
export function listRule(remark: string | null): ListRule | null {
  if (!remark) return null;
  const word = remark
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
  return WORDS[word] ?? null;
}
