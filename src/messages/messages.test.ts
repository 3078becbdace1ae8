import { IntlMessageFormat } from 'intl-messageformat';
import { SHEET_TABLES, wordOf } from '../tables';
import { en as paneEn } from './en';
import { createFormats, shortAmount } from './formats';
import { backtestTextsEn, backtestTextsZh } from './backtest-texts';
import { checkTextsEn, checkTextsZh } from './check-texts';
import { decideTextsEn, decideTextsZh } from './decide-texts';
import { forecastTextsEn, forecastTextsZh } from './forecast-texts';
import { functionTextsEn, functionTextsZh } from './function-texts';
import { ownTextsEn, ownTextsZh } from './own-texts';
import { scenarioTextsEn, scenarioTextsZh } from './scenario-texts';
import { sellableTextsEn, sellableTextsZh } from './sellable-texts';
import { tierTextsEn, tierTextsZh } from './tier-texts';
import { textsOf } from './translator';
import { whyTextsEn, whyTextsZh } from './why-texts';
import { zh as paneZh } from './zh';

// all catalogues: the pane's, and those of the pages that are loaded later, each of which is read beside the pane's
const LATER: Record<string, [en: Record<string, string>, zh: Record<string, string>]> = {
  backtest: [backtestTextsEn, backtestTextsZh],
  check: [checkTextsEn, checkTextsZh],
  decide: [decideTextsEn, decideTextsZh],
  forecast: [forecastTextsEn, forecastTextsZh],
  function: [functionTextsEn, functionTextsZh],
  own: [ownTextsEn, ownTextsZh],
  scenario: [scenarioTextsEn, scenarioTextsZh],
  sellable: [sellableTextsEn, sellableTextsZh],
  tier: [tierTextsEn, tierTextsZh],
  why: [whyTextsEn, whyTextsZh],
};

// one list of them all, those of a page under its name
const en: Record<string, string> = { ...paneEn };
const zh: Record<string, string> = { ...paneZh };
for (const [name, [english, chinese]] of Object.entries(LATER)) {
  for (const [id, text] of Object.entries(english)) en[`${name}/${id}`] = text;
  for (const [id, text] of Object.entries(chinese)) zh[`${name}/${id}`] = text;
}
const ids = Object.keys(en);
const pair = (id: string): [english: string, chinese: string] => [en[id] ?? '', zh[id] ?? ''];

