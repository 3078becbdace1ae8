import { categoryOf, type Category } from './categories';
import { FIRST_REAL_DAY, addDays, shiftDate } from './calendar';
import type { ChosenSku } from './choose';
import { chineseNames } from './chinese-names';
import { Random } from './random';

export interface CatalogueSku {
  chosen: ChosenSku;
  category: Category;
  /** GBP */
  unitCost: number;
  pack: number;
  moq: number;
  row: Record<string, string | number>;
}

/** Words of the descriptions that keep their capitals. */
const CAPITALS = /\b(t-light|uk|usa|xl|led|dvd|cd|diy|abc|i\b)/gi;

/** The description as a title: "WHITE HANGING HEART T-LIGHT HOLDER" → "White hanging heart T-light holder". */
export function displayName(description: string): string {
  const text = description
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s+,/g, ',')
    .replace(/[\s,]+$/, '')
    .trim()
    .replace(CAPITALS, (word) => (/^t-light$/i.test(word) ? 'T-light' : word.toUpperCase()));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Thirteen digits in the range 200–299 that GS1 leaves to shops' own use, with a valid check digit. */
export function privateBarcode(index: number): string {
  const body = `200${String(index).padStart(9, '0')}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
}

const SUPPLIERS = 24;
/** Days the real shop had been open when the record begins is unknown: a SKU seen this early has no launch date. */
const ALREADY_THERE = addDays(FIRST_REAL_DAY, 28);

export function catalogue(chosen: readonly ChosenSku[]): CatalogueSku[] {
  const odd = oddOnes(chosen);
  return chosen.map((item, index) => {
    const random = new Random(`sku ${item.sku}`);
    const category = categoryOf(item.description);
    const unitCost = Math.max(0.01, Math.round(item.price * random.between(0.38, 0.58) * 100) / 100);
    const pack = packOf(item.price, random);
    const moq =
      pack *
      random.pick([
        [4, 2],
        [3, 4],
        [2, 8],
        [1, 1],
      ]);
    const grams = Math.max(10, Math.round((item.price * category.gramsPerPound * random.between(0.7, 1.3)) / 5) * 5);
    return {
      chosen: item,
      category,
      unitCost,
      pack,
      moq,
      row: {
        sku_id: item.sku,
        name: displayName(item.description),
        name_zh: chineseNames[item.sku] ?? '',
        category: category.label,
        barcode: privateBarcode(index + 1),
        hs_code: category.hs,
        unit_cost: unitCost.toFixed(2),
        cost_currency: 'GBP',
        price: item.price.toFixed(2),
        currency: 'GBP',
        pack_qty: pack,
        moq,
        shelf_life_days: category.shelfLife ?? '',
        weight_g: grams,
        volume_cm3: Math.round(grams * random.between(2.5, 6)),
        vat_rate: '0.13',
        consumption_tax_rate: '0',
        tariff_rate: '0',
        hs_remark: odd.bondedOnly.has(item.sku) ? 'bonded_only' : '',
        custom_made: odd.customMade.has(item.sku) ? 1 : 0,
        launch_date: item.first > ALREADY_THERE ? shiftDate(item.first) : '',
        supplier_id: String(random.whole(1, SUPPLIERS)).padStart(4, '0'),
      },
    };
  });
}

/** Cartons as such shops buy: the cheaper, the more in a carton. */
function packOf(price: number, random: Random): number {
  if (price < 1)
    return random.pick([
      [1, 12],
      [3, 24],
      [1, 48],
    ]);
  if (price < 3)
    return random.pick([
      [2, 12],
      [1, 24],
    ]);
  if (price < 8)
    return random.pick([
      [2, 6],
      [1, 12],
    ]);
  if (price < 20)
    return random.pick([
      [2, 4],
      [1, 2],
    ]);
  return 1;
}

/** Two groups of six: goods made to order, and goods that may be sold from a bonded warehouse only. */
function oddOnes(chosen: readonly ChosenSku[]): { customMade: Set<string>; bondedOnly: Set<string> } {
  const first = (group: string, key: string) =>
    chosen
      .filter((item) => item.group === group)
      .map((item) => ({ sku: item.sku, order: new Random(`${key} ${item.sku}`).next() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, 6)
      .map(({ sku }) => sku);
  return { customMade: new Set(first('tail', 'custom made')), bondedOnly: new Set(first('middle', 'bonded only')) };
}
