export { actualDemandCache, unknownDemand } from './actual-demand';
export { driftOf } from './drift';
export { historyOf } from './history';
export { decodeItemCursor, readVersionPage } from './read-items';
export { accuracyReport, reviewable, reviewBrand, type BrandReview } from './review-brand';
export { storeVersion } from './store-version';
export { listVersions } from './versions';
