import { PreviewHost, type PreviewHostOptions } from '../host';
import type { BookFile } from '../types';
import type { Book } from '../univer/book';
import { drawCharts } from './charts-layer';
import type { Choices, Theme } from './choices';
import { createGridBook, gridDrawn } from './grid';
import { linkGrid, type GridMessages } from './grid-link';
import type { AddinManifest } from './manifest';
import { drawTables } from './table-look';
import { giveOfficeTheme, tellThemeChanged } from './office-theme';

/** functions.json as the build made it. */
export type FunctionsMetadata = PreviewHostOptions['functions'];

/** One workbook with the add-in loaded beside it. Another language or workbook means another session, as in Excel. */
export class Session {
  readonly host: PreviewHost;
  private readonly book: Book;
  private readonly frame: HTMLIFrameElement;
  private readonly container: HTMLElement;
  private readonly receive: (event: MessageEvent) => void;
  /** Something was written since the last save. */
  changed = false;
  /** defined names of the opened file that formulas cannot use here */
  unusableNames: readonly string[] = [];
  /** Resolves when the add-in's page is loaded. */
  readonly addinLoaded: Promise<void>;
  private theme: Theme;
  private readonly unlink: () => void;

  private constructor(
    grid: HTMLElement,
    private readonly framePlace: HTMLElement,
    manifest: AddinManifest,
    functions: FunctionsMetadata,
    choices: Choices,
    messages: GridMessages,
  ) {
    this.theme = choices.theme;
    this.container = document.createElement('div');
    this.container.style.cssText = 'position:absolute;inset:0';
    grid.replaceChildren(this.container);
    this.book = createGridBook(this.container, choices.locale);
    this.host = new PreviewHost({
      book: this.book,
      functions,
      namespace: manifest.namespace,
      locale: choices.locale,
      addinName: manifest.name,
    });
    this.host.setPaneVisible(choices.paneOpen);
    const unlinks = [
      linkGrid(this.book, this.host, messages),
      drawTables(this.book, this.host),
      drawCharts(this.book, this.host, grid),
    ];
    this.unlink = () => unlinks.forEach((unlink) => unlink());
    this.book.commands.onCommandExecuted((command) => {
      if (command.id === 'sheet.mutation.set-range-values') this.changed = true;
    });

    this.host.connect({ post: (json) => this.frame.contentWindow?.postMessage(json, location.origin) });
    this.frame = document.createElement('iframe');
    // office.js reads its host from the window's name, which an attached frame would no longer take over
    this.frame.name = this.host.windowName(location.origin + location.pathname);
    this.frame.src = manifest.paneUrl;
    this.frame.title = manifest.name;
    this.addinLoaded = new Promise((resolve) => this.frame.addEventListener('load', () => resolve(), { once: true }));
    this.receive = (event) => {
      if (
        event.source === this.frame.contentWindow &&
        event.origin === location.origin &&
        typeof event.data === 'string'
      )
        this.host.receive(event.data);
    };
    window.addEventListener('message', this.receive);
  }

  /** Builds the grid, fills it from `file` if there is one, and only then loads the add-in. */
  static async start(
    places: { grid: HTMLElement; frame: HTMLElement },
    manifest: AddinManifest,
    functions: FunctionsMetadata,
    choices: Choices,
    messages: GridMessages,
    file: BookFile | null,
  ): Promise<Session> {
    const session = new Session(places.grid, places.frame, manifest, functions, choices, messages);
    try {
      // a canvas does not wait for fonts, and would measure texts with another one
      await Promise.allSettled([document.fonts.load('11pt Arial'), document.fonts.load('bold 11pt Arial')]);
      await gridDrawn(session.book);
      if (file) {
        session.unusableNames = await session.host.loadBookFile(file);
        const front = session.book.workbook.getActiveSheet().getSheetId();
        session.host.workbook.select(front, { row: 0, column: 0, rows: 1, columns: 1 });
      }
    } catch (problem) {
      session.end();
      throw problem;
    }
    session.changed = false;
    session.frame.addEventListener('load', () => giveOfficeTheme(session.frame, () => session.theme));
    session.framePlace.replaceChildren(session.frame);
    return session;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    tellThemeChanged(this.frame);
  }

  /** Takes the add-in and the grid out of the page. */
  end(): void {
    window.removeEventListener('message', this.receive);
    this.frame.remove();
    this.unlink();
    this.host.dispose();
    this.container.remove();
  }
}
