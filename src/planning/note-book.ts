import type { PlanNote } from './types';

const MOST_EXAMPLES = 20;

/** Collects what a plan could not use or had to assume, by code, with a few names each. */
export class NoteBook {
  private readonly notes = new Map<string, { count: number; examples: Set<string> }>();

  add(code: string, example: string): void {
    const note = this.notes.get(code) ?? { count: 0, examples: new Set<string>() };
    note.count += 1;
    if (note.examples.size < MOST_EXAMPLES) note.examples.add(example);
    this.notes.set(code, note);
  }

  list(): PlanNote[] {
    return [...this.notes].map(([code, { count, examples }]) => ({ code, count, examples: [...examples] }));
  }
}
