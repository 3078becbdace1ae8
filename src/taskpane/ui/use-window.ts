import { useCallback, useEffect, useState, type RefObject } from 'react';

/** rows drawn beyond what is visible, so that scrolling shows no gap */
const SPARE = 6;

/** Which rows of a long list of equal heights need to be drawn. */
export function useWindow(
  list: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): { first: number; last: number; height: number; show: (index: number) => void } {
  const [view, setView] = useState({ top: 0, height: 480 });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight || 480 });
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [list, count === 0]);

  const show = useCallback(
    (index: number) => {
      const element = list.current;
      if (!element) return;
      const top = index * rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + element.clientHeight) {
        element.scrollTop = top + rowHeight - element.clientHeight;
      }
    },
    [list, rowHeight],
  );

  return {
    first: Math.max(0, Math.floor(view.top / rowHeight) - SPARE),
    last: Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + SPARE),
    height: count * rowHeight,
    show,
  };
}
