import { shanghaiTime } from '../calendar';
import { dayOnPage, type PromiseLanguage } from '../promise';
import type { Promotion, Sentence, WarehouseFacts } from '../types';
import type { PromiseLanes } from './lanes';
import { cityName, countryName, inLanguage } from './place-names';
import type { Source } from './sources';

/** Both texts of a page, or why there are none. */
export interface PageText {
  page: { zh: string; en: string } | null;
  words: Sentence[];
}

/** What the page says of units of one kind: where from, how long to the door, sent by when. */
interface Part {
  kind: 'spot' | 'direct' | 'presale';
  isBonded: boolean;
  warehouses: WarehouseFacts[];
  p50: number;
  p90: number;
  dispatch: number;
}

const ROUNDING = 1e-9;
const LANGUAGES = ['zh', 'en'] as const;

/** Found once a warehouse and language: a plan writes thousands of pages from a few warehouses. */
const PLACES = new WeakMap<WarehouseFacts, Partial<Record<PromiseLanguage, string | null>>>();

function placeOf(warehouse: WarehouseFacts, language: PromiseLanguage): string | null {
  const known = PLACES.get(warehouse) ?? {};
  const place = known[language] === undefined ? placeName(warehouse, language) : known[language];
  if (known[language] === undefined) PLACES.set(warehouse, { ...known, [language]: place });
  return place;
}

/** A bonded warehouse by its city, one abroad by its country. */
function placeName({ type, city, country, name }: WarehouseFacts, language: PromiseLanguage): string | null {
  if (type === 'bonded') return city ? cityName(city, language) : name && inLanguage(name, language);
  if (country) return countryName(country, language);
  return city ? cityName(city, language) : name && inLanguage(name, language);
}

/** 2–4 days, each end rounded up, at least one. */
function days({ p50, p90 }: Part): string {
  const [low, high] = [p50, p90].map((value) => Math.max(1, Math.ceil(value - ROUNDING))) as [number, number];
  return low === high ? `${low}` : `${low}-${high}`;
}

function partText(part: Part, asOf: number, language: PromiseLanguage): string {
  const { kind, isBonded, warehouses, dispatch } = part;
  const places = [...new Set(warehouses.map((warehouse) => placeOf(warehouse, language)))].join('/');
  const span = days(part);
  if (kind === 'presale') {
    const day = dayOnPage(asOf + dispatch, asOf, language);
    if (language === 'zh') {
      const from = isBonded ? `${places}保税仓` : `${places}直邮,需清关`;
      return `预售:${day}前发货(${from}),发货后预计${span}天送达`;
    }
    const from = isBonded ? `bonded warehouse, ${places}` : `direct mail from ${places}, clears customs`;
    return `Presale: ships by ${day} (${from}), arrives ${span.replace('-', '–')} days after dispatch`;
  }
  if (language === 'zh') {
    const from = isBonded ? `保税仓发货(${places}),` : `海外直邮(${places}),需清关,`;
    return `${from}预计${span}天送达,付款后48小时内发货`;
  }
  const from = isBonded
    ? `Ships from bonded warehouse (${places})`
    : `Direct mail from overseas (${places}), clears customs`;
  return `${from}, arrives in ${span.replace('-', '–')} days, dispatched within 48 hours of payment`;
}

/**
 * Text for the product page, in Chinese and English: for each way the SKU is offered, in the order it sells (bonded stock,
 * direct mail, presale), where it ships from, whether it clears customs, by when it is sent and within how many days half
 * and nine tenths of the orders arrive (P50–P90 of the fulfilment lanes, rounded up). Several warehouses of one kind make one promise
 * that holds for each of them. A holiday the calendar knows within that time is named.
 *
 * No text at all where one of the warehouses has no fulfilment lane with a lead time, or no place to name: a page that promises only
 * what is known of the others would be wrong for its buyers.
 */
export function pageText(
  sources: readonly Source[],
  { asOf, lanes, holidays }: { asOf: number; lanes: PromiseLanes; holidays: readonly Holiday[] },
): PageText {
  const words: Sentence[] = [];
  const parts: Part[] = [];
  const refused = new Set<string>();
  for (const { kind, warehouse, dispatch } of sources) {
    const delivery = lanes.delivery(warehouse.warehouse_id);
    const isPlaced = LANGUAGES.every((language) => placeOf(warehouse, language));
    if (!delivery || !isPlaced) {
      if (!refused.has(warehouse.warehouse_id))
        words.push({ id: delivery ? 'page_no_place' : 'page_no_lane', values: { place: warehouse.warehouse_id } });
      refused.add(warehouse.warehouse_id);
      continue;
    }
    const isBonded = warehouse.type === 'bonded';
    const shown = kind === 'spot' || kind === 'direct' ? kind : 'presale';
    const same = parts.find((part) => part.kind === shown && part.isBonded === isBonded);
    if (!same) {
      parts.push({ kind: shown, isBonded, warehouses: [warehouse], dispatch, ...delivery });
      continue;
    }
    same.warehouses.push(warehouse);
    same.p50 = Math.min(same.p50, delivery.p50);
    same.p90 = Math.max(same.p90, delivery.p90);
    same.dispatch = Math.max(same.dispatch, dispatch);
  }
  if (words.length || !parts.length) return { page: null, words };
  const order = ['spot', 'direct', 'presale'];
  parts.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || Number(b.isBonded) - Number(a.isBonded));
  const last = Math.max(...parts.map(({ dispatch, p90 }) => dispatch + p90));
  const holiday = holidays.find(({ from, to }) => from <= asOf + last && to >= asOf);
  const text = (language: PromiseLanguage): string => {
    const said = parts.map((part) => partText(part, asOf, language));
    const name = holiday && inLanguage(holiday.name, language);
    if (language === 'zh') return said.join(';售完后') + (name ? `。遇${name},发货和清关可能顺延` : '');
    return said.join('. Once sold out: ') + (name ? `. ${name}: dispatch and customs may take longer` : '');
  };
  return { page: { zh: text('zh'), en: text('en') }, words };
}

/** A time in which customs and carriers rest. Days since 1970-01-01. */
export interface Holiday {
  name: string;
  from: number;
  to: number;
}

const HOLIDAY = /holiday|假|休/i;

/** Holidays of the calendar: rows for every SKU whose phase says so (holiday, 假期, 放假, 休市). */
export function holidaysOf(promotions: readonly Promotion[]): Holiday[] {
  return promotions.flatMap(({ phase, sku_id, name, promo_id, starts_at, ends_at }) => {
    if (sku_id !== null || !HOLIDAY.test(phase ?? '')) return [];
    const from = shanghaiTime(starts_at);
    const to = shanghaiTime(ends_at);
    return from === null || to === null || to < from ? [] : [{ name: name ?? promo_id, from, to }];
  });
}
