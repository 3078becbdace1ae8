import type { SheetTableId } from '../../tables';
import { bracketWords, daysIn, headingName, headingPath } from './heading-name';
import {
  averageMeaning,
  isSkuMeaning,
  isWarehouseMeaning,
  MEANINGS_BY_NAME,
  meaningInfo,
  RESULT_FOR,
  SKU_MEANING,
  totalMeaning,
  WAREHOUSE_MEANING,
} from './meanings';
import { periodOf } from './periods';
import type { OwnColumnFacts, OwnGuess, OwnLook, OwnMeaning } from './types';

/** Codes that are known, by which a column of keys is recognised whatever its heading. */
export interface OwnKnown {
  skus: ReadonlySet<string>;
  /** codes and names of warehouses */
  warehouses: ReadonlySet<string>;
}

/** How much speaks for a meaning. */
const EXACT = 3;
const LIKELY = 2;
const HINT = 1;

interface Candidate {
  meaning: OwnMeaning;
  weight: number;
}

const FORECAST = /预测|预估|预计销|计划|目标|预算|forecast|fcst|\bplan(?:ned)?\b|target|budget/i;
const SALES = /销|实际|sales|sold|actual|demand|出货|出库/i;
const AVERAGE = /日均|均销|平均|average|avg|per day|\/ ?day|daily/i;
const RECENT = /^(?:近|最近|过去|前|last|past)?\s*(\d{1,3})\s*-?(?:天|日|d|days?)(?:内|的)?/i;
const RECENT_AFTER =
  /(?:sales|sold|units|销量|销售)[\s(（_-]*(?:近|最近|过去|last|past|l)?\s*(\d{1,3})\s*-?(?:天|日|d|days?)[)）]?$/i;
const RECENT_MONTHS = /^(?:近|最近|过去|last|past)\s*(\d{1,2}|一|两|三|六)\s*(?:个)?(?:月|months?)/i;
const CHINESE_DIGITS: Readonly<Record<string, number>> = { 一: 1, 两: 2, 三: 3, 六: 6 };
/** Headings that take their meaning from the title over them: 采购在途 > 数量. */
const GENERIC = /^(?:数量|件数|合计|小计|总数|总量|值|qty|quantity|units|pcs|total|value|件|个)$/i;
/** any day: only whether a heading names a period matters here, not which */
const ANY_DAY = '2026-12-31';

/** The list's subject, by what only such lists have: then common words (数量, 日期) are about it. */
function subjectOf(names: readonly string[]): SheetTableId | null {
  const has = (meaning: string): boolean =>
    names.some((name) => MEANINGS_BY_NAME.get(name)?.some((one) => one === meaning) === true);
  if (has('TW_Inbound.doc_id')) return 'TW_Inbound';
  if (has('TW_Calendar.starts_at') && has('TW_Calendar.ends_at')) return 'TW_Calendar';
  if (has('TW_Sales.date') && has('TW_Sales.qty') && !has('TW_Plan.order_qty')) return 'TW_Sales';
  if (has('TW_Warehouses.type') && !has(SKU_MEANING)) return 'TW_Warehouses';
  return null;
}

/**
 * What each column probably holds: by its headings (a title over several columns counts for each of them), by the unit in its
 * brackets, by what stands in it. A heading that says it outright and cells of the right kind are sure. Where two columns
 * claim one meaning both are given it, unsure: neither may be taken over unseen.
 */
export function guessMeanings(look: OwnLook, known: OwnKnown): OwnGuess[] {
  const paths = ownPaths(look.columns);
  const subject = subjectOf(paths.map((path) => headingName(path.at(-1) ?? '')));
  const found = look.columns.map((facts, at) => {
    const candidates = [...byHeading(paths[at] ?? [], subject), ...byContent(facts, known)];
    return fitting(best(candidates), facts, known);
  });
  settleKeys(found, SKU_MEANING, isSkuMeaning);
  settleKeys(found, WAREHOUSE_MEANING, isWarehouseMeaning);
  settleRivals(found);
  return found.map((candidates, at): OwnGuess => {
    const [first, second] = candidates;
    const position = look.columns[at]?.position ?? at;
    if (!first) return { position, meaning: null, sure: false, rivals: [] };
    const rivals = candidates.slice(1, 4).map(({ meaning }) => meaning);
    const contested = found.some((others, other) => other !== at && claims(others[0], first));
    // a list under another's heading is as likely: two names for one thing
    const clear = first.weight >= LIKELY && (!second || second.weight < first.weight);
    return { position, meaning: first.meaning, sure: clear && !contested, rivals };
  });
}

