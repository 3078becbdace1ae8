import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatDay } from '../calendar';
import { cleanDemand } from './clean-demand';
import { closedDays, weekdayProfile } from './closed-days';
import { day } from './testing';
import type { DailyRow } from './types';

// A UK online gift retailer, see test/data/CREDITS.md.
const lines = (file: string): string[][] =>
  readFileSync(path.resolve(__dirname, '../../../test/data', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const total = new Map(lines('online-retail-days.csv').map(([date = '', units]) => [day(date), Number(units)]));
const rows = (sku: string): DailyRow[] =>
  lines('online-retail-items.csv')
    .filter(([code]) => code === sku)
    .map(([, date = '', qty, returns, orders]) => ({
      date,
      qty: Number(qty),
      returns: Number(returns),
      orders: Number(orders),
    }));
const feed = { first: day('2010-12-01'), last: day('2011-12-09') };
const closed = closedDays(total, feed);
const clean = (sku: string): ReturnType<typeof cleanDemand>['corrections'] =>
  cleanDemand(rows(sku), {
    asOf: day('2011-12-12'),
    lastMonday: day('2011-12-05'),
    weeks: 104,
    feed,
    closed,
    weekdayProfile: weekdayProfile(total, feed, closed),
    onSaleSince: feed.first,
    promoted: () => false,
  }).corrections;

test('the shop never sells on Saturdays and is shut from 24 December to 3 January', () => {
  // as the publisher of the data states
  expect(closed.weekdays).toEqual([false, false, false, false, false, true, false]);
  expect(closed.runs.map(({ first, last }) => [formatDay(first), formatDay(last)])).toEqual([
    ['2010-12-24', '2011-01-03'],
  ]);
});

test('the order of 80,995 units cancelled the same day leaves no demand', () => {
  expect(clean('23843').filter(({ kind }) => kind !== 'not_on_sale')).toEqual([
    {
      kind: 'cancelled',
      day: '2011-12-09',
      raw: 80_995,
      corrected: 0,
      change: -80_995,
      why: { id: 'clean_cancelled', values: { qty: 80_995, sold: 80_995 } },
    },
  ]);
});

test('754 units in 3 orders of an item that sells one or two a day are a one-off, and so are 248 in one; its other days stand', () => {
  const bulk = clean('22117').filter(({ kind }) => kind === 'bulk');
  expect(bulk.map(({ day: date }) => date)).toEqual(['2011-08-17', '2011-09-20']);
  // its third largest day, 60 in two orders, stands, and caps stay near it
  for (const { corrected } of bulk) expect(corrected).toBeLessThan(120);
});

test('40 units in 2 orders of an item that sells one to nine', () => {
  expect(clean('22839').filter(({ kind }) => kind === 'bulk')).toMatchObject([{ day: '2011-09-22', raw: 40 }]);
});
