import { openXlsx, saveXlsx, type FileNote } from '../files';
import type { BookFile } from '../types';
import { loadFunctions, loadManifest } from './addin-files';
import { download, unusableNameNote } from './book-files';
import { keepChoices, PANE_WIDTHS, readChoices, storedChoices, type Choices } from './choices';
import type { RibbonButton } from './manifest';
import { hideMessage, noteLines, problemText, showMessage } from './message';
import { drawRibbon } from './ribbon';
import { Session } from './session';
import { node, showPage } from './view';
import { fill, wordsOf } from './words';

/** The preview page: the strip, the ribbon, one session with grid and pane, and what the user does with them. */
export class Page {
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
    showPage(this.choices);
    await this.restart(null);
  }

  private get words() {
    return wordsOf(this.choices.locale);
  }

  /** Loads the workbook and the add-in anew; what cannot be loaded is said in the page and thrown. */
  private async restart(file: BookFile | null): Promise<void> {
    this.busy(true);
    try {
      const manifest = await loadManifest(this.choices.locale);
      drawRibbon(node('ribbon'), manifest.tab, (button) => void this.press(button));
      const opener = manifest.tab.groups.flatMap((group) => group.buttons).find((one) => one.action.kind === 'pane');
      this.paneButton = opener ? node(opener.id) : null;
      node('pane-title').textContent = manifest.name;
      node<HTMLImageElement>('pane-icon').src = manifest.iconUrl;
      const functions = await loadFunctions(manifest.functionsUrl, this.choices.locale);
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
    on('file', 'change', () => {
      const opened = this.openFile();
      window.preview.opened = opened;
      return opened;
    });
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
    showPage(this.choices);
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

  /** @returns whether the file is open */
  private async openFile(): Promise<boolean> {
    const input = node<HTMLInputElement>('file');
    const file = input.files?.[0];
    // so that choosing the same file again is a change again
    input.value = '';
    if (!file) return false;
    showMessage('info', fill(this.words.reading, { file: file.name }));
    const notes: FileNote[] = [];
    try {
      const book = await openXlsx(new Uint8Array(await file.arrayBuffer()), { onNote: (note) => notes.push(note) });
      if (!(await this.replaceBook(book, file.name))) {
        hideMessage();
        return false;
      }
      notes.push(...(this.session?.unusableNames ?? []).map(unusableNameNote));
    } catch (problem) {
      const why = problemText(problem, this.choices.locale);
      showMessage('problem', fill(this.words.notOpened, { file: file.name, why }));
      return false;
    }
    const text = notes.length > 0 ? this.words.openedWith : this.words.opened;
    showMessage('info', fill(text, { file: file.name }), noteLines(notes, this.choices.locale, this.words));
    await this.session?.addinLoaded;
    return true;
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
}
