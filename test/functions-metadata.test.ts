import fs from 'node:fs';
import path from 'node:path';
import * as english from '../src/functions/descriptions.en';
import { buildFunctionsMetadata, mergeCatalogue, type FunctionMetadata } from '../src/tools/functions-metadata';

const GOLDEN = path.join(__dirname, 'golden', 'functions.json');

interface GoldenFunction {
  id: string;
  parameters: string[];
  optional: number;
}

const skeleton = (functions: FunctionMetadata[]): GoldenFunction[] =>
  functions.map(({ id, parameters }) => ({
    id,
    parameters: parameters.map(({ name }) => name),
    optional: parameters.filter(({ optional }) => optional).length,
  }));

it('keeps every published id and parameter: new ones are appended and optional', async () => {
  const { en } = await buildFunctionsMetadata();
  const golden = JSON.parse(fs.readFileSync(GOLDEN, 'utf8')) as GoldenFunction[];
  const now = new Map(skeleton(en.functions).map((fn) => [fn.id, fn]));
  for (const published of golden) {
    const current = now.get(published.id);
    expect(current?.parameters.slice(0, published.parameters.length)).toEqual(published.parameters);
    const appended = (current?.parameters.length ?? 0) - published.parameters.length;
    expect(current?.optional).toBe(published.optional + appended);
  }
  // a function that is not in the golden file yet belongs there once it is published
  expect([...now.keys()].sort()).toEqual(golden.map(({ id }) => id).sort());
});

it('says the same in both languages but for words', async () => {
  const { en, zh } = await buildFunctionsMetadata();
  const bare = (functions: FunctionMetadata[]) =>
    functions.map(({ id, name, parameters, result }) => ({
      id,
      name,
      result,
      parameters: parameters.map((p) => [p.type, p.dimensionality, p.optional, p.customEnumId]),
    }));
  expect(bare(zh.functions)).toEqual(bare(en.functions));
  expect(zh.enums.map(({ id, values }) => [id, values.map((v) => v.stringValue)])).toEqual(
    en.enums.map(({ id, values }) => [id, values.map((v) => v.stringValue)]),
  );
  for (const fn of zh.functions) {
    expect(fn.description).toMatch(/[\u4e00-\u9fff]/);
    expect(new Set(fn.parameters.map(({ name }) => name)).size).toBe(fn.parameters.length);
    for (const parameter of fn.parameters) expect(parameter.name).toMatch(/[\u4e00-\u9fff]/);
  }
});

it('takes ranges everywhere, answers ranges, and lets error values in', async () => {
  const { en } = await buildFunctionsMetadata();
  expect(en.allowErrorForDataTypeAny).toBe(true);
  for (const { parameters, result } of en.functions) {
    expect(result.dimensionality).toBe('matrix');
    for (const { type, dimensionality } of parameters) expect([type, dimensionality]).toEqual(['any', 'matrix']);
  }
});

describe('the merge', () => {
  const fn: FunctionMetadata = {
    id: 'DOS',
    name: 'DOS',
    description: '',
    result: {},
    parameters: ['available', 'sales', 'window'].map((name) => ({ name, description: '' })),
  };
  const { DOS } = english.descriptions;
  const enums = english.enums;

  it('fails on a missing or surplus function, parameter or enum', () => {
    expect(() => mergeCatalogue([fn], { descriptions: {}, enums }, 'en')).toThrow('no text for DOS');
    expect(() => mergeCatalogue([fn], { descriptions: { DOS, OLD: DOS }, enums }, 'en')).toThrow('OLD');
    const { window: _, ...parameters } = DOS.parameters;
    expect(() => mergeCatalogue([fn], { descriptions: { DOS: { ...DOS, parameters } }, enums }, 'en')).toThrow(
      'no text for window',
    );
    const surplus = { ...DOS.parameters, extra: DOS.parameters.sales };
    expect(() => mergeCatalogue([fn], { descriptions: { DOS: { ...DOS, parameters: surplus } }, enums }, 'en')).toThrow(
      'extra',
    );
    expect(() => mergeCatalogue([fn], { descriptions: { DOS }, enums: {} }, 'en')).toThrow('INVENTORY_METHOD');
  });

  it('fails on an empty description', () => {
    expect(() => mergeCatalogue([fn], { descriptions: { DOS: { ...DOS, description: ' ' } }, enums }, 'en')).toThrow(
      'DOS',
    );
  });
});
