import { routingHelp } from '../../src/functions/help/routing';
import { digits, expectExplained, explainExample } from '../functions-example';
import { column, row, shown, words } from '../functions-host';

beforeAll(async () => {
  await import('../../src/functions');
});

const serial = (iso: string): number => Date.parse(iso) / 86_400_000 + 25_569;

describe('PROMISE', () => {
  const bonded = '保税仓发货(宁波),预计11月25日-11月27日送达';

  it('writes the text of each model', () => {
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23', 2, 4)).toBe(bonded);
    expect(shown('PROMISE', 'direct', '日本', '2026-11-23', 8, 13)).toBe(
      '海外直邮(日本),需清关,预计12月1日-12月6日送达',
    );
    expect(shown('PROMISE', 'presale', '日本', '2026-11-23', 5, 8)).toBe('预售(日本),12月1日前发货');
    expect(shown('PROMISE', 'bonded', 'Ningbo', '2026-11-23', 2, 4, 'en')).toBe(
      'Ships from bonded warehouse (Ningbo), arrives 25–27 Nov',
    );
    expect(shown('PROMISE', '预售', 'Japan', '2026-11-23', 5, 8, '英文')).toBe('Presale (Japan), ships by 1 Dec');
  });

  it('counts from the paid date, as a serial or text, and rounds days up', () => {
    expect(shown('PROMISE', '保税', ' 宁波 ', serial('2026-11-23'), 1.2, 3.01)).toBe(bonded);
    expect(shown('PROMISE', '保税仓', '宁波', serial('2026-11-23') + 0.99, 2, 4)).toBe(bonded);
    expect(shown('PROMISE', 'BONDED', '宁波', '2026-11-23 23:59', 2, 4)).toBe(bonded);
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23T08:00', 2, 2)).toBe('保税仓发货(宁波),预计11月25日送达');
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23', 0, 0)).toBe('保税仓发货(宁波),预计11月23日送达');
  });

  it('answers rows, a bad one alone', () => {
    expect(
      shown('PROMISE', column('bonded', 'sea', '直邮'), '宁波', '2026-11-23', column(2, 2, 5), column(4, 4, 4)),
    ).toEqual([[bonded], ['#VALUE!'], ['#NUM!']]);
  });

  it('refuses what it cannot promise', () => {
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23', 4, 2)).toBe('#NUM!');
    expect(words('PROMISE', 'bonded', '宁波', '2026-11-23', 4, 2)).toContain('p90_days must be at least 4');
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23', -1, 2)).toBe('#NUM!');
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23', 1, 1e9)).toBe('#NUM!');
    expect(shown('PROMISE', 'bonded', '', '2026-11-23', 1, 2)).toBe('#VALUE!');
    expect(shown('PROMISE', 'bonded', '  ', '2026-11-23', 1, 2)).toBe('#VALUE!');
    expect(shown('PROMISE', 'bonded', 7, '2026-11-23', 1, 2)).toBe('#VALUE!');
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-31', 1, 2)).toBe('#VALUE!');
    expect(shown('PROMISE', 'bonded', '宁波', '23 Nov', 1, 2)).toBe('#VALUE!');
    expect(shown('PROMISE', 'bonded', '宁波', '2026-11-23', 1, 2, 'fr')).toBe('#VALUE!');
  });

  it('shows a place as it is, even one that looks like a formula', () => {
    expect(shown('PROMISE', 'bonded', '=1+1', '2026-11-23', 2, 4)).toBe('保税仓发货(=1+1),预计11月25日-11月27日送达');
  });
});

