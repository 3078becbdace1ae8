/** The stand-in for Excel, free of Node: what the preview page and `node.ts` build on. */
export { PreviewHost, type PreviewHostOptions } from './host';
export { bookFromUniver, Book } from './univer/book';
export type { Transport } from './protocol/connection';
export type { FunctionsMetadata } from './functions/metadata';
export type { ReadTableInfo, Reader } from './reader';
export type { User } from './user';
export type { Faults } from './protocol/faults';
export type * from './types';
