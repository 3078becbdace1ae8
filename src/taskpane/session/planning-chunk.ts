/**
 * Planning and reviewing: a chunk of its own, fetched as soon as the pane stands, so that the pane opens sooner and plans
 * without a network later.
 */
export const loadPlanning = (): Promise<typeof import('./planning')> =>
  import(/* webpackChunkName: "planning" */ './planning');

/** The stored versions of the forecast, from the same chunk. */
export const loadForecasts = (): Promise<typeof import('./forecast-versions')> =>
  import(/* webpackChunkName: "planning" */ './forecast-versions');

/** The sheet of changes, and the one that derives the plan's figures again. */
export const loadChanges = (): Promise<typeof import('./changes')> =>
  import(/* webpackChunkName: "planning" */ './changes');
export const loadCheck = (): Promise<typeof import('./check')> => import(/* webpackChunkName: "planning" */ './check');

/** Decisions on lines of the plan, and their way to whoever buys. */
export const loadDecide = (): Promise<typeof import('./decide')> =>
  import(/* webpackChunkName: "planning" */ './decide');
export const loadProposals = (): Promise<typeof import('./proposals')> =>
  import(/* webpackChunkName: "planning" */ './proposals');

/** What-ifs beside the plan, and its money. */
export const loadScenarios = (): Promise<typeof import('./scenarios')> =>
  import(/* webpackChunkName: "planning" */ './scenarios');
export const loadBudget = (): Promise<typeof import('./budget')> =>
  import(/* webpackChunkName: "planning" */ './budget');

/** The past replayed. */
export const loadBacktest = (): Promise<typeof import('./backtest')> =>
  import(/* webpackChunkName: "planning" */ './backtest');

/** What the shop may sell by the last plan. */
export const loadSellable = (): Promise<typeof import('./sellable')> =>
  import(/* webpackChunkName: "planning" */ './sellable');

/** What a planner decides on the Item page is written from the same chunk. */
export const loadItemEdit = (): Promise<typeof import('./item-edit')> =>
  import(/* webpackChunkName: "planning" */ './item-edit');

/** What a plan reads, looked over before it is planned from. */
export const loadInputCheck = (): Promise<typeof import('./input-check')> =>
  import(/* webpackChunkName: "planning" */ './input-check');

/** What the figures of a recommendation were made of. */
export const loadInspect = (): Promise<typeof import('./inspect')> =>
  import(/* webpackChunkName: "planning" */ './inspect');

/** Ranges of the user's own: mapping them, and the brand of a workbook without a data service. */
export const loadOwn = (): Promise<typeof import('./own')> => import(/* webpackChunkName: "planning" */ './own');

/** Where SKUs stand, and locks of their tiers. */
export const loadTierLock = (): Promise<typeof import('./tier-lock')> =>
  import(/* webpackChunkName: "planning" */ './tier-lock');
export const loadTierBoard = (): Promise<typeof import('./tier-board')> =>
  import(/* webpackChunkName: "planning" */ './tier-board');
