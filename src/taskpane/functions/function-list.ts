import { CATALOGUE, FAMILIES, type CatalogueEntry, type FamilyId } from '../../functions/catalogue';
import { isProblem, type Cell, type Parameter } from '../../functions/engine';
import { HELP, type Help } from '../../functions/help';
import { ENUMS, WORDS, type Text } from '../../functions/words';
import { numberText } from '../../workbook/formula';

export interface FunctionParameter {
  name: string;
  /** its Chinese name */
  zh: string;
  optional: boolean;
  /** what stands for it when it is left out, as it is written in a formula; null: nothing does */
  standard: string | null;
  text: Text;
  /** words it takes, with what they mean */
  words: { code: string; text: Text | null }[];
}

/** One function as the pages show it. */
export interface FunctionInfo {
  id: string;
  family: FamilyId;
  text: Text;
  parameters: FunctionParameter[];
  formula: Text;
  source: Text;
  /** call without namespace, of constants only */
  example: string;
}

const inBoth = (text: string | Text): Text => (typeof text === 'string' ? { en: text, zh: text } : text);

function written(value: unknown): string | null {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value) && value.every((one) => typeof one === 'number'))
    return `{${value.map(numberText).join(',')}}`;
  return null;
}

/** A list or block of one value is that value to whoever writes it. */
const alone = (found: unknown): unknown => (Array.isArray(found) && found.length === 1 ? alone(found[0]) : found);

/** What a parameter reads from a blank cell. */
function standardOf(parameter: Parameter<any>): string | null {
  if (!parameter.optional) return null;
  const blank: Cell = null;
  const found: unknown =
    parameter.kind === 'value'
      ? parameter.read(blank)
      : parameter.kind === 'series'
        ? parameter.read([blank])
        : parameter.readAll([[blank]]);
  return isProblem(found) ? null : written(alone(found));
}

function infoOf(entry: CatalogueEntry, family: FamilyId): FunctionInfo {
  const { id } = entry;
  const words = WORDS[id];
  const { formula, source, example } = HELP[id] as Help;
  const tooltips = (name: string): Record<string, Text> =>
    Object.values(ENUMS).find(({ of }) => of.some(([owner, parameter]) => owner === id && parameter === name))
      ?.values ?? {};
  return {
    id,
    family,
    text: words?.description ?? { en: '', zh: '' },
    parameters: entry.parameters.map((parameter) => ({
      name: parameter.name,
      zh: parameter.zh,
      optional: parameter.optional,
      standard: standardOf(parameter),
      text: words?.parameters[parameter.name] ?? { en: '', zh: '' },
      words: (parameter.choices ?? []).map((code) => ({ code, text: tooltips(parameter.name)[code] ?? null })),
    })),
    formula: inBoth(formula),
    source,
    example,
  };
}

export const FAMILY_IDS = Object.keys(FAMILIES) as FamilyId[];

/** Every function in the order of the pages. */
export const FUNCTIONS: readonly FunctionInfo[] = CATALOGUE.map((entry) =>
  infoOf(entry, FAMILY_IDS.find((family) => FAMILIES[family].includes(entry.id)) as FamilyId),
);

export const functionInfo = (id: string): FunctionInfo | null => FUNCTIONS.find((info) => info.id === id) ?? null;

/** `TWIN.DOS(available, sales, [window=30])` */
export const signatureOf = ({ id, parameters }: FunctionInfo, namespace: string): string =>
  `${namespace}.${id}(${parameters
    .map(({ name, optional, standard }) => (optional ? `[${name}${standard === null ? '' : `=${standard}`}]` : name))
    .join(', ')})`;

/** Words people look for that stand in no text of the function. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  REORDERPOINT: 'ROP 补货点 再订货点',
  SAFETYSTOCK: 'SS buffer 安全库存 备货',
  SERVICELEVEL: '现货率 有货率',
  ORDERQTY: 'replenish 建议采购量 补货量',
  ATP: 'out of stock 缺货 断货 可承诺量',
  DOS: 'days of cover coverage 库存天数 可售天数',
  DOSFORWARD: 'days of cover out of stock 缺货 断货 库存天数',
  TURNOVERDAYS: 'ITO DIO 周转',
  SLOWMOVING: 'overstock excess 呆滞 积压',
  AGEING: 'aging 库龄',
  WRITEOFF: 'expiry shelf life 效期 临期 过期 报损',
  TIER: 'abc xyz bonded direct 保税 直邮 爆款 长尾 新品',
  ABC: 'pareto 爆款',
  FORECASTDEMAND: 'predict 预测 croston',
  TRANSFER: '调拨 transport',
  REBALANCE: '调拨 平衡',
  CBECTAX: 'tax duty 税费 行邮税 跨境综合税',
};

/** Compared without case, width or spacing: "ｓａｆｅｔｙ stock" finds SAFETYSTOCK. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const tight = (text: string): string => plain(text).replace(/[\s_.()=,]+/g, '');

/**
 * Functions whose id, texts or parameters hold every word asked for, in either language; those found by their id come
 * first.
 */
export function searchFunctions(query: string, functions: readonly FunctionInfo[] = FUNCTIONS): FunctionInfo[] {
  const words = plain(query)
    .replace(/^=|\b(?:twin|twindev)\./g, '')
    .split(/[\s(),]+/)
    .filter(Boolean);
  const whole = tight(query).replace(/^=?(?:twin|twindev)(?=.)/, '');
  if (words.length === 0) return [...functions];
  const ranked = functions.flatMap((info) => {
    const id = tight(info.id);
    const texts = plain(
      [
        info.text.en,
        info.text.zh,
        ALSO_CALLED[info.id] ?? '',
        ...info.parameters.flatMap(({ name, zh, text }) => [name, name.replaceAll('_', ' '), zh, text.en, text.zh]),
        ...info.parameters.flatMap((parameter) => parameter.words.map(({ code }) => code)),
      ].join('\n'),
    );
    const rank = id === whole ? 0 : id.startsWith(whole) ? 1 : id.includes(whole) ? 2 : 3;
    const found = rank < 3 || words.every((word) => texts.includes(word) || id.includes(tight(word)));
    return found ? [{ info, rank }] : [];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ info }) => info);
}
