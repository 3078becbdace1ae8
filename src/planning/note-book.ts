import type { PlanNote } from './types';

const MOST_EXAMPLES = 20;
/** more than one item ever has, so that places of one item lie before those of the next */
const NOTES_OF_AN_ITEM = 1e6;

/** A note with the places its examples were found at, so that notes of several parts of a run can be put together. */
export interface PlacedNote {
  code: string;
  count: number;
  /** name and place, first found first */
  examples: [name: string, place: number][];
}

/** Collects what a plan could not use or had to assume, by code, with a few names each. */
export class NoteBook {
  private readonly notes = new Map<string, { count: number; examples: Map<string, number> }>();

  private place = -NOTES_OF_AN_ITEM;

  /** The next notes are about the item at this position; before the first call they are about the whole plan. */
  turnTo(position: number): void {
    this.place = position * NOTES_OF_AN_ITEM;
  }

  add(code: string, example: string): void {
    this.place += 1;
    const note = this.notes.get(code) ?? { count: 0, examples: new Map<string, number>() };
    note.count += 1;
    if (note.examples.size < MOST_EXAMPLES && !note.examples.has(example)) note.examples.set(example, this.place);
    this.notes.set(code, note);
  }

  list(): PlacedNote[] {
    return [...this.notes].map(([code, { count, examples }]) => ({ code, count, examples: [...examples] }));
  }
}

/**
 * Notes of several parts as one list: counts added up, examples and codes in the order of the items they are about, as if
 * one run had found them all.
 */
export function mergeNotes(lists: readonly (readonly PlacedNote[])[]): PlanNote[] {
  const byCode = new Map<string, PlacedNote[]>();
  for (const note of lists.flat()) {
    const own = byCode.get(note.code);
    if (own) own.push(note);
    else byCode.set(note.code, [note]);
  }
  const merged = [...byCode].map(([code, notes]) => {
    const examples = notes.flatMap((note) => note.examples).sort((a, b) => a[1] - b[1]);
    return {
      first: examples[0]?.[1] ?? 0,
      note: {
        code,
        count: notes.reduce((total, note) => total + note.count, 0),
        examples: [...new Set(examples.map(([name]) => name))].slice(0, MOST_EXAMPLES),
      },
    };
  });
  return merged.sort((a, b) => a.first - b.first).map(({ note }) => note);
}
