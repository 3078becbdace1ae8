import { isSkuMeaning, isWarehouseMeaning, meaningInfo } from '../../workbook/own/meanings';
import type { OwnColumnFacts, OwnGuess, OwnLook, OwnMapping, OwnMeaning } from '../../workbook/own/types';
import type { OwnClaim, OwnProposal } from '../session';

/** A mapping in the making: what the wizard holds while the user goes to and fro. */
export interface Draft {
  look: OwnLook;
  mapping: OwnMapping;
  guesses: ReadonlyMap<number, OwnGuess>;
  /** several columns claimed it and none was chosen yet */
  claimed: OwnClaim[];
  /** columns whose meaning the user chose */
  chosen: ReadonlySet<number>;
  kept: boolean;
}

export const draftOf = (look: OwnLook, { mapping, guesses, claimed, kept }: OwnProposal): Draft => ({
  look,
  mapping,
  guesses: new Map(guesses.map((guess) => [guess.position, guess])),
  claimed,
  chosen: new Set(),
  kept,
});

export const factsOf = ({ look }: Draft, position: number): OwnColumnFacts | undefined =>
  look.columns.find((facts) => facts.position === position);

/** Chooses what a column holds; a claim with one of its columns chosen is settled. */
export function choose(draft: Draft, positions: readonly number[], meaning: OwnMeaning | null): Draft {
  const info = meaning === null ? null : meaningInfo(meaning);
  const columns = draft.mapping.columns.map((column) =>
    positions.includes(column.position)
      ? {
          ...column,
          meaning,
          write: info?.result === true && (column.write || factsOf(draft, column.position)?.filled === 0),
        }
      : column,
  );
  return {
    ...draft,
    mapping: { ...draft.mapping, columns },
    chosen: new Set([...draft.chosen, ...positions]),
    claimed: draft.claimed.filter(
      (claim) =>
        claim.meaning !== meaning && !claim.positions.every((at) => positions.includes(at) || draft.chosen.has(at)),
    ),
  };
}

export function setWrite(draft: Draft, position: number, write: boolean): Draft {
  const columns = draft.mapping.columns.map((column) => (column.position === position ? { ...column, write } : column));
  return { ...draft, mapping: { ...draft.mapping, columns } };
}

export const patchMapping = (draft: Draft, patch: Partial<Pick<OwnMapping, 'name' | 'warehouse'>>): Draft => ({
  ...draft,
  mapping: { ...draft.mapping, ...patch },
});

/** How certain a column's meaning is. */
export type Certainty = 'sure' | 'check' | 'unused';

export function certaintyOf(draft: Draft, position: number): Certainty {
  const meaning = draft.mapping.columns.find((column) => column.position === position)?.meaning ?? null;
  if (draft.claimed.some(({ positions }) => positions.includes(position))) return 'check';
  if (meaning === null) return 'unused';
  const guess = draft.guesses.get(position);
  return draft.chosen.has(position) || guess?.meaning !== meaning || guess.sure ? 'sure' : 'check';
}

/** Neighbouring columns that hold the same thing of one period each (weeks, months) are shown as one line. */
export interface ColumnLine {
  positions: number[];
  meaning: OwnMeaning | null;
}

export function linesOf({ mapping }: Draft): ColumnLine[] {
  const lines: ColumnLine[] = [];
  for (const { position, meaning } of mapping.columns) {
    const last = lines[lines.length - 1];
    const many = meaning !== null && meaningInfo(meaning)?.many === true;
    if (many && last?.meaning === meaning && last.positions[last.positions.length - 1] === position - 1)
      last.positions.push(position);
    else lines.push({ positions: [position], meaning });
  }
  return lines;
}

/** Meanings the list of a column begins with: what was guessed, and its rivals. */
export function suggestions(draft: Draft, position: number): OwnMeaning[] {
  const guess = draft.guesses.get(position);
  const claimed = draft.claimed.filter(({ positions }) => positions.includes(position)).map(({ meaning }) => meaning);
  return [...new Set([...claimed, ...(guess?.meaning ? [guess.meaning] : []), ...(guess?.rivals ?? [])])];
}

export const hasWarehouseColumn = ({ mapping }: Draft): boolean =>
  mapping.columns.some(({ meaning }) => isWarehouseMeaning(meaning));

export const skuPosition = ({ mapping }: Draft): number =>
  mapping.columns.find(({ meaning }) => isSkuMeaning(meaning))?.position ?? 0;

const CHINESE = /\p{Script=Han}/u;

/** The language of a workbook is that of its headings. */
export const headingLanguage = (draft: Draft): 'en' | 'zh' =>
  draft.mapping.columns.some(({ heading }) => heading.some((text) => CHINESE.test(text))) ? 'zh' : 'en';

/** Currency as a column of currencies has it; '' when none says it. */
export function currencyIn(draft: Draft): string {
  for (const wanted of ['TW_SKU.currency', 'TW_SKU.cost_currency']) {
    const column = draft.mapping.columns.find(({ meaning }) => meaning === wanted);
    const example =
      column && factsOf(draft, column.position)?.examples.find((text) => /^[A-Za-z]{3}$/.test(text.trim()));
    if (example) return example.trim().toUpperCase();
  }
  return '';
}
