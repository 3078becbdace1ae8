import { columnLetters, columnNumber, MAX_COLUMNS, MAX_ROWS } from '../book/address';
import { isCall, nextToken, previousToken, tokenize } from './tokens';

const shiftPart = (dollar: string, value: number, by: number, limit: number): number | null => {
  const moved = dollar ? value : value + by;
  return moved < 0 || moved >= limit ? null : moved;
};

/** Moves the relative references of a formula, as filling it from one cell to another does (shared formulas). */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  const tokens = tokenize(formula);
  return tokens
    .map((token, i) => {
      if (token.kind !== 'name' || isCall(tokens, i) || nextToken(tokens, i)?.text === '!') return token.text;
      const cell = /^(\$?)([A-Za-z]{1,3})(\$?)(\d+)$/.exec(token.text);
      if (cell) {
        const column = shiftPart(cell[1] ?? '', columnNumber(cell[2] ?? ''), columns, MAX_COLUMNS);
        const row = shiftPart(cell[3] ?? '', Number(cell[4]) - 1, rows, MAX_ROWS);
        if (column === null || row === null) return '#REF!';
        return `${cell[1]}${columnLetters(column)}${cell[3]}${row + 1}`;
      }
      const inRange = previousToken(tokens, i)?.text === ':' || nextToken(tokens, i)?.text === ':';
      const wholeColumn = inRange ? /^(\$?)([A-Za-z]{1,3})$/.exec(token.text) : null;
      if (wholeColumn) {
        const column = shiftPart(wholeColumn[1] ?? '', columnNumber(wholeColumn[2] ?? ''), columns, MAX_COLUMNS);
        return column === null ? '#REF!' : `${wholeColumn[1]}${columnLetters(column)}`;
      }
      const wholeRow = inRange ? /^(\$?)(\d+)$/.exec(token.text) : null;
      if (wholeRow) {
        const row = shiftPart(wholeRow[1] ?? '', Number(wholeRow[2]) - 1, rows, MAX_ROWS);
        return row === null ? '#REF!' : `${wholeRow[1]}${row + 1}`;
      }
      return token.text;
    })
    .join('');
}
