/**
 * Functions, their texts and explanations: a chunk of its own, which the pane loads when somebody first looks at one of
 * these pages.
 */
export const loadFunctions = (): Promise<typeof import('./chunk')> =>
  import(/* webpackChunkName: "functions-help" */ './chunk');
