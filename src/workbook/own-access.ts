import type { OwnPort } from './own/types';

// The user's own ranges are dealt with by code of a chunk of its own, loaded when it is first needed.
const own = () => import(/* webpackChunkName: "own-workbook" */ './own');

/** See own/look. */
export const lookAtOwn: OwnPort['lookAtOwn'] = async (...args) => (await own()).lookAtOwn(...args);

/** See own/keep. */
export const listOwn: OwnPort['listOwn'] = async () => (await own()).listOwn();
/** See own/keep. */
export const keepOwn: OwnPort['keepOwn'] = async (mapping) => (await own()).keepOwn(mapping);
/** See own/keep. */
export const forgetOwn: OwnPort['forgetOwn'] = async (id) => (await own()).forgetOwn(id);

/** See own/read. */
export const readOwn: OwnPort['readOwn'] = async (...args) => (await own()).readOwn(...args);
/** See own/read. */
export const selectOwn: OwnPort['selectOwn'] = async (...args) => (await own()).selectOwn(...args);
/** See own/read. */
export const ownKeyAt: OwnPort['ownKeyAt'] = async (...args) => (await own()).ownKeyAt(...args);

/** See own/preview. */
export const previewOwn: OwnPort['previewOwn'] = async (...args) => (await own()).previewOwn(...args);
/** See own/apply. */
export const applyOwn: OwnPort['applyOwn'] = async (...args) => (await own()).applyOwn(...args);
