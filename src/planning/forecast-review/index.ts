export { ErrorSums, type ErrorMeasures, type ReviewedWeek } from './error-sums';
export { naiveScales, type NaiveScale } from './naive-scale';
export { forecastDrift, type Drift, type DriftingForecast, type DriftingVersion, type ItemDrift } from './drift';
export {
  ForecastReview,
  type GroupReview,
  type ItemReview,
  type ReviewedForecast,
  type ReviewedItem,
  type ReviewedVersion,
} from './review';
export {
  chanceOfSum,
  SIGNAL_CHANCE,
  SIGNAL_LIMIT,
  SIGNAL_MINIMUM_WEEKS,
  SIGNAL_WEEKS,
  signalAlerts,
  signalOf,
  trackingSignal,
  type Signal,
} from './tracking-signal';
