import { createRoot } from 'react-dom/client';
import { associateRibbon, officeReady, readEnvironment, type Environment } from '../commands';
import { liveHub } from '../functions/live-hub';
import * as workbook from '../workbook';
import { App } from './app';
import { createNavigation, type Navigation } from './navigation';
import { createSession, type Session, type TwinstockGlobal } from './session';
import { createLiveStock } from './session/live-stock';
import { ribbonTargets } from './ribbon-targets';

declare global {
  // programs without a screen (npm run plan, tests) and the development console start here
  var twinstock: TwinstockGlobal | undefined;
}

// before Office is ready, and so before the first cell asks
const live = createLiveStock({
  hub: liveHub(),
  fetch: (input, init) => globalThis.fetch(input, init),
  now: () => Date.now(),
  random: () => Math.random(),
});
globalThis.addEventListener('online', () => live.retry());
// a page the browser may bring back is not gone
globalThis.addEventListener('pagehide', ({ persisted }) => !persisted && live.stop());

function compose(environment: Environment): { session: Session; navigation: Navigation } {
  const session = createSession({
    workbook,
    runPlan: async (input, options) =>
      (await import(/* webpackChunkName: "planning" */ './plan-run')).runPlanInWorkers(input, options),
    runBacktest: async (input, settings, options) =>
      (await import(/* webpackChunkName: "planning" */ './plan-run')).runBacktestInWorkers(input, settings, options),
    fetch: (input, init) => globalThis.fetch(input, init),
    live,
    storage: environment.storage,
    now: () => new Date(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    defaultAddress: new URL('/api', globalThis.location.href).href,
    functionsNamespace: new URLSearchParams(globalThis.location.search).get('ns') ?? 'TWIN',
    language: environment.language,
  });
  return { session, navigation: createNavigation() };
}

async function open(): Promise<void> {
  await officeReady();
  const environment = readEnvironment();
  const { session, navigation } = compose(environment);
  associateRibbon(ribbonTargets(session, navigation));
  globalThis.twinstock = { session, ready: session.start() };
  const place = document.getElementById('pane');
  if (place) createRoot(place).render(<App session={session} navigation={navigation} isDark={environment.isDark} />);
}

void open();
