import fs from 'node:fs';
import path from 'node:path';
import './functions-host';
import { CATALOGUE } from '../src/functions/catalogue';
import {
  buildFunctionsMetadata,
  describeFunctions,
  type Described,
  type FunctionMetadata,
} from '../src/tools/functions-metadata';

const GOLDEN = path.join(__dirname, 'golden', 'functions.json');

interface GoldenFunction {
  id: string;
  parameters: string[];
  optional: number;
  options?: Record<string, boolean>;
}

const skeleton = (functions: FunctionMetadata[]): GoldenFunction[] =>
  functions.map(({ id, parameters, options }) => ({
    id,
    parameters: parameters.map(({ name }) => name),
    optional: parameters.filter(({ optional }) => optional).length,
    ...(options ? { options } : {}),
  }));

describe('the published contract', () => {
  const { en } = buildFunctionsMetadata();
  const now = new Map(skeleton(en.functions).map((fn) => [fn.id, fn]));
  const golden = JSON.parse(fs.readFileSync(GOLDEN, 'utf8')) as GoldenFunction[];

  it.each(golden)('$id keeps its parameters: new ones are appended and optional', (published) => {
    const current = now.get(published.id);
    expect(current?.parameters.slice(0, published.parameters.length)).toEqual(published.parameters);
    const appended = (current?.parameters.length ?? 0) - published.parameters.length;
    expect(current?.optional).toBe(published.optional + appended);
    expect(current?.options).toEqual(published.options);
  });

  it('has every function: one that is not in the golden file yet belongs there once it is published', () => {
    expect([...now.keys()].sort()).toEqual(golden.map(({ id }) => id).sort());
  });
});

it('says the same in both languages but for words', () => {
  const { en, zh } = buildFunctionsMetadata();
  const bare = (functions: FunctionMetadata[]) =>
    functions.map(({ id, name, parameters, result, options }) => ({
      id,
      name,
      result,
      options,
      parameters: parameters.map((p) => [p.type, p.dimensionality, p.optional, p.customEnumId]),
    }));
  expect(bare(zh.functions)).toEqual(bare(en.functions));
  expect(zh.enums.map(({ id, values }) => [id, values.map((v) => v.stringValue)])).toEqual(
    en.enums.map(({ id, values }) => [id, values.map((v) => v.stringValue)]),
  );
  for (const fn of zh.functions) {
    expect(fn.description).toMatch(/[\u4e00-\u9fff]/);
    expect(new Set(fn.parameters.map(({ name }) => name)).size).toBe(fn.parameters.length);
    for (const parameter of fn.parameters) expect(`${fn.id} ${parameter.name}`).toMatch(/[\u4e00-\u9fff]/);
  }
});

it('takes ranges everywhere, answers ranges, and lets error values in', () => {
  const { en } = buildFunctionsMetadata();
  expect(en.allowErrorForDataTypeAny).toBe(true);
  for (const { parameters, result } of en.functions) {
    expect(result.dimensionality).toBe('matrix');
    for (const { type, dimensionality } of parameters) expect([type, dimensionality]).toEqual(['any', 'matrix']);
  }
});

it('offers the words of every parameter that takes one of a few', () => {
  const { en } = buildFunctionsMetadata();
  const enums = new Map(en.enums.map(({ id, values }) => [id, values.map(({ stringValue }) => stringValue)]));
  for (const { id, parameters } of CATALOGUE) {
    const described = en.functions.find((fn) => fn.id === id)?.parameters ?? [];
    parameters.forEach(({ choices }, at) => {
      const offered = described[at]?.customEnumId;
      expect([id, offered ? enums.get(offered) : undefined]).toEqual([id, choices]);
    });
  }
});

describe('the description of functions', () => {
  const fn: Described = {
    id: 'ONE',
    parameters: [
      { name: 'given', zh: '给定', optional: false },
      { name: 'how', zh: '方法', optional: true, choices: ['a', 'b'] },
    ],
  };
  const text = { en: 'x', zh: '字' };
  const words = { ONE: { description: text, parameters: { given: text, how: text } } };
  const enums = { HOW: { of: [['ONE', 'how']] as [string, string][], values: { a: text, b: text } } };
  const describe = (w: Parameters<typeof describeFunctions>[1], e = enums, one = fn) =>
    describeFunctions([one], w, e, 'zh');

  it('puts the words of the language on the declaration', () => {
    expect(describe(words).functions).toEqual([
      {
        id: 'ONE',
        name: 'ONE',
        description: '字',
        parameters: [
          { name: '给定', description: '字', type: 'any', dimensionality: 'matrix' },
          {
            name: '方法',
            description: '字',
            type: 'any',
            dimensionality: 'matrix',
            optional: true,
            customEnumId: 'HOW',
          },
        ],
        result: { dimensionality: 'matrix' },
      },
    ]);
  });

  it('fails on a missing, surplus, empty or overlong text', () => {
    expect(() => describe({})).toThrow('no text for ONE');
    expect(() => describe({ ...words, OLD: words.ONE })).toThrow('OLD');
    expect(() => describe({ ONE: { description: text, parameters: { given: text } } })).toThrow('no text for how');
    expect(() => describe({ ONE: { ...words.ONE, parameters: { ...words.ONE.parameters, extra: text } } })).toThrow(
      'extra',
    );
    expect(() => describe({ ONE: { ...words.ONE, description: { en: ' ', zh: ' ' } } })).toThrow('ONE');
    expect(() => describe({ ONE: { ...words.ONE, description: { en: 'x', zh: '字'.repeat(256) } } })).toThrow('256');
  });

  it('fails on a list of words without tooltips, or with those of other words', () => {
    expect(() => describe(words, {} as typeof enums)).toThrow('ONE.how');
    expect(() => describe(words, { HOW: { of: [['ONE', 'how']], values: { a: text } } } as never)).toThrow('b');
    expect(() => describe(words, { HOW: { of: [['ONE', 'given']], values: { a: text } } } as never)).toThrow('given');
  });

  it('fails on a required parameter after an optional one, and on an id Excel refuses', () => {
    const swapped = { ...fn, parameters: [...fn.parameters].reverse() };
    expect(() => describe(words, enums, swapped)).toThrow('required parameter follows');
    const dotted = { ...fn, id: 'A.B' };
    expect(() => describe({ 'A.B': words.ONE }, { HOW: { ...enums.HOW, of: [['A.B', 'how']] } }, dotted)).toThrow(
      'A.B',
    );
  });
});
