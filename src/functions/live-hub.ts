/** What a cell follows: an SKU in one warehouse, or (null) in all of them together. */
export interface LiveItem {
  sku: string;
  warehouse: string | null;
}

/** The figures of an item as the data service gave them; unknown null. */
export interface LiveRow extends LiveItem {
  /** which code the data service does not know */
  unknown: 'sku' | 'warehouse' | null;
  available: number | null;
  on_hand: number | null;
  reserved: number | null;
  in_transit: number | null;
  /** instant the stock figures speak for, ISO UTC; of several warehouses the oldest */
  as_of: string | null;
  /** warehouse whose stock figures are that old */
  oldest_warehouse: string | null;
  /** instant the inbound records speak for */
  in_transit_as_of: string | null;
}

/** How the connection to the data service stands. */
export type LiveConnection =
  /** none is offered: no pane has started, or the workbook has no data service */
  | { state: 'none' }
  /** the first answer is awaited */
  | { state: 'waiting' }
  | { state: 'open' }
  /** no answer for longer than a blink; milliseconds since 1970 */
  | { state: 'away'; since: number }
  /** the data service says no, in words */
  | { state: 'refused'; en: string; zh: string };

/** What is known of an item. */
export type LiveFigures = LiveRow | 'too_many' | undefined;

export interface LiveFollowing {
  /** in the order of the items */
  figures(): LiveFigures[];
  stop(): void;
}

/**
 * Where cells that show live figures meet the connection that brings them. Cells follow items; the connection, which the pane
 * keeps, is told when the set of items changes, and hands in rows. Functions and pane are two bundles of one page.
 */
export interface LiveHub {
  readonly connection: LiveConnection;
  /** the figures are of the sample brand, whose data never pretend to be live */
  readonly sample: boolean;
  follow(items: readonly LiveItem[], changed: () => void): LiveFollowing;

  /** For the connection: calls `itemsChanged` when cells follow other items than before. */
  attach(itemsChanged: () => void): void;
  /** items that cells follow, the longest followed first; figures of all others are forgotten */
  items(): LiveItem[];
  take(rows: readonly LiveRow[], sample: boolean): void;
  /** items beyond what a connection can follow */
  refuse(items: readonly LiveItem[]): void;
  /** the figures known so far are of other data */
  forget(): void;
  set(connection: LiveConnection): void;
  /** time has passed: ages are looked at again */
  tick(): void;
}

interface Entry {
  item: LiveItem;
  figures: LiveFigures;
  followers: Set<() => void>;
}

const keyOf = ({ sku, warehouse }: LiveItem): string => JSON.stringify([sku, warehouse]);

export function createLiveHub(): LiveHub {
  const entries = new Map<string, Entry>();
  let connection: LiveConnection = { state: 'none' };
  let sample = false;
  let itemsChanged: (() => void) | null = null;

  /** A call that follows many of the items is told once. */
  const tell = (changed: Iterable<Entry>): void => {
    const followers = new Set<() => void>();
    for (const entry of changed) for (const follower of entry.followers) followers.add(follower);
    for (const follower of followers) follower();
  };
  const put = (items: readonly LiveItem[], figuresOf: (at: number) => LiveFigures): Entry[] =>
    items.flatMap((item, at) => {
      const entry = entries.get(keyOf(item));
      if (!entry) return [];
      entry.figures = figuresOf(at);
      return [entry];
    });

  return {
    get connection() {
      return connection;
    },
    get sample() {
      return sample;
    },

    follow(items, changed) {
      const followed = items.map((item): Entry => {
        const key = keyOf(item);
        let entry = entries.get(key);
        if (!entry) entries.set(key, (entry = { item, figures: undefined, followers: new Set() }));
        entry.followers.add(changed);
        return entry;
      });
      itemsChanged?.();
      return {
        figures: () => followed.map((entry) => entry.figures),
        stop() {
          for (const entry of followed) {
            entry.followers.delete(changed);
            // a recalculated cell lets go and follows again: its figure stays until the connection looks at the items
            if (entry.followers.size === 0 && !itemsChanged) entries.delete(keyOf(entry.item));
          }
          itemsChanged?.();
        },
      };
    },

    attach(listener) {
      itemsChanged = listener;
      if (entries.size > 0) listener();
    },
    items() {
      for (const [key, entry] of entries) if (entry.followers.size === 0) entries.delete(key);
      return [...entries.values()].map(({ item }) => item);
    },
    take(rows, fromSample) {
      const all = fromSample !== sample;
      sample = fromSample;
      const changed = put(rows, (at) => rows[at]);
      tell(all ? entries.values() : changed);
    },
    refuse: (items) => tell(put(items, () => 'too_many')),
    forget() {
      for (const entry of entries.values()) entry.figures = undefined;
      tell(entries.values());
    },
    set(next) {
      if (JSON.stringify(next) === JSON.stringify(connection)) return;
      connection = next;
      tell(entries.values());
    },
    tick: () => tell(entries.values()),
  };
}

declare global {
  // where the functions and the pane of one page find each other
  var twinstockLive: LiveHub | undefined;
}

/** The hub of this page; whichever bundle asks first makes it. */
export const liveHub = (): LiveHub => (globalThis.twinstockLive ??= createLiveHub());
