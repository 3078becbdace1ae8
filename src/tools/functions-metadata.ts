import fs from 'node:fs';
import path from 'node:path';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import * as english from '../functions/descriptions.en';
import * as chinese from '../functions/descriptions.zh';

const FUNCTIONS_FOLDER = path.join(__dirname, '..', 'functions');

export interface FunctionParameter {
  name: string;
  description: string;
  type?: string;
  dimensionality?: string;
  optional?: boolean;
  repeating?: boolean;
  customEnumId?: string;
}

export interface FunctionMetadata {
  id: string;
  name: string;
  description: string;
  parameters: FunctionParameter[];
  result: { type?: string; dimensionality?: string };
  options?: Record<string, boolean>;
}

export interface FunctionsJson {
  allowCustomDataForDataTypeAny: boolean;
  allowErrorForDataTypeAny: boolean;
  functions: FunctionMetadata[];
  enums: { id: string; type: 'string'; values: { name: string; stringValue: string; tooltip: string }[] }[];
}

export interface Catalogue {
  descriptions: Record<
    string,
    { description: string; parameters: Record<string, { name: string; description: string }> }
  >;
  enums: Record<string, Record<string, string>>;
}

/** Parameters that offer a list of words. Set here because the generator cannot put an enum on a range parameter. */
const PARAMETER_ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TURNOVERDAYS: { method: 'INVENTORY_METHOD' },
  ROUTE: { service: 'SERVICE' },
};

function compareKeys(what: string, found: readonly string[], catalogue: readonly string[]): void {
  const missing = found.filter((key) => !catalogue.includes(key));
  const surplus = catalogue.filter((key) => !found.includes(key));
  if (missing.length) throw new Error(`${what}: no text for ${missing.join(', ')}. Add it to the descriptions.`);
  if (surplus.length) throw new Error(`${what}: text for ${surplus.join(', ')}, which does not exist. Remove it.`);
}

/** Excel's limits, and the one the metadata schema has for names. */
function checkWords(what: string, name: string, description: string): void {
  if (!name.trim() || name.length > 128) throw new Error(`${what}: a name needs 1 to 128 characters.`);
  if (!description.trim() || description.length > 255)
    throw new Error(`${what}: a description needs 1 to 255 characters.`);
}

/**
 * Puts a language's words on what the generator read from the signatures. Throws on a missing or surplus key.
 *
 * `allowErrorForDataTypeAny`: an error value in an argument reaches the function as an error object, so that it can come
 * out unchanged in its own row while the other rows answer; without it Excel refuses the whole call.
 * `allowCustomDataForDataTypeAny`: a cell with a data type (a formatted number, an entity) reaches the function, which
 * takes the value it shows.
 */
export function mergeCatalogue(
  generated: readonly FunctionMetadata[],
  catalogue: Catalogue,
  language: string,
): FunctionsJson {
  const { descriptions, enums } = catalogue;
  compareKeys(
    `functions (${language})`,
    generated.map(({ id }) => id),
    Object.keys(descriptions),
  );
  const functions = generated.map((fn): FunctionMetadata => {
    const entry = descriptions[fn.id];
    const words = entry?.parameters ?? {};
    compareKeys(
      `${fn.id} (${language})`,
      fn.parameters.map(({ name }) => name),
      Object.keys(words),
    );
    checkWords(fn.id, fn.id, entry?.description ?? '');
    const listed = PARAMETER_ENUMS[fn.id] ?? {};
    compareKeys(
      `${fn.id}: parameter with a list`,
      Object.keys(listed),
      fn.parameters.map(({ name }) => name).filter((name) => name in listed),
    );
    return {
      ...fn,
      name: fn.id,
      description: entry?.description ?? '',
      parameters: fn.parameters.map((parameter) => {
        const { name = '', description = '' } = words[parameter.name] ?? {};
        checkWords(`${fn.id}.${parameter.name}`, name, description);
        const customEnumId = listed[parameter.name];
        return { ...parameter, name, description, ...(customEnumId ? { customEnumId } : {}) };
      }),
    };
  });
  const used = Object.values(PARAMETER_ENUMS).flatMap((entry) => Object.values(entry));
  compareKeys(`enums (${language})`, [...new Set(used)], Object.keys(enums));
  return {
    allowCustomDataForDataTypeAny: true,
    allowErrorForDataTypeAny: true,
    functions,
    enums: Object.entries(enums).map(([id, values]) => ({
      id,
      type: 'string',
      values: Object.entries(values).map(([code, tooltip]) => ({ name: code, stringValue: code, tooltip })),
    })),
  };
}

/** Ids passed to CustomFunctions.associate in the entry of the bundle. */
function associatedIds(): string[] {
  const entry = fs.readFileSync(path.join(FUNCTIONS_FOLDER, 'index.ts'), 'utf8');
  return [...entry.matchAll(/CustomFunctions\.associate\(\s*'([A-Z0-9_]+)'/g)].map((match) => match[1] ?? '');
}

/** What the generator reads from the signatures, in the order of the ids in the bundle. */
async function readSignatures(): Promise<FunctionMetadata[]> {
  const files = fs
    .readdirSync(FUNCTIONS_FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.join(FUNCTIONS_FOLDER, file))
    .filter((file) => fs.readFileSync(file, 'utf8').includes('@customfunction'));
  const { metadataJson, errors } = await generateCustomFunctionsMetadata(files);
  if (errors.length) throw new Error(`Custom function signatures: ${errors.join('; ')}`);
  const { functions } = JSON.parse(metadataJson) as { functions: FunctionMetadata[] };
  const declared = files.flatMap((file) =>
    [...fs.readFileSync(file, 'utf8').matchAll(/@customfunction\s+(\w+)/g)].map((match) => match[1] ?? ''),
  );
  const ids = associatedIds();
  compareKeys(
    'functions with @customfunction that gave no entry',
    declared,
    functions.map(({ id }) => id),
  );
  compareKeys(
    'functions not associated in index.ts',
    functions.map(({ id }) => id),
    ids,
  );
  return functions.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** functions.json in both languages, from the JSDoc signatures and the catalogues of descriptions. */
export async function buildFunctionsMetadata(): Promise<{ en: FunctionsJson; zh: FunctionsJson }> {
  const generated = await readSignatures();
  return { en: mergeCatalogue(generated, english, 'en'), zh: mergeCatalogue(generated, chinese, 'zh-CN') };
}
