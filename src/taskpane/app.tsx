import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { FirstRun } from './home/first-run';
import { HomePage } from './home/home-page';
import { NothingYet } from './home/nothing-yet';
import { loadFunctions } from './functions/load';
import type { Navigation, Route } from './navigation';
import { loadPages } from './pages/load';
import type { Session } from './session';
import { loadPlanning } from './session/planning-chunk';
import { BrandGuard } from './shell/brand-guard';
import { StoppedMidway } from './shell/stopped-midway';
import { ContextRow } from './shell/context-row';
import { ErrorBoundary } from './shell/error-boundary';
import { JobPanel } from './shell/job-panel';
import { LazyPage, preload } from './shell/lazy-page';
import { MessageArea } from './shell/message-area';
import { PageFrame } from './shell/page-frame';
import { TabRow } from './shell/tab-row';
import { PaneProvider, useLasting, usePane, useRoute, useSessionState, useTexts } from './ui/hooks';
import { usePageGround, useStyles as useShared } from './ui/styles';
import { usePaneTheme } from './ui/theme';

const useStyles = makeStyles({
  shell: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Pages that stay in sight while work goes on. */
const WITHOUT_JOBS: readonly Route['page'][] = [
  'item',
  'forecast',
  'history',
  'settings',
  'help',
  'explain',
  'functions',
  'function',
];

export interface AppProps {
  session: Session;
  navigation: Navigation;
  isDark: () => boolean | null;
}

export function App({ session, navigation, isDark }: AppProps) {
  usePageGround();
  const { theme } = usePaneTheme(isDark);
  // as a style, not a class: Fluent gives the provider's class to the layer of its menus too, which would cover the page
  return (
    <FluentProvider theme={theme} style={{ height: '100%' }}>
      <PaneProvider pane={{ session, navigation }}>
        <Shell />
      </PaneProvider>
    </FluentProvider>
  );
}

function Shell() {
  const styles = useStyles();
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const route = useRoute();
  const { t, language } = useTexts();
  const { job } = state;

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = t('app.name');
  }, [language, t]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === 'Escape' && session.getState().job) session.cancel();
      else if (event.key === 'Escape' || (event.key === 'ArrowLeft' && event.altKey)) {
        if (!['home', 'data', 'plan', 'item'].includes(navigation.get().page)) navigation.back();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [session, navigation]);

  useEffect(() => {
    preload(loadPages);
    preload(loadPlanning);
  }, []);
  useReturningFocus(job !== null);
  const working = useLasting(job !== null && job.kind !== 'connect');
  const [skipped, setSkipped] = useState(false);
  const unbound = state.ready && !state.workbook?.binding && !state.workbook?.tables.length;
  const firstRun = unbound && !skipped;
  const guard = state.problem?.code === 'other_brand' ? state.problem : null;
  const stopped = state.problem?.partial ? state.problem : null;
  const showsJob = working && job !== null && !WITHOUT_JOBS.includes(route.page);

  return (
    <div className={styles.shell}>
      <ContextRow />
      {!firstRun && <TabRow />}
      <MessageArea />
      <ErrorBoundary
        resetKey={`${route.page}${state.ready}`}
        fallback={(retry) => (
          <PageFrame label={t('app.name')}>
            <div className={shared.page}>
              <p className={shared.body}>{t('error.boundary')}</p>
              <div>
                <Button onClick={retry}>{t('error.reload')}</Button>
              </div>
            </div>
          </PageFrame>
        )}
      >
        {!state.ready ? (
          <PageFrame label={t('app.name')}>{null}</PageFrame>
        ) : guard ? (
          <BrandGuard problem={guard} />
        ) : stopped && !showsJob ? (
          <StoppedMidway problem={stopped} />
        ) : showsJob && job ? (
          <JobPanel job={job} />
        ) : firstRun &&
          (route.page === 'home' || route.page === 'data' || route.page === 'plan' || route.page === 'item') ? (
          <FirstRun onSkip={() => setSkipped(true)} />
        ) : unbound && route.page === 'home' ? (
          <NothingYet onBegin={() => setSkipped(false)} />
        ) : (
          <Page route={route} />
        )}
      </ErrorBoundary>
    </div>
  );
}

/** Work replaces a page and takes its focused button away: when it ends, focus goes to the page's main action again. */
function useReturningFocus(working: boolean): void {
  const owned = useRef(false);
  useEffect(() => {
    if (working) {
      owned.current = document.hasFocus() && document.activeElement !== document.body;
      return;
    }
    if (!owned.current) return;
    owned.current = false;
    const timer = setTimeout(() => {
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('#pane footer button:not([disabled])')?.focus();
    });
    return () => clearTimeout(timer);
  }, [working]);
}

function Page({ route }: { route: Route }) {
  const { t } = useTexts();
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'explain':
      return (
        <LazyPage key="functions" title={t('menu.explain')} load={loadFunctions}>
          {({ ExplainPage }) => <ExplainPage />}
        </LazyPage>
      );
    case 'functions':
      return (
        <LazyPage key="functions" title={t('menu.functions')} load={loadFunctions}>
          {({ FunctionsPage }) => <FunctionsPage />}
        </LazyPage>
      );
    case 'function':
      return (
        <LazyPage key="functions" title={route.id} load={loadFunctions}>
          {({ FunctionPage }) => <FunctionPage key={route.id} id={route.id} />}
        </LazyPage>
      );
    default:
      return (
        <LazyPage key="pages" title={t('app.name')} load={loadPages}>
          {(pages) => <LaterPage route={route} pages={pages} />}
        </LazyPage>
      );
  }
}

type LaterRoute = Exclude<Route, { page: 'home' | 'explain' | 'functions' | 'function' }>;

function LaterPage({ route, pages }: { route: LaterRoute; pages: Awaited<ReturnType<typeof loadPages>> }) {
  switch (route.page) {
    case 'data':
      return <pages.DataPage />;
    case 'plan':
      return <pages.PlanPage />;
    case 'item':
      return <pages.ItemPage />;
    case 'connect':
      return <pages.ConnectPage />;
    case 'review':
      return <pages.ReviewPage />;
    case 'group':
      return <pages.GroupPage key={route.group} group={route.group} />;
    case 'forecast':
      return <pages.AccuracyPage />;
    case 'map':
      return <pages.MapPage />;
    case 'decide':
      return <pages.DecidePage />;
    case 'scenarios':
      return <pages.ScenariosPage />;
    case 'budget':
      return <pages.BudgetPage />;
    case 'proof':
      return <pages.ProofPage />;
    case 'sellable':
      return <pages.SellablePage />;
    case 'inputCheck':
      return <pages.InputCheckPage />;
    case 'why':
      return <pages.WhyPage />;
    case 'tiers':
      return <pages.TiersPage />;
    case 'history':
      return <pages.HistoryPage />;
    case 'settings':
      return <pages.SettingsPage />;
    case 'help':
      return <pages.HelpPage />;
    case 'repair':
      return <pages.RepairPage />;
    case 'repairGroup':
      return <pages.RepairGroupPage key={route.group} group={route.group} />;
  }
}
