/**
 * The pages behind the first ones: a chunk of its own, so that the pane opens sooner. It is fetched as soon as the pane
 * stands, and so is there before anybody gets to one of them.
 */
export const loadPages = (): Promise<typeof import('./chunk')> => import(/* webpackChunkName: "pages" */ './chunk');
