import { CATALOGUE } from '../functions/catalogue';
import { ENUMS, WORDS, type Enums, type Words } from '../functions/words';

export interface FunctionParameter {
  name: string;
  description: string;
  type: 'any';
  dimensionality: 'matrix';
  optional?: true;
  customEnumId?: string;
}

export interface FunctionMetadata {
  id: string;
  name: string;
  description: string;
  parameters: FunctionParameter[];
  result: { dimensionality: 'matrix' };
  options?: Record<string, boolean>;
}

/** functions.json, as Excel reads it (learn.microsoft.com, "Manually create JSON metadata for custom functions"). */
export interface FunctionsJson {
  allowCustomDataForDataTypeAny: boolean;
  allowErrorForDataTypeAny: boolean;
  functions: FunctionMetadata[];
  enums: { id: string; type: 'string'; values: { name: string; stringValue: string; tooltip: string }[] }[];
}

export type Language = 'en' | 'zh';

/** A function as far as its metadata goes. */
export interface Described {
  id: string;
  parameters: readonly { name: string; zh: string; optional: boolean; choices?: readonly string[] }[];
  options?: Readonly<Record<string, boolean>>;
}

function compareKeys(what: string, found: readonly string[], texts: readonly string[]): void {
  const missing = found.filter((key) => !texts.includes(key));
  const surplus = texts.filter((key) => !found.includes(key));
  if (missing.length) throw new Error(`${what}: no text for ${missing.join(', ')}. Add it to src/functions/words.`);
  if (surplus.length) throw new Error(`${what}: text for ${surplus.join(', ')}, which does not exist. Remove it.`);
}

/** Excel's limits, and those of the metadata schema: an id of letters and digits, names and texts of bounded length. */
function checkWords(what: string, name: string, description: string): void {
  if (!name.trim() || name.length > 128) throw new Error(`${what}: a name needs 1 to 128 characters.`);
  if (!description.trim() || description.length > 255)
    throw new Error(`${what}: a description needs 1 to 255 characters, it has ${description.length}.`);
}

/** The enum of each parameter that has one, by `ID.parameter`. */
function enumsByParameter(catalogue: readonly Described[], enums: Enums): Map<string, string> {
  const byParameter = new Map<string, string>();
  for (const [id, { of, values }] of Object.entries(enums)) {
    for (const [fn, parameter] of of) {
      const declared = catalogue.find((one) => one.id === fn)?.parameters.find(({ name }) => name === parameter);
      if (!declared?.choices) throw new Error(`${id}: ${fn} has no parameter ${parameter} with a choice of words.`);
      compareKeys(`${id} (${fn}.${parameter})`, declared.choices, Object.keys(values));
      byParameter.set(`${fn}.${parameter}`, id);
    }
  }
  for (const fn of catalogue) {
    for (const { name, choices } of fn.parameters) {
      if (choices && !byParameter.has(`${fn.id}.${name}`))
        throw new Error(`${fn.id}.${name} offers words: give them tooltips in src/functions/words.`);
    }
  }
  return byParameter;
}

/**
 * functions.json in one language, from the declarations and their texts. Throws on a missing, surplus or overlong text.
 * Ids and names are the same in every language; parameter names are the catalogue's English identifiers or their Chinese.
 *
 * `allowErrorForDataTypeAny`: an error value in an argument reaches the function as an error object, so that it can come
 * out unchanged in its own row while the other rows answer; without it Excel refuses the whole call.
 * `allowCustomDataForDataTypeAny`: a cell with a data type (a formatted number, an entity) reaches the function, which
 * takes the value it shows.
 */
export function describeFunctions(
  catalogue: readonly Described[],
  words: Words,
  enums: Enums,
  language: Language,
): FunctionsJson {
  compareKeys(
    'functions',
    catalogue.map(({ id }) => id),
    Object.keys(words),
  );
  const enumOf = enumsByParameter(catalogue, enums);
  return {
    allowCustomDataForDataTypeAny: true,
    allowErrorForDataTypeAny: true,
    functions: catalogue.map(({ id, parameters, options }): FunctionMetadata => {
      const texts = words[id] as Words[string];
      const names = parameters.map(({ name }) => name);
      compareKeys(id, names, Object.keys(texts.parameters));
      checkWords(id, id, texts.description[language]);
      if (!/^[A-Z][A-Z0-9]{2,}$/.test(id)) throw new Error(`${id}: an id is upper case letters and digits.`);
      const firstOptional = parameters.findIndex(({ optional }) => optional);
      if (firstOptional >= 0 && parameters.slice(firstOptional).some(({ optional }) => !optional))
        throw new Error(`${id}: a required parameter follows an optional one.`);
      return {
        id,
        name: id,
        description: texts.description[language],
        parameters: parameters.map((parameter): FunctionParameter => {
          const name = language === 'zh' ? parameter.zh : parameter.name;
          const description = texts.parameters[parameter.name]?.[language] ?? '';
          checkWords(`${id}.${parameter.name}`, name, description);
          const customEnumId = enumOf.get(`${id}.${parameter.name}`);
          return {
            name,
            description,
            type: 'any',
            dimensionality: 'matrix',
            ...(parameter.optional ? { optional: true } : {}),
            ...(customEnumId ? { customEnumId } : {}),
          };
        }),
        result: { dimensionality: 'matrix' },
        ...(options ? { options: { ...options } } : {}),
      };
    }),
    enums: Object.entries(enums).map(([id, { values }]) => ({
      id,
      type: 'string',
      values: Object.entries(values).map(([code, tooltip]) => ({
        name: code,
        stringValue: code,
        tooltip: tooltip[language],
      })),
    })),
  };
}

/** functions.json in both languages. */
export const buildFunctionsMetadata = (): { en: FunctionsJson; zh: FunctionsJson } => ({
  en: describeFunctions(CATALOGUE, WORDS, ENUMS, 'en'),
  zh: describeFunctions(CATALOGUE, WORDS, ENUMS, 'zh'),
});
