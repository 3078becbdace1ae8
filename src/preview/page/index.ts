import './page.css';
import { problemText, showMessage } from './message';
import { Page } from './page';
import type { Session } from './session';

/** For browser tests. */
declare global {
  interface Window {
    preview: {
      /** of the current workbook */
      host: Session['host'] | null;
      /** when the page first was ready */
      ready: Promise<void>;
      /** of the file chosen last: settles when it is read and the add-in is loaded beside it; whether it is open */
      opened: Promise<boolean>;
    };
  }
}

const page = new Page();
window.preview = { host: null, ready: Promise.resolve(), opened: Promise.resolve(false) };
window.preview.ready = page.start();
window.preview.ready.catch((problem: unknown) => showMessage('problem', problemText(problem, 'en-US')));
