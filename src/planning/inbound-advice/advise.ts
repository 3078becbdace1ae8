import { formatDay, parseDay } from '../calendar';
import type { DemandCurve } from '../demand-curve';
import { packsUp } from '../packs';
import { projectStock, type Receipt } from '../projection';
import type { InboundAdvice, InboundLine, Sentence } from '../types';

export interface AdviceInput {
  asOf: number;
  /** open lines of one item */
  lines: readonly InboundLine[];
  /** free stock at the data cut */
  stock: number;
  demand: DemandCurve;
  /** position, and the most it should be: the maximum, or what still sells where buying has ended */
  position: number;
  most: number;
  /** why the position should be no more: as an id of the sentence */
  excessBecause: 'inbound_over_max' | 'inbound_ended' | 'inbound_unsold';
  /** days until an order placed today arrives: how long an order without a date can be waited for */
  newOrderDays: number;
  /** days without stock that must be saved for an order to be worth expediting */
  gainDays: number;
  moq: number;
  pack: number;
  /** money; null: unknown */
  price: number | null;
  unitCost: number | null;
  currency: string;
}

/** Days beyond the last arrival that are looked at. */
const BEYOND_DAYS = 28;
/** A cut under this share of a line is not worth the trouble. */
const LEAST_CUT_SHARE = 0.1;

interface OpenLine {
  line: InboundLine;
  open: number;
  /** days from the data cut; null: none, or past */
  day: number | null;
  /** units not shipped yet: the others are on their way and cannot be stopped */
  unshipped: number;
}

const say = (id: string, values: Sentence['values'] = {}): Sentence => ({ id, values });
const money = (qty: number, each: number | null, currency: string): Sentence['values'] | null =>
  each !== null && qty * each > 0 ? { money: qty * each, currency } : null;

/** Units of a line not shipped yet; a line of which nothing is recorded counts as shipped from its ETD on. */
function unshippedOf(line: InboundLine, open: number, asOf: number): number {
  const shipped = line.qty_shipped ?? null;
  if (shipped !== null && shipped <= 0) return open;
  if (shipped !== null) {
    const ordered = line.qty_ordered ?? null;
    return ordered === null ? 0 : Math.max(0, Math.min(open, ordered - shipped));
  }
  const etd = parseDay(line.etd ?? null);
  return etd !== null && etd > asOf ? open : 0;
}

/** What the lines come to over the days looked at. */
const projected = ({ stock, demand }: AdviceInput, receipts: readonly Receipt[], days: number) =>
  projectStock(stock, demand, receipts, days);

/**
 * Is every open order of an item still right?
 * - expedite: with it there on the day the stock runs out, so many days without stock would be saved until its ETA; where
 *   that has passed or is missing, until a new order could arrive. Earlier ones first; what is expedited counts as there
 * - cut, cancel: the position is above the most it should be; the latest lines give way first, in whole packs, what is left
 *   of a line being nothing or at least the MOQ. What is shipped cannot be stopped, and it says so
 * - keep: all others
 */
export function inboundAdvice(input: AdviceInput): InboundAdvice[] {
  const { asOf, lines } = input;
  const open = lines.flatMap((line): OpenLine[] => {
    const units = Math.max(0, line.open_qty ?? 0);
    if (!units) return [];
    const eta = parseDay(line.eta);
    const day = eta === null || eta < asOf ? null : eta - asOf;
    return [{ line, open: units, day, unshipped: unshippedOf(line, units, asOf) }];
  });
  if (!open.length) return [];
  open.sort(
    (a, b) =>
      (a.day ?? Infinity) - (b.day ?? Infinity) ||
      (a.line.doc_id < b.line.doc_id ? -1 : a.line.doc_id > b.line.doc_id ? 1 : a.line.line - b.line.line),
  );
  const advice = new Map<OpenLine, InboundAdvice>();
  const give = (one: OpenLine, verdict: InboundAdvice['advice'], quantity: number | null, why: Sentence[]): void => {
    const { doc_id, line, sku_id, to_id } = one.line;
    advice.set(one, { doc_id, line, sku_id, to_id, advice: verdict, quantity, why });
  };
  if (input.position > input.most) cutFrom(input, open, give);
  else hurry(input, open, give);
  for (const one of open) if (!advice.has(one)) give(one, 'keep', null, [keepBecause(input, open, one)]);
  return open.map((one) => advice.get(one) as InboundAdvice);
}

