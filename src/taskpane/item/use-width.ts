import { useEffect, useRef, useState, type RefObject } from 'react';

/** Width of an element in CSS pixels, followed as the pane is resized: text in a drawing must not scale with it. */
export function useWidth<E extends HTMLElement>(fallback = 296): [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(fallback);
  useEffect(() => {
    const node = element.current;
    if (!node || typeof ResizeObserver === 'undefined') return;
    const look = (): void => setWidth(node.clientWidth || fallback);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(node);
    return () => observer.disconnect();
  }, [fallback]);
  return [element, width];
}
