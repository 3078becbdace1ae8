import { splitPromotion, withPromotion } from './promotion-split';

const alternate = (periods: number, every: number): number[] =>
  Array.from({ length: periods }, (_, at) => (at % every === every - 1 ? 1 : 0));

describe('splitPromotion', () => {
  it('counts one promotion a third, three alike nine elevenths, many nearly in full', () => {
    // 1/(1 + 2/n²) of an uplift of 3 over an even baseline: by hand
    const uplift = (promotions: number): number | null => {
      const promo = alternate(4 * promotions, 4);
      return splitPromotion(
        promo.map((share) => (share ? 30 : 10)),
        promo,
      ).uplift;
    };
    expect(uplift(1)).toBeCloseTo(1 + 2 / 3, 12);
    expect(uplift(3)).toBeCloseTo(1 + (2 * 9) / 11, 12);
    expect(uplift(20)).toBeCloseTo(1 + 2 / (1 + 2 / 400), 12);
  });

  it('trusts scattered promotions less than even ones', () => {
    const promo = alternate(16, 4);
    const even = promo.map((share) => (share ? 30 : 10));
    const scattered = even.map((value, at) => (promo[at] ? value + (at % 8 === 3 ? -18 : 18) : value));
    expect(splitPromotion(scattered, promo).uplift).toBeLessThan((splitPromotion(even, promo).uplift ?? 0) - 0.2);
  });

  it('measures against the local baseline, so that growth is not taken for uplift', () => {
    // doubles from 10 to 20 while promotions run in its second half only, and add nothing
    const promo = Array.from({ length: 40 }, (_, at) => (at >= 20 && at % 4 === 3 ? 1 : 0));
    const sales = promo.map((_, at) => 10 + at / 4);
    const { uplift } = splitPromotion(sales, promo);
    const naive = 1.28; // mean of promotion periods / mean of the others
    expect(uplift).toBeLessThan(1 + (naive - 1) / 2);
  });

  it('takes a part of a period for a part of the uplift, and puts it back so', () => {
    const promo = Array.from({ length: 60 }, (_, at) => (at % 3 === 2 ? 0.5 : 0));
    const sales = promo.map((share) => 10 * (1 + 2 * share));
    const split = splitPromotion(sales, promo);
    expect(split.uplift).toBeCloseTo(1 + 2 / (1 + 2 / 400), 12);
    split.baseline.forEach((value) => expect(Math.abs((value ?? 0) - 10)).toBeLessThan(0.06));
    const [none = 0, half = 0, whole = 0] = withPromotion([10, 10, 10], split, [0, 0.5, 1]);
    expect(none).toBe(10);
    expect(half).toBeCloseTo(20, 1);
    expect(whole).toBeCloseTo(10 * (split.uplift ?? 0), 12);
  });

  it('adds units where only promotions sell', () => {
    const promo = alternate(40, 4);
    const split = splitPromotion(
      promo.map((share) => 24 * share),
      promo,
    );
    expect(split.uplift).toBeNull();
    expect(split.extra).toBeCloseTo(24 / (1 + 2 / 100), 12);
    expect(withPromotion([0, 0], split, [0, 1])).toEqual([0, split.extra]);
  });

  it('learns nothing without promotions, without periods to compare with, or from promotions that sold less', () => {
    expect(splitPromotion([5, 6, 7], [0, 0, 0])).toEqual({ baseline: [5, 6, 7], uplift: 1, extra: 0, periods: 0 });
    expect(splitPromotion([5, 6, 7], [1, 1, 1])).toMatchObject({ baseline: [5, 6, 7], uplift: 1 });
    expect(splitPromotion([5, 2, 7], [0, 1, 0])).toMatchObject({ baseline: [5, 2, 7], uplift: 1, periods: 1 });
  });

  it('skips what is unknown', () => {
    expect(splitPromotion([5, null, 7, 9], [0, 0, null, 0]).baseline).toEqual([5, null, null, 9]);
  });
});