/** Texts over each column without the titles that stand over all of them (the name of the list). */
function ownPaths(columns: readonly OwnColumnFacts[]): string[][] {
  const paths = columns.map(({ heading }) => headingPath(heading));
  const first = paths[0]?.[0];
  const isTitle =
    first !== undefined && paths.length > 2 && paths.every((path) => path.length > 1 && path[0] === first);
  return isTitle ? paths.map((path) => path.slice(1)) : paths;
}

function byHeading(path: readonly string[], subject: SheetTableId | null): Candidate[] {
  const leaf = path.at(-1) ?? '';
  if (leaf === '') return [];
  const above = path.slice(0, -1);
  const sales = bySales(path);
  if (sales) return sales;
  const name = headingName(leaf);
  const group = headingName(above.at(-1) ?? '');
  const exact = MEANINGS_BY_NAME.get(name) ?? [];
  const inGroup = above.length ? (MEANINGS_BY_NAME.get(group + name) ?? []) : [];
  const byGroup = GENERIC.test(name) ? (MEANINGS_BY_NAME.get(group) ?? []) : [];
  const meanings = [...inGroup, ...byGroup, ...exact].map((meaning) => byUnit(meaning, leaf));
  // a title of plans over the column: its figures are wishes, not what is
  const wishes = above.some((text) => FORECAST.test(text));
  const listed = meanings
    .filter((meaning) => !wishes || meaning.startsWith('TW_Plan.'))
    .map((meaning, at): Candidate => {
      const ofSubject = subject !== null && meaning.startsWith(`${subject}.`);
      return { meaning, weight: EXACT + (ofSubject ? 0.5 : 0) - at / 100 };
    });
  if (listed.length || wishes) return listed;
  return partOf(name).map((meaning) => ({ meaning: byUnit(meaning, leaf), weight: HINT }));
}

/** 安全库存(天) is in days, 安全库存 in units. */
function byUnit(meaning: OwnMeaning, heading: string): OwnMeaning {
  const inDays = bracketWords(heading).some((word) => daysIn(word) === 1);
  return inDays && meaning === 'TW_Plan.safety_stock' ? 'TW_Policy.safety_days' : meaning;
}

/** Totals of the last days, averages, and columns of a day, week, month; null: the heading is about none of them. */
function bySales(path: readonly string[]): Candidate[] | null {
  const whole = path.join(' ').normalize('NFKC');
  const leaf = (path.at(-1) ?? '').normalize('NFKC').trim();
  const isSales = SALES.test(whole);
  const days = recentDays(leaf);
  if (FORECAST.test(whole)) return days !== null || periodOf(path, ANY_DAY) ? [] : null;
  if (days !== null && days >= 1) {
    if (AVERAGE.test(whole)) return [{ meaning: averageMeaning(days), weight: EXACT }];
    if (isSales) return [{ meaning: totalMeaning(days), weight: EXACT }];
    const rest = leaf.replace(RECENT, '').trim();
    return rest === '' ? [{ meaning: totalMeaning(days), weight: HINT }] : null;
  }
  if (!periodOf(path, ANY_DAY)) return null;
  if (/期初|opening/i.test(whole)) return [{ meaning: 'TW_Stock.opening', weight: EXACT }];
  if (/期末|结存|closing/i.test(whole)) return [{ meaning: 'TW_Stock.closing', weight: EXACT }];
  if (/入库|received|receipts/i.test(whole)) return [{ meaning: 'TW_Stock.received', weight: EXACT }];
  if (/出库|issued/i.test(whole)) return [{ meaning: 'TW_Sales.issued', weight: EXACT }];
  if (isSales) return [{ meaning: 'TW_Sales.period', weight: EXACT }];
  // a bare 10月 may be sales or anything else; under a title of another subject it is that
  return path.length === 1 || path.every((text) => periodOf([text], ANY_DAY) || /^\d{4}年?$/.test(text))
    ? [{ meaning: 'TW_Sales.period', weight: HINT }]
    : [];
}

function recentDays(leaf: string): number | null {
  const months = RECENT_MONTHS.exec(leaf)?.[1];
  if (months) return 30 * (CHINESE_DIGITS[months] ?? Number(months));
  const found = RECENT.exec(leaf) ?? RECENT_AFTER.exec(leaf);
  const isDate = /^\d{1,2}日$/.test(leaf);
  return found && !isDate ? Number(found[1]) : null;
}

