import type { Token } from './tokens';

const RANGE_OPERATORS = new Set(['+', '-', '*', '/', '^', '&', '=', '<', '>', '<=', '>=', '<>']);

/** A range of more than one cell that meets an operator is calculated cell by cell. */
export function calculatesByCell(tokens: readonly Token[]): boolean {
  const solid = tokens.filter((token) => token.kind !== 'space');
  return solid.some((token, i) => {
    let from = i;
    let to = i;
    if (token.kind === 'operator' && token.text === ':') {
      [from, to] = [i - 1, i + 1];
      // another sheet's range: Sheet!A1:B2
      if (solid[from - 1]?.text === '!') from -= 2;
    } else if (token.kind === 'bracket' && !/^\[@|#This Row/i.test(token.text) && solid[i - 1]?.kind === 'name') {
      from = i - 1;
    } else return false;
    const meets = (near: Token | undefined): boolean => near?.kind === 'operator' && RANGE_OPERATORS.has(near.text);
    return meets(solid[from - 1]) || meets(solid[to + 1]);
  });
}
