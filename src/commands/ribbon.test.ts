import { RIBBON_ACTIONS, associateRibbon, type RibbonTargets } from './ribbon';

type Handler = (event: { completed: () => void }) => Promise<void>;

function setUp(targets: Partial<RibbonTargets>): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  (globalThis as Record<string, unknown>).Office = {
    actions: { associate: (id: string, handler: Handler) => handlers.set(id, handler) },
    addin: { showAsTaskpane: async () => {} },
    context: { requirements: { isSetSupported: () => true } },
  };
  associateRibbon(targets as RibbonTargets);
  return handlers;
}

it('associates the ids of the manifest', () => {
  const ids = ['TwinRefresh', 'TwinPlan', 'TwinReview', 'TwinUndo', 'TwinItem', 'TwinExplain', 'TwinData', 'TwinPane'];
  expect([...setUp({}).keys()].sort()).toEqual([...ids].sort());
  expect(Object.keys(RIBBON_ACTIONS)).toHaveLength(ids.length);
});

it('tells Office that it has ended, also when it failed', async () => {
  const completed = jest.fn();
  const handlers = setUp({ refresh: () => Promise.reject(new Error('no answer')), plan: async () => {} });
  await handlers.get('TwinRefresh')?.({ completed });
  await handlers.get('TwinPlan')?.({ completed });
  expect(completed).toHaveBeenCalledTimes(2);
});
