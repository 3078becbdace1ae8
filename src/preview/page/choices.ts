import type { Locale } from './words';

export type Theme = 'light' | 'dark';
export const PANE_WIDTHS = [270, 320, 350, 500] as const;
export type PaneWidth = (typeof PANE_WIDTHS)[number];

/** How the page looks. Kept on this computer, and settable in the address: ?locale=zh-CN&theme=dark&pane=320 */
export interface Choices {
  locale: Locale;
  theme: Theme;
  paneWidth: PaneWidth;
  paneOpen: boolean;
}

const KEY = 'twinstock.preview';

/** What the address says, else what was chosen last time, else what the browser prefers. */
export function readChoices(
  address: URL,
  stored: string | null,
  browser: { language: string; dark: boolean },
): Choices {
  const kept = parse(stored);
  const asked = Object.fromEntries(address.searchParams) as Record<string, string | undefined>;
  const locale = asked['locale'] ?? kept.locale ?? browser.language;
  const theme = asked['theme'] ?? kept.theme ?? (browser.dark ? 'dark' : 'light');
  const width = Number(asked['pane'] ?? kept.paneWidth);
  return {
    locale: /^zh/i.test(locale) ? 'zh-CN' : 'en-US',
    theme: theme === 'dark' ? 'dark' : 'light',
    // 350 is what Excel on the web gives a pane
    paneWidth: PANE_WIDTHS.find((one) => one === width) ?? 350,
    paneOpen: asked['pane'] === undefined ? kept.paneOpen !== false : asked['pane'] !== 'closed',
  };
}

function parse(stored: string | null): Partial<Choices> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Storage may be forbidden (private window); the page then simply forgets. */
export function storedChoices(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function keepChoices(choices: Choices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // nothing to keep them in
  }
}
