import './page.css';
import { isFunctionName, openXlsx, saveXlsx, type FileNote } from '../files';
import type { FunctionsMetadata } from '../functions/metadata';
import type { BookFile } from '../types';
import { keepChoices, PANE_WIDTHS, readChoices, storedChoices, type Choices } from './choices';
import { readManifest, type AddinManifest, type RibbonButton } from './manifest';
import { hideMessage, noteLines, problemText, showMessage } from './message';
import { drawRibbon, element } from './ribbon';
import { Session } from './session';
import { differencesOf, fill, NOT_EXCEL, wordsOf } from './words';

const MANIFEST_URL = '/manifest.xml';
const node = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

/** For browser tests: the host of the current workbook, and when it first was ready. */
declare global {
  interface Window {
    preview: { host: Session['host'] | null; ready: Promise<void> };
  }
}

class Page {
  private choices: Choices = readChoices(new URL(location.href), storedChoices(), {
    language: navigator.language,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  });
  private session: Session | null = null;
  private fileName = '';
  /** the workbook while no session holds it, so that a failed start loses nothing: it can still be saved */
  private kept: BookFile | null = null;
  /** the ribbon button that shows the pane */
  private paneButton: HTMLElement | null = null;

  async start(): Promise<void> {
    this.listen();
    this.show();
    await this.restart(null);
  }

  private get words() {
    return wordsOf(this.choices.locale);
  }

  /** Loads the workbook and the add-in anew; what cannot be loaded is said in the page and thrown. */
  private async restart(file: BookFile | null): Promise<void> {
    this.busy(true);
    try {
      const manifest = await this.manifest();
      drawRibbon(node('ribbon'), manifest.tab, (button) => void this.press(button));
      const opener = manifest.tab.groups.flatMap((group) => group.buttons).find((one) => one.action.kind === 'pane');
      this.paneButton = opener ? node(opener.id) : null;
      node('pane-title').textContent = manifest.name;
      node<HTMLImageElement>('pane-icon').src = manifest.iconUrl;
      const functions = await this.functions(manifest.functionsUrl);
      this.kept = file;
      this.session?.end();
      this.session = null;
      const places = { grid: node('grid'), frame: node('pane-frame') };
      const messages = {
        onProtected: (sheet: string) => showMessage('info', fill(this.words.protectedSheet, { sheet })),
      };
      this.session = await Session.start(places, manifest, functions, this.choices, messages, file);
      this.kept = null;
      const { host } = this.session;
      window.preview.host = host;
      host.onPaneVisible((visible) => this.choose({ paneOpen: visible }));
      host.onButton((id, enabled) => {
        const button = document.getElementById(id);
        if (button instanceof HTMLButtonElement) button.disabled = !enabled;
      });
    } finally {
      this.busy(false);
    }
  }

  private async manifest(): Promise<AddinManifest> {
    try {
      const text = await (await fetchWell(MANIFEST_URL)).text();
      return readManifest(new DOMParser().parseFromString(text, 'text/xml'), this.choices.locale);
    } catch (problem) {
      throw new Error(
        fill(this.words.noManifest, { url: MANIFEST_URL, why: problemText(problem, this.choices.locale) }),
      );
    }
  }

  private async functions(url: string): Promise<FunctionsMetadata> {
    try {
      return (await (await fetchWell(url)).json()) as FunctionsMetadata;
    } catch (problem) {
      throw new Error(fill(this.words.noFunctions, { url, why: problemText(problem, this.choices.locale) }));
    }
  }

  private busy(on: boolean): void {
    for (const id of ['new-book', 'open-book', 'save-book']) node<HTMLButtonElement>(id).disabled = on;
    node('grid').setAttribute('aria-busy', String(on));
  }

  // ---- what the user does -------------------------------------------------------------------------------------

  private listen(): void {
    const on = (id: string, event: string, act: () => unknown): void =>
      node(id).addEventListener(event, () => void this.guarded(act));
    on('new-book', 'click', () => this.replaceBook(null, ''));
    on('open-book', 'click', () => node('file').click());
    on('file', 'change', () => this.openFile());
    on('save-book', 'click', () => this.saveFile());
    on('language', 'change', () => this.changeLanguage(node<HTMLSelectElement>('language').value));
    on('theme', 'change', () => {
      this.choose({ theme: node<HTMLSelectElement>('theme').value === 'dark' ? 'dark' : 'light' });
      this.session?.setTheme(this.choices.theme);
    });
    on('width', 'change', () => {
      const width = Number(node<HTMLSelectElement>('width').value);
      this.choose({ paneWidth: PANE_WIDTHS.find((one) => one === width) ?? this.choices.paneWidth });
    });
    on('pane-close', 'click', () => {
      this.session?.host.setPaneVisible(false);
      this.paneButton?.focus();
    });
    on('message-close', 'click', hideMessage);
    on('differences', 'click', () => node<HTMLDialogElement>('differences-dialog').showModal());
    window.addEventListener('beforeunload', (event) => {
      if (this.session?.changed) event.preventDefault();
    });
  }

