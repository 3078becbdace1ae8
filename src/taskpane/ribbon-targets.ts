import type { RibbonTargets } from '../commands';
import type { Navigation } from './navigation';
import type { Session } from './session';

/** Ribbon buttons do what the pane's own buttons do, and end on the page that shows the result. */
export function ribbonTargets(session: Session, navigation: Navigation): RibbonTargets {
  const planAndReview = async (): Promise<void> => {
    navigation.go({ page: 'plan' });
    await session.plan();
    await session.review();
    navigation.go({ page: 'review' });
  };
  return {
    async refresh() {
      navigation.go({ page: 'data' });
      await session.pull();
      navigation.go({ page: 'home' });
    },
    plan: planAndReview,
    async review() {
      if (session.getState().review) navigation.go({ page: 'review' });
      else if (session.getState().plan) {
        await session.review();
        navigation.go({ page: 'review' });
      } else await planAndReview();
    },
    async undoLastWrite() {
      navigation.go({ page: 'history' });
      const records = await session.loadHistory();
      const last = [...records]
        .sort((a, b) => b.at.localeCompare(a.at))
        .find(({ canUndo, undone }) => canUndo && !undone);
      if (last) await session.undo(last.id);
    },
    showItem: () => navigation.go({ page: 'item' }),
    explainCell() {
      navigation.go({ page: 'explain' });
      return session.explain();
    },
    showData: () => navigation.go({ page: 'data' }),
    showHome: () => navigation.go({ page: 'home' }),
  };
}
