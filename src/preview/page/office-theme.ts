import type { Theme } from './choices';

/** What Excel tells a page of its theme. The colours are those of the page around the pane. */
const THEMES: Record<Theme, Record<string, unknown>> = {
  light: {
    isDarkTheme: false,
    bodyBackgroundColor: '#FFFFFF',
    bodyForegroundColor: '#242424',
    controlBackgroundColor: '#F0F0F0',
    controlForegroundColor: '#242424',
  },
  dark: {
    isDarkTheme: true,
    bodyBackgroundColor: '#292929',
    bodyForegroundColor: '#FFFFFF',
    controlBackgroundColor: '#1A1A1A',
    controlForegroundColor: '#FFFFFF',
  },
};

const LOOK_EVERY_MS = 100;
/** office.js replaces its first, empty context when the host has answered; by then that has happened. */
const WATCH_FOR_MS = 30_000;

/**
 * Gives the add-in's page `Office.context.officeTheme`. The protocol of Excel on the web carries no theme in the office.js
 * that npm has, so the page, being of the same origin, is given it directly.
 */
export function giveOfficeTheme(frame: HTMLIFrameElement, theme: () => Theme): void {
  const until = Date.now() + WATCH_FOR_MS;
  let given: object | null = null;
  const look = (): void => {
    const page = frame.contentWindow as (Window & { Office?: { context?: object } }) | null;
    if (!page || !frame.isConnected) return;
    const context = page.Office?.context ?? null;
    if (context && context !== given) {
      given = context;
      Object.defineProperty(context, 'officeTheme', { configurable: true, get: () => THEMES[theme()] });
      tellThemeChanged(frame);
    }
    if (Date.now() < until) setTimeout(look, LOOK_EVERY_MS);
  };
  look();
}

/** Office has no event for a change of its theme; pages look again when they get the focus. */
export function tellThemeChanged(frame: HTMLIFrameElement): void {
  frame.contentWindow?.dispatchEvent(new Event('focus'));
}
