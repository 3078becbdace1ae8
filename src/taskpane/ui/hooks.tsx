import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createFormats, createTranslator, type Formats, type MessageId, type MessageValues } from '../../messages';
import type { Language } from '../../tables';
import type { Navigation, Route } from '../navigation';
import type { Session, SessionState } from '../session';

export interface Pane {
  session: Session;
  navigation: Navigation;
}

const PaneContext = createContext<Pane | null>(null);

export const PaneProvider = ({ pane, children }: { pane: Pane; children: ReactNode }) => (
  <PaneContext.Provider value={pane}>{children}</PaneContext.Provider>
);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error('outside PaneProvider');
  return pane;
}

export function useSessionState(): SessionState {
  const { session } = usePane();
  return useSyncExternalStore(session.subscribe, session.getState);
}

export function useRoute(): Route {
  const { navigation } = usePane();
  return useSyncExternalStore(navigation.subscribe, navigation.get);
}

export interface Texts {
  language: Language;
  t(id: MessageId, values?: MessageValues): string;
  f: Formats;
}

export function useTexts(): Texts {
  const { language } = useSessionState();
  return useMemo(() => ({ language, t: createTranslator(language).t, f: createFormats(language) }), [language]);
}

/** Name of a warehouse in the pane's language; its code where the data service is away. */
export function useWarehouseName(): (id: string | null) => string {
  const { brand, language } = useSessionState();
  return (id) => {
    const found = brand?.warehouses.find(({ warehouse_id }) => warehouse_id === id);
    return (language === 'zh' && found?.name_zh) || found?.name || id || '';
  };
}

/** A key as people read it: SKU · warehouse. */
export function useKeyText(): (key: readonly string[]) => string {
  const warehouseName = useWarehouseName();
  return ([sku = '', warehouse, ...rest]) =>
    [sku, warehouse && warehouseName(warehouse), ...rest].filter(Boolean).join(' · ');
}

/** True once `on` has lasted `delay` ms: quick work shows nothing, so that the pane does not flicker. */
export function useLasting(on: boolean, delay = 300): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), delay);
    return () => clearTimeout(timer);
  }, [on, delay]);
  return on && lasting;
}

/** Starts an action of the session; what goes wrong is already in the session's state for the message area. */
export const run = (action: Promise<unknown>): void => void action.catch(() => {});
