import { parseDay } from '../calendar';
import type { InboundLine } from '../types';
import type { HealthContext } from './context';
import { medianOf } from './robust';
import type { CheckPlace } from './types';

/** An ETA is past when it lies a week back: arrivals are booked late. */
const LATE_DAYS = 7;
const VERY_LATE_DAYS = 30;
/** Goods are not under way for longer than this: the year is a slip. */
const LONGEST_AHEAD = 400;
/** Ordered so many times what the other orders of the SKU were (at least two others). */
const UNUSUAL_TIMES = 20;
const UNUSUAL_LEAST = 3;
/** … and more than sells in half a year. */
const UNUSUAL_WEEKS = 26;

const place = ({ doc_id, line }: InboundLine, column: string | null): CheckPlace => ({
  table: 'TW_Inbound',
  key: [doc_id, String(line)],
  column,
});

/** Orders on their way. Money at risk is open units × the line's own cost (else the SKU's), where nothing else is said. */
export function checkInbound(context: HealthContext): void {
  const open = context.input.inbound.filter(
    (line) => context.skus.has(line.sku_id) && context.isPlanned(line.to_id) && (line.open_qty ?? 0) > 0,
  );
  const worth = (line: InboundLine, units = line.open_qty ?? 0): number | null => context.worth(line.sku_id, units);
  dates(context, open, worth);
  repeats(context, open, worth);
  unusual(context, worth);
  for (const line of context.input.inbound) {
    if (line.open_qty !== null || !context.skus.has(line.sku_id) || !context.isPlanned(line.to_id)) continue;
    context.add('inbound_no_quantity', 'warning', place(line, 'open_qty'), {
      sku_id: line.sku_id,
      warehouse_id: line.to_id,
      values: { doc: line.doc_id, line: line.line, sku: line.sku_id },
      atRisk: line.qty_ordered == null ? null : worth(line, line.qty_ordered),
    });
  }
}

type Worth = (line: InboundLine, units?: number) => number | null;

const total = (amounts: readonly (number | null)[]): number | null => {
  const known = amounts.filter((amount) => amount !== null);
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
};

/** Lines of one document with one ETA are one delivery, and one finding. */
function dates(context: HealthContext, open: readonly InboundLine[], worth: Worth): void {
  const deliveries = new Map<string, InboundLine[]>();
  for (const line of open) {
    const key = `${line.doc_id}\u001f${line.to_id}\u001f${line.eta ?? ''}`;
    const found = deliveries.get(key);
    if (found) found.push(line);
    else deliveries.set(key, [line]);
  }
  for (const lines of deliveries.values()) {
    const [first] = lines;
    if (!first) continue;
    const units = lines.reduce((sum, { open_qty }) => sum + (open_qty ?? 0), 0);
    const common = {
      sku_id: lines.length === 1 ? first.sku_id : null,
      warehouse_id: first.to_id,
      count: lines.length,
      found: first.eta,
      atRisk: total(lines.map((line) => worth(line))),
    };
    const eta = parseDay(first.eta);
    const values = { doc: first.doc_id, warehouse: first.to_id, n: lines.length, units };
    if (eta === null) {
      context.add('inbound_undated', 'warning', place(first, 'eta'), { ...common, values });
      continue;
    }
    const late = context.asOf - eta;
    if (late > LATE_DAYS) {
      const level = late >= VERY_LATE_DAYS ? 'error' : 'warning';
      context.add('inbound_late', level, place(first, 'eta'), {
        ...common,
        values: { ...values, date: first.eta ?? '', days: late },
      });
      continue;
    }
    const etd = parseDay(first.etd ?? null);
    if (eta - context.asOf > LONGEST_AHEAD || (etd !== null && etd > eta)) {
      const turned = etd !== null && etd > eta;
      context.add('inbound_dates', 'warning', place(first, 'eta'), {
        ...common,
        text: turned ? 'inbound_turned' : 'inbound_dates',
        values: { ...values, date: first.eta ?? '', ...(turned ? { etd: first.etd ?? '' } : {}) },
      });
    }
  }
}

/** The same SKU, warehouse, open quantity and ETA twice: in one document, or in two with the same ETD. */
function repeats(context: HealthContext, open: readonly InboundLine[], worth: Worth): void {
  const seen = new Map<string, InboundLine>();
  for (const line of open) {
    const key = [line.sku_id, line.to_id, line.open_qty, line.eta ?? '', line.etd ?? ''].join('\u001f');
    const twin = seen.get(key);
    if (!twin) {
      seen.set(key, line);
      continue;
    }
    if (twin.doc_id === line.doc_id && twin.line === line.line) continue;
    // two orders without dates may well be two orders
    if (twin.doc_id !== line.doc_id && (!line.eta || !line.etd)) continue;
    context.add('inbound_twice', 'warning', place(line, null), {
      sku_id: line.sku_id,
      warehouse_id: line.to_id,
      other: place(twin, null),
      count: 2,
      found: line.open_qty,
      values: {
        sku: line.sku_id,
        qty: line.open_qty ?? 0,
        one: `${twin.doc_id} · ${twin.line}`,
        other: `${line.doc_id} · ${line.line}`,
      },
      atRisk: worth(line),
    });
  }
}

/**
 * An open order of 20 times the median of the SKU's orders (three or more) that would last over half a year: cartons typed where pieces
 * were meant, or a digit too many.
 */
function unusual(context: HealthContext, worth: Worth): void {
  const bySku = new Map<string, InboundLine[]>();
  for (const line of context.input.inbound) {
    if (!context.skus.has(line.sku_id) || !((line.qty_ordered ?? 0) > 0)) continue;
    const found = bySku.get(line.sku_id);
    if (found) found.push(line);
    else bySku.set(line.sku_id, [line]);
  }
  for (const [sku, lines] of bySku) {
    if (lines.length < UNUSUAL_LEAST) continue;
    const usual = medianOf(lines.map(({ qty_ordered }) => qty_ordered ?? 0));
    for (const line of lines) {
      const qty = line.qty_ordered ?? 0;
      if (!((line.open_qty ?? 0) > 0) || qty < UNUSUAL_TIMES * usual) continue;
      if (qty <= UNUSUAL_WEEKS * context.weekly(sku)) continue;
      context.add('inbound_unusual', 'warning', place(line, 'qty_ordered'), {
        sku_id: sku,
        warehouse_id: line.to_id,
        found: qty,
        expected: usual,
        values: { doc: line.doc_id, line: line.line, sku, qty, usual },
        atRisk: worth(line, qty - usual),
      });
    }
  }
}
