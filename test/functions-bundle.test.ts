import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { ensureBuild } from '../src/tools/ensure-build';

// functions.md: the built bundle loads in a bare script context that offers nothing but ECMAScript and CustomFunctions.

class CustomFunctionError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

const dist = path.resolve(__dirname, '../dist');
const associated = new Map<string, (...args: unknown[]) => any>();

beforeAll(() => {
  ensureBuild(['functions']);
  const CustomFunctions = {
    associate: (id: string, fn: (...args: unknown[]) => unknown) => associated.set(id, fn),
    Error: CustomFunctionError,
    ErrorCode: {
      invalidValue: '#VALUE!',
      notAvailable: '#N/A',
      divisionByZero: '#DIV/0!',
      invalidNumber: '#NUM!',
      nullReference: '#NULL!',
    },
  };
  vm.runInContext(readFileSync(path.join(dist, 'functions.js'), 'utf8'), vm.createContext({ CustomFunctions }));
});

test('registers exactly the functions that functions.json and functions.zh-CN.json describe', () => {
  for (const file of ['functions.json', 'functions.zh-CN.json']) {
    const described = JSON.parse(readFileSync(path.join(dist, file), 'utf8')).functions.map(
      (fn: { id: string }) => fn.id,
    );
    expect([...associated.keys()].sort()).toEqual([...described].sort());
  }
});

test('names and parameter names are the same in both languages', () => {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(path.join(dist, file), 'utf8')).functions.map((fn: any) => [
      fn.id,
      fn.name,
      fn.parameters.length,
    ]);
  expect(read('functions.zh-CN.json')).toEqual(read('functions.json'));
});

test('answers a number', () => {
  // z(0.95)·√(40·8² + 20²·6²) with z = 1.6448536269514722 (R: qnorm(0.95)): 1.6448536269514722 · √16960
  const answer = associated.get('SAFETYSTOCK')?.([[0.95]], [[20]], [[8]], [[40]], [[6]], null);
  expect([answer].flat(2)[0]).toBeCloseTo(1.6448536269514722 * Math.sqrt(16960), 9);
});
