import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

/** Fluent's own stack has no Chinese face. */
const FONT = "'Segoe UI','Microsoft YaHei UI','PingFang SC','Noto Sans CJK SC',sans-serif";

const withOurs = (theme: Theme, tooMuch: [ink: string, ground: string]): PaneTheme => ({
  ...theme,
  fontFamilyBase: FONT,
  fontFamilyNumeric: FONT,
  twinTooMuchInk: tooMuch[0],
  twinTooMuchGround: tooMuch[1],
});

/** Fluent's tokens and one pair of ours: blue for "too much", beside Fluent's red and orange. */
export type PaneTheme = Theme & { twinTooMuchInk: string; twinTooMuchGround: string };

const light = withOurs(webLightTheme, ['#004377', '#EFF6FC']);
const dark = withOurs(webDarkTheme, ['#A9D3F2', '#004377']);

const systemDark = (): MediaQueryList | null =>
  typeof window.matchMedia === 'function' ? window.matchMedia('(prefers-color-scheme: dark)') : null;

/** Follows Office; where Office does not say, the system. Office tells no one when its theme changes, so focus asks again. */
export function usePaneTheme(isDark: () => boolean | null): { theme: PaneTheme; dark: boolean } {
  const read = (): boolean => isDark() ?? systemDark()?.matches ?? false;
  const [on, setOn] = useState(read);
  useEffect(() => {
    const look = (): void => setOn(read());
    const media = systemDark();
    media?.addEventListener?.('change', look);
    window.addEventListener('focus', look);
    return () => {
      media?.removeEventListener?.('change', look);
      window.removeEventListener('focus', look);
    };
  });
  return { theme: on ? dark : light, dark: on };
}
