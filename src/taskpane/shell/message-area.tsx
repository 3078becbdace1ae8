import { Button, Link, MessageBar, MessageBarActions, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { MessageId } from '../../messages';
import { notWorking, type SessionProblem } from '../session';
import { CONNECT_FIELD } from '../data/connect-field';
import { run, usePane, useRoute, useSessionState, useTexts } from '../ui/hooks';
import { problemText } from '../ui/problem-text';

const NOTICE_MS = 8000;

const useStyles = makeStyles({
  area: { flexShrink: 0, display: 'flex', flexDirection: 'column' },
  bar: { borderRadius: 0, minHeight: '36px', borderLeft: 'none', borderRight: 'none', borderTop: 'none' },
  undo: { fontWeight: 600, minHeight: '20px' },
  body: { whiteSpace: 'normal', paddingTop: '6px', paddingBottom: '6px', overflowWrap: 'anywhere' },
  detail: {
    display: 'block',
    fontSize: '12px',
    lineHeight: '17px',
    fontFamily: 'Consolas, monospace',
    marginTop: '4px',
  },
});

/** What can be done about a problem besides reading it. */
function problemAction(problem: SessionProblem): 'retry' | 'connect' | 'data' | null {
  switch (problem.code) {
    case 'column_gone':
      return 'data';
    case 'no_answer':
    case 'offline':
    case 'changed_again':
    case 'editing':
    case 'host_error':
    case 'internal':
      return problem.during === 'pull' || problem.during === 'plan' || problem.during === 'review' ? 'retry' : null;
    case 'unauthorised':
    case 'forbidden':
    case 'brand_not_found':
    case 'bad_address':
      return 'connect';
    default:
      return null;
  }
}

/** At most one problem and one result at a time, above the page. */
export function MessageArea() {
  const styles = useStyles();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const texts = useTexts();
  const { t } = texts;
  const route = useRoute();
  const { problem, notice, repair } = state;
  const [detail, setDetail] = useState(false);
  const [held, setHeld] = useState(false);
  const shownProblem = useRef(problem);

  useEffect(() => {
    if (shownProblem.current !== problem) setDetail(false);
    shownProblem.current = problem;
  }, [problem]);

  useEffect(() => {
    if (!notice || held) return;
    const timer = setTimeout(() => session.dismiss('notice'), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice, held, session]);

  // column and filter decisions are asked on the page that can act on them
  const elsewhere =
    !!problem &&
    (['filtered', 'other_brand', 'plan_older'].includes(problem.code) ||
      (route.page === 'connect' && problem.during === 'connect' && CONNECT_FIELD[problem.code] !== undefined));
  const shown = problem && !problem.partial && !elsewhere ? problem : null;
  const possible = shown && problemAction(shown);
  const action = possible === route.page ? null : possible;
  const offered = repair?.offered && !shown && !notice && !route.page.startsWith('repair') ? notWorking(repair) : 0;
  const retry = (): void => {
    if (shown?.during === 'pull') run(session.pull());
    else if (shown?.during === 'plan') run(session.plan().then(() => session.review()));
    else run(session.review());
  };

  const closing = (what: Parameters<typeof session.dismiss>[0]) => (
    <Button
      appearance="transparent"
      icon={<Dismiss16Regular />}
      aria-label={t('action.close')}
      onClick={() => session.dismiss(what)}
    />
  );

  return (
    <div className={styles.area}>
      <div role="alert">
        {shown && (
          <MessageBar
            intent={shown.code === 'unauthorised' || shown.code === 'offline' ? 'warning' : 'error'}
            layout={action ? 'multiline' : 'singleline'}
            className={styles.bar}
          >
            <MessageBarBody className={styles.body}>
              {problemText(shown, state, texts)}{' '}
              {shown.detail && (
                <Link as="button" inline onClick={() => setDetail(!detail)} aria-expanded={detail}>
                  {t('action.detail')}
                </Link>
              )}
              {detail && shown.detail && <span className={styles.detail}>{shown.detail}</span>}
            </MessageBarBody>
            <MessageBarActions containerAction={closing('problem')}>
              {action === 'retry' && (
                <Button size="small" onClick={retry}>
                  {t('action.retry')}
                </Button>
              )}
              {action === 'data' && (
                <Button size="small" onClick={() => navigation.go({ page: 'data' })}>
                  {t('action.show')}
                </Button>
              )}
              {action === 'connect' && route.page !== 'connect' && (
                <Button size="small" onClick={() => navigation.go({ page: 'connect' })}>
                  {t('action.connect')}
                </Button>
              )}
            </MessageBarActions>
          </MessageBar>
        )}
      </div>
      <div role="status">
        {offered > 0 && (
          <MessageBar intent="info" layout="singleline" className={styles.bar}>
            <MessageBarBody className={styles.body}>
              {t('repair.offer', { n: offered })}{' '}
              <Link as="button" className={styles.undo} onClick={() => navigation.go({ page: 'repair' })}>
                {t('repair.show')}
              </Link>
            </MessageBarBody>
            <MessageBarActions containerAction={closing('repair')} />
          </MessageBar>
        )}
        {notice && (
          <MessageBar
            intent={
              ['partly_written', 'partly_repaired'].includes(notice.kind)
                ? 'warning'
                : notice.kind === 'cancelled'
                  ? 'info'
                  : 'success'
            }
            layout="singleline"
            className={styles.bar}
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <MessageBarBody className={styles.body}>
              {t(`notice.${notice.kind}` as MessageId, notice.values)}{' '}
              {notice.undoId && (
                <Link
                  as="button"
                  className={styles.undo}
                  disabled={state.job !== null}
                  onClick={() => run(session.undo(notice.undoId ?? ''))}
                >
                  {t('action.undo')}
                </Link>
              )}
            </MessageBarBody>
            <MessageBarActions containerAction={closing('notice')} />
          </MessageBar>
        )}
      </div>
    </div>
  );
}
