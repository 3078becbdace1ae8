import { readFileSync } from 'node:fs';
import path from 'node:path';
import { functionsPage, importPage } from '../src/tools/make-docs';

const committed = (file: string): string => readFileSync(path.resolve(__dirname, '../docs', file), 'utf8');

// `npm run docs` writes them anew
test('docs/import.md says what the import declares', () => expect(committed('import.md')).toBe(importPage()));
test('docs/functions.md says what the functions declare', () =>
  expect(committed('functions.md')).toBe(functionsPage()));
