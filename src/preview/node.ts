/** The stand-in for Excel in Node: a workbook without a screen and the add-in's page in jsdom. */
export * from './index';
export { createHeadlessBook } from './univer/headless';
export { loadAddinInJsdom, type AddinPage } from './jsdom/load-addin';
