import { openWorkbook, bind, stampOf, tableRows } from '../../../test/workbook-harness';
import { refreshTables, type TableRows } from '../../workbook';
import type { Say } from '../bench';
import { timed } from './timed';

const ROWS = 50_000;
const COLUMNS = [
  'sku_id',
  'name',
  'warehouse_id',
  'type',
  'on_hand',
  'reserved',
  'locked',
  'defective',
  'available',
  'in_transit',
  'as_of',
  'source',
];

function stock(shift: number): TableRows {
  const rows = Array.from({ length: ROWS }, (_, i) => ({
    sku_id: `S${String(i).padStart(5, '0')}`,
    name: `Item ${i} with a name of usual length`,
    warehouse_id: i % 2 ? 'NGB1' : 'CGO1',
    type: 'bonded',
    on_hand: ((i * 13) % 900) + shift,
    reserved: i % 7,
    locked: 0,
    defective: i % 3,
    available: ((i * 13) % 900) + shift - (i % 7) - (i % 3),
    in_transit: i % 5 ? 0 : 144,
    as_of: '2026-11-23T01:12:00Z',
    source: 'stock.csv',
  }));
  return tableRows('TW_Stock', rows, COLUMNS);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** 50,000 × 12 through the real office.js into an empty workbook; the peer writes the same block with no safety at all. */
export async function pullBench(say: Say): Promise<void> {
  const book = await openWorkbook();
  const { stats } = book.host;
  const since = (before: typeof stats): string =>
    `${stats.roundTrips - before.roundTrips} round trips, largest payload ${megabytes(Math.max(stats.largestRequestBytes, stats.largestResponseBytes))}`;
  await bind();
  let before = { ...stats };
  const first = await timed(() => refreshTables([stock(0)], { stamp: stampOf() }));
  say(
    `first pull of ${ROWS.toLocaleString('en-US')} rows × ${COLUMNS.length} columns`,
    `${first.toFixed(1)} s, ${since(before)}`,
  );
  before = { ...stats };
  const again = await timed(() => refreshTables([stock(1)], { stamp: stampOf() }));
  say('  refresh: two columns of every row changed', `${again.toFixed(1)} s, ${since(before)}`);
  before = { ...stats };
  const same = await timed(() => refreshTables([stock(1)], { stamp: stampOf() }));
  say('  refresh: nothing changed', `${same.toFixed(1)} s, ${since(before)}`);
  book.close();

  const plain = await openWorkbook();
  const { rows } = stock(0);
  const block = 4_000;
  const peer = await timed(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add('Peer');
      for (let at = 0; at < rows.length; at += block) {
        const part = rows.slice(at, at + block);
        const range = sheet.getRangeByIndexes(at, 0, part.length, COLUMNS.length);
        range.numberFormat = [['@']];
        range.values = part;
        await context.sync();
      }
    }),
  );
  say('  peer: the same block by range.values, no keys, table or check', `${peer.toFixed(1)} s`);
  plain.close();
}
