import type { Language } from '../tables';

/** What the pane needs to know from Office besides the workbook. */
export interface Environment {
  /** of Office's user interface */
  language: Language;
  /** null where Office does not say: follow the system */
  isDark(): boolean | null;
  storage: { get(key: string): string | null; set(key: string, value: string): void; remove(key: string): void };
}

/** Resolves when office.js is ready; in a page outside Office it resolves too, and the first workbook call will fail. */
export const officeReady = async (): Promise<void> => {
  await Office.onReady();
};

export function readEnvironment(): Environment {
  const displayLanguage = Office.context?.displayLanguage ?? navigator.language;
  return {
    language: /^zh/i.test(displayLanguage ?? '') ? 'zh' : 'en',
    isDark: () => {
      const theme = Office.context?.officeTheme;
      if (!theme) return null;
      if (typeof theme.isDarkTheme === 'boolean') return theme.isDarkTheme;
      return theme.bodyBackgroundColor ? luminance(theme.bodyBackgroundColor) < 0.4 : null;
    },
    storage: partitionedStorage(),
  };
}

/** Relative brightness 0–1 of `#RRGGBB`; older Office gives colours but not the flag. */
function luminance(colour: string): number {
  const [red = 255, green = 255, blue = 255] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

/**
 * localStorage under Office's partition key, so that two tenants on one computer don't read each other's; undefined on
 * Windows. A browser that refuses storage gets memory for as long as the pane lives.
 */
function partitionedStorage(): Environment['storage'] {
  const prefix = `${Office.context?.partitionKey ?? ''}twinstock.`;
  const memory = new Map<string, string>();
  const attempt = <T>(use: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return use(window.localStorage);
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) =>
      attempt(
        (storage) => storage.getItem(prefix + key),
        () => memory.get(key) ?? null,
      ),
    set: (key, value) =>
      attempt(
        (storage) => storage.setItem(prefix + key, value),
        () => void memory.set(key, value),
      ),
    remove: (key) =>
      attempt(
        (storage) => storage.removeItem(prefix + key),
        () => void memory.delete(key),
      ),
  };
}

/** Opens the pane where the ribbon button started without it; where it is open already nothing happens. */
export async function showPane(): Promise<void> {
  if (Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) await Office.addin.showAsTaskpane();
}
