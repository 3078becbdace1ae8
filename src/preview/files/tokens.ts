/** Parts of a formula. Joined in order, `text` gives the formula back. */
export interface Token {
  kind: 'space' | 'string' | 'quoted' | 'bracket' | 'name' | 'error' | 'operator';
  text: string;
}

const NAME_START = /[\p{L}_\\$\d.]/u;
const NAME_PART = /[\p{L}\p{N}\p{M}_\\$.?]/u;
const ERROR =
  /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA|SPILL!|CALC!|BUSY!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!)/i;

/** End of the text that starts with a quote at `from`; a doubled quote stands for itself. */
function endOfQuoted(text: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < text.length) {
    if (text[at] === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    }
    at += 1;
  }
  return text.length;
}

/** End of the bracket that opens at `from`; inside, an apostrophe escapes the next character. */
function endOfBracket(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "'") at += 1;
    else if (character === '[') depth += 1;
    else if (character === ']' && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Splits a formula (without its "="). Numbers and cell addresses are `name` tokens; nothing is dropped. */
export function tokenize(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const character = formula[at] ?? '';
    const start = at;
    let kind: Token['kind'];
    if (/\s/.test(character)) {
      kind = 'space';
      while (at < formula.length && /\s/.test(formula[at] ?? '')) at += 1;
    } else if (character === '"') {
      kind = 'string';
      at = endOfQuoted(formula, at, '"');
    } else if (character === "'") {
      kind = 'quoted';
      at = endOfQuoted(formula, at, "'");
    } else if (character === '[') {
      kind = 'bracket';
      at = endOfBracket(formula, at);
    } else if (character === '#' && ERROR.test(formula.slice(at)) && !isReferenceBefore(tokens)) {
      kind = 'error';
      at += (ERROR.exec(formula.slice(at))?.[0] ?? '#').length;
    } else if (NAME_START.test(character)) {
      kind = 'name';
      while (at < formula.length && NAME_PART.test(formula[at] ?? '')) at += 1;
      // the sign of an exponent belongs to the number: 1E-5
      if (
        /^\d[\d.]*E$/i.test(formula.slice(start, at)) &&
        /[+-]/.test(formula[at] ?? '') &&
        /\d/.test(formula[at + 1] ?? '')
      ) {
        at += 1;
        while (/\d/.test(formula[at] ?? '')) at += 1;
      }
    } else {
      kind = 'operator';
      const pair = formula.slice(at, at + 2);
      at += pair === '<=' || pair === '>=' || pair === '<>' ? 2 : 1;
    }
    tokens.push({ kind, text: formula.slice(start, at) });
  }
  return tokens;
}

const isReferenceBefore = (tokens: readonly Token[]): boolean => {
  const last = tokens[tokens.length - 1];
  return last !== undefined && (last.kind === 'name' || last.kind === 'bracket' || last.text === ')');
};

export const joinTokens = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join('');

/** Index of the parenthesis that closes the one at `open`, or the number of tokens when it never closes. */
export function closingParenthesis(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    const text = tokens[i]?.kind === 'operator' ? tokens[i]?.text : '';
    if (text === '(' || text === '{') depth += 1;
    if ((text === ')' || text === '}') && --depth === 0) return i;
  }
  return tokens.length;
}

/** Token ranges [from, to) of the arguments of the call whose parenthesis opens at `open`. */
export function callArguments(tokens: readonly Token[], open: number): [from: number, to: number][] {
  const close = closingParenthesis(tokens, open);
  const found: [number, number][] = [];
  let depth = 0;
  let from = open + 1;
  for (let i = open; i < close; i += 1) {
    const text = tokens[i]?.kind === 'operator' ? tokens[i]?.text : '';
    if (text === '(' || text === '{') depth += 1;
    else if (text === ')' || text === '}') depth -= 1;
    else if (text === ',' && depth === 1) {
      found.push([from, i]);
      from = i + 1;
    }
  }
  found.push([from, close]);
  return found;
}

/** The tokens beside one, without spaces. */
export const previousToken = (tokens: readonly Token[], at: number): Token | undefined => {
  for (let i = at - 1; i >= 0; i -= 1) if (tokens[i]?.kind !== 'space') return tokens[i];
  return undefined;
};
export const nextToken = (tokens: readonly Token[], at: number): Token | undefined =>
  tokens.slice(at + 1).find((token) => token.kind !== 'space');

/** Is the token the name of a function that is called? */
export const isCall = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.kind === 'name' && tokens[at + 1]?.kind === 'operator' && tokens[at + 1]?.text === '(';
