export { naiveScales } from './naive-scale';
export { forecastDrift, type DriftingVersion } from './drift';
export { ForecastReview, type GroupReview, type ItemReview, type ReviewedForecast } from './review';
export {
  chanceOfSum,
  SIGNAL_LIMIT,
  SIGNAL_WEEKS,
  signalAlerts,
  signalOf,
  trackingSignal,
  type Signal,
} from './tracking-signal';