describe('CBECTAX', () => {
  it('takes 70% of VAT and consumption tax within the limits', () => {
    // 425/0.85 = 500; consumption tax 75·0.7 = 52.50, VAT 65·0.7 = 45.50
    const [[tax, status, after]] = shown('CBECTAX', 425, 1, 0.13, 0.15) as [[number, string, number]];
    expect(tax).toBeCloseTo(98, 10);
    expect([status, after]).toEqual(['in_limit', 425]);
    expect(shown('CBECTAX', 425, 1)).toEqual([[expect.closeTo(38.675, 10), 'in_limit', 425]]); // 425 · 9.1% = 38.68
    expect(shown('CBECTAX', 100, 3, null, '', 0.2, 1000)).toEqual([[expect.closeTo(27.3, 10), 'in_limit', 1300]]);
  });

  it('taxes one single item over the single limit in full', () => {
    // duty 600, VAT (6,000 + 600)·13% = 858
    expect(shown('CBECTAX', 6000, 1, 0.13, 0, 0.1, 10_000)).toEqual([[expect.closeTo(1458, 9), 'single_item', 16_000]]);
  });

  it('refuses the rest, with a blank tax and the annual limit as it was', () => {
    expect(shown('CBECTAX', 3000, 2, 0.13, 0, 0.1, 10_000)).toEqual([['', 'refused', 10_000]]);
    expect(shown('CBECTAX', 6000, 1, 0.13, 0, 0.1, 21_000)).toEqual([['', 'refused', 21_000]]); // 27,000 > 26,000
    expect(shown('CBECTAX', 100, 1, 0.13, 0, 0, 25_950)).toEqual([['', 'refused', 25_950]]);
  });

  it('takes other limits, 2,000 and 20,000 until 2018', () => {
    expect(shown('CBECTAX', 2500, 2, 0.13, 0, 0, 0, 2000, 20_000)).toEqual([['', 'refused', 0]]);
    expect(shown('CBECTAX', 1000, 2, 0.13, 0, 0, 18_000, 2000, 20_000)).toEqual([
      [expect.closeTo(182, 10), 'in_limit', 20_000],
    ]);
  });

  it('answers three columns a row, an error in all of them', () => {
    expect(shown('CBECTAX', column(100, 'x', 6000), column(1, 1, 2))).toEqual([
      [expect.closeTo(9.1, 12), 'in_limit', 100],
      ['#VALUE!', '#VALUE!', '#VALUE!'],
      ['', 'refused', 0],
    ]);
  });

  it('refuses rates and counts that cannot be', () => {
    expect(shown('CBECTAX', 100, 0)).toBe('#NUM!');
    expect(shown('CBECTAX', 100, 1.5)).toBe('#NUM!');
    expect(shown('CBECTAX', -1, 1)).toBe('#NUM!');
    expect(shown('CBECTAX', 100, 1, 13)).toBe('#NUM!'); // 13 for 13%
    expect(shown('CBECTAX', 100, 1, 0.13, 1)).toBe('#NUM!');
    expect(shown('CBECTAX', 100, 1, 0.13, 0, -0.1)).toBe('#NUM!');
    expect(shown('CBECTAX', null, 1)).toBe('#VALUE!');
  });
});

describe('ROUTE', () => {
  it('gives the same way in both languages of its words', () => {
    const english = shown('ROUTE', 1, column('fast', 'standard', 'patient'), row('Shanghai'), 5, 5);
    expect(shown('ROUTE', 1, column('快', '标准', '耐心等待'), '上海', 5, 5)).toEqual(english);
    expect(english).toEqual([
      ['bonded', 'metro_fast'],
      ['bonded', 'default'],
      ['direct', 'patient'],
    ]);
  });
});

describe('explanations', () => {
  const explained = (example: string) => {
    const { filled, steps, words: said } = explainExample(routingHelp, example);
    return { filled, values: steps.map(({ value }) => (typeof value === 'number' ? digits(6)(value) : value)), said };
  };

  it.each([
    [
      'ROUTE(6,"patient","新疆",6,5)',
      'patient, remote → bonded (fallback_direct_short)',
      ['remote', 'patient', '✓', '–', '–'],
    ],
    [
      'ROUTE(1,"standard","Fuzhou",5,5,0,TRUE,30,20)',
      'standard, other → direct (cheaper)',
      ['other', 'standard', 'direct', '✓', '✓', '–'],
    ],
    [
      'PROMISE("bonded","宁波","2026-11-23",1.2,4)',
      '保税仓发货(宁波),预计11月25日-11月27日送达',
      ['2026-11-25', '2026-11-27'],
    ],
    ['PROMISE("presale","日本","2026-11-23",5,8)', '预售(日本),12月1日前发货', ['2026-12-01']],
    ['CBECTAX(425,1,13%,15%)', '425·(15% + 13%)/(1 − 15%)·70%', ['425', '425', '23.0588%', '98']],
    ['CBECTAX(6000,1,13%,,10%,10000)', '600 + 0 + 858', ['6000', '16000', '600', '0', '858']],
    ['CBECTAX(3000,2)', 'refused', ['6000', '6000']],
    ['CBECTAX(6000,1,,,,21000)', 'refused', ['6000', '27000']],
  ])('%s is %s', (example, filled, values) => expectExplained(explained(example), filled, values));

  it('has words for every reason a route gives', () => {
    const reasons = [
      'ROUTE(1,"fast","metro",1,1)',
      'ROUTE(1,"patient","metro",1,1)',
      'ROUTE(1,"fast","remote",1,1)',
      'ROUTE(1,"fast","other",1,1)',
      'ROUTE(1,"fast","metro",0,1)',
      'ROUTE(1,"patient","metro",1,1,0,FALSE)',
      'ROUTE(1,"fast","metro",0,0,1)',
      'ROUTE(1,"fast","metro",0,0)',
    ];
    const said = reasons.map((example) => explained(example).said.en);
    expect(new Set(said).size).toBe(reasons.length);
  });
});
