export { openXlsx, type OpenOptions } from './reader';
export { OUR_NAMESPACES, saveXlsx, type SaveOptions } from './writer';
export { UnreadableFile, type FileNote } from './notes';
