import type { Language } from '../../tables';
import type { SessionPorts } from './types';

/** Until the user says otherwise, in the plan's currency. */
const SEND_LIMIT = 500_000;

/** What this computer remembers: language, the planner's name, address and access keys. Nothing of it goes into the workbook. */
export interface ComputerSettings {
  language(): Language;
  setLanguage(language: Language): void;
  /** name that overrides are signed with; '' before anybody said */
  planner(): string;
  setPlanner(name: string): void;
  /** money from which sending asks for a typed word; null: never */
  sendLimit(): number | null;
  setSendLimit(amount: number | null): void;
  address(): string;
  key(address: string): string | null;
  /** keeps the address and, where one was needed, its key */
  remember(address: string, key: string | null): void;
  forgetKey(address: string): void;
}

export function settingsOf({ storage, language, defaultAddress }: SessionPorts): ComputerSettings {
  return {
    language: () => {
      const chosen = storage.get('language');
      return chosen === 'en' || chosen === 'zh' ? chosen : language;
    },
    setLanguage: (chosen) => storage.set('language', chosen),
    planner: () => storage.get('planner') ?? '',
    setPlanner: (name) => (name ? storage.set('planner', name) : storage.remove('planner')),
    sendLimit: () => {
      const kept = storage.get('sendLimit');
      if (kept === 'never') return null;
      return kept !== null && Number.isFinite(Number(kept)) ? Number(kept) : SEND_LIMIT;
    },
    setSendLimit: (amount) => storage.set('sendLimit', amount === null ? 'never' : String(amount)),
    address: () => storage.get('address') ?? defaultAddress,
    key: (address) => storage.get(`key:${address}`),
    remember(address, key) {
      if (address === defaultAddress) storage.remove('address');
      else storage.set('address', address);
      if (key) storage.set(`key:${address}`, key);
    },
    forgetKey: (address) => storage.remove(`key:${address}`),
  };
}
