import type { Choices } from './choices';
import { element } from './ribbon';
import { differencesOf, NOT_EXCEL, wordsOf } from './words';

/** An element of index.html by its id. */
export const node = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

/** Puts the page's own words and the chosen looks in place. */
export function showPage(choices: Choices): void {
  const words = wordsOf(choices.locale);
  const root = document.documentElement;
  root.lang = choices.locale;
  root.dataset['theme'] = choices.theme;
  document.title = words.title;
  node('not-excel').textContent = NOT_EXCEL;
  const texts: Record<string, string> = {
    differences: words.differences,
    'new-book': words.newBook,
    'open-book': words.openBook,
    'save-book': words.saveBook,
    'language-label': words.language,
    'theme-label': words.theme,
    'width-label': words.paneWidth,
    'differences-title': words.differences,
    'differences-close': words.close,
  };
  for (const [id, text] of Object.entries(texts)) node(id).textContent = text;
  const names: Record<string, string> = {
    grid: words.grid,
    pane: words.pane,
    ribbon: words.ribbon,
    'pane-close': words.closePane,
    'message-close': words.close,
  };
  for (const [id, text] of Object.entries(names)) node(id).setAttribute('aria-label', text);
  node<HTMLSelectElement>('language').value = choices.locale;
  const theme = node<HTMLSelectElement>('theme');
  theme.options[0]!.textContent = words.light;
  theme.options[1]!.textContent = words.dark;
  theme.value = choices.theme;
  node<HTMLSelectElement>('width').value = String(choices.paneWidth);
  // the frame itself gets the chosen width; the rule beside it comes on top
  node('pane').style.width = `${choices.paneWidth + 1}px`;
  node('pane').hidden = !choices.paneOpen;
  const items = differencesOf(choices.locale).map((text) => element('li', '', text));
  node('differences-list').replaceChildren(...items);
}
