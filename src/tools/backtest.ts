/**
 * `npm run backtest [-- --data <import folder>]`: replays the past weeks of a brand and prints what the plan, a min/max rule and
 * so many days of stock would each have come to, with the trade-off between capital and lost sales.
 */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BacktestTextId } from '../messages/backtest-texts';
import { backtestText, backtestVerdict, settingText } from '../messages/backtest-words';
import { HistoryTooShort, runBacktest, type BacktestResult } from '../planning/backtest';
import { commandLineLanguage, readArguments } from './arguments';
import { csvText } from './csv';

const USAGE = `npm run backtest -- [--data <import folder>] [--weeks <n>] [--items <n>] [--lang en|zh] [--out <file.csv>]
  --data   folder with sku.csv, sales.csv, lane.csv … (docs/import.md); without it: the sample brand
  --weeks  weeks replayed at most, up to the last complete one (default 52)
  --items  SKU × warehouse replayed at most (default: all)
  --out    writes the table as CSV as well
Ends with 0 when the table was printed, 1 when there was nothing to replay, 2 for a wrong option.`;

const args = readArguments(
  {
    data: { type: 'string' },
    weeks: { type: 'string' },
    items: { type: 'string' },
    lang: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean' },
  },
  USAGE,
);
const language = commandLineLanguage(args.lang);
const texts = (id: BacktestTextId, values?: Record<string, string | number>): string =>
  backtestText(language, id, values);
const say = (line: string): void => console.log(line);

function giveUp(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}

function count(name: 'weeks' | 'items', otherwise: number): number {
  const given = args[name];
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) giveUp(`--${name} ${given}: a whole number from 1\n\n${USAGE}`, 2);
  return value;
}

const whole = (value: number | null): string => (value === null ? '' : Math.round(value).toLocaleString('en-US'));
const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;

function tableOf({ points, currency }: BacktestResult): string[][] {
  const money = (id: BacktestTextId): string => `${texts(id)}${currency ? ` (${currency})` : ''}`;
  const head = [
    '',
    texts('column.setting'),
    texts('column.inStock'),
    texts('column.days'),
    texts('column.lostUnits'),
    money('column.lost'),
    money('column.capital'),
    money('column.writtenOff'),
    texts('column.orders'),
    texts('column.bullwhip'),
  ];
  const rows = points.map((point) => [
    texts(`rule.${point.rule}`),
    settingText(point, language),
    percent(point.inStock),
    whole(point.stockoutDays),
    whole(point.lostUnits),
    whole(point.lostSales),
    whole(point.capital),
    whole(point.writtenOff),
    whole(point.orders),
    point.bullwhip?.toFixed(2) ?? '',
  ]);
  return [head, ...rows];
}

/** Chinese characters take two places of a terminal. */
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (/[⺀-￯]/.test(char) ? 2 : 1), 0);
const padded = (rows: readonly string[][]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return column < 2 ? cell + space : space + cell;
      })
      .join('  '),
  );
};

async function main(): Promise<void> {
  if (args.help) return say(USAGE);
  if (args.lang !== undefined && args.lang !== 'en' && args.lang !== 'zh') giveUp(USAGE, 2);
  const options = { weeks: count('weeks', 52), items: count('items', 1e9) };
  const folder = args.data === undefined ? null : path.resolve(args.data);
  if (folder !== null && (!existsSync(folder) || !statSync(folder).isDirectory())) giveUp(`no folder ${folder}`, 1);
  const { importFolder, openStore, readFolder } = await import('../gateway');
  const { loadSampleBrand } = await import('./sample-brand/load');
  const { brandPlanInput } = await import('./store-input');
  const store = await openStore({});
  if (folder === null) await loadSampleBrand(store);
  else {
    const name = path.basename(folder);
    const report = await importFolder(store, { brandId: 'brand', name, files: readFolder(folder) });
    report.problems.slice(0, 10).forEach(({ message }) => say(`  ${message[language]}`));
  }
  const [brand] = await store.query<{ brand_id: string }>('SELECT brand_id FROM brand');
  const input = brand ? await brandPlanInput(store, brand.brand_id) : null;
  await store.close();
  if (!input) giveUp(texts('proof.none'), 1);

  let shown = 0;
  const onProgress = ({ done, total }: { done: number; total: number }): void => {
    const tenth = total > 0 ? Math.floor((10 * done) / total) : 0;
    if (tenth <= shown || !process.stderr.isTTY) return;
    shown = tenth;
    process.stderr.write(`\r${10 * tenth}% `);
  };
  const started = Date.now();
  const result = await runBacktest(input, options, { onProgress });
  if (process.stderr.isTTY) process.stderr.write('\r');
  const { from, to, weeks, items } = result;
  say(`${texts('proof.done', { from, to, weeks, items })} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  for (const id of ['leftOut', 'withoutLead', 'withoutCost', 'withoutPrice'] as const) {
    if (result[id] > 0) say(texts(`proof.${id}`, { n: result[id] }));
  }
  say('');
  const table = tableOf(result);
  padded(table).forEach(say);
  say('');
  backtestVerdict(result, language).forEach(say);
  say(texts('rule.minMaxIs'));
  say(texts('rule.fixedDaysIs'));
  say(texts('proof.howText'));
  if (args.out !== undefined) writeFileSync(args.out, csvText(table));
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    giveUp(error instanceof HistoryTooShort ? error.message : (error.stack ?? error.message), 1);
  },
);
