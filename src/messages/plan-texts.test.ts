import type { Sentence } from '../planning';
import { PLAN_TEXTS, renderExplanation, renderPlanNote, renderSentence } from './plan-texts';

const placeholders = (text: string) => [...text.matchAll(/\{[^}]+\}/g)].map(([found]) => found).sort();

it('says everything in both languages, with the same values', () => {
  expect(Object.keys(PLAN_TEXTS.zh).sort()).toEqual(Object.keys(PLAN_TEXTS.en).sort());
  for (const [id, text] of Object.entries(PLAN_TEXTS.en)) {
    const chinese = PLAN_TEXTS.zh[id as keyof typeof PLAN_TEXTS.zh];
    expect([id, placeholders(chinese)]).toEqual([id, placeholders(text)]);
    expect(chinese).toMatch(/[\u4e00-\u9fff]/);
    expect(chinese).not.toMatch(/[一-龥][,.;:!?]/);
  }
});

it('explains a purchase: what, because, what if not', () => {
  const sentences: Sentence[] = [
    { id: 'buy_pack', values: { qty: 1752, cover: 9.02, p50: 28.1, p90: 36.4, pack: 12 } },
    { id: 'gap_bonded', values: { days: 19.6 } },
  ];
  expect(renderExplanation(sentences, 'en')).toBe(
    'Buy 1,752: stock lasts 9 days, arrival takes 28–36, rounded to cartons of 12. Even if ordered today it is out for about 20 days; open direct mail meanwhile.',
  );
  expect(renderExplanation(sentences, 'zh')).toBe(
    '补 1,752 件：可售只够 9 天，到货要 28–36 天，按箱规 12 取整。今天下单仍会缺货约 20 天，可先开直邮。',
  );
});

it('words figures: money with its currency, horizon, one number where two are the same', () => {
  expect(
    renderSentence({ id: 'if_not_money', values: { date: '2026-12-08', lost: 11880.4, currency: 'CNY' } }, 'en'),
  ).toBe('If not, it runs out on 2026-12-08 and about CNY 11,880 of sales are lost.');
  expect(renderSentence({ id: 'hold_until', values: { cover: 91, date: '2027-01-01' } }, 'zh')).toContain('≥91 天');
  expect(renderSentence({ id: 'buy', values: { qty: 1, cover: 0.4, p50: 10, p90: 10 } }, 'en')).toBe(
    'Buy 1: stock lasts 0 days, arrival takes 10.',
  );
  expect(renderSentence({ id: 'stop_tier', values: { tier: 'longtail', model: 'direct' } }, 'zh')).toBe(
    '停止补入保税仓：该货号为长尾，走海外直邮。',
  );
});

it('shows an id it does not know rather than nothing', () => {
  expect(renderSentence({ id: 'of_tomorrow', values: {} }, 'en')).toBe('of_tomorrow');
  expect(renderPlanNote({ code: 'of_tomorrow', count: 2, examples: ['x'] }, 'zh')).toContain('x');
});

it('names five examples of a note and says there are more', () => {
  const note = { code: 'no_cost', count: 7, examples: ['1E5', '00123', 'c', 'd', 'e', 'f', 'g'] };
  expect(renderPlanNote(note, 'en')).toBe(
    '7 SKUs have no unit cost; money leaves them out. Add it: 1E5, 00123, c, d, e …',
  );
  expect(renderPlanNote(note, 'zh')).toBe('7 个货号缺采购单价，金额未计入。请补充：1E5、00123、c、d、e …');
});
