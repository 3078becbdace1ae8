import fc from 'fast-check';
import { parseDay } from './calendar';
import { promisedDay, promiseText, type PromiseInput } from './promise';

const day = (iso: string): number => parseDay(iso) ?? NaN;
const text = (input: Partial<PromiseInput>): string =>
  promiseText({
    model: 'bonded',
    shipFrom: '宁波',
    paidAt: day('2026-11-23'),
    p50Days: 2,
    p90Days: 4,
    language: 'zh',
    ...input,
  });

it('writes the three Chinese texts', () => {
  expect(text({})).toBe('保税仓发货(宁波),预计11月25日-11月27日送达');
  expect(text({ model: 'direct', shipFrom: ' 日本 ', p50Days: 8, p90Days: 13 })).toBe(
    '海外直邮(日本),需清关,预计12月1日-12月6日送达',
  );
  expect(text({ model: 'presale', shipFrom: '日本', p50Days: 5, p90Days: 8 })).toBe('预售(日本),12月1日前发货');
});

it('writes them in English', () => {
  const english = { language: 'en', shipFrom: 'Ningbo' } as const;
  expect(text(english)).toBe('Ships from bonded warehouse (Ningbo), arrives 25–27 Nov');
  expect(text({ ...english, p50Days: 6, p90Days: 10 })).toBe(
    'Ships from bonded warehouse (Ningbo), arrives 29 Nov – 3 Dec',
  );
  expect(text({ ...english, model: 'direct', shipFrom: 'Japan', p50Days: 8, p90Days: 13 })).toBe(
    'Direct mail from overseas (Japan), clears customs, arrives 1–6 Dec',
  );
  expect(text({ ...english, model: 'presale', shipFrom: 'Japan', p90Days: 8 })).toBe('Presale (Japan), ships by 1 Dec');
});

it('names one day where both fall on it', () => {
  expect(text({ p50Days: 1.2, p90Days: 2 })).toBe('保税仓发货(宁波),预计11月25日送达');
  expect(text({ p50Days: 2, p90Days: 2, language: 'en' })).toBe('Ships from bonded warehouse (宁波), arrives 25 Nov');
});

it('crosses months, leap days and years without naming the year, unless it is a year away', () => {
  expect(text({ paidAt: day('2028-02-27'), p50Days: 2, p90Days: 3 })).toContain('预计2月29日-3月1日送达');
  expect(text({ paidAt: day('2026-12-30'), p50Days: 1, p90Days: 3 })).toContain('预计12月31日-1月2日送达');
  expect(text({ model: 'presale', p90Days: 365 })).toBe('预售(宁波),2027年11月23日前发货');
  expect(text({ language: 'en', p50Days: 364, p90Days: 366 })).toContain('arrives 22 Nov – 24 Nov 2027');
});

it('rounds days up, and a sum that is whole but for rounding down to it', () => {
  expect(promisedDay(100, 1.01)).toBe(102);
  expect(promisedDay(100.9, 0)).toBe(100);
  expect(promisedDay(100, 0.1 + 0.2 + 1.7)).toBe(102); // 2.0000000000000004
});

it('never promises a day before payment plus days', () => {
  const seconds = fc.integer({ min: 0, max: 86_399 });
  fc.assert(
    fc.property(
      fc.integer({ min: 20_000, max: 22_000 }),
      seconds,
      fc.integer({ min: 0, max: 6000 }),
      (paid, at, hundredths) => {
        const paidAt = paid + at / 86_400;
        const days = hundredths / 100;
        expect(promisedDay(paidAt, days)).toBeGreaterThanOrEqual(Math.floor(paidAt + days - 1e-8));
      },
    ),
  );
});
