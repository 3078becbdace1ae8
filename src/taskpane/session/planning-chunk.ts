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

/** What a planner decides on the Item page is written from the same chunk. */
export const loadItemEdit = (): Promise<typeof import('./item-edit')> =>
  import(/* webpackChunkName: "planning" */ './item-edit');