it.each(Object.keys(LATER))('the texts of %s share no key with the pane', (name) => {
  const own = Object.keys(LATER[name]![0]);
  expect(own.filter((id) => id in paneEn)).toEqual([]);
});

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Names of a message's placeholders, through plurals and selects. */
function placeholders(message: string): string[] {
  const found = new Set<string>();
  const walk = (elements: Elements): void => {
    for (const element of elements) {
      if (element.type === 0 || element.type === 7) continue;
      found.add((element as { value: string }).value);
      const { options } = element as { options?: Record<string, { value: Elements }> };
      for (const option of Object.values(options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, 'en-US', undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe('both catalogues', () => {
  it('have the same keys, none empty', () => {
    expect(Object.keys(zh).sort()).toEqual([...ids].sort());
    for (const id of ids) expect([id, ...pair(id).map((text) => text.trim() !== '')]).toEqual([id, true, true]);
  });

  it('ask for the same values', () => {
    for (const id of ids) {
      const [english, chinese] = pair(id);
      expect([id, placeholders(chinese)]).toEqual([id, placeholders(english)]);
    }
  });

  it('format with the values they ask for', () => {
    for (const language of ['en', 'zh'] as const) {
      const t = textsOf(language === 'en' ? en : zh, language);
      for (const id of ids) {
        const values = Object.fromEntries(placeholders(en[id] ?? '').map((name) => [name, 21]));
        expect(t(id, values)).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
  });

  // experience.md §8, tone
  it('keep the tone: none of the words that are not for people', () => {
    const english = /\b(gateway|token|payload|sync|null|please|sorry|successfully|oops|ok)\b|!/i;
    const chinese = /您|成功|亲[,，！]|哦|网关|令牌|空值|！/;
    for (const id of ids) {
      expect([id, english.test(pair(id)[0])]).toEqual([id, false]);
      expect([id, chinese.test(pair(id)[1])]).toEqual([id, false]);
    }
  });

  it('use Chinese punctuation in Chinese sentences', () => {
    for (const id of ids) expect([id, /[一-鿿][,;?!]|[一-鿿]\.(?!csv)/.test(pair(id)[1])]).toEqual([id, false]);
  });
});

// experience.md §8, glossary: one word for one thing, in the pane as on the sheets
const GLOSSARY: [english: RegExp, chinese: string, never: RegExp][] = [
  [/safety stock/i, '安全库存', /保险库存|缓冲库存/],
  [/lead time/i, '补货周期', /提前期|前置期|交期/],
  [/warehouse/i, '仓库', /库房/],
  [/order-up-to level/i, '目标库存', /最大库存水平/],
  [/days of supply/i, '可售天数', /库存天数|可用天数/],
  [/turnover days/i, '周转天数', /周转率/],
  [/in transit/i, '在途', /运输中/],
  [/service target/i, '服务水平', /服务率/],
  [/data service/i, '数据服务', /服务器/],
  [/workbook/i, '工作簿', /工作薄/],
];

it('speaks the glossary', () => {
  for (const id of ids) {
    for (const [english, chinese, never] of GLOSSARY) {
      const [named, said] = pair(id);
      expect([id, never.test(said)]).toEqual([id, false]);
      // a Chinese text may leave the thing unsaid, but a text that names just this thing must use the word
      if (new RegExp(`^${english.source}$`, 'i').test(named))
        expect([id, said]).toEqual([id, expect.stringContaining(chinese)]);
    }
  }
});

it('has a message for every problem a person can meet', () => {
  const codes = [
    'protected',
    'editing',
    'other_brand',
    'key_column_gone',
    'column_gone',
    'filtered',
    'duplicate_keys',
    'blocked_cells',
    'no_table',
    'not_supported',
    'too_large',
    'cancelled',
    'host_error',
    'unauthorised',
    'forbidden',
    'brand_not_found',
    'table_not_found',
    'no_data',
    'cut_changed',
    'bad_request',
    'import_refused',
    'not_found',
    'internal',
  ];
  for (const code of codes) expect(en).toHaveProperty([`error.${code}`]);
});

it('names tabs in 12 characters at most', () => {
  for (const tab of ['home', 'data', 'plan', 'item'] as const) {
    expect(paneEn[`tab.${tab}`].length).toBeLessThanOrEqual(12);
    expect(paneZh[`tab.${tab}`].length).toBeLessThanOrEqual(12);
  }
});

it('keeps reasons short enough to filter by: 18 letters, 6 characters', () => {
  const reason = SHEET_TABLES.find(({ id }) => id === 'TW_Plan')!.columns.find(({ id }) => id === 'reason')!;
  for (const code of Object.keys(reason.words ?? {})) {
    expect(wordOf(reason, code, 'en').length).toBeLessThanOrEqual(18);
    expect(wordOf(reason, code, 'zh').length).toBeLessThanOrEqual(6);
  }
});

describe('numbers as the pane shows them', () => {
  // the first four figures are experience.md's own examples
  it.each([
    [382_000, 'en', '382K'],
    [1_290_000, 'en', '1.29M'],
    [382_000, 'zh', '38.2万'],
    [129_000_000, 'zh', '1.29亿'],
    [0, 'en', '0'],
    [999, 'en', '999'],
    [999_499, 'en', '999K'],
    [999_500, 'en', '1M'],
    [1100, 'zh', '1,100'],
    [99_990_000, 'zh', '9999万'],
    [-45_600, 'en', '−45.6K'],
    [123_456_789, 'en', '123M'],
  ] as const)('%d in %s is %s', (amount, language, expected) => {
    expect(shortAmount(amount, language)).toBe(expected);
  });

  it('writes currencies and unknowns', () => {
    expect(createFormats('zh').money(382_000, 'CNY')).toBe('¥38.2万');
    expect(createFormats('zh').money(382_000, 'GBP')).toBe('GBP 38.2万');
    expect(createFormats('en').money(382_000, 'CNY')).toBe('CNY 382K');
    expect(createFormats('en').money(null, 'CNY')).toBe('–');
  });

  it('writes times in Beijing time, the year only when it is another one', () => {
    const now = () => new Date('2026-11-23T02:00:00Z');
    expect(createFormats('en', now).dateTime('2026-11-23T01:12:00Z')).toBe('23 Nov 09:12');
    expect(createFormats('zh', now).dateTime('2026-11-23T01:12:00Z')).toBe('11-23 09:12');
    // 20:00 UTC is the next day in Beijing
    expect(createFormats('zh', now).date('2025-12-31T20:00:00Z')).toBe('01-01');
    expect(createFormats('en', now).date('2025-11-30')).toBe('30 Nov 2025');
    expect(createFormats('en', now).date('no date')).toBe('–');
  });
});
