import type { FileNote } from '../files';
import { element } from './ribbon';
import { node } from './view';
import { fill, type Locale, type Words } from './words';

/** More lines than this nobody reads in a bar; the rest is counted. */
const LONGEST = 8;

/** A plain success needs no closing by hand; what names losses or problems stays. */
const STAYS_MS = 8000;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Shows one message under the strip; a later one replaces it. */
export function showMessage(kind: 'info' | 'problem', text: string, lines: readonly string[] = []): void {
  const bar = node('message');
  bar.dataset['kind'] = kind;
  const body = node('message-text');
  body.replaceChildren(element('div', '', text));
  if (lines.length > 0) {
    const list = element('ul');
    list.append(...lines.map((line) => element('li', '', line)));
    body.append(list);
  }
  bar.hidden = false;
  clearTimeout(leaving);
  if (kind === 'info' && lines.length === 0) leaving = setTimeout(hideMessage, STAYS_MS);
}

export function hideMessage(): void {
  node('message').hidden = true;
}

/** Notes of a save or an opening in the page's language, each with its place. */
export function noteLines(notes: readonly FileNote[], locale: Locale, words: Words): string[] {
  const lines = notes.map((note) => {
    const place = [note.sheet, note.address].filter(Boolean).join('!');
    const text = locale === 'zh-CN' ? note.zh : note.en;
    return place ? `${place}: ${text}` : text;
  });
  const rest = lines.length - LONGEST;
  return rest > 0 ? [...lines.slice(0, LONGEST), fill(words.more, { count: rest })] : lines;
}

/** What went wrong in the page's language, where the error knows it. */
export function problemText(problem: unknown, locale: Locale): string {
  if (locale === 'zh-CN' && problem instanceof Error && 'zh' in problem) return String(problem.zh);
  return problem instanceof Error ? problem.message : String(problem);
}
