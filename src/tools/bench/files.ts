import { emptySheet } from '../../preview/book/empty-sheet';
import ExcelJS from 'exceljs';
import { openXlsx, saveXlsx } from '../../preview/files';
import type { BookFile } from '../../preview/types';
import type { Say } from '../bench';
import { timed } from './timed';

const ROWS = 50_000;
const COLUMNS = 12;

const value = (row: number, column: number): string | number =>
  column < 3 ? `code ${row}-${column}` : (row * 7 + column) % 1000;

function book(): BookFile {
  const cells: BookFile['sheets'][number]['cells'] = new Map();
  for (let r = 0; r < ROWS; r++)
    cells.set(r, new Map(Array.from({ length: COLUMNS }, (_, c) => [c, { v: value(r, c) }])));
  return {
    sheets: [emptySheet('Sheet', { cells })],
    styles: [],
    names: [],
    settings: {},
  };
}

/** Saving and opening 50,000 × 12; the peer is exceljs with the same cells. */
export async function filesBench(say: Say): Promise<void> {
  const ours = book();
  let bytes: Uint8Array = new Uint8Array();
  say(
    'save .xlsx, 50,000 × 12',
    `${(await timed(async () => (bytes = await saveXlsx(ours)))).toFixed(1)} s, ${(bytes.length / 1e6).toFixed(1)} MB`,
  );
  const peer = new ExcelJS.Workbook();
  const sheet = peer.addWorksheet('Sheet');
  for (let r = 0; r < ROWS; r++) sheet.addRow(Array.from({ length: COLUMNS }, (_, c) => value(r, c)));
  say('  peer: exceljs', `${(await timed(() => peer.xlsx.writeBuffer())).toFixed(1)} s`);
  say('open .xlsx', `${(await timed(() => openXlsx(bytes))).toFixed(1)} s`);
  say(
    '  peer: exceljs',
    `${(await timed(() => new ExcelJS.Workbook().xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer))).toFixed(1)} s`,
  );
}
