export { en, type MessageId } from './en';
export { zh } from './zh';
export { createTranslator, textsOf, LOCALES, type MessageValues, type Translator } from './translator';
export { createFormats, shortAmount, UNKNOWN, type Formats } from './formats';
export * from './plan-texts';