/** Meanings whose name is most of the heading: 采购状态 is not 状态. */
function partOf(name: string): OwnMeaning[] {
  let longest = 0;
  let meanings: readonly OwnMeaning[] = [];
  for (const [known, of] of MEANINGS_BY_NAME) {
    const least = /[^\x00-\x7f]/.test(known) ? 2 : 5;
    if (known.length >= least && known.length > longest && 2 * known.length > name.length && name.includes(known)) {
      longest = known.length;
      meanings = of;
    }
  }
  return [...meanings];
}

/** Examples of the column that are known codes. */
function byContent(facts: OwnColumnFacts, known: OwnKnown): Candidate[] {
  const examples = facts.examples.map((text) => text.trim()).filter(Boolean);
  if (!examples.length) return [];
  const all = (codes: ReadonlySet<string>): boolean => examples.every((text) => codes.has(text));
  const found: Candidate[] = [];
  if (all(known.skus)) found.push({ meaning: SKU_MEANING, weight: LIKELY });
  if (all(known.warehouses)) found.push({ meaning: WAREHOUSE_MEANING, weight: LIKELY });
  return found;
}

/** Each meaning once, the strongest first; what two things speak for weighs more. */
function best(candidates: readonly Candidate[]): Candidate[] {
  const weights = new Map<OwnMeaning, number>();
  for (const { meaning, weight } of candidates) {
    const before = weights.get(meaning);
    weights.set(meaning, before === undefined ? weight : Math.max(before, weight) + 0.5);
  }
  return [...weights].map(([meaning, weight]) => ({ meaning, weight })).sort((a, b) => b.weight - a.weight);
}

const NUMBERS: readonly string[] = ['number', 'whole', 'money', 'percent'];
const DATES: readonly string[] = ['date', 'datetime'];

/** Weighs the cells: an empty column waits for a result, one with figures gives them; cells of another kind make it unsure. */
function fitting(candidates: readonly Candidate[], facts: OwnColumnFacts, known: OwnKnown): Candidate[] {
  const empty = facts.filled === 0;
  const turned = candidates.map(({ meaning, weight }): Candidate => {
    const result = RESULT_FOR[meaning];
    return { meaning: empty && result ? result : meaning, weight };
  });
  return best(
    turned.map(({ meaning, weight }): Candidate => {
      const info = meaningInfo(meaning);
      if (!info) return { meaning, weight: 0 };
      if (empty) return { meaning, weight: info.result ? weight + 0.1 : weight - 0.1 };
      const wrongKind =
        (NUMBERS.includes(info.kind) && facts.kind !== 'number') ||
        (DATES.includes(info.kind) && facts.kind === 'number');
      const stranger =
        isSkuMeaning(meaning) && known.skus.size > 0 && !facts.examples.some((one) => known.skus.has(one));
      // figures in a column that could be a result are the user's: an input that goes by the same name comes first
      const typed = info.result && turned.some((other) => meaningInfo(other.meaning)?.result === false) ? 0.2 : 0;
      return { meaning, weight: Math.min(weight, wrongKind ? HINT : stranger ? LIKELY - 0.5 : weight) - typed };
    }),
  ).filter(({ weight }) => weight > 0);
}

/** One column is the key: the strongest; a weaker one is another name for the same thing and stays the user's own. */
function settleKeys(found: Candidate[][], meaning: OwnMeaning, isKey: (meaning: OwnMeaning) => boolean): void {
  const weights = found.map((candidates) => candidates.find((one) => isKey(one.meaning))?.weight ?? 0);
  const most = Math.max(0, ...weights);
  found.forEach((candidates, at) => {
    if (most === 0 || (weights[at] ?? 0) >= most) return;
    found[at] = candidates.filter((one) => one.meaning !== meaning);
  });
}

/** Both are about one thing that only one column can hold. */
function claims(other: Candidate | undefined, mine: Candidate): boolean {
  return other?.meaning === mine.meaning && meaningInfo(mine.meaning)?.many === false;
}

/** A column that only hints at a meaning gives way to one that says it outright. */
function settleRivals(found: Candidate[][]): void {
  for (let at = 0; at < found.length; at++) {
    const mine = found[at]?.[0];
    if (!mine) continue;
    const stronger = found.some(
      (others, other) => other !== at && claims(others[0], mine) && (others[0]?.weight ?? 0) - mine.weight >= 1,
    );
    if (stronger) found[at] = (found[at] ?? []).slice(1).filter(({ weight }) => weight >= LIKELY);
  }
}
