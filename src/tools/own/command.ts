import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../tables';
import { meaningInfo } from '../../workbook/own/meanings';
import { csvText } from '../csv';
import type { speaker } from '../texts';
import { joined } from './mapping-file';
import type { MappedList, WorkbookPlan } from './plan-workbook';

type Text = ReturnType<typeof speaker>;
type Say = (line: string) => void;

const SHOWN = 20;

/** The lists of the workbook and what their columns were taken for. */
export function sayMapping(lists: readonly MappedList[], language: Language, text: Text, say: Say): void {
  for (const { look, mapping, guesses, leftAlone } of lists) {
    if (leftAlone !== null) {
      say(text('listLeftAlone', { address: look.address, why: leftAlone }));
      continue;
    }
    const warehouse = mapping.warehouse ? text('listWarehouse', { warehouse: mapping.warehouse }) : '';
    say(text('list', { address: look.address, rows: look.rows, warehouse }));
    for (const { position, heading, meaning, write } of mapping.columns) {
      const guess = guesses.find((one) => one.position === position);
      const name = joined(heading) || `#${position + 1}`;
      const label = meaning === null ? null : (meaningInfo(meaning)?.label[language] ?? meaning);
      if (label !== null) {
        say(
          text('column', {
            heading: name,
            meaning: label,
            id: meaning ?? '',
            write: write ? text('columnWritten') : '',
            unsure: guess && !guess.sure && guess.meaning === meaning ? text('columnUnsure') : '',
          }),
        );
      } else if (guess?.meaning) {
        const label = meaningInfo(guess.meaning)?.label[language] ?? guess.meaning;
        say(text('columnClaimed', { heading: name, meaning: label }));
      }
    }
  }
}

/** What was written and what was not, each with its reason. */
export function sayWritten(done: WorkbookPlan, text: Text, say: Say): void {
  const { review, written, kept, blocked, recalculated, stale } = done;
  say(text('ownWritten', { cells: written.length, ranges: new Set(written.map(({ mappingId }) => mappingId)).size }));
  if (done.hasOurs) say(text('oursStay'));
  if (recalculated) say(text('recalculated', { count: recalculated }));
  if (stale) say(text('staleFormulas', { count: stale }));
  const list = (
    id: 'ownUnknown' | 'ownLacking' | 'ownBlocked' | 'ownKept' | 'ownDuplicates',
    lines: readonly string[],
  ): void => {
    if (!lines.length) return;
    say(text(id, { count: lines.length }));
    for (const line of lines.slice(0, SHOWN)) say(`  ${line}`);
    if (lines.length > SHOWN) say(text('more', { count: lines.length - SHOWN }));
  };
  const item = (sku: string, warehouse: string | null): string => [sku, warehouse].filter(Boolean).join(' · ');
  list(
    'ownUnknown',
    review.own?.unknown.map(({ sku, warehouse, address }) => `${item(sku, warehouse)}  ${address}`) ?? [],
  );
  list('ownLacking', review.own?.lacking.map(({ sku, warehouse }) => item(sku, warehouse)) ?? []);
  list(
    'ownDuplicates',
    review.own?.duplicates.map(({ sku, warehouse, rows }) => `${item(sku, warehouse)}: ${rows.join(', ')}`) ?? [],
  );
  list(
    'ownBlocked',
    blocked.map(({ address, why, sku, warehouse }) => `${address} (${item(sku, warehouse)}): ${text(`why_${why}`)}`),
  );
  list(
    'ownKept',
    kept.map(({ own, key, old, new: next }) =>
      text('keptCell', {
        address: own?.address ?? '',
        item: item(key[0] ?? '', own?.warehouse ?? ''),
        yours: String(old),
        plan: String(next),
      }),
    ),
  );
}

/** The lines to buy as CSV files, one a supplier. Returns the files written. */
export function exportBuys(done: WorkbookPlan, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const suppliers = new Map<string, object[]>();
  const supplierOf = new Map(done.plan.buys.map((buy) => [buy.sku_id, buy.supplier_id]));
  for (const row of done.plan.rows) {
    if (!row.order_qty) continue;
    const supplier = supplierOf.get(row.sku_id) ?? '';
    const lines = suppliers.get(supplier) ?? [];
    lines.push({
      sku_id: row.sku_id,
      name: row.name ?? '',
      warehouse_id: row.warehouse_id,
      quantity: row.order_qty,
      order_by: row.order_by ?? '',
      arrives: row.arrives ?? '',
      value: row.value ?? '',
      reason: row.reason ?? '',
    });
    suppliers.set(supplier, lines);
  }
  return [...suppliers].map(([supplier, lines]) => {
    const name = supplier.replace(/[\\/:*?"<>|\s]+/g, '_') || 'no-supplier';
    const file = path.join(folder, `purchase-${name}.csv`);
    writeFileSync(file, csvText(lines));
    return file;
  });
}
