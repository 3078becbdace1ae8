import { Button } from '@fluentui/react-components';
import type { SessionProblem } from '../session';
import { run, usePane, useSessionState, useTexts } from '../ui/hooks';
import { Mark } from '../ui/mark';
import { problemText } from '../ui/problem-text';
import { useStyles as useShared } from '../ui/styles';
import { PageFrame } from './page-frame';

/** A write that could not go on: how far it came, why, and both ways out. */
export function StoppedMidway({ problem }: { problem: SessionProblem }) {
  const shared = useShared();
  const { session, navigation } = usePane();
  const state = useSessionState();
  const texts = useTexts();
  const { t } = texts;
  const { partial } = problem;
  if (!partial) return null;
  const reviewRest = (): void =>
    run(
      (state.plan ? session.review() : session.plan().then(() => session.review())).then(() =>
        navigation.go({ page: 'review' }),
      ),
    );
  const repairing = problem.during === 'repair';
  const showRest = (): void => {
    session.dismiss('problem');
    navigation.go({ page: 'repair' });
  };
  return (
    <PageFrame
      label={t('partial.title')}
      footer={
        <>
          <Button appearance="primary" onClick={repairing ? showRest : reviewRest}>
            {t(repairing ? 'partial.showRest' : 'partial.writeRest')}
          </Button>
          {partial.cells > 0 && (
            <Button onClick={() => run(session.undo(partial.writeId))}>
              {t('partial.undo', { n: partial.cells })}
            </Button>
          )}
        </>
      }
    >
      <div className={shared.page} role="alert">
        <div className={shared.head}>
          <Mark kind="warning" />
          <h1 className={shared.title}>{t('partial.title')}</h1>
        </div>
        <p className={shared.body}>
          {repairing
            ? t('partial.repair', { done: partial.cells })
            : t('partial.body', { done: partial.cells, total: partial.wanted })}
        </p>
        <p className={shared.body}>
          {problem.code === 'cancelled' ? t('partial.cancelled') : problemText(problem, state, texts)}
        </p>
      </div>
    </PageFrame>
  );
}