/** Open orders of an item that could not be planned: an advice of an earlier plan must not stand on. */
export const notJudged = (lines: readonly InboundLine[]): InboundAdvice[] =>
  lines
    .filter(({ open_qty }) => (open_qty ?? 0) > 0)
    .map(({ doc_id, line, sku_id, to_id }) => ({
      ...{ doc_id, line, sku_id, to_id, advice: null, quantity: null },
      why: [say('inbound_not_judged')],
    }));

type Give = (one: OpenLine, verdict: InboundAdvice['advice'], quantity: number | null, why: Sentence[]) => void;

function hurry(input: AdviceInput, open: readonly OpenLine[], give: Give): void {
  const { gainDays, price, currency, asOf } = input;
  const receipts: Receipt[] = open.flatMap(({ day, open: qty }) => (day === null ? [] : [{ day, qty }]));
  for (const one of open) {
    const days = one.day ?? input.newOrderDays;
    const now = projected(input, receipts, days);
    const { emptyDay } = now;
    if (emptyDay === null) continue;
    const at = receipts.findIndex(({ day, qty }) => day === one.day && qty === one.open);
    const sooner = [...receipts];
    if (at >= 0) sooner.splice(at, 1);
    sooner.push({ day: emptyDay, qty: one.open });
    const then = projected(input, sooner, days);
    const saved = now.daysOut - then.daysOut;
    if (saved < gainDays) continue;
    const lost = money(now.unmet - then.unmet, price, currency);
    const values = { days: saved, date: formatDay(asOf + emptyDay) };
    give(one, 'expedite', null, [
      lost ? say('inbound_expedite_money', { ...values, ...lost }) : say('inbound_expedite', values),
      ...(one.day === null ? [overdue(one)] : []),
    ]);
    receipts.splice(0, receipts.length, ...sooner);
  }
}

const overdue = ({ line }: OpenLine): Sentence =>
  line.eta ? say('inbound_overdue', { date: line.eta }) : say('inbound_undated');

function cutFrom(input: AdviceInput, open: readonly OpenLine[], give: Give): void {
  const { position, most, moq, pack, unitCost, currency, excessBecause } = input;
  let excess = position - most;
  const because = say(excessBecause, { excess, most });
  for (const one of [...open].reverse()) {
    if (!(excess > 0)) return;
    const { open: units, unshipped, line } = one;
    const wanted = Math.min(units, excess);
    if (wanted < LEAST_CUT_SHARE * units) continue;
    if (unshipped <= 0) {
      give(one, 'keep', null, [say('inbound_shipped', { excess: wanted }), because]);
      continue;
    }
    const least = packsUp(Math.max(moq, pack), pack) * pack;
    const cancels = unshipped === units && wanted >= units;
    const left = cancels ? 0 : Math.max(least, packsUp(units - Math.min(wanted, unshipped), pack) * pack);
    const cut = units - left;
    if (!(cut >= LEAST_CUT_SHARE * units)) continue;
    excess -= cut;
    const freed = money(cut, unitCost, currency);
    const paid = (line.paid_amount ?? 0) > 0 ? [say('inbound_paid')] : [];
    const values = { qty: units, left, cut };
    const id = left === 0 ? 'inbound_cancel' : 'inbound_cut';
    give(one, left === 0 ? 'cancel' : 'cut', left, [
      freed ? say(`${id}_money`, { ...values, ...freed }) : say(id, values),
      because,
      ...paid,
    ]);
  }
}

function keepBecause(input: AdviceInput, open: readonly OpenLine[], one: OpenLine): Sentence {
  if (one.day === null) return overdue(one);
  const others = open.flatMap((other): Receipt[] =>
    other === one || other.day === null ? [] : [{ day: other.day, qty: other.open }],
  );
  const { emptyDay } = projected(input, others, one.day + BEYOND_DAYS);
  return emptyDay === null
    ? say('inbound_keep')
    : say('inbound_keep_needed', { date: formatDay(input.asOf + emptyDay) });
}
