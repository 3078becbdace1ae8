import type { OtherGroup, RepairGroupId, ReviewGroupId } from './session';

export type TabId = 'home' | 'data' | 'plan' | 'item';
export const TABS: readonly TabId[] = ['home', 'data', 'plan', 'item'];

/** Where the user is. Pages that belong to a tab keep that tab marked as current. */
export type Route =
  | { page: TabId }
  | { page: 'connect' | 'review' | 'history' | 'settings' | 'help' | 'explain' | 'forecast' }
  /** `edit`: id of the mapping to change */
  | { page: 'map'; edit?: string }
  | { page: 'decide' | 'scenarios' | 'budget' | 'proof' | 'sellable' | 'inputCheck' | 'tiers' }
  /** `figure`: opened first */
  | { page: 'why'; figure?: string }
  /** `from`: the function the user comes back from */
  | { page: 'functions'; search?: string; from?: string }
  | { page: 'function'; id: string }
  | { page: 'group'; group: ReviewGroupId | OtherGroup }
  | { page: 'repair' }
  | { page: 'repairGroup'; group: RepairGroupId };

export interface Navigation {
  get(): Route;
  subscribe(listener: () => void): () => void;
  go(route: Route): void;
  back(): void;
}

export function tabOf(route: Route): TabId | null {
  switch (route.page) {
    case 'review':
    case 'group':
    case 'decide':
    case 'scenarios':
    case 'budget':
    case 'proof':
    case 'sellable':
    case 'tiers':
      return 'plan';
    case 'connect':
    case 'map':
    case 'inputCheck':
      return 'data';
    case 'explain':
    case 'why':
      return 'item';
    case 'forecast':
    case 'history':
    case 'settings':
    case 'help':
    case 'repair':
    case 'repairGroup':
    case 'functions':
    case 'function':
      return null;
    default:
      return route.page;
  }
}

/** Kept outside the browser's history, which office.js takes away. */
export function createNavigation(): Navigation {
  let trail: Route[] = [{ page: 'home' }];
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  return {
    get: () => trail[trail.length - 1] as Route,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    go(route) {
      const isTab = (TABS as readonly string[]).includes(route.page);
      const current = trail[trail.length - 1];
      if (isTab) trail = [route];
      else if (current?.page !== route.page) trail = [...trail, route];
      else trail = [...trail.slice(0, -1), route];
      tell();
    },
    back() {
      if (trail.length > 1) trail = trail.slice(0, -1);
      else trail = [{ page: 'home' }];
      tell();
    },
  };
}
