import { normalQuantile } from '../../planning/normal';
import type { PlanRecord } from '../session';
import type { ForecastTexts } from '../forecast/texts';

export interface Driver {
  id: string;
  label: string;
  value: string;
  why: string;
}

const figure = (row: PlanRecord, id: string): number | null => {
  const value = row[id];
  return typeof value === 'number' ? value : null;
};

/** The figures behind a recommendation, each with its derivation in the row's own numbers. */
export function driversOf(row: PlanRecord, { t, f }: ForecastTexts): Driver[] {
  const n = (id: string, digits = 0): string => f.number(figure(row, id), digits);
  const lead = figure(row, 'lead_mean');
  const review = figure(row, 'review_days');
  const interval = lead !== null && review !== null ? f.number(lead + review, 1) : null;
  const service = figure(row, 'service_target');
  const unknown = t('why.unknown');
  const driver = (id: string, label: string, value: string, why: string, inputs: string[]): Driver => ({
    id,
    label,
    value,
    why: inputs.some((input) => figure(row, input) === null) ? unknown : why,
  });
  const shared = {
    interval: interval ?? '',
    mean: n('demand_mean', 2),
    sd: n('demand_sd', 2),
    leadSd: n('lead_sd', 1),
    review: n('review_days'),
    safety: n('safety_stock'),
    target: n('target_level'),
    position: n('position'),
  };
  return [
    driver(
      'demand',
      t('driver.demand'),
      figure(row, 'demand_mean') === null ? f.number(null) : t('driver.perDay', { n: n('demand_mean', 1) }),
      t('why.demand', { ...shared, next: n('next_4w') }),
      ['demand_mean', 'demand_sd', 'lead_mean', 'review_days'],
    ),
    driver(
      'lead',
      t('driver.lead'),
      lead === null ? f.number(null) : t('driver.leadDays', { mean: n('lead_mean'), p90: n('lead_p90') }),
      t('why.lead', { mean: n('lead_mean', 1), sd: n('lead_sd', 1), p50: n('lead_p50', 1), p90: n('lead_p90', 1) }),
      ['lead_mean', 'lead_sd'],
    ),
    driver(
      'safety',
      t('driver.safety'),
      n('safety_stock'),
      t(figure(row, 'safety_factor') === null ? 'why.safety' : 'why.safetyFactor', {
        ...shared,
        k: n('safety_factor', 3),
        days: n('safety_days', 1),
        z: f.number(service !== null && service > 0 && service < 1 ? normalQuantile(service) : null, 3),
        value: n('safety_stock', 1),
        service: f.percent(service),
      }),
      ['safety_stock', 'service_target', 'demand_mean', 'demand_sd', 'lead_mean', 'lead_sd', 'review_days'],
    ),
    driver(
      'position',
      t('driver.position'),
      n('position'),
      t('why.position', { available: n('available'), transit: n('in_transit') }),
      ['position'],
    ),
    driver('target', t('driver.target'), n('target_level'), t('why.target', shared), [
      'target_level',
      'demand_mean',
      'lead_mean',
    ]),
    driver('quantity', t('driver.quantity'), n('order_qty'), t('why.quantity', shared), [
      'order_qty',
      'target_level',
      'position',
    ]),
    driver(
      'cover',
      t('driver.cover'),
      figure(row, 'days_of_supply') === null
        ? f.number(null)
        : t('driver.days', { n: daysText(figure(row, 'days_of_supply'), f) }),
      t('why.cover'),
      ['days_of_supply'],
    ),
    driver(
      'turnover',
      t('driver.turnover'),
      figure(row, 'turnover_days') === null ? f.number(null) : t('driver.days', { n: n('turnover_days') }),
      t('why.turnover'),
      ['turnover_days'],
    ),
  ];
}

/** The forecast reaches 13 weeks; longer cover is only known to be longer. */
const HORIZON_DAYS = 91;
const daysText = (days: number | null, f: ForecastTexts['f']): string =>
  days !== null && days >= HORIZON_DAYS ? `≥${HORIZON_DAYS}` : f.number(days, days !== null && days < 10 ? 1 : 0);
