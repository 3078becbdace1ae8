import { explainCall } from '../src/functions/engine';
import type { Explanation, FamilyHelp, Help } from '../src/functions/help';

/** Arguments of a help example such as `DOS(361,{1,2;3,4},"x",95%)`, as Excel would hand them over: 2-D arrays, omitted ones null. */
export interface ExampleCall {
  id: string;
  args: (unknown[][] | null)[];
}

export function parseExample(example: string): ExampleCall {
  const head = /^([A-Z][A-Z0-9]*)\((.*)\)$/s.exec(example.trim());
  if (!head) throw new Error(`"${example}" is not one call`);
  return { id: head[1] as string, args: head[2] === '' ? [] : split(head[2] as string, ',').map(argument) };
}

/** Splits at a separator outside texts, brackets and braces. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '(' || letter === '{') depth++;
    else if (letter === ')' || letter === '}') depth--;
    else if (letter === separator && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

function argument(text: string): unknown[][] | null {
  const bare = text.trim();
  if (bare === '') return null;
  if (!bare.startsWith('{')) return [[constant(bare)]];
  return split(bare.slice(1, -1), ';').map((row) => split(row, ',').map((cell) => constant(cell.trim())));
}

function constant(text: string): unknown {
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replaceAll('""', '"');
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  const parts = /^(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)(%?)$/i.exec(text);
  if (parts) return parts[2] ? Number(parts[1]) / 100 : Number(parts[1]);
  const date = /^DATE\((\d+),(\d+),(\d+)\)$/.exec(text);
  if (date) return Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])) / 86_400_000 + 25_569;
  throw new Error(`"${text}" is no constant: an example has constants only`);
}

/** Numbers of so many significant digits, as an explanation shows them. */
export const digits =
  (count: number) =>
  (value: number): string =>
    String(Number(value.toPrecision(count)));

/** How a family's help explains one of its examples. */
export function explainExample(family: FamilyHelp, example: string, format = digits(6)): Explanation {
  const { id, args } = parseExample(example);
  const { declaration, explain } = family[id] as Help;
  const found = explainCall(
    declaration,
    declaration.parameters.map((_, at) => args[at] ?? null),
  );
  if ('error' in found) throw new Error(found.error.en);
  return explain({ ...found, format });
}

/** The formula with its numbers, the values of the steps, and words that are a sentence in either language. */
export function expectExplained<T>(
  found: { filled: Explanation['filled']; values: T[]; said: Explanation['words'] },
  filled: Explanation['filled'],
  values: unknown[],
): void {
  expect(found.filled).toBe(filled);
  expect(found.values).toEqual(values);
  expect(found.said.en).toMatch(/^[A-Z0-9][^!]*\.$/);
  expect(found.said.zh).toMatch(/[\u4e00-\u9fff].*。$/);
}
