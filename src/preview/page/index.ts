import './page.css';
import { problemText, showMessage } from './message';
import { Page } from './page';
import type { Session } from './session';

/** For browser tests: the host of the current workbook, and when it first was ready. */
declare global {
  interface Window {
    preview: { host: Session['host'] | null; ready: Promise<void> };
  }
}

const page = new Page();
window.preview = { host: null, ready: Promise.resolve() };
window.preview.ready = page.start();
window.preview.ready.catch((problem: unknown) => showMessage('problem', problemText(problem, 'en-US')));
