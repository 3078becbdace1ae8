import { decideTextsEn, decideTextsZh } from './decide-texts';
import { forecastTextsEn } from './forecast-texts';
import { measureText, scenarioParts, scenarioWords } from './scenario-words';
import { scenarioTextsEn, scenarioTextsZh } from './scenario-texts';
import { textsOf } from './translator';

const en: Record<string, string> = { ...decideTextsEn, ...scenarioTextsEn };
const zh: Record<string, string> = { ...decideTextsZh, ...scenarioTextsZh };
const ids = Object.keys(en);

it('share no key with each other or the texts of the forecast, beside which they are shown', () => {
  for (const id of ids) expect([id, id in forecastTextsEn]).toEqual([id, false]);
  expect(ids).toHaveLength(Object.keys(decideTextsEn).length + Object.keys(scenarioTextsEn).length);
});

// the sentence of experience.md §5, "sent"
it('says what was sent as the product promises', () => {
  const values = { lines: 84, suppliers: 6 };
  expect(textsOf(en, 'en')('send.done', values)).toBe(
    'Sent 84 lines to 6 suppliers’ proposals. This cannot be undone here; cancel with the supplier.',
  );
  expect(textsOf(zh, 'zh')('send.done', values)).toBe(
    '已提交 84 行，生成 6 份供应商采购建议。此处无法撤回，需与供应商取消。',
  );
});

describe('figures of scenarios', () => {
  it.each([
    [1_284_000.4, 'money', false, 'CNY 1,284,000'],
    [-12_000, 'money', true, '−CNY 12,000'],
    [0.4, 'money', true, 'CNY 0'],
    [0.9512, 'share', false, '95.1%'],
    [0.021, 'share', true, '+2.1 pt'],
    [3, 'lines', true, '+3'],
    [null, 'units', true, '–'],
  ] as const)('%s as %s', (value, unit, difference, text) =>
    expect(measureText(value, { unit }, 'CNY', 'en', difference)).toBe(text),
  );

  it('what a scenario changes', () => {
    const scenario = { leadDays: 7, demandShare: -0.2, budget: null, serviceLevel: 0.985 };
    expect(scenarioParts(scenario, 'CNY', 'en')).toEqual({
      leadDays: '+7 d',
      demandShare: '−20%',
      budget: 'no limit',
      serviceLevel: '98.5%',
    });
    expect(scenarioParts({ budget: 500_000 }, 'CNY', 'zh')).toEqual({ budget: 'CNY 500,000' });
    expect(Object.keys(scenarioWords('zh'))).toEqual(Object.keys(scenarioWords('en')));
  });
});
