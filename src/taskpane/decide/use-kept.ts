import { useCallback, useState } from 'react';
import type { Session } from '../session';
import { usePane } from '../ui/hooks';

const kept = new WeakMap<Session, Map<string, unknown>>();

/** State that outlives its page: work in progress takes the page's place for a while, and where the user was must not go. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const { session } = usePane();
  let held = kept.get(session);
  if (!held) kept.set(session, (held = new Map()));
  const values = held;
  const [value, setValue] = useState<T>(() => (values.has(name) ? (values.get(name) as T) : initial));
  const keep = useCallback(
    (next: T) => {
      values.set(name, next);
      setValue(next);
    },
    [name, values],
  );
  return [value, keep];
}