  /** Nothing the user starts may end in silence. */
  private async guarded(act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (problem) {
      showMessage('problem', problemText(problem, this.choices.locale));
    }
  }

  private async press(button: RibbonButton): Promise<void> {
    if (button.action.kind === 'pane') {
      this.session?.host.setPaneVisible(true);
      return;
    }
    try {
      await this.session?.host.runCommand(button.action.id, button.id);
    } catch (problem) {
      const why = problemText(problem, this.choices.locale);
      showMessage('problem', fill(this.words.commandFailed, { label: button.label, why }));
    }
  }

  private choose(change: Partial<Choices>): void {
    this.choices = { ...this.choices, ...change };
    keepChoices(this.choices);
    this.show();
  }

  private async changeLanguage(value: string): Promise<void> {
    const file = this.session?.host.toBookFile();
    const changed = this.session?.changed ?? false;
    hideMessage();
    this.choose({ locale: value === 'zh-CN' ? 'zh-CN' : 'en-US' });
    await this.restart(file ?? null);
    if (this.session) this.session.changed = changed;
  }

  private async replaceBook(file: BookFile | null, name: string): Promise<boolean> {
    if (this.session?.changed && !window.confirm(this.words.leaveOut)) return false;
    const before = this.session?.host.toBookFile() ?? this.kept;
    try {
      await this.restart(file);
    } catch (problem) {
      // a file that the grid cannot take must not cost the user the workbook that was open
      await this.restart(before);
      throw problem;
    }
    this.fileName = name;
    hideMessage();
    return true;
  }

  private async openFile(): Promise<void> {
    const input = node<HTMLInputElement>('file');
    const file = input.files?.[0];
    // so that choosing the same file again is a change again
    input.value = '';
    if (!file) return;
    showMessage('info', fill(this.words.reading, { file: file.name }));
    const notes: FileNote[] = [];
    try {
      const book = await openXlsx(new Uint8Array(await file.arrayBuffer()), { onNote: (note) => notes.push(note) });
      if (
        !(await this.replaceBook(
          withoutTakenNames(book, (note) => notes.push(note)),
          file.name,
        ))
      ) {
        hideMessage();
        return;
      }
    } catch (problem) {
      const why = problemText(problem, this.choices.locale);
      showMessage('problem', fill(this.words.notOpened, { file: file.name, why }));
      return;
    }
    const text = notes.length > 0 ? this.words.openedWith : this.words.opened;
    showMessage('info', fill(text, { file: file.name }), noteLines(notes, this.choices.locale, this.words));
  }

  private async saveFile(): Promise<void> {
    const { session } = this;
    const notes: FileNote[] = [];
    const name = this.fileName || `${this.words.bookName}.xlsx`;
    try {
      await session?.host.idle();
      const book = session?.host.toBookFile() ?? this.kept;
      if (!book) return;
      const bytes = await saveXlsx(book, { onNote: (note) => notes.push(note) });
      download(bytes, name);
    } catch (problem) {
      showMessage('problem', fill(this.words.notSaved, { why: problemText(problem, this.choices.locale) }));
      return;
    }
    if (session) session.changed = false;
    const text = notes.length > 0 ? this.words.savedWith : this.words.saved;
    showMessage('info', fill(text, { file: name }), noteLines(notes, this.choices.locale, this.words));
  }

  // ---- what the page shows ------------------------------------------------------------------------------------

  private show(): void {
    const { choices, words } = this;
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
}

/** Univer refuses a name that is also a function's (Excel allows it); formulas that use the name will show #NAME?. */
function withoutTakenNames(book: BookFile, note: (note: FileNote) => void): BookFile {
  const names = book.names.filter(({ name }) => {
    if (!isFunctionName(name)) return true;
    note({
      address: name,
      en: 'The name is also a function here and cannot be used; formulas with it show #NAME?.',
      zh: '该名称在此与函数重名，无法使用；引用它的公式显示 #NAME?。',
    });
    return false;
  });
  return { ...book, names };
}

async function fetchWell(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

function download(bytes: Uint8Array, name: string): void {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const link = element('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const page = new Page();
window.preview = { host: null, ready: Promise.resolve() };
window.preview.ready = page.start();
window.preview.ready.catch((problem: unknown) => showMessage('problem', problemText(problem, 'en-US')));
