/**
 * `npm run evaluate [-- --sets <folder> | --data <import folder>]`: accuracy of the forecast and service of the safety stock,
 * out of sample, beside the usual methods in the same run.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandLineLanguage, readArguments } from './arguments';
import { evaluateAccuracy, type AccuracyOptions } from './evaluate/accuracy';
import { loadImportFolder, loadSets, monthBins, weekBins, type EvaluationSet } from './evaluate/load';
import { accuracyLines, HOW_MEASURED } from './evaluate/print';
import { evaluateService, serviceLines } from './evaluate/service';

const SMALL_CUT = path.resolve(__dirname, '../../test/data/evaluate');

const USAGE = `npm run evaluate -- [--sets <folder>] [--data <import folder>] [--horizon <weeks>] [--target <share>] [--protection <days>]
  --sets        folder with online-retail/ and pasta-promo/ in full (without it and --data: the small cut of the repository)
  --data        any import folder with sales.csv (and sku.csv, promo.csv, behaviour.csv where there are any)
  --horizon     weeks ahead (default: 13, or 8 where there are under two years of data)
  --target      service target of the safety stock (default 0.95)
  --protection  days that safety stock has to cover, lead time + review (default 21)
  --only        accuracy or service: that half alone
Ends with 0 when tables were printed, 1 when there was nothing to judge, 2 for a wrong option.`;

const args = readArguments(
  {
    sets: { type: 'string' },
    data: { type: 'string' },
    horizon: { type: 'string' },
    target: { type: 'string' },
    protection: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean' },
  },
  USAGE,
);
const say = (line: string): void => console.log(line);

function giveUp(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}

function figure(name: 'horizon' | 'target' | 'protection', low: number, high: number, whole: boolean): number | null {
  const given = args[name];
  if (given === undefined) return null;
  const value = Number(given);
  if (!(value >= low && value <= high) || (whole && !Number.isInteger(value)))
    giveUp(`--${name} ${given}: ${whole ? 'a whole number' : 'a number'} from ${low} to ${high}\n\n${USAGE}`, 2);
  return value;
}

const SHOWN_PROBLEMS = 10;

async function setsOf(): Promise<EvaluationSet[]> {
  for (const folder of [args.sets, args.data])
    if (folder !== undefined && !existsSync(folder)) giveUp(`no folder ${folder}`, 1);
  const sets: EvaluationSet[] = [];
  if (args.sets !== undefined || args.data === undefined) sets.push(...loadSets(args.sets ?? SMALL_CUT));
  if (args.data !== undefined) {
    const { set, problems, moreProblems } = await loadImportFolder(args.data);
    const language = commandLineLanguage(undefined);
    problems.slice(0, SHOWN_PROBLEMS).forEach(({ message }) => say(`  left out: ${message[language]}`));
    const more = problems.length + moreProblems - SHOWN_PROBLEMS;
    if (more > 0) say(`  left out: ${more} more rows`);
    if (set) sets.push(set);
  }
  return sets;
}

/** Years of data from which a season can be found and 13 weeks ahead are asked for. */
const TWO_YEARS = 104;

function accuracyOf(set: EvaluationSet, weeks: number | null): string[] {
  const bins = weekBins(set);
  const periods = bins.edges.length - 1;
  const horizon = Math.max(1, Math.min(weeks ?? (periods >= TWO_YEARS ? 13 : 8), periods - 6));
  const months = monthBins(set);
  const long = months.edges.length - 1 >= 24;
  const monthly = { bins: months, horizon: long ? 6 : 3, ...(long ? {} : { share: 0.5 }) };
  const tables: AccuracyOptions[] = [
    { bins, horizon },
    { bins, horizon, items: 'rare' },
    { ...monthly, items: 'small' },
    { ...monthly, items: 'rare' },
  ];
  return tables.flatMap((options) => [...accuracyLines(evaluateAccuracy(set, options)), '']);
}

async function main(): Promise<void> {
  if (args.help) return say(USAGE);
  const horizon = figure('horizon', 1, 52, true);
  const target = figure('target', 0.5, 0.999, false) ?? 0.95;
  const protection = figure('protection', 1, 365, true) ?? 21;
  if (args.only !== undefined && !['accuracy', 'service'].includes(args.only))
    giveUp(`--only ${args.only}\n\n${USAGE}`, 2);
  const sets = await setsOf();
  if (!sets.length) giveUp('nothing to judge: no set with sales', 1);
  say(HOW_MEASURED);
  if (args.sets === undefined && args.data === undefined)
    say(
      'Small cut of the repository (test/data/evaluate/CREDITS.md); figures of few items vary more than those of the full sets.',
    );
  for (const set of sets) {
    say(`\n${set.title}`);
    if (set.credit) say(`  ${set.credit}`);
    set.notes.forEach((note) => say(`  ${note}`));
    if (args.only !== 'service') accuracyOf(set, horizon).forEach(say);
    if (args.only !== 'accuracy') serviceLines(evaluateService(set, { target, protection })).forEach(say);
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
