/**
 * Planning and reviewing: a chunk of its own, fetched as soon as the pane stands, so that the pane opens sooner and plans
 * without a network later.
 */
export const loadPlanning = (): Promise<typeof import('./planning')> =>
  import(/* webpackChunkName: "planning" */ './planning');
