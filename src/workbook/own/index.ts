/** The user's own ranges: looking at them, remembering what their columns mean, reading, writing, undoing. */
export { lookAtOwn } from './look';
export { forgetOwn, keepOwn, listOwn } from './keep';
export { ownKeyAt, readOwn, selectOwn } from './read';
export { previewOwn } from './preview';
export { applyOwn } from './apply';
export { undoOwn } from './undo';
