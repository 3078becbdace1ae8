export { officeReady, readEnvironment, showPane, type Environment } from './office-environment';
export { RIBBON_ACTIONS, associateRibbon, type RibbonTargets } from './ribbon';
