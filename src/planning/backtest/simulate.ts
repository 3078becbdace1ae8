import { orderQuantity } from '../order-quantity';

/** What a rule wants at the start of a week; it sees nothing of that week or later. */
export interface WeekLevels {
  /** order at or below this position */
  reorder: number;
  /** order up to this position */
  target: number;
  /** units that can be sold until an order's stop-sale day; Infinity: no shelf life limits it */
  sellable: number;
}

export interface ReplayItem {
  /** demand of each replayed week, oldest first; null: unknown, nothing is asked and nothing measured */
  demand: readonly (number | null)[];
  /** units a week before the replay: what is under way when it begins */
  rate: number;
  /** days of lead time of an order placed in each week, and their mean */
  leads: Int32Array;
  leadMean: number;
  /** weeks between two rounds of ordering */
  every: number;
  moq: number | undefined;
  pack: number | undefined;
  /** days a new lot can be sold after its arrival; null: for good */
  saleable: number | null;
}

/** Sums over the replay of one item. */
export interface Replay {
  days: number;
  stockoutDays: number;
  demanded: number;
  lost: number;
  writtenOff: number;
  /** Σ over days of units on hand and on order */
  stockDays: number;
  orders: number;
  /** units ordered in each week */
  ordered: Float64Array;
}

interface Lot {
  quantity: number;
  /** day from which it may not be sold */
  until: number;
}

const NOTHING = 1e-9;

/**
 * Runs one item day by day: every round the rule orders by its levels of that week (MOQ, pack and shelf life as in the plan),
 * orders arrive after their own lead time, demand falls evenly on the days of its week, is met from the lot that leaves the sale
 * first (FEFO) and lost where there is none; what is left of a lot on its stop-sale day is written off.
 *
 * It begins at the rule's own target: a steady flow of `rate` under way, the rest on hand.
 */
export function replay(item: ReplayItem, levelsOf: (week: number) => WeekLevels | null): Replay {
  const { demand, rate, leads, leadMean, every, moq, pack, saleable } = item;
  const weeks = demand.length;
  const result: Replay = {
    days: 0,
    stockoutDays: 0,
    demanded: 0,
    lost: 0,
    writtenOff: 0,
    stockDays: 0,
    orders: 0,
    ordered: new Float64Array(weeks),
  };
  const until = (day: number): number => (saleable === null ? Infinity : day + saleable);
  const arrivals = new Map<number, number>();
  const arrive = (day: number, quantity: number): void => {
    arrivals.set(day, (arrivals.get(day) ?? 0) + quantity);
  };
  let lots: Lot[] = [];
  let onHand = 0;
  let onOrder = 0;

  const start = levelsOf(0)?.target ?? 0;
  const flow = Math.min(start, (rate / 7) * leadMean);
  const shipments = Math.max(1, Math.ceil(leadMean / 7));
  for (let shipment = 0; shipment < shipments && flow > 0; shipment++) {
    arrive(Math.min(7 * shipment, Math.ceil(leadMean)), flow / shipments);
  }
  onOrder = flow;
  if (start > flow) lots.push({ quantity: start - flow, until: until(0) });
  onHand = start - flow;

  for (let day = 0; day < 7 * weeks; day++) {
    const week = Math.floor(day / 7);
    const come = arrivals.get(day);
    if (come) {
      lots.push({ quantity: come, until: until(day) });
      onHand += come;
      onOrder -= come;
    }
    if (saleable !== null && lots.some((lot) => lot.until <= day)) {
      for (const lot of lots) {
        if (lot.until > day) continue;
        result.writtenOff += lot.quantity;
        onHand -= lot.quantity;
      }
      lots = lots.filter((lot) => lot.until > day);
    }
    if (day % (7 * every) === 0) {
      const levels = levelsOf(week);
      if (levels) {
        const position = onHand + onOrder;
        const cap = levels.sellable === Infinity ? undefined : Math.max(0, levels.sellable - position);
        const quantity = orderQuantity({
          target: levels.target,
          position,
          moq,
          pack,
          cap,
          reorderLevel: levels.reorder,
        });
        if (quantity > 0) {
          result.orders++;
          result.ordered[week] = quantity;
          onOrder += quantity;
          // an order that arrives today is there tomorrow morning
          arrive(day + Math.max(1, leads[week] as number), quantity);
        }
      }
    }
    const asked = demand[week] ?? null;
    if (asked !== null) {
      const wanted = asked / 7;
      let open = wanted;
      while (open > NOTHING && lots.length) {
        const lot = lots[0] as Lot;
        const sold = Math.min(open, lot.quantity);
        lot.quantity -= sold;
        open -= sold;
        onHand -= sold;
        if (lot.quantity <= NOTHING) lots.shift();
      }
      if (onHand < NOTHING) onHand = 0;
      const lost = open > NOTHING ? open : 0;
      result.days++;
      result.demanded += wanted;
      result.lost += lost;
      // a day without demand is out of stock when nothing is there to sell
      result.stockoutDays += wanted > 0 ? lost / wanted : onHand > 0 ? 0 : 1;
    }
    result.stockDays += onHand + onOrder;
  }
  return result;
}
